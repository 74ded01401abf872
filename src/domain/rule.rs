//! The hard rules by their one name.

use std::fmt;

/// A rule no written roster breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Never more shifts in a window than it has seats, nobody twice in it.
    Seats,
    /// Only staff of municipalities that are members on the day.
    Membership,
    /// Only staff available in the window.
    Availability,
    /// Limit on one person's shifts in a day.
    ShiftsPerDay,
    /// Limit on one person's shifts in an ISO week.
    ShiftsPerWeek,
    /// Limit on one person's shifts in the period.
    ShiftsPerPeriod,
    /// Rest between the end of a shift and the start of one on a later date.
    RestHours,
    /// Limit on a municipality's staff in one window.
    AwayAtOnce,
    /// Fixed and forbidden shifts.
    Locks,
}

impl Rule {
    /// Every rule, in the contract's order.
    pub const ALL: [Rule; 9] = [
        Rule::Seats,
        Rule::Membership,
        Rule::Availability,
        Rule::ShiftsPerDay,
        Rule::ShiftsPerWeek,
        Rule::ShiftsPerPeriod,
        Rule::RestHours,
        Rule::AwayAtOnce,
        Rule::Locks,
    ];

    /// The contract's word.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Seats => "seats",
            Rule::Membership => "membership",
            Rule::Availability => "availability",
            Rule::ShiftsPerDay => "shifts_per_day",
            Rule::ShiftsPerWeek => "shifts_per_week",
            Rule::ShiftsPerPeriod => "shifts_per_period",
            Rule::RestHours => "rest_hours",
            Rule::AwayAtOnce => "away_at_once",
            Rule::Locks => "locks",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
