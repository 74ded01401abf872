//! A linear program by column, in no more words than it takes.
//!
//! In: a [`Reduced`] program and which of its columns are there, or what HiGHS's presolve made of that. Out: its data, and what values and
//! prices come to.

use super::reduced::Reduced;

/// min c·x with bounds on rows and columns, ±∞ where there are none.
pub(super) struct Linear {
    /// By column.
    pub cost: Vec<f64>,
    pub lower: Vec<f64>,
    pub upper: Vec<f64>,
    /// By row.
    pub rows: Vec<(f64, f64)>,
    /// Where each column's entries begin, and one more: where the last one's end.
    pub starts: Vec<usize>,
    /// (row, coefficient), by column.
    pub entries: Vec<(usize, f64)>,
}

impl Linear {
    pub(super) fn of(reduced: &Reduced, chosen: &[usize]) -> Self {
        let mut linear = Linear {
            cost: chosen.iter().map(|&place| reduced.cost[place]).collect(),
            lower: chosen.iter().map(|&place| reduced.lower[place]).collect(),
            upper: chosen.iter().map(|&place| reduced.upper[place]).collect(),
            rows: reduced.rows.clone(),
            starts: vec![0],
            entries: Vec::new(),
        };
        for &place in chosen {
            linear.entries.extend_from_slice(reduced.entries(place));
            linear.starts.push(linear.entries.len());
        }
        linear
    }

    pub(super) fn column(&self, column: usize) -> &[(usize, f64)] {
        &self.entries[self.starts[column]..self.starts[column + 1]]
    }

    /// What a unit of each column costs under prices of the rows.
    pub(super) fn reduced_costs(&self, prices: &[f64]) -> Vec<f64> {
        let paid = |column: usize| -> f64 {
            self.column(column).iter().map(|&(row, coefficient)| coefficient * prices[row]).sum()
        };
        self.cost.iter().enumerate().map(|(column, cost)| cost - paid(column)).collect()
    }

    /// The values, each at the nearest of those that its column may have.
    pub(super) fn within(&self, values: &[f64]) -> Vec<f64> {
        let bounds = self.lower.iter().zip(&self.upper);
        values.iter().zip(bounds).map(|(value, (&lower, &upper))| value.max(lower).min(upper)).collect()
    }

    pub(super) fn value(&self, values: &[f64]) -> f64 {
        self.cost.iter().zip(values).map(|(cost, value)| cost * value).sum()
    }

    /// What rows and columns come to at least at these prices, by weak duality; what would have to do without a bound is noise, and left
    /// out.
    pub(super) fn bound(&self, prices: &[f64]) -> f64 {
        let least = |price: f64, (lower, upper): (f64, f64)| price * if price > 0.0 { lower } else { upper };
        let rows = prices.iter().zip(&self.rows).map(|(&price, &bounds)| least(price, bounds));
        let bounds = self.lower.iter().copied().zip(self.upper.iter().copied());
        let reduced = self.reduced_costs(prices);
        let columns = reduced.into_iter().zip(bounds).map(|(cost, bounds)| least(cost, bounds));
        rows.chain(columns).filter(|term| term.is_finite()).sum()
    }
}
