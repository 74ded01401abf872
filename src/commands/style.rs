//! The style of CSV files, from the command line's word to the report's.
//!
//! In: the option. Out: a [`Style`].

use crate::cli;
use crate::report::rows::Style;

/// How the command's CSV files are written.
pub fn csv(option: &cli::Style) -> Style {
    match option.csv {
        cli::CsvStyle::Plain => Style::Plain,
        cli::CsvStyle::ExcelDa => Style::ExcelDa,
    }
}
