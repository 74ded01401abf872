//! One question: what the goals behind a goal are, where it is asked for last or may be a step worse.
//!
//! In: an instance and its proven plan. Out: an [`Answer`]. The search ends as soon as it is known that nothing is gained.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use num_traits::{ToPrimitive, Zero};

use crate::domain::allowance::{Allowance, Allowed, Holder, Moved};
use crate::domain::goal::{Goal, Rung};
use crate::domain::price::{Answer, Class, Outcome, Priced};
use crate::domain::roster::Roster;
use crate::domain::value::{same, slack};
use crate::domain::{Exact, Instance};
use crate::planning::{Defect, Engine, Options, Plan, Progress, Search};
use crate::shares::Account;
use crate::solve::{Event, fast, plain};
use crate::verify::{self, Judgement};

/// The time for all questions, and how it is shared.
pub(super) struct Clock {
    /// When all of them have to be answered.
    pub deadline: Option<Instant>,
    /// How many are asked at the same time.
    pub at_once: usize,
    /// How many may still be asked.
    pub open: AtomicUsize,
}

/// The ladder with one goal out of its place.
pub(super) struct Question {
    goal: Goal,
    /// The present ladder.
    present: Arc<Instance>,
    /// The other one.
    ladder: Arc<Instance>,
    /// What the goal may give away, where it is not asked for.
    allowance: Option<Allowance>,
}

impl Question {
    /// The ladder with `goal` at its end. What those behind it gain is the same as without it, and what it comes to then is the least that
    /// this costs it. `None` for coverage: without it nobody would have to come at all.
    pub(super) fn left_out(instance: &Arc<Instance>, goal: Goal) -> Option<Self> {
        if goal == Goal::Coverage {
            return None;
        }
        let others = instance.goals.iter().copied().filter(|&other| other != goal);
        let goals = others.chain([goal]).collect();
        let ladder = Arc::new(Instance::clone(instance).with_goals(goals));
        Some(Question { goal, present: Arc::clone(instance), ladder, allowance: None })
    }

    /// The ladder without `goal`, which may be one step worse than in the plan. `None` where it can't be.
    pub(super) fn loosened(instance: &Arc<Instance>, plan: &Plan, goal: Goal) -> Option<Self> {
        let judgement = plan.verified.judgement();
        let value = |rung: Rung| judgement.values.iter().find(|&&(other, _)| other == rung).map(|&(_, value)| value);
        let at_most = |rung: Rung| Some(Allowed::AtMost { rung, value: value(rung)? + 1.0 });
        let of_municipalities = |limits| Allowed::Moved { of: Holder::Municipalities, limits };
        let burdens = |given: &[Vec<u64>]| one(given.iter().cloned().enumerate().map(|(c, given)| (Some(c), given)));
        let of = match goal {
            Goal::Coverage => can_be_emptied(instance, plan.verified.roster()).then_some(Allowed::Seats)?,
            Goal::Shares => of_municipalities(vec![one([(None, judgement.shifts.clone())])]),
            Goal::Burdens => of_municipalities(vec![burdens(&judgement.burden_shifts)]),
            Goal::Rotation => {
                let (all, of_burdens) = by_person(instance, plan.verified.roster());
                Allowed::Moved { of: Holder::People, limits: vec![one([(None, all)]), burdens(&of_burdens)] }
            }
            Goal::Rhythm => at_most(Rung::Rhythm)?,
            Goal::Wishes => at_most(Rung::Wishes)?,
            Goal::Spacing => at_most(Rung::Spacing)?,
            Goal::Stability => at_most(Rung::Stability)?,
        };
        let unfilled = judgement.unfilled + u64::from(goal == Goal::Coverage);
        let before = instance.rungs().iter().position(|rung| goal.rungs().contains(rung)).unwrap_or(0);
        let is_asked = |other: &Goal| goal == Goal::Coverage || *other != goal;
        let goals = instance.goals.iter().copied().filter(is_asked).collect();
        let ladder = Arc::new(Instance::clone(instance).with_goals(goals));
        let is_seats = of == Allowed::Seats;
        let attained = verify::judge(&ladder, plan.verified.roster()).values;
        let attained = if is_seats { Vec::new() } else { attained };
        let allowance = Some(Allowance { of, unfilled, before, attained });
        Some(Question { goal, present: Arc::clone(instance), ladder, allowance })
    }

    /// What comes of it.
    ///
    /// # Errors
    /// [`Defect`] where the solver failed, or found what it has proven that there is not.
    pub(super) fn answer(&self, plan: &Plan, options: &Options, clock: &Clock) -> Result<Answer, Defect> {
        let left = clock.deadline.map(|deadline| {
            let turns = clock.open.load(Ordering::Relaxed).div_ceil(clock.at_once).max(1);
            deadline.saturating_duration_since(Instant::now()) / u32::try_from(turns).unwrap_or(u32::MAX)
        });
        if options.stop.load(Ordering::Relaxed) || left.is_some_and(|left| left.is_zero()) {
            return Ok(Answer::Unknown);
        }
        let stop = Arc::new(AtomicBool::new(false));
        let is_seats = matches!(self.allowance, Some(Allowance { of: Allowed::Seats, .. }));
        let start = (!is_seats).then(|| verify::verify(&self.ladder, plan.verified.roster().clone()).ok()).flatten();
        let own = Options { time_limit: left, stop: Arc::clone(&stop), start, ..options.clone() };
        let mut reached = Reached::of(self, plan.verified.judgement());
        let mut search = self.begin(&own);
        let found = search.follow(&self.ladder, &own, &mut |progress| {
            reached.take(&progress);
            if reached.is_nothing() || options.stop.load(Ordering::Relaxed) {
                stop.store(true, Ordering::Relaxed);
            }
        });
        if reached.is_nothing() {
            return Ok(Answer::Nothing);
        }
        let Some(found) = found? else { return Ok(Answer::Unknown) };
        if let Some(defect) = found.failure {
            return Err(defect);
        }
        self.told(plan, &found)
    }

    /// Begins the search. A roster in which the goal gives away more than it may is none of those that are asked for.
    fn begin(&self, options: &Options) -> Search {
        let Some(allowance) = self.allowance.clone() else { return Search::begin(&self.ladder, options) };
        let (ladder, present) = (Arc::clone(&self.ladder), Arc::clone(&self.present));
        let engine = options.engine;
        Search::with(options, move |limits, report| {
            let mut heard = |event| {
                let is_allowed = match &event {
                    Event::Roster(roster) => allows(&present, &allowance, roster),
                    Event::Started(_) | Event::Bound { .. } => true,
                };
                if is_allowed {
                    report(event);
                }
            };
            match engine {
                Engine::Fast => fast::solve(&ladder, Some(&allowance), limits, &mut heard),
                Engine::Plain => plain::solve(&ladder, Some(&allowance), limits, &mut heard),
            }
        })
    }

    /// What a search has come to.
    fn told(&self, plan: &Plan, found: &Plan) -> Result<Answer, Defect> {
        let now = &plan.verified.judgement();
        let then = verify::judge(&self.present, found.verified.roster());
        let value = |rung: Rung| now.values.iter().find(|&&(other, _)| other == rung).map(|&(_, value)| value);
        let behind = self.behind();
        let mut rungs = Vec::new();
        for report in &found.rungs {
            let own = self.goal.rungs().contains(&report.rung);
            let Some(now) = value(report.rung) else { continue };
            if behind.contains(&report.rung) || (own && self.allowance.is_none()) {
                let (then, bound, proven) = (report.value, report.bound, report.proven);
                rungs.push(Priced { rung: report.rung, now, then, bound, proven });
            } else if !own && report.value < now && !same(report.value, now) {
                let what = format!("a roster is better in {} than was proven that any can be", report.rung);
                return Err(Defect(what));
            } else if !own && !same(report.value, now) {
                // What comes before the goal is worse than it could be: the search has not come far enough.
                return Ok(Answer::Unknown);
            }
        }
        let classes = classes(&self.present, now, &then);
        let [now, then] = [plan, found].map(|plan| by_person(&self.present, plan.verified.roster()).0);
        let outcome = Outcome { rungs, classes, turns: beyond(&now, &then) };
        Ok(match outcome.first(self.goal) {
            Some(first) if first.then > first.now && first.proven => Answer::Nothing,
            Some(first) if first.then > first.now => Answer::Unknown,
            _ => Answer::Found(outcome),
        })
    }

    /// The rungs behind the goal, in order.
    fn behind(&self) -> Vec<Rung> {
        let goals = self.present.goals.iter().skip_while(|&&goal| goal != self.goal).skip(1);
        let behind: Vec<Rung> = goals.flat_map(|goal| goal.rungs()).copied().collect();
        self.present.rungs().into_iter().filter(|rung| behind.contains(rung)).collect()
    }
}

/// What is proven so far of the ladder that is solved.
struct Reached {
    /// By rung: what it is to the question.
    rungs: Vec<(Rung, Part)>,
    bounds: Vec<Option<f64>>,
    /// The best roster so far.
    values: Vec<(Rung, f64)>,
}

/// What a rung is to the question.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// It comes before those behind the goal, and has this value in what is asked for.
    Before(f64),
    /// It comes before them, and nobody knows its value yet.
    Open,
    /// It is behind the goal, with this value now.
    Behind(f64),
    /// It is the goal's own, and asked for last.
    Last,
}

impl Reached {
    fn of(question: &Question, judgement: &Judgement) -> Self {
        let behind = question.behind();
        let is_seats = matches!(question.allowance, Some(Allowance { of: Allowed::Seats, .. }));
        let part = |rung: Rung| {
            let now = judgement.values.iter().find(|&&(other, _)| other == rung).map_or(f64::NAN, |&(_, value)| value);
            match rung {
                _ if behind.contains(&rung) => Part::Behind(now),
                Rung::Coverage if is_seats => Part::Before(now + 1.0),
                Rung::CoverageSpread if is_seats => Part::Open,
                _ if question.allowance.is_none() && question.goal.rungs().contains(&rung) => Part::Last,
                _ => Part::Before(now),
            }
        };
        let rungs: Vec<_> = question.ladder.rungs().into_iter().map(|rung| (rung, part(rung))).collect();
        Reached { bounds: vec![None; rungs.len()], values: Vec::new(), rungs }
    }

    fn take(&mut self, progress: &Progress) {
        match progress {
            Progress::Improved { values } => self.values.clone_from(values),
            Progress::Bound { rung, bound } => {
                if let Some(place) = self.rungs.iter().position(|(other, _)| other == rung) {
                    // Bounds hold for rosters that keep the earlier rungs at theirs: a new bound makes later ones void.
                    self.bounds[place] = Some(*bound);
                    self.bounds[place + 1..].fill(None);
                }
            }
            _ => {}
        }
    }

    /// Whether it is proven that no rung behind the goal is better, those that come first first: every bound is a value that there is, up to
    /// one of a rung behind that is above its value now, or to the last of these. A bound says nothing where an earlier one is out of reach.
    fn is_nothing(&self) -> bool {
        for (&(rung, part), bound) in self.rungs.iter().zip(&self.bounds) {
            let Some(bound) = *bound else { return part == Part::Last };
            let expected = match part {
                Part::Last => return true,
                Part::Behind(now) if bound > now && !same(bound, now) => return true,
                Part::Behind(value) | Part::Before(value) => Some(value),
                Part::Open => self.values.iter().find(|&&(other, _)| other == rung).map(|&(_, value)| value),
            };
            if !expected.is_some_and(|expected| same(bound, expected)) {
                return false;
            }
        }
        true
    }
}

/// Whether a roster gives away no more than it may, as `verify` counts.
fn allows(instance: &Instance, allowance: &Allowance, roster: &Roster) -> bool {
    let judgement = verify::judge(instance, roster);
    match &allowance.of {
        Allowed::Seats => judgement.unfilled >= allowance.unfilled,
        Allowed::Moved { of, limits } => {
            let (people, people_in_burdens) = by_person(instance, roster);
            let then = |class: Option<usize>| match (of, class) {
                (Holder::Municipalities, None) => &judgement.shifts,
                (Holder::Municipalities, Some(burden)) => &judgement.burden_shifts[burden],
                (Holder::People, None) => &people,
                (Holder::People, Some(burden)) => &people_in_burdens[burden],
            };
            let of_all = |limit: &Moved, count: &dyn Fn(&[u64], &[u64]) -> u64| {
                limit.given.iter().map(|(class, now)| count(now, then(*class))).sum::<u64>()
            };
            let is_within = |limit: &Moved| {
                of_all(limit, &|now, then| beyond(now, then)) <= limit.most
                    && of_all(limit, &|now, then| beyond(then, now)) <= limit.most
            };
            limits.iter().all(is_within)
        }
        Allowed::AtMost { rung, value } => {
            let of = judgement.values.iter().find(|(other, _)| other == rung);
            of.is_some_and(|&(_, found)| found <= value + slack(*value))
        }
    }
}

/// One shift of these may lie with others.
fn one(given: impl IntoIterator<Item = (Option<usize>, Vec<u64>)>) -> Moved {
    Moved { given: given.into_iter().collect(), most: 1 }
}

/// By person: the shifts in all; and the same by burden.
fn by_person(instance: &Instance, roster: &Roster) -> (Vec<u64>, Vec<Vec<u64>>) {
    let none = vec![0; instance.staff.len()];
    let (mut all, mut burdens) = (none.clone(), vec![none; instance.burdens.len()]);
    for (staff, window) in roster.shifts.iter().zip(&instance.windows) {
        for &s in staff {
            all[s] += 1;
            window.burdens.iter().for_each(|&burden| burdens[burden][s] += 1);
        }
    }
    (all, burdens)
}

/// Shifts that lie with others: what some have more than before.
fn beyond(now: &[u64], then: &[u64]) -> u64 {
    now.iter().zip(then).map(|(now, then)| then.saturating_sub(*now)).sum()
}

/// Whether a seat of the roster can be left empty and no needed one more is.
fn can_be_emptied(instance: &Instance, roster: &Roster) -> bool {
    roster.shifts.iter().enumerate().any(|(w, staff)| {
        let is_spare = staff.len() > instance.windows[w].least as usize;
        is_spare && staff.iter().any(|&s| roster.seats_of(s, w) > instance.given_seats(s, w))
    })
}

/// What differs between municipalities.
fn classes(instance: &Instance, now: &Judgement, then: &Judgement) -> Vec<Class> {
    let all = Class {
        burden: None,
        off_now: off(&now.shares.total, &now.shifts),
        off_then: off(&then.shares.total, &then.shifts),
        moved: beyond(&now.shifts, &then.shifts),
    };
    let burdens = instance.burdens.iter().enumerate().map(|(c, burden)| Class {
        burden: Some(burden.name.clone()),
        off_now: off(&now.shares.burdens[c], &now.burden_shifts[c]),
        off_then: off(&then.shares.burdens[c], &then.burden_shifts[c]),
        moved: beyond(&now.burden_shifts[c], &then.burden_shifts[c]),
    });
    let differs = |class: &Class| class.moved > 0 || class.off_now != class.off_then;
    std::iter::once(all).chain(burdens).filter(differs).collect()
}

/// How many accounts are off target by a whole shift or more.
fn off(accounts: &[Account], shifts: &[u64]) -> u64 {
    let is_off = |(account, shifts): &(&Account, &u64)| {
        let owes = account.entitled > Exact::zero();
        let [floor, ceil] = [account.target.floor(), account.target.ceil()].map(|bound| bound.to_integer().to_i128());
        let shifts = i128::from(**shifts);
        owes && (floor.is_some_and(|floor| shifts < floor) || ceil.is_some_and(|ceil| shifts > ceil))
    };
    accounts.iter().zip(shifts).filter(is_off).count() as u64
}
