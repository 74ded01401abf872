//! `agreements.csv`: what people and municipalities have agreed to beyond their answers and limits.
//!
//! In: the cells of a table. Out: typed rows. Which columns a kind needs, and whom and which window they mean, is looked up
//! by `check`.

use chrono::{NaiveDate, NaiveTime};

use super::cell::text;
use super::column::Column;
use super::rows::{TableRow, optional, required, word};
use super::table::{Field, Rows};
use super::when::{date, time};
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::rule::Rule;

/// A row.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct AgreementRow {
    pub place: Place,
    pub kind: Option<Field<Rule>>,
    pub staff: Option<Field<String>>,
    pub municipality: Option<Field<String>>,
    pub date: Option<Field<NaiveDate>>,
    pub start: Option<Field<NaiveTime>>,
}

impl TableRow for AgreementRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[
            required("kind"),
            optional("municipality"),
            optional("municipality_name"),
            optional("staff"),
            optional("staff_name"),
            optional("date"),
            optional("start"),
            optional("note"),
        ];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        const KINDS: [(&str, Rule); 5] = [
            ("availability", Rule::Availability),
            ("shifts_per_week", Rule::ShiftsPerWeek),
            ("shifts_per_period", Rule::ShiftsPerPeriod),
            ("away_at_once", Rule::AwayAtOnce),
            ("locks", Rule::Locks),
        ];
        rows.build(findings, |cells, place| AgreementRow {
            place,
            kind: cells.needed("kind", word(&KINDS, "kind of agreement")),
            staff: cells.field("staff", text),
            municipality: cells.field("municipality", text),
            date: cells.field("date", date),
            start: cells.field("start", time),
        })
    }
}
