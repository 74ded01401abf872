//! `summary.json`: the run for machines.
//!
//! In: an instance, its inputs and a plan. Out: bytes. `proven` is true only where value and bound agree; a bound that
//! is not known is `null`, never a guess.

use serde::Serialize;

use chrono::NaiveDate;

use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::planning::{Plan, Status};
use crate::report::figures::{Table, goals, violations};
use crate::report::json::{Period, Versions, pretty, seconds};
use crate::verify::Judgement;

#[derive(Serialize)]
struct Summary<'a> {
    versions: Versions,
    inputs: &'a [InputFile],
    title: &'a str,
    period: Period,
    /// The first day that could change, where a published roster was mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    replanned_from: Option<String>,
    seats: u64,
    unfilled: u64,
    status: &'static str,
    seconds: f64,
    goals: Table,
    /// The rules that were broken before that day; left out where there are none.
    #[serde(skip_serializing_if = "Table::is_empty")]
    past: Table,
}

/// The file.
pub fn bytes(instance: &Instance, inputs: &[InputFile], plan: &Plan) -> Vec<u8> {
    pretty(&Summary {
        versions: Versions { highs: plan.highs.clone(), ..Versions::current() },
        inputs,
        title: &instance.title,
        period: Period::of(instance),
        replanned_from: instance.published.as_ref().map(|published| published.from.to_string()),
        seats: instance.seats(),
        unfilled: plan.verified.judgement().unfilled,
        status: plan.status.name(),
        seconds: seconds(plan.seconds),
        goals: goals::proven(&plan.rungs).only(&goals::PROOFS),
        past: violations::file(instance, &plan.verified.judgement().past),
    })
}

/// The file of a swap in a roster that was mended before, from the day `from` on: what was past then, which nobody could
/// know from the roster. Nothing is proven in it.
pub fn swapped(instance: &Instance, inputs: &[InputFile], judgement: &Judgement, from: NaiveDate) -> Vec<u8> {
    pretty(&Summary {
        versions: Versions::current(),
        inputs,
        title: &instance.title,
        period: Period::of(instance),
        replanned_from: Some(from.to_string()),
        seats: instance.seats(),
        unfilled: judgement.unfilled,
        status: Status::Unproven.name(),
        seconds: 0.0,
        goals: goals::unproven(&judgement.values).only(&goals::PROOFS),
        past: violations::file(instance, &judgement.past),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_summary_says_what_is_proven_and_nothing_more() {
        let instance = sample::instance();
        let inputs = [InputFile { file: "plan.toml".to_owned(), sha256: "00ff".to_owned() }];
        let bytes = bytes(&instance, &inputs, &sample::plan(&instance));
        assert_eq!(bytes.last(), Some(&b'\n'));
        let summary: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let keys: Vec<&str> = summary.as_object().unwrap().keys().map(String::as_str).collect();
        let mut expected = ["versions", "inputs", "title", "period", "seats", "unfilled", "status", "seconds", "goals"];
        expected.sort_unstable();
        assert_eq!(keys, expected);
        assert_eq!(summary["period"]["to"], "2026-01-11");
        assert_eq!(summary["inputs"][0]["sha256"], "00ff");
        assert_eq!(summary["status"], "time-limit");
        assert_eq!((&summary["seats"], &summary["unfilled"]), (&14.into(), &2.into()));
        let goals = summary["goals"].as_array().unwrap();
        assert_eq!(goals[0]["goal"], "coverage");
        assert_eq!((&goals[0]["value"], &goals[0]["bound"]), (&2.0.into(), &2.0.into()));
        assert_eq!(goals[0]["proven"], true);
        // 7 less a third, without what floating point adds to it.
        assert_eq!(goals[3]["goal"], "shares-rounding");
        assert_eq!(goals[3]["bound"], 6.666666667);
        assert_eq!((&goals[4]["bound"], &goals[4]["proven"]), (&serde_json::Value::Null, &false.into()));
    }
}
