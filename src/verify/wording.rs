//! The words violations are made of: windows, people and numbers as a planner writes them.
//!
//! In: indices. Out: pieces of sentences. Dates are ISO and days are the contract's words, as in `roster.csv`, so that
//! whatever a sentence names can be searched for in the sheet.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use crate::diagnostic::plain;
use crate::domain::calendar::weekday_name;
use crate::domain::{Instance, Window};

/// `Anna Holm (a1, Aarhus)`, or `a1 (Aarhus)` where the name says no more than the id.
pub(super) fn person(instance: &Instance, staff: usize) -> String {
    let staff = &instance.staff[staff];
    let (name, id, town) = (plain(&staff.name), plain(&staff.id), municipality(instance, staff.municipality));
    if name == id { format!("{id} ({town})") } else { format!("{name} ({id}, {town})") }
}

/// `Aarhus`.
pub(super) fn municipality(instance: &Instance, municipality: usize) -> String {
    plain(&instance.municipalities[municipality].name)
}

/// `mon 2026-01-05`.
pub(super) fn day(date: NaiveDate) -> String {
    format!("{} {date}", weekday_name(date.weekday()))
}

/// `mon 2026-01-05 08:00`.
pub(super) fn moment(moment: NaiveDateTime) -> String {
    format!("{} {}", day(moment.date()), moment.format("%H:%M"))
}

/// `mon 2026-01-05 08:00`, the name of a window.
pub(super) fn window(window: &Window) -> String {
    moment(window.begin())
}

/// Several windows, with a count on those that are held more than once: `mon 2026-01-05 08:00 (2 seats), tue …`.
/// `windows` holds indices, ascending, once per seat.
pub(super) fn windows(instance: &Instance, windows: &[usize]) -> String {
    let names = windows.chunk_by(|a, b| a == b).map(|seats| {
        let name = window(&instance.windows[seats[0]]);
        if seats.len() == 1 { name } else { format!("{name} ({} seats)", seats.len()) }
    });
    names.collect::<Vec<_>>().join(", ")
}

/// `1 shift`, `2 shifts`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `11 h`, `10 h 30 min`; `length` is not negative.
pub(super) fn hours(length: TimeDelta) -> String {
    let (hours, minutes) = (length.num_hours(), length.num_minutes() % 60);
    if minutes == 0 { format!("{hours} h") } else { format!("{hours} h {minutes} min") }
}
