//! The row that holds an objective at a value, written so that a solver with tolerances goes wrong as little as can be.
//!
//! In: a program, an objective and a value. Out: a row: with whole numbers only, where the costs have a small common denominator, or scaled
//! up, with room just above the noise of floating point.

use super::{Objective, Program, Row, Sense};
use crate::domain::value::slack;

/// Costs whose common denominator is larger are not made whole numbers: coefficients of many digits are no more exact to
/// a solver than fractions are.
const LARGEST_DENOMINATOR: u32 = 10_000;

/// How far a cost times its denominator may lie from a whole number, relative to its size: floating point is off by
/// 10⁻¹⁶, and a number that is no such fraction by some 10⁻⁴.
const WHOLE: f64 = 1e-11;

/// Costs that stay fractions are scaled up, so that the room their row leaves stays far above solvers' tolerances (1e-6).
const SCALE_OF_FRACTIONS: f64 = 1e3;

/// The row that holds an objective at a value: with whole numbers only, where its costs have a small common denominator, or scaled up, with
/// room just above the noise of floating point.
pub fn at_most(program: &Program, objective: &Objective, value: f64) -> Row {
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
