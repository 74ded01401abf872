//! `calendars.csv`: the record of what calendars have told of, which the next run reads.
//!
//! In: the shifts in their versions. Out: bytes, by municipality code, staff id and time. It holds everybody's names and is the
//! planner's own; the UIDs in the calendars follow from municipality, staff, date and start.

use crate::domain::sent::Events;
use crate::report::figures::{Column, Figure, Table};
use crate::report::rows::Style;

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
            Figure::text(&key.municipality),
            Figure::text(&told.municipality_name),
            Figure::text(&key.staff),
            Figure::text(&told.staff_name),
            Figure::Date(key.date),
            Figure::Time(key.start),
            Figure::time(told.end),
            Figure::Count(told.seats.into()),
            Figure::text(&told.title),
            Figure::text(event.status.name()),
            Figure::Count(event.sequence.into()),
        ]
    });
    Table::new(COLUMNS.map(Column::of_a_file), rows).csv(style)
}
