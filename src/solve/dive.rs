//! Diving: from a fractional point of a face to a whole one, a batch of shifts at a time.
//!
//! In: a [`Problem`] without costs. Out: a point that is whole in some of its columns, or nothing; what is not found here
//! may still exist. The shifts that a linear program holds most of are rounded up, as many at once as no row of counts
//! speaks against, and the program is solved again from where it ended. Where that has no answer, fewer are rounded at
//! once, and a single shift that cannot be rounded up is ruled out.

use ::highs::{HighsModelStatus, Model};

use super::highs::{self, Method, Problem};
use super::reduced::Reduced;
use super::{Halt, Limits};

/// The part of the fractional columns that is rounded up at once.
const BATCH: f64 = 0.25;

/// How often rounding may fail before the dive is given up.
const FAILURES: usize = 40;

/// A value this close to a whole number is one (HiGHS's integrality tolerance).
const WHOLE: f64 = 1e-6;

/// A point of the problem that is whole in the columns of `whole`, if the dive comes to one.
///
/// # Errors
/// [`Halt`] where the limits came first or HiGHS failed.
pub(super) fn dive(problem: &Problem, whole: &[usize], limits: &Limits) -> Result<Option<Vec<f64>>, Halt> {
    let mut reduced = Reduced::of(problem);
    if reduced.contradiction {
        return Ok(None);
    }
    let mut is_whole = vec![false; problem.program.columns()];
    whole.iter().for_each(|&column| is_whole[column] = true);
    let places: Vec<usize> = (0..reduced.columns.len()).filter(|&place| is_whole[reduced.columns[place]]).collect();
    let everything: Vec<usize> = (0..reduced.columns.len()).collect();
    let (mut model, _) = reduced.load(&everything, |_| false)?;
    let method = if everything.len() < problem.large { Method::Simplex } else { Method::Interior };
    highs::set(&mut model, "solver", method.name())?;
    let (mut model, found) = solved(model, limits)?;
    let Some(mut values) = found else { return Ok(None) };
    highs::set(&mut model, "solver", Method::Simplex.name())?;
    let (mut failures, mut batch) = (0, usize::MAX);
    loop {
        let mut fractional: Vec<usize> = places.iter().copied().filter(|&place| is_fractional(values[place])).collect();
        if fractional.is_empty() {
            return Ok(Some(reduced.point(problem, &values)));
        }
        fractional.sort_by(|&a, &b| values[b].fract().total_cmp(&values[a].fract()).then(a.cmp(&b)));
        batch = batch.min((fractional.len() as f64 * BATCH).ceil() as usize).max(1);
        let before = reduced.lower.clone();
        let found;
        round_up(&mut reduced, &fractional, &values, batch);
        (model, found) = again(model, &reduced, limits)?;
        if let Some(found) = found {
            (values, batch) = (found, batch.saturating_mul(2));
            continue;
        }
        failures += 1;
        if failures > FAILURES {
            return Ok(None);
        }
        reduced.lower = before;
        if batch > 1 {
            batch /= 4;
            continue;
        }
        let refused = fractional[0];
        reduced.upper[refused] = values[refused].floor();
        let found;
        (model, found) = again(model, &reduced, limits)?;
        match found {
            Some(found) => values = found,
            None => return Ok(None),
        }
    }
}

/// Rounds up the first `batch` of the fractional columns that fit beside each other, as far as rows of counts can tell.
fn round_up(reduced: &mut Reduced, fractional: &[usize], values: &[f64], batch: usize) {
    let mut left = reduced.room();
    let mut rounded = 0;
    for &place in fractional {
        if rounded == batch {
            break;
        }
        let rise = values[place].ceil() - reduced.lower[place];
        if reduced.entries(place).iter().all(|&(row, coefficient)| coefficient * rise <= left[row] + WHOLE) {
            reduced.entries(place).iter().for_each(|&(row, coefficient)| left[row] -= coefficient * rise);
            reduced.lower[place] += rise;
            rounded += 1;
        }
    }
    if rounded == 0 {
        // Let the program itself say so of the first one.
        reduced.lower[fractional[0]] = values[fractional[0]].ceil();
    }
}

fn again(mut model: Model, reduced: &Reduced, limits: &Limits) -> Result<(Model, Option<Vec<f64>>), Halt> {
    highs::change_bounds(&mut model, &reduced.lower, &reduced.upper)?;
    solved(model, limits)
}

/// The model, and its point if it has one.
fn solved(model: Model, limits: &Limits) -> Result<(Model, Option<Vec<f64>>), Halt> {
    let solved = highs::run(model, limits)?;
    if std::env::var_os("VP_LOG").is_some() {
        eprintln!("  dive {:?} {}", solved.status(), solved.simplex_iteration_count());
    }
    let found = match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => Some(solved.get_solution().columns().to_vec()),
        HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => None,
        status => return Err(highs::stopped_or_defect(status)),
    };
    Ok((Model::from(solved), found))
}

fn is_fractional(value: f64) -> bool {
    (value - value.round()).abs() > WHOLE
}
