//! Linear programs of which any optimal point will do: an interior point method that factorises directly (Clarabel).
//!
//! In: a [`Reduced`] program and which of its columns are there. Out: a point in the middle of the optimal ones, and prices in the middle of
//! those that prove it. Both are as good as the arithmetic of the method: what they prove, [`super::safe`] works out. Why not HiGHS's
//! own interior point is in docs/engine.md.

mod conic;
mod lost;

use ::highs::Model;
use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettingsBuilder, DefaultSolver, SolverStatus};

use super::foreign::{self, Presolved};
use super::linear::Linear;
use super::problem::{Problem, Wanted};
use super::reduced::Reduced;
use super::{Halt, Limits, highs};
use conic::Conic;
use lost::Lost;

/// How far value and bound may lie apart, by itself and relative to them, and how far rows may be off, relative to what they sum up.
const GAP: f64 = 1e-11;
const FEASIBLE: f64 = 1e-10;

/// What reduced costs are off by at most, relative to the largest price: ten times what has been seen.
pub(super) const NOISE: f64 = 1e-9;

/// How much of the way to the next bound is gone in a step. Clarabel's own 0.99 gains two digits a step in the end, this three.
const STEP: f64 = 0.999;

/// Programs of more columns than this, as of a long period, are solved as they stand: what presolve substitutes makes the factors fuller.
const LARGE: usize = 200_000;

/// How much all equations together may be off and still hold, and from how much on there is no point, as far as that may be a mistake.
const APART: f64 = 1e-5;
const FAR_APART: f64 = 0.5;

/// How far the bound that prices come to may lie below the value, relative to it and beyond what lay between them before HiGHS's postsolve,
/// and be taken for noise. Postsolve takes solutions to be vertices, and has been seen to lose prices of others ([`Lost`]).
const LOST: f64 = 1e-6;

/// How often prices that are lost are looked for at most: those that are found may show that others are lost.
const PASSES: usize = 4;

/// How a program is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Asked {
    /// What missing an equation by one costs for the time being, in multiples of the largest cost; `None` where none may be missed.
    ease: Option<f64>,
    /// Whether it is an answer that many are missed: nothing is lost but time where it is wrong.
    is_doubted: bool,
}

impl Asked {
    const EXACTLY: Asked = Asked { ease: None, is_doubted: false };

    pub(super) fn of(problem: &Problem) -> Self {
        let ease = match problem.wanted {
            Wanted::Any { ease } => ease,
            Wanted::Vertex => None,
        };
        Asked { ease, is_doubted: problem.is_doubted }
    }
}

/// What came of a program.
pub(super) enum Inner {
    /// Values by column in the order of those that were chosen, and prices by row: negative for rows with ≤.
    Point { values: Vec<f64>, prices: Vec<f64> },
    /// No point satisfies the rows, on the word of the method or, where that is doubted, of HiGHS's presolve.
    Infeasible,
    /// The method came to no answer.
    Unknown,
}

/// Minimises over the columns `chosen` and all rows; the other columns are zero.
///
/// That equations may be missed for the time being, at a price ([`Wanted::Any`]), keeps prices of rows from growing without end on a face that
/// has no point in its middle, where the method else makes a hundred small steps instead of twenty. Prices beyond that one are not
/// found, and then it is done again without.
///
/// # Errors
/// [`Halt`] where the limits came first, or HiGHS refused the program.
pub(super) fn solve(reduced: &Reduced, chosen: &[usize], asked: Asked, limits: &Limits) -> Result<Inner, Halt> {
    let linear = Linear::of(reduced, chosen);
    if chosen.len() > LARGE {
        return settled(&linear, asked, limits);
    }
    let (mut model, _) = highs::load(reduced, chosen, |_| false, None)?;
    highs::set(&mut model, "presolve_rule_off", highs::WITHOUT_DEPENDENT_EQUATIONS)?;
    match foreign::presolved(&mut model) {
        // Nothing is lost but time where that is wrong. Elsewhere the method, which forgives more, has to say so too.
        Presolved::Infeasible if asked.is_doubted => return Ok(Inner::Infeasible),
        Presolved::Program(presolved) => match settled(&presolved, asked, limits)? {
            Inner::Point { values, prices } => {
                if let Some(point) = led_back(&mut model, &linear, &presolved, (&values, &prices), limits)? {
                    return Ok(point);
                }
            }
            answer => return Ok(answer),
        },
        Presolved::Infeasible | Presolved::Nothing => {}
    }
    settled(&linear, asked, limits)
}

/// A point of a presolved program and its prices as those of the program itself; `None` where prices are lost and not found again.
fn led_back(
    model: &mut Model,
    linear: &Linear,
    presolved: &Linear,
    (values, prices): (&[f64], &[f64]),
    limits: &Limits,
) -> Result<Option<Inner>, Halt> {
    let open = (presolved.value(values) - presolved.bound(prices)).max(0.0);
    let Some((values, prices)) = foreign::postsolved(model, values, &presolved.reduced_costs(prices), prices) else {
        return Ok(None);
    };
    let prices = found_again(linear, &values, prices, open, limits)?;
    Ok(prices.map(|prices| Inner::Point { values: linear.within(&values), prices }))
}

/// Prices that leave no more than `open` and noise between what they prove and what `values` come to: `prices`, with those of the rows that do
/// not fit looked for by themselves; `None` where that does not help, as where columns that cost nothing do not show that a row of theirs is lost too.
fn found_again(
    linear: &Linear,
    values: &[f64],
    mut prices: Vec<f64>,
    open: f64,
    limits: &Limits,
) -> Result<Option<Vec<f64>>, Halt> {
    let value = linear.value(values);
    let mut lost = Lost::default();
    for _ in 0..=PASSES {
        if value - linear.bound(&prices) <= open + LOST * (1.0 + value.abs()) {
            return Ok(Some(prices));
        }
        if !lost.add(linear, values, &prices) {
            break;
        }
        let part = lost.program(linear, &prices);
        let Inner::Point { prices: found, .. } = settled(&part, Asked::EXACTLY, limits)? else { break };
        lost.rows.iter().zip(found).for_each(|(&row, price)| prices[row] = price);
    }
    Ok(None)
}

/// The answer for a program as it stands.
fn settled(linear: &Linear, asked: Asked, limits: &Limits) -> Result<Inner, Halt> {
    if linear.cost.is_empty() {
        return Ok(without_columns(linear));
    }
    if let Some(times) = asked.ease {
        let largest = linear.cost.iter().fold(0.0, |most: f64, cost| most.max(cost.abs()));
        let price = times * if largest > 0.0 { largest } else { 1.0 };
        match run(linear, Some(price), limits)? {
            (answer @ Inner::Point { .. }, beyond) if beyond < APART => return Ok(answer),
            (Inner::Point { .. }, beyond) if beyond > FAR_APART && asked.is_doubted => {
                return Ok(Inner::Infeasible);
            }
            _ => {}
        }
    }
    Ok(run(linear, None, limits)?.0)
}

/// The answer for a program of which presolve has left rows at most, which the method does not take.
fn without_columns(linear: &Linear) -> Inner {
    let holds = |&(lower, upper): &(f64, f64)| lower <= APART && upper >= -APART;
    match linear.rows.iter().all(holds) {
        true => Inner::Point { values: Vec::new(), prices: vec![0.0; linear.rows.len()] },
        false => Inner::Infeasible,
    }
}

/// The answer, and by how much equations are missed in all.
fn run(linear: &Linear, ease: Option<f64>, limits: &Limits) -> Result<(Inner, f64), Halt> {
    let conic = Conic::of(linear, ease);
    let mut settings = DefaultSettingsBuilder::default();
    // One thread, so that the same folder gives the same roster; HiGHS's presolve has been at it.
    settings.verbose(false).max_threads(1).presolve_enable(false);
    settings.tol_gap_abs(GAP).tol_gap_rel(GAP).tol_feas(FEASIBLE).max_step_fraction(STEP);
    if let Some(left) = limits.left()? {
        settings.time_limit(left.as_secs_f64());
    }
    let settings = settings.build().map_err(|error| Halt::Defect(format!("Clarabel refused its settings: {error}")))?;
    let squares = CscMatrix::zeros((conic.costs.len(), conic.costs.len()));
    let solver = DefaultSolver::new(&squares, &conic.costs, &conic.matrix, &conic.right, &conic.cones(), settings);
    let Ok(mut solver) = solver else { return Ok((Inner::Unknown, 0.0)) };
    foreign::solve_conic(&mut solver, limits.stop);
    let solution = &solver.solution;
    Ok(match solution.status {
        SolverStatus::Solved | SolverStatus::AlmostSolved => {
            let (values, missed) = solution.x.split_at(linear.cost.len());
            let mut prices = conic.prices(&solution.z);
            // Where nothing costs anything, none are needed, and what the method calls prices is noise.
            if linear.cost.iter().all(|&cost| cost == 0.0) {
                prices.fill(0.0);
            }
            (Inner::Point { values: linear.within(values), prices }, missed.iter().sum())
        }
        SolverStatus::PrimalInfeasible => (Inner::Infeasible, 0.0),
        SolverStatus::MaxTime | SolverStatus::CallbackTerminated => return Err(Halt::Stopped),
        _ => (Inner::Unknown, 0.0),
    })
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::atomic::AtomicBool;

    use super::*;

    /// Columns from 0 to 1 with these costs, and rows with these coefficients and bounds.
    fn linear(cost: &[f64], rows: &[(&[f64], f64, f64)]) -> Linear {
        let mut linear = Linear {
            cost: cost.to_vec(),
            lower: vec![0.0; cost.len()],
            upper: vec![1.0; cost.len()],
            rows: rows.iter().map(|&(_, lower, upper)| (lower, upper)).collect(),
            starts: vec![0],
            entries: Vec::new(),
        };
        for column in 0..cost.len() {
            let entries = rows.iter().enumerate().map(|(row, (coefficients, ..))| (row, coefficients[column]));
            linear.entries.extend(entries.filter(|&(_, coefficient)| coefficient != 0.0));
            linear.starts.push(linear.entries.len());
        }
        linear
    }

    fn answer(linear: &Linear, eased: bool) -> Option<(f64, f64)> {
        let stop = AtomicBool::new(false);
        let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
        match settled(linear, Asked { ease: eased.then_some(100.0), is_doubted: false }, &limits) {
            Ok(Inner::Point { values, prices }) => Some((linear.value(&values), linear.bound(&prices))),
            Ok(Inner::Infeasible) => None,
            other => panic!("{}", matches!(other, Ok(Inner::Unknown))),
        }
    }

    fn is_about(answer: Option<(f64, f64)>, value: f64) -> bool {
        answer.is_some_and(|(found, bound)| (found - value).abs() < 1e-6 && (bound - value).abs() < 1e-6)
    }

    #[test]
    fn rows_of_every_kind_are_kept_and_priced() {
        const NONE: f64 = f64::INFINITY;
        for eased in [false, true] {
            assert!(is_about(answer(&linear(&[1.0, 3.0], &[(&[1.0, 1.0], 1.5, 1.5)]), eased), 2.5));
            assert!(is_about(answer(&linear(&[1.0, 3.0], &[(&[1.0, 1.0], 1.5, NONE)]), eased), 2.5));
            assert!(is_about(answer(&linear(&[-1.0, -3.0], &[(&[1.0, 1.0], -NONE, 1.5)]), eased), -3.5));
            assert!(is_about(answer(&linear(&[-1.0, 1.0], &[(&[1.0, -1.0], -0.5, 0.25)]), eased), -0.25));
        }
    }

    /// Half a unit of the row is worth 1,000, so missing it would be cheaper than keeping it, at the price that is asked at first.
    #[test]
    fn an_equation_that_it_would_pay_to_miss_is_kept() {
        let linear = linear(&[1.0], &[(&[0.001], 0.0005, 0.0005)]);
        assert!(is_about(answer(&linear, true), 0.5));
    }

    #[test]
    fn what_has_no_point_is_said_to_have_none() {
        let linear = linear(&[1.0, 1.0], &[(&[1.0, 1.0], 3.0, 3.0)]);
        assert_eq!((answer(&linear, false), answer(&linear, true)), (None, None));
    }

    #[test]
    fn what_costs_nothing_has_no_prices() {
        let stop = AtomicBool::new(false);
        let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
        let answer = settled(
            &linear(&[0.0, 0.0], &[(&[1.0, 1.0], 1.5, 1.5)]),
            Asked { ease: Some(100.0), is_doubted: false },
            &limits,
        );
        assert!(matches!(answer, Ok(Inner::Point { prices, .. }) if prices == [0.0]));
    }

    /// As many of five steps as there are people, of whom there have to be three. At first only the steps do not fit their row; at the price that it
    /// gets, one of the people costs more than is paid.
    #[test]
    fn prices_that_are_lost_are_found_and_so_are_those_that_this_shows_to_be() {
        let steps: (&[f64], f64, f64) = (&[1.0, 1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0], 0.0, 0.0);
        let people: (&[f64], f64, f64) = (&[0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0], 3.0, 3.0);
        let linear = linear(&[1.0, 3.0, 5.0, 7.0, 9.0, 2.0, 4.0, 4.5], &[steps, people]);
        let values = [1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0];
        let stop = AtomicBool::new(false);
        let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
        let found = found_again(&linear, &values, vec![0.0, 8.0], 0.0, &limits).unwrap_or(None).unwrap();
        assert!((linear.bound(&found) - 19.5).abs() < 1e-6, "{found:?}");
        // What lay open before is none of it, and where the point is not the best no prices prove it to be.
        assert_eq!(found_again(&linear, &values, vec![0.0, 8.0], 19.5, &limits).unwrap_or(None), Some(vec![0.0, 8.0]));
        let worse = [1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0];
        assert_eq!(found_again(&linear, &worse, vec![0.0, 8.0], 0.0, &limits).unwrap_or(None), None);
    }

    /// HiGHS's presolve has a word of its own for such a program, and leaves nothing to solve.
    #[test]
    fn presolve_says_where_there_is_no_point() {
        let model = |least: f64| {
            let mut problem = ::highs::RowProblem::new();
            let columns = [0, 1, 2].map(|_| problem.add_column(1.0, 0.0..=1.0));
            problem.add_row(least.., columns.map(|column| (column, 1.0)));
            problem.optimise(::highs::Sense::Minimise)
        };
        assert!(matches!(foreign::presolved(&mut model(3.5)), Presolved::Infeasible));
        assert!(!matches!(foreign::presolved(&mut model(2.5)), Presolved::Infeasible));
    }

    /// The method itself would index into nothing.
    #[test]
    fn a_program_without_columns_is_answered() {
        assert_eq!(answer(&linear(&[], &[]), true), Some((0.0, 0.0)));
        assert_eq!(answer(&linear(&[], &[(&[], -1.0, 0.0)]), false), Some((0.0, 0.0)));
        assert_eq!(answer(&linear(&[], &[(&[], 1.0, 1.0)]), false), None);
    }

    /// Keeping the row costs 800, missing 0.8 of it 80 at the price that is asked at first: whoever doubts that there is a point takes that for an
    /// answer, which is the mistake that may be made.
    #[test]
    fn what_is_doubted_is_given_up_where_much_is_missed() {
        let linear = linear(&[1.0; 1000], &[(&[0.001; 1000], 0.8, 0.8)]);
        assert!(is_about(answer(&linear, true), 800.0));
        let stop = AtomicBool::new(false);
        let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
        assert!(matches!(
            settled(&linear, Asked { ease: Some(100.0), is_doubted: true }, &limits),
            Ok(Inner::Infeasible)
        ));
    }

    #[test]
    fn a_stop_ends_it_at_the_next_step() {
        let conic = Conic::of(&linear(&[1.0, 3.0], &[(&[1.0, 1.0], 1.5, 1.5)]), None);
        let settings = DefaultSettingsBuilder::default().verbose(false).build().expect("known settings");
        let squares = CscMatrix::zeros((2, 2));
        let mut solver =
            DefaultSolver::new(&squares, &conic.costs, &conic.matrix, &conic.right, &conic.cones(), settings)
                .expect("a small program");
        foreign::solve_conic(&mut solver, &AtomicBool::new(true));
        assert_eq!(solver.solution.status, SolverStatus::CallbackTerminated);
        foreign::solve_conic(&mut solver, &AtomicBool::new(false));
        assert_eq!(solver.solution.status, SolverStatus::Solved);
    }
}
