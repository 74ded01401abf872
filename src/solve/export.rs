//! The program of one rung, for another solver: named, and with every earlier rung held at a value.
//!
//! In: an [`Instance`], the values that the earlier rungs are held at, the rung to minimise. Out: an [`Export`]. Nothing
//! is solved here.
//!
//! A rung is held in the way that is least likely to go wrong in a solver with tolerances. Where its value is the least
//! that the bounds of its columns allow, as with no shift off target, those columns are fixed and no row is needed. Else
//! a row holds it: with whole numbers only, where its costs have a small common denominator, or scaled up, with room just
//! above the noise of floating point.

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::value::slack;
use crate::model::{self, Model, held};
use crate::shares;

/// A rung that is held.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Held {
    /// The rung.
    pub rung: Rung,
    /// Its value.
    pub value: f64,
    /// Whether no roster has a lower one that holds the rungs before.
    pub proven: bool,
}

/// The program of one rung.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// The program, with names and with the rows that hold earlier rungs.
    pub model: Model,
    /// The rung to minimise.
    pub goal: Rung,
    /// The earlier rungs, in ladder order.
    pub held: Vec<Held>,
    /// The later rungs, in ladder order.
    pub later: Vec<Rung>,
    /// The unfilled seats that targets were computed with.
    pub unfilled: u64,
}

/// Writes down the program of the rung that comes after `held`, which is the beginning of the ladder.
///
/// `unfilled` is the number of seats that stay unfilled, which every target depends on. `None` where the ladder has no
/// rung left.
pub fn export(instance: &Instance, held: Vec<Held>, unfilled: u64) -> Option<Export> {
    let rungs = instance.rungs();
    let goal = *rungs.get(held.len())?;
    let shares = shares::shares(instance, shares::unfilled_of_members(instance, unfilled));
    let mut model = model::named(instance, &shares, &rungs);
    for rung in &held {
        hold(&mut model, rung);
    }
    Some(Export { model, goal, later: rungs[held.len() + 1..].to_vec(), held, unfilled })
}

fn hold(model: &mut Model, rung: &Held) {
    let Model { program, objectives, .. } = model;
    let objective = &objectives[&rung.rung];
    // The column's bound that costs least.
    let best = |lower: f64, upper: f64, cost: f64| if cost > 0.0 { lower } else { upper };
    let least = objective.constant
        + objective.terms.iter().map(|&(c, cost)| cost * best(program.lower[c], program.upper[c], cost)).sum::<f64>();
    let smallest = objective.terms.iter().map(|&(_, cost)| cost.abs()).fold(f64::INFINITY, f64::min);
    if rung.value - least < slack(rung.value) && smallest > 2.0 * slack(rung.value) {
        for &(column, cost) in &objective.terms {
            let bound = best(program.lower[column], program.upper[column], cost);
            (program.lower[column], program.upper[column]) = (bound, bound);
        }
        return;
    }
    let row = held::at_most(program, objective, rung.value);
    program.call_next(format!("hold.{}", rung.rung.name()));
    program.at_most(row.terms, row.right);
}
