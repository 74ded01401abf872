//! What of a closed period's folder goes into the folder of the next.
//!
//! In: the folder's tables as they are written, its instance, and the next period. Out: the tables with the rows that still say
//! something, what was left behind and why, and `plan.toml` for the new period with its comments.

pub mod bare;
pub mod period;
pub mod plan;
pub mod renamed;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::as_written::AsWritten;
use crate::domain::{Instance, Municipality, Staff};
use crate::read::rows::AvailabilityKind;
use crate::read::{cell, mark, when};

/// A table for the next period.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// The table, with the rows that are kept.
    pub table: AsWritten,
    /// Rows, or columns of a grid, that were left behind, each with the reason.
    pub left: Vec<Left>,
}

/// A row that was left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// What stands in the row, or heads the column.
    pub what: String,
    /// Why.
    pub why: Why,
}

/// Why a row is not carried on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is about days before the new period.
    Past,
    /// The municipality has left and owes nothing, nor is it owed anything.
    Settled,
    /// The person has left, or the person's municipality has.
    Gone,
}

/// Who is not there any more when the next period begins.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gone {
    /// Municipalities.
    pub municipalities: Vec<Municipality>,
    /// Ids of staff.
    pub staff: BTreeSet<String>,
}

/// Who has left before `from`: of the municipalities those that the ledger of the closing is even with, with their staff, and
/// everybody who is not employed any more.
pub fn gone(instance: &Instance, from: NaiveDate, ledger: &AsWritten) -> Gone {
    let left = |day: Option<NaiveDate>| day.is_some_and(|day| day <= from);
    let settled = |m: &&Municipality| left(m.left) && is_even(ledger, m);
    let gone: Vec<&Municipality> = instance.municipalities.iter().filter(settled).collect();
    let without = |staff: &&Staff| {
        left(staff.left) || gone.iter().any(|m| m.code == instance.municipalities[staff.municipality].code)
    };
    let staff = instance.staff.iter().filter(without).map(|staff| staff.id.clone()).collect();
    let municipalities = gone.into_iter().cloned().collect();
    Gone { municipalities, staff }
}

/// Whether the ledger has no row of a municipality in which entitled and worked differ. What can't be read is not even.
fn is_even(ledger: &AsWritten, municipality: &Municipality) -> bool {
    // Six decimals are told apart by floats as well as by fractions, and equal ones are equal.
    let number = |row: &[String], column: &str| ledger.cell(row, column)?.replace(',', ".").parse::<f64>().ok();
    let is_its = |row: &&Vec<String>| is_of(ledger, "municipality", row, municipality);
    ledger.rows.iter().filter(is_its).all(|row| {
        let [entitled, worked] = ["entitled", "worked"].map(|column| number(row, column));
        entitled.is_some() && entitled == worked
    })
}

/// Whether a row is a municipality's: by its code or its name, as tables may have either.
fn is_of(table: &AsWritten, column: &str, row: &[String], municipality: &Municipality) -> bool {
    let written = table.cell(row, column).and_then(|cell| cell::text(cell).ok());
    let is_name = |written: &str| written.to_lowercase() == municipality.name.to_lowercase();
    written.is_some_and(|written| written == municipality.code || is_name(&written))
}

/// A table without what is past and who is gone.
pub fn carried(table: AsWritten, from: NaiveDate, gone: &Gone) -> Carried {
    let mut left = Vec::new();
    let mut kept = Vec::new();
    for row in &table.rows {
        match why(&table, row, from, gone) {
            None => kept.push(row.clone()),
            Some(why) => {
                let cells = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
                left.push(Left { what: cells.collect::<Vec<_>>().join(" "), why });
            }
        }
    }
    // Dates of a grid are columns.
    let is_past = |position: usize| {
        let says_available = |row: &Vec<String>| says_available(row[position].trim());
        table.dates[position].is_some_and(|date| date < from) && !kept.iter().any(says_available)
    };
    let past: Vec<usize> = (0..table.header.len()).filter(|&position| is_past(position)).collect();
    left.extend(past.iter().map(|&position| Left { what: table.header[position].clone(), why: Why::Past }));
    let without = |row: &[String]| {
        let cells = row.iter().enumerate().filter(|(position, _)| !past.contains(position));
        cells.map(|(_, cell)| cell.clone()).collect::<Vec<String>>()
    };
    let header = without(&table.header);
    let rows = kept.iter().map(|row| without(row)).collect();
    let of = |position: &usize| !past.contains(position);
    let columns = (0..table.columns.len()).filter(of).map(|position| table.columns[position]).collect();
    let dates = (0..table.dates.len()).filter(of).map(|position| table.dates[position]).collect();
    Carried { table: AsWritten { header, rows, columns, dates, ..table }, left }
}

/// Whether a cell says when somebody can come. That is carried on though it is about days that are over: whoever has said it
/// nowhere would be taken to be available everywhere.
fn says_available(cell: &str) -> bool {
    mark::said(cell).is_ok_and(|said| said.is_some_and(|(kind, _)| kind == AvailabilityKind::Available))
}

/// Why a row is not carried on; nothing where it is.
fn why(table: &AsWritten, row: &[String], from: NaiveDate, gone: &Gone) -> Option<Why> {
    let cell = |column: &str| table.cell(row, column);
    let id = |column: &str| cell(column).and_then(|text| cell::text(text).ok());
    let date = |column: &str| cell(column).and_then(|text| when::date(text).ok());
    let has_left = |column: &str| gone.municipalities.iter().any(|m| is_of(table, column, row, m));
    let is_gone = |column: &str| id(column).is_some_and(|id| gone.staff.contains(&id));
    match table.name {
        "municipalities" | "calls_by_member" => has_left("code").then_some(Why::Settled),
        "ledger" => has_left("municipality").then_some(Why::Settled),
        "staff" => is_gone("id").then_some(Why::Gone),
        // What was worked is remembered, also of those who have left: they may come back.
        "history" => None,
        _ if is_gone("staff") => Some(Why::Gone),
        _ if cell("kind").is_some_and(says_available) => None,
        // A row without a last day goes on.
        _ => date("date").or_else(|| date("to")).filter(|last| *last < from).map(|_| Why::Past),
    }
}
