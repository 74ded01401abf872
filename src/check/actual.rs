//! Who really sat there against an instance and its roster: the roster as it was worked.
//!
//! In: a roster, and corrections of it, or a roster of the windows that it names. Out: the roster with all of that done together, or every
//! finding about it. Which rules it breaks is not said here: the work was done.

use std::collections::{BTreeMap, BTreeSet};

use super::arguments::{self, Refusal};
use super::together::{self, Twice};
use super::{slot, who};
use crate::diagnostic::{Code, Diagnostic, Place, any_error, sort};
use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::words::counted;
use crate::read::RosterRows;
use crate::read::Table;
use crate::read::actual::{Actual, CorrectionRow};

/// A correction whose window and people there are.
struct Correction<'a> {
    window: usize,
    was: Option<usize>,
    is: Option<usize>,
    place: &'a Place,
}

/// The roster as it was worked.
pub fn actual(instance: &Instance, roster: &Roster, actual: &Actual) -> (Option<Roster>, Vec<Diagnostic>) {
    match actual {
        Actual::Roster(rows) => named_windows(instance, roster, rows),
        Actual::Corrections { table, refused, .. } => {
            let Some(table) = table else { return (None, Vec::new()) };
            let (corrected, mut findings) = corrections(instance, roster, table);
            sort(&mut findings);
            (Some(corrected).filter(|_| !refused && !any_error(&findings)), findings)
        }
    }
}

/// The roster in which each window that the rows name has the people of the rows, and nobody else.
fn named_windows(instance: &Instance, roster: &Roster, rows: &RosterRows) -> (Option<Roster>, Vec<Diagnostic>) {
    let (worked, findings) = super::worked(instance, rows);
    let of_rows = rows.table.iter().flat_map(|table| &table.rows);
    let window =
        |row: &crate::read::rows::RosterRow| instance.window_at(row.date.as_ref()?.value, row.start.as_ref()?.value);
    let named: BTreeSet<usize> = of_rows.filter_map(window).collect();
    let corrected = worked.map(|worked| {
        let mut corrected = roster.clone();
        named.iter().for_each(|&window| corrected.set(window, worked.shifts[window].clone()));
        corrected
    });
    (corrected, findings)
}

/// The roster with all corrections done together.
fn corrections(instance: &Instance, roster: &Roster, table: &Table<CorrectionRow>) -> (Roster, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    if table.rows.is_empty() && table.complete {
        let found = Diagnostic::new(Code::EmptyTable, "no row of this file says who came instead of whom")
            .at(&table.header, "no row follows")
            .help("write a row for each shift: date, start, who came, instead of whom; or leave --actual out");
        findings.push(found);
    }
    let mut corrections = Vec::new();
    for row in &table.rows {
        let mut person = |written: &Option<crate::read::table::Field<String>>| match written {
            None => Some(None),
            Some(written) => match arguments::person_of(instance, &written.value) {
                Ok(person) => Some(Some(person)),
                Err((code, refusal)) => {
                    findings.push(finding(code, refusal, &written.place));
                    None
                }
            },
        };
        let (is, was) = (person(&row.staff), person(&row.instead_of));
        let (Some(date), Some(start)) = (&row.date, &row.start) else { continue };
        let Some(window) = instance.window_at(date.value, start.value) else {
            let refusal = arguments::no_window(instance, date.value, Some(start.value));
            let code = match instance.period.contains(date.value) {
                true => Code::RosterWithoutWindow,
                false => Code::RosterOutsidePeriod,
            };
            findings.push(finding(code, refusal, &date.place));
            continue;
        };
        if let (Some(is), Some(was)) = (is, was) {
            corrections.push(Correction { window, was, is, place: &row.place });
        }
    }
    corrections.retain(|one| is_one(instance, roster, one, &mut findings));
    given_twice(instance, roster, &corrections, &mut findings);
    let left = corrections.iter().filter_map(|one| Some((one.window, one.was?)));
    // What is given too often is refused; it can't be taken away.
    let mut corrected = roster.clone();
    for (window, was) in left {
        if corrected.seats_of(was, window) > 0 {
            corrected = corrected.without(window, was);
        }
    }
    for one in &corrections {
        let Some(is) = one.is else { continue };
        if !instance.staff[is].is_pool() && corrected.seats_of(is, one.window) > 0 {
            let name = who(&instance.staff[is]);
            let message = format!("{name} would be on {} twice", on(instance, one.window));
            let help = "write who came: nobody has worked twice in one window";
            findings.push(Diagnostic::new(Code::DoubledShift, message).at(one.place, "").help(help));
            continue;
        }
        corrected = corrected.with(one.window, is);
    }
    findings.extend(corrections.iter().filter_map(|one| comes_to_a_full_window(instance, &corrected, one)));
    (corrected, findings)
}

/// Refuses somebody who comes instead of nobody where no seat was empty: most likely nobody has written instead of whom.
fn comes_to_a_full_window(instance: &Instance, corrected: &Roster, one: &Correction<'_>) -> Option<Diagnostic> {
    let (Some(is), None) = (one.is, one.was) else { return None };
    let seats = instance.windows[one.window].seats;
    if corrected.shifts[one.window].len() <= seats as usize {
        return None;
    }
    let taken = counted(u64::from(seats), "seat", "seats");
    let message = format!(
        "{} comes instead of nobody on {}, which has {taken}",
        who(&instance.staff[is]),
        on(instance, one.window)
    );
    let there: Vec<String> =
        corrected.seated(instance, one.window).into_iter().map(|staff| arguments::at_home(instance, staff)).collect();
    Some(
        Diagnostic::new(Code::NoEmptySeat, message)
            .at(one.place, "")
            .help(format!("with all corrections there would be on it: {}", there.join("; ")))
            .help("write in instead_of who did not come")
            .help("if so many came, give a roster instead that names everybody on that window: date, start, staff"),
    )
}

fn on(instance: &Instance, window: usize) -> String {
    slot(instance.windows[window].date, instance.windows[window].start)
}

/// Whether a row corrects anything, and what the roster has.
fn is_one(instance: &Instance, roster: &Roster, one: &Correction<'_>, findings: &mut Vec<Diagnostic>) -> bool {
    if one.was == one.is {
        let message = match one.is {
            None => format!("the row about {} names nobody", on(instance, one.window)),
            Some(person) => format!("{} comes instead of themselves", who(&instance.staff[person])),
        };
        let help = "write in column staff who came, and in instead_of who did not; or delete the row";
        findings.push(Diagnostic::new(Code::CorrectsNothing, message).at(one.place, "").help(help));
        return false;
    }
    let refused = one.was.and_then(|was| arguments::held(instance, roster, was, one.window).err());
    findings.extend(refused.clone().map(|refusal| finding(Code::CorrectionNotHeld, refusal, one.place)));
    refused.is_none()
}

/// Refuses a second row about a seat that one row has taken from its person.
fn given_twice(instance: &Instance, roster: &Roster, corrections: &[Correction<'_>], findings: &mut Vec<Diagnostic>) {
    let mut given: BTreeMap<(usize, usize), Vec<&Place>> = BTreeMap::new();
    let mut again = Vec::new();
    for one in corrections {
        let Some(was) = one.was else { continue };
        let rows = given.entry((one.window, was)).or_default();
        if let Some(first) = rows.first().filter(|_| roster.seats_of(was, one.window) as usize <= rows.len()) {
            let said = format!("{} is replaced on {} twice", who(&instance.staff[was]), on(instance, one.window));
            again.push(Twice { said, again: one.place, first, hint: None });
        }
        rows.push(one.place);
    }
    together::twice(Code::DoubledShift, &again, "corrections", "keep the row that counts", findings);
}

fn finding(code: Code, refusal: Refusal, place: &Place) -> Diagnostic {
    let found = Diagnostic::new(code, refusal.message).at(place, "");
    refusal.help.into_iter().fold(found, Diagnostic::help)
}
