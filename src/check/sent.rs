//! The records of what calendars have told of: every shift once, in its newest version.
//!
//! In: the period, and the rows of one record or several. Out: the [`Events`], if no record is refused. A shift of another
//! period is kept as it was sent, since nothing here knows whether it was worked; whoever has changed the period is told.

use std::collections::BTreeMap;

use super::slot;
use crate::diagnostic::{Code, Diagnostic, any_error, plain, sort};
use crate::domain::calendar::Period;
use crate::domain::sent::{Event, Events, Key, Told, merge};
use crate::read::calendars::{CalendarRow, CalendarRows};
use crate::read::table::Field;

/// Checks the rows, and merges the records. Of those that are only `remembered`, from other places than the roster's own, the shifts of
/// this period count: what was sent for others is their business.
pub fn sent(
    period: Period,
    records: &[CalendarRows],
    remembered: &[CalendarRows],
) -> (Option<Events>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut known = Events::new();
    for record in records {
        merge(&mut known, events(period, &record.rows, &mut findings));
    }
    for record in remembered {
        let mut more = Vec::new();
        let mut events = events(period, &record.rows, &mut more);
        events.retain(|key, _| period.contains(key.date));
        merge(&mut known, events);
        findings.extend(more.into_iter().filter(Diagnostic::is_error));
    }
    sort(&mut findings);
    let refused = records.iter().chain(remembered).any(|record| record.refused) || any_error(&findings);
    (Some(known).filter(|_| !refused), findings)
}

fn events(period: Period, rows: &[CalendarRow], findings: &mut Vec<Diagnostic>) -> Events {
    let mut events = Events::new();
    let mut first: BTreeMap<Key, &CalendarRow> = BTreeMap::new();
    let mut elsewhere: Vec<&CalendarRow> = Vec::new();
    for row in rows {
        let Some((key, event)) = event(row) else { continue };
        if let Some(earlier) = first.get(&key) {
            let message = format!("the shift of {} on {} is there twice", plain(&key.staff), slot(key.date, key.start));
            let found = Diagnostic::new(Code::DoubledEvent, message)
                .at(&row.place, "again")
                .at(&earlier.place, "first")
                .help("keep the row with the higher sequence, and delete the other");
            findings.push(found);
            continue;
        }
        if !period.contains(key.date) {
            elsewhere.push(row);
        }
        first.insert(key.clone(), row);
        events.insert(key, event);
    }
    if let Some(row) = elsewhere.first() {
        let count = elsewhere.len();
        let message = match count {
            1 => "a shift in the calendars lies outside the period, and stays as it was sent".to_owned(),
            _ => format!("{count} shifts in the calendars lie outside the period, and stay as they were sent"),
        };
        let found = Diagnostic::new(Code::EventOutsidePeriod, message)
            .at(&row.place, format!("the period is {} to {}", period.from, period.to))
            .help("give each period an output folder of its own with --out")
            .help("to cancel one all the same, write cancelled in its row and raise its sequence by one");
        findings.push(found);
    }
    events
}

/// The row as an event; `None` where a cell of it has been reported.
fn event(row: &CalendarRow) -> Option<(Key, Event)> {
    let text = |field: &Option<Field<String>>| field.as_ref().map(|field| field.value.clone());
    let key = Key {
        municipality: text(&row.municipality)?,
        staff: text(&row.staff)?,
        date: row.date.as_ref()?.value,
        start: row.start.as_ref()?.value,
    };
    let told = Told {
        staff_name: text(&row.staff_name).unwrap_or_else(|| key.staff.clone()),
        municipality_name: text(&row.municipality_name).unwrap_or_else(|| key.municipality.clone()),
        end: row.end.as_ref().map(|end| end.value),
        seats: row.seats.as_ref().map_or(1, |seats| seats.value),
        title: text(&row.title).unwrap_or_default(),
    };
    let (status, sequence) = (row.status.as_ref()?.value, row.sequence.as_ref()?.value);
    Some((key, Event { told, status, sequence }))
}
