//! Bounds that hold whatever a solver's arithmetic did.
//!
//! In: a [`Problem`], and prices of its rows, good or bad. Out: a [`Safe`] bound on its value, and what each column and row is worth at
//! these prices. At any prices y whose signs fit the rows, weak duality says of every point x
//!
//! c·x ≥ Σ_i y_i r_i + Σ_j d_j x_j, with d = c − Aᵀy,
//!
//! and no column can make its term smaller than at one of its bounds. Everything is counted in whole units of 2⁻⁵⁶: sums are exact, and
//! a product that is no whole number of units is rounded to the side that lowers the bound.

mod books;
mod exactly;

use books::Books;
pub(super) use exactly::Exactly;

use super::problem::Problem;

/// Prices of rows, as a solver gives them: negative for rows with ≤, where costs are minimised.
pub(super) struct Prices<'a> {
    /// By row of the program.
    pub rows: &'a [f64],
    /// By row beside the program.
    pub extra: &'a [f64],
    /// By column: what a unit costs. Looked at only where a column sums up others: its row has no price of its own, and gets the one
    /// at which the column costs that.
    pub reduced_costs: &'a [f64],
    /// By how much all of them are too large.
    pub scale: f64,
}

/// A bound, and what it rests on.
pub(super) struct Safe {
    /// No point of the problem has less.
    pub bound: Exactly,
    /// By column, in units: every point has as much more than the bound as it is away from the cheaper bound of a column, times this.
    reduced: Vec<i128>,
    /// By row, in units: the same for how far a row of whole numbers is from being an equation.
    prices: Vec<i128>,
}

impl Safe {
    /// Whether every whole point that is no more than `room` above the bound has this column at its lower bound.
    pub(super) fn is_least(&self, column: usize, room: Exactly) -> bool {
        self.reduced[column] > room.0
    }

    /// Whether it has it at its upper bound.
    pub(super) fn is_most(&self, column: usize, room: Exactly) -> bool {
        self.reduced[column] < -room.0
    }

    /// Whether it makes an equation of a row of whole numbers.
    pub(super) fn is_tight(&self, row: usize, room: Exactly) -> bool {
        self.prices[row].abs() > room.0
    }
}

/// The bound at these prices; `None` where they say nothing.
pub(super) fn bound(problem: &Problem, prices: &Prices) -> Option<Safe> {
    let mut books = Books::open(problem, prices)?;
    books.close_unbounded()?;
    books.close_sums(prices)?;
    books.balance()
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::atomic::AtomicBool;

    use fastrand::Rng;

    use super::*;
    use crate::model::{Part, Program, Row, Sense};
    use crate::solve::problem::{LinearAnswer, Wanted};
    use crate::solve::{Limits, sifting};

    /// The most that a column can be in these programs, where nothing limits it.
    const MOST: usize = 3;

    /// A small program with everything that there is: equations, rows that hold as such, rows beside it, costs and rows of eighths, a
    /// column that sums others up, and one without an upper bound that has to make up for what is over.
    struct Small {
        program: Program,
        part: Part,
        tight: Vec<bool>,
        extra: Vec<Row>,
        costs: Vec<(usize, f64)>,
        sums: Vec<(usize, usize)>,
    }

    impl Small {
        fn random(random: &mut Rng) -> Self {
            let mut program = Program::default();
            let shifts: Vec<usize> = (0..random.usize(1..=4))
                .map(|_| {
                    let lower = random.usize(0..=1);
                    program.column(None, lower as f64, random.usize(lower..=MOST) as f64)
                })
                .collect();
            let coefficient = |random: &mut Rng| match random.u8(0..4) {
                0 => 0.0,
                1 => f64::from(random.i8(-20..=20)) / 8.0,
                _ => f64::from(random.i8(-2..=2)),
            };
            let row = |random: &mut Rng| {
                let terms: Vec<(usize, f64)> = shifts.iter().map(|&column| (column, coefficient(random))).collect();
                let sense = *random.choice(&[Sense::AtMost, Sense::AtMost, Sense::AtLeast, Sense::Equal]).expect("one");
                Row { terms, sense, right: f64::from(random.i8(-4..=8)) }
            };
            for _ in 0..random.usize(0..=2) {
                let row = row(random);
                match row.sense {
                    Sense::AtMost => program.at_most(row.terms, row.right),
                    Sense::AtLeast => program.at_least(row.terms, row.right),
                    Sense::Equal => program.equal(row.terms, row.right),
                }
            }
            let extra = (0..random.usize(0..=1)).map(|_| row(random)).collect();
            let all = |weight: f64| shifts.iter().map(move |&column| (column, weight));
            // What they come to, and what is over of it.
            let sum = program.column(None, 0.0, random.usize(1..=4 * MOST) as f64);
            let sums = vec![(sum, program.rows.len())];
            program.equal(all(1.0).chain([(sum, -1.0)]).collect(), 0.0);
            let over = program.column(None, 0.0, f64::INFINITY);
            program.at_most(vec![(sum, 1.0), (over, -1.0)], random.usize(0..=6) as f64);
            let mut costs: Vec<(usize, f64)> = all(1.0).map(|(column, _)| (column, coefficient(random))).collect();
            costs.extend([(sum, coefficient(random)), (over, f64::from(random.u8(0..=16)) / 8.0)]);
            let tight = program.rows.iter().map(|_| random.u8(0..8) == 0).collect();
            let columns = (0..program.columns()).collect();
            let part = Part { columns, rows: (0..program.rows.len()).collect(), owner: None };
            Small { program, part, tight, extra, costs, sums }
        }

        fn problem(&self, sums: bool, wanted: Wanted) -> Problem<'_> {
            Problem {
                program: &self.program,
                part: &self.part,
                lower: &self.program.lower,
                upper: &self.program.upper,
                tight: &self.tight,
                extra: self.extra.iter().collect(),
                costs: &self.costs,
                sums: if sums { &self.sums } else { &[] },
                large: usize::MAX,
                middle: 0,
                wanted,
                is_doubted: false,
                implied: 0..0,
                stretches: 0..0,
            }
        }

        /// Every point of whole numbers, with its cost. All numbers here are eighths, so nothing is rounded.
        fn points(&self) -> Vec<(Vec<f64>, f64)> {
            let most = |column: usize| self.program.upper[column].min((4 * MOST) as f64);
            let (sum, row) = self.sums[0];
            let mut points = vec![Vec::new()];
            for column in 0..self.program.columns() {
                if column == sum {
                    let terms = &self.program.rows[row].terms;
                    let summed = |point: &[f64]| {
                        terms.iter().filter(|&&(part, _)| part < sum).map(|&(part, _)| point[part]).sum()
                    };
                    points.iter_mut().for_each(|point| point.push(summed(point)));
                    points.retain(|point| point[sum] <= self.program.upper[sum]);
                    continue;
                }
                let values = self.program.lower[column] as usize..=most(column) as usize;
                points = points
                    .into_iter()
                    .flat_map(|point: Vec<f64>| {
                        values.clone().map(move |value| point.iter().copied().chain([value as f64]).collect())
                    })
                    .collect();
            }
            let rows = self.program.rows.iter().zip(&self.tight).map(|(row, &tight)| (row, tight));
            let rows: Vec<(&Row, bool)> = rows.chain(self.extra.iter().map(|row| (row, false))).collect();
            points.retain(|point| {
                rows.iter().all(|(row, is_tight)| {
                    let left = left(row, point);
                    match row.sense {
                        _ if *is_tight => left == row.right,
                        Sense::AtMost => left <= row.right,
                        Sense::AtLeast => left >= row.right,
                        Sense::Equal => left == row.right,
                    }
                })
            });
            let cost = |point: &[f64]| self.costs.iter().map(|&(column, cost)| cost * point[column]).sum();
            points.into_iter().map(|point| (point.clone(), cost(&point))).collect()
        }
    }

    fn left(row: &Row, point: &[f64]) -> f64 {
        row.terms.iter().map(|&(column, coefficient)| coefficient * point[column]).sum()
    }

    fn any_price(random: &mut Rng) -> f64 {
        match random.u8(0..12) {
            0 => *random.choice(&[f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 5e-324]).expect("one"),
            1 | 2 => f64::from(random.i8(-8..=8)),
            3 => 0.0,
            _ => (random.f64() - 0.5) * 4.0,
        }
    }

    /// Any prices at all give a bound that no point is below, and what they say of points near it is so.
    #[test]
    fn no_point_is_below_the_bound_at_any_prices() {
        let mut random = Rng::with_seed(1);
        let (mut looked_at, mut said) = (0, 0);
        for _ in 0..4_000 {
            let small = Small::random(&mut random);
            let mut prices = |many: usize| -> Vec<f64> { (0..many).map(|_| any_price(&mut random)).collect() };
            let (rows, extra) = (prices(small.program.rows.len()), prices(small.extra.len()));
            let reduced_costs = prices(small.program.columns());
            let known = Prices { rows: &rows, extra: &extra, reduced_costs: &reduced_costs, scale: 1.0 };
            let points = small.points();
            for sums in [false, true] {
                let Some(safe) = bound(&small.problem(sums, Wanted::Vertex), &known) else { continue };
                looked_at += points.len();
                for (point, cost) in &points {
                    let cost = Exactly::below(*cost).expect("a small number");
                    assert!(safe.bound <= cost, "{:?} > {cost:?} at {rows:?} {extra:?}", safe.bound);
                    let room = cost.minus(safe.bound).expect("small numbers");
                    for (column, value) in point.iter().enumerate() {
                        let (lower, upper) = (small.program.lower[column], small.program.upper[column]);
                        assert!(!safe.is_least(column, room) || *value == lower);
                        assert!(!safe.is_most(column, room) || *value == upper);
                        said += usize::from(safe.is_least(column, room) || safe.is_most(column, room));
                    }
                    for (index, row) in small.program.rows.iter().enumerate() {
                        assert!(!safe.is_tight(index, room) || left(row, point) == row.right);
                    }
                }
            }
        }
        assert!(looked_at > 10_000 && said > 1_000, "{looked_at} {said}");
    }

    /// At the solver's prices the bound is the optimum but for noise, above which it never is; noise in the prices only lowers it.
    #[test]
    fn good_prices_give_a_good_bound_and_noise_a_lower_one() {
        let stop = AtomicBool::new(false);
        let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
        let mut random = Rng::with_seed(2);
        let mut solved = 0;
        for seed in 0..400 {
            let small = Small::random(&mut random);
            for sums in [false, true] {
                let problem = small.problem(sums, Wanted::Vertex);
                let answer = sifting::linear(&problem, None, &limits).expect("small programs are solved");
                let LinearAnswer::Optimal { value, mut prices, extra, reduced_costs, .. } = answer else { continue };
                let safe = |rows: &[f64]| {
                    let known = Prices { rows, extra: &extra, reduced_costs: &reduced_costs, scale: 1.0 };
                    bound(&problem, &known).expect("good prices").bound.number()
                };
                let good = safe(&prices);
                assert!((good - value).abs() < 1e-9, "{seed} {sums}: {good}, not {value}");
                prices.iter_mut().for_each(|price| *price += (random.f64() - 0.5) * 1e-3);
                let noisy = safe(&prices);
                assert!(noisy <= value + 1e-9 && noisy > value - 0.1, "{seed} {sums}: {noisy}, not {value}");
                solved += 1;
            }
        }
        assert!(solved > 200, "{solved}");
    }
    /// A point in the middle has the value of a vertex, and prices that prove it.
    #[test]
    fn any_optimal_point_is_as_good_as_a_vertex() {
        let stop = AtomicBool::new(false);
        let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
        let mut random = Rng::with_seed(3);
        let mut compared = [0; 3];
        for seed in 0..400 {
            let small = Small::random(&mut random);
            for (sums, wanted) in [false, true].into_iter().flat_map(|sums| {
                [
                    (sums, Wanted::Any { ease: None }),
                    (sums, Wanted::Any { ease: Some(100.0) }),
                    (sums, Wanted::Any { ease: Some(3.0) }),
                ]
            }) {
                let linear = |wanted| {
                    sifting::linear(&small.problem(sums, wanted), None, &limits).expect("small programs are solved")
                };
                let (vertex, any) = (linear(Wanted::Vertex), linear(wanted));
                let (
                    LinearAnswer::Optimal { value: least, .. },
                    LinearAnswer::Optimal { value, columns, is_vertex, prices, extra, reduced_costs },
                ) = (&vertex, &any)
                else {
                    assert!(matches!((vertex, any), (LinearAnswer::Infeasible, LinearAnswer::Infeasible)), "{seed}");
                    compared[0] += 1;
                    continue;
                };
                assert!((value - least).abs() < 1e-6, "{seed} {sums} {wanted:?}: {value}, not {least}");
                let cost: f64 = small.costs.iter().map(|&(column, cost)| cost * columns[column]).sum();
                assert!((cost - least).abs() < 1e-6, "{seed}: the point has {cost}, not {least}");
                for row in &small.program.rows {
                    let over = left(row, columns) - row.right;
                    let is_off = match row.sense {
                        Sense::AtMost => over > 1e-6,
                        Sense::AtLeast => over < -1e-6,
                        Sense::Equal => over.abs() > 1e-6,
                    };
                    assert!(!is_off, "{seed}: {over}");
                }
                let known = Prices { rows: prices, extra, reduced_costs, scale: 1.0 };
                let safe = bound(&small.problem(sums, wanted), &known).expect("good prices").bound.number();
                assert!((safe - least).abs() < 1e-5, "{seed} {sums} {wanted:?}: {safe} is proven, not {least}");
                compared[1 + usize::from(*is_vertex)] += 1;
            }
        }
        assert!(compared[0] > 100 && compared[1] > 200, "{compared:?}");
    }
}
