//! Why somebody sits on a window, or does not.
//!
//! In: an instance, a roster of it, a person and one or more windows. Out: the rule that forbids it whatever anybody else
//! does, or the cost of the opposite. A rule that only stands in the way as the roster is now forbids nothing: then others
//! could move, and the ladder says at what price.

use std::cmp::Ordering;

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::explanation::cost::{self, Cost};
use crate::legality::Tally;
use crate::planning::{Defect, Options};
use crate::substitution::{compare, first_difference};
use crate::verify::{self, Judgement, Referee};

/// Why a person sits on a window, or on none of several.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Forbidden in every one of these windows, whatever anybody else does, by these rules.
    Forbidden(Vec<(usize, Forbidden)>),
    /// They do not sit there: what it would cost.
    Absent {
        /// The window for which that is: the cheapest of those that no rule forbids.
        window: usize,
        /// The cost of it.
        cost: Cost,
        /// The other windows that were asked about and are forbidden.
        forbidden: Vec<(usize, Forbidden)>,
        /// The rules that stand in the way as the roster is now; others would have to move.
        as_it_stands: Vec<Rule>,
    },
    /// They sit there, since a lock says so.
    Fixed {
        /// The window.
        window: usize,
    },
    /// They sit there: what it would cost if they did not.
    Present {
        /// The window.
        window: usize,
        /// The cost of somebody else.
        cost: Cost,
    },
}

impl Answer {
    /// What the opposite would cost, where that was asked.
    pub fn cost(&self) -> Option<&Cost> {
        match self {
            Answer::Absent { cost, .. } | Answer::Present { cost, .. } => Some(cost),
            Answer::Forbidden(_) | Answer::Fixed { .. } => None,
        }
    }
}

/// What forbids a shift whatever anybody else does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forbidden {
    /// Rules, in order of precedence.
    By(Vec<Rule>),
    /// Locks give every seat of the window to others.
    AllFixed,
}

/// The roster that is asked about, and what a search may take.
pub struct Question<'a> {
    /// The instance.
    pub instance: &'a Instance,
    /// The roster.
    pub roster: &'a Roster,
    /// What it is worth.
    pub present: &'a Judgement,
    /// The limits of each search.
    pub options: &'a dyn Fn() -> Options,
}

impl Question<'_> {
    /// Why a person sits on these windows, or on none of them: one answer for each window that they sit on, else one for all.
    ///
    /// # Errors
    /// [`Defect`] where the solver failed.
    pub fn answers(&self, staff: usize, windows: &[usize]) -> Result<Vec<Answer>, Defect> {
        let held: Vec<usize> = windows.iter().copied().filter(|&w| self.roster.seats_of(staff, w) > 0).collect();
        if held.is_empty() {
            return Ok(vec![self.absent(staff, windows)?]);
        }
        held.into_iter().map(|window| self.present(staff, window)).collect()
    }

    fn present(&self, staff: usize, window: usize) -> Result<Answer, Defect> {
        if self.roster.is_fixed(self.instance, window, staff) {
            return Ok(Answer::Fixed { window });
        }
        let cost = self.cost(&self.instance.clone().forbidding(staff, window))?;
        Ok(Answer::Present { window, cost })
    }

    fn cost(&self, condition: &Instance) -> Result<Cost, Defect> {
        cost::cost(condition, self.roster, self.present, &(self.options)())
    }

    fn absent(&self, staff: usize, windows: &[usize]) -> Result<Answer, Defect> {
        let &Question { instance, roster, present, .. } = self;
        let given = Tally::given(instance);
        let (mut forbidden, mut open) = (Vec::new(), Vec::new());
        for &window in windows {
            let rules = given.obstacles(staff, window);
            if !rules.is_empty() {
                forbidden.push((window, Forbidden::By(rules)));
            } else if given.unfilled(window) == 0 {
                forbidden.push((window, Forbidden::AllFixed));
            } else {
                open.push(window);
            }
        }
        let now = Tally::of(instance, roster);
        let as_it_stands = |window: usize| now.obstacles(staff, window);
        let mut trials = trials(instance, roster, staff, &open);
        // What costs nothing may show itself without a solver.
        if let Some((window, cost)) =
            trials.iter().find_map(|trial| Some((trial.window, trial.cost(instance, present)?)))
        {
            return Ok(Answer::Absent { window, cost, forbidden, as_it_stands: as_it_stands(window) });
        }
        trials.sort_by(|one, other| one.compare(other));
        let mut cheapest: Option<(usize, Cost)> = None;
        for Trial { window, .. } in &trials {
            let cost = self.cost(&instance.clone().fixing(staff, *window))?;
            let ends = matches!(cost, Cost::Nothing { .. } | Cost::Better { .. });
            if cheapest.as_ref().is_none_or(|(_, least)| is_cheaper(instance, &cost, least)) {
                cheapest = Some((*window, cost));
            }
            if ends {
                break;
            }
        }
        Ok(match cheapest {
            Some((window, cost)) => Answer::Absent { window, cost, forbidden, as_it_stands: as_it_stands(window) },
            None => Answer::Forbidden(forbidden),
        })
    }
}

/// Whether one cost comes later in the ladder, or is smaller there.
fn is_cheaper(instance: &Instance, one: &Cost, other: &Cost) -> bool {
    let rungs = instance.rungs();
    let key = |cost: &Cost| match cost {
        Cost::Nothing { .. } | Cost::Better { .. } => (0, 0, 0.0),
        Cost::Worse { rung, at_most, .. } => {
            (1, rungs.len() - rungs.iter().position(|other| other == rung).unwrap_or(0), *at_most)
        }
        Cost::Unknown => (2, 0, 0.0),
    };
    key(one).partial_cmp(&key(other)).is_some_and(Ordering::is_lt)
}

/// A window, and the best roster in which the person has simply taken somebody's place there.
struct Trial {
    window: usize,
    best: Option<(Roster, Judgement)>,
}

impl Trial {
    /// What it costs, where it shows that: nothing, or less than that.
    fn cost(&self, instance: &Instance, present: &Judgement) -> Option<Cost> {
        let (roster, judgement) = self.best.as_ref()?;
        match first_difference(judgement, present) {
            Some((_, more)) if more > 0.0 => None,
            Some((rung, more)) => Some(Cost::Better { rung, by: -more }),
            None => Some(Cost::Nothing { shown_by: verify::verify(instance, roster.clone()).ok()? }),
        }
    }

    /// Those that look cheapest first: the first one without a cost ends the search.
    fn compare(&self, other: &Self) -> Ordering {
        match (&self.best, &other.best) {
            (Some((_, one)), Some((_, other))) => compare(one, other),
            (one, other) => other.is_some().cmp(&one.is_some()),
        }
        .then(self.window.cmp(&other.window))
    }
}

fn trials(instance: &Instance, roster: &Roster, staff: usize, windows: &[usize]) -> Vec<Trial> {
    let mut referee = Referee::new(instance);
    let trial = |&window: &usize| {
        let places = roster.shifts[window].iter().copied().filter(|&other| !roster.is_fixed(instance, window, other));
        let open = (roster.shifts[window].len() as u64) < u64::from(instance.windows[window].seats);
        let mut best: Option<(Roster, Judgement)> = None;
        for out in places.map(Some).chain(open.then_some(None)) {
            let emptied = match out {
                Some(out) => roster.clone().without(window, out),
                None => roster.clone(),
            };
            if !Tally::of(instance, &emptied).allows(staff, window) {
                continue;
            }
            let taken = emptied.with(window, staff);
            let judgement = referee.judge(&taken);
            if best.as_ref().is_none_or(|(_, least)| compare(&judgement, least).is_lt()) {
                best = Some((taken, judgement));
            }
        }
        Trial { window, best }
    };
    windows.iter().map(trial).collect()
}
