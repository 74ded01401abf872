//! The hard rules as one table: the name of each, its number where it has one, and the words it is told in.
//!
//! In: nothing. Out: [`Rule`], what the table says of it, and [`Limits`], the numbers of one person or municipality. What
//! plan.toml, the tables and their template ask for, which limits a person has and what reports call an obstacle is read
//! from here; what a rule means is coded in `model`, `solve/plain`, `legality` and `verify`, each for itself.

mod limits;
mod row;

use std::fmt;

use super::language::Words;

pub use limits::Limits;
pub use row::{Amount, Column, Row, Table, Unit, Whom};

/// The most that a limit on shifts or people may be; it still multiplies with the heads of a pool into 32 bits.
const MOST: u32 = 10_000;
/// Rest is at most a month, in minutes.
const MOST_REST: u32 = 31 * 24 * 60;

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $row:expr;)*) => {
        /// A rule no written roster breaks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$doc])* $variant,)*
        }

        impl Rule {
            /// Every rule, in the contract's order.
            pub const ALL: [Rule; [$(stringify!($variant)),*].len()] = [$(Rule::$variant,)*];

            /// What the table says of it.
            pub fn row(self) -> &'static Row {
                match self {
                    $(Rule::$variant => {
                        const ROW: Row = $row;
                        &ROW
                    })*
                }
            }
        }
    };
}

rules! {
    /// Never more shifts in a window than it has seats, nobody twice in it.
    Seats = Row {
        name: "seats",
        broken: Words::new("For mange på tidsrummet, eller samme person to gange", "Too many in the window, or somebody twice"),
        held: Words::new("på vagt i tidsrummet", "already on shift"),
        heading: Words::new("på vagt", "on shift"),
        kept: Words::new("er på vagt i forvejen", "on shift already"),
        precedence: 4,
        changeable: 1,
        amount: None,
    };
    /// Only staff of municipalities that are members on the day.
    Membership = Row {
        name: "membership",
        broken: Words::new("Kommunen er ikke medlem den dag", "Municipality is no member that day"),
        held: Words::new("ikke medlem den dag", "not a member then"),
        heading: Words::new("ikke medlem", "no member"),
        kept: Words::new("kommunen er ikke medlem", "municipality is no member"),
        precedence: 0,
        changeable: 11,
        amount: None,
    };
    /// Only staff of municipalities that take part in the window, where they are members on the day.
    Participation = Row {
        name: "participation",
        broken: Words::new("Kommunen deltager ikke i tidsrummet", "Municipality takes no part in the window"),
        held: Words::new("deltager ikke i tidsrummet", "takes no part in it"),
        heading: Words::new("deltager ikke", "takes no part"),
        kept: Words::new("kommunen deltager ikke", "municipality takes no part"),
        precedence: 1,
        changeable: 10,
        amount: None,
    };
    /// Only staff available in the window.
    Availability = Row {
        name: "availability",
        broken: Words::new("Kan ikke være på den tid", "Not available"),
        held: Words::new("kan ikke", "not available"),
        heading: Words::new("kan ikke", "not available"),
        kept: Words::new("kan ikke komme", "not available"),
        precedence: 2,
        changeable: 0,
        amount: None,
    };
    /// Limit on one person's shifts in a day.
    ShiftsPerDay = Row {
        name: "shifts_per_day",
        broken: Words::new("For mange vagter på en dag", "Too many shifts on a day"),
        held: Words::new("har vagt den dag", "on shift that day"),
        heading: Words::new("daggrænse", "day limit"),
        kept: Words::new("har en anden vagt den dag", "has another shift that day"),
        precedence: 5,
        changeable: 2,
        amount: Some(Amount {
            table: Table::Rules,
            unit: Unit::Whole,
            least: 0,
            most: MOST,
            default: Some(1),
            whom: Whom::Heads,
            column: None,
            example: "shifts_per_day = 1",
            meaning: Words::new(
                "Højst så mange vagter til én person på en dag.",
                "Most shifts of one person on a day.",
            ),
        }),
    };
    /// Limit on one person's shifts in an ISO week.
    ShiftsPerWeek = Row {
        name: "shifts_per_week",
        broken: Words::new("For mange vagter på en uge", "Too many shifts in a week"),
        held: Words::new("ugegrænse", "week limit"),
        heading: Words::new("ugegrænse", "week limit"),
        kept: Words::new("ugens grænse er nået", "limit of the week reached"),
        precedence: 7,
        changeable: 4,
        amount: Some(Amount {
            table: Table::Rules,
            unit: Unit::Whole,
            least: 0,
            most: MOST,
            default: Some(2),
            whom: Whom::Heads,
            column: Some(Column {
                danish: &["vagter pr. uge", "vagter pr uge", "vagter/uge"],
                note: Words::new(
                    "Højst så mange vagter i en uge, mandag til søndag; tom: reglen i plan.toml.",
                    "Most shifts in a week, Monday to Sunday; empty for the rule in plan.toml.",
                ),
            }),
            example: "shifts_per_week = 2",
            meaning: Words::new(
                "Højst så mange vagter til én person i en uge, mandag til søndag.",
                "Most shifts of one person in a week, Monday to Sunday.",
            ),
        }),
    };
    /// Limit on one person's shifts in the period.
    ShiftsPerPeriod = Row {
        name: "shifts_per_period",
        broken: Words::new("For mange vagter i perioden", "Too many shifts in the period"),
        held: Words::new("periodegrænse", "period limit"),
        heading: Words::new("periodegrænse", "period limit"),
        kept: Words::new("periodens grænse er nået", "limit of the period reached"),
        precedence: 9,
        changeable: 6,
        amount: Some(Amount {
            table: Table::Rules,
            unit: Unit::Whole,
            least: 0,
            most: MOST,
            default: None,
            whom: Whom::Heads,
            column: Some(Column {
                danish: &["vagter pr. periode", "vagter pr periode", "vagter/periode"],
                note: Words::new(
                    "Højst så mange vagter i hele perioden; tom: reglen i plan.toml.",
                    "Most shifts in the whole period; empty for the rule in plan.toml.",
                ),
            }),
            example: "shifts_per_period = 20",
            meaning: Words::new(
                "Højst så mange vagter til én person i perioden; ingen grænse, hvis den udelades.",
                "Most shifts of one person in the period; no limit if left out.",
            ),
        }),
    };
    /// Cap on one person's shifts of a burden in an ISO week.
    PerPersonWeek = Row {
        name: "per_person_week",
        broken: Words::new("For mange vagter i en byrde på en uge", "Too many shifts of a burden in a week"),
        held: Words::new("ugegrænse i en byrde", "week cap of a burden"),
        heading: Words::new("byrde, uge", "burden, week"),
        kept: Words::new("byrdens grænse for ugen er nået", "burden's cap for the week reached"),
        precedence: 8,
        changeable: 5,
        amount: Some(Amount {
            table: Table::Burdens { ending: "_per_week" },
            unit: Unit::Whole,
            least: 0,
            most: MOST,
            default: None,
            whom: Whom::Heads,
            column: Some(Column {
                danish: &[" pr. uge", " pr uge", "/uge"],
                note: Words::new(
                    "Højst så mange vagter i byrden i en uge, mandag til søndag; tom: grænsen i plan.toml.",
                    "Most shifts of the burden in a week, Monday to Sunday; empty for the cap in plan.toml.",
                ),
            }),
            example: "per_person_week = 1",
            meaning: Words::new(
                "Højst så mange vagter i byrden til én person i en uge, mandag til søndag; ingen grænse, hvis den udelades.",
                "Most shifts of the burden of one person in a week, Monday to Sunday; no limit if left out.",
            ),
        }),
    };
    /// Cap on one person's shifts of a burden in the period.
    PerPersonPeriod = Row {
        name: "per_person_period",
        broken: Words::new("For mange vagter i en byrde i perioden", "Too many shifts of a burden in the period"),
        held: Words::new("periodegrænse i en byrde", "period cap of a burden"),
        heading: Words::new("byrde, periode", "burden, period"),
        kept: Words::new("byrdens grænse for perioden er nået", "burden's cap for the period reached"),
        precedence: 10,
        changeable: 7,
        amount: Some(Amount {
            table: Table::Burdens { ending: "_per_period" },
            unit: Unit::Whole,
            least: 0,
            most: MOST,
            default: None,
            whom: Whom::Heads,
            column: Some(Column {
                danish: &[" pr. periode", " pr periode", "/periode"],
                note: Words::new(
                    "Højst så mange vagter i byrden i perioden; tom: grænsen i plan.toml.",
                    "Most shifts of the burden in the period; empty for the cap in plan.toml.",
                ),
            }),
            example: "per_person_period = 3",
            meaning: Words::new(
                "Højst så mange vagter i byrden til én person i perioden; ingen grænse, hvis den udelades.",
                "Most shifts of the burden of one person in the period; no limit if left out.",
            ),
        }),
    };
    /// Rest between the end of a shift and the start of one on a later date.
    RestHours = Row {
        name: "rest_hours",
        broken: Words::new("For lidt hvile mellem vagter", "Too little rest between shifts"),
        held: Words::new("hviletid", "rest_hours"),
        heading: Words::new("hvile", "rest"),
        kept: Words::new("for lidt hvile til en anden vagt", "too little rest to another shift"),
        precedence: 6,
        changeable: 3,
        amount: Some(Amount {
            table: Table::Rules,
            unit: Unit::Minutes,
            least: 0,
            most: MOST_REST,
            default: Some(11 * 60),
            whom: Whom::Person,
            column: None,
            example: "rest_hours = 11",
            meaning: Words::new(
                "Timer fra en vagt slutter, til en på en senere dato må begynde.",
                "Hours between the end of a shift and the start of one on a later date.",
            ),
        }),
    };
    /// Limit on a municipality's staff in one window.
    AwayAtOnce = Row {
        name: "away_at_once",
        broken: Words::new("For mange fra kommunen på én gang", "Too many of the municipality at once"),
        held: Words::new("for mange fra kommunen på én gang", "away_at_once"),
        heading: Words::new("samtidigt borte", "away at once"),
        kept: Words::new("nok fra kommunen er på vagt", "enough of the municipality are on shift"),
        precedence: 11,
        changeable: 8,
        amount: Some(Amount {
            table: Table::Rules,
            unit: Unit::Whole,
            least: 0,
            most: MOST,
            default: None,
            whom: Whom::Municipality,
            column: Some(Column {
                danish: &[],
                note: Words::new(
                    "Så mange af kommunens medarbejdere må højst sidde på hotlinen i samme tidsrum; tom: ingen grænse.",
                    "How many of its staff may sit on the hotline in one window at most; empty for no limit.",
                ),
            }),
            example: "away_at_once = 2",
            meaning: Words::new(
                "Højst så mange fra en kommune på vagt i et tidsrum; ingen grænse, hvis den udelades.",
                "Most of a municipality's staff on the hotline in one window; no limit if left out.",
            ),
        }),
    };
    /// Fixed and forbidden shifts.
    Locks = Row {
        name: "locks",
        broken: Words::new("Imod en lås eller en udsendt vagt", "Against a lock or a published shift"),
        held: Words::new("spærret af en lås", "forbidden by a lock"),
        heading: Words::new("spærret", "locked out"),
        kept: Words::new("en lås spærrer", "ruled out by a lock"),
        precedence: 3,
        changeable: 9,
        amount: None,
    };
}

impl Rule {
    /// The contract's word.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The rules with a number for everyone, in the contract's order: the keys of `[rules]`.
    pub fn amounts() -> impl Iterator<Item = (Rule, &'static Amount)> {
        Rule::numbers().filter(|(_, amount)| amount.table == Table::Rules)
    }

    /// The rules with a number in each burden, the caps, in the contract's order: keys of `[burdens.NAME]`.
    pub fn caps() -> impl Iterator<Item = (Rule, &'static Amount)> {
        Rule::numbers().filter(|(_, amount)| amount.table != Table::Rules)
    }

    /// The rules with a number, in the contract's order.
    fn numbers() -> impl Iterator<Item = (Rule, &'static Amount)> {
        Rule::ALL.into_iter().filter_map(|rule| Some((rule, rule.row().amount.as_ref()?)))
    }

    /// The column of `staff.csv` that overrides a cap in a burden; `None` where the rule is no cap.
    pub fn column_of(self, burden: &str) -> Option<String> {
        match self.row().amount?.table {
            Table::Burdens { ending } => Some(format!("{burden}{ending}")),
            Table::Rules => None,
        }
    }

    /// The rules that `staff.csv` has a column for.
    pub fn of_staff() -> impl Iterator<Item = (Rule, &'static Amount)> {
        Rule::amounts().filter(|(_, amount)| amount.column.is_some() && amount.whom != Whom::Municipality)
    }

    /// The rules that `municipalities.csv` has a column for.
    pub fn of_municipalities() -> impl Iterator<Item = (Rule, &'static Amount)> {
        Rule::amounts().filter(|(_, amount)| amount.column.is_some() && amount.whom == Whom::Municipality)
    }

    /// Every rule in the order of precedence: of several that hold somebody back, the first one here is told.
    pub fn by_precedence() -> [Rule; Rule::ALL.len()] {
        let mut rules = Rule::ALL;
        rules.sort_by_key(|rule| rule.row().precedence);
        rules
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_names_are_given_once() {
        for rank in [|row: &Row| row.precedence, |row: &Row| row.changeable] {
            let mut ranks = Rule::ALL.map(|rule| usize::from(rank(rule.row())));
            ranks.sort_unstable();
            assert_eq!(ranks.to_vec(), (0..Rule::ALL.len()).collect::<Vec<_>>());
        }
        let mut names = Rule::ALL.map(Rule::name);
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
    }

    #[test]
    fn every_number_lies_in_its_range_and_has_an_example() {
        for (rule, amount) in Rule::numbers() {
            assert!(amount.default.is_none_or(|value| (amount.least..=amount.most).contains(&value)), "{rule}");
            let (key, value) = amount.example.split_once(" = ").expect("a line of plan.toml");
            let value: u32 = value.parse().expect("a number");
            let minutes = if amount.unit == Unit::Minutes { 60 } else { 1 };
            assert!(key == rule.name() && (amount.least..=amount.most).contains(&(value * minutes)), "{rule}");
            assert!(
                amount.default.is_none_or(|default| default == value * minutes),
                "{rule}: the example has the default"
            );
            assert!(amount.most <= MOST || amount.unit == Unit::Minutes, "{rule}: too many for a pool's heads");
            assert!(amount.column.is_none() || amount.unit != Unit::Minutes, "{rule}: cells with hours are not read");
        }
    }
}
