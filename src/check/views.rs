//! The sheets of a workbook that show its roster, against the sheet that is read: whoever changed one of them meant it to count.
//!
//! In: the rows of a roster, and what the other sheets of its workbook say. Out: findings. A sheet that says what it said when it was
//! written is no matter, however the roster has been changed since: it is only older.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::slot;
use super::together;
use crate::diagnostic::{Code, Diagnostic, Place, quote};
use crate::domain::views::{Seat, View, listing, who};
use crate::read::RosterRows;
use crate::read::views::ViewRows;

/// Spreadsheets have no dates before it, so the sheets have texts there.
const FIRST_YEAR: i32 = 1901;

/// Somebody who stands in one of the two alone.
struct Difference<'a> {
    said: String,
    label: &'static str,
    place: &'a Place,
}

/// The findings about sheets that were changed and say something else than the roster.
pub fn changed(rows: &RosterRows) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let roster = seats(rows);
    if roster.iter().all(|seat| seat.who.is_empty()) || roster.iter().any(|seat| seat.date.year() < FIRST_YEAR) {
        return findings;
    }
    let told = |view: &ViewRows| listing(&view.seats.iter().map(|(seat, _)| seat.clone()).collect::<Vec<_>>(), false);
    // Where the workbook does not tell any more what it was written with, sheets that agree with each other bear witness.
    let agree = rows.views.len() > 1 && rows.views.windows(2).all(|pair| told(&pair[0]) == told(&pair[1]));
    for view in rows.views.iter().filter(|view| !view.as_written.unwrap_or(agree)) {
        differences(&roster, view, &mut findings);
    }
    findings
}

/// Who sits where by the rows that are read.
fn seats(rows: &RosterRows) -> Vec<Seat> {
    let rows = rows.table.iter().flat_map(|table| &table.rows);
    let seat = |row: &crate::read::rows::RosterRow| {
        let text = |field: &Option<crate::read::table::Field<String>>| {
            field.as_ref().map_or_else(String::new, |field| field.value.clone())
        };
        let (date, start) = (row.date.as_ref()?.value, row.start.as_ref()?.value);
        let id = row.staff.as_ref()?.value.clone();
        let who = who(&format!("{} {}", text(&row.staff_name), text(&row.municipality_name)));
        Some(Seat { date, start, who, id })
    };
    rows.filter_map(seat).collect()
}

fn differences(roster: &[Seat], view: &ViewRows, findings: &mut Vec<Diagnostic>) {
    let has_ids = view.view != View::Calendar;
    let key = |seat: &Seat| {
        let id = if has_ids { seat.id.clone() } else { String::new() };
        ((seat.date, seat.start), seat.who.clone(), id)
    };
    type Key = ((NaiveDate, NaiveTime), String, String);
    let mut left: BTreeMap<Key, usize> = BTreeMap::new();
    roster.iter().for_each(|seat| *left.entry(key(seat)).or_default() += 1);
    let called = |who: &str, id: &str| match (who.is_empty(), id.is_empty()) {
        (_, true) => quote(who),
        (true, false) => quote(id),
        (false, false) => format!("{} ({id})", quote(who)),
    };
    let mut found: Vec<Difference<'_>> = Vec::new();
    for (seat, place) in &view.seats {
        let key = key(seat);
        if let Some(count) = left.get_mut(&key).filter(|count| **count > 0) {
            *count -= 1;
            continue;
        }
        let on = slot(seat.date, seat.start);
        let said = format!("it shows {} on {on}, and the sheet 'roster' does not", called(&key.1, &key.2));
        found.push(Difference { said, label: "not read", place });
    }
    for ((window, who, id), _) in left.into_iter().filter(|(_, count)| *count > 0) {
        let place = view.windows.get(&window).unwrap_or(&view.head);
        let on = slot(window.0, window.1);
        let said = format!("it does not show {} on {on}, and the sheet 'roster' does", called(&who, &id));
        found.push(Difference { said, label: "should be here", place });
    }
    let sheet = quote(&view.sheet);
    let cured = |found: Diagnostic| {
        found
            .help("if the change is meant, make it in the sheet 'roster' too, with the person's id in column staff")
            .help(format!("if it is not, undo it; or delete the sheet {sheet}, from which nothing is read"))
    };
    let one = |difference: &Difference<'_>| {
        let message = format!("the sheet {sheet} was changed: {}", difference.said);
        cured(Diagnostic::new(Code::ChangedView, message).at(difference.place, difference.label))
    };
    let all = |differences: &[Difference<'_>]| {
        let places: Vec<&Place> = differences.iter().map(|difference| difference.place).collect();
        let count = differences.len();
        let message = format!("the sheet {sheet} was changed in {count} places: {}", differences[0].said);
        cured(together::at(Diagnostic::new(Code::ChangedView, message), &places, differences[0].label))
    };
    together::told(&found, one, all, findings);
}
