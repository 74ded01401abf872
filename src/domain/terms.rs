//! The terms of membership: how a municipality leaves, and what becomes of its balance.
//!
//! In: dates. Out: dates. The terms are data from `plan.toml`; nothing here knows who leaves, and nothing looks at the
//! calendar on the wall: whoever asks gives the day of notice.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

use super::Exact;

/// A day that every year has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearDay {
    /// From 1 to 12.
    pub month: u32,
    /// From 1.
    pub day: u32,
}

impl YearDay {
    /// The day, if every year has it: 29 February is none.
    pub fn new(month: u32, day: u32) -> Option<Self> {
        const NO_LEAP_YEAR: i32 = 2025;
        NaiveDate::from_ymd_opt(NO_LEAP_YEAR, month, day).map(|_| YearDay { month, day })
    }

    fn of(date: NaiveDate) -> Self {
        YearDay { month: date.month(), day: date.day() }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// As sentences have it: `1 January`.
impl fmt::Display for YearDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = usize::try_from(self.month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
        write!(f, "{} {}", self.day, month.unwrap_or(&"?"))
    }
}

/// What becomes of the balance of a municipality that leaves. Either way its shifts go to the others in proportion to
/// population, so that balances sum to what they summed to before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Settlement {
    /// The others take its balance over, and no money moves.
    #[default]
    Spread,
    /// The others take its balance over and are paid for it, or pay for it where it has worked too much.
    Paid,
}

impl Settlement {
    /// Both, the default first.
    pub const ALL: [Settlement; 2] = [Settlement::Spread, Settlement::Paid];

    /// The word in `plan.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Settlement::Spread => "spread",
            Settlement::Paid => "paid",
        }
    }
}

/// How a municipality leaves: the `[withdrawal]` table of `plan.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawal {
    /// Months between the last day of notice and the day it takes effect.
    pub notice_months: u32,
    /// The days of the year on which a withdrawal may take effect, ascending; never empty.
    pub effective: Vec<YearDay>,
    /// What becomes of the balance.
    pub balance: Settlement,
    /// What a shift is worth where the balance is paid.
    pub price_per_shift: Option<Exact>,
}

impl Default for Withdrawal {
    /// The hotline's own rule: half a year's notice, to 1 January or 1 July.
    fn default() -> Self {
        Withdrawal {
            notice_months: 6,
            effective: vec![YearDay { month: 1, day: 1 }, YearDay { month: 7, day: 1 }],
            balance: Settlement::default(),
            price_per_shift: None,
        }
    }
}

/// Calendars end; so many years ahead some day always takes effect.
const YEARS_AHEAD: i32 = 20;

impl Withdrawal {
    /// The first day without membership after notice on `notice`: the first effective day that is at least so many
    /// months away. `None` at the end of the calendar.
    pub fn takes_effect(&self, notice: NaiveDate) -> Option<NaiveDate> {
        self.days_from(notice.year()).find(|&effective| self.last_notice(effective).is_some_and(|last| notice <= last))
    }

    /// The first day on or after `date` on which a withdrawal may take effect.
    pub fn effective_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        self.days_from(date.year()).find(|&effective| date <= effective)
    }

    /// The days on which a withdrawal may take effect, from `year` on.
    fn days_from(&self, year: i32) -> impl Iterator<Item = NaiveDate> + '_ {
        (year..=year.saturating_add(YEARS_AHEAD)).flat_map(move |year| {
            self.effective.iter().filter_map(move |day| NaiveDate::from_ymd_opt(year, day.month, day.day))
        })
    }

    /// The last day of notice for a withdrawal on `effective`. Where that month is too short, its last day.
    pub fn last_notice(&self, effective: NaiveDate) -> Option<NaiveDate> {
        effective.checked_sub_months(Months::new(self.notice_months))
    }

    /// Whether a withdrawal may take effect on `date`.
    pub fn allows(&self, date: NaiveDate) -> bool {
        self.effective.contains(&YearDay::of(date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn half_a_year_to_1_january_or_1_july() {
        let rule = Withdrawal::default();
        let effective = |notice| rule.takes_effect(date(notice)).unwrap().to_string();
        assert_eq!(effective("2025-06-25"), "2026-01-01");
        // Half a year before 1 January is 1 July, and notice on that very day counts.
        assert_eq!(effective("2025-07-01"), "2026-01-01");
        assert_eq!(effective("2025-07-02"), "2026-07-01");
        assert_eq!(effective("2026-01-01"), "2026-07-01");
        assert_eq!(effective("2026-01-02"), "2027-01-01");
        assert_eq!(effective("2024-02-29"), "2025-01-01");
        assert_eq!(rule.last_notice(date("2026-07-01")), Some(date("2026-01-01")));
        assert!(rule.allows(date("2031-07-01")) && !rule.allows(date("2031-07-02")));
    }

    #[test]
    fn short_months_end_the_notice_on_their_last_day() {
        let day = YearDay::new(8, 31).unwrap();
        let rule = Withdrawal { effective: vec![day], ..Withdrawal::default() };
        assert_eq!(rule.takes_effect(date("2024-02-29")), Some(date("2024-08-31")));
        assert_eq!(rule.takes_effect(date("2025-02-28")), Some(date("2025-08-31")));
        assert_eq!(rule.takes_effect(date("2025-03-01")), Some(date("2026-08-31")));
        assert_eq!(YearDay::new(2, 29), None);
    }

    #[test]
    fn without_notice_the_next_day_of_the_rule_will_do_and_long_notice_reaches_over_years() {
        let at_once = Withdrawal { notice_months: 0, ..Withdrawal::default() };
        assert_eq!(at_once.takes_effect(date("2025-07-01")), Some(date("2025-07-01")));
        assert_eq!(at_once.takes_effect(date("2025-07-02")), Some(date("2026-01-01")));
        let long = Withdrawal { notice_months: 36, ..Withdrawal::default() };
        assert_eq!(long.takes_effect(date("2025-01-02")), Some(date("2028-07-01")));
        assert_eq!(long.takes_effect(NaiveDate::MAX), None);
    }
}
