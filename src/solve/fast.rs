//! The engine: linear programs rung by rung, on the municipal level as long as that will do, then whole numbers.
//!
//! In: an [`Instance`]. Out: [`Event`]s. Why this is exact: the municipal level, the municipalities taken apart and the
//! linear program are all relaxations, so their value bounds every roster; a roster on the last face attains all those
//! bounds at once, which proves them all. Where a cheaper relaxation turns out to promise too much, the next one is
//! climbed; and where no roster attains the linear bounds, the deepest face that holds one is minimised over whole
//! numbers, and the rungs from there on become integer programs.

use std::time::Instant;

use super::highs::WholeAnswer;
use super::ladder::Face;
use super::{Event, Halt, Limits, SAME, greedy, whole};
use crate::domain::Instance;
use crate::domain::goal::{self, Rung};
use crate::model::{self, Level, Model, Part};
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

/// What the linear programs of all rungs have led to.
enum Relaxed {
    /// A roster on the last face.
    Roster,
    /// A point of the last face, down to the person.
    Point(Vec<f64>),
    /// Nothing: the last face is empty.
    Empty,
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
        match (attempt(instance, lowest, unfilled, limits, report)?, lowest) {
            (Attempt::Done, _) => return Ok(()),
            (Attempt::Missed, Level::Municipal) => lowest = Level::Staff,
            (Attempt::Missed, Level::Staff) => return Err(Halt::Defect("an optimal face has no points".to_owned())),
            (Attempt::Unfilled(seats), _) => (lowest, unfilled) = (Level::Staff, Some(seats)),
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
    let mut climb = Climb {
        instance,
        model: &model,
        rungs: &rungs,
        municipal: model.level(Level::Municipal),
        staff: model.level(Level::Staff),
        apart: model.apart(instance.municipalities.len()),
        limits,
        report,
        faces: vec![Face::of(&model)],
        bounds: Vec::new(),
    };
    match climb.relaxed(lowest, unfilled)? {
        Relaxed::Roster => Ok(Attempt::Done),
        Relaxed::Empty => Ok(Attempt::Missed),
        Relaxed::Point(point) if climb.near(&point)? => Ok(Attempt::Done),
        Relaxed::Point(_) => climb.whole(expected),
    }
}

/// The linear bound on the number of unfilled seats, rounded up.
fn least_unfilled(instance: &Instance, lowest: Level, limits: &Limits) -> Result<u64, Halt> {
    let model = model::build(instance, &shares::shares(instance, 0), &[Rung::Coverage]);
    match Face::of(&model).climb(&model, &model.level(lowest), Rung::Coverage, limits)? {
        Some((value, _)) => {
            let unfilled = value + model.objectives[&Rung::Coverage].constant;
            Ok(rounded(Rung::Coverage, unfilled).max(0.0) as u64)
        }
        None => Err(Halt::Defect("the seats have no assignment at all, not even an empty one".to_owned())),
    }
}

/// A climb under way.
struct Climb<'a> {
    instance: &'a Instance,
    model: &'a Model,
    rungs: &'a [Rung],
    municipal: Part,
    staff: Part,
    /// Each municipality by itself.
    apart: Vec<Part>,
    limits: &'a Limits<'a>,
    report: &'a mut dyn FnMut(Event),
    /// The face before each rung that has been climbed, and the last one.
    faces: Vec<Face>,
    /// The bound of each rung that has been climbed.
    bounds: Vec<f64>,
}

impl Climb<'_> {
    /// Climbs all rungs as linear programs: on the municipal level until the first rung that needs people.
    fn relaxed(&mut self, lowest: Level, unfilled: Option<u64>) -> Result<Relaxed, Halt> {
        let mut level = lowest;
        // The last point on the municipal level, until a roster has been made of it.
        let mut manning = None;
        let mut reached = Relaxed::Empty;
        for (place, &rung) in self.rungs.iter().enumerate() {
            let begun = Instant::now();
            (self.report)(Event::Started(rung));
            let mut face = self.last().clone();
            if let (Rung::Coverage, Some(unfilled)) = (rung, unfilled) {
                face.hold(self.model, rung, unfilled as f64);
                self.climbed(rung, unfilled as f64, begun, face);
                continue;
            }
            if level == Level::Municipal && model::level_of(rung) == Level::Staff {
                level = Level::Staff;
                let next = self.rungs.get(place + 1).copied().unwrap_or(rung);
                let apart = self.enter(manning.take(), rung, next)?;
                if let Some((value, face)) = apart {
                    self.climbed(rung, value, begun, face);
                    reached = Relaxed::Roster;
                    continue;
                }
            }
            let part = if level == Level::Municipal { &self.municipal } else { &self.staff };
            let Some((value, point)) = face.climb(self.model, part, rung, self.limits)? else {
                return Ok(Relaxed::Empty);
            };
            self.climbed(rung, value + self.model.objectives[&rung].constant, begun, face);
            if level == Level::Municipal {
                manning = Some(point);
            } else {
                reached = Relaxed::Point(point);
            }
        }
        if let Some(manning) = manning {
            let last = self.last().clone();
            if self.manned(&manning, &last, &last, Rung::Coverage)? {
                return Ok(Relaxed::Roster);
            }
            let point = last.point(self.model, &self.staff, self.limits)?;
            reached = point.map_or(Relaxed::Empty, Relaxed::Point);
        }
        Ok(reached)
    }

    /// Goes from the municipal level to people: offers a roster that mans the windows as `manning` does, and climbs
    /// rotation in each municipality by itself. Returns the value and the face of `rung` where that settles it: where
    /// the roster attains the sum of the municipalities' bounds.
    fn enter(&mut self, manning: Option<Vec<f64>>, rung: Rung, next: Rung) -> Result<Option<(f64, Face)>, Halt> {
        let Some(manning) = manning else { return Ok(None) };
        let before = self.last().clone();
        if rung == Rung::Rotation {
            let mut face = before.clone();
            if let Some(value) = self.each_apart(&mut face, rung)? {
                let attained = self.manned(&manning, &face, &before, next)?;
                return Ok(attained.then(|| (value + self.model.objectives[&rung].constant, face)));
            }
        }
        self.manned(&manning, &before, &before, rung)?;
        Ok(None)
    }

    /// Climbs a rung in each municipality by itself; the values add up. `None` where one of them has no point.
    fn each_apart(&self, face: &mut Face, rung: Rung) -> Result<Option<f64>, Halt> {
        let mut sum = 0.0;
        for part in &self.apart {
            match face.climb(self.model, part, rung, self.limits)? {
                Some((value, _)) => sum += value,
                None => return Ok(None),
            }
        }
        Ok(Some(sum))
    }

    /// Offers a roster that mans the windows much as `point` does, if there is one; whether all of it is on `face`, and
    /// none of it on the `wider` face only.
    fn manned(&mut self, point: &[f64], face: &Face, wider: &Face, rung: Rung) -> Result<bool, Halt> {
        let columns = self.model.manning_columns();
        let manning = whole::near(self.model, &self.municipal, wider, point, &columns, self.limits)?;
        let Some(point) = &manning else { return Ok(false) };
        let found = whole::manned(self.instance, self.model, &self.apart, [face, wider], point, rung, self.limits)?;
        let Some((roster, is_on_face)) = found else { return Ok(false) };
        (self.report)(Event::Roster(roster));
        Ok(is_on_face)
    }

    /// Offers a roster on the last face near `point`, if there is one.
    fn near(&mut self, point: &[f64]) -> Result<bool, Halt> {
        let begun = Instant::now();
        let columns = self.model.shift_columns();
        let found = whole::near(self.model, &self.staff, self.last(), point, &columns, self.limits)?;
        // The time counts for the last rung; its bound stays.
        if let (Some(&rung), Some(&bound)) = (self.rungs.last(), self.bounds.last()) {
            self.bound(rung, bound, begun);
        }
        if let Some(point) = &found {
            (self.report)(Event::Roster(whole::roster(self.instance, self.model, point)));
        }
        Ok(found.is_some())
    }

    fn last(&self) -> &Face {
        self.faces.last().expect("there is a face before the first rung")
    }

    fn climbed(&mut self, rung: Rung, value: f64, begun: Instant, face: Face) {
        self.bound(rung, rounded(rung, value), begun);
        self.bounds.push(rounded(rung, value));
        self.faces.push(face);
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
            let constant = self.model.objectives[&rung].constant;
            match face.whole_minimum(self.model, &self.staff, rung, None, self.limits)? {
                WholeAnswer::Infeasible if next == 0 => {
                    return Err(Halt::Defect("the model has no roster at all, not even an empty one".to_owned()));
                }
                // No roster keeps all the bounds before this rung: the gap opened earlier.
                WholeAnswer::Infeasible => next -= 1,
                WholeAnswer::Nothing { bound } => {
                    self.bound(rung, rounded(rung, bound + constant), begun);
                    return Err(Halt::Stopped);
                }
                WholeAnswer::Found { value, bound, closed, columns } => {
                    (self.report)(Event::Roster(whole::roster(self.instance, self.model, &columns)));
                    self.bound(rung, rounded(rung, bound + constant), begun);
                    if !closed {
                        return Err(Halt::Stopped);
                    }
                    let value = value + constant;
                    if rung == Rung::Coverage && value.round() as u64 != expected {
                        return Ok(Attempt::Unfilled(value.round() as u64));
                    }
                    face.hold(self.model, rung, value);
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
    // Adding zero turns −0 into 0.
    if rung.is_whole() { (bound - SAME).ceil() + 0.0 } else { bound }
}
