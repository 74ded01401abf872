//! What a command that writes a roster writes besides its CSV files.

use clap::{Args, ValueEnum};

use crate::domain::language::Language;

/// What people look at.
#[derive(Debug, Clone, Copy, Args)]
pub struct Outputs {
    /// The language of workbooks, calendars and pages: da or en [default: the language of plan.toml]
    #[arg(long, value_name = "LANGUAGE", value_enum, hide_possible_values = true)]
    pub language: Option<Tongue>,
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
