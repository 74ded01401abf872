//! Prices of rows, and what columns cost at them: the books of one bound.
//!
//! In: a problem and prices. Out: what rows and columns come to at least, in units that lose nothing. Prices that do not fit are put
//! right, each before anything is added up with it: any price is as good as another, only the bound is better or worse.

use super::exactly::product;
use super::{Exactly, Prices, Safe};
use crate::model::{Row, Sense};
use crate::solve::problem::Problem;

/// A row of the problem, and how its price may be.
struct Line<'a> {
    row: &'a Row,
    is_equation: bool,
    price: i128,
}

impl Line<'_> {
    /// The nearest price whose sign fits the row.
    fn fitting(&self, price: i128) -> i128 {
        match self.row.sense {
            _ if self.is_equation => price,
            Sense::Equal => price,
            Sense::AtMost => price.min(0),
            Sense::AtLeast => price.max(0),
        }
    }
}

/// Prices, and what follows from them.
pub(super) struct Books<'a> {
    problem: &'a Problem<'a>,
    /// Rows of the program that are in the part, then those beside it.
    lines: Vec<Line<'a>>,
    /// How many of them are of the program.
    ours: usize,
    /// By column of the program.
    reduced: Vec<i128>,
    /// Σ_i y_i r_i.
    total: i128,
}

impl<'a> Books<'a> {
    /// The rows with their prices; one that says which columns another sums up has none yet.
    pub(super) fn open(problem: &'a Problem<'a>, prices: &Prices) -> Option<Self> {
        let program = problem.program;
        let mut books = Books {
            problem,
            lines: Vec::with_capacity(problem.part.rows.len() + problem.extra.len()),
            ours: problem.part.rows.len(),
            reduced: vec![0; program.columns()],
            total: 0,
        };
        for &(column, cost) in problem.costs {
            books.reduced[column] = books.reduced[column].checked_add(Exactly::below(cost)?.0)?;
        }
        let mut is_sum = vec![false; program.rows.len()];
        problem.sums.iter().filter(|&&(column, _)| problem.is_free(column)).for_each(|&(_, row)| is_sum[row] = true);
        let ours = problem.part.rows.iter().map(|&row| {
            let price = if is_sum[row] { 0.0 } else { prices.rows[row] };
            (&program.rows[row], problem.tight[row], price)
        });
        let extra = problem.extra.iter().zip(prices.extra).map(|(&row, &price)| (row, false, price));
        for (row, is_equation, price) in ours.chain(extra) {
            books.lines.push(Line { row, is_equation, price: 0 });
            books.set(books.lines.len() - 1, Exactly::near(price / prices.scale).0)?;
        }
        Some(books)
    }

    /// Gives a row the nearest price that fits it.
    fn set(&mut self, line: usize, price: i128) -> Option<()> {
        let Line { row, price: before, .. } = self.lines[line];
        let price = self.lines[line].fitting(price);
        if price == before {
            return Some(());
        }
        self.lines[line].price = price;
        let changed = |coefficient| product(coefficient, price)?.checked_sub(product(coefficient, before)?);
        self.total = self.total.checked_add(changed(row.right)?)?;
        for &(column, coefficient) in &row.terms {
            self.reduced[column] = self.reduced[column].checked_add(changed(-coefficient)?)?;
        }
        Some(())
    }

    /// A column without an upper bound must not cost less than nothing: noise of that kind is put on the first of its rows that
    /// takes it. From the last column to the first, since sums come before those they are carried on to.
    pub(super) fn close_unbounded(&mut self) -> Option<()> {
        let Problem { lower, upper, .. } = self.problem;
        let mut terms = Vec::new();
        for (line, Line { row, .. }) in self.lines.iter().enumerate() {
            let open = row.terms.iter().filter(|&&(column, _)| upper[column] == f64::INFINITY);
            terms.extend(open.map(|&(column, coefficient)| (column, line, coefficient)));
        }
        terms.sort_by_key(|&(column, ..)| std::cmp::Reverse(column));
        for (column, line, coefficient) in terms {
            let lacks = self.reduced[column];
            if lacks < 0 && lower[column] < upper[column] && coefficient.abs() == 1.0 {
                let price = self.lines[line].price;
                self.set(line, price.checked_add(if coefficient > 0.0 { lacks } else { -lacks })?)?;
            }
        }
        Some(())
    }

    /// The prices of the rows that say which columns another sums up.
    pub(super) fn close_sums(&mut self, prices: &Prices) -> Option<()> {
        for &(column, row) in self.problem.sums {
            let Ok(line) = self.problem.part.rows.binary_search(&row) else { continue };
            let own = self.problem.program.rows[row].terms.iter().find(|&&(other, _)| other == column);
            if !self.problem.is_free(column) || own.is_none_or(|&(_, coefficient)| coefficient != -1.0) {
                continue;
            }
            let wanted = Exactly::near(prices.reduced_costs[column] / prices.scale).0;
            self.set(line, wanted.checked_sub(self.reduced[column])?)?;
        }
        Some(())
    }

    /// Adds up what rows and columns come to at least.
    pub(super) fn balance(self) -> Option<Safe> {
        let Problem { lower, upper, part, program, .. } = self.problem;
        let mut total = self.total;
        for &column in &part.columns {
            // Rounded numbers are a lower bound as factors of what is not below zero.
            if lower[column] < 0.0 {
                return None;
            }
            let reduced = self.reduced[column];
            if reduced != 0 {
                total =
                    total.checked_add(product(if reduced > 0 { lower[column] } else { upper[column] }, reduced)?)?;
            }
        }
        let mut prices = vec![0; program.rows.len()];
        let whole = |row: &Row| row.terms.iter().map(|&(_, coefficient)| coefficient).chain([row.right]).all(is_whole);
        for (&row, line) in part.rows.iter().zip(&self.lines[..self.ours]) {
            if line.price != 0 && whole(line.row) {
                prices[row] = line.price;
            }
        }
        Some(Safe { bound: Exactly(total), reduced: self.reduced, prices })
    }
}

fn is_whole(number: f64) -> bool {
    number.fract() == 0.0
}
