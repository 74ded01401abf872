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
use crate::model::{self, Model, Objective, Program, Row, Sense};
use crate::shares;

/// Costs whose common denominator is larger are not made whole numbers: coefficients of many digits are no more exact to
/// a solver than fractions are.
const LARGEST_DENOMINATOR: u32 = 10_000;

/// How far a cost times its denominator may lie from a whole number, relative to its size: floating point is off by
/// 10⁻¹⁶, and a number that is no such fraction by some 10⁻⁴.
const WHOLE: f64 = 1e-11;

/// Costs that stay fractions are scaled up, so that the room their row leaves stays far above solvers' tolerances (1e-6).
const SCALE_OF_FRACTIONS: f64 = 1e3;

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

fn hold(model: &mut Model, held: &Held) {
    let Model { program, objectives, .. } = model;
    let objective = &objectives[&held.rung];
    // The column's bound that costs least.
    let best = |lower: f64, upper: f64, cost: f64| if cost > 0.0 { lower } else { upper };
    let least = objective.constant
        + objective.terms.iter().map(|&(c, cost)| cost * best(program.lower[c], program.upper[c], cost)).sum::<f64>();
    let smallest = objective.terms.iter().map(|&(_, cost)| cost.abs()).fold(f64::INFINITY, f64::min);
    if held.value - least < slack(held.value) && smallest > 2.0 * slack(held.value) {
        for &(column, cost) in &objective.terms {
            let bound = best(program.lower[column], program.upper[column], cost);
            (program.lower[column], program.upper[column]) = (bound, bound);
        }
        return;
    }
    let row = at_most(program, objective, held.value);
    program.call_next(format!("hold.{}", held.rung.name()));
    program.at_most(row.terms, row.right);
}

/// The row that holds an objective at a value: with whole numbers only, where its costs have a small common denominator, or scaled up, with
/// room just above the noise of floating point.
pub(super) fn at_most(program: &Program, objective: &Objective, value: f64) -> Row {
    // What is fixed already is taken off, so that the row speaks of what is still open.
    let (open, fixed): (Vec<_>, Vec<_>) =
        objective.terms.iter().copied().partition(|&(column, _)| program.lower[column] < program.upper[column]);
    let spent = fixed.iter().map(|&(column, cost)| cost * program.lower[column]).sum::<f64>();
    let room = value - objective.constant - spent;
    let (terms, right) = match denominator(&open) {
        Some(denominator) => {
            let terms = open.iter().map(|&(column, cost)| (column, (cost * denominator).round())).collect();
            (terms, (room * denominator).round())
        }
        None => {
            let terms = open.iter().map(|&(column, cost)| (column, cost * SCALE_OF_FRACTIONS)).collect();
            (terms, (room + slack(value)) * SCALE_OF_FRACTIONS)
        }
    };
    Row { terms, sense: Sense::AtMost, right }
}

/// The least common denominator of costs, if it is small.
fn denominator(terms: &[(usize, f64)]) -> Option<f64> {
    let mut common = 1;
    for &(_, cost) in terms {
        let whole = |by: u32| {
            let product = cost * f64::from(by);
            (product - product.round()).abs() <= WHOLE * product.abs().max(1.0)
        };
        if !whole(common) {
            // Whatever serves this cost as well is a multiple of what serves those before.
            common *= (2..=LARGEST_DENOMINATOR / common).find(|&factor| whole(common * factor))?;
        }
    }
    Some(f64::from(common))
}

#[cfg(test)]
mod tests {
    use super::denominator;

    #[test]
    fn costs_become_whole_numbers_where_a_small_denominator_will_do() {
        let common = |costs: &[f64]| denominator(&costs.iter().map(|&cost| (0, cost)).collect::<Vec<_>>());
        assert_eq!(common(&[]), Some(1.0));
        assert_eq!(common(&[-3.0, 41.0]), Some(1.0));
        assert_eq!(common(&[0.5, 1.0 / 3.0, -7.0 / 4.0]), Some(12.0));
        // Half a turn, and eight tenths of one, as f(k) − f(k − 1).
        let weights = [0.5, 0.8].iter().flat_map(|weight| (1..60).map(move |k| f64::from(k * k) / weight));
        let squares: Vec<f64> = weights.collect();
        assert_eq!(common(&squares.windows(2).map(|pair| pair[1] - pair[0]).collect::<Vec<_>>()), Some(4.0));
        assert_eq!(common(&[1.0 - 2.0 * 0.423_571_93]), None);
        assert_eq!(common(&[1.0 / 97.0, 1.0 / 101.0, 1.0 / 103.0]), None);
    }
}
