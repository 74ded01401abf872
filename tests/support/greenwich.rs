//! The clock on the wall as brute force reads it.
//!
//! In: a time in Denmark. Out: the same in Greenwich. Shares no code with the program: the changes of the clock are written
//! down here as calendars have them.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// The same time in Greenwich, in the years of these tests. No window of theirs starts or ends in an hour that the clock
/// leaves out or shows twice.
pub fn greenwich(wall: NaiveDateTime) -> NaiveDateTime {
    let summers = [
        ("2025-03-30", "2025-10-26"),
        ("2026-03-29", "2026-10-25"),
        ("2027-03-28", "2027-10-31"),
        ("2028-03-26", "2028-10-29"),
    ];
    let at_three = |day: &str| day.parse::<NaiveDate>().expect("a date").and_hms_opt(3, 0, 0).expect("a time");
    let is_summer = summers.iter().any(|(from, to)| at_three(from) <= wall && wall < at_three(to));
    wall - TimeDelta::hours(if is_summer { 2 } else { 1 })
}
