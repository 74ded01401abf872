//! Who leaves and who joins, in the rows of the folder.
//!
//! In: a folder, read, and a scenario. Out: the same with the first day of the period as the day on which members leave, without the locks that
//! gave them shifts, and with a row for each newcomer and for each colleague it brings: what `withdraw` and `join` show, as rows that
//! `check` judges.

use std::collections::BTreeSet;

use super::Base;
use crate::check::arguments::{self, Refusal};
use crate::check::leaver;
use crate::check::newcomer::{self, Joining};
use crate::diagnostic::{Code, Diagnostic, Place, quote};
use crate::domain::Newcomer;
use crate::read::Folder;
use crate::read::rows::{LockKind, MunicipalityRow, StaffRow};
use crate::read::scenarios::ScenarioRow;
use crate::read::table::Field;

/// Changes the rows. Whether anybody leaves.
pub(super) fn change(base: &Base<'_>, row: &ScenarioRow, folder: &mut Folder, faults: &mut Vec<Diagnostic>) -> bool {
    let mut leavers: Vec<(usize, &Place)> = Vec::new();
    for name in &row.without {
        match leaver::member(base.instance, &name.value, None) {
            Ok(m) if leavers.iter().any(|(other, _)| *other == m) => {
                let message = format!("{} leaves twice", quote(&base.instance.municipalities[m].name));
                faults.push(Diagnostic::new(Code::ScenarioMember, message).at(&name.place, "").help("name it once"));
            }
            Ok(m) => leavers.push((m, &name.place)),
            Err(refusal) => faults.push(fault(base, refusal, &name.value, &name.place)),
        }
    }
    let mut newcomers: Vec<(Newcomer, &Place)> = Vec::new();
    for one in &row.with {
        let cure = "write its inhabitants, as NAME:POPULATION:STAFF";
        let Field { value: written, place } = one;
        let joining = Joining { name: &written.name, population: written.population, staff: written.staff, cure };
        match newcomer::newcomer(base.instance, &joining, None) {
            Ok((newcomer, _)) if newcomers.iter().any(|(other, _)| other.code == newcomer.code) => {
                let message = format!("{} joins twice", quote(&newcomer.name));
                faults.push(Diagnostic::new(Code::ScenarioMember, message).at(place, "").help("name it once"));
            }
            Ok((newcomer, _)) => newcomers.push((newcomer, place)),
            Err(refusal) => faults.push(told(Code::ScenarioMember, refusal, place)),
        }
    }
    let leaving: Vec<usize> = leavers.iter().map(|(m, _)| *m).collect();
    if let (Some((_, place)), true) = (leavers.last(), newcomers.is_empty())
        && leaver::nobody_stays(base.instance, &leaving, None)
    {
        let message = "nobody is left when these leave, and nobody to take over their shifts";
        let found = Diagnostic::new(Code::ScenarioMember, message).at(place, "");
        faults.push(found.help("name fewer members, so that at least one stays"));
    }
    let Some(first) = folder.plan.as_ref().and_then(|plan| plan.period.as_ref()).map(|period| period.value.0) else {
        return !leavers.is_empty();
    };
    for (m, place) in &leavers {
        let code = &base.instance.municipalities[*m].code;
        only_first(folder, code);
        for row in rows_of(folder, code) {
            row.left = Some(Field { value: first, place: (*place).clone() });
            row.joined = None;
        }
    }
    let gone: BTreeSet<&str> =
        leaving.iter().flat_map(|&m| base.instance.staff_of(m)).map(|s| base.instance.staff[s].id.as_str()).collect();
    let is_held = |id: &Option<Field<String>>| id.as_ref().is_some_and(|id| gone.contains(id.value.as_str()));
    for locks in folder.locks.iter_mut() {
        let is_fixed = |kind: &Option<Field<LockKind>>| kind.as_ref().is_some_and(|kind| kind.value == LockKind::Fixed);
        locks.rows.retain(|lock| !(is_held(&lock.staff) && is_fixed(&lock.kind)));
    }
    let mut taken: BTreeSet<String> = base.instance.staff.iter().map(|staff| staff.id.clone()).collect();
    newcomers.iter().for_each(|(newcomer, place)| join(folder, newcomer, place, &mut taken));
    !leavers.is_empty()
}

/// Leaves one row of a municipality that has several, for several times.
fn only_first(folder: &mut Folder, code: &str) {
    let mut is_there = false;
    for table in folder.municipalities.iter_mut() {
        table.rows.retain(|row| {
            let is_its = row.code.as_ref().is_some_and(|written| written.value == code);
            let is_again = is_its && is_there;
            is_there |= is_its;
            !is_again
        });
    }
}

/// The rows of a municipality.
fn rows_of<'f>(folder: &'f mut Folder, code: &'f str) -> impl Iterator<Item = &'f mut MunicipalityRow> {
    let rows = folder.municipalities.iter_mut().flat_map(|table| &mut table.rows);
    rows.filter(move |row| row.code.as_ref().is_some_and(|written| written.value == code))
}

fn join(folder: &mut Folder, newcomer: &Newcomer, place: &Place, taken: &mut BTreeSet<String>) {
    let text = |text: &str| Some(Field { value: text.to_owned(), place: place.clone() });
    let population = i64::try_from(newcomer.population).unwrap_or(i64::MAX);
    let population = Some(Field { value: population, place: place.clone() });
    let mut is_known = false;
    only_first(folder, &newcomer.code);
    for row in rows_of(folder, &newcomer.code) {
        // Whoever was a member before comes back, to every window.
        (row.population, row.joined, row.left, row.windows) = (population.clone(), None, None, None);
        is_known = true;
    }
    if let (false, Some(table)) = (is_known, &mut folder.municipalities) {
        let (place, limits) = (place.clone(), Default::default());
        let (code, name) = (text(&newcomer.code), text(&newcomer.name));
        table.rows.push(MunicipalityRow {
            place,
            code,
            name,
            population,
            joined: None,
            left: None,
            windows: None,
            limits,
        });
    }
    let Some(staff) = &mut folder.staff else { return };
    // Nobody else's id, whatever the colleagues of the folder are called.
    let ids = (1_u32..).map(|number| format!("{} {number}", newcomer.name)).filter(|id| !taken.contains(id));
    let ids: Vec<String> = ids.take(newcomer.staff as usize).collect();
    for id in ids {
        staff.rows.push(StaffRow {
            place: place.clone(),
            id: text(&id),
            name: None,
            municipality: text(&newcomer.code),
            limits: Default::default(),
            caps: Default::default(),
            weight: None,
            heads: None,
            joined: None,
            left: None,
        });
        taken.insert(id);
    }
}

/// Why a name is no leaver's.
fn fault(base: &Base<'_>, refusal: Refusal, written: &str, place: &Place) -> Diagnostic {
    let lower = arguments::bare(written).to_lowercase();
    let named = |name: &str| name.to_lowercase() == lower;
    let code = match base.instance.municipalities.iter().filter(|one| named(&one.name)).count() {
        _ if arguments::municipality(base.instance, written).is_ok() => Code::ScenarioMember,
        0 => Code::UnknownMunicipality,
        _ => Code::AmbiguousMunicipality,
    };
    told(code, refusal, place)
}

fn told(code: Code, refusal: Refusal, place: &Place) -> Diagnostic {
    refusal.help.into_iter().fold(Diagnostic::new(code, refusal.message).at(place, ""), Diagnostic::help)
}
