//! Climbing: each rung's linear program on the optimal face of the rungs before it.
//!
//! In: a [`Model`]. Out: values that bound every roster, and the [`Face`] they are attained on. Rungs are held by
//! complementary slackness: a column with a reduced cost stays at its bound, a row with a price stays tight. The face
//! is then exactly the set of optimal points of the linear program, and the model shrinks with every rung. A rung is
//! never held by a row over its objective here: such a row is dense and sits on the solver's tolerance.

use super::highs::{self, LinearAnswer, Method, Problem, WholeAnswer};
use super::{Halt, Limits};
use crate::domain::goal::Rung;
use crate::model::{Level, Model, Objective, Row};

/// Costs that are fractions are scaled up, so that differences between them stay far above HiGHS's dual tolerance (1e-7).
const SCALE_OF_FRACTIONS: f64 = 1e3;

/// Reduced costs and prices below this are zero (HiGHS's dual feasibility tolerance is a tenth of it).
const PRICED: f64 = 1e-6;

/// Models with more columns than this are solved by interior point rather than simplex; measured, see docs/engine.md.
const LARGE: usize = 12_000;

/// Points that are optimal on every rung so far: bounds by column, and rows that hold with equality.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Face {
    pub lower: Vec<f64>,
    pub upper: Vec<f64>,
    pub tight: Vec<bool>,
    /// Rows that hold a rung whose linear bound no roster attains.
    pub held: Vec<Row>,
}

impl Face {
    /// Every point of the model.
    pub(super) fn of(model: &Model) -> Self {
        Face {
            lower: model.program.lower.clone(),
            upper: model.program.upper.clone(),
            tight: vec![false; model.program.rows.len()],
            held: Vec::new(),
        }
    }

    fn problem<'a>(&'a self, model: &'a Model, level: Level, costs: &'a [(usize, f64)]) -> Problem<'a> {
        let (columns, rows) = model.size(level);
        Problem {
            program: &model.program,
            columns,
            rows,
            lower: &self.lower[..columns],
            upper: &self.upper[..columns],
            tight: &self.tight[..rows],
            extra: if level == Level::Staff { &self.held } else { &[] },
            costs,
        }
    }

    /// Minimises a rung over the linear relaxation and narrows the face to its optimal points.
    ///
    /// Returns the value and the point, or `None` where the face has no point on this level.
    pub(super) fn climb(
        &mut self,
        model: &Model,
        level: Level,
        rung: Rung,
        limits: &Limits,
    ) -> Result<Option<(f64, Vec<f64>)>, Halt> {
        let (costs, scale) = scaled(rung, &model.objectives[&rung]);
        let method = if model.size(level).0 > LARGE { Method::Interior } else { Method::Simplex };
        let answer = highs::linear(&self.problem(model, level, &costs), method, limits)?;
        let LinearAnswer::Optimal { value, columns, reduced_costs, prices } = answer else { return Ok(None) };
        for (column, &cost) in reduced_costs.iter().enumerate() {
            if cost > PRICED {
                self.upper[column] = self.lower[column];
            } else if cost < -PRICED && self.upper[column].is_finite() {
                self.lower[column] = self.upper[column];
            }
        }
        for (tight, &price) in self.tight.iter_mut().zip(&prices[..model.size(level).1]) {
            *tight |= price.abs() > PRICED;
        }
        Ok(Some((value / scale + model.objectives[&rung].constant, columns)))
    }

    /// A point of the face on the staff level, of the linear relaxation; `None` where there is none.
    pub(super) fn point(&self, model: &Model, limits: &Limits) -> Result<Option<Vec<f64>>, Halt> {
        Ok(match highs::linear(&self.problem(model, Level::Staff, &[]), Method::Simplex, limits)? {
            LinearAnswer::Optimal { columns, .. } => Some(columns),
            LinearAnswer::Infeasible => None,
        })
    }

    /// Minimises a rung over the face's whole-number points, down to the person.
    pub(super) fn whole_minimum(&self, model: &Model, rung: Rung, limits: &Limits) -> Result<WholeAnswer, Halt> {
        let objective = &model.objectives[&rung];
        let (costs, scale) = scaled(rung, objective);
        let unscaled = |value: f64| value / scale + objective.constant;
        let whole: Vec<usize> = model.shifts.iter().map(|&(_, _, column)| column).collect();
        Ok(match highs::whole(&self.problem(model, Level::Staff, &costs), &whole, None, limits)? {
            WholeAnswer::Found { value, bound, closed, columns } => {
                WholeAnswer::Found { value: unscaled(value), bound: unscaled(bound), closed, columns }
            }
            WholeAnswer::Nothing { bound } => WholeAnswer::Nothing { bound: unscaled(bound) },
            WholeAnswer::Infeasible => WholeAnswer::Infeasible,
        })
    }

    /// Any whole-number point of the face, found within `nodes` branch-and-bound nodes.
    pub(super) fn whole_point(&self, model: &Model, nodes: Option<i32>, limits: &Limits) -> Result<WholeAnswer, Halt> {
        let whole: Vec<usize> = model
            .shifts
            .iter()
            .map(|&(_, _, column)| column)
            .filter(|&column| self.lower[column] < self.upper[column])
            .collect();
        highs::whole(&self.problem(model, Level::Staff, &[]), &whole, nodes, limits)
    }

    /// Holds a rung at a value that no linear bound meets, by a row over its costs.
    ///
    /// The row leaves room below the smallest step of the rung: half of one where values are whole numbers.
    pub(super) fn hold(&mut self, rung: Rung, objective: &Objective, value: f64) {
        let (terms, scale) = scaled(rung, objective);
        let room = if rung.is_whole() { 0.5 } else { super::SAME * value.abs().max(1.0) };
        let right = (value - objective.constant + room) * scale;
        self.held.push(Row { terms, sense: crate::model::Sense::AtMost, right });
    }
}

fn scaled(rung: Rung, objective: &Objective) -> (Vec<(usize, f64)>, f64) {
    let scale = if rung.is_whole() { 1.0 } else { SCALE_OF_FRACTIONS };
    (objective.terms.iter().map(|&(column, cost)| (column, cost * scale)).collect(), scale)
}
