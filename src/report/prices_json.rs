//! The prices of goals in `summary.json`.
//!
//! In: prices. Out: what serde writes, in a fixed order. `read/prices.rs` reads it back.

use serde::Serialize;

use crate::domain::price::{Answer, Outcome, Price, Priced};
use crate::report::numbers::tidy;

/// A goal's price.
#[derive(Debug, Serialize)]
pub struct PriceRow {
    goal: &'static str,
    left_out: Option<AnswerRow>,
    loosened: Option<AnswerRow>,
}

#[derive(Debug, Serialize)]
struct AnswerRow {
    answer: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    goals: Vec<GoalRow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    classes: Vec<ClassRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    turns: Option<u64>,
}

#[derive(Debug, Serialize)]
struct GoalRow {
    goal: &'static str,
    now: f64,
    value: f64,
    bound: Option<f64>,
    proven: bool,
}

#[derive(Debug, Serialize)]
struct ClassRow {
    burden: Option<String>,
    off_target_now: u64,
    off_target: u64,
    moved: u64,
}

/// The list.
pub fn rows(prices: &[Price]) -> Vec<PriceRow> {
    let row = |price: &Price| PriceRow {
        goal: price.goal.name(),
        left_out: price.left_out.as_ref().map(answer),
        loosened: price.loosened.as_ref().map(answer),
    };
    prices.iter().map(row).collect()
}

fn answer(answer: &Answer) -> AnswerRow {
    let without = |answer| AnswerRow { answer, goals: Vec::new(), classes: Vec::new(), turns: None };
    match answer {
        Answer::Nothing => without("nothing"),
        Answer::Unknown => without("unknown"),
        Answer::Found(Outcome { rungs, classes, turns }) => AnswerRow {
            turns: Some(*turns),
            answer: "found",
            goals: rungs.iter().map(goal).collect(),
            classes: classes
                .iter()
                .map(|class| ClassRow {
                    burden: class.burden.clone(),
                    off_target_now: class.off_now,
                    off_target: class.off_then,
                    moved: class.moved,
                })
                .collect(),
        },
    }
}

fn goal(priced: &Priced) -> GoalRow {
    let Priced { rung, now, then, bound, proven } = *priced;
    let bound = bound.filter(|bound| bound.is_finite()).map(tidy);
    GoalRow { goal: rung.name(), now: tidy(now), value: tidy(then), bound, proven }
}
