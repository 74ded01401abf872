//! The sheets of `roster.xlsx` that show people the roster, beside the one that programs read: what each is called, and what a
//! seat is told by there.
//!
//! In: seats. Out: words, and a listing that is the same for the same seats in any order. The workbook keeps a fingerprint of it, so
//! that whoever reads the workbook again knows whether somebody has changed what such a sheet says.

use chrono::{NaiveDate, NaiveTime};

use super::letters::settled;

/// The property of a workbook that holds the fingerprint of its seats, as they were when it was written.
pub const MARK: &str = "vagtplan-roster";

/// A sheet that shows the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// Weeks down, the times of the week across.
    Calendar,
    /// The shifts of each municipality.
    ByMunicipality,
    /// The shifts of each person.
    ByPerson,
}

/// The column of a list that holds a town's name, in Danish and English.
pub const MUNICIPALITY: [&str; 2] = ["Kommune", "Municipality"];
/// The column of a list that holds somebody's name.
pub const PERSON: [&str; 2] = ["Person", "Person"];
/// The column of a list that holds somebody's id.
pub const ID: [&str; 2] = ["Id", "Id"];
/// The column of a list that holds a date.
pub const DATE: [&str; 2] = ["Dato", "Date"];
/// The column of a list that holds when a shift starts.
pub const START: [&str; 2] = ["Start", "Start"];

/// What a window's place in the calendar says where there is no window.
pub const CLOSED: [&str; 2] = ["lukket", "closed"];
/// What a place in the calendar says that lies outside the period.
pub const OUTSIDE: &str = "–";
/// What a seat in the calendar says that nobody sits on.
pub const UNFILLED: [&str; 2] = ["UBEMANDET", "UNFILLED"];
/// What a pool is called beside its name.
pub const POOL: [&str; 2] = ["pulje", "pool"];

impl View {
    /// All of them.
    pub const ALL: [View; 3] = [View::Calendar, View::ByMunicipality, View::ByPerson];

    /// What the sheet is called in Danish and English.
    pub fn titles(self) -> [&'static str; 2] {
        match self {
            View::Calendar => ["Kalender", "Calendar"],
            View::ByMunicipality => ["Pr. kommune", "By municipality"],
            View::ByPerson => ["Pr. person", "By person"],
        }
    }
}

/// A seat that somebody sits on, as a sheet tells of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    /// The date of its window.
    pub date: NaiveDate,
    /// When it starts.
    pub start: NaiveTime,
    /// Who sits there: name and municipality, in the one way they are compared.
    pub who: String,
    /// The id; empty where the sheet has none.
    pub id: String,
}

/// Who somebody is by name and municipality, in the one way that sheets are compared: without line breaks, without what only keeps
/// a spreadsheet from taking a text for a formula, and without the word for a pool.
pub fn who(name_and_home: &str) -> String {
    let plain: String =
        settled(name_and_home).chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let plain = POOL.iter().fold(plain, |text, pool| text.replace(&format!("({pool})"), " "));
    plain.split_whitespace().map(|word| word.trim_start_matches('\'')).collect::<Vec<_>>().join(" ")
}

/// The seats in order, a line each; without ids where a sheet has none.
pub fn listing(seats: &[Seat], with_ids: bool) -> String {
    let line = |seat: &Seat| {
        let id = if with_ids { seat.id.as_str() } else { "" };
        format!("{} {} {}\t{id}\n", seat.date, seat.start.format("%H:%M"), seat.who)
    };
    let mut lines: Vec<String> = seats.iter().map(line).collect();
    lines.sort();
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_is_told_the_same_however_its_sheet_sets_it() {
        assert_eq!(who("Anna  Ø\nAarhus"), "Anna Ø Aarhus");
        assert_eq!(who("Alle (pulje)\r\nAarhus"), who("Alle Aarhus"));
        assert_eq!(who("'=1+1 Lemvig"), "=1+1 Lemvig");
        let seat = |who: &str| Seat {
            date: NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(),
            start: NaiveTime::from_hms_opt(8, 0, 0).unwrap(),
            who: who.to_owned(),
            id: "a1".to_owned(),
        };
        assert_eq!(listing(&[seat("b"), seat("a")], false), listing(&[seat("a"), seat("b")], false));
        assert_ne!(listing(&[seat("a")], false), listing(&[seat("a")], true));
    }
}
