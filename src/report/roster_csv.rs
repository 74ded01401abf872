//! `roster.csv`: a row a seat, also for the seats nobody sits on.
//!
//! In: an instance and a roster. Out: bytes, sorted by date, start and seat; within a window by municipality code and
//! staff id, unfilled seats last. Words are those of the contract, whatever the language around them.

use crate::domain::calendar::{week_name, weekday_name};
use crate::domain::roster::Roster;
use crate::domain::sheet::{COLUMNS, Shift};
use crate::domain::{Instance, Window};
use crate::report::rows::{self, Cell, Style};

use chrono::{Datelike, NaiveDate};

/// The file.
pub fn bytes(instance: &Instance, roster: &Roster, style: Style) -> Vec<u8> {
    let mut rows = Vec::new();
    for (index, window) in instance.windows.iter().enumerate() {
        let staff = roster.seated(instance, index);
        let seats = (window.seats as usize).max(staff.len());
        rows.extend((0..seats).map(|seat| row(instance, window, seat, staff.get(seat).copied())));
    }
    rows::csv(style, &COLUMNS, rows)
}

/// The seats that a municipality's staff take, numbered as in the whole roster. Whose the others are is not in it.
pub fn of_municipality(instance: &Instance, roster: &Roster, municipality: usize, style: Style) -> Vec<u8> {
    let mut rows = Vec::new();
    for (index, window) in instance.windows.iter().enumerate() {
        let staff = roster.seated(instance, index).into_iter().enumerate();
        let own = staff.filter(|&(_, person)| instance.staff[person].municipality == municipality);
        rows.extend(own.map(|(seat, person)| row(instance, window, seat, Some(person))));
    }
    rows::csv(style, &COLUMNS, rows)
}

/// The next period's `history.csv`: what it keeps of the last one, sorted by window, municipality and id, and the
/// roster's shifts from `from` on. Seats nobody sat on are left out: there they count for nothing.
pub fn history(instance: &Instance, before: &[Shift], roster: &Roster, from: NaiveDate, style: Style) -> Vec<u8> {
    let mut rows = Vec::new();
    for window in before.chunk_by(|one, other| (one.date, one.start) == (other.date, other.start)) {
        rows.extend(window.iter().enumerate().map(|(seat, shift)| past_row(shift, seat)));
    }
    for (index, window) in instance.windows.iter().enumerate().filter(|(_, window)| window.date >= from) {
        let staff = roster.seated(instance, index);
        rows.extend(staff.iter().enumerate().map(|(seat, &person)| row(instance, window, seat, Some(person))));
    }
    rows::csv(style, &COLUMNS, rows)
}

fn row(instance: &Instance, window: &Window, seat: usize, staff: Option<usize>) -> [Cell; COLUMNS.len()] {
    let person = staff.map(|person| &instance.staff[person]);
    let municipality = person.map(|person| &instance.municipalities[person.municipality]);
    [
        Cell::Date(window.date),
        Cell::word(weekday_name(window.date.weekday())),
        Cell::Word(week_name(window.date)),
        Cell::Time(window.start),
        Cell::Time(window.end().time()),
        Cell::count(seat + 1),
        municipality.map_or(Cell::Empty, |municipality| Cell::text(&municipality.code)),
        municipality.map_or(Cell::Empty, |municipality| Cell::text(&municipality.name)),
        person.map_or(Cell::Empty, |person| Cell::text(&person.id)),
        person.map_or(Cell::Empty, |person| Cell::text(&person.name)),
        Cell::word(if person.is_some() { "assigned" } else { "unfilled" }),
    ]
}

fn past_row(shift: &Shift, seat: usize) -> [Cell; COLUMNS.len()] {
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::text(text) };
    [
        Cell::Date(shift.date),
        Cell::word(weekday_name(shift.date.weekday())),
        Cell::Word(week_name(shift.date)),
        Cell::Time(shift.start),
        Cell::Time(shift.end),
        Cell::count(seat + 1),
        text(&shift.holder.municipality),
        text(&shift.holder.municipality_name),
        text(&shift.staff),
        text(&shift.holder.name),
        Cell::word("assigned"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn every_seat_has_its_row_and_empty_ones_come_last() {
        let text = String::from_utf8(bytes(&sample::instance(), &sample::roster(), Style::Plain)).unwrap();
        let expected = "\
date,weekday,week,start,end,seat,municipality,municipality_name,staff,staff_name,status
2026-01-05,mon,2026-W02,08:00,12:00,1,665,Lemvig,l1,Lars,assigned
2026-01-05,mon,2026-W02,08:00,12:00,2,751,\"Aarhus, \"\"the city of smiles\"\"\",p,Pool,assigned
2026-01-05,mon,2026-W02,20:00,00:00,1,751,\"Aarhus, \"\"the city of smiles\"\"\",a1,Anna Ø,assigned
";
        assert!(text.starts_with(expected), "{text}");
        let end = "\
2026-01-08,thu,2026-W02,20:00,00:00,1,,,,,unfilled
2026-01-11,sun,2026-W02,16:00,20:00,1,665,Lemvig,l1,Lars,assigned
2026-01-11,sun,2026-W02,16:00,20:00,2,,,,,unfilled
";
        assert!(text.ends_with(end), "{text}");
        assert_eq!(text.lines().count(), 1 + 14);
    }

    #[test]
    fn history_has_the_shifts_of_the_last_days_and_no_empty_seats() {
        let sunday = NaiveDate::from_ymd_opt(2026, 1, 11).unwrap();
        let text =
            String::from_utf8(history(&sample::instance(), &[], &sample::roster(), sunday, Style::Plain)).unwrap();
        let rows: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(rows, ["2026-01-11,sun,2026-W02,16:00,20:00,1,665,Lemvig,l1,Lars,assigned"]);
    }

    #[test]
    fn a_municipality_has_its_own_seats_alone() {
        let text = String::from_utf8(of_municipality(&sample::instance(), &sample::roster(), 2, Style::Plain)).unwrap();
        let rows: Vec<&str> = text.lines().skip(1).collect();
        let expected = [
            "2026-01-06,tue,2026-W02,20:00,00:00,1,760,Ringkøbing-Skjern,r1,Rie,assigned",
            "2026-01-08,thu,2026-W02,08:00,12:00,2,760,Ringkøbing-Skjern,r1,Rie,assigned",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn the_order_of_a_roster_does_not_show() {
        let mut turned = sample::roster();
        turned.shifts.iter_mut().for_each(|staff| staff.reverse());
        assert_eq!(
            bytes(&sample::instance(), &turned, Style::Plain),
            bytes(&sample::instance(), &sample::roster(), Style::Plain)
        );
    }
}
