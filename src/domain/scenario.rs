//! What a scenario changes of a folder, as it is told to people.
//!
//! In: nothing. Out: the type. `scenarios` makes it of what is written, `report` has the words.

use chrono::{NaiveTime, Weekday};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A setting of `plan.toml`: its key, with points, and its value as TOML writes it.
    Set(String, String),
    /// A setting that is left out.
    Unset(String),
    /// These members leave.
    Without(Vec<String>),
    /// Somebody joins.
    With {
        /// Who.
        name: String,
        /// Inhabitants; `None` where they are looked up.
        population: Option<u64>,
        /// Colleagues.
        staff: u32,
    },
    /// Other numbers of seats on these days.
    Seats {
        /// The days of the week.
        days: Vec<Weekday>,
        /// The windows that start then; all of these days where there is none.
        start: Option<NaiveTime>,
        /// The number.
        seats: u32,
    },
}
