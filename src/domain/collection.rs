//! What answers change about staff, and which answers were laid into a folder.
//!
//! In: nothing. Out: types. The record of what was laid in is a file of the folder, so that an older answer is known from a newer one.

use chrono::NaiveDate;

/// What an answer changes about somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffChange {
    /// The person's id.
    pub id: String,
    /// The name, as the answer has it.
    pub name: String,
    /// What it changes, at least one thing.
    pub what: Vec<Changed>,
}

/// One thing that an answer changes about somebody, with what it is now; `None` where nothing is said of it any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Somebody new.
    New,
    /// The name.
    Name,
    /// The weight, as it is written.
    Weight(Option<String>),
    /// The most shifts a week.
    ShiftsPerWeek(Option<u32>),
    /// The first day of employment.
    Joined(Option<NaiveDate>),
    /// The first day after employment.
    Left(Option<NaiveDate>),
}

impl StaffChange {
    /// Whether it is somebody new.
    pub fn is_new(&self) -> bool {
        self.what.contains(&Changed::New)
    }

    /// The cells of the person's row of `staff` that it changes, by column; empty where nothing is said any more.
    pub fn cells(&self) -> Vec<(&'static str, String)> {
        let day = |day: &Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        let name = ("name", self.name.clone());
        let of = |what: &Changed| match what {
            Changed::New => vec![("id", self.id.clone()), name.clone()],
            Changed::Name => vec![name.clone()],
            Changed::Weight(weight) => vec![("weight", weight.clone().unwrap_or_default())],
            Changed::ShiftsPerWeek(limit) => {
                vec![("shifts_per_week", limit.map_or_else(String::new, |limit| limit.to_string()))]
            }
            Changed::Joined(joined) => vec![("joined", day(joined))],
            Changed::Left(left) => vec![("left", day(left))],
        };
        self.what.iter().flat_map(of).collect()
    }
}

/// An answer that was laid in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidIn {
    /// The code of its municipality.
    pub code: String,
    /// The name of the file that came back.
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
    /// When it was saved, as it says itself.
    pub saved: Option<String>,
    /// The SHA-256 of the availability that was made of it, by which a later change of that file is known.
    pub table: Option<String>,
    /// The first and the last day of its period.
    pub period: (String, String),
}

/// The file of the record.
pub const RECORD: &str = "answers.json";
