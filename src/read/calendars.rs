//! `calendars.csv`: the record of the shifts that calendar files have told of, as an earlier run left it.
//!
//! In: the path of a record. Out: its rows; where there is no such file, nothing has been sent out and there is nothing to
//! say.

use std::io;
use std::ops::RangeInclusive;
use std::path::Path;

use chrono::{NaiveDate, NaiveTime};

use super::cell::{text, whole};
use super::column::Column;
use super::rows::{TableRow, optional, required, word};
use super::table::{Cells, Field, Rows};
use super::when::{date, time};
use super::{Table, bytes, records, table, text as encoding, unreadable};
use crate::diagnostic::{Diagnostic, Place, any_error, sort};
use crate::domain::plan_key::SEATS;
use crate::domain::sent::Status;

/// How often a shift may have changed.
const SEQUENCES: RangeInclusive<i64> = 0..=1_000_000;

/// A row of `calendars.csv`.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the file")]
pub struct CalendarRow {
    pub place: Place,
    pub municipality: Option<Field<String>>,
    pub municipality_name: Option<Field<String>>,
    pub staff: Option<Field<String>>,
    pub staff_name: Option<Field<String>>,
    pub date: Option<Field<NaiveDate>>,
    pub start: Option<Field<NaiveTime>>,
    pub end: Option<Field<NaiveTime>>,
    pub seats: Option<Field<u32>>,
    pub title: Option<Field<String>>,
    pub status: Option<Field<Status>>,
    pub sequence: Option<Field<u32>>,
}

impl TableRow for CalendarRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[
            required("municipality"),
            optional("municipality_name"),
            required("staff"),
            optional("staff_name"),
            required("date"),
            required("start"),
            optional("end"),
            optional("seats"),
            optional("title"),
            required("status"),
            required("sequence"),
        ];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        rows.build(findings, |cells: &mut Cells<'_>, place| CalendarRow {
            place,
            municipality: cells.needed("municipality", text),
            municipality_name: cells.field("municipality_name", text),
            staff: cells.needed("staff", text),
            staff_name: cells.field("staff_name", text),
            date: cells.needed("date", date),
            start: cells.needed("start", time),
            end: cells.field("end", time),
            seats: cells.field("seats", whole(SEATS)),
            title: cells.field("title", text),
            status: cells.needed("status", word(&Status::WORDS, "status")),
            sequence: cells.needed("sequence", whole(SEQUENCES)),
        })
    }
}

/// A record, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarRows {
    /// The rows; none where there is no record.
    pub rows: Vec<CalendarRow>,
    /// Whether a finding refuses the record already.
    pub refused: bool,
}

/// Whether there is a record: the roster beside it was sent out as calendars.
pub fn is_there(path: &Path) -> bool {
    path.is_file()
}

/// Reads a record.
pub fn calendars(path: &Path) -> (CalendarRows, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut rows = Vec::new();
    match bytes::found(path) {
        Ok(bytes) => match encoding::decode(path.display().to_string(), &bytes) {
            Ok(source) => {
                let records = records::of_text(&source, CalendarRow::columns());
                rows = table(&records, &mut findings).map_or_else(Vec::new, |table: Table<_>| table.rows);
            }
            Err(found) => findings.push(*found),
        },
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
        Err(error) => {
            let cure = "it holds which shifts have been sent out; make it a file that you may open";
            findings.push(unreadable(path, &error, cure, Vec::new()));
        }
    }
    sort(&mut findings);
    let refused = any_error(&findings);
    (CalendarRows { rows, refused }, findings)
}
