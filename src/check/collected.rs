//! An answer that came back, against the planning folder: what it says, what it changes, and what is wrong with it.
//!
//! In: a folder that is in order, its instance, and the rows of a form. Out: the answer with the folder as it would be, or every finding about
//! it. The folder with the answer in it is checked as any other: whatever is refused then, the answer has brought.

use std::collections::{BTreeMap, BTreeSet};

use super::{answers, counted, instance, requests};
use crate::diagnostic::{Code, Diagnostic, any_error, sort};
use crate::domain::Instance;
use crate::domain::answer::Answer;
use crate::domain::collection::{Changed, StaffChange};
use crate::domain::rule::Rule;
use crate::read::answers::Rows;
use crate::read::parts::PartFile;
use crate::read::requests::RequestRow;
use crate::read::rows::{AvailabilityRow, StaffRow};
use crate::read::table::Field;
use crate::read::{Folder, Table};

/// An answer and what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected {
    /// Whose it is: index into `Instance::municipalities`.
    pub municipality: usize,
    /// What its people say.
    pub answers: Vec<Answer>,
    /// What it changes about its staff.
    pub staff: Vec<StaffChange>,
    /// What its people ask for; `None` where it has no sheet for that.
    pub requests: Option<Vec<RequestRow>>,
    /// The instance with the answer in it; `None` where it is refused.
    pub after: Option<Instance>,
    /// What is wrong with it, and what to look at.
    pub findings: Vec<Diagnostic>,
}

/// What an answer comes to. Refused where its municipality is none of the folder.
pub fn collected(
    folder: &Folder,
    before: &Instance,
    called: &str,
    rows: &Rows,
    refused: &[Diagnostic],
) -> Result<Collected, Box<Diagnostic>> {
    let code = &rows.identity.code;
    let Some(municipality) = before.municipalities.iter().position(|member| member.code == *code) else {
        let message = format!("this is the form of the municipality '{code}', which is none of municipalities.csv");
        let found = Diagnostic::new(Code::FormOfAnother, message).on_file(called);
        return Err(Box::new(found.help("give the folder it was made for")));
    };
    let mut folder = counted(folder).into_owned();
    let was: Vec<StaffRow> = rows_of(&folder, before, municipality);
    let staff = rows.staff.as_deref().map(|staff| changes(&was, staff)).unwrap_or_default();
    let mut findings = refused.to_vec();
    // Where a table was refused, nobody knows who is in it.
    if !any_error(refused) {
        findings.extend(left_out(&folder, before, municipality, called, rows));
    }
    findings.extend(requests::sent(before, municipality, rows.requests.as_deref().unwrap_or_default()));
    lay_in(&mut folder, before, municipality, rows, &staff);
    let (after, found) = instance(&folder);
    // The folder was in order before, so whatever is refused now has come with the answer.
    let is_its = |found: &Diagnostic| {
        found.is_error()
            || found.labels.iter().any(|label| rows.sources.contains(&label.place.source.name))
            || found.file.as_ref().is_some_and(|file| rows.sources.contains(file))
    };
    findings.extend(found.into_iter().filter(is_its));
    sort(&mut findings);
    let after = after.filter(|_| !findings.iter().any(Diagnostic::is_error));
    Ok(Collected {
        municipality,
        answers: answers::answers(&rows.availability, &before.windows),
        staff,
        requests: rows.requests.clone(),
        after,
        findings,
    })
}

/// The rows of staff of a municipality, pools left out, which no form has.
fn rows_of(folder: &Folder, before: &Instance, municipality: usize) -> Vec<StaffRow> {
    let ids: BTreeSet<&str> = before
        .staff_of(municipality)
        .filter(|&staff| !before.staff[staff].is_pool())
        .map(|staff| before.staff[staff].id.as_str())
        .collect();
    let rows = folder.staff.iter().flat_map(|table| &table.rows);
    rows.filter(|row| row.id.as_ref().is_some_and(|id| ids.contains(id.value.as_str()))).cloned().collect()
}

/// What a form changes about a municipality's staff.
fn changes(was: &[StaffRow], is: &[StaffRow]) -> Vec<StaffChange> {
    let known: BTreeMap<&str, &StaffRow> =
        was.iter().filter_map(|row| Some((row.id.as_ref()?.value.as_str(), row))).collect();
    let mut changes = Vec::new();
    for row in is {
        let Some(id) = value(&row.id) else { continue };
        let what = differences(known.get(id.as_str()).copied(), row);
        if !what.is_empty() {
            let name = value(&row.name).unwrap_or_else(|| id.clone());
            changes.push(StaffChange { id, name, what });
        }
    }
    changes
}

/// What a row says otherwise than the one before it, or, of somebody new, than an empty one.
fn differences(was: Option<&StaffRow>, is: &StaffRow) -> Vec<Changed> {
    // Whoever has no weight counts as one.
    let weight = |row: &StaffRow| value(&row.weight).unwrap_or_else(num_traits::One::one);
    let written = is.weight.as_ref().map(|weight| weight.place.text().trim().to_owned());
    let limit = |row: &StaffRow| row.limits.get(&Rule::ShiftsPerWeek).map(|field| field.value);
    let all = [
        (Changed::New, was.is_none()),
        (Changed::Name, was.is_some_and(|was| value(&was.name) != value(&is.name))),
        (Changed::Weight(written), was.map_or_else(num_traits::One::one, weight) != weight(is)),
        (Changed::ShiftsPerWeek(limit(is)), was.and_then(limit) != limit(is)),
        (Changed::Joined(value(&is.joined)), was.and_then(|was| value(&was.joined)) != value(&is.joined)),
        (Changed::Left(value(&is.left)), was.and_then(|was| value(&was.left)) != value(&is.left)),
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(what, _)| what).collect()
}

fn value<T: Clone>(field: &Option<Field<T>>) -> Option<T> {
    field.as_ref().map(|field| field.value.clone())
}
/// The findings about people whom the form does not have any more: whether they have left, nobody has said. Who has come since the form was sent
/// out, and has said nothing yet, loses nothing by it.
fn left_out(folder: &Folder, before: &Instance, municipality: usize, called: &str, rows: &Rows) -> Vec<Diagnostic> {
    let in_grid: BTreeSet<&str> =
        rows.availability.iter().filter_map(|row| Some(row.staff.as_ref()?.value.as_str())).collect();
    let in_staff: Option<BTreeSet<&str>> =
        rows.staff.as_ref().map(|staff| staff.iter().filter_map(|row| Some(row.id.as_ref()?.value.as_str())).collect());
    let has_answered = |id: &str| {
        let mut rows = folder.availability.iter().flat_map(|table| &table.rows);
        rows.any(|row| row.kind.is_some() && row.staff.as_ref().is_some_and(|staff| staff.value == id))
    };
    let mut findings = Vec::new();
    for staff in before.staff_of(municipality) {
        let person = &before.staff[staff];
        if !person.is_employed_in(before.period) {
            continue;
        }
        let who = super::who(person);
        let is_new = in_staff.as_ref().is_some_and(|ids| ids.contains(person.id.as_str())) && !has_answered(&person.id);
        if !in_grid.contains(person.id.as_str()) && !is_new {
            let message = format!("{who} has no row in the grid any more");
            let found = Diagnostic::new(Code::LeftOutOfForm, message).on_file(called);
            findings.push(
                found.help("write the row again, as it was sent out; who has left gets a date in the sheet of staff"),
            );
        }
        if !person.is_pool() && in_staff.as_ref().is_some_and(|ids| !ids.contains(person.id.as_str())) {
            let message = format!("{who} has no row in the sheet of staff any more");
            let found = Diagnostic::new(Code::LeftOutOfForm, message).on_file(called);
            findings.push(found.help("write the row again; who has left gets a date in the column 'left'"));
        }
    }
    findings
}

/// Puts an answer in the place of what its municipality has said before.
fn lay_in(folder: &mut Folder, before: &Instance, municipality: usize, rows: &Rows, staff: &[StaffChange]) {
    let ids: BTreeSet<&str> = before.staff_of(municipality).map(|staff| before.staff[staff].id.as_str()).collect();
    let is_its = |row: &AvailabilityRow| row.staff.as_ref().is_some_and(|staff| ids.contains(staff.value.as_str()));
    if let Some(table) = &mut folder.availability {
        table.rows.retain(|row| !is_its(row));
        table.rows.extend(rows.availability.iter().cloned());
    } else if let Some(staff) = &folder.staff {
        folder.availability =
            Some(Table { header: staff.header.clone(), rows: rows.availability.clone(), complete: true, sound: true });
    }
    if let Some(table) = &mut folder.staff {
        let id = |row: &StaffRow| value(&row.id);
        let is_changed = |row: &&StaffRow| id(row).is_some_and(|id| staff.iter().any(|change| change.id == id));
        for changed in rows.staff.iter().flatten().filter(is_changed) {
            match table.rows.iter_mut().find(|row| id(row) == id(changed)) {
                None => table.rows.push(changed.clone()),
                Some(row) => revise(row, changed),
            }
        }
    }
    // The rows of the form are its own; what was in files before is in the single table now.
    let parts = rows.sources.iter().map(|source| PartFile {
        table: "availability",
        file: format!("availability/{}.xlsx", rows.identity.code),
        source: source.clone(),
        form: Some(rows.identity.clone()),
    });
    folder.parts = parts.collect();
}

/// A row of staff with what a form says; what no form has stays.
fn revise(row: &mut StaffRow, by: &StaffRow) {
    row.name.clone_from(&by.name);
    row.weight.clone_from(&by.weight);
    row.joined.clone_from(&by.joined);
    row.left.clone_from(&by.left);
    match by.limits.get(&Rule::ShiftsPerWeek) {
        Some(limit) => row.limits.insert(Rule::ShiftsPerWeek, limit.clone()),
        None => row.limits.remove(&Rule::ShiftsPerWeek),
    };
}
