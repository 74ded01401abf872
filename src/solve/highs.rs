//! HiGHS as the engine asks it: how hard to look, and what its statuses mean.
//!
//! In: a [`Problem`] and limits. Out: [`WholeAnswer`]; linear programs are asked of `sifting`, in the same words. A limit is never reported as an optimum, and an infeasible problem is an answer, not a failure.

use std::time::Duration;

use ::highs::{ColProblem, HighsModelStatus, HighsSolutionStatus, HighsStatus, Model, SolvedModel};

use super::problem::{Problem, WholeAnswer};
use super::reduced::Reduced;
use super::{Halt, Limits, foreign};

/// Seed and threads are fixed, so that the same folder gives the same roster.
const SEED: i32 = 0;
const THREADS: i32 = 1;

/// What its presolve is not to look for where that is `presolve_rule_off`: equations that follow from others. On faces that many rows hold
/// with equality, that takes several times as long as all else.
pub(super) const WITHOUT_DEPENDENT_EQUATIONS: i32 = 1 << 10;

/// How far below HiGHS's own tolerances a time limit may fall before a solve is not worth starting.
const SHORTEST_RUN: Duration = Duration::from_millis(10);

/// How to solve linear programs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Method {
    /// Dual simplex: best on small programs.
    Simplex,
    /// Interior point, then crossover to a vertex: best on large ones.
    Interior,
}

impl Method {
    /// HiGHS's word for it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Method::Simplex => "simplex",
            Method::Interior => "ipm",
        }
    }

    /// The one to try where this one fails.
    pub(super) fn other(self) -> Self {
        match self {
            Method::Simplex => Method::Interior,
            Method::Interior => Method::Simplex,
        }
    }
}

/// How hard to look for whole numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// Branch-and-bound nodes; `None` means as many as it takes.
    pub nodes: Option<i32>,
    /// How far from the bound a value may stay, relative to it.
    pub gap: f64,
    /// How far rows and whole numbers may be off.
    pub tolerance: f64,
    /// Whether HiGHS may make the program smaller first. Its presolve has once been seen to call a program infeasible that was not
    /// (HiGHS 1.15; 38 columns, rows over the steps of several sums, steps not said to be whole).
    pub presolve: bool,
}

impl Effort {
    /// Until value and bound agree. Rows that hold a rung leave little room: with its default tolerance HiGHS has been
    /// seen to cut the optimum off.
    pub(super) const EXACT: Effort = Effort { nodes: None, gap: 0.0, tolerance: 1e-8, presolve: true };

    /// Until it gets hard, with HiGHS's own tolerance.
    pub(super) const TRY: Effort = Effort { nodes: Some(20), gap: 0.0, tolerance: USUAL_TOLERANCE, presolve: true };
}

/// Integer programs with more columns than this begin with interior point: simplex has been seen not to come to an end. Where only a point is
/// looked for, that has been seen of small ones too: all costs are alike to it.
const LARGE: usize = 50_000;
const LARGE_WITHOUT_COSTS: usize = 3_000;

/// Rows beside the program with more terms than this are over the costs of a goal.
const DENSE: usize = 1_000;

/// HiGHS's own tolerance in integer programs.
const USUAL_TOLERANCE: f64 = 1e-6;

/// Minimises over whole numbers in the columns of `whole`.
///
/// # Errors
/// [`Halt`] where the limits came first or HiGHS failed.
pub(super) fn whole(problem: &Problem, whole: &[usize], effort: Effort, limits: &Limits) -> Result<WholeAnswer, Halt> {
    let ask = |effort: Effort| match whole_within(problem, whole, effort, limits) {
        // Where it cannot keep to a finer tolerance, it says so, and its own has to do.
        Err(Halt::Defect(_)) => whole_within(problem, whole, Effort { tolerance: USUAL_TOLERANCE, ..effort }, limits),
        answer => answer,
    };
    match ask(effort)? {
        // Where that is the last word, it has to be so without presolve as well.
        WholeAnswer::Infeasible if effort.presolve && effort.nodes.is_none() => {
            ask(Effort { presolve: false, ..effort })
        }
        answer => Ok(answer),
    }
}

fn whole_within(problem: &Problem, whole: &[usize], effort: Effort, limits: &Limits) -> Result<WholeAnswer, Halt> {
    limits.left()?;
    let reduced = Reduced::of(problem);
    if reduced.contradiction {
        return Ok(WholeAnswer::Infeasible);
    }
    let mut is_whole = vec![false; problem.program.columns()];
    whole.iter().for_each(|&column| is_whole[column] = true);
    let everything: Vec<usize> = (0..reduced.columns.len()).collect();
    limits.left()?;
    let (mut model, _) = load(&reduced, &everything, |place| is_whole[reduced.columns[place]], None)?;
    set(&mut model, "mip_feasibility_tolerance", effort.tolerance)?;
    // With a row over a whole goal, simplex takes a minute for what interior point takes seconds for.
    let is_dense = problem.extra.iter().any(|row| row.terms.len() > DENSE);
    let large = if problem.costs.is_empty() { LARGE_WITHOUT_COSTS } else { LARGE };
    if reduced.columns.len() > large || is_dense {
        set(&mut model, "mip_lp_solver", Method::Interior.name())?;
    }
    // With a gap of zero, "optimal" means that bound and value agree.
    set(&mut model, "mip_rel_gap", effort.gap)?;
    if !effort.presolve {
        set(&mut model, "presolve", "off")?;
    }
    if let Some(nodes) = effort.nodes {
        set(&mut model, "mip_max_nodes", nodes)?;
    }
    let solved = run(model, limits)?;
    let branched = reduced.columns.iter().any(|&column| is_whole[column]);
    let bound = || solved.double_info_value(c"mip_dual_bound").unwrap_or(f64::NEG_INFINITY) + reduced.offset;
    let value = solved.objective_value() + reduced.offset;
    // Asked only where a limit was reached: HiGHS knows no such status of a problem without columns.
    let found = || solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let columns = || reduced.point(problem, solved.get_solution().columns());
    match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => {
            // Without whole-number columns HiGHS solves a linear program, and reports no such bound.
            let bound = if branched { bound().min(value) } else { value };
            Ok(WholeAnswer::Found { value, bound, closed: true, columns: columns() })
        }
        HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => Ok(WholeAnswer::Infeasible),
        // The limit on nodes is called a solution limit.
        HighsModelStatus::ReachedTimeLimit
        | HighsModelStatus::ReachedInterrupt
        | HighsModelStatus::ReachedSolutionLimit
            if branched && found() =>
        {
            Ok(WholeAnswer::Found { value, bound: bound(), closed: false, columns: columns() })
        }
        HighsModelStatus::ReachedTimeLimit
        | HighsModelStatus::ReachedInterrupt
        | HighsModelStatus::ReachedSolutionLimit => Ok(WholeAnswer::Nothing { bound: bound() }),
        status => Err(stopped_or_defect(status)),
    }
}

/// What it means that HiGHS came to no answer.
pub(super) fn stopped_or_defect(status: HighsModelStatus) -> Halt {
    match status {
        HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedInterrupt => Halt::Stopped,
        status => Halt::Defect(format!("HiGHS ended with the status {status:?}")),
    }
}

/// The columns `chosen` of a reduced program, and all its rows, as HiGHS takes them; stretches of days that can't bind with
/// these columns have no bounds. Where stretches are eased, a column behind those lets each of them hold more shifts, at
/// that cost.
pub(super) fn load(
    reduced: &Reduced,
    chosen: &[usize],
    is_whole: impl Fn(usize) -> bool,
    ease: Option<f64>,
) -> Result<(Model, Vec<::highs::Row>), Halt> {
    let mut problem = ColProblem::new();
    let is_idle = reduced.idle(chosen);
    let bounds = |row: usize| if is_idle[row] { (f64::NEG_INFINITY, f64::INFINITY) } else { reduced.rows[row] };
    let bounds = (0..reduced.rows.len()).map(bounds);
    let rows: Vec<_> = bounds.map(|(lower, upper)| problem.add_row(lower..=upper)).collect();
    for &place in chosen {
        let entries = reduced.entries(place).iter().map(|&(row, coefficient)| (rows[row], coefficient));
        let bounds = reduced.lower[place]..=reduced.upper[place];
        problem.add_column_with_integrality(reduced.cost[place], bounds, entries, is_whole(place));
    }
    if let Some(cost) = ease {
        reduced.stretches.iter().filter(|&&row| !is_idle[row]).for_each(|&row| {
            problem.add_column(cost, 0.0.., [(rows[row], -1.0)]);
        });
    }
    Ok((passed(problem.try_optimise(::highs::Sense::Minimise))?, rows))
}

/// Runs HiGHS for as long as the limits leave, counted from now, however often the object has been run before.
pub(super) fn run(mut model: Model, limits: &Limits) -> Result<SolvedModel, Halt> {
    set(&mut model, "random_seed", SEED)?;
    set(&mut model, "threads", THREADS)?;
    if let Some(left) = limits.left()? {
        if !foreign::zero_clock(&mut model) {
            return Err(Halt::Defect("HiGHS does not set its clock to zero".to_owned()));
        }
        set(&mut model, "time_limit", left.max(SHORTEST_RUN).as_secs_f64())?;
    }
    match foreign::solve(model, limits.stop) {
        Ok(solved) => Ok(solved),
        // Where it was stopped at an awkward moment, HiGHS calls that a failure.
        Err(status) => limits.left().and(passed(Err(status))),
    }
}

/// What HiGHS gives back, or the defect that it must be where it refuses.
pub(super) fn passed<T>(result: Result<T, HighsStatus>) -> Result<T, Halt> {
    result.map_err(|status| Halt::Defect(format!("HiGHS refused the problem: {status:?}")))
}

/// Sets an option of HiGHS.
pub(super) fn set<V: ::highs::HighsOptionValue>(model: &mut Model, option: &str, value: V) -> Result<(), Halt> {
    model
        .try_set_option(option, value)
        .map_err(|error| Halt::Defect(format!("HiGHS does not take its option {option}: {error:?}")))
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::atomic::AtomicBool;
    use std::time::Instant;

    use ::highs::{RowProblem, Sense};

    use super::*;

    /// An assignment of `size` to `size`, with costs in no order.
    fn assignment(size: usize) -> Model {
        let mut problem = RowProblem::new();
        let cost = |place: usize| (place * 7919 % 1009) as f64;
        let columns: Vec<_> = (0..size * size).map(|place| problem.add_column(cost(place), 0.0..)).collect();
        for i in 0..size {
            problem.add_row(1.0..=1.0, (0..size).map(|j| (columns[i * size + j], 1.0)));
            problem.add_row(1.0..=1.0, (0..size).map(|j| (columns[j * size + i], 1.0)));
        }
        problem.optimise(Sense::Minimise)
    }

    /// Later runs go on from the last basis and are short, so a clock that adds up is found out at the second.
    #[test]
    fn the_time_limit_counts_from_the_run_and_not_from_the_first_one() {
        let stop = AtomicBool::new(false);
        let deadline = Instant::now().checked_add(Duration::from_secs(3600));
        let limits = Limits { deadline, stop: &stop, threads: NonZeroUsize::MIN };
        let mut model = assignment(30);
        let mut all = 0.0;
        for _ in 0..100 {
            let begun = Instant::now();
            let solved = run(model, &limits).unwrap();
            let ours = begun.elapsed().as_secs_f64();
            assert_eq!(solved.status(), HighsModelStatus::Optimal);
            model = Model::from(solved);
            let counted = foreign::clock(&mut model);
            assert!(counted <= ours, "HiGHS has counted {counted} s in a run of {ours} s");
            all += counted;
        }
        assert!(all > 0.0);
    }
}
