//! A roster, a row a seat: the rows of `roster.csv` and `history.csv`, and of the sheet that programs read.
//!
//! In: an instance and a roster. Out: rows as they come, sorted by date, start and seat; within a window by municipality code and
//! staff id, unfilled seats last. Words are those of the contract, whatever the language around them.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::week_name;
use crate::domain::roster::Roster;
use crate::domain::sheet::{COLUMNS as KEYS, Shift};
use crate::domain::{Instance, Window};
use crate::report::figures::{Column, Figure};

/// A row for each of these columns.
pub type Row = [Figure; KEYS.len()];

/// The columns.
pub fn columns() -> [Column; KEYS.len()] {
    KEYS.map(Column::of_a_file)
}

/// The word of a seat that nobody sits on.
pub const UNFILLED: &str = "unfilled";

/// How many rows all seats have.
pub fn rows_of_all(instance: &Instance, roster: &Roster) -> usize {
    let windows = instance.windows.iter().zip(&roster.shifts);
    windows.fold(0, |sum: usize, (window, on)| sum.saturating_add((window.seats as usize).max(on.len())))
}

/// All seats.
pub fn all<'a>(instance: &'a Instance, roster: &'a Roster) -> impl Iterator<Item = Row> + 'a {
    instance.windows.iter().enumerate().flat_map(move |(index, window)| {
        let staff = roster.seated(instance, index);
        let seats = (window.seats as usize).max(staff.len());
        (0..seats).map(move |seat| row(instance, window, seat, staff.get(seat).copied()))
    })
}

/// The seats that somebody sits on whom `shown` lets pass, numbered as in the whole roster. Whose the others are is not in it.
pub fn held<'a>(
    instance: &'a Instance,
    roster: &'a Roster,
    shown: impl Fn(&Window, usize) -> bool + Copy + 'a,
) -> impl Iterator<Item = Row> + 'a {
    instance.windows.iter().enumerate().flat_map(move |(index, window)| {
        let staff = roster.seated(instance, index).into_iter().enumerate();
        let shown = staff.filter(move |&(_, person)| shown(window, person));
        shown.map(move |(seat, person)| row(instance, window, seat, Some(person)))
    })
}

/// Shifts of before, sorted by window, municipality and id.
pub fn before(shifts: &[Shift]) -> impl Iterator<Item = Row> + '_ {
    let windows = shifts.chunk_by(|one, other| (one.date, one.start) == (other.date, other.start));
    windows.flat_map(|window| window.iter().enumerate().map(|(seat, shift)| past(shift, seat)))
}

fn row(instance: &Instance, window: &Window, seat: usize, staff: Option<usize>) -> Row {
    let person = staff.map(|person| &instance.staff[person]);
    let home = person.map(|person| &instance.municipalities[person.municipality]);
    let whom = [
        home.map(|home| &home.code),
        home.map(|home| &home.name),
        person.map(|person| &person.id),
        person.map(|person| &person.name),
    ];
    let [start, end] = [window.start, window.end().time()].map(Figure::Time);
    seated(window.date, [start, end], seat, whom.map(|text| Figure::told(text.map(String::as_str))), staff.is_some())
}

fn past(shift: &Shift, seat: usize) -> Row {
    let whom = [&shift.holder.municipality, &shift.holder.municipality_name, &shift.staff, &shift.holder.name];
    let whom = whom.map(|text| Figure::told(Some(text.as_str()).filter(|text| !text.is_empty())));
    seated(shift.date, [shift.start, shift.end].map(Figure::Time), seat, whom, true)
}

fn seated(date: NaiveDate, [start, end]: [Figure; 2], seat: usize, whom: [Figure; 4], is_held: bool) -> Row {
    let [code, town, id, name] = whom;
    let status = Figure::text(if is_held { "assigned" } else { UNFILLED });
    let (weekday, week) = (Figure::Weekday(date.weekday()), Figure::Text(week_name(date)));
    [Figure::Date(date), weekday, week, start, end, Figure::Count(seat as u64 + 1), code, town, id, name, status]
}
