//! `roster.csv`: a row a seat, also for the seats nobody sits on; and the files of the same columns that are parts of it.
//!
//! In: an instance and a roster. Out: bytes.

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::sheet::Shift;
use crate::report::figures::{csv, roster};
use crate::report::rows::Style;

use chrono::NaiveDate;

/// The file.
pub fn bytes(instance: &Instance, roster: &Roster, style: Style) -> Vec<u8> {
    csv(style, &roster::columns(), roster::all(instance, roster))
}

/// The seats that a municipality's staff take, numbered as in the whole roster. Whose the others are is not in it.
pub fn of_municipality(instance: &Instance, roster: &Roster, municipality: usize, style: Style) -> Vec<u8> {
    let own = move |_: &_, person: usize| instance.staff[person].municipality == municipality;
    csv(style, &roster::columns(), roster::held(instance, roster, own))
}

/// The next period's `history.csv`: what it keeps of the last one, sorted by window, municipality and id, and the
/// roster's shifts from `from` on. Seats nobody sat on are left out: there they count for nothing.
pub fn history(instance: &Instance, before: &[Shift], roster: &Roster, from: NaiveDate, style: Style) -> Vec<u8> {
    let later = roster::held(instance, roster, move |window, _| window.date >= from);
    csv(style, &roster::columns(), roster::before(before).chain(later))
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
        let turned = |staff: &Vec<usize>| staff.iter().rev().copied().collect();
        let turned = Roster::new(sample::roster().shifts.iter().map(turned).collect());
        assert_eq!(
            bytes(&sample::instance(), &turned, Style::Plain),
            bytes(&sample::instance(), &sample::roster(), Style::Plain)
        );
    }
}
