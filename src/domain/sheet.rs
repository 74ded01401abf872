//! A roster as its file names it: windows by date and start, people by id, no folder needed.
//!
//! In: nothing. Out: the type, and the file's columns. Whether the windows and people exist is not known here; two sheets of the same windows
//! can be compared all the same.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

/// The columns of `roster.csv` and `history.csv`, in their order.
pub const COLUMNS: [&str; 11] = [
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

/// What a sheet says of a person. An empty text means that it does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holder {
    /// Name as shown.
    pub name: String,
    /// Code of the municipality.
    pub municipality: String,
    /// Name of the municipality.
    pub municipality_name: String,
}

/// A roster file without its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// By window, in order of time: the ids of those on it, ascending, once per seat held.
    pub windows: BTreeMap<(NaiveDate, NaiveTime), Vec<String>>,
    /// By id: what the file says of the person.
    pub people: BTreeMap<String, Holder>,
}

/// A shift as a row tells of it, whether or not the person is still known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The date of the window.
    pub date: NaiveDate,
    /// When it started.
    pub start: NaiveTime,
    /// When it ended, on this date or the next.
    pub end: NaiveTime,
    /// The id of whoever was on it.
    pub staff: String,
    /// What the row says of the person, and where it says nothing, the folder.
    pub holder: Holder,
}
