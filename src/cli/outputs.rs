//! What a command that writes a roster writes besides its CSV files.

use clap::Args;

use crate::cli::Style;

/// What people look at.
#[derive(Debug, Clone, Copy, Args)]
pub struct Outputs {
    /// Write calendar files too, one per person and one per municipality, that update those sent out before
    #[arg(long)]
    pub calendars: bool,
    /// Write a folder per municipality with only its own people: CSV, workbook, calendars, a page; includes --calendars
    #[arg(long)]
    pub per_municipality: bool,
    /// Write each of these folders as one .zip beside it as well, to mail; includes --per-municipality
    #[arg(long)]
    pub zip: bool,
    /// How CSV files are written
    #[command(flatten)]
    pub style: Style,
}

/// Whether the roster is sent out.
#[derive(Debug, Clone, Args)]
pub struct Sending {
    /// Say in the files that this roster is sent out; without it they say that it is a draft
    #[arg(long)]
    pub publish: bool,
    /// The day on which it is sent out [default: today]
    #[arg(long, value_name = "DATE", requires = "publish")]
    pub on: Option<String>,
}

impl Outputs {
    /// Whether calendars are written, for themselves or in packs.
    pub fn with_calendars(&self) -> bool {
        self.calendars || self.with_packs()
    }

    /// Whether packs are written, as folders or as single files too.
    pub fn with_packs(&self) -> bool {
        self.per_municipality || self.zip
    }
}
