//! Several plans side by side, as `compare.json` and `--json` have them.
//!
//! In: variants, their lines and the files they were read from. Out: bytes. A scenario that is refused stands there with its findings, and has
//! no figures.

use serde::Serialize;

use super::lines::Lines;
use super::{Comparison, Variant};
use crate::domain::input_file::InputFile;
use crate::domain::language::Language;
use crate::planning::Plan;
use crate::report::check_json::{Finding, finding};
use crate::report::figures::comparison as figures;
use crate::report::figures::{Table, goals};
use crate::report::json::{Period, Versions, pretty};
use crate::report::locale::Locale;

/// Of each goal; how long it took is another time each time.
const PROOFS: [&str; 4] = ["goal", "value", "bound", "proven"];

#[derive(Serialize)]
struct Document<'a> {
    versions: Versions,
    title: &'a str,
    scenarios: Vec<Scenario<'a>>,
    figures: Table,
}

#[derive(Serialize)]
struct Scenario<'a> {
    name: String,
    changes: String,
    inputs: &'a [InputFile],
    /// How its search ended, as in `summary.json`; `refused`, or `no-roster`.
    status: &'static str,
    period: Option<Period>,
    seats: Option<u64>,
    unfilled: Option<u64>,
    goals: Option<Table>,
    findings: Vec<Finding<'a>>,
}

/// The document; `inputs` are those of each variant.
pub fn bytes(comparison: &Comparison<'_>, lines: &Lines, inputs: &[&[InputFile]]) -> Vec<u8> {
    let english = Locale::new(Language::English);
    let highs = comparison.variants.iter().find_map(|variant| variant.plan?.highs.clone());
    let scenarios = comparison.variants.iter().zip(inputs).map(|(variant, inputs)| told(variant, inputs, &english));
    pretty(&Document {
        versions: Versions { highs, ..Versions::current() },
        title: comparison.title,
        scenarios: scenarios.collect(),
        figures: figures::table(comparison, lines),
    })
}

fn told<'a>(variant: &Variant<'a>, inputs: &'a [InputFile], english: &Locale) -> Scenario<'a> {
    let proven = |plan: &Plan| goals::proven(&plan.rungs).only(&PROOFS);
    Scenario {
        name: variant.name(english),
        changes: variant.change(english),
        inputs,
        status: variant.status(),
        period: variant.instance.map(Period::of),
        seats: variant.instance.map(|instance| instance.seats()),
        unfilled: variant.plan.map(|plan| plan.verified.judgement().unfilled),
        goals: variant.plan.map(proven),
        findings: variant.findings.iter().map(finding).collect(),
    }
}
