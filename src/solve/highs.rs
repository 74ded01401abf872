//! The one place that speaks to HiGHS: builds a problem with good_lp, takes the solver's own model out of it, and
//! translates its status.
//!
//! In: a [`Program`] under bounds, costs, limits. Out: [`LinearAnswer`] or [`WholeAnswer`]. A limit is never
//! reported as an optimum, and an infeasible problem is an answer, not a failure.

use std::ops::Range;
use std::time::Duration;

use ::highs::{HighsModelStatus, HighsSolutionStatus, HighsStatus, Model, SolvedModel};
use good_lp::solvers::highs::highs;
use good_lp::{Expression, ProblemVariables, SolverModel, Variable, variable};

use highs_sys::{Highs_versionMajor, Highs_versionMinor, Highs_versionPatch};

use super::{Halt, Limits};
use crate::model::{Part, Program, Row, Sense};

/// Seed and threads are fixed, so that the same folder gives the same roster.
const SEED: i32 = 0;
const THREADS: i32 = 1;

/// How far below HiGHS's own tolerances a time limit may fall before a solve is not worth starting.
const SHORTEST_RUN: Duration = Duration::from_millis(10);

/// How far a row may be off and still hold (HiGHS's primal feasibility tolerance).
const FEASIBLE: f64 = 1e-7;

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
    /// Rows that the others imply.
    pub implied: Range<usize>,
}

impl Problem<'_> {
    /// Whether a column has more than one value.
    pub(super) fn is_free(&self, column: usize) -> bool {
        self.lower[column] < self.upper[column]
    }
}

/// How far an integer program's rows and whole numbers may be off.
const FINE_TOLERANCE: f64 = 1e-8;
const USUAL_TOLERANCE: f64 = 1e-6;

/// What came of a linear program.
pub(super) enum LinearAnswer {
    /// A vertex of the optimal face with its prices.
    Optimal { value: f64, columns: Vec<f64>, reduced_costs: Vec<f64>, prices: Vec<f64> },
    /// No point satisfies the rows.
    Infeasible,
}

/// What came of an integer program.
pub(super) enum WholeAnswer {
    /// The best point, and the bound that is proven. `closed` where HiGHS closed the gap.
    Found { value: f64, bound: f64, closed: bool, columns: Vec<f64> },
    /// No whole-number point satisfies the rows.
    Infeasible,
    /// The time given ran out without a point; the bound is proven (−∞ where there is none).
    Nothing { bound: f64 },
}

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

/// The solver's version, such as `1.15.0`.
pub(super) fn version() -> String {
    // SAFETY: these functions take nothing and return numbers that were compiled in.
    let numbers = unsafe { [Highs_versionMajor(), Highs_versionMinor(), Highs_versionPatch()] };
    numbers.map(|number| number.to_string()).join(".")
}

/// Minimises over whole numbers in the columns of `whole`, within `nodes` branch-and-bound nodes.
///
/// # Errors
/// [`Halt`] where the limits came first or HiGHS failed.
pub(super) fn whole(
    problem: &Problem,
    whole: &[usize],
    nodes: Option<i32>,
    limits: &Limits,
) -> Result<WholeAnswer, Halt> {
    // Rows that hold a rung leave little room: with its default (1e-6) HiGHS has been seen to cut the optimum off. Where
    // it cannot keep to the finer tolerance, it says so, and the default has to do.
    match whole_within(problem, whole, nodes, FINE_TOLERANCE, limits) {
        Err(Halt::Defect(_)) => whole_within(problem, whole, nodes, USUAL_TOLERANCE, limits),
        answer => answer,
    }
}

fn whole_within(
    problem: &Problem,
    whole: &[usize],
    nodes: Option<i32>,
    tolerance: f64,
    limits: &Limits,
) -> Result<WholeAnswer, Halt> {
    let mut reduced = build(problem, whole)?;
    if reduced.contradiction {
        return Ok(WholeAnswer::Infeasible);
    }
    set(&mut reduced.model, "mip_feasibility_tolerance", tolerance)?;
    // A gap of zero: "optimal" must mean that bound and value agree.
    set(&mut reduced.model, "mip_rel_gap", 0.0)?;
    if let Some(nodes) = nodes {
        set(&mut reduced.model, "mip_max_nodes", nodes)?;
    }
    let Reduced { model, columns: places, offset, .. } = reduced;
    let t0 = std::time::Instant::now();
    let solved = run(model, limits)?;
    if std::env::var_os("VP_LOG").is_some() { eprintln!("  mip {} {:?} {:?}", places.len(), t0.elapsed(), solved.status()); }
    let branched = whole.iter().any(|&column| problem.lower[column] < problem.upper[column]);
    let bound = || solved.double_info_value(c"mip_dual_bound").unwrap_or(f64::NEG_INFINITY) + offset;
    let value = solved.objective_value() + offset;
    // Asked only where a limit was reached: HiGHS knows no such status of a problem without columns.
    let found = || solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let columns = || point(problem, &places, solved.get_solution().columns());
    match solved.status() {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => {
            // Without whole-number columns HiGHS solves a linear program, and reports no such bound.
            let bound = if branched { bound().min(value) } else { value };
            Ok(WholeAnswer::Found { value, bound, closed: true, columns: columns() })
        }
        HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => Ok(WholeAnswer::Infeasible),
        // The limit on nodes is called a solution limit.
        HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedSolutionLimit if branched && found() => {
            Ok(WholeAnswer::Found { value, bound: bound(), closed: false, columns: columns() })
        }
        HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedSolutionLimit => {
            Ok(WholeAnswer::Nothing { bound: bound() })
        }
        status => Err(stopped_or_defect(status)),
    }
}

pub(super) fn stopped_or_defect(status: HighsModelStatus) -> Halt {
    match status {
        HighsModelStatus::ReachedTimeLimit | HighsModelStatus::ReachedInterrupt => Halt::Stopped,
        status => Halt::Defect(format!("HiGHS ended with the status {status:?}")),
    }
}

/// A problem as HiGHS sees it: without the columns that have one value only, and the rows that are left empty by that.
struct Reduced {
    model: Model,
    /// The program's column behind each of the model's.
    columns: Vec<usize>,
    /// What the fixed columns cost.
    offset: f64,
    /// Whether a row that nothing is left of does not hold.
    contradiction: bool,
}

/// The reduced problem's values at their places in the program.
fn point(problem: &Problem, places: &[usize], values: &[f64]) -> Vec<f64> {
    let mut point = problem.lower.to_vec();
    for (&column, &value) in places.iter().zip(values) {
        point[column] = value;
    }
    point
}

fn build(problem: &Problem, whole: &[usize]) -> Result<Reduced, Halt> {
    let mut is_whole = vec![false; problem.program.columns()];
    for &column in whole {
        is_whole[column] = true;
    }
    let mut variables = ProblemVariables::new();
    let mut handles: Vec<Option<Variable>> = vec![None; problem.program.columns()];
    let mut columns = Vec::with_capacity(problem.part.columns.len());
    for &column in &problem.part.columns {
        let (lower, upper) = (problem.lower[column], problem.upper[column]);
        if lower < upper {
            let definition = variable().min(lower).max(upper);
            handles[column] = Some(variables.add(if is_whole[column] { definition.integer() } else { definition }));
            columns.push(column);
        }
    }
    let expression = |terms: &[(usize, f64)]| -> (Expression, f64, bool) {
        let (mut sum, mut fixed, mut empty) = (Expression::with_capacity(terms.len()), 0.0, true);
        for &(column, coefficient) in terms {
            match handles[column] {
                Some(handle) => {
                    sum.add_mul(coefficient, handle);
                    empty = false;
                }
                None => fixed += coefficient * problem.lower[column],
            }
        }
        (sum, fixed, empty)
    };
    let (objective, offset, _) = expression(problem.costs);
    let mut model = variables.minimise(objective).using(highs);
    let mut contradiction = false;
    let ours = problem.part.rows.iter().map(|&row| (Some(row), &problem.program.rows[row]));
    for (place, row) in ours.chain(problem.extra.iter().map(|&row| (None, row))) {
        let (left, fixed, empty) = expression(&row.terms);
        let right = row.right - fixed;
        let sense = if place.is_some_and(|row| problem.tight[row]) { Sense::Equal } else { row.sense };
        if empty {
            contradiction |= match sense {
                Sense::Equal => right.abs() > FEASIBLE,
                Sense::AtMost => right < -FEASIBLE,
                Sense::AtLeast => right > FEASIBLE,
            };
            continue;
        }
        model.add_constraint(match sense {
            Sense::Equal => left.eq(right),
            Sense::AtMost => left.leq(right),
            Sense::AtLeast => left.geq(right),
        });
    }
    // Options set on good_lp's model are lost on the way to HiGHS's own, so all are set there.
    let model =
        model.try_into_inner().map_err(|error| Halt::Defect(format!("HiGHS refused the problem: {error}")))?;
    Ok(Reduced { model, columns, offset, contradiction })
}

/// Runs HiGHS for as long as the limits leave.
pub(super) fn run(mut model: Model, limits: &Limits) -> Result<SolvedModel, Halt> {
    set(&mut model, "random_seed", SEED)?;
    set(&mut model, "threads", THREADS)?;
    if let Some(left) = limits.left()? {
        set(&mut model, "time_limit", left.max(SHORTEST_RUN).as_secs_f64())?;
    }
    passed(model.try_solve())
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
