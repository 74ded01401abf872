//! `calendars.csv`: the record of what calendars have told of, which the next run reads.
//!
//! In: the shifts in their versions. Out: bytes, by municipality code, staff id and time. It holds everybody's names and is the
//! planner's own; the UIDs in the calendars follow from municipality, staff, date and start.

use crate::domain::sent::Events;
use crate::report::rows::{self, Cell, Style};

const COLUMNS: [&str; 11] = [
    "municipality",
    "municipality_name",
    "staff",
    "staff_name",
    "date",
    "start",
    "end",
    "seats",
    "title",
    "status",
    "sequence",
];

/// The file.
pub fn bytes(events: &Events, style: Style) -> Vec<u8> {
    let rows = events.iter().map(|(key, event)| {
        let told = &event.told;
        [
            Cell::text(&key.municipality),
            Cell::text(&told.municipality_name),
            Cell::text(&key.staff),
            Cell::text(&told.staff_name),
            Cell::Date(key.date),
            Cell::Time(key.start),
            told.end.map_or(Cell::Empty, Cell::Time),
            Cell::count(told.seats),
            Cell::text(&told.title),
            Cell::word(event.status.name()),
            Cell::count(event.sequence),
        ]
    });
    rows::csv(style, &COLUMNS, rows)
}
