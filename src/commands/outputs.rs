//! What people look at, besides the CSV files: the same for every command that writes a roster.
//!
//! In: a roster with all that is known of it, and what was asked for. Out: files, by their names below the folder that
//! they go to.

use crate::cli;
use crate::report::subject::Subject;
use crate::report::workbook;

/// The workbook.
pub const WORKBOOK: &str = "roster.xlsx";

/// The names of files that are written in any case, to see beforehand whether they can be.
pub const ALWAYS: [&str; 1] = [WORKBOOK];

/// The files.
pub fn files(subject: &Subject<'_>, _options: &cli::Outputs) -> Vec<(String, Vec<u8>)> {
    vec![(WORKBOOK.to_owned(), workbook::bytes(subject))]
}
