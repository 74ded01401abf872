//! In which windows a member takes part, where that is not all of them: a town on trial in the evenings, or one that comes
//! back after some months.
//!
//! In: nothing. Out: [`WindowClass`] and [`Stretch`]. A municipality without stretches takes part in every window from its first
//! day to its last.

use chrono::{NaiveDate, NaiveTime, Weekday};

/// Some of the windows of every week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WindowClass {
    /// The burden that it is called by, as in `plan.toml`; `None` where days and times are written.
    pub burden: Option<String>,
    /// Days of the week, Monday first; never empty.
    pub days: Vec<Weekday>,
    /// Starting times; empty means all.
    pub starts: Vec<NaiveTime>,
}

impl WindowClass {
    /// Whether windows that start at `start` on such a day belong to it.
    pub fn includes(&self, day: Weekday, start: NaiveTime) -> bool {
        self.days.contains(&day) && (self.starts.is_empty() || self.starts.contains(&start))
    }
}

/// A stretch of time in which a municipality does not take part in everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its first day; `None` means since ever.
    pub from: Option<NaiveDate>,
    /// The first day after it; `None` means for ever.
    pub until: Option<NaiveDate>,
    /// The windows that it takes part in then. Where there are none, it is no member then.
    pub windows: Vec<WindowClass>,
}

impl Stretch {
    /// Whether a day lies in it.
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date < until)
    }

    /// Whether it is a time without membership, between two of membership.
    pub fn is_gap(&self) -> bool {
        self.windows.is_empty()
    }
}
