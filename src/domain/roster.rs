//! A roster: who takes which window. Nothing here says that it is any good; `verify` does.
//!
//! In: the staff of each window, in any order. Out: a roster in which they stand in ascending order, whatever is changed of it:
//! who has how many seats is looked up by that order.

use std::ops::Deref;
use std::slice;

use chrono::{NaiveDate, NaiveTime};

use super::Instance;

/// For each window of the instance, the staff on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Roster {
    /// By window: indices into `Instance::staff`, ascending; a pool stands once per seat it holds.
    pub shifts: Shifts,
}

/// The staff of each window, in ascending order. Read as a list; only a [`Roster`] changes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Shifts(Vec<Vec<usize>>);

impl Deref for Shifts {
    type Target = [Vec<usize>];

    fn deref(&self) -> &[Vec<usize>] {
        &self.0
    }
}

impl<'a> IntoIterator for &'a Shifts {
    type Item = &'a Vec<usize>;
    type IntoIter = slice::Iter<'a, Vec<usize>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// A published shift in a window that is closed by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClosedShift {
    /// The date of the window.
    pub date: NaiveDate,
    /// When it would have started.
    pub start: NaiveTime,
    /// Whose it was: index into `Instance::staff`.
    pub staff: usize,
    /// When it would have ended, if that is known.
    pub end: Option<NaiveTime>,
}

impl Roster {
    /// A roster with nobody on it, for `windows` windows.
    pub fn empty(windows: usize) -> Self {
        Roster { shifts: Shifts(vec![Vec::new(); windows]) }
    }

    /// A roster of these shifts, by window; who stands where among those of a window means nothing.
    pub fn new(mut shifts: Vec<Vec<usize>>) -> Self {
        shifts.iter_mut().for_each(|staff| staff.sort_unstable());
        Roster { shifts: Shifts(shifts) }
    }

    /// Puts these people, and nobody else, on a window.
    pub fn set(&mut self, window: usize, mut staff: Vec<usize>) {
        staff.sort_unstable();
        self.shifts.0[window] = staff;
    }

    /// Gives one more seat of `window` to `staff`.
    pub fn give(&mut self, window: usize, staff: usize) {
        let on = &mut self.shifts.0[window];
        let seat = on.partition_point(|&other| other <= staff);
        on.insert(seat, staff);
    }

    /// Takes a seat of `window` from `staff`; says whether there was one.
    pub fn take_back(&mut self, window: usize, staff: usize) -> bool {
        let on = &mut self.shifts.0[window];
        let seat = on.binary_search(&staff);
        seat.is_ok_and(|seat| on.remove(seat) == staff)
    }

    /// How many seats of a window a person has.
    pub fn seats_of(&self, staff: usize, window: usize) -> u32 {
        let on = &self.shifts[window];
        let from = on.partition_point(|&other| other < staff);
        on[from..].iter().take_while(|&&other| other == staff).fold(0, |seats: u32, _| seats.saturating_add(1))
    }

    /// The staff of a window in the order of their seats: by municipality, then id. The first has seat 1.
    pub fn seated(&self, instance: &Instance, window: usize) -> Vec<usize> {
        let mut staff = self.shifts[window].clone();
        // Municipalities are sorted by code and staff by id, so their indices sort like them.
        staff.sort_by_key(|&person| (instance.staff[person].municipality, person));
        staff
    }

    /// The roster with one seat of `staff` in `window` given up; the same roster where there is none.
    #[must_use]
    pub fn without(mut self, window: usize, staff: usize) -> Self {
        self.take_back(window, staff);
        self
    }

    /// The roster with one more seat of `window` taken by `staff`.
    #[must_use]
    pub fn with(mut self, window: usize, staff: usize) -> Self {
        self.give(window, staff);
        self
    }

    /// Whether `locks.csv` keeps `staff` from giving up a seat of `window`.
    pub fn is_fixed(&self, instance: &Instance, window: usize, staff: usize) -> bool {
        let held = self.shifts[window].iter().filter(|&&other| other == staff).count();
        instance.fixed.get(&(staff, window)).is_some_and(|&seats| held <= seats as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_stand_in_order_whatever_is_changed() {
        let mut roster = Roster::new(vec![vec![3, 1, 3], vec![]]);
        assert_eq!(*roster.shifts, [vec![1, 3, 3], vec![]]);
        roster.give(0, 2);
        roster.give(0, 0);
        roster.set(1, vec![2, 0, 2]);
        assert_eq!(*roster.shifts, [vec![0, 1, 2, 3, 3], vec![0, 2, 2]]);
        assert_eq!([roster.seats_of(3, 0), roster.seats_of(2, 1), roster.seats_of(1, 1)], [2, 2, 0]);
        assert!(roster.take_back(0, 3) && !roster.take_back(0, 9));
        assert_eq!(*roster.with(1, 1).without(0, 0).without(0, 7).shifts, [vec![1, 2, 3], vec![0, 1, 2, 2]]);
    }
}
