//! The words violations are made of: windows, people and numbers as a planner writes them.
//!
//! In: indices. Out: pieces of sentences, in the words that findings have too.

use chrono::TimeDelta;

use crate::diagnostic::plain;
pub(super) use crate::domain::words::{counted, day, slot};
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

/// `mon 2026-01-05 08:00`, the name of a window.
pub(super) fn window(window: &Window) -> String {
    slot(window.date, window.start)
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

/// `11 h`, `10 h 30 min`; `length` is not negative.
pub(super) fn hours(length: TimeDelta) -> String {
    let (hours, minutes) = (length.num_hours(), length.num_minutes() % 60);
    if minutes == 0 { format!("{hours} h") } else { format!("{hours} h {minutes} min") }
}
