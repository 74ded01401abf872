//! Each colleague's shifts along the period: how many days lie from one to the next, what an even pace would be, and which shifts are as
//! the person wished.
//!
//! In: an instance, a roster and its judgement. Out: a strip for everybody. Page, workbook, packs, terminal and files tell of people's
//! shifts from here. Of a pool nobody knows which of its heads comes, so it has no days in between.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::roster::Roster;
use crate::domain::{Exact, Instance};
use crate::verify::{Judgement, Paces};

/// Somebody's shifts along the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// The windows, in order of time; a pool stands once per seat.
    pub windows: Vec<usize>,
    /// The last shift in `history.csv`.
    pub before: Option<NaiveDate>,
    /// By shift: days since the shift before it, that of `history.csv` in front; `None` where there is none, and of pools.
    pub gaps: Vec<Option<i64>>,
    /// Days from shift to shift at an even pace; `None` where none are due, and of pools.
    pub pace: Option<Exact>,
    /// How many days shifts should lie apart at least: half of an even pace, as the goal `spacing` has it. `None` of pools.
    pub apart: Option<i64>,
    /// By shift: whether it is as wished; `None` for who has no wishes.
    pub wished: Option<Vec<bool>>,
}

impl Strip {
    /// The fewest and the most days from one shift to the next.
    pub fn span(&self) -> Option<(i64, i64)> {
        let known = || self.gaps.iter().flatten().copied();
        Some((known().min()?, known().max()?))
    }

    /// Whether a shift lies too close to the one before it.
    pub fn is_close(&self, shift: usize) -> bool {
        matches!((self.gaps[shift], self.apart), (Some(gap), Some(apart)) if gap < apart)
    }

    /// Shifts as wished, of how many; `None` for who has no wishes.
    pub fn met(&self) -> Option<(u64, u64)> {
        let wished = self.wished.as_ref()?;
        Some((wished.iter().filter(|met| **met).count() as u64, wished.len() as u64))
    }

    /// The dates of two shifts that follow each other: the one before, and this one.
    fn dates(&self, instance: &Instance, shift: usize) -> Option<(NaiveDate, NaiveDate)> {
        let date = |shift: usize| instance.windows[self.windows[shift]].date;
        let before = match shift.checked_sub(1) {
            Some(before) => Some(date(before)),
            None => self.before,
        };
        Some((before?, date(shift)))
    }
}

/// Two shifts of one person that follow each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Whose they are.
    pub staff: usize,
    /// The date of the first; it may lie before the period.
    pub from: NaiveDate,
    /// The date of the second.
    pub to: NaiveDate,
    /// Days from one to the other.
    pub days: i64,
    /// How many there should be at least.
    pub apart: i64,
    /// How many there would be at an even pace; `None` where no shifts are due.
    pub pace: Option<Exact>,
}

/// By staff.
pub fn strips(instance: &Instance, roster: &Roster, judgement: &Judgement) -> Vec<Strip> {
    let paces = Paces::new(instance, &judgement.shares);
    let people = instance.staff.len();
    let (mut windows, mut before) = (vec![Vec::new(); people], vec![None; people]);
    for (window, staff) in roster.shifts.iter().enumerate() {
        staff.iter().for_each(|&staff| windows[staff].push(window));
    }
    for past in &instance.history {
        before[past.staff] = before[past.staff].max(Some(past.date));
    }
    let strip = |(staff, windows): (usize, Vec<usize>)| {
        let paced = !instance.staff[staff].is_pool();
        let mut strip = Strip {
            before: before[staff],
            gaps: vec![None; windows.len()],
            pace: paces.even(staff, None).filter(|_| paced),
            apart: paced.then(|| paces.apart(staff, None)),
            wished: wished(instance, staff, &windows),
            windows,
        };
        if paced {
            let days = |shift| strip.dates(instance, shift).map(|(from, to)| (to - from).num_days());
            strip.gaps = (0..strip.windows.len()).map(days).collect();
        }
        strip
    };
    windows.into_iter().enumerate().map(strip).collect()
}

/// By shift whether it is as wished: in no window that the person avoids and, if the person prefers any window of the period, in one of
/// these. `None` for who has no wishes.
fn wished(instance: &Instance, staff: usize, windows: &[usize]) -> Option<Vec<bool>> {
    let wishes = Wishes::of(instance, staff)?;
    Some(windows.iter().map(|&window| wishes.fit(instance, staff, window)).collect())
}

/// Whether somebody's wishes name windows to be on, or only such as to be kept from.
pub(super) struct Wishes {
    prefers: bool,
}

impl Wishes {
    /// `None` for who has no wishes about any window of the period.
    pub(super) fn of(instance: &Instance, staff: usize) -> Option<Self> {
        let stances = || (0..instance.windows.len()).map(|window| instance.stance(staff, window));
        let prefers = stances().any(|stance| stance.prefers > 0);
        (prefers || stances().any(|stance| stance.avoids > 0)).then_some(Wishes { prefers })
    }

    /// Whether a shift in the window would be as wished.
    pub(super) fn fit(&self, instance: &Instance, staff: usize, window: usize) -> bool {
        let stance = instance.stance(staff, window);
        stance.avoids == 0 && (!self.prefers || stance.prefers > 0)
    }
}

/// All pairs of shifts that follow each other.
pub fn pairs(instance: &Instance, strips: &[Strip]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (staff, strip) in strips.iter().enumerate() {
        let Some(apart) = strip.apart else { continue };
        for shift in 0..strip.windows.len() {
            let Some((from, to)) = strip.dates(instance, shift) else { continue };
            let days = (to - from).num_days();
            pairs.push(Pair { staff, from, to, days, apart, pace: strip.pace.clone() });
        }
    }
    pairs
}

/// The pairs that lie too close, the closest first; of equals those that should lie the farthest apart.
pub fn too_close(instance: &Instance, strips: &[Strip]) -> Vec<Pair> {
    let mut close = pairs(instance, strips);
    close.retain(|pair| pair.days < pair.apart);
    close.sort_by_key(|pair| (pair.days, Reverse(pair.apart), pair.to, pair.staff));
    close
}

/// How many people they are of.
pub fn whose(pairs: &[Pair]) -> u64 {
    pairs.iter().map(|pair| pair.staff).collect::<BTreeSet<_>>().len() as u64
}
