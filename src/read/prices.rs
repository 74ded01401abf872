//! The prices of goals as a summary has them.
//!
//! In: what stands under `prices`. Out: prices, or nothing where any of it is not what `plan --prices` writes: a summary is no input of a
//! plan, so nothing is refused for its sake. Whether they hold, `check` finds out.

use serde::Deserialize;

use crate::domain::goal::{Goal, Rung};
use crate::domain::price::{Answer, Class, Outcome, Price, Priced};

#[derive(Deserialize)]
struct PriceRow {
    goal: String,
    left_out: Option<AnswerRow>,
    loosened: Option<AnswerRow>,
}

#[derive(Deserialize)]
struct AnswerRow {
    answer: String,
    #[serde(default)]
    goals: Vec<GoalRow>,
    #[serde(default)]
    classes: Vec<ClassRow>,
    #[serde(default)]
    turns: u64,
}

#[derive(Deserialize)]
struct GoalRow {
    goal: String,
    now: f64,
    value: f64,
    bound: Option<f64>,
    proven: bool,
}

#[derive(Deserialize)]
struct ClassRow {
    burden: Option<String>,
    off_target_now: u64,
    off_target: u64,
    moved: u64,
}

/// The prices; `None` where they cannot be read.
pub(super) fn prices(written: serde_json::Value) -> Option<Vec<Price>> {
    let rows: Vec<PriceRow> = serde_json::from_value(written).ok()?;
    rows.into_iter().map(price).collect()
}

fn price(row: PriceRow) -> Option<Price> {
    let goal = Goal::ALL.into_iter().find(|goal| goal.name() == row.goal)?;
    let [left_out, loosened] = [row.left_out, row.loosened].map(|row| row.map(answer));
    Some(Price { goal, left_out: told(left_out)?, loosened: told(loosened)? })
}

/// An answer that is there can be read.
fn told(answer: Option<Option<Answer>>) -> Option<Option<Answer>> {
    match answer {
        None => Some(None),
        Some(answer) => answer.map(Some),
    }
}

fn answer(row: AnswerRow) -> Option<Answer> {
    Some(match row.answer.as_str() {
        "nothing" => Answer::Nothing,
        "unknown" => Answer::Unknown,
        "found" => {
            let rungs = row.goals.into_iter().map(priced).collect::<Option<Vec<Priced>>>()?;
            let class = |ClassRow { burden, off_target_now, off_target, moved }| Class {
                burden,
                off_now: off_target_now,
                off_then: off_target,
                moved,
            };
            Answer::Found(Outcome { rungs, classes: row.classes.into_iter().map(class).collect(), turns: row.turns })
        }
        _ => return None,
    })
}

fn priced(row: GoalRow) -> Option<Priced> {
    let GoalRow { goal, now, value, bound, proven } = row;
    let rung = Goal::ALL.iter().flat_map(|goal| goal.rungs()).copied().find(|rung: &Rung| rung.name() == goal)?;
    Some(Priced { rung, now, then: value, bound, proven })
}
