//! How far the windows of a period are from ordinary weeks.
//!
//! In: seats. Out: what a period has more or less than weeks of `[[windows]]` alone, as a part of these. Weeks, months and
//! years that are taken from such a period are as far from ordinary ones.

use chrono::NaiveDate;
use num_traits::Zero;

use super::Exact;
use super::calendar::Period;

/// Days in a week.
const WEEK: i64 = 7;

/// The windows of a period beside those of ordinary weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The period.
    pub period: Period,
    /// Whether another period than the folder's was asked for.
    pub is_other: bool,
    /// Its seats.
    pub seats: u64,
    /// Seats of an ordinary week, that of `[[windows]]`.
    pub ordinary_week: u64,
    /// Days that are closed and have windows in an ordinary week, in order.
    pub closed: Vec<NaiveDate>,
    /// The seats of these.
    pub closed_seats: u64,
    /// Windows to which `demand.csv` gives other seats than `[[windows]]`, or none.
    pub demanded: u64,
    /// The seats that it adds; below zero where it takes some away.
    pub demanded_seats: i64,
}

impl Basis {
    /// Seats a week, on average.
    pub fn seats_a_week(&self) -> Exact {
        Exact::new((self.seats * WEEK as u64).into(), self.period.length_in_days().into())
    }

    /// Seats more than in as many ordinary weeks, as a part of these; below zero for fewer.
    pub fn more(&self) -> Exact {
        if self.ordinary_week == 0 {
            return Exact::zero();
        }
        self.seats_a_week() / Exact::from_integer(self.ordinary_week.into()) - Exact::from_integer(1.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fortnight_with_a_closed_day_and_a_busy_one() {
        let date = |day| NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
        let basis = Basis {
            period: Period { from: date(5), to: date(18) },
            is_other: false,
            seats: 22,
            ordinary_week: 10,
            closed: vec![date(6)],
            closed_seats: 2,
            demanded: 1,
            demanded_seats: 4,
        };
        assert_eq!(basis.seats_a_week(), Exact::from_integer(11.into()));
        assert_eq!(basis.more(), Exact::new(1.into(), 10.into()));
        assert_eq!(Basis { ordinary_week: 0, ..basis }.more(), Exact::zero());
    }
}
