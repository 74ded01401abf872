//! `history.csv`: the last weeks before the period.
//!
//! In: the rows of a roster. Out: the shifts in it with their rows, sorted by date, end and person. They count in weekly limits, in
//! rest and in turns, and are not judged themselves: what was worked was worked. And what of it the next history keeps.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::people::People;
use super::plan::{DEFAULT_MINUTES, Frame};
use super::{day, slot, who};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, Place, quote};
use crate::domain::clock::Moment;
use crate::domain::sheet::{Holder, Shift};
use crate::domain::{Instance, PastShift};
use crate::read::Folder;
use crate::read::rows::{RosterRow, SeatStatus};
use crate::read::table::Field;

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
    let mut strangers: BTreeSet<&str> = BTreeSet::new();
    let mut first: BTreeMap<(usize, NaiveDate, NaiveTime), &Place> = BTreeMap::new();
    for row in folder.history.iter().flat_map(|table| &table.rows) {
        let (Some(date), Some(start)) = (&row.date, &row.start) else {
            continue;
        };
        if let Some(period) = frame.period.filter(|period| date.value >= period.from) {
            let found = Diagnostic::new(Code::HistoryInPeriod, format!("{} is not before the period", day(date.value)))
                .at(&date.place, format!("the period begins on {}", period.from))
                .help("history.csv holds shifts before the period only: delete the row, or fix the shift in locks.csv");
            findings.push(found);
        }
        let Some(written) = row.staff.as_ref().filter(|_| !is_unfilled(row)) else {
            continue;
        };
        let Some(staff) = people.position(&written.value) else {
            if people.complete && strangers.insert(&written.value) {
                let ids = people.list.iter().map(|person| person.staff.id.as_str());
                let message = format!("{} of history.csv is not in staff.csv", quote(&written.value));
                let found = Diagnostic::new(Code::HistoryUnknownStaff, message)
                    .at(&written.place, "their shifts are not counted")
                    .help_if(did_you_mean(&written.value, ids))
                    .help("who has left needs nothing; otherwise write the id as in staff.csv");
                findings.push(found);
            }
            continue;
        };
        let person = &people.list[staff].staff;
        if !person.is_pool() {
            if let Some(earlier) = first.get(&(staff, date.value, start.value)) {
                let message = format!("{} is there twice on {}", who(person), slot(date.value, start.value));
                let found = Diagnostic::new(Code::DoubledHistory, message)
                    .at(&row.place, "again")
                    .at(earlier, "first")
                    .help("delete one of the two rows");
                findings.push(found);
                continue;
            }
            first.insert((staff, date.value, start.value), &row.place);
        }
        let starts_at = date.value.and_time(start.value);
        let length = length(row, frame, date.value, start.value);
        let shift = PastShift {
            staff,
            date: date.value,
            ends_at: Moment::at(starts_at.checked_add_signed(length).unwrap_or(starts_at)),
            burdens: frame.burdens_of(date.value, start.value),
        };
        shifts.push(Worked { shift, place: &row.place });
    }
    shifts.sort_by_key(|Worked { shift, .. }| (shift.date, shift.ends_at, shift.staff));
    shifts
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
