//! The engine: linear programs rung by rung, on the municipal level as long as that will do, then whole numbers.
//!
//! In: an [`Instance`]. Out: [`Event`]s. Why this is exact: the municipal level and the linear program are both
//! relaxations, so their value bounds every roster; a roster on the last face attains all those bounds at once, which
//! proves them all. Where the municipal level turns out to promise too much, every rung is climbed down to the person;
//! and where no roster attains the linear bounds, the deepest face that holds one is minimised over whole numbers, and
//! the rungs from there on become integer programs.

mod attained;
mod gap;
mod known;
mod next_whole;
mod people;
mod presumed;
mod scarcity;

use std::cell::Cell;
use std::time::Instant;

use super::highs::Effort;
use super::ladder::{Face, Optimum, Sought};
use super::problem::WholeAnswer;
use super::{Event, Halt, Limits, greedy};
use crate::domain::Instance;
use crate::domain::allowance::Allowance;
use crate::domain::goal::Rung;
use crate::domain::value::{same, slack};
use crate::model::{self, Level, Model, Part};
use crate::shares;
use known::{Attempt, Known, Unfilled};
use next_whole::next_whole;

/// What the linear programs of all rungs have led to.
enum Relaxed {
    /// A roster on the last face.
    Roster,
    /// A point of the last face, down to the person.
    Point(Vec<f64>),
    /// A face without a roster, down to the person: no roster attains all linear bounds.
    Gap,
    /// Nothing: the last face is empty.
    Empty,
    /// Seats were presumed filled that cannot be; how many stay unfilled, where people have been asked.
    Scarce(Option<u64>),
    /// More unfilled seats than were expected, and the level that says so.
    Unfilled(u64, Level),
}

/// Solves the ladder and reports on the way; with an allowance, among the rosters in which a goal that the ladder does not ask for gives
/// away no more than it may. The first roster that is offered may be none of them.
///
/// # Errors
/// [`Halt`] where the limits came first or the solver failed; what was reported stays true.
pub fn solve(
    instance: &Instance,
    allowance: Option<&Allowance>,
    limits: &Limits,
    report: &mut dyn FnMut(Event),
) -> Result<(), Halt> {
    let first = greedy::construct(instance);
    let seats: usize = first.shifts.iter().map(Vec::len).sum();
    let first_unfilled = instance.seats().saturating_sub(seats as u64);
    report(Event::Roster(first));
    let unfilled = allowance.map_or(0, |allowance| allowance.unfilled);
    let unfilled = if unfilled == 0 { Unfilled::Presumed } else { Unfilled::Proven(unfilled) };
    let mut known = Known { lowest: Level::Municipal, unfilled };
    loop {
        let attempt = attempt(instance, allowance, known, first_unfilled, limits, report)?;
        match known.after(attempt)? {
            Some(more) => known = more,
            None => return Ok(()),
        }
    }
}

/// Climbs the whole ladder once. Some roster leaves `first_unfilled` seats unfilled.
fn attempt(
    instance: &Instance,
    allowance: Option<&Allowance>,
    Known { lowest, unfilled }: Known,
    first_unfilled: u64,
    limits: &Limits,
    report: &mut dyn FnMut(Event),
) -> Result<Attempt, Halt> {
    let rungs = instance.rungs();
    // Between the solver's runs nobody else looks at the clock, and with pools of thousands of heads each step takes a while.
    limits.left()?;
    let (expected, lowest) = match unfilled {
        Unfilled::Presumed => (0, lowest),
        Unfilled::Proven(unfilled) => (unfilled, lowest),
        Unfilled::Bounded(Some(unfilled)) => (unfilled, lowest),
        Unfilled::Bounded(None) => {
            report(Event::Started(Rung::Coverage));
            scarcity::bounded(instance, lowest, first_unfilled, limits)?
        }
    };
    let shares = shares::shares(instance, shares::unfilled_of_members(instance, expected));
    let model = model::build(instance, &shares, &rungs, allowance);
    limits.left()?;
    let mut climb = Climb {
        instance,
        model: &model,
        rungs: &rungs,
        municipal: model.level(Level::Municipal),
        staff: model.level(Level::Staff),
        apart: model.apart(instance.municipalities.len()),
        limits,
        report,
        unfilled,
        lowest,
        is_short: false,
        expected,
        first_unfilled,
        is_asked: Cell::new(false),
        faces: vec![Face::of(&model)],
        bounds: Vec::new(),
        presumed: 0,
        attained: allowance.map_or(&[], |allowance| &allowance.attained),
    };
    let people = people(&rungs, allowance);
    match climb.relaxed(lowest, people)? {
        Relaxed::Roster => Ok(Attempt::Done),
        Relaxed::Empty => Ok(Attempt::Missed),
        Relaxed::Scarce(unfilled) => Ok(Attempt::Scarce(unfilled)),
        Relaxed::Unfilled(seats, level) => Ok(Attempt::Unfilled(seats, level)),
        Relaxed::Point(point) if climb.near(&point)? => Ok(Attempt::Done),
        Relaxed::Point(_) | Relaxed::Gap => climb.whole(),
    }
}

/// How many rungs are climbed before people are needed.
fn people(rungs: &[Rung], allowance: Option<&Allowance>) -> usize {
    let of_people = |rung: Rung| model::level_of(rung) == Level::Staff;
    let first = rungs.iter().position(|&rung| of_people(rung)).unwrap_or(rungs.len());
    match allowance {
        // What such a goal gives away shows where people are, and only rungs behind it gain by that.
        Some(Allowance { of, before, .. }) if of.is_of_people() => first.min(*before),
        _ => first,
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
    /// The unfilled seats that the model's targets were made for, and how they are known.
    unfilled: Unfilled,
    expected: u64,
    /// How many the first roster leaves unfilled, and whether people have been asked whether they have to.
    first_unfilled: u64,
    is_asked: Cell<bool>,
    /// The level that is climbed at least.
    lowest: Level,
    /// Whether so many municipalities are short of people at once that no other manning is tried.
    is_short: bool,
    /// The face before each rung that has been climbed, and the last one.
    faces: Vec<Face>,
    /// The bound of each rung that has been climbed.
    bounds: Vec<f64>,
    /// How many of these, at the end, are presumed: the face behind them may be empty.
    presumed: usize,
    /// What a roster among those that are looked for has, by rung; none where no roster is known.
    attained: &'a [(Rung, f64)],
}

/// What came of climbing one rung, or several.
enum Climbed {
    /// A point of the linear relaxation on the last face.
    Point(Vec<f64>),
    /// The climb ends here.
    End(Relaxed),
}

impl Climb<'_> {
    /// Climbs all rungs as linear programs: on the municipal level until the place of the first rung that needs people.
    fn relaxed(&mut self, lowest: Level, people: usize) -> Result<Relaxed, Halt> {
        let people = if lowest == Level::Staff { 0 } else { people };
        // A point of the last face, down to the person, where one is known.
        let mut start = None;
        if lowest == Level::Municipal {
            let manning = match self.municipal_rungs(people)? {
                Climbed::Point(point) => point,
                Climbed::End(relaxed) => return Ok(relaxed),
            };
            let next = self.rungs.get(people).copied();
            start = match self.manned(&manning, next.unwrap_or(Rung::Coverage))? {
                Climbed::Point(point) => Some(point),
                Climbed::End(Relaxed::Empty) => None,
                Climbed::End(relaxed) => return Ok(relaxed),
            };
            if next.is_none() {
                // A ladder that ends on the municipal level still needs its people.
                return match start {
                    Some(_) => Ok(Relaxed::Roster),
                    None => {
                        let point = self.last().point(self.model, &self.staff, self.limits)?;
                        Ok(point.map_or(Relaxed::Empty, Relaxed::Point))
                    }
                };
            }
        }
        if start.is_none() && !matches!(self.unfilled, Unfilled::Proven(1..)) {
            // People may not be able to do what the municipal level promises, but for how many seats stay unfilled: that has been asked of
            // them, unless whole numbers decided it.
            self.presumed = self.bounds.len();
            if self.is_short {
                self.go_back(1);
            }
        }
        self.staff_rungs(start)
    }

    /// Climbs the rungs that are left down to the person. `start` is a point of the last face, if one is known.
    ///
    /// Where nobody's shifts have to lie too close, spacing comes to nothing: it is presumed, like most rungs of the
    /// municipal level, and the next program that has a point on its face proves it. So are the rungs of the municipal level while no
    /// roster has their values: where the program has no point, the last of them is climbed again with people, then two more, four,
    /// and so on, and the first that has a point proves those before it.
    fn staff_rungs(&mut self, mut start: Option<Vec<f64>>) -> Result<Relaxed, Halt> {
        let (mut presume, mut back) = (true, 1);
        loop {
            while let Some(&rung) = self.rungs.get(self.bounds.len()) {
                if self.holds_coverage(rung) {
                    start = None;
                    continue;
                }
                if presume && rung == Rung::Spacing && self.presume(rung) {
                    continue;
                }
                match self.rung(rung, Level::Staff, start.as_deref())? {
                    Climbed::Point(point) => start = Some(point),
                    Climbed::End(Relaxed::Empty) if self.presumed > 0 => {
                        if let Some(unfilled) = self.lacking()? {
                            return Ok(Relaxed::Scarce(Some(unfilled)));
                        }
                        self.go_back(back);
                        (back, presume) = (back * 2, false);
                    }
                    Climbed::End(relaxed) => return Ok(relaxed),
                }
            }
            if self.presumed == 0 {
                return Ok(start.map_or(Relaxed::Empty, Relaxed::Point));
            }
            match self.last().point(self.model, &self.staff, self.limits)? {
                Some(point) => {
                    self.confirm();
                    return Ok(Relaxed::Point(point));
                }
                None => {
                    if let Some(unfilled) = self.lacking()? {
                        return Ok(Relaxed::Scarce(Some(unfilled)));
                    }
                    self.go_back(back);
                    (back, presume) = (back * 2, false);
                }
            }
        }
    }

    /// Holds the known number of unfilled seats, where the linear program does not tell it and coverage is the next rung;
    /// whether it is.
    fn holds_coverage(&mut self, next: Rung) -> bool {
        let is_known = next == Rung::Coverage && matches!(self.unfilled, Unfilled::Proven(_));
        if is_known {
            let mut face = self.last().clone();
            face.hold(self.model, Rung::Coverage, self.expected as f64);
            (self.report)(Event::Started(Rung::Coverage));
            self.climbed(Rung::Coverage, self.expected as f64, Instant::now(), face);
        }
        is_known
    }

    /// Climbs one rung. `start` is a point of the last face on this level, if one is known.
    fn rung(&mut self, rung: Rung, level: Level, start: Option<&[f64]>) -> Result<Climbed, Halt> {
        let begun = Instant::now();
        (self.report)(Event::Started(rung));
        let before = self.last().clone();
        let mut face = before.clone();
        let (part, columns) = match level {
            Level::Municipal => (&self.municipal, self.model.manning_columns()),
            Level::Staff => (&self.staff, self.model.shift_columns()),
        };
        // What is made whole next.
        let next = self.rungs.get(self.bounds.len() + 1);
        let is_last = next.is_none_or(|&next| level == Level::Municipal && model::level_of(next) == Level::Staff);
        // What is presumed is taken back where there is no point.
        let sought = Sought { start, corner: is_last, is_doubted: self.presumed > 0 };
        let Some(optimum) = face.climb(self.model, part, rung, sought, self.limits)? else {
            return Ok(Climbed::End(Relaxed::Empty));
        };
        let constant = self.model.objectives[&rung].constant;
        let Optimum { value, mut bound, ref point, .. } = optimum;
        let mut point = point.clone();
        let is_expected = rung != Rung::Coverage || rounded(rung, value) as u64 == self.expected;
        // Targets that the municipal level was climbed with are no use to people who cannot fill the seats.
        if !is_expected && level > self.lowest {
            return Ok(Climbed::End(Relaxed::Empty));
        }
        if !is_expected && self.unfilled == Unfilled::Presumed {
            let by_people = (level == Level::Staff).then(|| rounded(rung, value) as u64);
            return Ok(Climbed::End(Relaxed::Scarce(by_people)));
        }
        // Two linear programs that round the unfilled seats differently are settled by whole numbers as well.
        if !is_expected || (rung.is_whole() && !same(value, value.round())) {
            // No roster has such a value, so none lies on that face: the rung is an integer program.
            let known = self.attained(rung).filter(|_| is_expected && bound.is_finite());
            let found = match known {
                Some(known) => Some(self.no_worse(&before, (part, &columns), rung, &optimum, known)?),
                None if is_expected => {
                    next_whole(self.model, (part, &columns), (&before, &face), rung, &optimum, self.limits)?
                }
                None => None,
            };
            let answer = match found {
                Some(answer) => answer,
                None => before.whole_minimum(self.model, part, &columns, rung, Effort::EXACT, self.limits)?,
            };
            match answer {
                WholeAnswer::Found { value: least, closed: true, columns, .. } => {
                    (bound, point) = ((least + constant).round(), columns);
                }
                WholeAnswer::Infeasible if level == Level::Municipal => return Ok(Climbed::End(Relaxed::Empty)),
                WholeAnswer::Infeasible => {
                    // The linear program has a point, which proves what was presumed.
                    self.confirm();
                    return Ok(Climbed::End(Relaxed::Gap));
                }
                WholeAnswer::Found { bound: least, .. } | WholeAnswer::Nothing { bound: least } => {
                    self.confirm();
                    self.bound(rung, self.below(rung, least).max(bound), begun);
                    return Err(Halt::Stopped);
                }
            }
            if rung == Rung::Coverage && bound as u64 != self.expected {
                return Ok(Climbed::End(Relaxed::Unfilled(bound as u64, level)));
            }
            face = before.no_more_than(self.model, part, rung, &optimum, bound)?;
            face.hold(self.model, rung, bound);
        }
        self.climbed(rung, bound, begun, face);
        Ok(Climbed::Point(point))
    }

    fn last(&self) -> &Face {
        self.faces.last().expect("there is a face before the first rung")
    }

    fn climbed(&mut self, rung: Rung, bound: f64, begun: Instant, face: Face) {
        self.confirm();
        self.bound(rung, bound, begun);
        self.bounds.push(bound);
        self.faces.push(face);
    }

    /// What an integer program that came to `least` says that no roster is below. What its costs lost when they became floating point
    /// must not lift it.
    fn below(&self, rung: Rung, least: f64) -> f64 {
        let objective = &self.model.objectives[&rung];
        let bound = least + objective.constant;
        match rung.is_whole() {
            true => rounded(rung, bound),
            false => rung.least().map_or(bound - objective.noise, |least| (bound - objective.noise).max(least)),
        }
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
    if rung.is_whole() { (bound - slack(bound)).ceil() + 0.0 } else { bound }
}
