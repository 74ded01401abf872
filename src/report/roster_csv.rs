//! `roster.csv`: a row a seat, also for the seats nobody sits on.
//!
//! In: an instance and a roster. Out: bytes, sorted by date, start and seat; within a window by municipality code and
//! staff id, unfilled seats last. Text stands as it was read, dates and times are ISO whatever the language around them.

use crate::domain::calendar::{week_name, weekday_name};
use crate::domain::roster::Roster;
use crate::domain::{Instance, Window};
use crate::report::rows;

use chrono::Datelike;

const COLUMNS: [&str; 11] = [
    "date",
    "weekday",
    "week",
    "start",
    "end",
    "seat",
    "municipality",
    "municipality_name",
    "staff",
    "staff_name",
    "status",
];

/// The file.
pub fn bytes(instance: &Instance, roster: &Roster) -> Vec<u8> {
    let mut rows = vec![COLUMNS.map(str::to_owned)];
    for (window, staff) in instance.windows.iter().zip(&roster.shifts) {
        let mut staff = staff.clone();
        // Municipalities are sorted by code and staff by id, so their indices sort like them.
        staff.sort_by_key(|&person| (instance.staff[person].municipality, person));
        let seats = (window.seats as usize).max(staff.len());
        rows.extend((0..seats).map(|seat| row(instance, window, seat, staff.get(seat).copied())));
    }
    rows::csv(&rows)
}

fn row(instance: &Instance, window: &Window, seat: usize, staff: Option<usize>) -> [String; 11] {
    let person = staff.map(|person| &instance.staff[person]);
    let municipality = person.map(|person| &instance.municipalities[person.municipality]);
    [
        window.date.to_string(),
        weekday_name(window.date.weekday()).to_owned(),
        week_name(window.date),
        window.start.format("%H:%M").to_string(),
        window.ends_at().format("%H:%M").to_string(),
        (seat + 1).to_string(),
        municipality.map_or_else(String::new, |municipality| municipality.code.clone()),
        municipality.map_or_else(String::new, |municipality| municipality.name.clone()),
        person.map_or_else(String::new, |person| person.id.clone()),
        person.map_or_else(String::new, |person| person.name.clone()),
        if person.is_some() { "assigned" } else { "unfilled" }.to_owned(),
    ]
}
