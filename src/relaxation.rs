//! What it would take to fill every seat: the cheapest set of things to ask people and municipalities for, and others as cheap.
//!
//! In: an instance, who may be asked for what, and how many seats may stay empty. Out: a [`Relaxation`]: sets, each with a roster
//! that `verify` has passed on the instance in which the set is granted, and how far it is proven that none is cheaper. What a
//! set is for is read off its roster.

use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use crate::domain::Instance;
use crate::domain::concession::{Asking, Concession, monday};
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::planning::Defect;
use crate::solve::relaxing::{self, Question, taken};
use crate::solve::{Halt, Limits};
use crate::verify::{self, Verified};

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Who may be asked for what.
    pub asking: Asking,
    /// How many seats may stay empty.
    pub unfilled: u64,
    /// How many other sets of the same price are looked for.
    pub alternatives: usize,
    /// Time for all of it; `None` means until it is proven.
    pub time_limit: Option<Duration>,
}

/// What it would take.
#[derive(Debug, Clone, PartialEq)]
pub struct Relaxation {
    /// The least seats that stay empty where nobody is asked for anything.
    pub now: u64,
    /// The least that stay empty whatever is asked for.
    pub least: u64,
    /// The most that stay empty with each of the sets: what was wanted, or `least` where that cannot be had.
    pub target: u64,
    /// No set costs less.
    pub at_least: u64,
    /// Sets of one price; none where the time was over before any, and an empty one where nobody need be asked.
    pub sets: Vec<Set>,
    /// Whether there are no other sets of that price.
    pub is_all: bool,
}

/// Things to ask for that are enough together.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// What is asked for, grouped as one would phone: by municipality and person, then by time.
    pub asked: Vec<Asked>,
    /// What it costs.
    pub price: u64,
    /// A roster that it makes possible; it leaves no more than the target empty, and breaks no rule where the set is granted.
    pub verified: Verified,
}

/// One thing to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// What.
    pub concession: Concession,
    /// The window that it fills in the set's roster; `None` where it fills none itself.
    pub fills: Option<usize>,
    /// What it costs.
    pub price: u32,
}

impl Relaxation {
    /// Whether no set is cheaper than those that were found.
    pub fn is_proven(&self) -> bool {
        self.sets.first().is_some_and(|set| set.price == self.at_least)
    }

    /// Whether the wanted seats can be filled by nothing that may be asked for.
    pub fn falls_short(&self, wanted: &Wanted) -> bool {
        self.least > wanted.unfilled
    }
}

impl Set {
    /// The things to ask for, as changes of an instance.
    pub fn concessions(&self) -> Vec<Concession> {
        self.asked.iter().map(|asked| asked.concession).collect()
    }
}

/// Finds what it would take; `None` where the time was over before it was known how few seats stay empty.
///
/// # Errors
/// [`Defect`] where the solver failed, or what it found breaks a rule.
pub fn relax(instance: &Instance, wanted: &Wanted) -> Result<Option<Relaxation>, Defect> {
    let never = AtomicBool::new(false);
    let deadline = wanted.time_limit.and_then(|limit| Instant::now().checked_add(limit));
    let limits = Limits { deadline, stop: &never, threads: NonZeroUsize::MIN };
    let Wanted { asking, unfilled, alternatives, .. } = wanted;
    let question = Question { instance, asking, unfilled: *unfilled, alternatives: *alternatives };
    let found = match relaxing::relaxing(&question, &limits) {
        Ok(found) => found,
        Err(Halt::Stopped) => return Ok(None),
        Err(Halt::Defect(what)) => return Err(Defect(what)),
    };
    let target = found.least.max(*unfilled);
    let (now, unasked) = found.now;
    let rosters = if now <= *unfilled { vec![unasked] } else { found.rosters };
    let sets: Vec<Set> = rosters.into_iter().map(|roster| set(instance, roster)).collect::<Result<_, Defect>>()?;
    for set in &sets {
        let empty = set.verified.judgement().unfilled;
        if empty > target || sets[0].price != set.price || set.price < found.at_least {
            return Err(Defect(format!("a set that costs {} leaves {empty} of {target} seats empty", set.price)));
        }
    }
    Ok(Some(Relaxation { now, least: found.least, target, at_least: found.at_least, sets, is_all: found.is_all }))
}

/// The set that a roster takes.
fn set(instance: &Instance, roster: Roster) -> Result<Set, Defect> {
    let concessions = taken(instance, &roster);
    let price = |concession: Concession| instance.prices.of(concession.kind());
    let mut asked: Vec<Asked> =
        concessions.iter().map(|&concession| Asked { concession, fills: None, price: price(concession) }).collect();
    name_windows(instance, &roster, &mut asked);
    let home = |asked: &Asked| match asked.concession {
        Concession::Away { municipality, .. } => municipality,
        other => other.staff().map_or(0, |staff| instance.staff[staff].municipality),
    };
    asked.sort_by_key(|asked| (home(asked), asked.concession.staff(), asked.fills, asked.concession));
    let granted = instance.clone().conceding(&concessions);
    let verified = verify::verify(&granted, roster)
        .map_err(|broken| Defect(format!("what was found breaks rules: {:?}", broken)))?;
    let price = asked.iter().map(|asked| u64::from(asked.price)).sum();
    Ok(Set { asked, price, verified })
}

/// Says which window each thing fills: the one that it is about, or of a person's shifts in the week or period the one for which
/// fewest are available, each window once for a kind as far as that goes.
fn name_windows(instance: &Instance, roster: &Roster, asked: &mut [Asked]) {
    let free: Vec<usize> = (0..instance.windows.len())
        .map(|w| (0..instance.staff.len()).filter(|&s| instance.stance(s, w).available).count())
        .collect();
    for asked in asked.iter_mut() {
        asked.fills = match asked.concession {
            Concession::Away { window, .. } | Concession::Window { window, .. } => Some(window),
            Concession::Lock { staff, window } => Some(window).filter(|&window| roster.seats_of(staff, window) > 0),
            Concession::Week { .. } | Concession::Period { .. } => None,
        };
    }
    let mut named: Vec<(Rule, usize, usize)> =
        asked.iter().filter_map(|asked| Some((Rule::Availability, asked.concession.staff()?, asked.fills?))).collect();
    for asked in asked.iter_mut().filter(|asked| asked.fills.is_none()) {
        let Some(staff) = asked.concession.staff() else { continue };
        let week = match asked.concession {
            Concession::Week { monday, .. } => Some(monday),
            // A shift that was fixed makes way for another of that week.
            Concession::Lock { window, .. } => Some(monday(instance.windows[window].date)),
            _ => None,
        };
        let is_theirs = |w: &usize| {
            roster.seats_of(staff, *w) > 0 && week.is_none_or(|week| monday(instance.windows[*w].date) == week)
        };
        let kind = asked.concession.kind();
        // Whom another thing lets into a window is asked for this one because of that window as well.
        let rank = |w: &usize| {
            let again = named.contains(&(kind, staff, *w));
            (again, !named.contains(&(Rule::Availability, staff, *w)), free[*w], *w)
        };
        asked.fills = (0..instance.windows.len()).filter(is_theirs).min_by_key(rank);
        named.extend(asked.fills.map(|window| (kind, staff, window)));
    }
}
