//! `summary.json`: the run for machines.
//!
//! In: an instance, its inputs and a plan. Out: bytes. `proven` is true only where value and bound agree; a bound that
//! is not known is `null`, never a guess.

use serde::Serialize;

use crate::domain::Instance;
use crate::planning::Plan;
use crate::report::json::{Input, Period, Versions, pretty, seconds};
use crate::report::numbers::tidy;

#[derive(Serialize)]
struct Summary<'a> {
    versions: Versions,
    inputs: &'a [Input],
    title: &'a str,
    period: Period,
    seats: u64,
    unfilled: u64,
    status: &'static str,
    seconds: f64,
    goals: Vec<Goal>,
}

#[derive(Serialize)]
struct Goal {
    goal: &'static str,
    value: f64,
    bound: Option<f64>,
    proven: bool,
    seconds: f64,
}

/// The file.
pub fn bytes(instance: &Instance, inputs: &[Input], plan: &Plan) -> Vec<u8> {
    let goals = plan.rungs.iter().map(|rung| Goal {
        goal: rung.rung.name(),
        value: tidy(rung.value),
        // JSON has no word for infinity: no bound is no bound.
        bound: rung.bound.filter(|bound| bound.is_finite()).map(tidy),
        proven: rung.proven,
        seconds: seconds(rung.seconds),
    });
    pretty(&Summary {
        versions: Versions::current(),
        inputs,
        title: &instance.title,
        period: Period::of(instance),
        seats: instance.seats(),
        unfilled: plan.verified.judgement().unfilled,
        status: plan.status.name(),
        seconds: seconds(plan.seconds),
        goals: goals.collect(),
    })
}
