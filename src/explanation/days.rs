//! When a person could come, would like to come and comes: window by window of the week.
//!
//! In: an instance, a roster and a person. Out: for each day of the week and start, how many such windows the period has,
//! and in how many of them the person is available, has a wish, and has a shift.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveTime, Weekday};

use crate::domain::Instance;
use crate::domain::roster::Roster;

/// Windows of one day of the week and start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// The day of the week.
    pub weekday: Weekday,
    /// When they start.
    pub start: NaiveTime,
    /// How many there are in the period.
    pub windows: u64,
    /// In how many of them the person is available.
    pub available: u64,
    /// How many of them the person prefers.
    pub preferred: u64,
    /// How many of them the person avoids.
    pub avoided: u64,
    /// In how many of them the person has a shift.
    pub shifts: u64,
}

/// Every kind of window that the period has, Monday first.
pub fn kinds(instance: &Instance, roster: &Roster, staff: usize) -> Vec<Kind> {
    let mut kinds: BTreeMap<(u32, NaiveTime), Kind> = BTreeMap::new();
    for (w, window) in instance.windows.iter().enumerate() {
        let (weekday, start) = (window.date.weekday(), window.start);
        let none = Kind { weekday, start, windows: 0, available: 0, preferred: 0, avoided: 0, shifts: 0 };
        let kind = kinds.entry((weekday.num_days_from_monday(), start)).or_insert(none);
        let stance = instance.stance(staff, w);
        kind.windows += 1;
        kind.available += u64::from(stance.available);
        kind.preferred += u64::from(stance.prefers > 0);
        kind.avoided += u64::from(stance.avoids > 0);
        kind.shifts += u64::from(roster.seats_of(staff, w));
    }
    kinds.into_values().collect()
}
