//! `calls_by_member.csv`: how many calls each municipality's citizens have made in a month.
//!
//! In: the cells of a table. Out: typed rows. Whose they are is looked up by `check`.

use chrono::{Datelike, NaiveDate};

use super::cell::{Fault, text, whole};
use super::column::Column;
use super::rows::{TableRow, optional, required};
use super::table::{Field, Rows};
use super::when::{date, month};
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::plan_key::CALLS;

/// A row.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct CallsRow {
    pub place: Place,
    pub code: Option<Field<String>>,
    /// The first day of the month.
    pub month: Option<Field<NaiveDate>>,
    pub calls: Option<Field<u32>>,
}

impl TableRow for CallsRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] =
            &[required("code"), optional("name"), required("month"), required("calls"), optional("note")];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        rows.build(findings, |cells, place| CallsRow {
            place,
            code: cells.needed("code", text),
            month: cells.needed("month", first_day),
            calls: cells.needed("calls", whole(CALLS)),
        })
    }
}

/// A month, also as its first day: that is what a spreadsheet makes of `2026-01`.
fn first_day(cell: &str) -> Result<NaiveDate, Fault> {
    match date(cell) {
        Ok(day) if day.day() == 1 => Ok(day),
        _ => month(cell),
    }
}
