//! A planning problem that cannot be wrong.
//!
//! In: its parts, whatever order they stand in. Out: an [`Instance`], all of it in order, every index right. It can be read
//! and not written: what is another problem is another instance, made of all its parts anew or by one of the changes that
//! have a name (`instance/changes.rs`). So whatever `check` has promised once holds for as long as there is an instance.

mod changes;
mod order;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use chrono::{IsoWeek, NaiveDate, NaiveTime, TimeDelta};

use super::attendance::Attendance;
use super::calendar::Period;
use super::calls::Service;
use super::concession::{Agreed, Prices};
use super::goal::{self, Goal, Rung};
use super::language::Language;
use super::rule::{Limits, Rule};
use super::terms::Withdrawal;
use super::{Burden, Exact, LedgerEntry, Municipality, PastShift, Published, Staff, Stance, Window};

pub use changes::Newcomer;

/// Everything a roster depends on, part by part. Parts are put together here; only those of an [`Instance`] hold what is said
/// of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// Title of the plan.
    pub title: String,
    /// The language of what people read.
    pub language: Language,
    /// The days planned for.
    pub period: Period,
    /// The ladder, first goal first; `coverage` comes first.
    pub goals: Vec<Goal>,
    /// Rest between the end of a shift and the start of one on a later date.
    pub rest: TimeDelta,
    /// Burdens, sorted by name.
    pub burdens: Vec<Burden>,
    /// Windows with at least one seat, sorted by date and start.
    pub windows: Vec<Window>,
    /// Members, sorted by code.
    pub municipalities: Vec<Municipality>,
    /// Staff, sorted by id.
    pub staff: Vec<Staff>,
    /// One stance per person and window, at `staff * windows.len() + window`.
    pub stances: Vec<Stance>,
    /// Seats locked to a person: (staff, window) to the number of seats (more than one for pools only).
    pub fixed: BTreeMap<(usize, usize), u32>,
    /// (staff, window) pairs ruled out by a lock.
    pub forbidden: BTreeSet<(usize, usize)>,
    /// What was agreed on beyond the limits, for single weeks and windows.
    pub agreed: Agreed,
    /// The ledger: (municipality, burden or `None` for all shifts).
    pub ledger: BTreeMap<(usize, Option<usize>), LedgerEntry>,
    /// The calls that a municipality's citizens made in a month, which its first day stands for. No roster depends on them.
    pub calls: BTreeMap<(usize, NaiveDate), u64>,
    /// Shifts worked before the period, sorted by date.
    pub history: Vec<PastShift>,
    /// The days over which turns are counted, and who is absent on which of them.
    pub attendance: Attendance,
    /// The published roster that is mended; `None` where a period is planned from scratch.
    pub published: Option<Published>,
    /// How members leave.
    pub withdrawal: Withdrawal,
    /// What has to hold for those who call.
    pub service: Service,
    /// What an hour of a shift is credited with in the year's bill, in kroner; `None` where hours are not credited.
    pub price_per_hour: Option<Exact>,
    /// What concessions cost.
    pub prices: Prices,
    /// The `[rules]` of `plan.toml`, for whoever comes without limits of their own.
    pub rules: Limits,
}

/// A checked planning problem: everything a roster depends on, and nothing that could be wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance(Parts);

impl Deref for Instance {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Instance {
    /// An instance of these parts. Burdens, windows, municipalities, staff and history are put in order, and what refers to
    /// them by index goes with them.
    ///
    /// # Panics
    /// Where parts do not go together: an index that leads nowhere, a code, id or window that is there twice, a window outside
    /// the period, a number that is not above zero where it has to be, a ladder that does not begin with coverage. `check`
    /// refuses each of these, so it is a defect of whoever has put the parts together.
    pub fn new(mut parts: Parts) -> Self {
        order::assert_joined(&parts);
        order::put(&mut parts);
        order::assert_sound(&parts);
        Instance(parts)
    }

    /// Changes parts of an instance and makes it anew, which puts it in order again. For tests, which need instances that no
    /// folder has: the program changes instances by name only.
    ///
    /// # Panics
    /// As [`Instance::new`].
    pub fn edit<T>(&mut self, change: impl FnOnce(&mut Parts) -> T) -> T {
        let mut parts = self.0.clone();
        let told = change(&mut parts);
        *self = Instance::new(parts);
        told
    }
}

impl Parts {
    /// What `availability.csv` says of `staff` in `window`.
    pub fn stance(&self, staff: usize, window: usize) -> Stance {
        self.stances[staff * self.windows.len() + window]
    }

    /// The rungs of the ladder, in order. Without a published roster there is nothing to be stable about.
    pub fn rungs(&self) -> Vec<Rung> {
        let mut rungs = self.rungs_of(&self.goals);
        rungs.retain(|&rung| rung != Rung::Stability || self.published.is_some());
        rungs
    }

    /// The rungs of another ladder, in order. Where no seat is needed more than others, there is none about such seats; that of
    /// stability stays, whether or not there is a published roster.
    pub fn rungs_of(&self, goals: &[Goal]) -> Vec<Rung> {
        let mut rungs = goal::rungs(goals);
        rungs.retain(|&rung| rung != Rung::CoverageLeast || self.windows.iter().any(|window| window.least > 0));
        rungs
    }

    /// Whether a window lies before the day from which on a published roster is mended.
    pub fn is_past(&self, window: usize) -> bool {
        self.published.as_ref().is_some_and(|published| self.windows[window].date < published.from)
    }

    /// How many seats of a window the published roster gives to a person; none where there is no such roster.
    pub fn published_seats(&self, staff: usize, window: usize) -> u32 {
        self.published.as_ref().map_or(0, |published| published.roster.seats_of(staff, window))
    }

    /// The seats of a window that a plan must give to a person: fixed by a lock, or worked already.
    pub fn given_seats(&self, staff: usize, window: usize) -> u32 {
        if self.is_past(window) {
            self.published_seats(staff, window)
        } else {
            self.fixed.get(&(staff, window)).copied().unwrap_or(0)
        }
    }

    /// The most shifts that a person may have in an ISO week, or a number that no count reaches.
    pub fn most_in_week(&self, staff: usize, week: IsoWeek) -> u32 {
        self.staff[staff].limits.most(Rule::ShiftsPerWeek).saturating_add(self.agreed.in_week(staff, week))
    }

    /// The most of a municipality's staff that may be away in a window; `None` for no limit.
    pub fn most_away(&self, municipality: usize, window: usize) -> Option<u32> {
        let limit = self.municipalities[municipality].limits[Rule::AwayAtOnce]?;
        Some(limit.saturating_add(self.agreed.in_window(municipality, window)))
    }

    /// Whether any municipality takes part in a window. Where none does, its seats are nobody's.
    pub fn is_somebodys(&self, window: &Window) -> bool {
        self.municipalities.iter().any(|municipality| municipality.takes_part(window))
    }

    /// All seats of the period, Σ d_w.
    pub fn seats(&self) -> u64 {
        self.windows.iter().map(|window| u64::from(window.seats)).sum()
    }

    /// The window that starts at `start` on `date`, if there is one with seats.
    pub fn window_at(&self, date: NaiveDate, start: NaiveTime) -> Option<usize> {
        self.windows.binary_search_by_key(&(date, start), |window| (window.date, window.start)).ok()
    }

    /// Indices of the staff of a municipality, ascending.
    pub fn staff_of(&self, municipality: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.staff.len()).filter(move |&staff| self.staff[staff].municipality == municipality)
    }

    /// The municipality with this code.
    pub fn municipality_with(&self, code: &str) -> Option<usize> {
        self.municipalities.binary_search_by(|municipality| municipality.code.as_str().cmp(code)).ok()
    }
}
