//! Today, for the period that a new folder is offered: the one thing that depends on the day, and an option says it instead.
//!
//! In: the clock. Out: a date.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{Days, NaiveDate};

/// Today, in Greenwich: for which quarter comes next, an hour is no matter.
pub fn today() -> NaiveDate {
    const SECONDS_A_DAY: u64 = 86_400;
    let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / SECONDS_A_DAY);
    NaiveDate::default().checked_add_days(Days::new(days)).unwrap_or_default()
}
