//! A linear program as Clarabel takes it: min q·x with A x + s = b, where s is zero for equations and not negative for the rest.
//!
//! In: a [`Linear`] program. Out: the same with every bound of a row and of a column as a row of A, and the way back. Equations come first,
//! then the other rows, then bounds of columns.

use clarabel::algebra::CscMatrix;
use clarabel::solver::SupportedConeT;

use crate::solve::linear::Linear;

/// The program, and which of its rows stand for which.
pub(super) struct Conic {
    /// q, A and b.
    pub(super) costs: Vec<f64>,
    pub(super) matrix: CscMatrix<f64>,
    pub(super) right: Vec<f64>,
    equations: usize,
    sides: Vec<Sides>,
}

/// The rows of A that keep a row from above, or are its equation, and from below.
#[derive(Debug, Clone, Copy, Default)]
struct Sides {
    above: Option<usize>,
    below: Option<usize>,
}

impl Conic {
    /// With `ease`, two columns for each equation, behind the program's own, say by how much it is missed from above and from below, at that cost.
    pub(super) fn of(linear: &Linear, ease: Option<f64>) -> Self {
        let mut right = Vec::new();
        let (sides, equations) = sides(&linear.rows, &mut right);
        let mut columns = Columns::default();
        let mut costs = linear.cost.clone();
        for column in 0..linear.cost.len() {
            for &(row, coefficient) in linear.column(column) {
                let Sides { above, below } = sides[row];
                columns.entries.extend(above.map(|row| (row, coefficient)));
                columns.entries.extend(below.map(|row| (row, -coefficient)));
            }
            for (bound, sign) in [(linear.upper[column], 1.0), (linear.lower[column], -1.0)] {
                if bound.is_finite() {
                    columns.entries.push((right.len(), sign));
                    right.push(sign * bound);
                }
            }
            columns.close();
        }
        if let Some(ease) = ease {
            for (equation, sign) in (0..equations).flat_map(|equation| [(equation, 1.0), (equation, -1.0)]) {
                columns.entries.extend([(equation, sign), (right.len(), -1.0)]);
                right.push(0.0);
                columns.close();
                costs.push(ease);
            }
        }
        let matrix = columns.matrix(right.len());
        Conic { costs, matrix, right, equations, sides }
    }

    pub(super) fn cones(&self) -> [SupportedConeT<f64>; 2] {
        [SupportedConeT::ZeroConeT(self.equations), SupportedConeT::NonnegativeConeT(self.right.len() - self.equations)]
    }

    /// The prices of the program's rows, where z is what A's rows are worth.
    pub(super) fn prices(&self, z: &[f64]) -> Vec<f64> {
        let worth = |row: Option<usize>| row.map_or(0.0, |row| z[row]);
        self.sides.iter().map(|&Sides { above, below }| worth(below) - worth(above)).collect()
    }
}

/// Which rows of A, whose right sides are in `right`, stand for each row, and how many of them are equations.
fn sides(rows: &[(f64, f64)], right: &mut Vec<f64>) -> (Vec<Sides>, usize) {
    let mut sides = vec![Sides::default(); rows.len()];
    for (side, &(lower, upper)) in sides.iter_mut().zip(rows) {
        if lower == upper {
            side.above = Some(right.len());
            right.push(upper);
        }
    }
    let equations = right.len();
    for (side, &(lower, upper)) in sides.iter_mut().zip(rows).filter(|(_, (lower, upper))| lower != upper) {
        if upper.is_finite() {
            side.above = Some(right.len());
            right.push(upper);
        }
        if lower.is_finite() {
            side.below = Some(right.len());
            right.push(-lower);
        }
    }
    (sides, equations)
}

/// A matrix under construction, column by column.
struct Columns {
    starts: Vec<usize>,
    rows: Vec<usize>,
    values: Vec<f64>,
    /// (row, value) of the column at hand.
    entries: Vec<(usize, f64)>,
}

impl Default for Columns {
    fn default() -> Self {
        Columns { starts: vec![0], rows: Vec::new(), values: Vec::new(), entries: Vec::new() }
    }
}

impl Columns {
    fn close(&mut self) {
        self.entries.sort_unstable_by_key(|&(row, _)| row);
        for (row, value) in self.entries.drain(..) {
            self.rows.push(row);
            self.values.push(value);
        }
        self.starts.push(self.rows.len());
    }

    fn matrix(self, rows: usize) -> CscMatrix<f64> {
        let Columns { starts, rows: of, values, .. } = self;
        CscMatrix::new(rows, starts.len() - 1, starts, of, values)
    }
}
