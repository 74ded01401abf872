//! Somebody is away for some days, as a planner enters it, and how the table is written that it is entered in.
//!
//! In: nothing. Out: the types. `read` makes a [`Written`] of the file that is there, `report` adds the row to it.

use chrono::NaiveDate;

/// Somebody is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// The person's id.
    pub staff: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day; until further notice where there is none.
    pub to: Option<NaiveDate>,
}

/// How dates are written in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateForm {
    /// `2026-01-05`.
    #[default]
    Iso,
    /// `05-01-2026`.
    Dashes,
    /// `05.01.2026`.
    Points,
}

/// A CSV table of the folder, with what a row must look like that is added to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What separates its cells.
    pub separator: u8,
    /// Its columns in their order; `None` for those that are not read.
    pub columns: Vec<Option<&'static str>>,
    /// Whether it is UTF-8 and not Windows-1252.
    pub is_utf8: bool,
    /// How its dates are written.
    pub dates: DateForm,
}

/// A file of the folder as it will be once a command has written it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// Its name there.
    pub file: String,
    /// What will be in it.
    pub bytes: Vec<u8>,
}
