//! Cells of a roster's row that contradict each other. Date, start and `staff` decide; the rest is warned of.
//!
//! In: rows whose window and person were found. Out: what does not fit them, and findings, those of one kind together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::together;
use super::{slot, who};
use crate::diagnostic::{Code, Diagnostic, Place, plain, quote};
use crate::domain::calendar::{week_name, weekday_name};
use crate::domain::{Instance, Staff, Window};
use crate::read::RosterRows;
use crate::read::rows::RosterRow;
use crate::read::table::Field;
use crate::read::when;

/// A cell that contradicts the rest of its row.
#[derive(Debug)]
pub struct Contradiction<'a> {
    kind: Kind,
    message: String,
    place: &'a Place,
    /// Who is meant, where the cell is right and the id is not.
    meant: Option<String>,
}

/// What a cell contradicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Weekday,
    Week,
    End,
    Long,
    Name,
    Edited,
    Emptied,
    Town,
    Unfilled,
    Assigned,
}

impl Kind {
    /// What decides.
    fn label(self) -> &'static str {
        match self {
            Kind::Weekday | Kind::Week => "the date column decides",
            Kind::End => "plan.toml decides",
            Kind::Long => "counts for rest",
            Kind::Edited => "whose shift is it?",
            Kind::Emptied => "the name is empty",
            Kind::Name | Kind::Town => "the staff column decides",
            Kind::Unfilled => "taken as assigned: the staff column decides",
            Kind::Assigned => "taken as unfilled: the staff column decides",
        }
    }

    /// What many rows do.
    fn of_many(self) -> &'static str {
        match self {
            Kind::Weekday => "rows have another day of the week than their date",
            Kind::Week => "rows have another week than their date",
            Kind::End => "rows end at another time than their window",
            Kind::Long => "rows have shifts that are longer than anybody works",
            Kind::Name | Kind::Edited => "rows name somebody else than their id does",
            Kind::Emptied => "rows have an id and no name, where other rows have both",
            Kind::Town => "rows have another municipality than their person",
            Kind::Unfilled => "rows say unfilled, but name somebody",
            Kind::Assigned => "rows say assigned, but name nobody",
        }
    }
}

/// What of weekday, week and end is not that of the window.
pub fn dates<'a>(window: &Window, row: &'a RosterRow) -> Vec<Contradiction<'a>> {
    let mut found = days(window.date, row);
    let end: NaiveTime = window.end().time();
    if let Some(written) = row.end.as_ref().filter(|written| written.value != end) {
        let said = (slot(window.date, window.start), end.format("%H:%M"), written.value.format("%H:%M"));
        let message = format!("the window {} ends at {}, not at {}", said.0, said.1, said.2);
        found.push(Contradiction { kind: Kind::End, message, place: &written.place, meant: None });
    }
    found
}

/// What of weekday and week is not that of the date.
pub fn days(date: NaiveDate, row: &RosterRow) -> Vec<Contradiction<'_>> {
    let mut found = Vec::new();
    let mut add = |kind, message, place| found.push(Contradiction { kind, message, place, meant: None });
    let weekday = weekday_name(date.weekday());
    // A spreadsheet may have put the day into the planner's own language: only another day is a contradiction.
    let is_other = |written: &&Field<String>| when::weekday(&written.value) != Some(date.weekday());
    if let Some(written) = row.weekday.as_ref().filter(is_other) {
        let message = format!("{date} is a {weekday}, not {}", quote(&written.value));
        add(Kind::Weekday, message, &written.place);
    }
    let week = week_name(date);
    if let Some(written) = row.week.as_ref().filter(|written| !written.value.eq_ignore_ascii_case(&week)) {
        add(Kind::Week, format!("{date} lies in {week}, not in {}", quote(&written.value)), &written.place);
    }
    found
}

/// A shift of the past that is longer than anybody works.
pub fn too_long(date: NaiveDate, start: NaiveTime, hours: i64, end: &Place) -> Contradiction<'_> {
    let message = format!("the shift on {} lasts {hours} hours", slot(date, start));
    Contradiction { kind: Kind::Long, message, place: end, meant: None }
}

/// A row of the past whose name is that of somebody else.
pub fn name_of_another<'a>(staff: &Staff, name: &'a Field<String>, other: &Staff) -> Contradiction<'a> {
    let message = format!("{} is not called {}", who(staff), quote(&name.value));
    let meant = Some(format!("{} for {}", quote(&other.id), plain(&other.name)));
    Contradiction { kind: Kind::Name, message, place: &name.place, meant }
}

/// What of names and municipality is not that of the person: once a row, whatever was forgotten in it.
pub fn names<'a>(instance: &Instance, staff: usize, row: &'a RosterRow) -> Option<Contradiction<'a>> {
    let staff = &instance.staff[staff];
    let home = &instance.municipalities[staff.municipality];
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let is_home = |written: &&Field<String>| same(&written.value, &home.code) || same(&written.value, &home.name);
    let other_name = row.staff_name.as_ref().filter(|written| !same(&written.value, &staff.name));
    let mut towns = [&row.municipality_name, &row.municipality].into_iter().flatten();
    let other_town = towns.find(|written| !is_home(written));
    let (kind, message, field) = match (other_name, other_town) {
        (None, None) => return None,
        (Some(name), Some(town)) => {
            let other = format!("{} ({})", plain(&name.value), plain(&town.value));
            let holder = format!("{} is {} ({})", plain(&staff.id), plain(&staff.name), plain(&home.name));
            (Kind::Name, format!("the row names {other}, but {holder}"), name)
        }
        (Some(name), None) => (Kind::Name, format!("{} is not called {}", who(staff), quote(&name.value)), name),
        (None, Some(town)) => {
            let message = format!("{} belongs to {}, not to {}", who(staff), quote(&home.name), quote(&town.value));
            (Kind::Town, message, town)
        }
    };
    let meant = other_name.and_then(|name| meant(instance, &name.value));
    Some(Contradiction { kind, message, place: &field.place, meant })
}

/// Rows in which somebody has changed the name or emptied it and left the id: nobody can say which of the two is meant. Where all
/// rows of an id have another name than the folder, the person is only called something else by now. Without a folder somebody is
/// called what most of their rows say.
pub fn edited<'a>(instance: Option<&Instance>, rows: &'a RosterRows) -> Vec<Contradiction<'a>> {
    let same = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let mut by_id: BTreeMap<&str, Vec<&RosterRow>> = BTreeMap::new();
    for row in rows.table.iter().flat_map(|table| &table.rows) {
        if let Some(staff) = &row.staff {
            by_id.entry(&staff.value).or_default().push(row);
        }
    }
    let named = by_id.values().flatten().filter(|row| row.staff_name.is_some()).count();
    // In a list that has names here and there alone, a missing one says nothing.
    let all_named = 2 * named > by_id.values().map(Vec::len).sum();
    let holds = |row: &&&RosterRow| {
        let (Some(id), Some(name)) = (&row.staff, &row.staff_name) else { return false };
        instance.is_none_or(|i| i.staff.iter().any(|staff| staff.id == id.value && same(&staff.name, &name.value)))
    };
    // Where names are short or old throughout, a single one says nothing either.
    let hold = 2 * by_id.values().flatten().filter(holds).count() > named;
    let mut found = Vec::new();
    for (id, rows) in by_id {
        let names = || rows.iter().filter_map(|row| row.staff_name.as_ref());
        let most = || {
            let count = |name: &&Field<String>| names().filter(|other| same(&other.value, &name.value)).count();
            names().rev().max_by_key(count).map(|name| name.value.clone())
        };
        let known = instance.map(|instance| instance.staff.iter().find(|staff| staff.id == id));
        let (name, told) = match known {
            Some(None) => continue,
            Some(Some(staff)) => (staff.name.clone(), who(staff)),
            None => match most() {
                Some(name) => (name.clone(), format!("{} ({})", plain(&name), plain(id))),
                None => continue,
            },
        };
        let agrees = names().any(|written| same(&written.value, &name));
        for row in &rows {
            match &row.staff_name {
                None if all_named && names().next().is_some() => {
                    let message = format!("the name of {told} is emptied in this row, and the id is not");
                    found.push(Contradiction { kind: Kind::Emptied, message, place: &row.place, meant: None });
                }
                Some(written)
                    if !same(&written.value, &name)
                        && (agrees || (hold && rows.len() == 1) || is_somebody(instance, &written.value)) =>
                {
                    let message = format!("{told} is not called {}", quote(&written.value));
                    let meant = instance.and_then(|instance| meant(instance, &written.value));
                    found.push(Contradiction { kind: Kind::Edited, message, place: &written.place, meant });
                }
                _ => {}
            }
        }
    }
    found
}

/// Whether somebody is called so.
fn is_somebody(instance: Option<&Instance>, name: &str) -> bool {
    instance.is_some_and(|instance| instance.staff.iter().any(|staff| staff.name.to_lowercase() == name.to_lowercase()))
}

/// The one person who is called so, with the id.
fn meant(instance: &Instance, name: &str) -> Option<String> {
    let mut so_called = instance.staff.iter().filter(|staff| staff.name.to_lowercase() == name.to_lowercase());
    let meant: &Staff = so_called.next()?;
    so_called.next().is_none().then(|| format!("{} for {}", quote(&meant.id), plain(&meant.name)))
}

/// A row that names somebody on a seat that it calls unfilled.
pub fn unfilled<'a>(staff: &str, status: &'a Place) -> Contradiction<'a> {
    let message = format!("the row says unfilled, but names {}", quote(staff));
    Contradiction { kind: Kind::Unfilled, message, place: status, meant: None }
}

/// A row that names nobody on a seat that it calls assigned.
pub fn assigned(status: &Place) -> Contradiction<'_> {
    let message = "the row says assigned, but names nobody".to_owned();
    Contradiction { kind: Kind::Assigned, message, place: status, meant: None }
}

/// Reports them, those of a kind together.
pub fn report(contradictions: Vec<Contradiction<'_>>, findings: &mut Vec<Diagnostic>) {
    let mut by_kind: BTreeMap<Kind, Vec<Contradiction<'_>>> = BTreeMap::new();
    // Of a row in which it is refused, it is not warned as well.
    let edited = contradictions.iter().filter(|found| found.kind == Kind::Edited);
    let refused: BTreeSet<usize> = edited.map(|found| found.place.span.start).collect();
    let is_told = |found: &Contradiction<'_>| found.kind == Kind::Name && refused.contains(&found.place.span.start);
    for found in contradictions.into_iter().filter(|found| !is_told(found)) {
        by_kind.entry(found.kind).or_default().push(found);
    }
    for (kind, rows) in by_kind {
        let (code, cures) = match kind {
            Kind::Edited => (
                Code::NameOfAnother,
                ["if the id is right, correct the name", "if the names are wrong, correct them or empty the column"],
            ),
            Kind::Emptied => (
                Code::NameOfAnother,
                ["delete the id too if the seat is meant to be unfilled, or write the name again"; 2],
            ),
            Kind::Long => (
                Code::RosterContradiction,
                ["correct start or end; without an end the shift is as long as such a window is now"; 2],
            ),
            _ => (
                Code::RosterContradiction,
                [
                    "correct the cell, or empty it: date, start and staff are all that counts",
                    "correct the cells, or empty the column: date, start and staff are all that counts",
                ],
            ),
        };
        let one = |row: &Contradiction<'_>| {
            let meant = row.meant.as_ref().map(|meant| format!("if the name is right, write {meant} in column staff"));
            Diagnostic::new(code, row.message.clone()).at(row.place, kind.label()).help_if(meant).help(cures[0])
        };
        let all = |rows: &[Contradiction<'_>]| {
            let places: Vec<&Place> = rows.iter().map(|row| row.place).collect();
            let message = format!("{} {}: {}", rows.len(), kind.of_many(), rows[0].message);
            let meant = rows.iter().find_map(|row| row.meant.as_ref());
            let meant =
                meant.map(|meant| format!("if the names are right, write their ids in column staff, such as {meant}"));
            together::at(Diagnostic::new(code, message), &places, kind.label()).help_if(meant).help(cures[1])
        };
        together::told(&rows, one, all, findings);
    }
}
