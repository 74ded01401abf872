//! The goal rotation: colleagues take turns, in all shifts and in each burden.
//!
//! In: the columns x_sw and who is present for how much of the time. Out: unit steps for n_s and n_sc (shifts of person s, all and within burden c) and their cost.

use std::collections::BTreeMap;

use num_traits::Zero;

use super::Objective;
use super::balances::float;
use super::people::{People, Shifts};
use super::program::Program;
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::presence;

/// rotation: Σ_s n_s² / (weight_s · p_s) + Σ_c Σ_s n_sc² / (weight_s · p_s), shifts of `history.csv` counted in. Who is
/// never present has no term: no seat is open to them.
pub(super) fn rotation(
    instance: &Instance,
    people: &People,
    shifts: &Shifts,
    program: &mut Program,
    objectives: &mut BTreeMap<Rung, Objective>,
) {
    let mut worked: BTreeMap<(usize, Option<usize>), i64> = BTreeMap::new();
    for past in &instance.history {
        *worked.entry((past.staff, None)).or_default() += 1;
        for &burden in &past.burdens {
            *worked.entry((past.staff, Some(burden))).or_default() += 1;
        }
    }
    let weights = presence::weights(instance);
    let mut objective = Objective::default();
    for (s, places) in shifts.of.iter().enumerate() {
        if weights[s].is_zero() {
            continue;
        }
        let weight = float(&weights[s]);
        for turn in std::iter::once(None).chain((0..instance.burdens.len()).map(Some)) {
            let counts = |w: usize| turn.is_none_or(|burden| instance.windows[w].burdens.contains(&burden));
            let columns: Vec<usize> = places.iter().filter(|&&(w, _)| counts(w)).map(|&(_, column)| column).collect();
            program.call(|words| match turn {
                None => format!("rotation.{}", words.person(s)),
                Some(burden) => format!("rotation.{}.{}", words.person(s), words.burden(burden)),
            });
            let steps = program.steps(&columns, people.most(instance, s, 0..=usize::MAX, counts));
            let before = worked.get(&(s, turn)).copied().unwrap_or(0);
            objective.convex(&steps, |n| ((before + n) * (before + n)) as f64 / weight);
        }
    }
    objective.divided_by(&weights);
    objectives.insert(Rung::Rotation, objective);
}
