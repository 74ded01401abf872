//! What a mended roster changes for whom, and why: the list that is sent out.
//!
//! In: an instance with its published roster, and the new one. Out: one entry per seat that changed hands, in order of
//! time. Nothing is judged and nothing is optimised here; a reason only says what the input says of the person.

use crate::difference::{self, Change};
use crate::domain::Instance;
use crate::domain::roster::Roster;

/// Why the one who had the seat does not have it any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nobody had it.
    Empty,
    /// The municipality is no member that day.
    NoMember,
    /// The municipality takes no part in the window.
    TakesNoPart,
    /// The person is not available.
    Absent,
    /// A lock forbids it.
    Forbidden,
    /// The window has fewer seats than people were published on it.
    FewerSeats,
    /// The person could have stayed and takes another seat instead, in this window: it counts for more.
    MovedTo(usize),
    /// The person could have stayed; a goal above stability is better served by another. With shares or burdens up
    /// there, that is fairness.
    ForAGoal,
}

/// A seat that changed hands, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mend {
    /// Window, who was there and who is.
    pub window: usize,
    /// Who had the seat.
    pub was: Option<usize>,
    /// Who has it now; `None` where it stays empty.
    pub is: Option<usize>,
    /// Why it changed.
    pub why: Why,
}

/// The changes between the published roster of an instance and a new one. Without a published roster there are none.
pub fn mends(instance: &Instance, new: &Roster) -> Vec<Mend> {
    let Some(published) = &instance.published else { return Vec::new() };
    let changes = difference::changes(instance, &published.roster, new);
    changes.iter().map(|change| mend(instance, &changes, change)).collect()
}

fn mend(instance: &Instance, changes: &[Change], change: &Change) -> Mend {
    let &Change { window, was, is } = change;
    let why = was.map_or(Why::Empty, |was| why(instance, changes, window, was));
    Mend { window, was, is, why }
}

fn why(instance: &Instance, changes: &[Change], window: usize, was: usize) -> Why {
    let (person, slot) = (&instance.staff[was], &instance.windows[window]);
    let published = instance.published.as_ref().map_or(0, |published| published.roster.shifts[window].len());
    let moved_to = || {
        // The seat nearest in time is the likeliest trade.
        let gained = changes.iter().filter(|other| other.is == Some(was) && other.window != window);
        gained
            .map(|other| other.window)
            .min_by_key(|&other| (instance.windows[other].date - slot.date).num_days().abs())
    };
    if !instance.municipalities[person.municipality].is_member(slot.date) {
        Why::NoMember
    } else if !instance.municipalities[person.municipality].takes_part(slot) {
        Why::TakesNoPart
    } else if !instance.stance(was, window).available {
        Why::Absent
    } else if instance.forbidden.contains(&(was, window)) {
        Why::Forbidden
    } else if published > slot.seats as usize {
        Why::FewerSeats
    } else {
        moved_to().map_or(Why::ForAGoal, Why::MovedTo)
    }
}
