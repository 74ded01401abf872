//! Swaps in a file: a row for each shift that changes hands.
//!
//! In: the cells of a table with the columns `date`, `start`, `gives` and `takes`. Out: typed rows. Who and which
//! windows are meant is looked up by `check`.

use chrono::{NaiveDate, NaiveTime};

use super::cell::text;
use super::column::Column;
use super::rows::{TableRow, required};
use super::table::{Field, Rows};
use super::when::{date, time};
use crate::diagnostic::{Diagnostic, Place};

/// A row.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct SwapRow {
    pub place: Place,
    pub date: Option<Field<NaiveDate>>,
    pub start: Option<Field<NaiveTime>>,
    pub gives: Option<Field<String>>,
    pub takes: Option<Field<String>>,
}

impl TableRow for SwapRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[required("date"), required("start"), required("gives"), required("takes")];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        rows.build(findings, |cells, place| SwapRow {
            place,
            date: cells.needed("date", date),
            start: cells.needed("start", time),
            gives: cells.needed("gives", text),
            takes: cells.needed("takes", text),
        })
    }
}
