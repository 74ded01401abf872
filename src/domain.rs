//! The vocabulary of the contract, one type per word.
//!
//! In: nothing. Out: the types every room speaks. This file and its children know no file format, no solver and no
//! terminal. An [`Instance`] is made by `check`; whoever holds one need not check it again.

pub mod absence;
pub mod allowance;
pub mod answer;
pub mod as_written;
pub mod attendance;
pub mod basis;
pub mod breach;
pub mod calendar;
pub mod calls;
pub mod clock;
pub mod collection;
pub mod concession;
pub mod evidence;
pub mod form;
pub mod goal;
pub mod guard;
pub mod input_file;
pub mod instance;
pub mod language;
pub mod letters;
pub mod participation;
pub mod plan_key;
pub mod price;
pub mod pseudonyms;
pub mod request;
pub mod roster;
pub mod rule;
pub mod scenario;
pub mod sent;
pub mod sheet;
pub mod state;
pub mod surge;
pub mod terms;
pub mod value;
pub mod views;
pub mod words;

use chrono::{Datelike, IsoWeek, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

pub use instance::{Instance, Newcomer, Parts};

use calendar::Period;
use clock::Moment;
use participation::{Stretch, WindowClass};
use roster::Roster;
use rule::Limits;

/// An exact fraction: shares, entitlements, balances and targets are never rounded before they are shown.
pub type Exact = num_rational::BigRational;

/// A member of the hotline.
#[derive(Debug, Clone, PartialEq)]
pub struct Municipality {
    /// Official code, such as `751`.
    pub code: String,
    /// Name as people write it, such as `Aarhus`.
    pub name: String,
    /// Inhabitants, greater than zero.
    pub population: u64,
    /// First day of membership; `None` means since ever.
    pub joined: Option<NaiveDate>,
    /// First day after membership; `None` means for ever.
    pub left: Option<NaiveDate>,
    /// When, between the two, it takes part in some windows only, or in none; empty for who takes part in everything.
    pub stretches: Vec<Stretch>,
    /// The limits on its staff together.
    pub limits: Limits,
}

impl Municipality {
    /// Whether the municipality is a member on `date`.
    pub fn is_member(&self, date: NaiveDate) -> bool {
        self.joined.is_none_or(|joined| joined <= date)
            && self.left.is_none_or(|left| date < left)
            && !self.stretches.iter().any(|stretch| stretch.is_gap() && stretch.covers(date))
    }

    /// Whether it is a member on any day of a period.
    pub fn is_member_in(&self, period: Period) -> bool {
        let overlaps =
            self.joined.is_none_or(|joined| joined <= period.to) && self.left.is_none_or(|left| period.from < left);
        overlaps && (self.stretches.is_empty() || period.days().any(|day| self.is_member(day)))
    }

    /// Whether it is no member on `date`, and was one before.
    pub fn has_left(&self, date: NaiveDate) -> bool {
        self.left.is_some_and(|left| left <= date)
            || self.stretches.iter().any(|stretch| stretch.is_gap() && stretch.covers(date))
    }

    /// The first days after membership that it has: before each gap, and at last.
    pub fn ends(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        let gaps = self.stretches.iter().filter(|stretch| stretch.is_gap());
        gaps.filter_map(|gap| gap.from).chain(self.left)
    }

    /// The classes of windows it takes part in on `date`; `None` where that is every window, or it is no member.
    pub fn part_on(&self, date: NaiveDate) -> Option<&[WindowClass]> {
        let stretch = self.stretches.iter().find(|stretch| !stretch.is_gap() && stretch.covers(date))?;
        Some(&stretch.windows)
    }

    /// Whether it takes part in windows that start at `start` on such a day of the week, as things are on `date`.
    pub fn takes_part_as_of(&self, date: NaiveDate, day: Weekday, start: NaiveTime) -> bool {
        let part = self.part_on(date);
        self.is_member(date) && part.is_none_or(|classes| classes.iter().any(|class| class.includes(day, start)))
    }

    /// Whether it takes part in a window.
    pub fn takes_part(&self, window: &Window) -> bool {
        self.takes_part_as_of(window.date, window.date.weekday(), window.start)
    }

    /// Whether it takes part in some windows only on a day of a period.
    pub fn is_partial_in(&self, period: Period) -> bool {
        let touches = |stretch: &Stretch| {
            stretch.from.is_none_or(|from| from <= period.to) && stretch.until.is_none_or(|until| period.from < until)
        };
        let mut parts = self.stretches.iter().filter(|stretch| !stretch.is_gap() && touches(stretch));
        parts.any(|_| self.is_member_in(period))
    }
}

/// A row of `staff.csv`: one person, or a pool of unnamed colleagues.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    /// The identifier that all files use.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// Index into `Instance::municipalities`.
    pub municipality: usize,
    /// How many colleagues the row stands for; more than one makes it a pool.
    pub heads: u32,
    /// First day of employment; `None` means since ever.
    pub joined: Option<NaiveDate>,
    /// First day after employment; `None` means for ever.
    pub left: Option<NaiveDate>,
    /// The part in the municipality's turns, greater than zero.
    pub weight: Exact,
    /// The limits on the row, those that count for each head already multiplied by `heads`.
    pub limits: Limits,
}

impl Staff {
    /// Whether the row's people are employed on `date`.
    pub fn is_employed(&self, date: NaiveDate) -> bool {
        self.joined.is_none_or(|joined| joined <= date) && self.left.is_none_or(|left| date < left)
    }

    /// Whether they are employed for all of a window: a night before `left` that reaches into that day is out.
    pub fn is_employed_through(&self, window: &Window) -> bool {
        self.joined.is_none_or(|joined| joined <= window.date)
            && self.left.is_none_or(|left| window.end() <= left.and_time(NaiveTime::MIN))
    }

    /// Whether they are employed on any day of a period.
    pub fn is_employed_in(&self, period: Period) -> bool {
        self.joined.is_none_or(|joined| joined <= period.to) && self.left.is_none_or(|left| period.from < left)
    }

    /// Whether the row is a pool: `rest_hours` does not apply to it, and it may hold several seats of a window.
    pub fn is_pool(&self) -> bool {
        self.heads > 1
    }
}

/// A class of unpopular windows that is shared out on its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Burden {
    /// Name as in `plan.toml`, such as `evening`.
    pub name: String,
    /// Days of the week it covers; never empty.
    pub days: Vec<Weekday>,
    /// Starting times it covers; empty means all.
    pub starts: Vec<NaiveTime>,
}

impl Burden {
    /// Whether a window that starts at `start` on `date` belongs to the burden.
    pub fn includes(&self, date: NaiveDate, start: NaiveTime) -> bool {
        self.days.contains(&date.weekday()) && (self.starts.is_empty() || self.starts.contains(&start))
    }
}

/// A slot of opening time on one date.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// The date it starts on.
    pub date: NaiveDate,
    /// The time it starts at.
    pub start: NaiveTime,
    /// Its length.
    pub length: TimeDelta,
    /// Places to man, at least one.
    pub seats: u32,
    /// How many of these are needed whatever else; no more than there are.
    pub least: u32,
    /// Indices into `Instance::burdens`, ascending.
    pub burdens: Vec<usize>,
}

impl Window {
    /// Of the needed seats, how many nobody sits on where so many of all seats are unfilled.
    pub fn short_of_least(&self, unfilled: u32) -> u32 {
        self.least.saturating_sub(self.seats.saturating_sub(unfilled))
    }

    /// The moment it starts.
    pub fn starts_at(&self) -> Moment {
        Moment::at(self.begin())
    }

    /// The moment it ends, possibly on the next date.
    pub fn ends_at(&self) -> Moment {
        Moment::at(self.end())
    }

    /// Date and time at its start, by the clock on the wall.
    pub fn begin(&self) -> NaiveDateTime {
        self.date.and_time(self.start)
    }

    /// Date and time at its end, by the clock on the wall. A window has its length by that clock: over the change to summer
    /// time it is an hour shorter than it says, and longer over the change back.
    pub fn end(&self) -> NaiveDateTime {
        self.begin() + self.length
    }

    /// The ISO week its date lies in.
    pub fn week(&self) -> IsoWeek {
        self.date.iso_week()
    }
}

/// What `availability.csv` says of one person and one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stance {
    /// May be rostered there.
    pub available: bool,
    /// How strongly the person wishes to be rostered there, from 1 to 3; 0 for no such wish.
    pub prefers: u8,
    /// How strongly the person wishes not to be rostered there.
    pub avoids: u8,
}

/// A shift of `history.csv`: worked before the period begins.
#[derive(Debug, Clone, PartialEq)]
pub struct PastShift {
    /// Index into `Instance::staff`.
    pub staff: usize,
    /// The date it started on.
    pub date: NaiveDate,
    /// The moment it ended.
    pub ends_at: Moment,
    /// Indices into `Instance::burdens`, ascending.
    pub burdens: Vec<usize>,
}

/// A roster that people have in their calendars, and from when on it is mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The roster, for the same windows.
    pub roster: Roster,
    /// The first day that may change. Shifts before it are given: they count for every limit and goal, and stay even
    /// where they broke a rule.
    pub from: NaiveDate,
}

/// The sums of all earlier periods for one municipality, and one burden or all shifts.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerEntry {
    /// Shifts owed.
    pub entitled: Exact,
    /// Shifts worked.
    pub worked: Exact,
}
