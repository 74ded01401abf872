//! The rows of `demand.csv`: seats in single windows, or in those of a range of days.
//!
//! In: the cells of the table. Out: typed rows, every field with its place. Which columns are needed depends on what else is there:
//! ranges do without dates, factors without seats.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime, Weekday};
use num_traits::Zero;

use super::cell::{Fault, out_of_range, whole};
use super::column::Column;
use super::decimal::decimal;
use super::rows::{TableRow, optional, required};
use super::table::{Field, Rows};
use super::when::{date, days, times};
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::Exact;
use crate::domain::plan_key::SEATS;

/// A row of `demand.csv`.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct DemandRow {
    pub place: Place,
    pub date: Option<Field<NaiveDate>>,
    pub from: Option<Field<NaiveDate>>,
    pub to: Option<Field<NaiveDate>>,
    pub days: Option<Field<Vec<Weekday>>>,
    pub start: Option<Field<Vec<NaiveTime>>>,
    pub seats: Option<Field<u32>>,
    pub factor: Option<Field<Exact>>,
    pub least: Option<Field<u32>>,
    /// Whether all cells that it has could be read: a range without its last day would be another one.
    pub is_sound: bool,
}

/// The columns of ranges of days, any of which does instead of a date.
const RANGE: [&str; 3] = ["from", "to", "days"];

impl TableRow for DemandRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[
            required("date"),
            required("start"),
            required("seats"),
            optional("from"),
            optional("to"),
            optional("days"),
            optional("factor"),
            optional("least"),
        ];
        COLUMNS
    }

    /// A table of ranges needs no column of dates, and one of factors none of seats.
    fn columns_of(has: &dyn Fn(&str) -> bool) -> &'static [Column] {
        static FITTING: LazyLock<Vec<Vec<Column>>> = LazyLock::new(|| {
            let without = |optionals: &[&str]| {
                let column = |known: &Column| match optionals.contains(&known.name) {
                    true => optional(known.name),
                    false => *known,
                };
                DemandRow::columns().iter().map(column).collect()
            };
            vec![without(&["date"]), without(&["seats"]), without(&["date", "seats"])]
        });
        match (RANGE.iter().any(|name| has(name)), has("factor")) {
            (false, false) => DemandRow::columns(),
            (true, false) => &FITTING[0],
            (false, true) => &FITTING[1],
            (true, true) => &FITTING[2],
        }
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        let factor = |cell: &str| decimal(rows.spelling)(cell).and_then(|factor| within(factor, cell));
        rows.build(findings, |cells, place| {
            let before = cells.told();
            let (from, to, days) = (cells.field("from", date), cells.field("to", date), cells.field("days", days));
            // Without a column of dates a row may be about all days; beside one, an empty cell is a slip.
            let is_range = RANGE.iter().any(|name| cells.is_filled(name));
            let date = if is_range { cells.field("date", date) } else { cells.needed("date", date) };
            let start = match cells.is_filled("date") {
                true => cells.needed("start", times),
                false => cells.field("start", times),
            };
            let factor = match cells.has("seats") {
                true => cells.field("factor", factor),
                false => cells.needed("factor", factor),
            };
            let seats = match cells.is_filled("factor") {
                true => cells.field("seats", whole(SEATS)),
                false => cells.needed("seats", whole(SEATS)),
            };
            let least = cells.field("least", whole(SEATS));
            let is_sound = cells.told() == before;
            DemandRow { place, date, from, to, days, start, seats, factor, least, is_sound }
        })
    }
}

/// The largest factor of seats: only a slip asks for more.
const LARGEST_FACTOR: i64 = 100;

fn within(factor: Exact, cell: &str) -> Result<Exact, Fault> {
    let most = Exact::from_integer(LARGEST_FACTOR.into());
    match (Exact::zero()..=most).contains(&factor) {
        true => Ok(factor),
        false => Err(out_of_range(cell, 0, LARGEST_FACTOR)),
    }
}
