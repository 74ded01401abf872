//! Climbing: each rung's linear program on the optimal face of the rungs before it.
//!
//! In: a [`Model`]. Out: values that bound every roster, and the [`Face`] they are attained on. Rungs are held by
//! complementary slackness: a column with a reduced cost stays at its bound, a row with a price stays tight. The face
//! is then exactly the set of optimal points of the linear program, and the model shrinks with every rung. A rung is
//! never held by a row over its objective here: such a row is dense and sits on the solver's tolerance.

mod corner;
mod narrowed;

use super::highs::{self, Effort};
use super::problem::{LinearAnswer, Problem, Wanted, WholeAnswer};
use super::safe::Prices;
use super::{Halt, Limits, sifting};
use crate::domain::goal::Rung;
use crate::domain::value::slack;
use crate::model::{Model, Part, Row, Sense};
use narrowed::{NEARLY, meets};

/// Costs that are fractions are scaled up, so that differences between them stay far above HiGHS's dual tolerance (1e-7).
const SCALE_OF_FRACTIONS: f64 = 1e3;

/// Programs with people, and without, that have more columns than this are begun by interior point; measured, see
/// docs/engine.md. Rounding is easy for simplex at any size.
const LARGE: usize = 2_000;
const LARGE_WITHOUT_PEOPLE: usize = 10_000;

/// Programs with fewer columns than this are not solved in the middle: they gain little by it.
const MIDDLE: usize = 7_500;

/// Points that are optimal on every rung so far: bounds by column, and rows that hold with equality.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Face {
    pub lower: Vec<f64>,
    pub upper: Vec<f64>,
    pub tight: Vec<bool>,
    /// Further rows: rungs that are held at a value no linear bound meets, sets of windows that are short of people.
    pub held: Vec<Row>,
}

/// How a rung's linear program is to be solved.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sought<'a> {
    /// A point of the face, if one is known.
    pub start: Option<&'a [f64]>,
    /// Whether the point that comes of it is to be as whole as a vertex.
    pub corner: bool,
    /// Whether nothing is lost but time where the face is said to have no point and has one.
    pub is_doubted: bool,
}

/// What a rung comes to on a face.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Optimum {
    /// The least value, on the solver's word; of whole numbers the one that is proven, if that is nearly the same.
    pub value: f64,
    /// No roster of the face has less, whatever the solver's word is worth; −∞ where nothing is known.
    pub bound: f64,
    /// A point with that value, and whether it is a vertex.
    pub point: Vec<f64>,
    is_vertex: bool,
    /// The prices that prove the bound.
    priced: Priced,
}

/// Prices of rows as [`Prices`] has them.
#[derive(Debug, Clone, PartialEq)]
struct Priced {
    rows: Vec<f64>,
    extra: Vec<f64>,
    reduced_costs: Vec<f64>,
}

impl Face {
    /// Every point of the model.
    pub(super) fn of(model: &Model) -> Self {
        Face {
            lower: model.program.lower.clone(),
            upper: model.program.upper.clone(),
            tight: vec![false; model.program.rows.len()],
            held: Vec::new(),
        }
    }

    pub(super) fn problem<'a>(&'a self, model: &'a Model, part: &'a Part, costs: &'a [(usize, f64)]) -> Problem<'a> {
        let Face { lower, upper, tight, held } = self;
        // Rows that speak of columns outside the part are left out, which makes it a relaxation like the part itself.
        let inside = |row: &&Row| row.terms.iter().all(|(column, _)| part.columns.binary_search(column).is_ok());
        let extra = held.iter().filter(inside).collect();
        let people = part.columns.last().is_some_and(|&last| last >= model.municipal.0);
        let (sums, implied) = if people { (&model.ties[..], model.implied.clone()) } else { (&[][..], 0..0) };
        let large = if people { LARGE } else { LARGE_WITHOUT_PEOPLE };
        let stretches = model.stretches.clone();
        Problem {
            program: &model.program,
            part,
            lower,
            upper,
            tight,
            extra,
            costs,
            sums,
            large,
            middle: MIDDLE,
            wanted: Wanted::Vertex,
            is_doubted: false,
            implied,
            stretches,
        }
    }

    /// Minimises a rung over the linear relaxation of a part and narrows the face to its optimal points; `None` where the face has no
    /// point on this part.
    ///
    /// No roster that attains the bound is lost: a column or a row that holds for all of these is known by what a whole unit of it
    /// would add to the bound ([`safe`]).
    pub(super) fn climb(
        &mut self,
        model: &Model,
        part: &Part,
        rung: Rung,
        sought: Sought,
        limits: &Limits,
    ) -> Result<Option<Optimum>, Halt> {
        // That a face has no point at all is soon known where no equation may be missed and costs are of many sizes.
        let ease = ease(rung).filter(|_| rung.is_whole() || !sought.is_doubted);
        let any = Wanted::Any { ease };
        let before = self.clone();
        let Some(mut optimum) = self.minimise(model, part, rung, sought, any, limits)? else { return Ok(None) };
        let is_proven = meets(rung, optimum.bound, optimum.value);
        if optimum.is_vertex || (is_proven && !sought.corner) {
            return Ok(Some(optimum));
        }
        let point = match is_proven {
            true => self.corner(model, part, &optimum.point, limits)?,
            false => None,
        };
        if let Some(point) = point {
            optimum.point = point;
            return Ok(Some(optimum));
        }
        // Prices that prove less than was found, which happens: a vertex has better ones.
        *self = before;
        self.minimise(model, part, rung, sought, Wanted::Vertex, limits)
    }

    fn minimise(
        &mut self,
        model: &Model,
        part: &Part,
        rung: Rung,
        sought: Sought,
        wanted: Wanted,
        limits: &Limits,
    ) -> Result<Option<Optimum>, Halt> {
        let (costs, scale) = (costs(model, part, rung)?, scale(rung));
        let scaled = scaled(&costs, scale);
        let mut problem = Problem { wanted, is_doubted: sought.is_doubted, ..self.problem(model, part, &scaled) };
        if matches!(rung, Rung::SharesRounding | Rung::BurdensRounding) && problem.sums.is_empty() {
            problem.large = usize::MAX;
            problem.middle = usize::MAX;
        }
        let answer = sifting::linear(&problem, sought.start, limits)?;
        match answer {
            LinearAnswer::Optimal { value, columns, is_vertex, reduced_costs, prices, extra } => {
                let known = Prices { rows: &prices, extra: &extra, reduced_costs: &reduced_costs, scale };
                let mut value = value / scale + model.objectives[&rung].constant;
                let bound = self.narrow(model, part, rung, &costs, value, &known);
                if rung.is_whole() && !is_vertex && (value - bound).abs() < NEARLY {
                    value = bound;
                }
                let priced = Priced { rows: prices, extra, reduced_costs };
                Ok(Some(Optimum { value, bound, point: columns, is_vertex, priced }))
            }
            LinearAnswer::Infeasible => Ok(None),
        }
    }

    /// Narrows the face to the points where each of a rung's columns stands at the bound that is cheaper, and returns
    /// that value, without the rung's constant: no point has less. There may be no such point.
    pub(super) fn cheapest(&mut self, model: &Model, rung: Rung) -> Option<f64> {
        let terms = &model.objectives[&rung].terms;
        let bound = |&(column, cost): &(usize, f64)| if cost > 0.0 { self.lower[column] } else { self.upper[column] };
        let value: f64 = terms.iter().map(|term| term.1 * bound(term)).sum();
        if !value.is_finite() {
            return None;
        }
        for &(column, cost) in terms {
            match cost > 0.0 {
                true => self.upper[column] = self.lower[column],
                false => self.lower[column] = self.upper[column],
            }
        }
        Some(value)
    }

    /// A point of the face, of the linear relaxation; `None` where there is none.
    pub(super) fn point(&self, model: &Model, part: &Part, limits: &Limits) -> Result<Option<Vec<f64>>, Halt> {
        Ok(match sifting::linear(&self.problem(model, part, &[]), None, limits)? {
            LinearAnswer::Optimal { columns, .. } => Some(columns),
            LinearAnswer::Infeasible => None,
        })
    }

    /// Minimises a rung over the face's points that are whole in `columns`, with some effort. The
    /// values are without the rung's constant.
    pub(super) fn whole_minimum(
        &self,
        model: &Model,
        part: &Part,
        columns: &[usize],
        rung: Rung,
        effort: Effort,
        limits: &Limits,
    ) -> Result<WholeAnswer, Halt> {
        let scale = scale(rung);
        let costs = scaled(&costs(model, part, rung)?, scale);
        let answer = highs::whole(&self.problem(model, part, &costs), columns, effort, limits)?;
        Ok(match answer {
            WholeAnswer::Found { value, bound, closed, columns } => {
                WholeAnswer::Found { value: value / scale, bound: bound / scale, closed, columns }
            }
            WholeAnswer::Nothing { bound } => WholeAnswer::Nothing { bound: bound / scale },
            WholeAnswer::Infeasible => WholeAnswer::Infeasible,
        })
    }

    /// Any point of the face that is whole in `columns`, found with some effort.
    pub(super) fn whole_point(
        &self,
        model: &Model,
        part: &Part,
        columns: &[usize],
        effort: Effort,
        limits: &Limits,
    ) -> Result<WholeAnswer, Halt> {
        highs::whole(&self.problem(model, part, &[]), columns, effort, limits)
    }

    /// Holds a rung at its least value, which no linear bound meets, by a row over its costs.
    ///
    /// Where values are whole numbers the row is an equation; else it leaves room just above the noise.
    pub(super) fn hold(&mut self, model: &Model, rung: Rung, value: f64) {
        let scale = scale(rung);
        let objective = &model.objectives[&rung];
        let terms = objective.terms.iter().map(|&(column, cost)| (column, cost * scale)).collect();
        let (sense, room) = if rung.is_whole() { (Sense::Equal, 0.0) } else { (Sense::AtMost, slack(value)) };
        self.held.push(Row { terms, sense, right: (value - objective.constant + room) * scale });
    }
}

/// A rung's costs in a part. Where the part is one municipality by itself, they are its own share of them: what
/// others do is theirs, and what depends on the manning alone is decided by it.
///
/// # Errors
/// [`Halt::Defect`] where the part leaves out any other column of the rung: its minimum would be one of something else.
fn costs(model: &Model, part: &Part, rung: Rung) -> Result<Vec<(usize, f64)>, Halt> {
    let mut costs = Vec::new();
    for &(column, cost) in &model.objectives[&rung].terms {
        if part.columns.binary_search(&column).is_ok() {
            costs.push((column, cost));
        } else if !part.is_elsewhere(model, column) {
            return Err(Halt::Defect(format!("{rung} was to be minimised where some of what it counts is left out")));
        }
    }
    Ok(costs)
}

fn scaled(costs: &[(usize, f64)], scale: f64) -> Vec<(usize, f64)> {
    costs.iter().map(|&(column, cost)| (column, cost * scale)).collect()
}

fn scale(rung: Rung) -> f64 {
    if rung.is_whole() { 1.0 } else { SCALE_OF_FRACTIONS }
}

/// What missing an equation by one costs for the time being while a rung is minimised in the middle, in multiples of the largest cost. The lower,
/// the fewer steps, but the prices of the rows must not be higher; measured, see docs/engine.md. Prices in shares and burdens are of any
/// size.
fn ease(rung: Rung) -> Option<f64> {
    match rung {
        Rung::CoverageLeast | Rung::Coverage | Rung::Rhythm | Rung::Spacing | Rung::Stability => Some(100.0),
        Rung::Wishes => Some(30.0),
        Rung::SharesRounding | Rung::BurdensRounding | Rung::WishesSpread => Some(10.0),
        Rung::CoverageSpread | Rung::Rotation => Some(3.0),
        Rung::Shares | Rung::Burdens => None,
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::model::{Level, Objective, Program};

    /// A column of manning, and behind it two people's shifts in two municipalities, which cost something.
    pub(super) fn model() -> Model {
        let mut program = Program::default();
        program.column(Some(0), 0.0, 1.0);
        let shifts = [program.column(Some(0), 0.0, 1.0), program.column(Some(1), 0.0, 1.0)];
        let terms = shifts.iter().map(|&column| (column, -1.0)).collect();
        Model {
            program,
            municipal: (1, 0),
            objectives: [(Rung::Wishes, Objective { terms, ..Objective::default() })].into(),
            manning: Vec::new(),
            implied: 0..0,
            stretches: 0..0,
            ties: Vec::new(),
            shifts: Vec::new(),
        }
    }

    fn climbed(model: &Model, part: &Part) -> Result<Option<f64>, Halt> {
        let stop = AtomicBool::new(false);
        let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
        let climbed =
            Face::of(model).climb(model, part, Rung::Wishes, Sought { corner: true, ..Sought::default() }, &limits)?;
        Ok(climbed.map(|optimum| optimum.bound))
    }

    #[test]
    fn a_goal_on_people_is_not_minimised_without_them() {
        let model = model();
        assert_eq!(climbed(&model, &model.level(Level::Staff)), Ok(Some(-2.0)));
        let without = climbed(&model, &model.level(Level::Municipal));
        assert!(matches!(&without, Err(Halt::Defect(what)) if what.starts_with("wishes was to be")), "{without:?}");
    }

    /// The program contradicts itself, which is found without the solver: whoever looks at it has not looked at the stop.
    #[test]
    fn a_stop_that_is_set_ends_it_before_a_program_is_written_down() {
        let mut model = model();
        model.program.column(None, 0.0, 0.0);
        model.program.at_least(vec![(3, 1.0)], 1.0);
        let (part, face) = (model.level(Level::Staff), Face::of(&model));
        let answers = |is_set| {
            let stop = AtomicBool::new(is_set);
            let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
            let whole = face.whole_point(&model, &part, &[1, 2], Effort::EXACT, &limits);
            (face.point(&model, &part, &limits), whole.map(|answer| matches!(answer, WholeAnswer::Infeasible)))
        };
        assert_eq!(answers(false), (Ok(None), Ok(true)));
        assert_eq!(answers(true), (Err(Halt::Stopped), Err(Halt::Stopped)));
    }

    /// What the rungs before have decided is proven without a program: any point will do, and the face stays as it is.
    #[test]
    fn a_rung_of_which_nothing_is_left_has_its_value_at_the_point_that_is_known() {
        let mut model = model();
        model.program.at_most(vec![(0, 1.0), (1, 1.0), (2, 1.0)], 2.0);
        let part = model.level(Level::Staff);
        let mut face = Face::of(&model);
        (face.lower[1], face.upper[2]) = (1.0, 0.0);
        let (before, start) = (face.clone(), [0.25, 1.0, 0.0]);
        let stop = AtomicBool::new(false);
        let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
        let sought = Sought { start: Some(&start), ..Sought::default() };
        let optimum = face.climb(&model, &part, Rung::Wishes, sought, &limits).unwrap().unwrap();
        assert_eq!((optimum.value, optimum.bound, &optimum.point[..]), (-1.0, -1.0, &start[..]));
        assert_eq!(face, before);
        // Where the face has been narrowed since, that point is none of it.
        model.program.at_least(vec![(0, 1.0)], 0.5);
        face.tight.push(false);
        let part = model.level(Level::Staff);
        let optimum = face.climb(&model, &part, Rung::Wishes, sought, &limits).unwrap().unwrap();
        assert!(optimum.bound == -1.0 && optimum.point[0] >= 0.5, "{optimum:?}");
    }

    #[test]
    fn a_municipality_by_itself_has_its_own_share_of_a_goal() {
        let mut model = model();
        let apart = model.apart(2);
        assert!(apart.iter().all(|part| climbed(&model, part) == Ok(Some(-1.0))));
        // What belongs to nobody and is on people cannot be anybody's share.
        model.program.owner[2] = None;
        assert!(climbed(&model, &apart[0]).is_err());
    }
}
