//! A plan whose people's shifts lie further apart, at no cost to any goal.
//!
//! In: a plan that a search came to the end of. Out: the same plan, or one whose roster has the same value of every goal and people's
//! shifts less uneven, with no more `spacing`. Where `goals` names `spacing`, the ladder has seen to it already, and proven it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Options, Plan, Progress, Status};
use crate::domain::Instance;
use crate::domain::goal::Goal;
use crate::domain::roster::Roster;
use crate::domain::value::same;
use crate::solve::{Limits, exchanges};
use crate::verify;

/// The plan after exchanges of shifts ([`exchanges::apart`]), for as long as the options leave time. A search that a limit or Ctrl-C
/// ended is left as it is: whoever set a limit does not wait for more. `tell` hears of it where it is begun.
#[must_use]
pub fn evened(instance: &Arc<Instance>, plan: Plan, options: &Options, tell: &mut dyn FnMut(Progress)) -> Plan {
    let is_over = matches!(plan.status, Status::Proven | Status::Unproven) && plan.failure.is_none();
    if !is_over || instance.goals.contains(&Goal::Spacing) {
        return plan;
    }
    tell(Progress::MovingApart);
    let begun = Instant::now();
    let left = options.time_limit.map(|limit| limit.saturating_sub(Duration::from_secs_f64(plan.seconds)));
    let deadline = left.and_then(|left| begun.checked_add(left));
    let limits = Limits { deadline, stop: &options.stop, threads: options.threads() };
    let roster = exchanges::apart(instance, plan.verified.roster(), &limits);
    if roster == *plan.verified.roster() || !is_better(instance, plan.verified.roster(), &roster) {
        return plan;
    }
    match verify::verify(instance, roster) {
        Ok(verified) => Plan { verified, seconds: plan.seconds + begun.elapsed().as_secs_f64(), ..plan },
        Err(_) => plan,
    }
}

/// Whether another roster is as good on every goal and has no more `spacing`.
fn is_better(instance: &Instance, before: &Roster, after: &Roster) -> bool {
    let goals = instance.goals.iter().copied().chain([Goal::Spacing]).collect();
    let spaced = instance.clone().with_goals(goals);
    let [before, after] = [before, after].map(|roster| verify::judge(&spaced, roster));
    let mut values = before.values.iter().zip(&after.values).map(|(&(_, before), &(_, after))| (before, after));
    let spacing = values.next_back().is_some_and(|(before, after)| after <= before);
    spacing && values.all(|(before, after)| same(before, after))
}
