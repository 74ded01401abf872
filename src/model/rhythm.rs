//! The goal rhythm: every municipality keeps an even pace through the weeks.
//!
//! In: the columns z_mw and the pace T. Out: columns for the cumulative shifts and for how far they lie off the pace.

use std::collections::BTreeMap;

use chrono::IsoWeek;

use super::Objective;
use super::balances::whole_bounds;
use super::manning::Manning;
use super::names::{self, Words};
use super::program::Program;
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::shares::Shares;

/// Shifts up to a week's end follow from those up to the week before. C_mk = C_m(k−1) + Σ_{w in week k} z_mw
///
/// Whatever lies outside the pace is early or late. ⌊T⌋ − late ≤ C_mk ≤ ⌈T⌉ + early
///
/// rhythm: Σ_m Σ_k early + late.
pub(super) fn rhythm(
    instance: &Instance,
    shares: &Shares,
    manning: &Manning,
    program: &mut Program,
    objectives: &mut BTreeMap<Rung, Objective>,
) {
    let mut objective = Objective::default();
    for (m, pace) in shares.pace.iter().enumerate() {
        let mut weeks: BTreeMap<IsoWeek, Vec<(usize, f64)>> = BTreeMap::new();
        for &(w, column) in &manning.of[m] {
            weeks.entry(instance.windows[w].week()).or_default().push((column, 1.0));
        }
        let mut before: Option<usize> = None;
        for (week, due) in shares.weeks.iter().zip(pace) {
            let (floor, ceil) = whole_bounds(due);
            let name = |what: &'static str| {
                move |words: &Words| format!("{what}.{}.{}", words.municipality(m), names::week(*week))
            };
            program.call(name("so_far"));
            let so_far = program.column(Some(m), 0.0, f64::INFINITY);
            let mut terms = weeks.remove(week).unwrap_or_default();
            terms.extend(before.map(|before| (before, 1.0)));
            terms.push((so_far, -1.0));
            program.call(name("rhythm"));
            program.equal(terms, 0.0);
            program.call(name("early"));
            let early = program.column(Some(m), 0.0, f64::INFINITY);
            program.call(name("late"));
            let late = program.column(Some(m), 0.0, f64::INFINITY);
            program.call(name("rhythm_early"));
            program.at_most(vec![(so_far, 1.0), (early, -1.0)], ceil as f64);
            program.call(name("rhythm_late"));
            program.at_least(vec![(so_far, 1.0), (late, 1.0)], floor as f64);
            objective.terms.extend([(early, 1.0), (late, 1.0)]);
            before = Some(so_far);
        }
    }
    objectives.insert(Rung::Rhythm, objective);
}
