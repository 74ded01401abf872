//! Who really sat there, as far as it is not what the roster says: corrections, or a roster of the windows that it names.
//!
//! In: the path of a table. Out: typed rows. With a column `instead_of` its rows are corrections; without one they are of a roster.

use std::path::Path;

use chrono::{NaiveDate, NaiveTime};

use super::cell::text;
use super::column::Column;
use super::rows::{RosterRow, TableRow, optional, required};
use super::table::{Field, Rows};
use super::when::{date, time};
use super::{Alone, RosterRows, Table, alone};
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::input_file::InputFile;

/// A correction. Where `staff` is empty nobody came; where `instead_of` is, somebody came whom the roster does not have.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct CorrectionRow {
    pub place: Place,
    pub date: Option<Field<NaiveDate>>,
    pub start: Option<Field<NaiveTime>>,
    pub staff: Option<Field<String>>,
    pub instead_of: Option<Field<String>>,
    /// Whether the table has a column `instead_of`.
    pub is_correction: bool,
}

/// A file of what was worked.
#[derive(Debug, Clone, PartialEq)]
pub enum Actual {
    /// Corrections.
    Corrections {
        /// The rows; `None` where the file is missing or cannot be read.
        table: Option<Table<CorrectionRow>>,
        /// The file, if it could be read.
        input: Option<InputFile>,
        /// Whether a finding refuses them already.
        refused: bool,
    },
    /// A roster.
    Roster(RosterRows),
}

impl TableRow for CorrectionRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[
            required("date"),
            required("start"),
            required("staff"),
            optional("instead_of"),
            optional("weekday"),
            optional("week"),
            optional("end"),
            optional("seat"),
            optional("municipality"),
            optional("municipality_name"),
            optional("staff_name"),
            optional("status"),
        ];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        rows.build(findings, |cells, place| CorrectionRow {
            place,
            date: cells.needed("date", date),
            start: cells.needed("start", time),
            staff: cells.field("staff", text),
            instead_of: cells.field("instead_of", text),
            is_correction: cells.has("instead_of"),
        })
    }
}

/// Reads such a file.
pub fn actual(path: &Path) -> (Actual, Vec<Diagnostic>) {
    let cure = "check the path; it is a table with the columns date, start, staff and instead_of, or a roster";
    let (file, findings) = alone::<CorrectionRow>(path, "worked", cure);
    let rows = file.table.iter().flat_map(|table| &table.rows);
    if rows.clone().next().is_some() && !rows.clone().any(|row| row.is_correction) {
        let (Alone { table, input, views, refused }, findings) = alone::<RosterRow>(path, "worked", cure);
        return (Actual::Roster(RosterRows { table, input, views, refused }), findings);
    }
    let Alone { table, input, refused, .. } = file;
    (Actual::Corrections { table, input, refused }, findings)
}
