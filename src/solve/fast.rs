//! The engine: linear programs rung by rung, on the municipal level as long as that will do, then whole numbers.
//!
//! In: an [`Instance`]. Out: [`Event`]s. Why this is exact: the municipal level and the linear program are both
//! relaxations, so their value bounds every roster; a roster on the last face attains all those bounds at once, which
//! proves them all. Only where no roster does, the deepest face that holds one is minimised over whole numbers, and
//! the rungs from there on become integer programs.

use std::time::Instant;

use super::highs::WholeAnswer;
use super::ladder::Face;
use super::{Event, Halt, Limits, SAME, greedy, whole};
use crate::domain::Instance;
use crate::domain::goal::{self, Rung};
use crate::model::{self, Level, Model};
use crate::shares;

/// How an attempt to climb the ladder ended.
enum Attempt {
    /// A roster attains every bound.
    Done,
    /// The municipal level promised more than its staff can do.
    Missed,
    /// The linear program promised to fill more seats than can be filled: this many stay unfilled.
    Unfilled(u64),
}

/// Solves the ladder and reports on the way.
///
/// # Errors
/// [`Halt`] where the limits came first or the solver failed; what was reported stays true.
pub fn solve(instance: &Instance, limits: &Limits, report: &mut dyn FnMut(Event)) -> Result<(), Halt> {
    report(Event::Roster(greedy::construct(instance)));
    let mut lowest = Level::Municipal;
    let mut unfilled = None;
    loop {
        match attempt(instance, lowest, unfilled, limits, report)? {
            Attempt::Done => return Ok(()),
            Attempt::Missed => lowest = Level::Staff,
            Attempt::Unfilled(seats) => (lowest, unfilled) = (Level::Staff, Some(seats)),
        }
    }
}

/// Climbs the whole ladder once, no lower than the level `lowest`. `unfilled` is the proven number of unfilled seats,
/// where the linear program is known not to tell.
fn attempt(
    instance: &Instance,
    lowest: Level,
    unfilled: Option<u64>,
    limits: &Limits,
    report: &mut dyn FnMut(Event),
) -> Result<Attempt, Halt> {
    let rungs = goal::rungs(&instance.goals);
    let expected = match unfilled {
        Some(unfilled) => unfilled,
        None => {
            report(Event::Started(Rung::Coverage));
            least_unfilled(instance, lowest, limits)?
        }
    };
    let model = model::build(instance, &shares::shares(instance, expected), &rungs);
    let mut climb = Climb { instance, model: &model, rungs: &rungs, limits, report, faces: vec![Face::of(&model)] };
    let Some(point) = climb.relaxed(lowest, unfilled)? else {
        return match lowest {
            Level::Municipal => Ok(Attempt::Missed),
            Level::Staff => Err(Halt::Defect("an optimal face has no points".to_owned())),
        };
    };
    let last = climb.faces.last().expect("there is a face before the first rung");
    if let Some(roster) = whole::near(instance, &model, last, &point, limits)? {
        (climb.report)(Event::Roster(roster));
        return Ok(Attempt::Done);
    }
    climb.whole(expected)
}

/// The linear bound on the number of unfilled seats, rounded up.
fn least_unfilled(instance: &Instance, lowest: Level, limits: &Limits) -> Result<u64, Halt> {
    let model = model::build(instance, &shares::shares(instance, 0), &[Rung::Coverage]);
    match Face::of(&model).climb(&model, lowest, Rung::Coverage, limits)? {
        Some((value, _)) => Ok(rounded(Rung::Coverage, value).max(0.0) as u64),
        None => Err(Halt::Defect("the seats have no assignment at all, not even an empty one".to_owned())),
    }
}

/// A climb under way.
struct Climb<'a> {
    instance: &'a Instance,
    model: &'a Model,
    rungs: &'a [Rung],
    limits: &'a Limits<'a>,
    report: &'a mut dyn FnMut(Event),
    /// The face before each rung that has been climbed, and the last one.
    faces: Vec<Face>,
}

impl Climb<'_> {
    /// Climbs all rungs as linear programs. Returns a point of the last face on the staff level, or `None` where the
    /// municipal level's face has none.
    fn relaxed(&mut self, lowest: Level, unfilled: Option<u64>) -> Result<Option<Vec<f64>>, Halt> {
        let mut level = lowest;
        let mut point = None;
        for &rung in self.rungs {
            let begun = Instant::now();
            (self.report)(Event::Started(rung));
            let mut face = self.faces.last().expect("there is a face before the first rung").clone();
            if let (Rung::Coverage, Some(unfilled)) = (rung, unfilled) {
                face.hold(rung, &self.model.objectives[&rung], unfilled as f64);
                self.bound(rung, unfilled as f64, begun);
                self.faces.push(face);
                continue;
            }
            if model::level_of(rung) == Level::Staff {
                level = Level::Staff;
            }
            let Some((value, columns)) = face.climb(self.model, level, rung, self.limits)? else { return Ok(None) };
            self.bound(rung, rounded(rung, value), begun);
            self.faces.push(face);
            if level == Level::Staff && whole::is_roster(self.model, &columns) {
                (self.report)(Event::Roster(whole::roster(self.instance, self.model, &columns)));
            }
            point = (level == Level::Staff).then_some(columns);
        }
        match point {
            Some(point) => Ok(Some(point)),
            None => self.faces.last().expect("the last rung left a face").point(self.model, self.limits),
        }
    }

    /// Finds the deepest face that holds a roster and climbs on from there over whole numbers.
    fn whole(&mut self, expected: u64) -> Result<Attempt, Halt> {
        let mut held: Option<Face> = None;
        let mut next = self.rungs.len() - 1;
        while next < self.rungs.len() {
            let rung = self.rungs[next];
            let begun = Instant::now();
            (self.report)(Event::Started(rung));
            let mut face = held.take().unwrap_or_else(|| self.faces[next].clone());
            match face.whole_minimum(self.model, rung, self.limits)? {
                WholeAnswer::Infeasible if next == 0 => {
                    return Err(Halt::Defect("the model has no roster at all, not even an empty one".to_owned()));
                }
                // No roster keeps all the bounds before this rung: the gap opened earlier.
                WholeAnswer::Infeasible => next -= 1,
                WholeAnswer::Nothing { bound } => {
                    self.bound(rung, rounded(rung, bound), begun);
                    return Err(Halt::Stopped);
                }
                WholeAnswer::Found { value, bound, closed, columns } => {
                    (self.report)(Event::Roster(whole::roster(self.instance, self.model, &columns)));
                    self.bound(rung, rounded(rung, bound), begun);
                    if !closed {
                        return Err(Halt::Stopped);
                    }
                    if rung == Rung::Coverage && value.round() as u64 != expected {
                        return Ok(Attempt::Unfilled(value.round() as u64));
                    }
                    face.hold(rung, &self.model.objectives[&rung], value);
                    held = Some(face);
                    next += 1;
                }
            }
        }
        Ok(Attempt::Done)
    }

    fn bound(&mut self, rung: Rung, bound: f64, begun: Instant) {
        if bound.is_finite() {
            (self.report)(Event::Bound { rung, bound, spent: begun.elapsed() });
        }
    }
}

/// A linear bound as a bound on rosters: where values are whole numbers, the next one up.
fn rounded(rung: Rung, bound: f64) -> f64 {
    if rung.is_whole() { (bound - SAME).ceil() } else { bound }
}
