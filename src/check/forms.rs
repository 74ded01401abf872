//! What forms are filled in with before they are sent: the windows of an ordinary week, closed days, and what everybody said last time.
//!
//! In: a folder that is not refused, and its instance. Out: [`Forms`]. What a row of `availability.csv` says of ordinary weeks goes into
//! the grid, and what it says of dates stays dated; so a form that comes back unchanged says the same again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::answers::mark;
use super::availability::{is_dated, names};
use super::{counted, plan};
use crate::domain::answer::{Answer, Mark};
use crate::domain::form::{Filled, Forms, Weekly};
use crate::domain::rule::Rule;
use crate::domain::{Instance, Window};
use crate::read::Folder;
use crate::read::rows::AvailabilityRow;

/// The forms of a folder.
pub fn forms(folder: &Folder, instance: &Instance) -> Forms {
    // What is to be said of the folder has been said when the instance was made.
    let frame = plan::check(folder, &mut Vec::new());
    let folder = &*counted(folder);
    let kinds = frame.kinds.iter().filter(|kind| kind.seats > 0);
    let mut weekly: Vec<Weekly> = kinds
        .flat_map(|kind| kind.days.iter().map(|&day| Weekly { day, start: kind.start, length: kind.length() }))
        .collect();
    weekly.sort_by_key(|window| (window.day.num_days_from_monday(), window.start));
    weekly.dedup_by_key(|window| (window.day, window.start));
    let slots: BTreeSet<(u32, NaiveTime)> =
        weekly.iter().map(|window| (window.day.num_days_from_monday(), window.start)).collect();
    let is_special = |window: &Window| !slots.contains(&(window.date.weekday().num_days_from_monday(), window.start));
    let special: Vec<usize> = (0..instance.windows.len()).filter(|&w| is_special(&instance.windows[w])).collect();
    let mut rows: BTreeMap<&str, Vec<&AvailabilityRow>> = BTreeMap::new();
    for row in folder.availability.iter().flat_map(|table| &table.rows) {
        if let Some(staff) = &row.staff {
            rows.entry(&staff.value).or_default().push(row);
        }
    }
    let people = instance.staff.iter().map(|staff| {
        let rows = rows.get(staff.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        filled(rows, instance, (&staff.id, &weekly), &special)
    });
    let people = people.collect();
    let limits: BTreeMap<&str, u32> = (folder.staff.iter().flat_map(|table| &table.rows))
        .filter_map(|row| Some((row.id.as_ref()?.value.as_str(), row.limits.get(&Rule::ShiftsPerWeek)?.value)))
        .collect();
    let per_week = instance.staff.iter().map(|staff| limits.get(staff.id.as_str()).copied()).collect();
    let closed = frame.closed;
    Forms { weekly, special, closed, people, per_week }
}

/// What the rows of a person say.
fn filled(
    rows: &[&AvailabilityRow],
    instance: &Instance,
    (id, weekly): (&str, &[Weekly]),
    special: &[usize],
) -> Filled {
    let always: Vec<(&AvailabilityRow, Mark)> =
        rows.iter().filter(|row| !is_dated(row)).filter_map(|row| Some((*row, mark(row)?))).collect();
    let in_grid = always.iter().any(|(_, mark)| *mark == Mark::Available);
    // Any week has these days, so any date of that day stands for all of them.
    let window = |weekly: &Weekly| Window {
        date: some_date(weekly.day),
        start: weekly.start,
        length: weekly.length,
        seats: 1,
        least: 0,
        burdens: Vec::new(),
    };
    let marked = |window: &Window| {
        let about = always.iter().filter(|(row, _)| names(row, window)).map(|(_, mark)| *mark);
        let about: BTreeSet<Mark> = about.collect();
        let wish = about.iter().rev().find(|mark| matches!(mark, Mark::Prefers(_) | Mark::Avoids(_))).copied();
        let can = about.contains(&Mark::Available);
        match about.contains(&Mark::Unavailable) {
            true => Some(Mark::Unavailable),
            // In a grid with an x, a wish says that one can as well; without that it would say more than was said.
            false if in_grid && !can => None,
            false => wish.or(can.then_some(Mark::Available)),
        }
    };
    let mut cells: Vec<Option<Mark>> = weekly.iter().map(|slot| marked(&window(slot))).collect();
    let mut dated: Vec<Answer> = rows.iter().filter_map(|row| dated(row, instance, id)).collect();
    if in_grid && !cells.contains(&Some(Mark::Available)) {
        // Without an x in the grid it has to be said otherwise that nothing else is meant.
        if dated.iter().any(|row| row.mark == Mark::Available) {
            let wished =
                weekly.iter().zip(&cells).filter(|(_, cell)| cell.is_some_and(|mark| mark != Mark::Unavailable));
            dated.extend(wished.map(|(slot, _)| Answer {
                staff: id.to_owned(),
                from: None,
                to: None,
                days: vec![slot.day.num_days_from_monday() as u8],
                starts: vec![slot.start],
                mark: Mark::Available,
            }));
        } else {
            cells.iter_mut().filter(|cell| cell.is_none()).for_each(|cell| *cell = Some(Mark::Unavailable));
        }
    }
    for &place in special {
        let window = &instance.windows[place];
        let about = always.iter().filter(|(row, _)| names(row, window));
        dated.extend(about.map(|(_, mark)| Answer {
            staff: id.to_owned(),
            from: Some(window.date),
            to: Some(window.date),
            days: Vec::new(),
            starts: vec![window.start],
            mark: *mark,
        }));
    }
    dated.sort();
    dated.sort_by_key(|answer| (answer.from, answer.to));
    dated.dedup();
    Filled { weekly: cells, dated }
}

/// A row about dates of the period.
fn dated(row: &AvailabilityRow, instance: &Instance, id: &str) -> Option<Answer> {
    let (from, to) = (row.from.as_ref().map(|from| from.value), row.to.as_ref().map(|to| to.value));
    let lies_within = from.is_none_or(|from| from <= instance.period.to)
        && to.is_none_or(|to| instance.period.from <= to)
        && is_dated(row);
    if !lies_within {
        return None;
    }
    let days = row.days.iter().flat_map(|days| &days.value);
    let starts = match (&row.start, &row.hours) {
        (Some(starts), _) => starts.value.clone(),
        // Hours are those of a heading with one date: the windows within them are named one by one.
        (None, Some(_)) => {
            instance.windows.iter().filter(|window| names(row, window)).map(|window| window.start).collect()
        }
        (None, None) => Vec::new(),
    };
    let days = days.map(|day| day.num_days_from_monday() as u8).collect();
    Some(Answer { staff: id.to_owned(), mark: mark(row)?, from, to, days, starts })
}

/// A date of that day of the week.
fn some_date(day: Weekday) -> NaiveDate {
    let monday = NaiveDate::default() + chrono::TimeDelta::days(4);
    monday + chrono::TimeDelta::days(i64::from(day.num_days_from_monday()))
}
