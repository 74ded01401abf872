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
    /// How CSV files are written
    #[command(flatten)]
    pub style: Style,
}

impl Outputs {
    /// Whether calendars are written, for themselves or in packs.
    pub fn with_calendars(&self) -> bool {
        self.calendars || self.per_municipality
    }
}
