//! When a person could come and when they come, and what keeps them from the rest.
//!
//! In: an instance, a roster, a person. Out: for each window whether they are on it, could be, or which rule holds them back as
//! the roster is; the same counted by day of the week and start. Nothing is solved: that somebody could be there says that no
//! rule is in the way, and not what it would cost.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveTime, Weekday};

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::legality::Tally;

/// What keeps a person from a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keeper {
    /// They are not employed then.
    NotEmployed,
    /// A rule: the first one in the order of precedence.
    Rule(Rule),
}

/// How a person stands to a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// On it.
    On,
    /// No rule is in the way as the roster is; others have the seats, or nobody.
    Free,
    /// Kept from it.
    Kept(Keeper),
}

/// Windows, counted by how a person stands to them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// How many there are.
    pub windows: u64,
    /// In how many of them the person is.
    pub on: u64,
    /// In how many no rule would be in the way.
    pub free: u64,
    /// What keeps the person from the others, in the order of rules' precedence, each with how many.
    pub kept: Vec<(Keeper, u64)>,
}

/// Windows of one day of the week and start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// The day of the week.
    pub weekday: Weekday,
    /// When they start.
    pub start: NaiveTime,
    /// How the person stands to them.
    pub counted: Counted,
    /// In how many of them the person is available.
    pub available: u64,
    /// How many of them the person prefers.
    pub preferred: u64,
    /// How many of them the person avoids.
    pub avoided: u64,
    /// How many seats the person has there; more than windows for a pool alone.
    pub shifts: u64,
}

/// By window. `tally` has the seats of the roster.
pub fn standings(instance: &Instance, roster: &Roster, tally: &Tally<'_>, staff: usize) -> Vec<Standing> {
    let precedence = Rule::by_precedence();
    let standing = |w: usize| {
        if roster.seats_of(staff, w) > 0 {
            return Standing::On;
        }
        if !instance.staff[staff].is_employed_through(&instance.windows[w]) {
            return Standing::Kept(Keeper::NotEmployed);
        }
        let first = precedence.into_iter().find(|&rule| tally.room(rule, staff, w) == 0);
        first.map_or(Standing::Free, |rule| Standing::Kept(Keeper::Rule(rule)))
    };
    (0..instance.windows.len()).map(standing).collect()
}

impl Counted {
    /// Of these.
    pub fn of(standings: impl IntoIterator<Item = Standing>) -> Self {
        let (mut counted, mut kept) = (Counted::default(), BTreeMap::new());
        for standing in standings {
            counted.windows += 1;
            match standing {
                Standing::On => counted.on += 1,
                Standing::Free => counted.free += 1,
                Standing::Kept(keeper) => *kept.entry(keeper).or_insert(0) += 1,
            }
        }
        counted.kept = kept.into_iter().collect();
        counted.kept.sort_by_key(|(keeper, _)| keeper.place());
        counted
    }
}

impl Keeper {
    /// Its place among those that are told; who is not employed needs no rule.
    pub fn place(self) -> u8 {
        match self {
            Keeper::NotEmployed => 0,
            Keeper::Rule(rule) => 1 + rule.row().precedence,
        }
    }
}

/// Every kind of window that the period has, Monday first.
pub fn kinds(instance: &Instance, roster: &Roster, staff: usize, standings: &[Standing]) -> Vec<Kind> {
    let mut of_kind: BTreeMap<(u32, NaiveTime), Vec<usize>> = BTreeMap::new();
    for (w, window) in instance.windows.iter().enumerate() {
        of_kind.entry((window.date.weekday().num_days_from_monday(), window.start)).or_default().push(w);
    }
    let kind = |windows: Vec<usize>| {
        let first = &instance.windows[windows[0]];
        let stances = || windows.iter().map(|&w| instance.stance(staff, w));
        Kind {
            weekday: first.date.weekday(),
            start: first.start,
            counted: Counted::of(windows.iter().map(|&w| standings[w])),
            available: stances().filter(|stance| stance.available).count() as u64,
            preferred: stances().filter(|stance| stance.prefers > 0).count() as u64,
            avoided: stances().filter(|stance| stance.avoids > 0).count() as u64,
            shifts: windows.iter().map(|&w| u64::from(roster.seats_of(staff, w))).sum(),
        }
    };
    of_kind.into_values().map(kind).collect()
}
