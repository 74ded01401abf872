//! What goes to another solver and what comes back: the program of a goal, and its solution.
//!
//! In: the plan so far, or a solution file. Out: an MPS file, or a verified roster. A solution that breaks a rule is judged
//! like any roster, and nothing is written.

use std::collections::BTreeMap;
use std::path::Path;

use crate::check::{self, solution::Column};
use crate::cli;
use crate::commands::{Exit, finish, load};
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::input_file::InputFile;
use crate::model;
use crate::planning::Plan;
use crate::read;
use crate::report::{verify_json, verify_text, write};
use crate::shares;
use crate::shortfall;
use crate::solve::export::{self, Held};
use crate::solve::mps;
use crate::verify::{self, Verified};

/// The roster of a solution file, verified; the file joins `inputs`.
pub(super) fn import(
    instance: &Instance,
    path: &Path,
    inputs: &mut Vec<InputFile>,
    printed: &cli::Printed,
) -> Result<Verified, Exit> {
    let (rows, mut findings) = read::solution::solution(path);
    let (roster, more) = check::solution::solution(instance, &columns(instance), &rows);
    findings.extend(more);
    load::show(&mut findings);
    let roster = roster.ok_or(Exit::Refused)?;
    let file = rows.input;
    match verify::verify(instance, roster.clone()) {
        Ok(verified) => {
            inputs.extend(file);
            Ok(verified)
        }
        Err(_) => {
            let judgement = verify::judge(instance, &roster);
            let data = if printed.is_json() {
                verify_json::bytes(instance, inputs, file.as_ref(), &roster, &judgement)
            } else {
                let shortfalls = shortfall::shortfalls(instance, &roster);
                verify_text::render(
                    instance,
                    &roster,
                    &judgement,
                    &shortfalls,
                    &write::terminal(printed.language).in_full(printed.tables),
                )
                .into_bytes()
            };
            let help = "nothing was written; the folder has changed since the model was written, or the solver's \
                        tolerances were too wide";
            load::complain(&"the solution breaks rules", help);
            Err(finish(&data, Exit::Violations))
        }
    }
}

/// What the columns of this folder's programs mean, by name. They are the same for every goal.
pub fn columns(instance: &Instance) -> BTreeMap<String, Column> {
    let model = model::named(instance, &shares::shares(instance, 0), &instance.rungs());
    let mut meanings = vec![Column::Other; model.program.columns()];
    for &(municipality, window, column) in &model.manning {
        meanings[column] = Column::Manned { municipality, window };
    }
    for &(staff, window, column) in &model.shifts {
        // Seats are whole numbers far below 2³².
        meanings[column] = Column::Shift { staff, window, most: model.program.upper[column] as u32 };
    }
    let names = model.program.names.map(|names| names.columns).unwrap_or_default();
    names.into_iter().zip(meanings).collect()
}

/// A place for the model that was seen to take it.
pub(super) struct Place<'a> {
    folder: write::Folder,
    name: &'a str,
}

/// Sees that a file can be put there.
pub(super) fn place(path: &Path) -> Result<Place<'_>, Exit> {
    let cure = "nothing was planned; choose another place with --export-model FILE.mps";
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        load::complain(&format!("'{}' is no file name", path.display()), cure);
        return Err(Exit::Refused);
    };
    let folder = match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => folder,
        None => Path::new("."),
    };
    write::Folder::open(folder, &[name]).map(|folder| Place { folder, name }).map_err(|error| {
        load::complain(&error, cure);
        Exit::Refused
    })
}

impl Place<'_> {
    /// Writes the model there, whole or not at all.
    pub(super) fn write(self, bytes: Vec<u8>) -> Result<(), Exit> {
        match self.folder.write(&[(self.name, bytes)]) {
            Ok(paths) => {
                write::wrote(&paths);
                Ok(())
            }
            Err(error) => {
                load::complain(&error, "put that right and plan again, or choose another place for the model");
                Err(Exit::Refused)
            }
        }
    }
}

/// The program of a goal as MPS, with every goal before it held at the value it has in the plan. Without a name it is the
/// first goal that is not proven, or the last one of all.
pub(super) fn model(instance: &Instance, plan: &Plan, goal: Option<Rung>) -> Vec<u8> {
    let last = plan.rungs.len() - 1;
    let place = match goal {
        Some(goal) => plan.rungs.iter().position(|rung| rung.rung == goal),
        None => plan.rungs.iter().position(|rung| !rung.proven),
    };
    let before = &plan.rungs[..place.unwrap_or(last)];
    let held = before.iter().map(|rung| Held { rung: rung.rung, value: rung.value, proven: rung.proven }).collect();
    let export = export::export(instance, held, plan.verified.judgement().unfilled);
    mps::bytes(instance, &export.expect("the goal itself is not held"))
}
