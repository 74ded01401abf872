//! `summary.json`: the run for machines.
//!
//! In: an instance, its inputs and a plan. Out: bytes. `proven` is true only where value and bound agree; a bound that
//! is not known is `null`, never a guess.

use chrono::NaiveDate;
use num_traits::ToPrimitive;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::Instance;
use crate::domain::evidence::{Run, Searched};
use crate::domain::goal::Rung;
use crate::domain::input_file::InputFile;
use crate::domain::price::Price;
use crate::domain::roster::Roster;
use crate::domain::state::{self, State};
use crate::newcomers::{Newcomer, Why, newcomers};
use crate::planning::{Plan, Status};
use crate::report::figures::{Table, goals, violations};
use crate::report::json::{Period, Versions, pretty, seconds};
use crate::report::numbers::tidy;
use crate::report::people_json::People;
use crate::report::prices_json::{self, PriceRow};
use crate::report::subject::{Proof, Subject};
use crate::verify::Judgement;

/// The file.
#[derive(Debug, Serialize)]
pub struct Summary {
    versions: Versions,
    inputs: Vec<InputFile>,
    title: String,
    period: Period,
    /// The first day that could change, where a published roster was mended.
    #[serde(skip_serializing_if = "Option::is_none")]
    replanned_from: Option<String>,
    /// Left out where nobody knows.
    #[serde(flatten)]
    state: Option<Sending>,
    roster: String,
    seats: u64,
    unfilled: u64,
    status: &'static str,
    seconds: f64,
    goals: Table,
    /// What the goals cost, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    prices: Option<Vec<PriceRow>>,
    people: People,
    /// The search that the roster comes from, where none has made this very one; `null` where nothing is known of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    proofs: Option<Option<Proofs>>,
    /// Who came after the roster was published that was mended; left out where there is nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    newcomers: Vec<New>,
    /// The rules that were broken before the day of mending; left out where there are none.
    #[serde(skip_serializing_if = "Table::is_empty")]
    past: Table,
    /// The other files that were written with it.
    outputs: Vec<InputFile>,
}

/// Somebody without a shift in the published roster, and none before.
#[derive(Debug, Serialize)]
struct New {
    municipality: String,
    municipality_name: String,
    staff: String,
    staff_name: String,
    shifts: u64,
    even_part: f64,
    changes: u64,
    why: Option<&'static str>,
    goal: Option<&'static str>,
}

/// Whether the roster was sent out.
#[derive(Debug, Serialize)]
struct Sending {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Changes>,
}

/// The roster that people had before.
#[derive(Debug, Serialize)]
struct Changes {
    file: String,
    roster: String,
    sent: Option<String>,
    published: Option<String>,
}

/// What a search has proven.
#[derive(Debug, Serialize)]
struct Proofs {
    #[serde(skip_serializing_if = "Option::is_none")]
    highs: Option<String>,
    inputs: Vec<InputFile>,
    status: String,
    seconds: f64,
    goals: Vec<Goal>,
}

#[derive(Debug, Serialize)]
struct Goal {
    goal: String,
    value: f64,
    bound: Option<f64>,
    proven: bool,
}

impl Summary {
    /// That of a search.
    pub fn of_plan(instance: &Instance, inputs: &[InputFile], plan: &Plan, state: &State) -> Self {
        let (roster, judgement) = (plan.verified.roster(), plan.verified.judgement());
        let from = instance.published.as_ref().map(|published| published.from);
        Summary {
            versions: Versions { highs: plan.highs.clone(), ..Versions::current() },
            status: plan.status.name(),
            seconds: seconds(plan.seconds),
            goals: goals::proven(&plan.rungs).only(&goals::PROOFS),
            proofs: None,
            ..Summary::of_roster(
                instance,
                inputs,
                (roster, judgement),
                plan.has_proven(Rung::Wishes),
                from,
                Some(state),
            )
        }
    }

    /// The same with what the goals cost.
    #[must_use]
    pub fn with_prices(self, prices: Option<&[Price]>) -> Self {
        Summary { prices: prices.map(prices_json::rows), ..self }
    }

    /// That of a roster which no search made as it is, with what is known of it from the one that it comes from. `from` is the first
    /// day that could change, where that was mended.
    pub fn carried(
        subject: &Subject<'_>,
        inputs: &[InputFile],
        from: Option<NaiveDate>,
        state: Option<&State>,
        run: Option<&Run>,
    ) -> Self {
        let is_proven = subject.attained.iter().all(|goal| goal.proof == Proof::Proven);
        Summary {
            versions: Versions::current(),
            status: if is_proven { Status::Proven } else { Status::Unproven }.name(),
            goals: goals::carried(&subject.attained).only(&goals::PROOFS),
            prices: subject.prices.map(prices_json::rows),
            proofs: Some(run.map(proofs)),
            ..Summary::of_roster(
                subject.instance,
                inputs,
                (subject.roster, subject.judgement),
                subject.has_proven(Rung::Wishes),
                from,
                state,
            )
        }
    }

    fn of_roster(
        instance: &Instance,
        inputs: &[InputFile],
        (roster, judgement): (&Roster, &Judgement),
        wishes_proven: bool,
        from: Option<NaiveDate>,
        state: Option<&State>,
    ) -> Self {
        Summary {
            versions: Versions::current(),
            inputs: inputs.to_vec(),
            title: instance.title.clone(),
            period: Period::of(instance),
            replanned_from: day(from),
            state: state.map(sending),
            roster: fingerprint(instance, roster),
            seats: instance.seats(),
            unfilled: judgement.unfilled,
            status: Status::Unproven.name(),
            seconds: 0.0,
            goals: goals::unproven(&judgement.values).only(&goals::PROOFS),
            prices: None,
            people: People::of(instance, roster, judgement, wishes_proven),
            proofs: None,
            newcomers: newcomers(instance, roster).iter().map(|newcomer| new(instance, newcomer)).collect(),
            past: violations::file(instance, &judgement.past),
            outputs: Vec::new(),
        }
    }

    /// The same as the last of a set of files; those of an earlier set that are left as they are, and belong to it, are `kept`.
    #[must_use]
    pub fn beside(mut self, files: &[(String, Vec<u8>)], kept: &[InputFile]) -> Self {
        self.outputs =
            files.iter().map(|(name, bytes)| InputFile { file: name.clone(), sha256: hash(bytes) }).collect();
        let is_new = |file: &&InputFile| files.iter().any(|(name, _)| *name == file.file);
        self.outputs.extend(kept.iter().filter(|file| !is_new(file)).cloned());
        self.outputs.sort();
        self
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        pretty(self)
    }
}

fn new(instance: &Instance, newcomer: &Newcomer) -> New {
    let staff = &instance.staff[newcomer.staff];
    let home = &instance.municipalities[staff.municipality];
    let (why, goal) = match newcomer.why {
        None => (None, None),
        Some(Why::NoWindow) => (Some("no-window"), None),
        Some(Why::Kept) => (Some("published-shifts"), None),
        Some(Why::Goal(rung)) => (Some("goal"), Some(rung.name())),
        Some(Why::Open) => (Some("not-searched"), None),
    };
    New {
        municipality: home.code.clone(),
        municipality_name: home.name.clone(),
        staff: staff.id.clone(),
        staff_name: staff.name.clone(),
        shifts: newcomer.shifts,
        even_part: tidy(newcomer.part.to_f64().unwrap_or_default()),
        changes: newcomer.changes,
        why,
        goal,
    }
}

/// What tells the shifts of a roster from those of others, whatever file they stand in.
pub fn fingerprint(instance: &Instance, roster: &Roster) -> String {
    hash(state::shifts(instance, roster).as_bytes())
}

/// The SHA-256 of a file's bytes.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn sending(state: &State) -> Sending {
    let changes = state.of().map(|of| Changes {
        file: of.file.clone(),
        roster: of.roster.clone(),
        sent: day(of.sent),
        published: day(of.published),
    });
    Sending { state: state.word(), sent: day(state.sent()), changes }
}

fn proofs(run: &Run) -> Proofs {
    let goal =
        |goal: &Searched| Goal { goal: goal.goal.clone(), value: goal.value, bound: goal.bound, proven: goal.proven };
    Proofs {
        highs: run.highs.clone(),
        inputs: run.inputs.clone(),
        status: run.status.clone(),
        seconds: run.seconds,
        goals: run.goals.iter().map(goal).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_summary_says_what_is_proven_and_nothing_more() {
        let instance = sample::instance();
        let inputs = [InputFile { file: "plan.toml".to_owned(), sha256: "00ff".to_owned() }];
        let bytes = Summary::of_plan(&instance, &inputs, &sample::plan(&instance), &State::DRAFT).bytes();
        assert_eq!(bytes.last(), Some(&b'\n'));
        let summary: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let keys: Vec<&str> = summary.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = "goals inputs outputs people period roster seats seconds state status title unfilled versions";
        assert_eq!(keys.join(" "), expected);
        assert_eq!(summary["state"], "draft");
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
