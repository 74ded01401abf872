//! What a condition costs: the ladder solved anew with it, and the first goal that gets worse.
//!
//! In: an instance, a roster of it, and the same instance with a condition. Out: the first goal on which the best roster
//! under the condition differs, by how much, whether that is proven, and the roster nearest to the present one that costs
//! no more.

use std::sync::Arc;

use crate::difference::{self, Change};
use crate::domain::Instance;
use crate::domain::Published;
use crate::domain::goal::{Goal, Rung};
use crate::domain::roster::Roster;
use crate::domain::value::same;
use crate::planning::{self, Defect, Options, Plan};
use crate::verify::{Judgement, Verified};

/// What a condition costs.
#[derive(Debug, Clone, PartialEq)]
pub enum Cost {
    /// No goal gets worse.
    Nothing {
        /// A roster that shows it.
        shown_by: Verified,
    },
    /// The first goal that differs gets worse.
    Worse {
        /// It.
        rung: Rung,
        /// By at least so much.
        at_least: f64,
        /// And by no more than so much; the same number where it is proven.
        at_most: f64,
        /// A roster that costs no more than that up to this goal and is as near to the present one as was found.
        nearest: Verified,
    },
    /// Even under the condition there is a better roster than the present one: it is not the best.
    Better {
        /// The first goal that gets better.
        rung: Rung,
        /// By so much, at least.
        by: f64,
    },
    /// The limits came before there was a roster under the condition.
    Unknown,
}

impl Cost {
    /// The roster that shows it, where there is one.
    pub fn roster(&self) -> Option<&Verified> {
        match self {
            Cost::Nothing { shown_by: roster } | Cost::Worse { nearest: roster, .. } => Some(roster),
            Cost::Better { .. } | Cost::Unknown => None,
        }
    }
}

/// What `condition`, the same instance with one thing more asked, costs against `roster`, which is worth `present`.
///
/// # Errors
/// [`Defect`] where the solver failed.
pub fn cost(condition: &Instance, roster: &Roster, present: &Judgement, options: &Options) -> Result<Cost, Defect> {
    let Some(plan) = solved(condition.clone(), options)? else { return Ok(Cost::Unknown) };
    let places = present.values.iter().zip(&plan.rungs).enumerate();
    let differs =
        places.map(|(place, ((_, old), new))| (place, *old, new)).find(|(_, old, new)| !same(*old, new.value));
    let Some((place, old, new)) = differs else {
        return Ok(Cost::Nothing { shown_by: plan.verified });
    };
    if new.value < old {
        return Ok(Cost::Better { rung: new.rung, by: old - new.value });
    }
    // A bound holds where every goal before it is known to be no better than it was.
    let held = plan.rungs[..place].iter().all(|rung| rung.proven);
    let bound = new.bound.filter(|_| held).map_or(0.0, |bound| (bound.min(new.value) - old).max(0.0));
    let at_least = if new.proven { new.value - old } else { bound };
    let (rung, at_most) = (new.rung, new.value - old);
    let nearest = nearest(condition, roster, plan, place, options)?;
    Ok(Cost::Worse { rung, at_least, at_most, nearest })
}

/// The shifts that change hands where the condition is met.
pub fn changes(instance: &Instance, roster: &Roster, verified: &Verified) -> Vec<Change> {
    difference::changes(instance, roster, verified.roster())
}

/// A roster that is as good as the plan's up to the rung at `place` and keeps as many of the present shifts as can be.
fn nearest(
    condition: &Instance,
    roster: &Roster,
    plan: Plan,
    place: usize,
    options: &Options,
) -> Result<Verified, Defect> {
    let rung = plan.rungs[place].rung;
    let last = condition.goals.iter().position(|goal| goal.rungs().contains(&rung)).unwrap_or(0);
    let mut goals: Vec<Goal> =
        condition.goals[..=last].iter().copied().filter(|&goal| goal != Goal::Stability).collect();
    goals.push(Goal::Stability);
    let published = Published { roster: roster.clone(), from: condition.period.from };
    let near = solved(condition.clone().with_goals(goals).mended(published), options)?;
    // Limits may have come first; then the first one shows it as well, if from farther away.
    let as_good = |near: &Plan| {
        (0..=place).all(|at| near.rungs.get(at).is_some_and(|rung| same(rung.value, plan.rungs[at].value)))
    };
    Ok(near.filter(as_good).map_or(plan.verified, |near| near.verified))
}

fn solved(instance: Instance, options: &Options) -> Result<Option<Plan>, Defect> {
    let plan = planning::plan(&Arc::new(instance), options, &mut |_| ())?;
    match plan {
        Some(Plan { failure: Some(defect), .. }) => Err(defect),
        plan => Ok(plan),
    }
}
