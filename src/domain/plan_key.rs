//! The keys of `plan.toml` as one table: where each stands, what it holds, what holds where it is left out, and what it means.
//!
//! In: nothing. Out: [`Section`] and [`Key`]. Which keys are known, what one that is misspelt is taken for, in which range a number
//! lies, the example in a finding and the schema for editors are read from here; the keys of `[rules]` are the rows of the
//! table of rules. What a key does is for others to say.

mod own;

use std::ops::RangeInclusive;

use super::language::Words;
use super::rule::{Amount, Rule, Table, Unit};
use own::{OWN, optional};

/// A window is at most a day long, in minutes.
pub const WINDOW_MINUTES: RangeInclusive<i64> = 1..=24 * 60;
/// The most seats a window may have.
pub const SEATS: RangeInclusive<i64> = 0..=5_000;
/// The most calls that a municipality can have in a month; the largest has some hundred thousand citizens.
pub const CALLS: RangeInclusive<i64> = 0..=10_000_000;
/// Notice is at most ten years, in months.
pub const NOTICE_MONTHS: RangeInclusive<i64> = 0..=120;

/// The part of calls that is to be answered, in hundredths: all of them are no target that any number of people holds.
pub const ANSWERED: RangeInclusive<i64> = 1..=99;
/// A mean wait is at most an hour, in seconds.
pub const WAIT_SECONDS: RangeInclusive<i64> = 1..=3_600;
/// Nobody waits on average for more than a day, in seconds.
pub const PATIENCE_SECONDS: RangeInclusive<i64> = 1..=86_400;
/// The part of a shift away from the phones, in hundredths.
pub const SHRINKAGE: RangeInclusive<i64> = 0..=90;
/// The part of calls that something else takes over, in hundredths.
pub const DEFLECTED: RangeInclusive<i64> = 0..=99;
/// By how much more or fewer calls come, in hundredths.
pub const GROWTH: RangeInclusive<i64> = -99..=900;

/// What a concession may cost.
pub const PRICE: RangeInclusive<i64> = 1..=super::concession::MOST as i64;
/// An absence that is long enough to change turns is longer than so many days: none at all to a year.
pub const LONG_ABSENCE_DAYS: RangeInclusive<i64> = 0..=366;

/// A part of `plan.toml`: the file itself, or a table in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Above the first line in brackets.
    File,
    /// `period`, where it is written as two dates.
    Period,
    /// `[[windows]]`.
    Windows,
    /// `[burdens.NAME]`.
    Burdens,
    /// `[closed]`.
    Closed,
    /// `[rules]`.
    Rules,
    /// `[rotation]`.
    Rotation,
    /// `[withdrawal]`.
    Withdrawal,
    /// `[relax]`.
    Relax,
    /// `[demand]`.
    Demand,
    /// `[settlement]`.
    Settlement,
}

/// A key of a section.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Where it stands.
    pub section: Section,
    /// What it is called.
    pub name: &'static str,
    /// What it holds.
    pub form: Form,
    /// Whether its section cannot do without it.
    pub is_needed: bool,
    /// What holds where it is left out, as `plan.toml` would say it; `None` where nothing holds then.
    pub default: Option<&'static str>,
    /// A line of `plan.toml` with it.
    pub example: &'static str,
    /// What it means, in a sentence or two.
    pub meaning: Words,
}

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// Any text.
    Text,
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    /// Several of a few words, in an order that counts.
    WordsInOrder(fn() -> Vec<&'static str>),
    /// A quarter, a month, a year, or two dates.
    Period,
    /// A number that is not below zero.
    Decimal,
    /// A part of a whole, as a number; from so many hundredths to so many.
    Part(i64, i64),
    /// A whole number.
    Whole(i64, i64),
    /// A number of hours; from so many minutes to so many.
    Hours(i64, i64),
    /// Days of the week.
    Days,
    /// A time of the day.
    Time,
    /// Times of the day.
    Times,
    /// A date.
    Date,
    /// Dates.
    Dates,
    /// Days that every year has; at least one.
    YearDays,
}

/// A rule's number as a key of `[rules]` or of each burden.
fn of_rule((rule, amount): (Rule, &'static Amount)) -> Key {
    let (least, most) = (i64::from(amount.least), i64::from(amount.most));
    let form = match amount.unit {
        Unit::Whole => Form::Whole(least, most),
        Unit::Minutes => Form::Hours(least, most),
    };
    // The example of a rule shows its default, where it has one.
    let default = amount.default.and_then(|_| Some(amount.example.split_once(" = ")?.1));
    let section = if amount.table == Table::Rules { Section::Rules } else { Section::Burdens };
    Key { default, ..optional(section, rule.name(), form, amount.example, amount.meaning) }
}

impl Section {
    /// Every section, in the order of the reference.
    pub const ALL: [Section; 11] = [
        Section::File,
        Section::Period,
        Section::Windows,
        Section::Burdens,
        Section::Closed,
        Section::Rules,
        Section::Rotation,
        Section::Withdrawal,
        Section::Relax,
        Section::Demand,
        Section::Settlement,
    ];

    /// The tables in it, each under its name.
    pub fn tables(self) -> &'static [Section] {
        match self {
            // The file is none of its own, and the period is a value.
            Section::File => Section::ALL.split_at(2).1,
            _ => &[],
        }
    }

    /// Whether the file cannot do without it.
    pub fn is_needed(self) -> bool {
        self == Section::Windows
    }

    /// The key of the file that it stands under; nothing for the file itself.
    pub fn name(self) -> &'static str {
        match self {
            Section::File => "",
            Section::Period => "period",
            Section::Windows => "windows",
            Section::Burdens => "burdens",
            Section::Closed => "closed",
            Section::Rules => "rules",
            Section::Rotation => "rotation",
            Section::Withdrawal => "withdrawal",
            Section::Relax => "relax",
            Section::Demand => "demand",
            Section::Settlement => "settlement",
        }
    }

    /// What messages call it.
    pub fn called(self) -> &'static str {
        match self {
            Section::File => "plan.toml",
            Section::Period => "period",
            Section::Windows => "[[windows]]",
            Section::Burdens => "a burden",
            Section::Closed => "[closed]",
            Section::Rules => "[rules]",
            Section::Rotation => "[rotation]",
            Section::Withdrawal => "[withdrawal]",
            Section::Relax => "[relax]",
            Section::Demand => "[demand]",
            Section::Settlement => "[settlement]",
        }
    }

    /// What it is for.
    pub fn meaning(self) -> Words {
        match self {
            Section::File => {
                Words::new("plan.toml: perioden, tidsrummene og reglerne.", "plan.toml: period, windows and rules.")
            }
            Section::Period => Words::new("To datoer, begge med.", "Two dates, both included."),
            Section::Windows => Words::new("En slags tidsrum.", "One kind of window."),
            Section::Burdens => Words::new(
                "Byrder: tidsrum, ingen står i kø for, og som fordeles for sig; hver med sit navn.",
                "Burdens: windows that nobody queues up for and that are shared out on their own, each under its name.",
            ),
            Section::Closed => Words::new("Lukkede dage.", "Closed days."),
            Section::Rules => Words::new("Grænser, der gælder for alle.", "Limits that hold for everyone."),
            Section::Rotation => Words::new("Hvordan kollegerne skiftes.", "How turns are counted."),
            Section::Withdrawal => Words::new("Hvordan et medlem træder ud.", "How a member leaves."),
            Section::Relax => Words::new(
                "Hvad det koster at bede nogen om mere, end de har sagt ja til.",
                "What it costs to ask somebody for more than they have offered.",
            ),
            Section::Demand => Words::new(
                "Hvad der skal gælde for dem, der ringer, og hvad opkald regnes med.",
                "What has to hold for those who call, and what calls are reckoned with.",
            ),
            Section::Settlement => Words::new("Hvordan årets regning gøres op.", "How the year's bill is settled."),
        }
    }

    /// The keys in it that hold values, in the order of the reference.
    pub fn keys(self) -> Vec<Key> {
        match self {
            Section::Rules => Rule::amounts().map(of_rule).collect(),
            Section::Burdens => own(self).chain(Rule::caps().map(of_rule)).collect(),
            _ => own(self).collect(),
        }
    }

    /// The names of all that may stand in it: of keys and of tables.
    pub fn names(self) -> Vec<&'static str> {
        let tables = self.tables().iter().map(|table| table.name());
        self.keys().iter().map(|key| key.name).chain(tables).collect()
    }
}

/// The keys of a section that are no numbers of rules.
fn own(section: Section) -> impl Iterator<Item = Key> {
    OWN.into_iter().filter(move |key| key.section == section)
}

/// The key that a path leads to, such as `rules.shifts_per_week`, `burdens.NAME.start` or `title`.
pub fn of_path(path: &str) -> Option<Key> {
    let (section, name) = path.rsplit_once('.').unwrap_or(("", path));
    let section = section.split('.').next().unwrap_or_default();
    let section = Section::ALL.into_iter().find(|known| known.name() == section)?;
    section.keys().into_iter().find(|key| key.name == name)
}

/// The first key of a name, in whatever section.
pub fn named(name: &str) -> Option<Key> {
    Section::ALL.into_iter().flat_map(Section::keys).find(|key| key.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_has_each_key_once_and_an_example_of_it() {
        for section in Section::ALL {
            let mut names = section.names();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{section:?}: {names:?}");
            for key in section.keys() {
                assert_eq!(key.section, section);
                assert!(key.example.starts_with(&format!("{} = ", key.name)), "{}", key.example);
                assert!(!(key.is_needed && key.default.is_some()), "{} is needed and has a default", key.name);
            }
        }
        let all: usize = Section::ALL.into_iter().map(|section| section.keys().len()).sum();
        assert_eq!(all, OWN.len() + Rule::amounts().count() + Rule::caps().count());
    }
}
