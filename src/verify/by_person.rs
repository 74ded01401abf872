//! A roster seen from the person: who holds which windows, and what each worked before the period.
//!
//! In: an instance and a roster. Out: lists by staff, made once and read by the rules and goals that follow a person
//! through the calendar. A seat is a shift: whoever stands twice in a window has two.

use crate::domain::roster::Roster;
use crate::domain::{Instance, PastShift};

/// Shifts by person.
pub(super) struct ByPerson<'a> {
    /// By staff: windows, ascending, once per seat held.
    pub(super) shifts: Vec<Vec<usize>>,
    /// By staff: shifts of `history.csv`.
    pub(super) history: Vec<Vec<&'a PastShift>>,
}

impl<'a> ByPerson<'a> {
    pub(super) fn new(instance: &'a Instance, roster: &Roster) -> Self {
        let mut shifts = vec![Vec::new(); instance.staff.len()];
        for (window, staff) in roster.shifts.iter().enumerate() {
            for &staff in staff {
                shifts[staff].push(window);
            }
        }
        let mut history = vec![Vec::new(); instance.staff.len()];
        for past in &instance.history {
            history[past.staff].push(past);
        }
        ByPerson { shifts, history }
    }
}
