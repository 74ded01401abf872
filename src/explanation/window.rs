//! Who sits on a window, who else could, and what holds everybody else.
//!
//! In: an instance, a roster and a window. Out: people, by what holds them as the roster stands.

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::legality::Tally;

/// A window, and everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Index into `Instance::windows`.
    pub window: usize,
    /// Seats that nobody sits on.
    pub unfilled: u32,
    /// Who sits there, by seat.
    pub seated: Vec<usize>,
    /// Who could take one more seat there without breaking a rule.
    pub free: Vec<usize>,
    /// Everybody else, with every rule that holds them back, in order of precedence.
    pub held: Vec<(usize, Vec<Rule>)>,
}

/// Everybody, for a window.
pub fn held(instance: &Instance, roster: &Roster, window: usize) -> Held {
    let tally = Tally::of(instance, roster);
    let seated = roster.seated(instance, window);
    let (mut free, mut held) = (Vec::new(), Vec::new());
    for staff in (0..instance.staff.len()).filter(|staff| !seated.contains(staff)) {
        match tally.obstacles(staff, window) {
            rules if rules.is_empty() => free.push(staff),
            rules => held.push((staff, rules)),
        }
    }
    Held { window, unfilled: tally.unfilled(window), seated, free, held }
}
