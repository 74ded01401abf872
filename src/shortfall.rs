//! What is short, and why: for each window with unfilled seats, what holds everybody back who is not on it.
//!
//! In: an instance and a roster that holds the rules. Out: counts of heads by rule, for the report to show. Nothing
//! is judged here and nothing depends on it; a roster that breaks rules gives counts, if odd ones, and never a panic.

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::legality::Tally;

/// A window with unfilled seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// Index into `Instance::windows`.
    pub window: usize,
    /// Seats nobody sits on, at least one.
    pub unfilled: u32,
    /// Heads that could take a seat as the roster stands.
    pub free: u32,
    held: [u32; Rule::ALL.len()],
}

impl Shortfall {
    /// How many heads the rule holds back: a person is one, a pool as many as it has.
    pub fn heads(&self, rule: Rule) -> u32 {
        self.held[rule as usize]
    }
}

/// The windows with unfilled seats, in order. Each head of the staff is counted once: under the rule that holds it back,
/// the first one in the order of precedence, or as free.
///
/// A limit of a pool, or of its municipality, may hold back some of its heads only; then the rest is free.
pub fn shortfalls(instance: &Instance, roster: &Roster) -> Vec<Shortfall> {
    let tally = Tally::of(instance, roster);
    let rules = Rule::by_precedence();
    let mut shortfalls = Vec::new();
    for window in (0..instance.windows.len()).filter(|&window| tally.unfilled(window) > 0) {
        let (mut free, mut held) = (0, [0; Rule::ALL.len()]);
        for (staff, row) in instance.staff.iter().enumerate() {
            let mut left = row.heads;
            for rule in rules {
                let room = tally.room(rule, staff, window).min(left);
                held[rule as usize] += left - room;
                left = room;
            }
            free += left;
        }
        shortfalls.push(Shortfall { window, unfilled: tally.unfilled(window), free, held });
    }
    shortfalls
}
