//! Requests on a published roster as an integer program: which of them go together.
//!
//! In: an [`Instance`], its roster, requests, and the values that goals may not exceed. Out: the most of them that can be granted, and a
//! roster that shows it. It is the program of the ladder, with every shift that no request is about kept where it is, and a column of 0 or 1
//! for each request:
//!
//! - a shift is given away where exactly one request about it is granted, and stays where none is;
//! - whoever is named gets the shift where the request is granted, and only there;
//! - who asks for another shift instead gets exactly one;
//! - who gives a shift away gets nothing that they did not ask for, and who asked for nothing gets no seat but one that is given away.
//!
//! Goals are held by rows at the values that they have now, not by a ladder: a ladder would let a better goal pay for a worse one.

use std::collections::{BTreeMap, BTreeSet};

use super::highs::{self, Effort};
use super::ladder::Face;
use super::problem::WholeAnswer;
use super::{Halt, Limits, whole};
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::request::{Request, Shift, Wants};
use crate::domain::roster::Roster;
use crate::model::{self, Level, Model, Part, Row, Sense, held};
use crate::shares;

/// Rows over costs that are fractions are scaled up, so that the room they leave stays far above HiGHS's row tolerance (1e-8 here).
const SCALE_OF_FRACTIONS: f64 = 1e3;

/// Until value and bound agree, without a presolve that has been seen to go wrong here.
const EFFORT: Effort = Effort { presolve: false, ..Effort::EXACT };

/// What is asked of the program.
#[derive(Debug, Clone, PartialEq)]
pub enum Aim {
    /// Grant as many of these requests as can be, by their places. The value is the negative of their number.
    Grant(Vec<usize>),
    /// Give as few seats as can be to people who asked for nothing.
    Bystanders,
    /// Minimise a rung.
    Rung(Rung),
}

/// What has to hold.
#[derive(Debug, Clone, Default)]
pub struct Condition {
    /// How many of the goals that may not get worse are held, from the first on.
    pub goals: usize,
    /// Requests that are granted, by their places.
    pub granted: Vec<usize>,
    /// Requests that are not.
    pub refused: Vec<usize>,
    /// Aims that are held at a value.
    pub held: Vec<(Aim, f64)>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The best roster that was found.
    Found {
        /// By request: whether it is granted.
        granted: Vec<bool>,
        /// The roster.
        roster: Roster,
        /// The value of the aim.
        value: f64,
        /// What is proven of it: no roster has a smaller one.
        bound: f64,
    },
    /// There is no such roster.
    Nothing,
    /// The limits came first.
    Unknown,
}

/// The program of some requests, for one number of seats that stay unfilled.
pub struct Grants<'a> {
    instance: &'a Instance,
    model: Model,
    /// By request: its column.
    granted: Vec<usize>,
    /// The seats that people get who asked for nothing: the columns, and how many seats they have anyway.
    bystanders: Vec<(usize, f64)>,
    /// The goals that may not get worse, with their values.
    goals: Vec<(Rung, f64)>,
    part: Part,
    whole: Vec<usize>,
}

impl<'a> Grants<'a> {
    /// The program. `goals` may not exceed these values; with `unfilled` seats that stay unfilled, which every target depends on, coverage is
    /// held at that number. `None` where the roster has a shift that the instance has no place for.
    pub fn new(
        instance: &'a Instance,
        roster: &Roster,
        requests: &[Request],
        goals: &[(Rung, f64)],
        unfilled: u64,
    ) -> Option<Self> {
        let shares = shares::shares(instance, shares::unfilled_of_members(instance, unfilled));
        let mut model = model::build(instance, &shares, &instance.rungs(), None);
        let column: BTreeMap<Shift, usize> = model.shifts.iter().map(|&(s, w, column)| ((s, w), column)).collect();
        let held = |(s, w): Shift| f64::from(roster.seats_of(s, w));
        let seats = roster.shifts.iter().enumerate().flat_map(|(w, staff)| staff.iter().map(move |&s| (s, w)));
        if !seats.clone().all(|shift| column.contains_key(&shift)) {
            return None;
        }

        let asked = Asked::of(instance, roster, requests);
        let mut bystanders = Vec::new();
        let mut replacements: BTreeMap<usize, Vec<Shift>> = BTreeMap::new();
        let program = &mut model.program;
        for (&(s, w), &column) in &column {
            let now = held((s, w));
            let (mut least, mut most) = (now, now);
            if asked.leaves(instance, roster, (s, w)) {
                least -= 1.0;
            }
            let gain = asked.gain(instance, (s, w));
            match gain {
                Gain::None => {}
                Gain::Named => most += 1.0,
                Gain::Replacement => {
                    most += 1.0;
                    replacements.entry(s).or_default().push((s, w));
                }
                Gain::Bystander(seats) => {
                    most += f64::from(seats);
                    bystanders.push((column, now));
                }
            }
            // What a lock or a rule says of a single column stands.
            program.lower[column] = least.max(program.lower[column].min(now));
            program.upper[column] = most.min(program.upper[column].max(now));
        }

        let granted: Vec<usize> = requests.iter().map(|_| program.column(None, 0.0, 1.0)).collect();
        let of = |places: &[usize]| places.iter().map(|&place| (granted[place], 1.0)).collect::<Vec<_>>();
        for (&shift, places) in &asked.leaving {
            // now − x ≤ Σ g, and now − x ≥ g of each.
            let mut terms = of(places);
            terms.push((column[&shift], 1.0));
            program.at_least(terms, held(shift));
            for &place in places {
                program.at_most(vec![(column[&shift], 1.0), (granted[place], 1.0)], held(shift));
            }
        }
        for (shift, places) in &asked.named {
            // Nobody gets a seat where they have one that they may give away themselves.
            let Some(&column) = column.get(shift).filter(|_| !asked.leaving.contains_key(shift)) else {
                places.iter().for_each(|&place| program.upper[granted[place]] = 0.0);
                continue;
            };
            // x − now ≤ Σ g, and x − now ≥ g of each.
            let mut terms: Vec<_> = places.iter().map(|&place| (granted[place], -1.0)).collect();
            terms.push((column, 1.0));
            program.at_most(terms, held(*shift));
            for &place in places {
                program.at_least(vec![(column, 1.0), (granted[place], -1.0)], held(*shift));
            }
        }
        for (&trader, places) in &asked.traders {
            let gained = replacements.get(&trader).map(Vec::as_slice).unwrap_or_default();
            let mut terms: Vec<_> = gained.iter().map(|shift| (column[shift], 1.0)).collect();
            terms.extend(places.iter().map(|&place| (granted[place], -1.0)));
            program.equal(terms, gained.iter().map(|&shift| held(shift)).sum());
        }
        for (one, other) in asked.exclusive(requests) {
            program.at_most(vec![(granted[one], 1.0), (granted[other], 1.0)], 1.0);
        }
        for w in (0..instance.windows.len()).filter(|&w| asked.given[w] > 0) {
            // People who asked for nothing get what is given away there, and no seat that was empty.
            let on = |&&(s, at): &&Shift| at == w && matches!(asked.gain(instance, (s, at)), Gain::Bystander(_));
            let gains: Vec<&Shift> = column.keys().filter(on).collect();
            let left: Vec<&Shift> = asked.leaving.keys().filter(|shift| shift.1 == w).collect();
            if !gains.is_empty() {
                let terms = gains.iter().chain(&left).map(|shift| (column[shift], 1.0)).collect();
                program.at_most(terms, gains.iter().chain(&left).map(|&&shift| held(shift)).sum());
            }
        }

        // Steps count in whole numbers by themselves, where shifts do; said so, HiGHS knows it before it branches.
        let is_step = |&column: &usize| model.program.lower[column] == 0.0 && model.program.upper[column] == 1.0;
        let mut whole: Vec<usize> = (0..model.program.columns()).filter(is_step).collect();
        whole.extend(model.shift_columns());
        let hold = |&(rung, value): &(Rung, f64)| (rung, if rung == Rung::Coverage { unfilled as f64 } else { value });
        let goals = goals.iter().map(hold).collect();
        let part = model.level(Level::Staff);
        Some(Grants { instance, model, granted, bystanders, goals, part, whole })
    }

    /// The best there is.
    ///
    /// # Errors
    /// [`Halt`] where the solver failed, or somebody asked to stop.
    pub fn best(&self, aim: &Aim, condition: &Condition, limits: &Limits) -> Result<Answer, Halt> {
        let mut face = Face::of(&self.model);
        condition.granted.iter().for_each(|&place| face.lower[self.granted[place]] = 1.0);
        condition.refused.iter().for_each(|&place| face.upper[self.granted[place]] = 0.0);
        if self.granted.iter().any(|&column| face.lower[column] > face.upper[column]) {
            return Ok(Answer::Nothing);
        }
        for (rung, value) in &self.goals[..condition.goals] {
            let row = self.row(&Aim::Rung(*rung), *value);
            // Exactly so many seats stay unfilled: targets are those of this number.
            let sense = if *rung == Rung::Coverage { Sense::Equal } else { row.sense };
            face.held.push(Row { sense, ..row });
        }
        face.held.extend(condition.held.iter().map(|(aim, value)| self.row(aim, *value)));
        let (costs, constant, scale) = self.costs(aim);
        let problem = face.problem(&self.model, &self.part, &costs);
        Ok(match highs::whole(&problem, &self.whole, EFFORT, limits) {
            Ok(WholeAnswer::Found { value, bound, columns, .. }) => Answer::Found {
                granted: self.granted.iter().map(|&column| columns[column] > 0.5).collect(),
                roster: whole::roster(self.instance, &self.model, &columns),
                value: value / scale + constant,
                bound: bound / scale + constant,
            },
            Ok(WholeAnswer::Infeasible) => Answer::Nothing,
            Ok(WholeAnswer::Nothing { .. }) | Err(Halt::Stopped) => Answer::Unknown,
            Err(defect) => return Err(defect),
        })
    }

    /// The costs of an aim, what is to be added to them, and how they are scaled.
    fn costs(&self, aim: &Aim) -> (Vec<(usize, f64)>, f64, f64) {
        match aim {
            Aim::Grant(places) => (places.iter().map(|&place| (self.granted[place], -1.0)).collect(), 0.0, 1.0),
            Aim::Bystanders => {
                let costs = self.bystanders.iter().map(|&(column, _)| (column, 1.0)).collect();
                (costs, -self.bystanders.iter().map(|(_, now)| now).sum::<f64>(), 1.0)
            }
            Aim::Rung(rung) => {
                let scale = if rung.is_whole() { 1.0 } else { SCALE_OF_FRACTIONS };
                let objective = &self.model.objectives[rung];
                let costs = objective.terms.iter().map(|&(column, cost)| (column, cost * scale)).collect();
                (costs, objective.constant, scale)
            }
        }
    }

    /// The row that holds an aim at a value.
    fn row(&self, aim: &Aim, value: f64) -> Row {
        match aim {
            Aim::Rung(rung) => held::at_most(&self.model.program, &self.model.objectives[rung], value),
            Aim::Grant(_) | Aim::Bystanders => {
                let (terms, constant, _) = self.costs(aim);
                Row { terms, sense: Sense::AtMost, right: (value - constant).round() }
            }
        }
    }
}

/// What somebody may get in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gain {
    /// Nothing more than they have.
    None,
    /// A seat that a request names.
    Named,
    /// A seat for another one that they give away.
    Replacement,
    /// So many seats, though they have asked for nothing.
    Bystander(u32),
}

/// What the requests are about.
struct Asked {
    /// Shifts that are to be given away, and by which requests.
    leaving: BTreeMap<Shift, Vec<usize>>,
    /// Shifts that somebody is to get who is named, and by which requests.
    named: BTreeMap<Shift, Vec<usize>>,
    /// People who ask for another shift instead, and by which requests.
    traders: BTreeMap<usize, Vec<usize>>,
    /// People who give a shift away by a request of their own.
    givers: BTreeSet<usize>,
    /// By window: the seats that may be given away.
    given: Vec<u32>,
    /// By window: the seats that nobody has.
    empty: Vec<u32>,
}

impl Asked {
    fn of(instance: &Instance, roster: &Roster, requests: &[Request]) -> Self {
        let mut asked = Asked {
            leaving: BTreeMap::new(),
            named: BTreeMap::new(),
            traders: BTreeMap::new(),
            givers: BTreeSet::new(),
            given: vec![0; instance.windows.len()],
            empty: Vec::new(),
        };
        for (place, request) in requests.iter().enumerate() {
            request.leaves().into_iter().for_each(|shift| asked.leaving.entry(shift).or_default().push(place));
            request.takes().into_iter().for_each(|shift| asked.named.entry(shift).or_default().push(place));
            if !request.leaves().is_empty() {
                asked.givers.insert(request.staff);
            }
            if request.wants == Wants::Trade {
                asked.traders.entry(request.staff).or_default().push(place);
            }
        }
        asked.leaving.keys().for_each(|&(_, w)| asked.given[w] += 1);
        let taken = |w: usize| u32::try_from(roster.shifts[w].len()).unwrap_or(u32::MAX);
        asked.empty =
            instance.windows.iter().enumerate().map(|(w, open)| open.seats.saturating_sub(taken(w))).collect();
        asked
    }

    /// Whether a shift may be given away.
    fn leaves(&self, instance: &Instance, roster: &Roster, shift: Shift) -> bool {
        self.leaving.contains_key(&shift) && !roster.is_fixed(instance, shift.1, shift.0)
    }

    fn gain(&self, instance: &Instance, shift: Shift) -> Gain {
        let (s, w) = shift;
        if instance.is_past(w) || self.leaving.contains_key(&shift) {
            Gain::None
        } else if self.named.contains_key(&shift) {
            Gain::Named
        } else if self.traders.contains_key(&s) && self.given[w] + self.empty[w] > 0 {
            Gain::Replacement
        } else if !self.givers.contains(&s) && self.given[w] > 0 {
            Gain::Bystander(self.given[w].min(instance.staff[s].heads))
        } else {
            Gain::None
        }
    }

    /// Pairs of requests of which only one can be granted.
    fn exclusive(&self, requests: &[Request]) -> Vec<(usize, usize)> {
        let pairs = |places: &[usize]| -> Vec<(usize, usize)> {
            let pair = |at: usize| places[at + 1..].iter().map(move |&other| (places[at], other));
            (0..places.len()).flat_map(pair).collect()
        };
        let all: BTreeSet<(usize, usize)> =
            self.leaving.values().chain(self.named.values()).flat_map(|places| pairs(places)).collect();
        all.into_iter().filter(|&(one, other)| requests[one].excludes(requests[other])).collect()
    }
}
