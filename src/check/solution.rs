//! The solution of another solver against the columns of the program: who sits where.
//!
//! In: what the columns mean, and the entries of a solution file. Out: a [`Roster`], if every shift is known and every
//! value could be a number of seats. Shifts alone decide. The seats that municipalities man are only counted again, since
//! a file that was cut off is short of shifts. What goals count follows from the shifts, in whatever steps the program had
//! when it was written. Whether the roster is any good is for `verify` to judge.

use std::collections::{BTreeMap, BTreeSet};

use super::{slot, who};
use crate::diagnostic::{Code, Diagnostic, any_error, quote, sort};
use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::read::solution::{Entry, SolutionRows};

/// How far a value may lie from a whole number: ten times what solvers leave open by default.
const TOLERANCE: f64 = 1e-4;

/// What a column of the program means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The seats of a window that a person takes.
    Shift {
        /// Index into `Instance::staff`.
        staff: usize,
        /// Index into `Instance::windows`.
        window: usize,
        /// The most the person can take.
        most: u32,
    },
    /// The seats of a window that a municipality mans.
    Manned {
        /// Index into `Instance::municipalities`.
        municipality: usize,
        /// Index into `Instance::windows`.
        window: usize,
    },
    /// Anything else that follows from the shifts.
    Other,
}

const OTHER_MODEL: &str = "the folder has changed since the model was written, or this is the solution of another model: \
                           write the model again with 'vagtplan plan FOLDER --export-model FILE.mps' and solve that one";

/// Checks the entries of a solution.
pub fn solution(
    instance: &Instance,
    columns: &BTreeMap<String, Column>,
    rows: &SolutionRows,
) -> (Option<Roster>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut shifts = vec![Vec::new(); instance.windows.len()];
    let mut manned: BTreeMap<(usize, usize), &Entry> = BTreeMap::new();
    let mut seen: BTreeMap<&str, &Entry> = BTreeMap::new();
    let others = columns.iter().filter(|&(_, &column)| column == Column::Other);
    let counting: BTreeSet<&str> = others.filter_map(|(name, _)| word(name)).collect();
    for entry in &rows.entries {
        let Some(&column) = columns.get(&entry.name) else {
            if word(&entry.name).is_some_and(|word| counting.contains(word)) {
                continue;
            }
            let message = format!("{} is no column of this folder's model", quote(&entry.name));
            findings.push(Diagnostic::new(Code::UnknownVariable, message).at(&entry.place, "").help(OTHER_MODEL));
            continue;
        };
        if let Some(first) = seen.insert(&entry.name, entry) {
            let message = format!("{} has two values", quote(&entry.name));
            let found = Diagnostic::new(Code::DoubledVariable, message).at(&entry.place, "again");
            findings.push(found.at(&first.place, "first").help("keep one solution in the file, and delete the others"));
            continue;
        }
        match column {
            Column::Shift { staff, window, most } => match seats(instance, entry, staff, window, most) {
                Ok(seats) => shifts[window].extend(std::iter::repeat_n(staff, seats)),
                Err(found) => findings.push(*found),
            },
            Column::Manned { municipality, window } => drop(manned.insert((municipality, window), entry)),
            Column::Other => {}
        }
    }
    let roster = Roster::new(shifts);
    if !any_error(&findings) && !rows.refused {
        findings.extend(contradiction(instance, &roster, &manned, rows));
    }
    sort(&mut findings);
    (Some(roster).filter(|_| !rows.refused && !any_error(&findings)), findings)
}

/// What a column is called before it says what it is about.
fn word(name: &str) -> Option<&str> {
    name.split_once('.').map(|(word, _)| word)
}

/// A value as a number of seats.
fn seats(instance: &Instance, entry: &Entry, staff: usize, window: usize, most: u32) -> Result<usize, Box<Diagnostic>> {
    let (value, seats) = (entry.value, entry.value.round());
    let about = || {
        let window = &instance.windows[window];
        format!("{}, {}", who(&instance.staff[staff]), slot(window.date, window.start))
    };
    let whole = (value - seats).abs() <= TOLERANCE;
    let (code, message, help) = if !whole {
        let help = "a shift is worked or not: the solver had found no roster yet and left its linear relaxation, or its \
                    integrality tolerance is too wide";
        (Code::FractionalValue, format!("{} is {value}, which is no whole number", quote(&entry.name)), help)
    } else if seats < 0.0 || seats > f64::from(most) {
        let most = if most == 1 { "0 or 1".to_owned() } else { format!("0 to {most}") };
        (Code::ValueOutOfBounds, format!("{} is {value}, but can only be {most}", quote(&entry.name)), OTHER_MODEL)
    } else {
        return Ok(seats as usize);
    };
    Err(Box::new(Diagnostic::new(code, message).at(&entry.place, about()).help(help)))
}

/// Where the municipalities' shifts do not add up to the seats that they man, as the file has it.
fn contradiction(
    instance: &Instance,
    roster: &Roster,
    manned: &BTreeMap<(usize, usize), &Entry>,
    rows: &SolutionRows,
) -> Option<Diagnostic> {
    let mut shifts: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (window, staff) in roster.shifts.iter().enumerate() {
        for &staff in staff {
            *shifts.entry((instance.staff[staff].municipality, window)).or_default() += 1;
        }
    }
    // What solvers leave out is zero.
    let places: BTreeSet<(usize, usize)> = manned.keys().chain(shifts.keys()).copied().collect();
    let seats = |place: &(usize, usize)| manned.get(place).map_or(0.0, |entry| entry.value);
    let worked = |place: &(usize, usize)| shifts.get(place).copied().unwrap_or(0);
    let differs = |place: &&(usize, usize)| (seats(place) - f64::from(worked(place))).abs() > 0.5;
    let place = places.iter().find(differs)?;
    let (municipality, window) = (&instance.municipalities[place.0], &instance.windows[place.1]);
    let message = format!(
        "the solution contradicts itself: {} mans {} on {}, and its staff have {}",
        municipality.name,
        count(seats(place), "seat"),
        slot(window.date, window.start),
        count(f64::from(worked(place)), "shift"),
    );
    let found = Diagnostic::new(Code::SolutionContradiction, message);
    let found = match manned.get(place) {
        Some(entry) => found.at(&entry.place, ""),
        None => found.on_file(&rows.path),
    };
    Some(found.help("the file is cut off or was changed: have the solver write it again"))
}

fn count(number: f64, noun: &str) -> String {
    if number == 1.0 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
