//! A form in which a municipality answers who is on its staff, when they can and what they would like: how it is known again, what its
//! sheets and columns are called, and what it is filled in with before it is sent.
//!
//! In: nothing. Out: names and types. `check` finds what is filled in, `report` writes forms, `read` reads them.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::answer::{Answer, Mark};

/// The property of a workbook that says which form it is.
pub const MARK: &str = "vagtplan-form";
/// The sheet from which cells are chosen, which is not shown.
pub const LISTS: &str = "_lister";

/// The columns of the sheets, by the contract's word, each in Danish and English.
pub type Columns = [(&'static str, [&'static str; 2])];

/// Those of the grid beside its windows.
pub const GRID: [(&str, [&str; 2]); 2] = [("staff", ["medarbejder", "staff"]), ("name", ["navn", "name"])];
/// Those of the sheet of dates.
pub const DATES: [(&str, [&str; 2]); 6] = [
    ("staff", ["medarbejder", "staff"]),
    ("kind", ["mærke", "mark"]),
    ("from", ["fra", "from"]),
    ("to", ["til", "to"]),
    ("days", ["dage", "days"]),
    ("start", ["start", "start"]),
];
/// Those of the sheet of staff.
pub const STAFF: [(&str, [&str; 2]); 6] = [
    ("id", ["medarbejder", "staff"]),
    ("name", ["navn", "name"]),
    ("weight", ["vægt", "weight"]),
    ("shifts_per_week", ["vagter pr. uge", "shifts a week"]),
    ("joined", ["ansat fra", "employed from"]),
    ("left", ["fratrådt", "left"]),
];
/// Those of the sheet of requests.
pub const REQUESTS: [(&str, [&str; 2]); 7] = [
    ("staff", ["medarbejder", "staff"]),
    ("date", ["dato", "date"]),
    ("start", ["start", "start"]),
    ("wants", ["ønsker", "wants"]),
    ("with", ["med", "with"]),
    ("with_date", ["deres dato", "their date"]),
    ("with_start", ["deres start", "their start"]),
];
/// What can be asked for, by the contract's word, in Danish and English.
pub const WANTS: [(&str, [&str; 2]); 4] =
    [("off", ["fri", "off"]), ("swap", ["bytte", "swap"]), ("take", ["tage", "take"]), ("give", ["give", "give"])];

/// A sheet of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// How to fill in the others.
    Instructions,
    /// The grid: people down, the windows of the week across.
    Availability,
    /// Single dates.
    Dates,
    /// Who comes, who leaves, and who takes how much.
    Staff,
    /// What they ask for once there is a roster.
    Requests,
}

impl Sheet {
    /// Every sheet, in their order.
    pub const ALL: [Sheet; 5] = [Sheet::Instructions, Sheet::Availability, Sheet::Dates, Sheet::Staff, Sheet::Requests];

    /// What it is called, in Danish and English.
    pub fn name(self) -> [&'static str; 2] {
        match self {
            Sheet::Instructions => ["Vejledning", "Instructions"],
            Sheet::Availability => ["Tilgængelighed", "Availability"],
            Sheet::Dates => ["Datoer", "Dates"],
            Sheet::Staff => ["Medarbejdere", "Staff"],
            Sheet::Requests => ["Anmodninger", "Requests"],
        }
    }

    /// Its columns, of the grid those before the windows.
    pub fn columns(self) -> &'static Columns {
        match self {
            Sheet::Instructions => &[],
            Sheet::Availability => &GRID,
            Sheet::Dates => &DATES,
            Sheet::Staff => &STAFF,
            Sheet::Requests => &REQUESTS,
        }
    }
}

/// A window of the ordinary week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weekly {
    /// Its day.
    pub day: Weekday,
    /// When it starts.
    pub start: NaiveTime,
    /// How long it is.
    pub length: TimeDelta,
}

/// What is filled in for a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// By window of the ordinary week.
    pub weekly: Vec<Option<Mark>>,
    /// What is said of dates, or of windows that no ordinary week has.
    pub dated: Vec<Answer>,
}

/// What forms are made of, besides the instance.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Forms {
    /// The windows of an ordinary week, by day and start.
    pub weekly: Vec<Weekly>,
    /// Windows of the instance that no ordinary week has.
    pub special: Vec<usize>,
    /// The closed days of the period, with the word of the calendar where they are holidays.
    pub closed: BTreeMap<NaiveDate, &'static str>,
    /// By person of the instance: what was said last time.
    pub people: Vec<Filled>,
    /// By person of the instance: shifts a week of their own.
    pub per_week: Vec<Option<u32>>,
}

/// Whose form it is, and for which period.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The municipality's code.
    pub code: String,
    /// The first day of the period.
    pub from: NaiveDate,
    /// The last day of the period.
    pub to: NaiveDate,
}

impl Identity {
    /// As it stands in the form: `665 2025-04-01..2025-06-30`.
    pub fn written(&self) -> String {
        format!("{} {}..{}", self.code, self.from, self.to)
    }

    /// What is written so.
    pub fn read(written: &str) -> Option<Self> {
        let (code, period) = written.trim().rsplit_once(' ')?;
        let (from, to) = period.split_once("..")?;
        let code = code.trim().to_owned();
        Some(Identity { code, from: from.parse().ok()?, to: to.parse().ok()? }).filter(|form| !form.code.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::Identity;

    #[test]
    fn a_form_is_known_by_what_it_says() {
        let [from, to] = ["2025-04-01", "2025-06-30"].map(|day| day.parse().unwrap());
        let form = Identity { code: "665".to_owned(), from, to };
        assert_eq!(form.written(), "665 2025-04-01..2025-06-30");
        assert_eq!(Identity::read(" 665 2025-04-01..2025-06-30 "), Some(form));
        for other in ["", "665", "2025-04-01..2025-06-30", "665 2025-04-01", "665 a..b", "Lemvig: hvornår kan I?"] {
            assert_eq!(Identity::read(other), None, "{other}");
        }
    }
}
