//! A table of a folder as it is written, cell by cell, whatever its cells mean.
//!
//! In: nothing. Out: the type. `read` makes one of a file or a sheet, `report` writes it again.

use chrono::NaiveDate;

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct AsWritten {
    /// Its name, such as `staff`.
    pub name: &'static str,
    /// The file in the planning folder, where the table is a folder of several, such as `staff/665 Lemvig.csv`.
    pub file: Option<String>,
    /// What separates its cells; `None` in a sheet.
    pub separator: Option<u8>,
    /// By position: the column of the contract; `None` for one that is the planner's own, or of a grid.
    pub columns: Vec<Option<&'static str>>,
    /// By position: the date that heads a column of a grid.
    pub dates: Vec<Option<NaiveDate>>,
    /// The first row.
    pub header: Vec<String>,
    /// The others, as wide as the first.
    pub rows: Vec<Vec<String>>,
}

impl AsWritten {
    /// What it is called: its name, or that of the file.
    pub fn called(&self) -> &str {
        self.file.as_deref().unwrap_or(self.name)
    }

    /// A row's cell in a column of the contract; `None` where there is no such column, or nothing in it.
    pub fn cell<'a>(&self, row: &'a [String], column: &str) -> Option<&'a str> {
        let position = self.columns.iter().position(|name| *name == Some(column))?;
        row.get(position).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}
