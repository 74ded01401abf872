//! What a goal may give away that the ladder no longer asks for.
//!
//! In: an [`Allowance`] and the columns that measure it. Out: rows, on the level that they speak of, and columns for shifts that others
//! have than in the roster it was made of.

use std::collections::BTreeMap;

use super::manning::Manning;
use super::people::Shifts;
use super::program::Program;
use super::{Objective, held};
use crate::domain::Instance;
use crate::domain::allowance::{Allowance, Allowed, Holder, Moved};
use crate::domain::goal::Rung;

/// The rows of the municipal level.
///
/// Seats: Σ_w u_w ≥ unfilled. Shifts: n_m − over_m + under_m = given_m, Σ over_m ≤ most, Σ under_m ≤ most. A rung: its costs ≤ value.
pub(super) fn municipal(
    instance: &Instance,
    allowance: &Allowance,
    manning: &Manning,
    program: &mut Program,
    objectives: &BTreeMap<Rung, Objective>,
) {
    match &allowance.of {
        Allowed::Seats => {
            let coverage = &objectives[&Rung::Coverage];
            program.call(|_| "allowed".to_owned());
            program.at_least(coverage.terms.clone(), allowance.unfilled as f64 - coverage.constant);
        }
        Allowed::Moved { of: Holder::Municipalities, limits } => moved(instance, limits, &manning.of, program),
        Allowed::AtMost { rung, value } if !rung.is_of_people() => at_most(*rung, *value, program, objectives),
        Allowed::Moved { .. } | Allowed::AtMost { .. } => {}
    }
}

/// Those of the staff level: the same where people are meant.
pub(super) fn staff(
    instance: &Instance,
    allowance: &Allowance,
    shifts: &Shifts,
    program: &mut Program,
    objectives: &BTreeMap<Rung, Objective>,
) {
    match &allowance.of {
        Allowed::Moved { of: Holder::People, limits } => moved(instance, limits, &shifts.of, program),
        Allowed::AtMost { rung, value } if rung.is_of_people() => at_most(*rung, *value, program, objectives),
        Allowed::Seats | Allowed::Moved { .. } | Allowed::AtMost { .. } => {}
    }
}

fn at_most(rung: Rung, value: f64, program: &mut Program, objectives: &BTreeMap<Rung, Objective>) {
    let row = held::at_most(program, &objectives[&rung], value);
    program.call(|_| "allowed".to_owned());
    program.at_most(row.terms, row.right);
}

/// `holders` has the columns of each holder, by window.
fn moved(instance: &Instance, limits: &[Moved], holders: &[Vec<(usize, usize)>], program: &mut Program) {
    for limit in limits {
        let (mut beyond, mut below) = (Vec::new(), Vec::new());
        for (burden, given) in &limit.given {
            let counts = |w: usize| burden.is_none_or(|burden| instance.windows[w].burdens.contains(&burden));
            for (places, &given) in holders.iter().zip(given) {
                let columns = places.iter().filter(|&&(w, _)| counts(w)).map(|&(_, column)| column);
                let mut terms: Vec<(usize, f64)> = columns.map(|column| (column, 1.0)).collect();
                let Some(owner) = terms.first().map(|&(column, _)| program.owner[column]) else { continue };
                program.call(|_| "elsewhere".to_owned());
                let most = limit.most as f64;
                let [over, under] = [(); 2].map(|()| program.column(owner, 0.0, most));
                terms.extend([(over, -1.0), (under, 1.0)]);
                program.equal(terms, given as f64);
                beyond.push((over, 1.0));
                below.push((under, 1.0));
            }
        }
        program.call(|_| "allowed".to_owned());
        program.at_most(beyond, limit.most as f64);
        program.at_most(below, limit.most as f64);
    }
}
