//! What is asked of a solver, and what comes back.
//!
//! In: a [`Program`], a part of it, bounds and costs. Out: the types of questions and answers alone; nothing is solved here,
//! and no solver is known here.

use std::ops::Range;

use crate::model::{Part, Program, Row};

/// A part of a program under other bounds. Every vector here and in the answers runs over all of the program's columns
/// or rows; columns outside the part stay at their lower bound in the answers.
pub(super) struct Problem<'a> {
    pub program: &'a Program,
    pub part: &'a Part,
    /// Bounds by column; the program's own are not looked at.
    pub lower: &'a [f64],
    pub upper: &'a [f64],
    /// By row: whether it must hold with equality.
    pub tight: &'a [bool],
    /// Rows that are not in the program.
    pub extra: Vec<&'a Row>,
    /// (column, cost) pairs to be minimised.
    pub costs: &'a [(usize, f64)],
    /// (column, row): the row says which columns this one sums up. A linear program can do without such a column.
    pub sums: &'a [(usize, usize)],
    /// As a linear program it is begun by interior point if it has more columns than this.
    pub large: usize,
    /// Where any optimal point will do, it is solved in the middle if it has as many columns as this.
    pub middle: usize,
    /// Which of the optimal points of a linear program is asked for.
    pub wanted: Wanted,
    /// Whether nothing is lost but time where a linear program is said to have no point and has one.
    pub is_doubted: bool,
    /// Rows that the others imply.
    pub implied: Range<usize>,
    /// Rows of stretches of days that begin one after the other: many of them say less than the next one.
    pub stretches: Range<usize>,
}

/// Which of the optimal points of a linear program is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Wanted {
    /// A vertex: where most columns are at a bound, and prices are as precise as they get.
    Vertex,
    /// Any, with prices to match. With `ease`, the method may miss equations for the time being, at that many times the largest cost.
    Any { ease: Option<f64> },
}

impl Problem<'_> {
    /// Whether a column has more than one value.
    pub(super) fn is_free(&self, column: usize) -> bool {
        self.lower[column] < self.upper[column]
    }
}

/// What came of a linear program.
pub(super) enum LinearAnswer {
    /// A point of the optimal face, whether it is one of its vertices, and prices of the program's rows and of those beside it. All of it is
    /// as good as the solver's arithmetic: what is proven by these prices, [`super::safe`] works out.
    Optimal {
        value: f64,
        columns: Vec<f64>,
        is_vertex: bool,
        reduced_costs: Vec<f64>,
        prices: Vec<f64>,
        extra: Vec<f64>,
    },
    /// No point satisfies the rows.
    Infeasible,
}

/// What came of an integer program.
pub(super) enum WholeAnswer {
    /// The best point, and the bound that is proven. `closed` where HiGHS closed the gap.
    Found { value: f64, bound: f64, closed: bool, columns: Vec<f64> },
    /// No whole-number point satisfies the rows.
    Infeasible,
    /// The search ended at a limit without a point; the bound is proven (−∞ where there is none).
    Nothing { bound: f64 },
}
