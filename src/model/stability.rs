//! The goal stability: published shifts are kept.
//!
//! In: the columns x_sw and the published roster. Out: what each shift that is not kept costs. Shifts before the day of
//! replanning are given, so they cost nothing either way.

use std::collections::BTreeMap;

use super::Objective;
use super::people::Shifts;
use super::program::Program;
use crate::domain::Instance;
use crate::domain::goal::Rung;

/// stability: Σ_s Σ_w max(published_sw − x_sw, 0), over windows from the day of replanning on.
pub(super) fn stability(
    instance: &Instance,
    shifts: &Shifts,
    program: &mut Program,
    objectives: &mut BTreeMap<Rung, Objective>,
) {
    let Some(published) = &instance.published else { return };
    let mut objective = Objective::default();
    for (w, staff) in published.roster.shifts.iter().enumerate().filter(|&(w, _)| !instance.is_past(w)) {
        for same in staff.chunk_by(|a, b| a == b) {
            let (s, seats) = (same[0], same.len() as i64);
            match shifts.of[s].binary_search_by_key(&w, |&(w, _)| w) {
                Ok(place) => {
                    let column = shifts.of[s][place].1;
                    program.call(|words| format!("stability.{}.{}", words.person(s), words.window(w)));
                    let steps = program.steps(&[column], program.upper[column] as u32);
                    objective.convex(&steps, |kept| (seats - kept).max(0) as f64);
                }
                // The person cannot be there any more.
                Err(_) => objective.constant += seats as f64,
            }
        }
    }
    objectives.insert(Rung::Stability, objective);
}
