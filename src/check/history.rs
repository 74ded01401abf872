//! `history.csv`: the last weeks before the period.
//!
//! In: the rows of a roster. Out: the shifts in it with their rows, sorted by date, end and person. They count in weekly limits, in
//! rest and in turns, and are not judged themselves: what was worked was worked. And what of it the next history keeps.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::contradiction::{self, Contradiction};
use super::people::People;
use super::plan::{DEFAULT_MINUTES, Frame, Kind};
use super::together::{self, Twice, named};
use super::{day, slot, who};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Place, quote};
use crate::domain::calendar::Period;
use crate::domain::clock::Moment;
use crate::domain::sheet::{Holder, Shift};
use crate::domain::{Instance, PastShift, Staff};
use crate::read::Folder;
use crate::read::rows::{RosterRow, SeatStatus};
use crate::read::table::Field;

/// Nobody works longer in one stretch, but in a window that is longer itself.
const LONGEST_HOURS: i64 = 16;

/// A shift of `history.csv` and its row.
#[derive(Debug)]
pub struct Worked<'a> {
    /// The shift.
    pub shift: PastShift,
    /// The row.
    pub place: &'a Place,
}

/// Checks `history.csv`.
pub fn check<'a>(
    folder: &'a Folder,
    frame: &Frame,
    people: &People<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Worked<'a>> {
    let mut shifts = Vec::new();
    let mut late: Vec<&Field<NaiveDate>> = Vec::new();
    let mut strangers: Vec<(&Field<String>, Option<&Field<String>>)> = Vec::new();
    let mut doubled: Vec<Twice<'_>> = Vec::new();
    let mut first: BTreeMap<(usize, NaiveDate, NaiveTime), &Place> = BTreeMap::new();
    let mut contradictions = Vec::new();
    for row in folder.history.iter().flat_map(|table| &table.rows) {
        let (Some(date), Some(start)) = (&row.date, &row.start) else {
            continue;
        };
        // A date that is wrong anyway needs no second word on its day of the week.
        if frame.period.is_some_and(|period| date.value >= period.from) {
            late.push(date);
        } else {
            contradictions.extend(contradiction::days(date.value, row));
        }
        let Some(written) = row.staff.as_ref().filter(|_| !is_unfilled(row)) else {
            continue;
        };
        let Some(staff) = people.position(&written.value) else {
            if people.complete {
                strangers.push((written, row.staff_name.as_ref()));
            }
            continue;
        };
        let person = &people.list[staff].staff;
        if !person.is_pool() {
            if let Some(earlier) = first.get(&(staff, date.value, start.value)) {
                let said = format!("{} is there twice on {}", who(person), slot(date.value, start.value));
                doubled.push(Twice { said, again: &row.place, first: earlier, hint: None });
                continue;
            }
            first.insert((staff, date.value, start.value), &row.place);
        }
        let starts_at = date.value.and_time(start.value);
        let length = length(row, frame, date.value, start.value);
        let window = frame.kind_at(date.value, start.value).map_or(TimeDelta::zero(), Kind::length);
        let longest = window.max(TimeDelta::hours(LONGEST_HOURS));
        if let Some(end) = row.end.as_ref().filter(|_| length > longest) {
            contradictions.push(contradiction::too_long(date.value, start.value, length.num_hours(), &end.place));
        }
        contradictions.extend(row.staff_name.as_ref().and_then(|name| named_otherwise(person, name, people)));
        let shift = PastShift {
            staff,
            date: date.value,
            ends_at: Moment::at(starts_at.checked_add_signed(length).unwrap_or(starts_at)),
            burdens: frame.burdens_of(date.value, start.value),
        };
        shifts.push(Worked { shift, place: &row.place });
    }
    if let Some(period) = frame.period {
        not_before(period, &late, folder, findings);
    }
    unknown(&strangers, folder, people, findings);
    contradiction::report(contradictions, findings);
    together::twice(Code::DoubledHistory, &doubled, "shifts", "delete one of the two rows", findings);
    shifts.sort_by_key(|Worked { shift, .. }| (shift.date, shift.ends_at, shift.staff));
    shifts
}

/// A name that is not the person's, and is somebody else's: the id may be the slip. Who is only called something else by now is no matter.
fn named_otherwise<'a>(person: &Staff, name: &'a Field<String>, people: &People<'_>) -> Option<Contradiction<'a>> {
    let lower = name.value.to_lowercase();
    if person.name.to_lowercase() == lower {
        return None;
    }
    let mut others = people.list.iter().map(|other| &other.staff).filter(|other| other.name.to_lowercase() == lower);
    others.next().map(|other| contradiction::name_of_another(person, name, other))
}

/// Refuses shifts on days that are not before the period. Where all are of it, the table belongs to another period.
fn not_before(period: Period, late: &[&Field<NaiveDate>], folder: &Folder, findings: &mut Vec<Diagnostic>) {
    let label = format!("the period begins on {}", period.from);
    let rows = folder.history.iter().flat_map(|table| &table.rows).filter(|row| row.date.is_some()).count();
    let one = |date: &&Field<NaiveDate>| {
        Diagnostic::new(Code::HistoryInPeriod, format!("{} is not before the period", day(date.value)))
            .at(&date.place, label.clone())
            .help("history.csv holds shifts before the period only: delete the row, or fix the shift in locks.csv")
    };
    let all = |late: &[&Field<NaiveDate>]| {
        let days = late.iter().map(|date| date.value);
        let (first, last) = (days.clone().min().unwrap_or(period.from), days.max().unwrap_or(period.from));
        let message =
            format!("{} rows of history.csv are not before the period: {} to {}", late.len(), day(first), day(last));
        let places: Vec<&Place> = late.iter().map(|date| &date.place).collect();
        let found = together::at(Diagnostic::new(Code::HistoryInPeriod, message), &places, &label);
        let next = "for the next period, put 'period' in plan.toml forward";
        match late.len() == rows {
            true => found.help(
                "put the history here that the period began with: what 'close' writes is for the next period's folder",
            ),
            false => found.help("history.csv holds shifts before the period only: delete these rows"),
        }
        .help(next)
    };
    together::told(late, one, all, findings);
}

/// Warns of ids that are not in staff.csv: of people who have left, or whose ids have changed since.
fn unknown(
    strangers: &[(&Field<String>, Option<&Field<String>>)],
    folder: &Folder,
    people: &People<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut by_id: BTreeMap<&str, (&Field<String>, Option<&Field<String>>)> = BTreeMap::new();
    for &(written, name) in strangers {
        by_id.entry(&written.value).or_insert((written, name));
    }
    let mut first: Vec<_> = by_id.into_values().collect();
    first.sort_by_key(|(written, _)| written.place.span.start);
    let worked: BTreeSet<&str> = folder
        .history
        .iter()
        .flat_map(|table| &table.rows)
        .filter_map(|row| row.staff.as_ref())
        .map(|staff| staff.value.as_str())
        .collect();
    // Somebody who has worked under an id is not the one meant by another.
    let others = || people.list.iter().map(|person| &person.staff).filter(|staff| !worked.contains(staff.id.as_str()));
    let same_name = |name: Option<&Field<String>>| {
        let lower = name?.value.to_lowercase();
        let mut same = others().filter(|staff| staff.name.to_lowercase() == lower);
        same.next().filter(|_| same.next().is_none())
    };
    let one = |(written, name): &(&Field<String>, Option<&Field<String>>)| {
        let renamed = same_name(*name)
            .map(|staff| format!("{} is in staff.csv: if it is the same person, write that id", who(staff)));
        let hint = renamed.or_else(|| did_you_mean(&written.value, others().map(|staff| staff.id.as_str())));
        Diagnostic::new(
            Code::HistoryUnknownStaff,
            format!("{} of history.csv is not in staff.csv", quote(&written.value)),
        )
        .at(&written.place, "their shifts are not counted")
        .help_if(hint)
        .help("who has left needs nothing; otherwise write the id as in staff.csv")
    };
    let all = |all: &[(&Field<String>, Option<&Field<String>>)]| {
        let names: Vec<String> = all.iter().map(|(written, _)| quote(&written.value)).collect();
        let places: Vec<&Place> = all.iter().map(|(written, _)| &written.place).collect();
        let renamed: Vec<String> = all
            .iter()
            .filter_map(|(written, name)| {
                Some(format!("{} is {} there", quote(&written.value), who(same_name(*name)?)))
            })
            .collect();
        let hint = renamed.first().map(|first| {
            format!(
                "{} of them are in staff.csv by name under other ids; {first}, for one: write the new ids here",
                renamed.len()
            )
        });
        let message = format!("{} of history.csv are not in staff.csv", named(&names));
        together::at(Diagnostic::new(Code::HistoryUnknownStaff, message), &places, "their shifts are not counted")
            .help_if(hint)
            .help("who has left needs nothing; otherwise write the ids as in staff.csv")
    };
    together::told(&first, one, all, findings);
}

/// The shifts of `history.csv` from the day `since` on, in its own words, sorted by date, start, municipality and id: what
/// the next period's history keeps of it. Also those of people who have left `staff.csv` are among them, since they may
/// come back to it. The folder must be one that is not refused.
pub fn kept(folder: &Folder, instance: &Instance, since: NaiveDate) -> Vec<Shift> {
    // What is to be said of plan.toml has been said when the instance was made.
    let frame = super::plan::check(folder, &mut Vec::new());
    let rows = folder.history.iter().flat_map(|table| &table.rows).filter(|row| !is_unfilled(row));
    let mut shifts: Vec<Shift> = rows.filter_map(|row| kept_shift(row, &frame, instance)).collect();
    shifts.retain(|shift| since <= shift.date);
    shifts.sort_by(|one, other| {
        let key = |shift: &Shift| (shift.date, shift.start, shift.holder.municipality.clone(), shift.staff.clone());
        key(one).cmp(&key(other))
    });
    shifts
}

fn kept_shift(row: &RosterRow, frame: &Frame, instance: &Instance) -> Option<Shift> {
    let (date, start, staff) = (row.date.as_ref()?.value, row.start.as_ref()?.value, &row.staff.as_ref()?.value);
    let known = instance.staff.binary_search_by(|person| person.id.as_str().cmp(staff)).ok();
    let known = known.map(|person| &instance.staff[person]);
    let home = known.map(|person| &instance.municipalities[person.municipality]);
    let said = |field: &Option<Field<String>>, known: Option<&String>| {
        field.as_ref().map(|field| &field.value).or(known).cloned().unwrap_or_default()
    };
    let holder = Holder {
        name: said(&row.staff_name, known.map(|person| &person.name)),
        municipality: said(&row.municipality, home.map(|home| &home.code)),
        municipality_name: said(&row.municipality_name, home.map(|home| &home.name)),
    };
    let (end, _) = start.overflowing_add_signed(length(row, frame, date, start));
    Some(Shift { date, start, end, staff: staff.clone(), holder })
}

/// Whether a row says that its seat stayed empty.
pub fn is_unfilled(row: &RosterRow) -> bool {
    row.status.as_ref().is_some_and(|status| status.value == SeatStatus::Unfilled)
}

/// How long the shift was: as its end says, else as such a window is now, else the usual four hours.
fn length(row: &RosterRow, frame: &Frame, date: NaiveDate, start: NaiveTime) -> TimeDelta {
    match &row.end {
        // An end that is not after the start is one on the next day.
        Some(end) if end.value > start => end.value - start,
        Some(end) => end.value - start + TimeDelta::days(1),
        None => frame.kind_at(date, start).map_or(TimeDelta::minutes(DEFAULT_MINUTES.into()), |kind| kind.length()),
    }
}
