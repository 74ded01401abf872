//! A roster: who takes which window. Nothing here says that it is any good; `verify` does.

/// For each window of the instance, the staff on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Roster {
    /// By window: indices into `Instance::staff`, ascending; a pool stands once per seat it holds.
    pub shifts: Vec<Vec<usize>>,
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
}
