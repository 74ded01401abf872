//! Today, for the period that a new folder is offered and for the day on which a roster is sent out: all that depends on the day, and
//! an option says it instead.
//!
//! In: the clock. Out: a date.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::domain::clock::Moment;

/// Today in Denmark.
pub fn today() -> NaiveDate {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    // The moment that the clock in Denmark showed an hour after midnight: it is midnight in Greenwich.
    let first = NaiveDateTime::new(NaiveDate::default(), NaiveTime::MIN) + TimeDelta::hours(1);
    let since = i64::try_from(seconds).ok().and_then(TimeDelta::try_seconds).unwrap_or_default();
    (Moment::at(first) + since).wall().date()
}
