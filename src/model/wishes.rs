//! The goal wishes: what people would like, where nothing more important hangs on it, and that nobody's wishes are all refused.
//!
//! In: the columns x_sw. Out: their costs, and unit steps for r_s, the shifts of person s against their wishes, with theirs.

use std::collections::BTreeMap;

use super::Objective;
use super::people::{People, Shifts};
use super::program::Program;
use crate::domain::Instance;
use crate::domain::goal::Rung;

/// wishes: shifts in windows their holder avoids, less shifts in windows their holder prefers, each as often as the wish is strong.
pub(super) fn wishes(instance: &Instance, shifts: &Shifts, objectives: &mut BTreeMap<Rung, Objective>) {
    let mut objective = Objective::default();
    for (s, w, column) in shifts.listed() {
        let stance = instance.stance(s, w);
        let cost = f64::from(stance.avoids) - f64::from(stance.prefers);
        if cost != 0.0 {
            objective.terms.push((column, cost));
        }
    }
    objectives.insert(Rung::Wishes, objective);
}

/// What tells which shifts are against somebody's wishes.
#[derive(Debug, Clone, Copy)]
pub struct Wishes {
    /// Whether any window of the period is preferred: then all others are not as wished.
    prefers: bool,
}

impl Wishes {
    /// Those of a person.
    pub fn of(instance: &Instance, staff: usize) -> Self {
        Wishes { prefers: (0..instance.windows.len()).any(|w| instance.stance(staff, w).prefers > 0) }
    }

    /// Whether a shift of that person in a window is against them.
    pub fn are_against(self, instance: &Instance, staff: usize, window: usize) -> bool {
        let stance = instance.stance(staff, window);
        stance.avoids > 0 || (self.prefers && stance.prefers == 0)
    }
}

/// wishes-spread: Σ_s r_s², where r_s are the shifts of s in windows that s avoids and, if s prefers any window of the period,
/// those in windows that s does not prefer. The shifts of a pool count as spread over its heads as evenly as can be: with h heads
/// each has q or q + 1 of them, and n − hq have the one more.
pub(super) fn spread(
    instance: &Instance,
    people: &People,
    shifts: &Shifts,
    program: &mut Program,
    objectives: &mut BTreeMap<Rung, Objective>,
) {
    let mut objective = Objective::default();
    for (s, places) in shifts.of.iter().enumerate() {
        let wishes = Wishes::of(instance, s);
        let is_against = |w: usize| wishes.are_against(instance, s, w);
        let columns: Vec<usize> = places.iter().filter(|&&(w, _)| is_against(w)).map(|&(_, column)| column).collect();
        if columns.is_empty() {
            continue;
        }
        program.call(|words| format!("against.{}", words.person(s)));
        let steps = program.steps(&columns, people.most(instance, s, 0..=usize::MAX, is_against));
        let heads = i64::from(instance.staff[s].heads);
        objective.convex(&steps, |n| {
            let (each, more) = (n / heads, n % heads);
            (more * (each + 1) * (each + 1) + (heads - more) * each * each) as f64
        });
    }
    objectives.insert(Rung::WishesSpread, objective);
}
