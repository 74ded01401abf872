//! The cheapest things to ask for: sets of them, each proven the cheapest, with a roster that they make possible.
//!
//! In: an instance, who may be asked for what, and how many seats may stay empty. Out: [`Found`]. First come the needed seats, then
//! how few of all seats need stay empty whatever is asked for, then the price, then that nobody is asked twice; each is an integer
//! program of its own, in which the values of those before it are held. What costs more than all can have is left out by its
//! reduced cost, so that the later programs are small.

mod taken;

use std::collections::{BTreeMap, BTreeSet};

use super::highs::{self, Effort};
use super::problem::{LinearAnswer, Problem, Wanted, WholeAnswer};
use super::safe::{self, Exactly, Prices, Safe};
use super::{Halt, Limits, sifting, whole};
use crate::domain::Instance;
use crate::domain::concession::{Asking, Concession};
use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::model::relaxed::{Relaxed, Unit, build_relaxed};
use crate::model::{Level, Part, Row, Sense};

pub use taken::taken;

/// With more columns than this, interior point begins the linear program.
const LARGE: usize = 20_000;
/// Room in rows that hold whole values.
const HALF: f64 = 0.5;
/// Values this close are the same; prices are whole numbers.
const NOISE: f64 = 1e-6;
/// How hard it is looked for a set that asks nobody twice: the price is proven, and this need not be.
const SPREAD: Effort = Effort { nodes: Some(200), gap: 0.0, tolerance: 1e-8, presolve: true };
/// Whoever is asked for more things than one of these numbers counts by how many more, once for each of them: the more somebody is
/// asked for, the more the next thing weighs.
const OFTEN: [usize; 4] = [1, 2, 4, 8];
/// Asking somebody again who is in an earlier set weighs more than asking somebody twice in one, however often.
const AGAIN: f64 = 1_000.0;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The folder.
    pub instance: &'a Instance,
    /// Who may be asked for what.
    pub asking: &'a Asking,
    /// How many seats may stay empty.
    pub unfilled: u64,
    /// How many other sets of the same price are looked for.
    pub alternatives: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The least seats that stay empty where nobody is asked, and a roster that leaves no more.
    pub now: (u64, Roster),
    /// The least that stay empty whatever is asked for.
    pub least: u64,
    /// No set costs less.
    pub at_least: u64,
    /// Rosters that a set makes possible, the first set first; none where the limits came before any, or nobody need be
    /// asked.
    pub rosters: Vec<Roster>,
    /// Whether there are no more sets of that price.
    pub is_all: bool,
}

/// Finds them.
///
/// # Errors
/// [`Halt`] where the limits came before it was known how few seats stay empty, or the solver failed.
pub fn relaxing(question: &Question<'_>, limits: &Limits) -> Result<Found, Halt> {
    let mut search = Search::of(question, limits);
    let (unasked, now) = search.settled(true)?;
    if now <= question.unfilled {
        let roster = search.roster(&unasked);
        return Ok(Found { now: (now, roster), least: now, at_least: 0, rosters: Vec::new(), is_all: true });
    }
    let now = (now, search.roster(&unasked));
    let (_, least) = search.settled(false)?;
    search.hold_unfilled(least.max(question.unfilled));
    let mut found = Found { now, least, at_least: 0, rosters: Vec::new(), is_all: false };
    let (at_least, point) = search.cheapest()?;
    found.at_least = at_least;
    let Some((price, point, is_proven)) = point else { return Ok(found) };
    found.rosters.push(search.roster(&point));
    if !is_proven {
        return Ok(found);
    }
    search.hold_price(price);
    match search.next(&[]) {
        Ok(Some(spread)) => found.rosters[0] = spread,
        Ok(None) => {}
        // The price is proven, and a set of it is there.
        Err(Halt::Stopped) => return Ok(found),
        Err(defect) => return Err(defect),
    }
    while found.rosters.len() <= question.alternatives {
        match search.next(&found.rosters) {
            Ok(Some(roster)) => found.rosters.push(roster),
            Ok(None) => {
                found.is_all = true;
                break;
            }
            // What was found so far is as good as ever.
            Err(Halt::Stopped) => break,
            Err(defect) => return Err(defect),
        }
    }
    Ok(found)
}

/// The program, and what of it is held by now.
struct Search<'a> {
    instance: &'a Instance,
    relaxed: Relaxed,
    part: Part,
    lower: Vec<f64>,
    upper: Vec<f64>,
    tight: Vec<bool>,
    held: Vec<Row>,
    /// The columns of shifts; with those that everything else is whole by; all that is to be whole.
    shifts: Vec<usize>,
    deciding: Vec<usize>,
    whole: Vec<usize>,
    limits: Limits<'a>,
}

impl<'a> Search<'a> {
    fn of(question: &Question<'a>, limits: &Limits<'a>) -> Self {
        let relaxed = build_relaxed(question.instance, question.asking);
        let program = &relaxed.model.program;
        let shifts = relaxed.model.shift_columns();
        let deciding: Vec<usize> = shifts.iter().chain(&relaxed.whole).copied().collect();
        let whole = shifts.iter().copied().chain(relaxed.units.iter().map(|unit| unit.column)).collect();
        Search {
            instance: question.instance,
            part: relaxed.model.level(Level::Staff),
            lower: program.lower.clone(),
            upper: program.upper.clone(),
            tight: vec![false; program.rows.len()],
            held: Vec::new(),
            shifts,
            deciding,
            whole,
            relaxed,
            limits: *limits,
        }
    }

    fn problem<'b>(&'b self, extra: &'b [Row], costs: &'b [(usize, f64)]) -> Problem<'b> {
        let model = &self.relaxed.model;
        Problem {
            program: &model.program,
            part: &self.part,
            lower: &self.lower,
            upper: &self.upper,
            tight: &self.tight,
            extra: self.held.iter().chain(extra).collect(),
            costs,
            sums: &model.ties,
            large: LARGE,
            middle: usize::MAX,
            wanted: Wanted::Vertex,
            is_doubted: false,
            implied: model.implied.clone(),
            stretches: model.stretches.clone(),
        }
    }

    /// The fewest needed seats, and then the fewest of all, that stay empty; `unasked` where nobody is asked for anything. What
    /// was held is held afterwards as well: the needed seats where everybody may be asked.
    fn settled(&mut self, unasked: bool) -> Result<(Vec<f64>, u64), Halt> {
        let bounds = (self.lower.clone(), self.upper.clone());
        if unasked {
            for unit in &self.relaxed.units {
                if unit.turned {
                    self.lower[unit.column] = self.upper[unit.column];
                } else {
                    self.upper[unit.column] = self.lower[unit.column];
                }
            }
        }
        let mut point = None;
        for rung in [Rung::CoverageLeast, Rung::Coverage] {
            let objective = self.relaxed.model.objectives[&rung].clone();
            if rung == Rung::CoverageLeast && objective.terms.is_empty() {
                continue;
            }
            let (value, found) = self.minimum(&objective.terms)?;
            if rung == Rung::CoverageLeast {
                self.held.push(Row { terms: objective.terms, sense: Sense::AtMost, right: value + HALF });
            }
            point = Some((found, (value + objective.constant).round().max(0.0) as u64));
        }
        if unasked {
            self.held.clear();
        }
        (self.lower, self.upper) = bounds;
        point.ok_or_else(|| Halt::Defect("coverage has no costs".to_owned()))
    }

    fn minimum(&self, costs: &[(usize, f64)]) -> Result<(f64, Vec<f64>), Halt> {
        match highs::whole(&self.problem(&[], costs), &self.shifts, Effort::EXACT, &self.limits)? {
            WholeAnswer::Found { value, closed: true, columns, .. } => Ok((value, columns)),
            WholeAnswer::Found { .. } | WholeAnswer::Nothing { .. } => Err(Halt::Stopped),
            WholeAnswer::Infeasible => Err(Halt::Defect("the locks of the folder hold no roster".to_owned())),
        }
    }

    /// No more seats than that stay empty.
    fn hold_unfilled(&mut self, most: u64) {
        let coverage = self.relaxed.model.objectives[&Rung::Coverage].clone();
        let right = most as f64 - coverage.constant;
        if right <= 0.0 {
            coverage.terms.iter().for_each(|&(column, _)| self.upper[column] = 0.0);
        } else {
            self.held.push(Row { terms: coverage.terms, sense: Sense::AtMost, right });
        }
    }

    /// What everything that is asked for costs: terms, and what turned units cost beside them.
    fn prices(&self) -> (Vec<(usize, f64)>, f64) {
        let mut costs: BTreeMap<usize, f64> = BTreeMap::new();
        let mut constant = 0.0;
        for unit in &self.relaxed.units {
            let price = f64::from(self.instance.prices.of(unit.concession.kind()));
            *costs.entry(unit.column).or_default() += if unit.turned { -price } else { price };
            constant += if unit.turned { price } else { 0.0 };
        }
        (costs.into_iter().collect(), constant)
    }

    /// The least price, as far as it is proven, and the cheapest point that was found, with its price and whether none is
    /// cheaper.
    #[expect(clippy::type_complexity, reason = "a point with its price")]
    fn cheapest(&mut self) -> Result<(u64, Option<(u64, Vec<f64>, bool)>), Halt> {
        let (costs, constant) = self.prices();
        let up = |bound: f64| (bound + constant - NOISE).ceil().max(0.0) as u64;
        let problem = self.problem(&[], &costs);
        let safe = match sifting::linear(&problem, None, &self.limits) {
            Ok(LinearAnswer::Optimal { reduced_costs, prices, extra, .. }) => {
                let prices = Prices { rows: &prices, extra: &extra, reduced_costs: &reduced_costs, scale: 1.0 };
                safe::bound(&problem, &prices)
            }
            Ok(LinearAnswer::Infeasible) => return Err(Halt::Defect("what was held holds no roster".to_owned())),
            Err(Halt::Stopped) => return Ok((0, None)),
            Err(defect) => return Err(defect),
        };
        // Prices are whole numbers.
        let at_least = |safe: &Safe| safe.bound.plus(constant)?.up(1)?.max(0).try_into().ok();
        let relaxation: u64 = safe.as_ref().and_then(at_least).unwrap_or(0);
        let answer = match highs::whole(&problem, &self.deciding, Effort::EXACT, &self.limits) {
            Err(Halt::Stopped) => return Ok((relaxation, None)),
            answer => answer?,
        };
        match answer {
            WholeAnswer::Found { value, bound, columns, .. } => {
                let price = (value + constant).round().max(0.0) as u64;
                let bound = up(bound).max(relaxation).min(price);
                let room = |safe: &Safe| Exactly::below(price as f64 - constant)?.minus(safe.bound);
                if let Some(safe) = safe.filter(|_| bound == price)
                    && let Some(room) = room(&safe)
                {
                    self.leave_out(&safe, room);
                }
                Ok((bound, Some((price, columns, bound == price))))
            }
            WholeAnswer::Nothing { bound } => Ok((up(bound).max(relaxation), None)),
            WholeAnswer::Infeasible => Err(Halt::Defect("what was held holds no roster".to_owned())),
        }
    }

    /// Fixes the columns of which a unit costs more than lies between what is proven of the linear program and the price.
    fn leave_out(&mut self, safe: &Safe, room: Exactly) {
        for &column in &self.whole {
            let (lower, upper) = (self.lower[column], self.upper[column]);
            if safe.is_least(column, room) {
                self.upper[column] = lower;
            } else if safe.is_most(column, room) && upper.is_finite() {
                self.lower[column] = upper;
            }
        }
    }

    /// No set costs more than that.
    fn hold_price(&mut self, price: u64) {
        let (costs, constant) = self.prices();
        self.held.push(Row { terms: costs, sense: Sense::AtMost, right: price as f64 - constant + HALF });
    }

    /// A roster of another set of the price that is held, as unlike those before it as can be, and with nobody in it twice where
    /// that can be; `None` where there is none. Where limits come first, there is none of the first set either.
    fn next(&self, before: &[Roster]) -> Result<Option<Roster>, Halt> {
        let sets: Vec<Vec<Unit>> = before.iter().map(|roster| self.asked(roster)).collect();
        let mut extra: Vec<Row> = sets.iter().map(|set| Relaxed::without_one(set)).collect();
        let again: BTreeSet<Concession> = sets.iter().flatten().map(|unit| unit.concession).collect();
        let mut model = self.relaxed.model.clone();
        let mut costs: BTreeMap<usize, f64> = BTreeMap::new();
        let mut people: BTreeMap<(Option<usize>, Option<usize>), Vec<Unit>> = BTreeMap::new();
        let mut last: Option<Unit> = None;
        for unit in self.relaxed.units.iter().copied().filter(|unit| self.can_be_asked(unit)) {
            people.entry(whom(unit.concession)).or_default().push(unit);
            if again.contains(&unit.concession) {
                *costs.entry(unit.column).or_default() += if unit.turned { -AGAIN } else { AGAIN };
                // Of several units of one thing the first ones are asked for, so that a set is known by them.
                if let Some(last) = last.filter(|last| last.concession == unit.concession && last.column != unit.column)
                {
                    let terms = vec![(last.column, 1.0), (unit.column, -1.0)];
                    extra.push(Row { terms, sense: Sense::AtLeast, right: 0.0 });
                }
            }
            last = Some(unit);
        }
        for units in people.into_values().filter(|units| units.len() > 1) {
            for often in OFTEN.into_iter().filter(|often| *often < units.len()) {
                let beyond = model.program.column(None, 0.0, f64::INFINITY);
                let mut row = Relaxed::without_one(&units);
                row.right -= (units.len() - 1 - often) as f64;
                row.terms.push((beyond, -1.0));
                model.program.at_most(row.terms, row.right);
                costs.insert(beyond, 1.0);
            }
        }
        let (mut lower, mut upper) = (self.lower.clone(), self.upper.clone());
        lower.resize(model.program.columns(), 0.0);
        upper.resize(model.program.columns(), f64::INFINITY);
        let (part, tight) = (model.level(Level::Staff), vec![false; model.program.rows.len()]);
        let costs: Vec<(usize, f64)> = costs.into_iter().collect();
        let problem = Problem {
            program: &model.program,
            part: &part,
            lower: &lower,
            upper: &upper,
            tight: &tight,
            ..self.problem(&extra, &costs)
        };
        match highs::whole(&problem, &self.whole, SPREAD, &self.limits)? {
            WholeAnswer::Found { columns, .. } => Ok(Some(self.roster(&columns))),
            WholeAnswer::Nothing { .. } if before.is_empty() => Ok(None),
            // Whether there is another set at all is asked until it is certain.
            WholeAnswer::Nothing { .. } | WholeAnswer::Infeasible => {
                match highs::whole(&Problem { costs: &[], ..problem }, &self.whole, Effort::EXACT, &self.limits)? {
                    WholeAnswer::Found { columns, .. } => Ok(Some(self.roster(&columns))),
                    WholeAnswer::Infeasible => Ok(None),
                    WholeAnswer::Nothing { .. } => Err(Halt::Stopped),
                }
            }
        }
    }

    /// Whether something may still be asked for.
    fn can_be_asked(&self, unit: &Unit) -> bool {
        if unit.turned { self.lower[unit.column] < HALF } else { self.upper[unit.column] > HALF }
    }

    /// What a roster takes of what may be asked for; of several units of one thing the first ones.
    fn asked(&self, roster: &Roster) -> Vec<Unit> {
        let mut counts: BTreeMap<Concession, usize> = BTreeMap::new();
        taken(self.instance, roster).into_iter().for_each(|concession| *counts.entry(concession).or_default() += 1);
        let is_taken = |unit: &&Unit| match counts.get_mut(&unit.concession) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        };
        self.relaxed.units.iter().filter(is_taken).copied().collect()
    }

    fn roster(&self, point: &[f64]) -> Roster {
        whole::roster(self.instance, &self.relaxed.model, point)
    }
}

/// Who is asked: a person, or a municipality.
fn whom(concession: Concession) -> (Option<usize>, Option<usize>) {
    match concession {
        Concession::Away { municipality, .. } => (None, Some(municipality)),
        _ => (concession.staff(), None),
    }
}
