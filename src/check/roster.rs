//! A roster file against an instance: who sits where.
//!
//! In: an [`Instance`] and the rows of a roster, perhaps edited by hand. Out: a [`Roster`], if every row names a window
//! and a person there are. Whether the roster is any good is not said here, not even whether somebody is in a window
//! twice: `verify` judges that, and `close` alone refuses it. Where cells of a row contradict each other, `staff` decides and the rest is warned of.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::history::is_unfilled;
use super::people::unknown;
use super::{day, slot, who};
use crate::diagnostic::{Code, Diagnostic, Place, any_error, list, plain, quote, sort};
use crate::domain::calendar::{Period, week_name, weekday_name};
use crate::domain::roster::{ClosedShift, Roster};
use crate::domain::{Instance, Staff, Window};
use crate::read::RosterRows;
use crate::read::rows::RosterRow;
use crate::read::table::Field;
use crate::read::when;

/// Checks the rows of a roster.
pub fn roster(instance: &Instance, rows: &RosterRows) -> (Option<Roster>, Vec<Diagnostic>) {
    checked(instance, rows, |_, _| false)
}

/// Checks the rows of a roster that was worked. Whatever rules it breaks, the work was done; but nobody has worked twice
/// in one window, so a row that stands twice is refused: to count it would book a shift that was none. Of a pool two
/// rows are two colleagues.
pub fn worked(instance: &Instance, rows: &RosterRows) -> (Option<Roster>, Vec<Diagnostic>) {
    let (roster, mut findings) = roster(instance, rows);
    let mut first: BTreeMap<(usize, usize), &RosterRow> = BTreeMap::new();
    for row in rows.table.iter().flat_map(|table| &table.rows) {
        let (Some(date), Some(start), Some(written)) = (&row.date, &row.start, &row.staff) else { continue };
        let person = instance.staff.binary_search_by(|staff| staff.id.as_str().cmp(&written.value));
        let (Ok(staff), Some(window)) = (person, instance.window_at(date.value, start.value)) else { continue };
        if instance.staff[staff].is_pool() {
            continue;
        }
        if let Some(earlier) = first.get(&(staff, window)) {
            let message =
                format!("{} is there twice on {}", who(&instance.staff[staff]), slot(date.value, start.value));
            let found = Diagnostic::new(Code::DoubledShift, message)
                .at(&row.place, "again")
                .at(&earlier.place, "first")
                .help("delete one of the two rows, or write who worked the other seat");
            findings.push(found);
            continue;
        }
        first.insert((staff, window), row);
    }
    sort(&mut findings);
    (roster.filter(|_| !any_error(&findings)), findings)
}

/// Checks the rows of a published roster that is mended from the day `from` on. A window of that time may have been
/// closed since: its shifts are handed over apart, with a warning.
pub fn published(
    instance: &Instance,
    rows: &RosterRows,
    from: NaiveDate,
) -> (Option<(Roster, Vec<ClosedShift>)>, Vec<Diagnostic>) {
    let is_closed = |date: NaiveDate, start: NaiveTime| {
        from <= date && instance.period.contains(date) && instance.window_at(date, start).is_none()
    };
    let (roster, mut findings) = checked(instance, rows, is_closed);
    let mut cancelled = Vec::new();
    // A window's shifts fall away together, so they are told together.
    let mut closed: BTreeMap<(NaiveDate, NaiveTime), Vec<(&Place, String)>> = BTreeMap::new();
    for row in rows.table.iter().flat_map(|table| &table.rows) {
        let (Some(date), Some(start), Some(written)) = (&row.date, &row.start, &row.staff) else { continue };
        let person = instance.staff.binary_search_by(|staff| staff.id.as_str().cmp(&written.value));
        if let (true, Ok(staff)) = (is_closed(date.value, start.value), person) {
            closed.entry((date.value, start.value)).or_default().push((&start.place, who(&instance.staff[staff])));
            let end = row.end.as_ref().map(|end| end.value);
            cancelled.push(ClosedShift { date: date.value, start: start.value, staff, end });
        }
    }
    for ((date, start), published) in closed {
        let names: Vec<&str> = published.iter().map(|(_, name)| name.as_str()).collect();
        let (names, verb) = (list(&names, "and"), if names.len() == 1 { "is" } else { "are" });
        let message = format!("{names} {verb} published on {}, which is closed", slot(date, start));
        let found = Diagnostic::new(Code::PublishedClosed, message)
            .at(published[0].0, "no such window any more")
            .help("nothing to do if the window was closed on purpose, in plan.toml or demand.csv");
        findings.push(found);
    }
    sort(&mut findings);
    cancelled.sort();
    (roster.map(|roster| (roster, cancelled)), findings)
}

fn checked(
    instance: &Instance,
    rows: &RosterRows,
    is_closed: impl Fn(NaiveDate, NaiveTime) -> bool,
) -> (Option<Roster>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut roster = Roster::empty(instance.windows.len());
    let all = rows.table.iter().flat_map(|table| &table.rows);
    if let Some(found) = another_period(instance, all.clone()) {
        return (None, vec![found]);
    }
    for row in all {
        let closed =
            row.date.as_ref().zip(row.start.as_ref()).is_some_and(|(date, start)| is_closed(date.value, start.value));
        let window = if closed { None } else { window(instance, row, &mut findings) };
        let staff = staff(instance, row, &mut findings);
        if let Some(window) = window {
            dates(&instance.windows[window], row, &mut findings);
        }
        if let Some(staff) = staff {
            names(instance, &instance.staff[staff], row, &mut findings);
        }
        if let (Some(window), Some(staff)) = (window, staff) {
            roster.shifts[window].push(staff);
        }
    }
    sort(&mut findings);
    let refused = rows.refused || rows.table.is_none() || any_error(&findings);
    (if refused { None } else { Some(roster.sorted()) }, findings)
}

/// The finding about a roster none of whose rows lies in the period: of another one, there is nothing else to say.
fn another_period<'a>(instance: &Instance, rows: impl Iterator<Item = &'a RosterRow>) -> Option<Diagnostic> {
    let dates: Vec<&Field<NaiveDate>> = rows.filter_map(|row| row.date.as_ref()).collect();
    let (first, last) = (dates.iter().min_by_key(|date| date.value)?, dates.iter().max_by_key(|date| date.value)?);
    let Period { from, to } = instance.period;
    if dates.len() < 2 || dates.iter().any(|date| instance.period.contains(date.value)) {
        return None;
    }
    let message = format!("the roster is of another period: {} to {}", first.value, last.value);
    let found = Diagnostic::new(Code::RosterOutsidePeriod, message)
        .at(&dates[0].place, format!("the period is {from} to {to}"))
        .help("give the folder that the roster was made from, or correct 'period' in plan.toml");
    Some(found)
}

fn window(instance: &Instance, row: &RosterRow, findings: &mut Vec<Diagnostic>) -> Option<usize> {
    let (Some(date), Some(start)) = (&row.date, &row.start) else {
        return None;
    };
    let found = instance.window_at(date.value, start.value);
    if found.is_none() {
        let period = instance.period;
        let message = format!("there is no window {}", slot(date.value, start.value));
        let on_day = instance.windows.iter().filter(|window| window.date == date.value);
        let starts: Vec<String> = on_day.map(|window| window.start.format("%H:%M").to_string()).collect();
        findings.push(if !period.contains(date.value) {
            Diagnostic::new(Code::RosterOutsidePeriod, format!("{} is not in the period", day(date.value)))
                .at(&date.place, "")
                .help(format!("the period is {} to {}: correct the date, or delete the row", period.from, period.to))
        } else if starts.is_empty() {
            Diagnostic::new(Code::RosterWithoutWindow, message)
                .at(&date.place, "no window is open on this day")
                .help("correct the date, or delete the row")
        } else {
            Diagnostic::new(Code::RosterWithoutWindow, message).at(&start.place, "").help(format!(
                "on {} windows start at {}",
                day(date.value),
                list(&starts, "and")
            ))
        });
    }
    found
}

fn staff(instance: &Instance, row: &RosterRow, findings: &mut Vec<Diagnostic>) -> Option<usize> {
    if let Some(written) = &row.staff {
        if let (true, Some(status)) = (is_unfilled(row), &row.status) {
            let message = format!("the row says unfilled, but names {}", quote(&written.value));
            findings.push(contradiction(message, status, "taken as assigned: the staff column decides"));
        }
        let found = instance.staff.binary_search_by(|staff| staff.id.as_str().cmp(&written.value)).ok();
        if found.is_none() {
            findings.push(unknown(written, instance.staff.iter()));
        }
        return found;
    }
    if let Some(name) = &row.staff_name {
        let same: Vec<&Staff> =
            instance.staff.iter().filter(|staff| staff.name.to_lowercase() == name.value.to_lowercase()).collect();
        findings.push(without_id(name, same.iter().map(|staff| staff.id.as_str())));
    } else if let Some(status) = row.status.as_ref().filter(|_| !is_unfilled(row)) {
        let message = "the row says assigned, but names nobody".to_owned();
        findings.push(contradiction(message, status, "taken as unfilled: the staff column decides"));
    }
    None
}

/// The finding about a row that has a name but no id; `ids` are those of the people so called.
pub(super) fn without_id<'a>(name: &Field<String>, ids: impl Iterator<Item = &'a str>) -> Diagnostic {
    let cure = match ids.collect::<Vec<_>>().as_slice() {
        [one] => format!("write {} in column staff", quote(one)),
        _ => "write the person's id in column staff".to_owned(),
    };
    Diagnostic::new(Code::NameWithoutStaff, format!("{} has no id in this row", quote(&name.value)))
        .at(&name.place, "the staff column is empty")
        .help(cure)
        .help("delete the name if the seat is meant to be unfilled")
}

fn contradiction<T>(message: String, field: &Field<T>, label: &str) -> Diagnostic {
    Diagnostic::new(Code::RosterContradiction, message)
        .at(&field.place, label)
        .help("correct the cell, or empty it: date, start and staff are all that counts")
}

/// Warns where weekday, week or end are not those of the window.
fn dates(window: &Window, row: &RosterRow, findings: &mut Vec<Diagnostic>) {
    let weekday = weekday_name(window.date.weekday());
    // A spreadsheet may have put the day into the planner's own language: only another day is a contradiction.
    let is_other = |written: &&Field<String>| when::weekday(&written.value) != Some(window.date.weekday());
    if let Some(written) = row.weekday.as_ref().filter(is_other) {
        let message = format!("{} is a {weekday}, not {}", window.date, quote(&written.value));
        findings.push(contradiction(message, written, "the date column decides"));
    }
    let week = week_name(window.date);
    if let Some(written) = row.week.as_ref().filter(|written| !written.value.eq_ignore_ascii_case(&week)) {
        let message = format!("{} lies in {week}, not in {}", window.date, quote(&written.value));
        findings.push(contradiction(message, written, "the date column decides"));
    }
    let end: NaiveTime = window.end().time();
    if let Some(written) = row.end.as_ref().filter(|written| written.value != end) {
        let said = (slot(window.date, window.start), end.format("%H:%M"), written.value.format("%H:%M"));
        let message = format!("the window {} ends at {}, not at {}", said.0, said.1, said.2);
        findings.push(contradiction(message, written, "plan.toml decides"));
    }
}

/// Warns where names or municipality are not those of the person: once a row, whatever was forgotten in it.
fn names(instance: &Instance, staff: &Staff, row: &RosterRow, findings: &mut Vec<Diagnostic>) {
    let home = &instance.municipalities[staff.municipality];
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let is_home = |written: &&Field<String>| same(&written.value, &home.code) || same(&written.value, &home.name);
    let other_name = row.staff_name.as_ref().filter(|written| !same(&written.value, &staff.name));
    let mut towns = [&row.municipality_name, &row.municipality].into_iter().flatten();
    let other_town = towns.find(|written| !is_home(written));
    let (message, field) = match (other_name, other_town) {
        (None, None) => return,
        (Some(name), Some(town)) => {
            let other = format!("{} ({})", plain(&name.value), plain(&town.value));
            let holder = format!("{} is {} ({})", plain(&staff.id), plain(&staff.name), plain(&home.name));
            (format!("the row names {other}, but {holder}"), name)
        }
        (Some(name), None) => (format!("{} is not called {}", who(staff), quote(&name.value)), name),
        (None, Some(town)) => {
            (format!("{} belongs to {}, not to {}", who(staff), quote(&home.name), quote(&town.value)), town)
        }
    };
    findings.push(contradiction(message, field, "the staff column decides"));
}
