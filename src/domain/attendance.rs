//! The days over which turns are counted, and on which of them somebody is absent.
//!
//! In: nothing. Out: what the tables say of single days. What that comes to, a stretch that is long enough to count and the
//! part of the time that somebody is present, is worked out by whoever needs it: engine, plain model and referee each for
//! themselves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::calendar::Period;

/// Absences of up to so many days in a row leave turns as they are, where `plan.toml` does not say otherwise.
pub const LONG_ABSENCE_DAYS: u32 = 14;

/// What the tables say of the days over which turns are counted, and of `long_absence_days` days before and after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The first day that turns are counted on: that of `history.csv`, or of the period where that file has no row.
    pub since: NaiveDate,
    /// Whoever is absent for more days than this in one stretch is away for long, and not present meanwhile.
    pub long_absence_days: u32,
    /// Days without any window.
    pub idle: BTreeSet<NaiveDate>,
    /// By staff, where there are any: days that `unavailable` rows with dates rule out whole, and days without windows between
    /// two of those.
    pub absent: BTreeMap<usize, BTreeSet<NaiveDate>>,
}

impl Attendance {
    /// Nobody is absent, and nothing was worked before the period.
    pub fn of(period: Period) -> Self {
        Attendance {
            since: period.from,
            long_absence_days: LONG_ABSENCE_DAYS,
            idle: BTreeSet::new(),
            absent: BTreeMap::new(),
        }
    }

    /// The days that are known of, from the first to the last.
    pub fn known(&self, period: Period) -> Period {
        let margin = Days::new(self.long_absence_days.into());
        Period {
            from: self.since.checked_sub_days(margin).unwrap_or(self.since),
            to: period.to.checked_add_days(margin).unwrap_or(period.to),
        }
    }
}
