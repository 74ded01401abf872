//! Columns and rows as plain data, and the one piece of modelling everything shares: unit steps.
//!
//! In: bounds and terms. Out: a [`Program`] that a solver room can hand on. No rule and no goal is known here.

use num_traits::{Signed, ToPrimitive};

use super::Objective;
use super::names::{Names, Words};
use crate::domain::Exact;

/// Values are not counted in smaller parts than this many to one.
const MOST_PARTS: u64 = 1 << 24;

/// A cost is a whole number divided by a fraction: no more than three roundings to the nearest float, of half an ulp each, and one more
/// where it is subtracted or added.
const ROUNDING: f64 = 2.0 * f64::EPSILON;

/// How a row's left side stands to its right side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// Σ terms ≤ right side.
    AtMost,
    /// Σ terms ≥ right side.
    AtLeast,
    /// Σ terms = right side.
    Equal,
}

/// One linear constraint.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// (column, coefficient) pairs; a column stands at most once.
    pub terms: Vec<(usize, f64)>,
    /// The sense.
    pub sense: Sense,
    /// The right side.
    pub right: f64,
}

/// Columns with bounds, and rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Program {
    /// Lower bound of each column; finite.
    pub lower: Vec<f64>,
    /// Upper bound of each column; may be infinite.
    pub upper: Vec<f64>,
    /// The municipality that each column belongs to; `None` for unfilled seats, which are everybody's.
    pub owner: Vec<Option<usize>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What columns and rows are called, where somebody asked for it.
    pub names: Option<Names>,
}

impl Program {
    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.lower.len()
    }

    /// Says what the columns and rows that follow are called.
    pub(super) fn call(&mut self, name: impl FnOnce(&Words) -> String) {
        if let Some(names) = &mut self.names {
            names.call(name);
        }
    }

    /// The same with a name that is there already.
    pub fn call_next(&mut self, name: String) {
        self.call(|_| name);
    }

    /// Adds a column and returns its index.
    pub fn column(&mut self, owner: Option<usize>, lower: f64, upper: f64) -> usize {
        self.lower.push(lower);
        self.upper.push(upper);
        self.owner.push(owner);
        if let Some(names) = &mut self.names {
            names.columns.push(names.next.clone());
        }
        self.lower.len() - 1
    }

    /// Adds Σ terms ≤ right.
    pub fn at_most(&mut self, terms: Vec<(usize, f64)>, right: f64) {
        self.row(Row { terms, sense: Sense::AtMost, right });
    }

    /// Adds Σ terms ≥ right.
    pub fn at_least(&mut self, terms: Vec<(usize, f64)>, right: f64) {
        self.row(Row { terms, sense: Sense::AtLeast, right });
    }

    /// Adds Σ terms = right.
    pub fn equal(&mut self, terms: Vec<(usize, f64)>, right: f64) {
        self.row(Row { terms, sense: Sense::Equal, right });
    }

    fn row(&mut self, row: Row) {
        self.rows.push(row);
        if let Some(names) = &mut self.names {
            names.rows.push(names.next.clone());
        }
    }

    /// Adds the limit Σ columns ≤ limit, unless the columns' own bounds imply it.
    pub fn limit(&mut self, columns: &[usize], limit: u32) {
        let most: f64 = columns.iter().map(|&column| self.upper[column]).sum();
        if most > f64::from(limit) {
            self.at_most(columns.iter().map(|&column| (column, 1.0)).collect(), f64::from(limit));
        }
    }

    /// Adds `number` columns in [0, 1]; their names are numbered from 1.
    pub fn units(&mut self, owner: Option<usize>, number: u32) -> Vec<usize> {
        let unit = |unit| {
            let column = self.column(owner, 0.0, 1.0);
            if let Some(name) = self.names.as_mut().and_then(|names| names.columns.last_mut()) {
                name.push_str(&format!(".{unit}"));
            }
            column
        };
        (1..=number).map(unit).collect()
    }

    /// Adds steps in [0, 1], one for each whole number up to `most`, whose sum equals the sum of `columns`, all of one
    /// owner.
    ///
    /// A convex cost of that sum is then a sum of costs of steps: step k costs f(k) − f(k − 1), and because these
    /// differences grow, a minimum takes the steps in order. Several convex costs can share the same steps.
    pub fn steps(&mut self, columns: &[usize], most: u32) -> Vec<usize> {
        let owner = columns.first().and_then(|&column| self.owner[column]);
        let steps = self.units(owner, most);
        let terms = columns.iter().map(|&column| (column, 1.0)).chain(steps.iter().map(|&step| (step, -1.0))).collect();
        self.equal(terms, 0.0);
        steps
    }
}

impl Objective {
    /// Says that every value is a sum of whole numbers, each divided by one of these. With n · b / a for each a / b, a common multiple of
    /// all a is a denominator.
    pub(super) fn divided_by<'a>(&mut self, fractions: impl IntoIterator<Item = &'a Exact>) {
        let positive = fractions.into_iter().filter(|fraction| fraction.is_positive());
        self.denominator = positive.into_iter().try_fold(1_u64, |common, fraction| {
            let numerator = fraction.numer().to_u64()?;
            let multiple = (common / divisor(common, numerator)).checked_mul(numerator)?;
            (multiple <= MOST_PARTS).then_some(multiple)
        });
    }

    /// Adds the convex cost `cost` of the whole number that `steps` count.
    pub fn convex(&mut self, steps: &[usize], cost: impl Fn(i64) -> f64) {
        self.constant += cost(0);
        self.noise += (cost(0).abs() + self.constant.abs()) * ROUNDING;
        for (taken, &step) in (0i64..).zip(steps) {
            let marginal = cost(taken + 1) - cost(taken);
            if marginal != 0.0 {
                self.noise += (cost(taken).abs() + cost(taken + 1).abs()) * ROUNDING;
                self.terms.push((step, marginal));
            }
        }
    }
}

/// The greatest common divisor.
fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(fractions: &[(i64, i64)]) -> Option<u64> {
        let fractions: Vec<Exact> = fractions.iter().map(|&(a, b)| Exact::new(a.into(), b.into())).collect();
        let mut objective = Objective::default();
        objective.divided_by(&fractions);
        objective.denominator
    }

    /// A square divided by 37/40 is a whole number of parts of 37, and who has no weight has no square.
    #[test]
    fn values_are_whole_numbers_of_common_parts() {
        assert_eq!(parts(&[]), Some(1));
        assert_eq!(parts(&[(1, 1), (1, 2)]), Some(1));
        assert_eq!(parts(&[(37, 40), (4, 5), (0, 1), (-3, 1)]), Some(148));
        assert_eq!(parts(&[(6, 1), (4, 1), (10, 4)]), Some(60));
        assert_eq!(parts(&[(16_777_216, 1)]), Some(1 << 24));
        assert_eq!(parts(&[(16_777_213, 1), (2, 1)]), None);
    }

    /// A third of the square of so many shifts: the sum of its steps in floating point, and what is said of how far off that is.
    #[test]
    fn noise_is_no_less_than_what_costs_have_lost() {
        let mut program = Program::default();
        let steps = program.units(None, 1_000);
        let mut objective = Objective::default();
        objective.convex(&steps, |n| ((n - 7) * (n - 7)) as f64 / 0.3);
        let sum = objective.terms.iter().fold(objective.constant, |sum, (_, cost)| sum + cost);
        let off = (sum - 993.0 * 993.0 / 0.3).abs();
        assert!(off <= objective.noise && objective.noise < 1e-4, "{off} {}", objective.noise);
    }
}
