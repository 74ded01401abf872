//! The options of every command that prints tables: as tables or as JSON, how long, and in which language.
//!
//! In: the arguments. Out: which of the two, and the length and language that were asked for.

use clap::{Args, ValueEnum};

use super::language;
use crate::domain::language::Language;

/// How the result is printed.
#[derive(Debug, Clone, Copy, Args)]
pub struct Printed {
    /// Print the result as table or json
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Table, hide_possible_values = true)]
    pub format: Format,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Print every table in full, however long
    #[arg(long, conflicts_with_all = ["format", "json"])]
    pub tables: bool,
    /// The language of what people read: da or en [default: files as plan.toml says, the terminal in English]
    #[arg(long, value_name = "LANGUAGE", value_parser = language::parser(), hide_possible_values = true)]
    pub language: Option<Language>,
}

/// A way to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Tables and sentences for people.
    Table,
    /// One JSON document.
    Json,
}

impl Printed {
    /// Whether the result is JSON.
    pub fn is_json(&self) -> bool {
        self.json || self.format == Format::Json
    }
}
