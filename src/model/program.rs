//! Columns and rows as plain data, and the one piece of modelling everything shares: unit steps.
//!
//! In: bounds and terms. Out: a [`Program`] that a solver room can hand on. No rule and no goal is known here.

use super::Objective;
use super::names::{Names, Words};

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
    /// Adds the convex cost `cost` of the whole number that `steps` count.
    pub fn convex(&mut self, steps: &[usize], cost: impl Fn(i64) -> f64) {
        self.constant += cost(0);
        for (taken, &step) in (0i64..).zip(steps) {
            let marginal = cost(taken + 1) - cost(taken);
            if marginal != 0.0 {
                self.terms.push((step, marginal));
            }
        }
    }
}
