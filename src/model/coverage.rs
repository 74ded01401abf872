//! The rule `seats` and the goal coverage: fill the seats, the needed ones first, then spread out the holes.
//!
//! In: the columns z_mw. Out: unit steps for u_w, the unfilled seats of window w, and the costs of its rungs.

use std::collections::BTreeMap;

use super::Objective;
use super::manning::Manning;
use super::program::Program;
use crate::domain::goal::Rung;
use crate::domain::{Exact, Instance};

/// Every seat of a window is manned or unfilled. Σ_m z_mw + u_w = d_w
///
/// coverage-least: Σ_w max(0, u_w − (d_w − least_w)). coverage: Σ_w u_w. coverage-spread: Σ_w u_w² / d_w.
pub(super) fn seats(
    instance: &Instance,
    manning: &Manning,
    program: &mut Program,
    objectives: &mut BTreeMap<Rung, Objective>,
) {
    let mut seated: Vec<Vec<(usize, f64)>> = vec![Vec::new(); instance.windows.len()];
    for columns in &manning.of {
        for &(w, column) in columns {
            seated[w].push((column, 1.0));
        }
    }
    let (mut least, mut coverage, mut spread) = (Objective::default(), Objective::default(), Objective::default());
    for (w, (window, mut terms)) in instance.windows.iter().zip(seated).enumerate() {
        let seats = f64::from(window.seats);
        program.call(|words| format!("unfilled.{}", words.window(w)));
        let unfilled = program.units(None, window.seats);
        terms.extend(unfilled.iter().map(|&step| (step, 1.0)));
        // More people than seats in a window that is over by now: that stands, and none is unfilled.
        let given: f64 = terms.iter().map(|&(column, _)| program.lower[column]).sum();
        program.call(|words| format!("seats.{}", words.window(w)));
        program.equal(terms, seats.max(given));
        let spare = i64::from(window.seats - window.least);
        least.convex(&unfilled, |u| (u - spare).max(0) as f64);
        coverage.convex(&unfilled, |u| u as f64);
        spread.convex(&unfilled, |u| (u * u) as f64 / seats);
    }
    let seats: Vec<Exact> = instance.windows.iter().map(|window| Exact::from_integer(window.seats.into())).collect();
    spread.divided_by(&seats);
    objectives.insert(Rung::CoverageLeast, least);
    objectives.insert(Rung::Coverage, coverage);
    objectives.insert(Rung::CoverageSpread, spread);
}
