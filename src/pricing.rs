//! What each goal of the ladder costs those behind it.
//!
//! In: an instance and its proven plan. Out: a [`Price`] for each goal that has another behind it: what these gain where it is asked for
//! last, and what they gain where it may be one step worse. Every answer is a ladder solved anew; what it is worth, `verify` says, and
//! nothing is called proven that the solver has not. The plan itself stays as it is.

mod question;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use crate::domain::Instance;
use crate::domain::goal::Goal;
use crate::domain::price::{Answer, Price};
use crate::planning::side_by_side;
use crate::planning::{Defect, Options, Plan, Status};
use question::{Clock, Question};

/// What came of it.
#[derive(Debug, Default)]
pub struct Pricing {
    /// By goal, in the order of the ladder.
    pub prices: Vec<Price>,
    /// Where the solver failed; what it was asked is not known then.
    pub defects: Vec<Defect>,
}

/// The prices of a plan's goals. `told` hears which goal is begun and which is done, by its place among [`goals`]. The time limit of
/// `options` is for all of them: each question has an even part of what is left when it is begun.
pub fn prices(instance: &Arc<Instance>, plan: &Plan, options: &Options, told: &mut dyn FnMut(usize, bool)) -> Pricing {
    let goals = goals(instance);
    // A goal that is not proven may be better at no cost at all: only what is proven has a price.
    if plan.status != Status::Proven {
        let unknown = |goal: Goal| {
            let left_out = (goal != Goal::Coverage).then_some(Answer::Unknown);
            Price { goal, left_out, loosened: Some(Answer::Unknown) }
        };
        return Pricing { prices: goals.into_iter().map(unknown).collect(), defects: Vec::new() };
    }
    let at_once = options.threads().get().min(goals.len()).max(1);
    let deadline = options.time_limit.and_then(|limit| Instant::now().checked_add(limit));
    let clock = Clock { deadline, at_once, open: AtomicUsize::new(2 * goals.len()) };
    let one = |place: usize, own: &Options| price(instance, plan, goals[place], own, &clock);
    let all = side_by_side::each(goals.len(), options, &one, told);
    let mut pricing = Pricing::default();
    for (price, defects) in all {
        pricing.prices.push(price);
        pricing.defects.extend(defects);
    }
    pricing
}

/// The goals that have a price: those with another behind them.
pub fn goals(instance: &Instance) -> Vec<Goal> {
    let counts = |goal: &Goal| goal.rungs().iter().any(|rung| instance.rungs().contains(rung));
    let mut goals: Vec<Goal> = instance.goals.iter().copied().filter(counts).collect();
    goals.pop();
    goals
}

fn price(instance: &Arc<Instance>, plan: &Plan, goal: Goal, options: &Options, clock: &Clock) -> (Price, Vec<Defect>) {
    let mut defects = Vec::new();
    let mut ask = |question: Option<Question>| {
        let question = question?;
        let found = question.answer(plan, options, clock);
        Some(found.unwrap_or_else(|defect| {
            defects.push(defect);
            Answer::Unknown
        }))
    };
    let left_out = ask(Question::left_out(instance, goal));
    // Whoever gains nothing by all of it gains nothing by a part.
    let loosened = match left_out {
        Some(Answer::Nothing) => None,
        _ => ask(Question::loosened(instance, plan, goal)),
    };
    clock.open.fetch_sub(2, Ordering::Relaxed);
    (Price { goal, left_out, loosened }, defects)
}
