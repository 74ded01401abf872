//! Over which days turns are counted, and who is absent on which of them.
//!
//! In: `history.csv`, the windows and the `unavailable` rows of `availability.csv`. Out: an [`Attendance`]: of each day whether it
//! has windows, and of each person the days that are ruled out whole. Which absences are long is not judged here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::availability::{is_about, is_dated, is_unavailable, names, names_windows};
use super::people::People;
use super::plan::{Frame, Kind};
use super::windows::Windows;
use crate::domain::Window;
use crate::domain::attendance::Attendance;
use crate::domain::calendar::Period;
use crate::read::Folder;
use crate::read::rows::AvailabilityRow;

/// The days outside the period on which an absence counts in turns, before it and after it.
pub fn remembered(folder: &Folder, frame: &Frame) -> Vec<Period> {
    let Some(period) = frame.period else { return Vec::new() };
    let known = begun(folder, frame, period).known(period);
    let before = period.from.pred_opt().map(|to| Period { to, ..known });
    let after = period.to.succ_opt().map(|from| Period { from, ..known });
    before.into_iter().chain(after).collect()
}

/// What is known before anybody's days are looked at.
fn begun(folder: &Folder, frame: &Frame, period: Period) -> Attendance {
    let rows = folder.history.iter().flat_map(|table| &table.rows);
    let dates = rows.filter_map(|row| row.date.as_ref()).map(|date| date.value);
    let since = dates.fold(period.from, NaiveDate::min);
    Attendance { since, long_absence_days: frame.long_absence_days, ..Attendance::of(period) }
}

/// What is known of the days over which turns are counted.
pub fn check(folder: &Folder, frame: &Frame, period: Period, people: &People<'_>, windows: &Windows) -> Attendance {
    let attendance = begun(folder, frame, period);
    let days = || attendance.known(period).days();
    let idle: BTreeSet<NaiveDate> = days().filter(|&day| windows_on(day, frame, period, windows).is_empty()).collect();
    let mut rows: BTreeMap<usize, Vec<&AvailabilityRow>> = BTreeMap::new();
    for row in folder.availability.iter().flat_map(|table| &table.rows).filter(|row| is_unavailable(row)) {
        if let Some(person) = row.staff.as_ref().and_then(|staff| people.position(&staff.value)) {
            rows.entry(person).or_default().push(row);
        }
    }
    let mut absent = BTreeMap::new();
    for (person, rows) in rows {
        let ruled_out = |&day: &NaiveDate| is_ruled_out(day, &rows, || windows_on(day, frame, period, windows));
        let mine = joined(days().filter(ruled_out), &idle);
        if !mine.is_empty() {
            absent.insert(person, mine);
        }
    }
    Attendance { idle, absent, ..attendance }
}

/// The days, with the days without windows that lie between two of them: a grid has no column for those, and says the same.
fn joined(days: impl Iterator<Item = NaiveDate>, idle: &BTreeSet<NaiveDate>) -> BTreeSet<NaiveDate> {
    let mut all: BTreeSet<NaiveDate> = BTreeSet::new();
    for day in days {
        let before = std::iter::successors(day.pred_opt(), NaiveDate::pred_opt);
        let between: Vec<NaiveDate> = before.take_while(|day| idle.contains(day) && !all.contains(day)).collect();
        let reaches_back = between.last().unwrap_or(&day).pred_opt();
        if reaches_back.is_some_and(|last| all.contains(&last)) {
            all.extend(between);
        }
        all.insert(day);
    }
    all
}

/// The windows of a day; outside the period, those that `plan.toml` has on such a day of the week.
fn windows_on(date: NaiveDate, frame: &Frame, period: Period, windows: &Windows) -> Vec<Window> {
    if period.contains(date) {
        let from = windows.list.partition_point(|slot| slot.window.date < date);
        let slots = windows.list[from..].iter().take_while(|slot| slot.window.date == date);
        return slots.map(|slot| slot.window.clone()).collect();
    }
    let usual = |kind: &Kind| Window {
        date,
        start: kind.start,
        length: kind.length(),
        seats: kind.seats,
        least: kind.least,
        burdens: Vec::new(),
    };
    frame.kinds.iter().filter(|kind| kind.days.contains(&date.weekday())).map(usual).collect()
}

/// Whether `unavailable` rows rule out the whole day, or all of its windows, and dates have a part in that. A person's usual
/// week is no absence.
fn is_ruled_out(day: NaiveDate, rows: &[&AvailabilityRow], windows: impl FnOnce() -> Vec<Window>) -> bool {
    let dated: Vec<_> = rows.iter().filter(|row| is_dated(row) && is_about(row, day)).collect();
    if dated.is_empty() || dated.iter().any(|row| !names_windows(row)) {
        return !dated.is_empty();
    }
    let windows = windows();
    !windows.is_empty()
        && windows.iter().all(|window| rows.iter().any(|row| names(row, window)))
        && windows.iter().any(|window| dated.iter().any(|row| names(row, window)))
}
