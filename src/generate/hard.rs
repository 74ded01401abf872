//! The kinds of hard folders: the ones that are made in their own way, and those that are made of features.
//!
//! In: nothing. Out: names, words, the features of a kind, and what it decides by itself, so that nothing beside it may.

use super::features::{Features, Pattern};

/// What makes a folder hard to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hard {
    /// About a fifth of the seats cannot be filled.
    TooFewStaff,
    /// About 1.1 people can work for each seat of a window.
    TightAvailability,
    /// One member has half of all inhabitants and staff.
    Giant,
    /// Locks on 30 % of the seats.
    ManyLocks,
    /// Balances of up to 60 % of what a period asks for.
    LargeBalances,
    /// Three burdens that overlap.
    OverlappingBurdens,
    /// A limit for the period on everybody, hardly above what there is to do.
    PeriodLimits,
    /// Evenings until 21:00, mornings from 07:00, eleven hours of rest.
    RestRules,
    /// A cap in each burden on everybody, 0 for some where it has fewer seats than there are people: all of a burden together
    /// are 15 % above its seats.
    BurdenCaps,
    /// As with too few staff, and in each window half the seats are needed whatever else.
    NeededSeats,
    /// The features of a hotline whose staff have no habits in common, with half the seats that they could take.
    Scattered,
    /// The same with nine tenths of the seats that the staff could take.
    Tight,
    /// Weekdays of their own, for many in every other week.
    FixedWeekdays,
    /// Half the staff on holiday in the same weeks.
    SharedHolidays,
    /// Most work part-time.
    PartTime,
    /// Towns that cannot take what others can.
    UnevenTowns,
}

impl Hard {
    /// Every kind.
    pub const ALL: [Hard; 16] = [
        Hard::TooFewStaff,
        Hard::TightAvailability,
        Hard::Giant,
        Hard::ManyLocks,
        Hard::LargeBalances,
        Hard::OverlappingBurdens,
        Hard::PeriodLimits,
        Hard::RestRules,
        Hard::BurdenCaps,
        Hard::NeededSeats,
        Hard::Scattered,
        Hard::Tight,
        Hard::FixedWeekdays,
        Hard::SharedHolidays,
        Hard::PartTime,
        Hard::UnevenTowns,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Hard::TooFewStaff => "too-few-staff",
            Hard::TightAvailability => "tight-availability",
            Hard::Giant => "giant",
            Hard::ManyLocks => "many-locks",
            Hard::LargeBalances => "large-balances",
            Hard::OverlappingBurdens => "overlapping-burdens",
            Hard::PeriodLimits => "period-limits",
            Hard::RestRules => "rest-rules",
            Hard::BurdenCaps => "burden-caps",
            Hard::NeededSeats => "needed-seats",
            Hard::Scattered => "scattered",
            Hard::Tight => "tight",
            Hard::FixedWeekdays => "fixed-weekdays",
            Hard::SharedHolidays => "shared-holidays",
            Hard::PartTime => "part-time",
            Hard::UnevenTowns => "uneven-towns",
        }
    }

    /// Whether it is made of features; else it is made in its own way.
    pub fn is_made_of_features(self) -> bool {
        self.features() != Features::default()
    }

    /// What it says of itself in `plan.toml`; nothing where its features say it all.
    pub fn says(self) -> Option<&'static str> {
        Some(match self {
            Hard::TooFewStaff => "about a fifth of the seats cannot be filled",
            Hard::TightAvailability => "about 1.1 people are available for each seat",
            Hard::Giant => "one member has half of all inhabitants and staff",
            Hard::ManyLocks => "locks stand on 30 % of the seats",
            Hard::LargeBalances => "balances are up to 60 % of what a period asks for",
            Hard::OverlappingBurdens => "three burdens overlap",
            Hard::PeriodLimits => "everybody has a limit for the period, hardly above what there is to do",
            Hard::RestRules => "who works until 21:00 is not rested at 07:00",
            Hard::BurdenCaps => "everybody has a cap in each burden, together hardly above its seats",
            Hard::NeededSeats => {
                "about a fifth of the seats cannot be filled, and half of each window's seats are needed whatever else"
            }
            Hard::Scattered
            | Hard::Tight
            | Hard::FixedWeekdays
            | Hard::SharedHolidays
            | Hard::PartTime
            | Hard::UnevenTowns => return None,
        })
    }

    /// The features that it is made of; none of a kind that is made in its own way.
    pub fn features(self) -> Features {
        let none = Features::default();
        let scattered = Features {
            pattern: Some(Pattern::Scattered),
            mixed_limits: Some(()),
            away_at_once: Some(50),
            balances: Some(10),
            members_change: Some(()),
            out_of_reach: Some(20),
            tightness: Some(500),
            ..none
        };
        match self {
            Hard::Scattered => scattered,
            Hard::Tight => Features { tightness: Some(900), ..scattered },
            Hard::FixedWeekdays => {
                Features { pattern: Some(Pattern::Weekdays), alternate_weeks: Some(50), tightness: Some(800), ..none }
            }
            Hard::SharedHolidays => {
                Features { holiday_weeks: Some(50), mixed_limits: Some(()), tightness: Some(700), ..none }
            }
            Hard::PartTime => Features {
                pattern: Some(Pattern::Weekdays),
                mixed_limits: Some(()),
                part_timers: Some(70),
                tightness: Some(900),
                ..none
            },
            Hard::UnevenTowns => Features {
                away_at_once: Some(50),
                pools: Some(4),
                balances: Some(20),
                members_change: Some(()),
                without_evenings: Some(1),
                out_of_reach: Some(30),
                tightness: Some(800),
                ..none
            },
            _ => none,
        }
    }

    /// The options of `asked` that it cannot have beside it, since it decides by itself what they are about: two answers to
    /// one question would leave one of them untrue.
    pub fn denies(self, asked: &Features) -> Vec<&'static str> {
        let decided: &[&str] = match self {
            Hard::TooFewStaff | Hard::NeededSeats => &["--tightness"],
            Hard::TightAvailability => {
                &["--availability", "--alternate-weeks", "--holiday-weeks", "--pools", "--tightness"]
            }
            Hard::PeriodLimits => &["--mixed-limits", "--part-timers", "--pools", "--tightness"],
            Hard::RestRules => &["--availability", "--tightness"],
            Hard::BurdenCaps => &["--pools", "--tightness"],
            Hard::LargeBalances => &["--balances"],
            _ => &[],
        };
        asked.told().into_iter().map(|(option, ..)| option).filter(|option| decided.contains(option)).collect()
    }
}
