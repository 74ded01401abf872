//! What somebody may be asked to give beyond the rules and answers of a folder, and what was agreed on.
//!
//! In: nothing. Out: [`Concession`], the five kinds of it under the names of the rules that they loosen, [`Prices`] of the
//! kinds, and [`Agreed`], what of them holds for a single week or window and so is no limit of a person or municipality.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, IsoWeek, NaiveDate, Weekday};

use super::rule::Rule;

/// The kinds, under the names of the rules that they loosen, in the order in which they annoy: the least first.
pub const KINDS: [Rule; 5] =
    [Rule::ShiftsPerWeek, Rule::ShiftsPerPeriod, Rule::AwayAtOnce, Rule::Availability, Rule::Locks];

/// The most that a concession may cost.
pub const MOST: u32 = 1_000;

/// One thing that somebody may be asked for. People, municipalities and windows are indices of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concession {
    /// One more shift of a person in an ISO week, told by its Monday.
    Week {
        /// The person, or a pool.
        staff: usize,
        /// The Monday of the week.
        monday: NaiveDate,
    },
    /// One more shift of a person in the period.
    Period {
        /// The person, or a pool.
        staff: usize,
    },
    /// One more colleague of a municipality away at once, in a window.
    Away {
        /// The municipality.
        municipality: usize,
        /// The window.
        window: usize,
    },
    /// A window that a person is not available in. Of a pool it is all heads.
    Window {
        /// The person, or a pool.
        staff: usize,
        /// The window.
        window: usize,
    },
    /// The locks on a person in a window are given up.
    Lock {
        /// The person, or a pool.
        staff: usize,
        /// The window.
        window: usize,
    },
}

impl Concession {
    /// The rule that it loosens, whose name is that of its kind.
    pub fn kind(self) -> Rule {
        match self {
            Concession::Week { .. } => Rule::ShiftsPerWeek,
            Concession::Period { .. } => Rule::ShiftsPerPeriod,
            Concession::Away { .. } => Rule::AwayAtOnce,
            Concession::Window { .. } => Rule::Availability,
            Concession::Lock { .. } => Rule::Locks,
        }
    }

    /// The person who is asked; `None` where it is the municipality.
    pub fn staff(self) -> Option<usize> {
        match self {
            Concession::Week { staff, .. }
            | Concession::Period { staff }
            | Concession::Window { staff, .. }
            | Concession::Lock { staff, .. } => Some(staff),
            Concession::Away { .. } => None,
        }
    }

    /// The window that it is about, where it is about one.
    pub fn window(self) -> Option<usize> {
        match self {
            Concession::Away { window, .. } | Concession::Window { window, .. } | Concession::Lock { window, .. } => {
                Some(window)
            }
            Concession::Week { .. } | Concession::Period { .. } => None,
        }
    }
}

/// The Monday of the ISO week that a date lies in.
pub fn monday(date: NaiveDate) -> NaiveDate {
    date.checked_sub_days(Days::new(date.weekday().num_days_from_monday().into())).unwrap_or(date)
}

/// The Monday of an ISO week.
fn first_day(week: IsoWeek) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Mon)
}

/// Who may be asked for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// The kinds.
    pub kinds: BTreeSet<Rule>,
    /// Whose people, and which municipalities; `None` for all of them.
    pub municipalities: Option<BTreeSet<usize>>,
    /// For which windows, and for a shift more in which weeks; `None` for all of them. A shift more in the period is not
    /// limited by this.
    pub windows: Option<BTreeSet<usize>>,
}

impl Asking {
    /// Everybody for everything.
    pub fn freely() -> Self {
        Asking { kinds: KINDS.into_iter().collect(), municipalities: None, windows: None }
    }

    /// Whether a municipality or its people may be asked for concessions of a kind.
    pub fn is_asked(&self, kind: Rule, municipality: usize) -> bool {
        self.kinds.contains(&kind) && self.municipalities.as_ref().is_none_or(|asked| asked.contains(&municipality))
    }

    /// Whether a window is one of those that somebody may be asked for.
    pub fn is_about(&self, window: usize) -> bool {
        self.windows.as_ref().is_none_or(|asked| asked.contains(&window))
    }
}

/// What a concession of each kind costs, from 1 to [`MOST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prices([u32; KINDS.len()]);

impl Prices {
    /// The price of a concession of a kind; where it is no kind, that of anything.
    pub fn of(&self, kind: Rule) -> u32 {
        KINDS.iter().position(|one| *one == kind).map_or(1, |place| self.0[place])
    }

    /// The same with another price of a kind.
    #[must_use]
    pub fn with(mut self, kind: Rule, price: u32) -> Self {
        if let Some(place) = KINDS.iter().position(|one| *one == kind) {
            self.0[place] = price;
        }
        self
    }
}

impl Default for Prices {
    /// All the same: then the cheapest set is the shortest list.
    fn default() -> Self {
        Prices([1; KINDS.len()])
    }
}

/// What was agreed on for single weeks and windows; everything else that can be agreed on is a stance, a lock that is not
/// there, or the limit of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreed {
    /// (staff, Monday of the week) to how many more shifts than the person's limit.
    pub weeks: BTreeMap<(usize, NaiveDate), u32>,
    /// (municipality, window) to how many more colleagues than its limit.
    pub away: BTreeMap<(usize, usize), u32>,
}

impl Agreed {
    /// A number of shifts or colleagues that no limit is reached with.
    pub const ANY: u32 = 1_000_000;

    /// How many more shifts a person may have in a week than the limit says.
    pub fn in_week(&self, staff: usize, week: IsoWeek) -> u32 {
        if self.weeks.is_empty() {
            return 0;
        }
        first_day(week).and_then(|monday| self.weeks.get(&(staff, monday)).copied()).unwrap_or(0)
    }

    /// How many more colleagues a municipality may have in a window than its limit says.
    pub fn in_window(&self, municipality: usize, window: usize) -> u32 {
        self.away.get(&(municipality, window)).copied().unwrap_or(0)
    }
}
