//! Swaps in a file against an instance and its roster.
//!
//! In: the rows. Out: the shifts that change hands, in order of time, or every finding about them. Whether all of them together keep the
//! rules is for the referee to say.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::arguments::{self, Refusal};
use super::together::{self, Twice};
use super::{slot, who};
use crate::diagnostic::{Code, Diagnostic, Place, any_error};
use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::read::SwapRows;
use crate::read::table::Field;

/// A shift that changes hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Handover {
    /// Index into `Instance::windows`.
    pub window: usize,
    /// Who has the shift: index into `Instance::staff`.
    pub was: usize,
    /// Who takes it.
    pub is: usize,
}

/// The roster with all of these done together.
pub fn done(roster: &Roster, handovers: &[Handover]) -> Roster {
    let given = handovers.iter().fold(roster.clone(), |roster, one| roster.without(one.window, one.was));
    handovers.iter().fold(given, |roster, one| roster.with(one.window, one.is))
}

/// The first that gives a shift once more than the person has it.
pub fn given_too_often(roster: &Roster, handovers: &[Handover]) -> Option<Handover> {
    let times =
        |one: &Handover| handovers.iter().filter(|other| (other.window, other.was) == (one.window, one.was)).count();
    handovers.iter().copied().find(|one| times(one) > roster.seats_of(one.was, one.window) as usize)
}

/// Checks the rows of a file.
pub fn swaps(instance: &Instance, roster: &Roster, rows: &SwapRows) -> (Option<Vec<Handover>>, Vec<Diagnostic>) {
    let Some(table) = &rows.table else { return (None, Vec::new()) };
    let mut findings = Vec::new();
    if table.rows.is_empty() && table.complete {
        let found = Diagnostic::new(Code::EmptyTable, "no row of this file says who gives a shift to whom")
            .at(&table.header, "no row follows")
            .help("write a row for each shift that changes hands: date, start, who gives it, who takes it");
        findings.push(found);
    }
    let (mut handovers, mut missing) = (Vec::new(), Vec::new());
    for row in &table.rows {
        let mut person = |written: &Option<Field<String>>| {
            let written = written.as_ref()?;
            let found = arguments::person_of(instance, &written.value);
            found.map_err(|(code, refusal)| findings.push(finding(code, refusal, &written.place))).ok()
        };
        let (was, is) = (person(&row.gives), person(&row.takes));
        let (Some(date), Some(start)) = (&row.date, &row.start) else { continue };
        let Some(window) = instance.window_at(date.value, start.value) else {
            missing.push((date, start));
            continue;
        };
        if let (Some(was), Some(is)) = (was, is) {
            handovers.push((Handover { window, was, is }, &row.place));
        }
    }
    let one = |(date, start): &(&Field<NaiveDate>, &Field<NaiveTime>)| {
        let refusal = arguments::no_window(instance, date.value, Some(start.value));
        finding(Code::SwapWithoutWindow, refusal, &date.place)
    };
    let all = |all: &[(&Field<NaiveDate>, &Field<NaiveTime>)]| {
        let places: Vec<&Place> = all.iter().map(|(date, _)| &date.place).collect();
        let message = format!("{} rows name no window of the period", all.len());
        let (from, to) = (instance.period.from, instance.period.to);
        together::at(Diagnostic::new(Code::SwapWithoutWindow, message), &places, "").help(format!(
            "the period is {from} to {to}: give the folder and the roster of the swaps' period, or correct them"
        ))
    };
    together::told(&missing, one, all, &mut findings);
    judged(instance, roster, &handovers, &mut findings);
    let whole = !rows.refused && !any_error(&findings);
    let mut handovers: Vec<Handover> = handovers.into_iter().map(|(handover, _)| handover).collect();
    handovers.sort();
    (whole.then_some(handovers), findings)
}

/// Refuses rows that say nothing, or give what is not there.
fn judged(instance: &Instance, roster: &Roster, handovers: &[(Handover, &Place)], findings: &mut Vec<Diagnostic>) {
    let on = |window: usize| slot(instance.windows[window].date, instance.windows[window].start);
    let name = |staff: usize| who(&instance.staff[staff]);
    let mut given: BTreeMap<(usize, usize), Vec<&Place>> = BTreeMap::new();
    let mut again = Vec::new();
    for &(Handover { window, was, is }, place) in handovers {
        if was == is {
            let found = Diagnostic::new(Code::SwapChangesNothing, format!("{} gives a shift to themselves", name(was)))
                .at(place, "")
                .help("name in column 'takes' the colleague who takes it, or delete the row");
            findings.push(found);
            continue;
        }
        if let Err(refusal) = arguments::held(instance, roster, was, window) {
            // What the person is given by another row cannot be passed on in the same breath.
            let given_here = handovers.iter().any(|(other, _)| other.window == window && other.is == was);
            let hint = "another row gives it to them: write one row, from who has it now to who has it in the end";
            let found = finding(Code::SwapNotHeld, refusal, place);
            findings.push(if given_here { found.help(hint) } else { found });
            continue;
        }
        let mine = given.entry((window, was)).or_default();
        if let Some(first) = mine.first().filter(|_| roster.seats_of(was, window) as usize <= mine.len()) {
            let said = format!("{} gives the shift on {} twice", name(was), on(window));
            again.push(Twice { said, again: place, first, hint: None });
        }
        mine.push(place);
    }
    together::twice(Code::DoubledSwap, &again, "shifts", "keep the row that counts, and delete the other", findings);
    if any_error(findings) {
        return;
    }
    let all: Vec<Handover> = handovers.iter().map(|(handover, _)| *handover).collect();
    let after = done(roster, &all);
    let idle = |window: usize| roster.shifts[window] == after.shifts[window];
    let mut idle: Vec<(usize, &Place)> =
        handovers.iter().map(|(one, place)| (one.window, *place)).filter(|(window, _)| idle(*window)).collect();
    idle.sort_by_key(|(window, place)| (*window, place.span.start));
    for same in idle.chunk_by(|one, other| one.0 == other.0) {
        let places: Vec<&Place> = same.iter().map(|(_, place)| *place).collect();
        let message = format!("the rows about {} take back what they give: the same people sit there", on(same[0].0));
        let found = together::at(Diagnostic::new(Code::SwapChangesNothing, message), &places, "")
            .help("delete them, or correct who takes which shift");
        findings.push(found);
    }
}

fn finding(code: Code, refusal: Refusal, place: &Place) -> Diagnostic {
    let found = Diagnostic::new(code, refusal.message).at(place, "");
    refusal.help.into_iter().fold(found, Diagnostic::help)
}
