//! What a command that writes a roster writes besides its CSV files.

use clap::Args;

use super::language;
use crate::cli::Style;
use crate::domain::language::Language;

/// What people look at.
#[derive(Debug, Clone, Copy, Args)]
pub struct Outputs {
    /// The language of workbooks, calendars and pages: da or en [default: the language of plan.toml]
    #[arg(long, value_name = "LANGUAGE", value_parser = language::parser(), hide_possible_values = true)]
    pub language: Option<Language>,
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
