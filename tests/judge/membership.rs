//! A row of municipalities.csv: from when to when somebody is a member, and in which windows.

use chrono::{NaiveDate, NaiveTime};

use super::cells::{days, times};

type Days = Vec<u32>;
type Starts = Vec<NaiveTime>;

/// What a row says of one time.
#[derive(Debug, PartialEq)]
pub struct Membership {
    joined: Option<NaiveDate>,
    left: Option<NaiveDate>,
    /// The days and starts of the windows it names, if it names any.
    windows: Vec<(Days, Starts)>,
}

impl Membership {
    /// The row with these dates and that cell; `burden` knows the days and starts of a burden.
    pub fn read(
        (joined, left): (Option<NaiveDate>, Option<NaiveDate>),
        windows: &str,
        burden: impl Fn(&str) -> Option<(Days, Starts)>,
    ) -> Self {
        let of_week = |name: &str| {
            let (on, at) = name.split_at(name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len()));
            (days(on.trim()), times(at))
        };
        let names = windows.split(';').filter(|name| !name.is_empty());
        let windows = names.map(|name| burden(name).unwrap_or_else(|| of_week(name))).collect();
        Membership { joined, left, windows }
    }

    /// Whether it is about a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.joined.is_none_or(|joined| joined <= day) && self.left.is_none_or(|left| day < left)
    }

    /// Whether it names windows of a weekday that start at a time, or all.
    pub fn names(&self, on: u32, start: NaiveTime) -> bool {
        let is_in =
            |(days, starts): &(Days, Starts)| days.contains(&on) && (starts.is_empty() || starts.contains(&start));
        self.windows.is_empty() || self.windows.iter().any(is_in)
    }
}
