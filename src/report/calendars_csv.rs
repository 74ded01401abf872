//! `calendars.csv`: the record of what calendars have told of, which the next run reads.
//!
//! In: the shifts in their versions. Out: bytes, by municipality code, staff id and time. It holds everybody's names and is the
//! planner's own; the UIDs in the calendars follow from municipality, staff, date and start.

use crate::domain::sent::Events;
use crate::report::rows;

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
pub fn bytes(events: &Events) -> Vec<u8> {
    let mut rows = vec![COLUMNS.map(str::to_owned)];
    rows.extend(events.iter().map(|(key, event)| {
        let told = &event.told;
        [
            key.municipality.clone(),
            told.municipality_name.clone(),
            key.staff.clone(),
            told.staff_name.clone(),
            key.date.to_string(),
            key.start.format("%H:%M").to_string(),
            told.end.map_or_else(String::new, |end| end.format("%H:%M").to_string()),
            told.seats.to_string(),
            told.title.clone(),
            event.status.name().to_owned(),
            event.sequence.to_string(),
        ]
    }));
    rows::csv(&rows)
}
