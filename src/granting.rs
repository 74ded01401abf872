//! Requests on a published roster: which of them can be granted together, and why each other one cannot.
//!
//! In: an instance with its published roster, and requests. Out: as many as can be granted within every rule and without making
//! coverage, shares or burdens worse, and a roster that shows it; of equally many those which move the fewest people who asked for nothing,
//! then those that come first; who takes over is then decided by the rest of the ladder.

mod handed;

use crate::difference::Change;
use crate::domain::Instance;
use crate::domain::goal::{Goal, Rung};
use crate::domain::request::{Request, Shift};
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::domain::value::same;
use crate::legality::Tally;
use crate::solve::grants::{Aim, Answer, Condition, Grants};
use crate::solve::{Halt, Limits};
use crate::verify::{self, Judgement, Verified};

/// The goals that no request may make worse.
const KEPT: [Goal; 3] = [Goal::Coverage, Goal::Shares, Goal::Burdens];

/// Why a request is not granted.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// A lock says whose this shift is.
    Locked(Shift),
    /// Somebody may not take a shift, by these rules, whatever else is granted.
    Rules {
        /// Who, and which window.
        shift: Shift,
        /// The rules.
        rules: Vec<Rule>,
    },
    /// Every seat of the window is somebody's who keeps it.
    Full,
    /// There is no other shift that somebody could have instead.
    NoOther,
    /// A goal would get worse, whatever else is granted.
    Worse {
        /// The goal.
        rung: Rung,
        /// By at least so much.
        by: f64,
    },
    /// So many of those that are granted would have to be refused for it, by their places.
    Instead(Vec<usize>),
    /// The limits came before it was known.
    Unknown,
}

/// What becomes of requests.
#[derive(Debug, Clone, PartialEq)]
pub struct Granting {
    /// By request: why it is not granted; `None` where it is.
    pub why: Vec<Option<Why>>,
    /// Whether it is proven that no more can be granted.
    pub proven: bool,
    /// The roster with them.
    pub roster: Verified,
    /// The seats that change hands, in order of time, each with the request that it is for, by its place.
    pub handed: Vec<(Change, usize)>,
    /// The shifts that people get who asked for nothing.
    pub bystanders: Vec<Shift>,
}

impl Granting {
    /// The places of those that are granted.
    pub fn granted(&self) -> Vec<usize> {
        (0..self.why.len()).filter(|&place| self.why[place].is_none()).collect()
    }

    /// Colleagues whom a granted request names and who have not written that they agree: the place of the request, and who.
    pub fn named_alone(&self, requests: &[Request]) -> Vec<(usize, usize)> {
        let agreed = |place: usize| requests.iter().any(|other| requests[place].is_agreed_in(*other));
        let named = self.granted().into_iter().filter_map(|place| Some((place, requests[place].wants.with()?)));
        named.filter(|&(place, _)| !agreed(place)).collect()
    }
}

/// As many of the requests as can be granted together. `present` is what the published roster is worth.
///
/// # Errors
/// What the solver did that it never should.
pub fn grant(
    instance: &Instance,
    roster: &Roster,
    present: &Judgement,
    requests: &[Request],
    limits: &Limits,
) -> Result<Granting, String> {
    let is_kept = |rung: &Rung| KEPT.iter().any(|goal| goal.rungs().contains(rung));
    let goals: Vec<(Rung, f64)> = present.values.iter().copied().filter(|(rung, _)| is_kept(rung)).collect();
    // A seat that is empty now may be asked for; targets depend on how many stay so.
    let takes = requests.iter().filter(|request| request.leaves().is_empty()).count() as u64;
    let fewest = present.unfilled.saturating_sub(takes);
    let programs = (fewest..=present.unfilled)
        .map(|unfilled| Grants::new(instance, roster, requests, &goals, unfilled))
        .collect::<Option<Vec<_>>>()
        .ok_or("the published roster has a shift that the folder has no place for")?;
    let search = Search { instance, roster, goals, requests, programs, limits };
    search.granting().map_err(|halt| match halt {
        Halt::Defect(what) => what,
        Halt::Stopped => "the search was stopped where nothing stops it".to_owned(),
    })
}

struct Search<'a> {
    instance: &'a Instance,
    roster: &'a Roster,
    /// What may not get worse, as it is now.
    goals: Vec<(Rung, f64)>,
    requests: &'a [Request],
    /// One for each number of seats that may stay unfilled, ascending.
    programs: Vec<Grants<'a>>,
    limits: &'a Limits<'a>,
}

/// A roster with some requests granted.
struct Best {
    granted: Vec<bool>,
    roster: Roster,
    /// The seats of people who asked for nothing.
    bystanders: f64,
}

impl Best {
    /// Whether it is to be taken before another one that grants as many.
    fn is_before(&self, other: &Best) -> bool {
        self.bystanders < other.bystanders
            || self.bystanders == other.bystanders && self.granted.iter().gt(other.granted.iter())
    }
}

impl Search<'_> {
    fn granting(&self) -> Result<Granting, Halt> {
        let all: Vec<usize> = (0..self.requests.len()).collect();
        let held = self.held();
        let mut found: Vec<(&Grants<'_>, f64, Best)> = Vec::new();
        let mut bound = 0.0_f64;
        for program in &self.programs {
            match program.best(&Aim::Grant(all.clone()), &held, self.limits)? {
                Answer::Found { granted, roster, value, bound: here } => {
                    bound = bound.min(here);
                    found.push((program, value, Best { granted, roster, bystanders: 0.0 }));
                }
                Answer::Nothing => {}
                Answer::Unknown => bound = f64::NEG_INFINITY,
            }
        }
        // As it is, nothing is granted.
        let value = found.iter().map(|(_, value, _)| *value).fold(0.0, f64::min).round();
        let mut best = Best { granted: vec![false; all.len()], roster: self.roster.clone(), bystanders: f64::INFINITY };
        if value < 0.0 {
            // Of equally good ones the first stays: it leaves the fewest seats empty.
            for (program, _, first) in found.into_iter().filter(|(_, other, _)| other.round() == value) {
                let chosen = self.chosen(program, value, first)?;
                if chosen.is_before(&best) {
                    best = chosen;
                }
            }
        }
        let granted: Vec<usize> = all.iter().copied().filter(|&place| best.granted[place]).collect();
        let why = all.iter().map(|&place| match best.granted[place] {
            true => Ok(None),
            false => self.why(place, &granted).map(Some),
        });
        let why = why.collect::<Result<Vec<_>, Halt>>()?;
        let roster = self.verified(best.roster)?;
        let handed = handed::over(self.roster, roster.roster(), self.requests, &granted);
        let named: Vec<Shift> = self.requests.iter().flat_map(|request| request.takes()).collect();
        let gives = |s: usize| self.requests.iter().any(|request| request.staff == s && !request.leaves().is_empty());
        let got = handed.iter().filter_map(|(change, _)| Some((change.is?, change.window)));
        let bystanders = got.filter(|shift| !named.contains(shift) && !gives(shift.0)).collect();
        Ok(Granting { why, proven: bound > value - 0.5, roster, handed, bystanders })
    }

    /// Every goal that may not get worse is held.
    fn held(&self) -> Condition {
        Condition { goals: self.goals.len(), ..Condition::default() }
    }

    /// Of equally many requests: the fewest people moved who asked for nothing, then earlier requests first, then the ladder.
    fn chosen(&self, program: &Grants<'_>, value: f64, mut best: Best) -> Result<Best, Halt> {
        let all = Aim::Grant((0..self.requests.len()).collect());
        let mut condition = self.held();
        condition.held.push((all.clone(), value));
        if let Answer::Found { granted, roster, value, .. } = program.best(&Aim::Bystanders, &condition, self.limits)? {
            best = Best { granted, roster, bystanders: value.round() };
            condition.held.push((Aim::Bystanders, value));
        }
        for place in 0..self.requests.len() {
            if best.granted[place] {
                condition.granted.push(place);
                continue;
            }
            let with = Condition { granted: [&condition.granted[..], &[place]].concat(), ..condition.clone() };
            match program.best(&all, &with, self.limits)? {
                Answer::Found { granted, roster, .. } => {
                    best = Best { granted, roster, ..best };
                    condition.granted.push(place);
                }
                Answer::Nothing | Answer::Unknown => condition.refused.push(place),
            }
        }
        for rung in self.instance.rungs() {
            if let Answer::Found { granted, roster, value, .. } =
                program.best(&Aim::Rung(rung), &condition, self.limits)?
            {
                best = Best { granted, roster, ..best };
                condition.held.push((Aim::Rung(rung), value));
            }
        }
        Ok(best)
    }

    fn why(&self, place: usize, granted: &[usize]) -> Result<Why, Halt> {
        let request = self.requests[place];
        let locked = |&(s, w): &Shift| self.roster.is_fixed(self.instance, w, s);
        if let Some(shift) = request.leaves().into_iter().find(locked) {
            return Ok(Why::Locked(shift));
        }
        let with = |goals: usize| Condition { goals, granted: vec![place], ..Condition::default() };
        let all = self.goals.len();
        // With it: the most of those that are granted now.
        match self.any(&Aim::Grant(granted.to_vec()), &with(all))? {
            Answer::Found { granted: kept, .. } => {
                return Ok(Why::Instead(granted.iter().copied().filter(|&other| !kept[other]).collect()));
            }
            Answer::Unknown => return Ok(Why::Unknown),
            Answer::Nothing => {}
        }
        if let Some((shift, rules)) = self.forbidden(request) {
            return Ok(Why::Rules { shift, rules });
        }
        for goals in 0..all {
            let (rung, now) = self.goals[goals];
            match self.any(&Aim::Rung(rung), &with(goals))? {
                // Coverage and what is counted with it is the same in every program that does not hold it.
                Answer::Found { bound, .. } if bound > now && !same(bound, now) => {
                    return Ok(Why::Worse { rung, by: bound - now });
                }
                Answer::Found { .. } => {}
                Answer::Nothing if goals == 0 => {
                    return Ok(if request.takes().is_empty() { Why::NoOther } else { Why::Full });
                }
                Answer::Nothing | Answer::Unknown => break,
            }
        }
        Ok(Why::Unknown)
    }

    /// The best answer for any number of seats that stay unfilled.
    fn any(&self, aim: &Aim, condition: &Condition) -> Result<Answer, Halt> {
        let mut best = Answer::Nothing;
        for program in &self.programs {
            let answer = program.best(aim, condition, self.limits)?;
            best = match (best, answer) {
                (Answer::Unknown, _) | (_, Answer::Unknown) => Answer::Unknown,
                (Answer::Found { value: old, .. }, Answer::Found { granted, roster, value, bound }) if value < old => {
                    Answer::Found { granted, roster, value, bound }
                }
                (Answer::Nothing, answer) => answer,
                (best, _) => best,
            };
        }
        Ok(best)
    }

    /// A shift that somebody who is named may not take, even with every shift away that requests are about, and the rules that say so.
    fn forbidden(&self, request: Request) -> Option<(Shift, Vec<Rule>)> {
        let mut freed = self.roster.clone();
        for (s, w) in self.requests.iter().flat_map(|request| request.leaves()) {
            freed.take_back(w, s);
        }
        let mut tally = Tally::of(self.instance, &freed);
        for (s, w) in request.takes() {
            let rules = tally.obstacles(s, w);
            if !rules.is_empty() {
                return Some(((s, w), rules));
            }
            tally.give(s, w);
        }
        // Nothing but what it gives away itself is sure to be free.
        let mut own = self.roster.clone();
        request.leaves().into_iter().for_each(|(s, w)| {
            own.take_back(w, s);
        });
        let mut tally = Tally::of(self.instance, &own);
        request.takes().into_iter().find_map(|(s, w)| {
            let rules = tally.obstacles(s, w);
            tally.give(s, w);
            (!rules.is_empty()).then_some(((s, w), rules))
        })
    }

    /// What is granted, judged by the contract: no rule is broken, and no goal that may not get worse does.
    fn verified(&self, roster: Roster) -> Result<Verified, Halt> {
        let verified = verify::verify(self.instance, roster)
            .map_err(|_| Halt::Defect("requests that were granted break a rule".to_owned()))?;
        let after = |rung: Rung| verified.judgement().values.iter().find(|(other, _)| *other == rung);
        for &(rung, before) in &self.goals {
            if after(rung).is_none_or(|&(_, after)| after > before && !same(after, before)) {
                return Err(Halt::Defect(format!("requests that were granted make {rung} worse")));
            }
        }
        Ok(verified)
    }
}
