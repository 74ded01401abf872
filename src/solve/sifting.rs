//! Linear programs with far more columns than an optimum needs: solved on a few, and on more only where they pay.
//!
//! In: a [`Problem`] and, where one is known, a point that satisfies its rows. Out: a [`LinearAnswer`] for all columns.
//! This is sifting: the program is solved on the columns that the point uses and a random few others; the prices of its
//! rows then tell which of the columns left out would lower the value. Those are added, until there are none: then the
//! prices prove the optimum for all columns.

use ::highs::{HighsModelStatus, Model, Row, SolvedModel};

use super::highs::{self, Method};
use super::interior::{self, Asked, Inner, NOISE};
use super::problem::{LinearAnswer, Problem, Wanted};
use super::reduced::{Answer, Reduced};
use super::{Halt, Limits};

/// The part of the columns of shifts that is taken up at first, beside those that the point uses.
const FIRST: f64 = 0.08;

/// How many steps beyond those that the point uses are taken up at first.
const STEPS: usize = 3;

/// What columns that are left out could gain at most together and be left out for good, relative to the value.
const GAIN: f64 = 1e-9;

/// Where more than this part of all columns is taken up, all are.
const MOST: f64 = 0.7;

/// A column that a point has no more than this of is not used by it, and a value this close to a whole number is one.
const USED: f64 = 1e-5;

/// Seed of the choice of columns.
const SEED: u64 = 1;

/// A column below this would lower the value (HiGHS's dual feasibility tolerance).
const PAYS: f64 = -1e-7;

/// After how many rounds in the middle all that pays is taken up, by noise or not.
const ROUNDS: usize = 4;

/// What a shift beyond the one that a stretch of days may hold costs for the time being, in multiples of the largest cost; how
/// often such a program is solved at most; how far from nothing such shifts may add up to; and what a column must lower the value by
/// at prices of interior point, which are less precise than those of a vertex.
const EASE: f64 = 20.0;
const EASED: usize = 8;
const APART: f64 = 1e-3;
const EASED_PAYS: f64 = -1e-6;

/// Minimises over the linear relaxation.
///
/// # Errors
/// [`Halt`] where the limits came first or HiGHS failed.
pub(super) fn linear(problem: &Problem, start: Option<&[f64]>, limits: &Limits) -> Result<LinearAnswer, Halt> {
    limits.left()?;
    let reduced = Reduced::of(problem);
    if reduced.contradiction {
        return Ok(LinearAnswer::Infeasible);
    }
    // What is presumed may have narrowed the face since, so that the point is none of it any more.
    if let Some(point) = start
        && problem.wanted != Wanted::Vertex
        && reduced.cost.iter().all(|&cost| cost == 0.0)
        && reduced.has(point)
    {
        return Ok(anywhere(problem, &reduced, point));
    }
    let everything: Vec<usize> = (0..reduced.columns.len()).collect();
    let mut chosen = match start {
        Some(point) => first(&reduced, point),
        None => everything.clone(),
    };
    if start.is_some_and(|point| !reduced.keeps_apart(point)) {
        chosen = eased(&reduced, chosen, limits)?.unwrap_or_else(|| everything.clone());
    }
    let is_any = problem.wanted != Wanted::Vertex && chosen.len() >= problem.middle && reduced.stretches.is_empty();
    if is_any && let Some(answer) = in_the_middle(problem, &reduced, chosen.clone(), limits)? {
        return Ok(answer);
    }
    loop {
        let method = if chosen.len() < problem.large { Method::Simplex } else { Method::Interior };
        let sifted = match sift(problem, &reduced, &chosen, method, limits) {
            // A crossover that ends imprecisely, or a simplex that cycles, is no reason to give up.
            Err(Halt::Defect(_)) => sift(problem, &reduced, &chosen, method.other(), limits)?,
            sifted => sifted?,
        };
        match sifted {
            Sifted::Answer(answer) => return Ok(answer),
            Sifted::Infeasible if chosen.len() == everything.len() => return Ok(LinearAnswer::Infeasible),
            Sifted::Infeasible => chosen.clone_from(&everything),
            Sifted::Grown(grown) => chosen = grown,
        }
    }
}

/// The answer of a program of which every point has the same value, as the rungs before have left nothing to it: `point`, and no prices.
fn anywhere(problem: &Problem, reduced: &Reduced, point: &[f64]) -> LinearAnswer {
    let values: Vec<f64> = reduced.columns.iter().map(|&column| point[column]).collect();
    let reduced_costs = vec![0.0; values.len()];
    let prices = vec![0.0; reduced.rows.len()];
    reduced.answer(problem, &Answer { value: 0.0, values, is_vertex: false, reduced_costs, prices: &prices })
}

/// A point with the least value that the columns which `start` uses can have; `start` satisfies the rows. What is nearly whole there is made
/// so. `None` where the method comes to no answer.
pub(super) fn corner(problem: &Problem, start: &[f64], limits: &Limits) -> Result<Option<Vec<f64>>, Halt> {
    let reduced = Reduced::of(problem);
    let is_used = |&place: &usize| is_used(&reduced, start, place) || reduced.lower[place] != 0.0;
    let chosen: Vec<usize> = (0..reduced.columns.len()).filter(is_used).collect();
    let Inner::Point { values, .. } = interior::solve(&reduced, &chosen, Asked::of(problem), limits)? else {
        return Ok(None);
    };
    let mut point = reduced.lower.clone();
    for (&place, value) in chosen.iter().zip(values) {
        point[place] = if (value - value.round()).abs() < USED { value.round() } else { value };
    }
    Ok(Some(reduced.point(problem, &point)))
}

/// Whether a point of the whole program uses a column.
fn is_used(reduced: &Reduced, point: &[f64], place: usize) -> bool {
    point[reduced.columns[place]] > reduced.lower[place] + USED
}

/// What came of a few columns.
enum Sifted {
    /// The optimum of the whole program.
    Answer(LinearAnswer),
    /// These columns alone cannot satisfy the rows.
    Infeasible,
    /// So many other columns pay that it is better to begin anew with these.
    Grown(Vec<usize>),
}

/// The columns to begin with: whatever the point uses, a random few of the shifts, and of the steps that cost something
/// the next few after the last that the point uses.
fn first(reduced: &Reduced, point: &[f64]) -> Vec<usize> {
    let used = |place: usize| is_used(reduced, point, place);
    let mut random = fastrand::Rng::with_seed(SEED);
    // Steps of one number stand beside each other, the cheaper first.
    let (mut unused, mut before) = (0, f64::INFINITY);
    (0..reduced.columns.len())
        .filter(|&place| {
            let cost = reduced.cost[place];
            unused = if used(place) || cost < before { 0 } else { unused + 1 };
            before = cost;
            let is_likely = match reduced.summed[place] {
                true => random.f64() < FIRST || cost < 0.0,
                false => cost <= 0.0 || unused < STEPS,
            };
            is_likely || used(place) || reduced.lower[place] != 0.0
        })
        .collect()
}

/// Solves the program on the columns `chosen`, and on more of them as long as they are few.
fn sift(
    problem: &Problem,
    reduced: &Reduced,
    chosen: &[usize],
    method: Method,
    limits: &Limits,
) -> Result<Sifted, Halt> {
    let mut inside = vec![false; reduced.columns.len()];
    let mut order = chosen.to_vec();
    limits.left()?;
    let (mut model, rows) = highs::load(reduced, chosen, |_| false, None)?;
    chosen.iter().for_each(|&place| inside[place] = true);
    let entries = |place: usize| reduced.entries(place).iter().map(|&(row, coefficient)| (rows[row], coefficient));
    highs::set(&mut model, "solver", method.name())?;
    if chosen.len() >= problem.middle {
        highs::set(&mut model, "presolve_rule_off", highs::WITHOUT_DEPENDENT_EQUATIONS)?;
    }
    loop {
        let solved = highs::run(model, limits)?;
        match solved.status() {
            HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => {}
            // Every cost is bounded below, so "unbounded or infeasible" can only mean the latter.
            HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => return Ok(Sifted::Infeasible),
            status => return Err(highs::stopped_or_defect(status)),
        }
        let solution = solved.get_solution();
        let prices = solution.dual_rows();
        let mut costs = vec![0.0; reduced.columns.len()];
        let mut values = reduced.lower.clone();
        for ((&place, &cost), &value) in order.iter().zip(solution.dual_columns()).zip(solution.columns()) {
            (costs[place], values[place]) = (cost, value);
        }
        let mut paying = Vec::new();
        for place in (0..inside.len()).filter(|&place| !inside[place]) {
            costs[place] = reduced.reduced_cost(place, prices);
            if costs[place] < PAYS {
                paying.push(place);
            }
        }
        if paying.is_empty() {
            let outside = (0..inside.len()).filter(|&place| !inside[place]);
            let rest: f64 = outside.map(|place| reduced.cost[place] * reduced.lower[place]).sum();
            let value = solved.objective_value() + rest;
            let answer = Answer { value, values, is_vertex: true, reduced_costs: costs, prices };
            return Ok(Sifted::Answer(reduced.answer(problem, &answer)));
        }
        // Simplex takes many steps that change nothing where shifts have to lie apart.
        if paying.len() > order.len() / 8 || !reduced.stretches.is_empty() {
            order.extend(paying);
            order.sort_unstable();
            return Ok(Sifted::Grown(order));
        }
        model = grown(
            solved,
            paying
                .iter()
                .map(|&place| (reduced.cost[place], reduced.lower[place], reduced.upper[place], entries(place))),
        )?;
        for place in paying {
            inside[place] = true;
            order.push(place);
        }
    }
}

/// Solves the program where any optimal point will do: on the columns `chosen`, and on more of them where they pay; `None` where
/// the method comes to no answer.
fn in_the_middle(
    problem: &Problem,
    reduced: &Reduced,
    mut chosen: Vec<usize>,
    limits: &Limits,
) -> Result<Option<LinearAnswer>, Halt> {
    let everything = reduced.columns.len();
    let asked = Asked::of(problem);
    let mut rounds = 0;
    loop {
        if chosen.len() as f64 > MOST * everything as f64 {
            chosen = (0..everything).collect();
        }
        let (found, prices) = match interior::solve(reduced, &chosen, asked, limits)? {
            Inner::Point { values, prices } => (values, prices),
            Inner::Infeasible if chosen.len() == everything && problem.is_doubted => {
                return Ok(Some(LinearAnswer::Infeasible));
            }
            // HiGHS has to say so too: a face that noise has made a little too narrow has points within its tolerance.
            Inner::Infeasible if chosen.len() == everything => return Ok(None),
            Inner::Infeasible => {
                chosen = (0..everything).collect();
                continue;
            }
            Inner::Unknown => return Ok(None),
        };
        let reduced_costs: Vec<f64> = (0..everything).map(|place| reduced.reduced_cost(place, &prices)).collect();
        let mut values = reduced.lower.clone();
        let mut is_inside = vec![false; everything];
        for (&place, value) in chosen.iter().zip(found) {
            (values[place], is_inside[place]) = (value, true);
        }
        let pays = |&place: &usize| !is_inside[place] && reduced_costs[place] < PAYS;
        let paying: Vec<usize> = (0..everything).filter(pays).collect();
        let gains = |&place: &usize| -reduced_costs[place] * (reduced.upper[place] - reduced.lower[place]);
        let value: f64 = reduced.cost.iter().zip(&values).map(|(cost, value)| cost * value).sum();
        if paying.iter().map(gains).sum::<f64>() <= GAIN * value.abs().max(1.0) {
            let answer = Answer { value, values, is_vertex: false, reduced_costs, prices: &prices };
            return Ok(Some(reduced.answer(problem, &answer)));
        }
        rounds += 1;
        chosen.extend(if rounds < ROUNDS { clearly_paying(paying, &reduced_costs, &prices) } else { paying });
        chosen.sort_unstable();
    }
}

/// Those of the columns `paying` that pay more than prices in the middle are off by; all of them where none does.
fn clearly_paying(paying: Vec<usize>, reduced_costs: &[f64], prices: &[f64]) -> Vec<usize> {
    let largest = prices.iter().fold(0.0, |most: f64, price| most.max(price.abs()));
    let clear: Vec<usize> = paying.iter().copied().filter(|&place| reduced_costs[place] < -NOISE * largest).collect();
    if clear.is_empty() { paying } else { clear }
}

/// Columns that can keep shifts apart as the program asks, beginning with `chosen`, which the point that is known does not show
/// them to; `None` where it is not known whether there are any.
///
/// For the time being a stretch of days may hold more shifts, which costs more than all else. The prices of interior point
/// without crossover are in the middle of those that are possible, so few columns pay that are not needed.
fn eased(reduced: &Reduced, mut chosen: Vec<usize>, limits: &Limits) -> Result<Option<Vec<usize>>, Halt> {
    let dearest = reduced.cost.iter().fold(0.0, |most: f64, cost| most.max(cost.abs()));
    let ease = EASE * if dearest > 0.0 { dearest } else { 1.0 };
    let mut inside = vec![false; reduced.columns.len()];
    chosen.iter().for_each(|&place| inside[place] = true);
    for _ in 0..EASED {
        limits.left()?;
        let (mut model, _) = highs::load(reduced, &chosen, |_| false, Some(ease))?;
        highs::set(&mut model, "solver", Method::Interior.name())?;
        highs::set(&mut model, "run_crossover", "off")?;
        let solved = match highs::run(model, limits) {
            Err(Halt::Defect(_)) => return Ok(None),
            solved => solved?,
        };
        if solved.status() != HighsModelStatus::Optimal {
            limits.left()?;
            return Ok(None);
        }
        let solution = solved.get_solution();
        let beyond: f64 = solution.columns()[chosen.len()..].iter().sum();
        let prices = solution.dual_rows();
        let pays = |&place: &usize| !inside[place] && reduced.reduced_cost(place, prices) < EASED_PAYS;
        let paying: Vec<usize> = (0..inside.len()).filter(pays).collect();
        let is_apart = beyond < APART;
        if paying.is_empty() && !is_apart {
            return Ok(None);
        }
        let is_little = is_apart && paying.len() < chosen.len() / 50;
        paying.iter().for_each(|&place| inside[place] = true);
        chosen.extend(paying);
        chosen.sort_unstable();
        if is_little {
            return Ok(Some(chosen));
        }
    }
    Ok(None)
}

/// The solved program with further columns: its basis is where primal simplex goes on from.
fn grown<E: Iterator<Item = (Row, f64)>>(
    solved: SolvedModel,
    columns: impl Iterator<Item = (f64, f64, f64, E)>,
) -> Result<Model, Halt> {
    let mut model = Model::from(solved);
    for (cost, lower, upper, entries) in columns {
        highs::passed(model.try_add_column(cost, lower..=upper, entries))?;
    }
    highs::set(&mut model, "solver", Method::Simplex.name())?;
    highs::set(&mut model, "simplex_strategy", 4)?;
    Ok(model)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Prices of 10,000 are off by a hundred-thousandth: a column that pays that little is not taken up beside one that pays, but alone.
    #[test]
    fn what_pays_by_noise_alone_is_taken_up_only_where_nothing_else_pays() {
        let (prices, reduced_costs) = ([-1e4, 3.0], [-1e-6, 0.5, -1e-4, -9e-6]);
        assert_eq!(clearly_paying(vec![0, 2, 3], &reduced_costs, &prices), [2]);
        assert_eq!(clearly_paying(vec![0, 3], &reduced_costs, &prices), [0, 3]);
    }
}
