//! Availability as a grid: a row for each person, a column for each window, day or date, and marks in the cells.
//!
//! In: the records of a table. Out: the rows of the long form that say the same, each with the place of its mark.

use std::collections::BTreeMap;

use super::Table;
use super::cell::{Fault, spreadsheet_error};
use super::formula;
use super::grid_columns::{Column, KIND, LONG_FORM, ONE_FORM, STAFF, columns, staff_column, unreadable};
use super::heading::{self, Heading, Windows};
use super::mark;
use super::records::{Record, Records};
use super::rows::{AvailabilityKind, AvailabilityRow};
use super::shape::open_quote;
use super::table::{Field, body, cell};
use crate::diagnostic::{Code, Diagnostic, Place, any_error, quote};

/// Whether a table is a grid: it names staff, has no kind, and some column is headed by a window.
pub fn is_grid(records: &Records) -> bool {
    records.list.first().is_some_and(heads_a_grid)
}

/// Whether a record heads a grid.
pub fn heads_a_grid(first: &Record) -> bool {
    staff_column(first).is_some()
        && !has(first, KIND)
        && first.cells.iter().any(|cell| heading::read(cell) != Heading::Other)
}

fn has(record: &Record, name: &str) -> bool {
    record.cells.iter().any(|cell| cell.trim().eq_ignore_ascii_case(name))
}

/// How far down headings are looked for: a title and headings of months and weeks stand above them, if anything.
const LINES_ABOVE: usize = 10;

/// The finding about a table that is meant to be a grid, by its days and dates, but is not headed like one.
pub fn almost(records: &Records) -> Option<Diagnostic> {
    let first = records.list.first()?;
    if LONG_FORM.iter().any(|name| has(first, name)) || heads_a_grid(first) {
        return None;
    }
    let (place, line) = (records.place(&first.span), records.lines());
    let windows =
        |record: &Record| record.cells.iter().filter(|cell| matches!(heading::read(cell), Heading::Windows(_))).count();
    if windows(first) > 0 {
        let found = Diagnostic::new(Code::MissingColumn, format!("the column {STAFF} is missing"));
        // Only ids tell people apart; a column of names would not do under another heading.
        let help = format!("head the column of ids with {STAFF}; a column of names may stay beside it, headed name");
        return Some(found.at(&place, "days and dates make this a grid").help(help));
    }
    let below = records.list.iter().skip(1).take(LINES_ABOVE);
    let below = below.filter(|record| heads_a_grid(record) || windows(record) > 1);
    let found = Diagnostic::new(Code::MissingColumn, format!("the first {line} does not head the columns of a grid"));
    let found = found.at(&place, "no days and dates are here");
    let better = below.min_by_key(|record| (!heads_a_grid(record), record.span.start))?;
    let better = (records.place(&better.span), heads_a_grid(better));
    Some(match better {
        (place, true) => found.at(&place, format!("this {line} does")).help(format!("delete the {line}s above the one with {STAFF}")),
        (place, false) => found.at(&place, "but here").help(format!(
            "write all headings into one {line}, {STAFF} over the ids and a day or a date over each column of marks, and delete the {line}s above it"
        )),
    })
}

/// The findings about columns of a grid in a table of the long form.
pub fn mixed(records: &Records) -> Vec<Diagnostic> {
    let first = records.list.first().into_iter();
    let headings = first.flat_map(|first| (0..first.cells.len()).map(|at| cell(records, first, at)));
    let windows = headings.filter(|heading| matches!(heading::read(&heading.value), Heading::Windows(_)));
    windows
        .map(|heading| unreadable(&heading, "the table has the column kind, so it is no grid").help(ONE_FORM))
        .collect()
}

/// The rows of a grid.
pub fn read(records: &Records, findings: &mut Vec<Diagnostic>) -> Option<Table<AvailabilityRow>> {
    let before = findings.len();
    let first = records.list.first()?;
    if let Some(open) = &first.open {
        findings.push(open_quote(&records.place(open)));
        return None;
    }
    if !first.unsaved.is_empty() {
        findings.extend(first.unsaved.iter().filter_map(|at| formula::finding(records, first, *at)));
        return None;
    }
    if let Some(found) = second_headings(records, first) {
        findings.push(found);
        return None;
    }
    let (staff, columns) = columns(records, first, findings)?;
    let lines = body(records, first.filled(), staff + 1, findings);
    let complete = !any_error(&findings[before..]);
    let mut rows = Vec::new();
    let mut known: BTreeMap<String, Place> = BTreeMap::new();
    for (record, shapely) in lines {
        let Some(person) = person(records, record, staff, findings) else {
            continue;
        };
        if let Some(first) = known.get(&person.value) {
            let message = format!("the grid has two rows for {}", quote(&person.value));
            let found = Diagnostic::new(Code::DoubledStaff, message)
                .at(&person.place, "again")
                .at(first, "first")
                .help("make one row of them, or delete the one that is out of date");
            findings.push(found);
            continue;
        }
        known.insert(person.value.clone(), person.place.clone());
        let columns = if shapely { columns.as_slice() } else { &[] };
        rows.extend(row(records, record, &person, columns, findings));
    }
    let sound = !any_error(&findings[before..]);
    Some(Table { header: records.place(&first.span), rows, complete, sound })
}

/// The finding about a second row of headings, such as dates below the days of the week. To leave either of them out would
/// make the marks speak of other windows.
fn second_headings(records: &Records, first: &Record) -> Option<Diagnostic> {
    let staff = staff_column(first)?;
    let is_second = |(number, record): &(usize, &Record)| {
        let person = record.cells.get(staff).map_or("", |cell| cell.trim());
        let cells = record.cells.iter().enumerate().filter(|(at, _)| *at != staff).map(|(_, cell)| cell.trim());
        let below: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let is_mark = below.iter().any(|cell| mark::said(cell).is_ok());
        let says = |dated: bool| {
            below.iter().any(|cell| match heading::read(cell) {
                Heading::Windows(windows) => !dated || windows.date.is_some() || windows.days.is_some(),
                Heading::Unreadable(_) => !dated,
                Heading::Other => false,
            })
        };
        // A row that names somebody is one of marks, unless it stands right below the headings and names days itself.
        !is_mark && if person.is_empty() { says(false) } else { *number == 0 && says(true) }
    };
    let (_, second) = records.list.iter().skip(1).enumerate().find(is_second)?;
    let line = records.lines();
    let message = format!("the grid has two {line}s of headings");
    let found = Diagnostic::new(Code::GridColumn, message)
        .at(&records.place(&second.span), "these are headings too")
        .at(&records.place(&first.span), "the first")
        .help(format!("let one {line} say it all and delete the other, so that each column has one heading"))
        .help(
            "a date says which day is meant: '2026-01-05'; a day of the week alone is about every week of the period",
        );
    Some(found)
}

fn person(records: &Records, record: &Record, staff: usize, findings: &mut Vec<Diagnostic>) -> Option<Field<String>> {
    if let Some(found) = formula::finding(records, record, staff) {
        findings.push(found);
        return None;
    }
    let person = cell(records, record, staff);
    if person.value.is_empty() {
        let found = Diagnostic::new(Code::EmptyCell, "the cell in column staff is empty")
            .at(&person.place, "staff is needed")
            .help("fill it in, or delete the row");
        findings.push(found);
        return None;
    }
    match spreadsheet_error(&person.value) {
        Some(fault) => {
            findings.push(told(fault, &person.place, STAFF));
            None
        }
        None => Some(person),
    }
}

/// What the marks of a row say, as rows of the long form.
fn row(
    records: &Records,
    record: &Record,
    person: &Field<String>,
    columns: &[Column],
    findings: &mut Vec<Diagnostic>,
) -> Vec<AvailabilityRow> {
    let mut marks = Vec::new();
    for column in columns {
        if let Some(found) = formula::finding(records, record, column.position) {
            findings.push(found);
            continue;
        }
        let mark = cell(records, record, column.position);
        match mark::said(&mark.value) {
            Ok(Some((kind, strength))) => {
                let strength = strength.map(|value| Field { value, place: mark.place.clone() });
                marks.push((column, Field { value: kind, place: mark.place }, strength));
            }
            Ok(None) => {}
            Err(fault) => {
                let heading = records.source.text.get(column.place.span.clone()).unwrap_or_default();
                findings.push(told(fault, &mark.place, heading));
            }
        }
    }
    // Who is available where there is an x can also work where there is a wish.
    let restricted = marks.iter().any(|(_, mark, _)| mark.value == AvailabilityKind::Available);
    let is_wish = |kind| matches!(kind, AvailabilityKind::Prefers | AvailabilityKind::Avoids);
    let also = marks.iter().filter(|(_, mark, _)| restricted && is_wish(mark.value)).map(|(column, mark, _)| {
        (*column, Field { value: AvailabilityKind::Available, place: mark.place.clone() }, None)
    });
    let also: Vec<_> = also.collect();
    if marks.is_empty() {
        // Nothing is said of this person, but it is still to be seen whether there is one.
        return vec![said(person, None, None, None)];
    }
    let all = marks.into_iter().chain(also);
    all.map(|(column, mark, strength)| said(person, Some(column), Some(mark), strength)).collect()
}

/// One row of the long form.
fn said(
    person: &Field<String>,
    column: Option<&Column>,
    mark: Option<Field<AvailabilityKind>>,
    strength: Option<Field<u8>>,
) -> AvailabilityRow {
    fn field<T: Clone>(column: Option<&Column>, part: impl Fn(&Windows) -> &Option<T>) -> Option<Field<T>> {
        let column = column?;
        part(&column.windows).clone().map(|value| Field { value, place: column.place.clone() })
    }
    let date = field(column, |windows| &windows.date);
    let start = field(column, |windows| &windows.start);
    AvailabilityRow {
        place: mark.as_ref().map_or(&person.place, |mark| &mark.place).clone(),
        staff: Some(person.clone()),
        kind: mark,
        days: field(column, |windows| &windows.days),
        start: start.map(|start| Field { value: vec![start.value], place: start.place }),
        from: date.clone(),
        to: date,
        hours: field(column, |windows| &windows.hours),
        column: column.map(|column| column.place.clone()),
        strength,
    }
}

fn told(fault: Fault, place: &Place, column: &str) -> Diagnostic {
    Diagnostic::new(fault.code, fault.message).at(place, format!("in column {}", quote(column))).help(fault.help)
}
