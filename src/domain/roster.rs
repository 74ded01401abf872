//! A roster: who takes which window. Nothing here says that it is any good; `verify` does.

use chrono::{NaiveDate, NaiveTime};

use super::Instance;

/// For each window of the instance, the staff on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Roster {
    /// By window: indices into `Instance::staff`, ascending; a pool stands once per seat it holds.
    pub shifts: Vec<Vec<usize>>,
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
        Roster { shifts: vec![Vec::new(); windows] }
    }

    /// The same roster with the staff of each window in ascending order, which is the order it is written in.
    pub fn sorted(mut self) -> Self {
        for staff in &mut self.shifts {
            staff.sort_unstable();
        }
        self
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
        if let Some(seat) = self.shifts[window].iter().position(|&other| other == staff) {
            self.shifts[window].remove(seat);
        }
        self
    }

    /// The roster with one more seat of `window` taken by `staff`.
    #[must_use]
    pub fn with(mut self, window: usize, staff: usize) -> Self {
        let seat = self.shifts[window].partition_point(|&other| other <= staff);
        self.shifts[window].insert(seat, staff);
        self
    }

    /// Whether `locks.csv` keeps `staff` from giving up a seat of `window`.
    pub fn is_fixed(&self, instance: &Instance, window: usize, staff: usize) -> bool {
        let held = self.shifts[window].iter().filter(|&&other| other == staff).count();
        instance.fixed.get(&(staff, window)).is_some_and(|&seats| held <= seats as usize)
    }
}
