//! What `verify --json` prints: broken rules, goal values, and who is over or under target.
//!
//! In: an instance, its inputs, the roster file and its judgement. Out: bytes. Indices never leave the program: persons, municipalities and
//! windows stand here as the files name them.

use serde::Serialize;

use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::report::figures::{Table, accounts};
use crate::report::json::{Goal, Head, Slot, pretty};
use crate::verify::{Judgement, Violation};

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    seats: u64,
    unfilled: u64,
    unfilled_windows: Vec<Short>,
    violations: Vec<Broken<'a>>,
    /// Those from before the roster was mended; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    past: Vec<Broken<'a>>,
    goals: Vec<Goal>,
    shares: Table,
}

/// A broken rule as the files name what it is about.
#[derive(Serialize)]
pub(super) struct Broken<'a> {
    rule: &'static str,
    staff: Option<&'a str>,
    municipality: Option<&'a str>,
    windows: Vec<Slot>,
    message: &'a str,
}

#[derive(Serialize)]
struct Short {
    #[serde(flatten)]
    slot: Slot,
    seats: u32,
    unfilled: u32,
}

/// The document; `roster` is the file that was judged.
pub fn bytes(instance: &Instance, inputs: &[InputFile], roster: Option<&InputFile>, judgement: &Judgement) -> Vec<u8> {
    pretty(&Document {
        head: Head::of(instance, inputs, roster),
        seats: instance.seats(),
        unfilled: judgement.unfilled,
        unfilled_windows: short(instance, judgement),
        violations: judgement.violations.iter().map(|violation| broken(instance, violation)).collect(),
        past: judgement.past.iter().map(|violation| broken(instance, violation)).collect(),
        goals: Goal::all(judgement),
        shares: accounts::given(instance, judgement).all(),
    })
}

/// The same of a violation.
pub(super) fn broken<'a>(instance: &'a Instance, violation: &'a Violation) -> Broken<'a> {
    Broken {
        rule: violation.rule.name(),
        staff: violation.staff.map(|person| instance.staff[person].id.as_str()),
        municipality: violation.municipality.map(|m| instance.municipalities[m].code.as_str()),
        windows: violation.windows.iter().map(|&window| Slot::of(instance, window)).collect(),
        message: &violation.message,
    }
}

fn short(instance: &Instance, judgement: &Judgement) -> Vec<Short> {
    let short = judgement.unfilled_by_window.iter().enumerate().filter(|&(_, &unfilled)| unfilled > 0);
    short
        .map(|(window, &unfilled)| Short {
            slot: Slot::of(instance, window),
            seats: instance.windows[window].seats,
            unfilled,
        })
        .collect()
}
