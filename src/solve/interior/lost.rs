//! Prices that HiGHS's postsolve has lost.
//!
//! In: a [`Linear`] program, a point of it and prices. Out: the rows whose prices do not fit the point, as a program by themselves, at the
//! prices of all other rows.

use crate::solve::linear::Linear;

/// What a column may cost at the point beyond what it costs at its cheaper bound, relative to the value, and still fit.
const FITS: f64 = 1e-9;

/// Rows whose prices do not fit a point, in order.
#[derive(Debug, Default)]
pub(super) struct Lost {
    pub(super) rows: Vec<usize>,
}

impl Lost {
    /// Adds the rows of the columns that are not at the bound which is cheaper at their reduced cost; whether there were any others.
    pub(super) fn add(&mut self, linear: &Linear, values: &[f64], prices: &[f64]) -> bool {
        let before = self.rows.len();
        let most = FITS * (1.0 + linear.value(values).abs());
        for (column, &cost) in linear.reduced_costs(prices).iter().enumerate() {
            let bound = if cost > 0.0 { linear.lower[column] } else { linear.upper[column] };
            if cost != 0.0 && cost * (values[column] - bound) > most {
                self.rows.extend(linear.column(column).iter().map(|&(row, _)| row));
            }
        }
        self.rows.sort_unstable();
        self.rows.dedup();
        self.rows.len() > before
    }

    /// These rows and their columns, each at what it costs at the prices of the other rows. Prices that are optimal here prove the most
    /// that is proven with those of the others as they are.
    pub(super) fn program(&self, linear: &Linear, prices: &[f64]) -> Linear {
        let mut place = vec![None; prices.len()];
        self.rows.iter().enumerate().for_each(|(number, &row)| place[row] = Some(number));
        let mut part = Linear {
            cost: Vec::new(),
            lower: Vec::new(),
            upper: Vec::new(),
            rows: self.rows.iter().map(|&row| linear.rows[row]).collect(),
            starts: vec![0],
            entries: Vec::new(),
        };
        for column in 0..linear.cost.len() {
            let mut cost = linear.cost[column];
            let begin = part.entries.len();
            for &(row, coefficient) in linear.column(column) {
                match place[row] {
                    Some(number) => part.entries.push((number, coefficient)),
                    None => cost -= coefficient * prices[row],
                }
            }
            if part.entries.len() > begin {
                part.cost.push(cost);
                part.lower.push(linear.lower[column]);
                part.upper.push(linear.upper[column]);
                part.starts.push(part.entries.len());
            }
        }
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many of the five steps, which cost 1, 3, 5, 7 and 9, as there are people, who cost 2, 4 and 4; and three people.
    fn steps() -> Linear {
        Linear {
            cost: vec![1.0, 3.0, 5.0, 7.0, 9.0, 2.0, 4.0, 4.0],
            lower: vec![0.0; 8],
            upper: vec![1.0; 8],
            rows: vec![(0.0, 0.0), (3.0, 3.0)],
            starts: vec![0, 1, 2, 3, 4, 5, 7, 9, 11],
            entries: [vec![(0, 1.0); 5], [[(0, -1.0), (1, 1.0)]; 3].concat()].concat(),
        }
    }

    #[test]
    fn rows_are_lost_where_a_column_is_not_at_its_cheaper_bound() {
        let (steps, values) = (steps(), [1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
        let mut lost = Lost::default();
        assert!(lost.add(&steps, &values, &[0.0, 20.0]));
        assert_eq!(lost.rows, [0]);
        // What fits adds nothing, and neither do rows that are known.
        assert!(!Lost::default().add(&steps, &values, &[6.0, 20.0]));
        assert!(!lost.add(&steps, &values, &[0.0, 20.0]));
        // People who cost more than they are paid for, and steps that cost anything.
        assert!(lost.add(&steps, &values, &[0.0, 3.0]));
        assert_eq!(lost.rows, [0, 1]);
    }

    #[test]
    fn other_rows_are_paid_for_at_their_prices() {
        let lost = Lost { rows: vec![0] };
        let part = lost.program(&steps(), &[100.0, 20.0]);
        assert_eq!(part.cost, [1.0, 3.0, 5.0, 7.0, 9.0, -18.0, -16.0, -16.0]);
        assert_eq!((part.rows.as_slice(), part.column(5)), (&[(0.0, 0.0)][..], &[(0, -1.0)][..]));
        let lost = Lost { rows: vec![1] };
        let part = lost.program(&steps(), &[6.0, 100.0]);
        assert_eq!((part.cost, part.starts.len()), (vec![8.0, 10.0, 10.0], 4));
    }
}
