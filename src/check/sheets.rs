//! Two roster files against each other, without a folder: are they of the same windows, and who sits where in each.
//!
//! In: the rows of both, in any dialect. Out: two [`Sheet`]s of the same windows, or every finding that stands against
//! comparing them. Whether the windows and people exist anywhere else is not asked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

use super::roster::without_id;
use super::together::{self, named};
use super::{contradiction, day, slot, views};
use crate::diagnostic::{Code, Diagnostic, Place, any_error, plain, quote, sort};
use crate::domain::sheet::Sheet;
use crate::read::RosterRows;
use crate::read::rows::RosterRow;
use crate::read::table::Field;

/// Checks two roster files.
pub fn sheets(old: &RosterRows, new: &RosterRows) -> (Option<(Sheet, Sheet)>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let both = (sheet(old, &mut findings), sheet(new, &mut findings));
    for rows in [old, new] {
        contradiction::report(contradiction::edited(None, rows), &mut findings);
        findings.extend(views::changed(rows));
    }
    // Rows that could not be read would be missed on the other side as well.
    if !(old.refused || new.refused || any_error(&findings)) {
        match other_period(old, new) {
            Some(found) => findings.push(found),
            None => {
                missing(new, old, &mut findings);
                missing(old, new, &mut findings);
                changed_ids(old, &both.0, new, &both.1, &mut findings);
            }
        }
    }
    sort(&mut findings);
    let refused = old.refused || new.refused || any_error(&findings);
    (if refused { None } else { Some(both) }, findings)
}

fn sheet(rows: &RosterRows, findings: &mut Vec<Diagnostic>) -> Sheet {
    let mut sheet = Sheet::default();
    for row in all(rows) {
        let Some(window) = window(row) else {
            continue;
        };
        let on = sheet.windows.entry(window).or_default();
        let Some(staff) = &row.staff else {
            if let Some(name) = &row.staff_name {
                let called =
                    |other: &&RosterRow| other.staff_name.as_ref().is_some_and(|same| same.value == name.value);
                let ids: BTreeSet<&str> =
                    all(rows).filter(called).filter_map(|row| Some(row.staff.as_ref()?.value.as_str())).collect();
                findings.push(without_id(name, ids.into_iter()));
            }
            continue;
        };
        on.push(staff.value.clone());
        let holder = sheet.people.entry(staff.value.clone()).or_default();
        for (known, said) in [
            (&mut holder.name, &row.staff_name),
            (&mut holder.municipality, &row.municipality),
            (&mut holder.municipality_name, &row.municipality_name),
        ] {
            if let (true, Some(said)) = (known.is_empty(), said) {
                known.clone_from(&said.value);
            }
        }
    }
    sheet.windows.values_mut().for_each(|staff| staff.sort());
    sheet
}

/// The finding about two files that have no date in common: of those there is nothing else to say.
fn other_period(old: &RosterRows, new: &RosterRows) -> Option<Diagnostic> {
    let (before, now) = (dates(old), dates(new));
    let (first, last) = (before.first()?.value, before.last()?.value);
    let (from, to) = (now.first()?, now.last()?.value);
    if from.value <= last && first <= to {
        return None;
    }
    let message = format!("the two rosters are of different periods: {first} to {last}, and {} to {to}", from.value);
    Some(
        Diagnostic::new(Code::RosterOutsidePeriod, message)
            .at(&from.place, format!("{} is {first} to {last}", name(old)))
            .help("give two rosters of the same period"),
    )
}

/// The rows of `of` whose windows the other file does not have.
fn missing(of: &RosterRows, other: &RosterRows, findings: &mut Vec<Diagnostic>) {
    let there: BTreeSet<(NaiveDate, NaiveTime)> = all(other).filter_map(window).collect();
    let mut said = BTreeSet::new();
    let mut gone: Vec<(&Field<NaiveDate>, String, String)> = Vec::new();
    for row in all(of) {
        let (Some(window), Some(date)) = (window(row), &row.date) else {
            continue;
        };
        if there.contains(&window) || !said.insert(window) {
            continue;
        }
        let on_day = there.iter().any(|other| other.0 == window.0);
        let label = if on_day { String::new() } else { format!("nor any window on {}", day(window.0)) };
        gone.push((date, slot(window.0, window.1), label));
    }
    let cured = |found: Diagnostic| {
        found
            .help("give two rosters of the same windows")
            .help("where nobody sits on a window, its row has date and start, and an empty staff column")
    };
    let one = |(date, slot, label): &(&Field<NaiveDate>, String, String)| {
        let message = format!("{} has no window {slot}", name(other));
        cured(Diagnostic::new(Code::RosterWithoutWindow, message).at(&date.place, label.clone()))
    };
    let all = |gone: &[(&Field<NaiveDate>, String, String)]| {
        let slots: Vec<String> = gone.iter().map(|(_, slot, _)| slot.clone()).collect();
        let places: Vec<&Place> = gone.iter().map(|(date, ..)| &date.place).collect();
        let message = format!("{} has none of the windows {}", name(other), named(&slots));
        cured(together::at(Diagnostic::new(Code::RosterWithoutWindow, message), &places, ""))
    };
    together::told(&gone, one, all, findings);
}

/// Warns of people whose id seems to have changed from one file to the other, as spreadsheets make 7 of 007: they would pass
/// for somebody who lost all shifts and somebody who gained them.
fn changed_ids(old: &RosterRows, before: &Sheet, new: &RosterRows, after: &Sheet, findings: &mut Vec<Diagnostic>) {
    let only = |here: &'_ Sheet, there: &'_ Sheet| -> BTreeMap<(String, String), String> {
        let strangers = here.people.iter().filter(|(id, who)| !there.people.contains_key(*id) && !who.name.is_empty());
        strangers.map(|(id, who)| ((who.name.clone(), who.municipality_name.clone()), id.clone())).collect()
    };
    let gone = only(before, after);
    let changed = only(after, before).into_iter().filter_map(|(person, id)| {
        let row = all(new).filter_map(|row| row.staff.as_ref()).find(|staff| staff.value == id)?;
        let said =
            format!("{} is {} here and {} in {}", plain(&person.0), quote(&id), quote(gone.get(&person)?), name(old));
        Some((said, &row.place))
    });
    let mut changed: Vec<(String, &Place)> = changed.collect();
    changed.sort_by_key(|(_, place)| place.span.start);
    const LABEL: &str = "counts as somebody else";
    const CURE: &str = "if a spreadsheet has changed the id, format the column staff as text and write it again";
    let one = |(said, place): &(String, &Place)| {
        Diagnostic::new(Code::RosterContradiction, said.clone()).at(place, LABEL).help(CURE)
    };
    let all = |changed: &[(String, &Place)]| {
        let places: Vec<&Place> = changed.iter().map(|(_, place)| *place).collect();
        let message = format!("{} people have other ids in the two files: {}", changed.len(), changed[0].0);
        together::at(Diagnostic::new(Code::RosterContradiction, message), &places, LABEL).help(CURE)
    };
    together::told(&changed, one, all, findings);
}

fn all(rows: &RosterRows) -> impl Iterator<Item = &RosterRow> + Clone {
    rows.table.iter().flat_map(|table| &table.rows)
}

fn window(row: &RosterRow) -> Option<(NaiveDate, NaiveTime)> {
    Some((row.date.as_ref()?.value, row.start.as_ref()?.value))
}

fn dates(rows: &RosterRows) -> Vec<&Field<NaiveDate>> {
    let mut dates: Vec<&Field<NaiveDate>> = all(rows).filter_map(|row| row.date.as_ref()).collect();
    dates.sort_by_key(|date| date.value);
    dates
}

/// The file as the user wrote it.
fn name(rows: &RosterRows) -> String {
    rows.table.as_ref().map_or_else(|| "the other roster".to_owned(), |table| plain_path(&table.header.source.name))
}

/// A path in a sentence: the end of it says which file is meant.
fn plain_path(path: &str) -> String {
    const SHOWN: usize = 40;
    let length = path.chars().count();
    if length <= SHOWN {
        return plain(path);
    }
    format!("…{}", plain(&path.chars().skip(length - SHOWN + 1).collect::<String>()))
}
