//! The option for how CSV files are written, the same for every command that writes some.
//!
//! In: the argument. Out: a [`Style`].

use clap::{Args, ValueEnum};

/// How CSV files are written.
#[derive(Debug, Clone, Copy, Args)]
pub struct Style {
    /// How CSV files are written: plain or excel-da, which Excel in Danish opens with a double click [default: plain]
    #[arg(long = "csv-style", value_enum, value_name = "STYLE", default_value_t = CsvStyle::Plain)]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub csv: CsvStyle,
}

/// The styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CsvStyle {
    /// Commas, decimal points, ISO dates.
    Plain,
    /// Semicolons, a byte-order mark, decimal commas, dates as 31-12-2026.
    ExcelDa,
}
