//! A folder as it would be: with other settings, without some members, with others, with other numbers of seats.
//!
//! In: a folder that is in order, and a scenario. Out: an instance that `check` has made of the changed folder, and what it finds there that
//! it does not find in the folder as it is. A finding about something changed stands where the change is written. The text of `plan.toml`
//! is changed and read again by its reader; who leaves gets a date in the rows of `municipalities.csv`, who joins a row. Nothing on the disk is
//! changed, and no instance is made but by `check`.

mod members;
mod places;
mod settings;

use std::path::Path;

use crate::check;
use crate::check::arguments;
use crate::diagnostic::{Code, Diagnostic, any_error, quote, sort};
use crate::domain::Instance;
use crate::domain::absence::Revised;
use crate::domain::scenario::Change;
use crate::read::scenarios::ScenarioRow;
use crate::read::{self, Folder};
use places::Told;

/// The folder as it is.
#[derive(Debug, Clone, Copy)]
pub struct Base<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// Its rows.
    pub folder: &'a Folder,
    /// What they say.
    pub instance: &'a Instance,
    /// What was found in it.
    pub findings: &'a [Diagnostic],
}

/// What a scenario makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// What it says then; nothing where it is refused.
    pub instance: Option<Instance>,
    /// What is found in it, and was not in the folder as it is.
    pub findings: Vec<Diagnostic>,
    /// What is wrong with the scenario itself: it names what is not there, or a value that cannot be read.
    pub faults: Vec<Diagnostic>,
}

/// The faults of scenarios that no folder is needed to see: what they are called, and whether they change anything.
pub fn faults(rows: &[ScenarioRow]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        if row.is_empty() {
            let cure = "write what it changes, such as rules.shifts_per_week = 3 or without = [\"Lemvig\"]";
            let name = row.name.as_ref().map_or_else(|| "the scenario".to_owned(), |name| quote(&name.value));
            found.push(
                Diagnostic::new(Code::EmptyScenario, format!("{name} changes nothing")).at(&row.place, "").help(cure),
            );
        }
        found.extend(row.name.as_ref().filter(|name| is_taken(&name.value)).map(|name| {
            let message = format!("{} is the name of the folder as it is, and of no scenario", quote(&name.value));
            Diagnostic::new(Code::DoubledScenario, message).at(&name.place, "").help("give it another name")
        }));
        found.extend(row.settings.iter().enumerate().filter_map(|(at, setting)| {
            let first = row.settings[..at].iter().find(|other| other.key == setting.key)?;
            let message = format!("{} is there twice in one scenario", quote(&setting.key.join(".")));
            let cure = "set it, or leave it out with 'unset', but not both";
            Some(
                Diagnostic::new(Code::DoubledScenario, message)
                    .at(&setting.place, "again")
                    .at(&first.place, "first")
                    .help(cure),
            )
        }));
        let same = |other: &&ScenarioRow| match (&other.name, &row.name) {
            (Some(one), Some(other)) => one.value.to_lowercase() == other.value.to_lowercase(),
            (None, None) => other.place.text() == row.place.text() && other.place.source.name == row.place.source.name,
            _ => false,
        };
        if let Some(first) = rows[..place].iter().find(same) {
            let [again, first] = [row, first].map(|row| row.name.as_ref().map_or(&row.place, |name| &name.place));
            let message = match &row.name {
                Some(name) => format!("two scenarios are called {}", quote(&name.value)),
                None => format!("{} {} is there twice", row.place.source.name, row.place.text()),
            };
            let again = Diagnostic::new(Code::DoubledScenario, message).at(again, "again");
            found.push(match row.name {
                Some(_) => again.at(first, "first").help("give one of them another name, or take it out"),
                None => again.help("give it once"),
            });
        }
    }
    found
}

/// Whether a scenario would be called what the folder as it is is called, in either language.
fn is_taken(name: &str) -> bool {
    ["now", "nu"].contains(&name.trim().to_lowercase().as_str())
}

/// What a scenario changes, as it is told: members by their names.
pub fn changes(base: &Instance, row: &ScenarioRow) -> Vec<Change> {
    let named = |written: &str| match arguments::municipality(base, written) {
        Ok(m) => base.municipalities[m].name.clone(),
        Err(_) => written.to_owned(),
    };
    let settings = row.settings.iter().map(|setting| match &setting.value {
        Some(value) => Change::Set(setting.key.join("."), value.split_whitespace().collect::<Vec<_>>().join(" ")),
        None => Change::Unset(setting.key.join(".")),
    });
    let without: Vec<String> = row.without.iter().map(|name| named(&name.value)).collect();
    let without = (!without.is_empty()).then_some(Change::Without(without));
    let with = row.with.iter().map(|one| Change::With {
        name: named(&one.value.name),
        population: one.value.population,
        staff: one.value.staff,
    });
    let seats =
        row.seats.iter().map(|one| Change::Seats { days: one.days.clone(), start: one.start, seats: one.seats });
    settings.chain(without).chain(with).chain(seats).collect()
}

/// The folder as a scenario would have it.
pub fn made(base: &Base<'_>, row: &ScenarioRow) -> Made {
    let mut faults = Vec::new();
    let Some(source) = base.folder.plan.as_ref().map(|plan| &plan.place.source) else {
        return Made { instance: None, findings: Vec::new(), faults };
    };
    let mut told = Told::new(source);
    settings::put(base, row, &mut told, &mut faults);
    let mut folder = base.folder.clone();
    let mut findings = Vec::new();
    if told.is_changed() {
        let plan = Revised { file: "plan.toml".to_owned(), bytes: told.text().as_bytes().to_vec() };
        let (read_again, found) = read::folder_with(base.path, Some(&plan));
        told.locate(&read_again, row);
        // What cannot be read in it was written in the scenario.
        let found = told.moved(found);
        let (errors, warnings): (Vec<_>, Vec<_>) = found.into_iter().partition(Diagnostic::is_error);
        // What is missing in it is missing because of the scenario.
        let placed = |found: Diagnostic| if found.labels.is_empty() { found.at(&row.place, "") } else { found };
        faults.extend(errors.into_iter().map(placed));
        findings.extend(warnings);
        folder = read_again;
    }
    let leaving = members::change(base, row, &mut folder, &mut faults);
    if any_error(&faults) {
        sort(&mut faults);
        return Made { instance: None, findings: Vec::new(), faults };
    }
    let (instance, found) = check::instance(&folder);
    findings.extend(told.moved(found));
    // That the staff of who leaves is not rostered is what the scenario says.
    let is_meant = |found: &Diagnostic| leaving && found.code == Code::StaffOutsideMembership;
    findings.retain(|found| !base.findings.contains(found) && !is_meant(found));
    sort(&mut findings);
    Made { instance, findings, faults }
}
