//! What a command that writes a roster writes besides its CSV files.

use clap::{Args, ValueEnum};

use crate::cli::Style;
use crate::domain::language::Language;

/// What people look at.
#[derive(Debug, Clone, Copy, Args)]
pub struct Outputs {
    /// The language of workbooks, calendars and pages: da or en [default: the language of plan.toml]
    #[arg(long, value_name = "LANGUAGE", value_enum, hide_possible_values = true)]
    pub language: Option<Tongue>,
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

/// A language, as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// Danish.
    Da,
    /// English.
    En,
}

impl Outputs {
    /// Whether calendars are written, for themselves or in packs.
    pub fn with_calendars(&self) -> bool {
        self.calendars || self.per_municipality
    }

    /// The language to write in, where plan.toml says `planned`.
    pub fn language(&self, planned: Language) -> Language {
        Tongue::chosen(self.language, planned)
    }
}

impl Tongue {
    /// The language that was asked for, else the one that plan.toml has.
    pub fn chosen(asked: Option<Tongue>, planned: Language) -> Language {
        match asked {
            Some(Tongue::Da) => Language::Danish,
            Some(Tongue::En) => Language::English,
            None => planned,
        }
    }
}
