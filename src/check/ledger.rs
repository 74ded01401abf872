//! `ledger.csv`: the sums of all earlier periods.
//!
//! In: its rows, burdens and members. Out: one entry per municipality and burden.

use std::collections::BTreeMap;

use num_traits::Signed;

use super::members::Members;
use super::plan::Frame;
use super::together::{self, Twice};
use crate::diagnostic::suggest::did_you_mean;
use crate::diagnostic::{Code, Diagnostic, list, plain, quote};
use crate::domain::{Exact, LedgerEntry};
use crate::read::Folder;
use crate::read::rows::LedgerRow;

/// The most shifts that a ledger can hold for a municipality: a century of a thousand a year, ten times over.
const MOST_SHIFTS: u32 = 1_000_000;

/// By municipality and burden, or all shifts: what was owed and worked.
pub type Ledger = BTreeMap<(usize, Option<usize>), LedgerEntry>;

/// Checks `ledger.csv`.
pub fn check(folder: &Folder, frame: &Frame, members: &Members<'_>, findings: &mut Vec<Diagnostic>) -> Ledger {
    let mut ledger = BTreeMap::new();
    let mut first: BTreeMap<(usize, Option<usize>), &LedgerRow> = BTreeMap::new();
    let mut again = Vec::new();
    findings.extend(already_closed(folder, frame));
    for row in folder.ledger.iter().flat_map(|table| &table.rows) {
        let municipality = row.municipality.as_ref().and_then(|written| members.find(written, findings));
        let burden = match &row.burden {
            None => Some(None),
            Some(written) => match frame.burdens.iter().position(|burden| burden.name == written.value) {
                Some(burden) => Some(Some(burden)),
                None => {
                    if folder.plan.is_some() {
                        findings.push(unknown_burden(frame, written));
                    }
                    None
                }
            },
        };
        let (Some(municipality), Some(burden)) = (municipality, burden) else {
            continue;
        };
        if let Some(earlier) = first.get(&(municipality, burden)) {
            let name = plain(&members.list[municipality].municipality.name);
            let what = burden.map_or("all shifts".to_owned(), |burden| quote(&frame.burdens[burden].name));
            let said = format!("the ledger has {name} twice, for {what}");
            again.push(Twice { said, again: &row.place, first: &earlier.place, hint: None });
            continue;
        }
        first.insert((municipality, burden), row);
        for written in [&row.entitled, &row.worked].into_iter().flatten() {
            if written.value.abs() > Exact::from_integer(MOST_SHIFTS.into()) {
                let found = Diagnostic::new(Code::OutOfRange, "no municipality has owed or worked that many shifts")
                    .at(&written.place, "")
                    .help(format!("write a number of shifts of at most {MOST_SHIFTS}"));
                findings.push(found);
            }
        }
        if let (Some(entitled), Some(worked)) = (&row.entitled, &row.worked) {
            let entry = LedgerEntry { entitled: entitled.value.clone(), worked: worked.value.clone() };
            ledger.insert((municipality, burden), entry);
        }
    }
    let cure = "keep one row: it holds the sums of all earlier periods";
    together::twice(Code::DoubledLedger, &again, "lines of the ledger", cure, findings);
    ledger
}

/// The finding about sums that hold days of the period already: who plans or closes with them counts those twice.
fn already_closed(folder: &Folder, frame: &Frame) -> Option<Diagnostic> {
    let from = frame.period?.from;
    let mut written = folder.ledger.iter().flat_map(|table| &table.rows).filter_map(|row| row.until.as_ref());
    let until = written.find(|until| until.value >= from)?;
    let found =
        Diagnostic::new(Code::LedgerInPeriod, format!("the ledger holds the sums until {} already", until.value))
            .at(&until.place, format!("the period begins on {from}"))
            .help("put the ledger here that the period began with: what 'close' writes is for the next period's folder")
            .help("for the next period, put 'period' in plan.toml forward");
    Some(found)
}

fn unknown_burden(frame: &Frame, written: &crate::read::table::Field<String>) -> Diagnostic {
    let names: Vec<&str> = frame.burdens.iter().map(|burden| burden.name.as_str()).collect();
    let cure = if names.is_empty() {
        "plan.toml has no [burdens]; leave the cell empty for all shifts".to_owned()
    } else {
        format!("the burdens of plan.toml are {}; leave the cell empty for all shifts", plain(&list(&names, "and")))
    };
    Diagnostic::new(Code::UnknownBurden, format!("{} is no burden of plan.toml", quote(&written.value)))
        .at(&written.place, "")
        .help_if(did_you_mean(&written.value, names))
        .help(cure)
}
