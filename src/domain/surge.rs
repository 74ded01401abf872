//! More seats at short notice, on some days.
//!
//! In: nothing. Out: what was asked for, and what it makes of each window's seats.

use chrono::{NaiveDate, NaiveTime};
use num_traits::ToPrimitive;

use super::Exact;
use super::calendar::Period;
use super::plan_key::SEATS;

/// So many times some seats; half a seat is rounded up. `None` where a window may not have as many.
pub fn times(factor: &Exact, seats: u32) -> Option<u32> {
    let half = Exact::new(1.into(), 2.into());
    let seats = (factor * Exact::from_integer(seats.into()) + half).floor().to_integer();
    seats.to_i64().filter(|seats| SEATS.contains(seats)).and_then(|seats| u32::try_from(seats).ok())
}

/// A window that gets other seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised {
    /// Its date.
    pub date: NaiveDate,
    /// Its start.
    pub start: NaiveTime,
    /// Its seats so far.
    pub was: u32,
    /// Its seats from now on.
    pub seats: u32,
    /// How many of them are needed, as before.
    pub least: u32,
}

/// More seats on some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Surge {
    /// The days.
    pub days: Period,
    /// The windows, in order.
    pub windows: Vec<Raised>,
}
