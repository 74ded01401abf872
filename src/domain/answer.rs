//! What a municipality's people have answered: when they can, and what they would like.
//!
//! In: nothing. Out: the types. `read` and `check` make them of tables and forms, `report` writes them.

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::as_written::AsWritten;

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The person can; with any of these, nowhere else.
    Available,
    /// The person can't.
    Unavailable,
    /// The person would like to, this strongly: 1 to 3.
    Prefers(u8),
    /// The person would rather not, this strongly: 1 to 3.
    Avoids(u8),
}

/// An answer: a mark, and the windows that it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// The person's id.
    pub staff: String,
    /// What it says.
    pub mark: Mark,
    /// The first day; from the beginning where there is none.
    pub from: Option<NaiveDate>,
    /// The last day; to the end where there is none.
    pub to: Option<NaiveDate>,
    /// The days of the week, by their number from Monday; all where there is none.
    pub days: Vec<u8>,
    /// The starts of windows; all where there is none.
    pub starts: Vec<NaiveTime>,
}

impl Answer {
    /// Whether it is about every week, and not about dates.
    pub fn is_weekly(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether it is about the windows of a day of the week that start then.
    pub fn is_about(&self, day: Weekday, start: NaiveTime) -> bool {
        let day = day.num_days_from_monday() as u8;
        (self.days.is_empty() || self.days.contains(&day)) && (self.starts.is_empty() || self.starts.contains(&start))
    }
}

/// The columns of answers as a table.
const COLUMNS: [&str; 7] = ["staff", "kind", "days", "start", "from", "to", "strength"];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Answers as a table of availability in the long form, which is kept in this file.
pub fn table(file: &str, answers: &[Answer]) -> AsWritten {
    let row = |answer: &Answer| {
        let days: Vec<&str> = answer.days.iter().filter_map(|&day| DAYS.get(usize::from(day)).copied()).collect();
        let starts: Vec<String> = answer.starts.iter().map(|start| start.format("%H:%M").to_string()).collect();
        let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        let strength = answer.mark.strength();
        vec![
            answer.staff.clone(),
            answer.mark.kind().to_owned(),
            days.join(";"),
            starts.join(";"),
            day(answer.from),
            day(answer.to),
            if strength == 1 { String::new() } else { strength.to_string() },
        ]
    };
    AsWritten {
        name: "availability",
        file: Some(file.to_owned()),
        separator: Some(b';'),
        columns: COLUMNS.into_iter().map(Some).collect(),
        dates: vec![None; COLUMNS.len()],
        header: COLUMNS.map(str::to_owned).to_vec(),
        rows: answers.iter().map(row).collect(),
    }
}

impl Mark {
    /// The word of the contract.
    pub fn kind(self) -> &'static str {
        match self {
            Mark::Available => "available",
            Mark::Unavailable => "unavailable",
            Mark::Prefers(_) => "prefers",
            Mark::Avoids(_) => "avoids",
        }
    }

    /// How strong a wish is; 1 unless it says otherwise.
    pub fn strength(self) -> u8 {
        match self {
            Mark::Prefers(strength) | Mark::Avoids(strength) => strength,
            Mark::Available | Mark::Unavailable => 1,
        }
    }

    /// The mark in a grid.
    pub fn sign(self) -> String {
        let (sign, strength) = match self {
            Mark::Available => ("x", 1),
            Mark::Unavailable => ("-", 1),
            Mark::Prefers(strength) => ("+", strength),
            Mark::Avoids(strength) => ("(x)", strength),
        };
        if strength == 1 { sign.to_owned() } else { format!("{sign} {strength}") }
    }
}
