//! `relax`: what it would take to fill every seat.
//!
//! In: the folder, who may be asked for what, how many seats may stay empty. Out: a list to phone through on stdout, relax.csv,
//! and with --apply a copy of the folder in which it is agreed on. Nothing in the folder itself is changed.

use std::path::Path;

use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::commands::{Exit, defect, files, finish, load, style};
use crate::domain::Instance;
use crate::domain::concession::{Asking, KINDS};
use crate::read::as_written;
use crate::relaxation::{self, Relaxation, Wanted};
use crate::report::agreements_csv;
use crate::report::write;
use crate::report::{relaxed, relaxed_json, relaxed_text};

const FILE: &str = "relax.csv";
/// The table that is written into a new folder.
const TABLE: &str = "agreements.csv";
/// What editors complete plan.toml from; it lies beside it and is not read.
const SCHEMA: &str = "plan.schema.json";

/// Runs the command.
pub fn run(arguments: &cli::Relax) -> Exit {
    if let Some(new) = &arguments.apply
        && !is_free(new)
    {
        return Exit::Refused;
    }
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let instance = loaded.instance.as_ref();
    let asked = asking(instance, arguments).and_then(|asking| can_be_applied(arguments).map(|()| asking));
    let asking = match asked {
        Ok(asking) => asking,
        Err(refusal) => return load::refuse(&refusal),
    };
    let place = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out"));
    let Some(out) = files::open(&place, &[FILE]) else {
        return Exit::Refused;
    };
    let (unfilled, alternatives) = (arguments.unfilled, usize::from(arguments.alternatives));
    let wanted = Wanted { asking, unfilled, alternatives, time_limit: arguments.time_limit };
    let found = match relaxation::relax(instance, &wanted) {
        Ok(Some(found)) => found,
        Ok(None) => {
            let message = "the time limit came before it was known how many seats stay unfilled";
            load::complain(&message, "give it more time");
            return Exit::NoRoster;
        }
        Err(defect) => return defect::report(&defect),
    };

    let table = relaxed::table(instance, &found);
    if !files::written(&out, &[(FILE, relaxed::file(&table).csv(style::csv(&arguments.style)))]) {
        return Exit::Refused;
    }
    let exit = match () {
        () if found.sets.is_empty() => Exit::NoRoster,
        () if found.falls_short(&wanted) => Exit::Unfilled,
        () => Exit::Done,
    };
    if let Some(new) = &arguments.apply
        && let Err(exit) = applied(new, arguments, &loaded, &found)
    {
        return exit;
    }
    let report = if arguments.printed.is_json() {
        relaxed_json::bytes(instance, &loaded.inputs, &wanted, &found)
    } else {
        let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
        relaxed_text::render(instance, &wanted, &found, &on).into_bytes()
    };
    finish(&report, exit)
}

fn is_free(new: &Path) -> bool {
    let error = match write::is_free(new) {
        Ok(true) => return true,
        Ok(false) => write::Unwritable::at(new, std::io::Error::other("it is there already and not empty")),
        Err(error) => error,
    };
    load::complain(&error, "give the name of a new folder; relax overwrites nothing");
    false
}

/// Who may be asked for what.
fn asking(instance: &Instance, arguments: &cli::Relax) -> Result<Asking, Refusal> {
    let kinds = if arguments.only.is_empty() { KINDS.to_vec() } else { arguments.only.clone() };
    let towns = arguments.municipality.iter().map(|name| arguments::municipality(instance, name));
    let towns: Vec<usize> = towns.collect::<Result<_, Refusal>>()?;
    if arguments.date.len() != arguments.start.len() {
        return Err(Refusal::cured("a window has a date and a start", "give --start with each --date"));
    }
    let windows = arguments.date.iter().zip(&arguments.start);
    let windows = windows.map(|(date, start)| arguments::window(instance, date, start));
    let windows: Vec<usize> = windows.collect::<Result<_, Refusal>>()?;
    Ok(Asking {
        kinds: kinds.into_iter().collect(),
        municipalities: (!towns.is_empty()).then(|| towns.into_iter().collect()),
        windows: (!windows.is_empty()).then(|| windows.into_iter().collect()),
    })
}

/// Refuses to apply, before anything is looked for, a set that is not looked for, and where agreements are kept in a workbook,
/// which is never written over.
fn can_be_applied(arguments: &cli::Relax) -> Result<(), Refusal> {
    let Some(new) = &arguments.apply else { return Ok(()) };
    let others = arguments.set - 1;
    if others > arguments.alternatives {
        let message = format!(
            "there is no set {} to apply: no more than {} are looked for",
            arguments.set,
            arguments.alternatives + 1
        );
        return Err(Refusal::cured(
            message,
            format!("ask for more with --alternatives {others}, or give another number"),
        ));
    }
    if write::is_same(new, &arguments.folder) {
        return Err(Refusal::cured("a folder is not applied to itself", "give the name of a new folder"));
    }
    let kept = as_written::table(&arguments.folder, "agreements");
    match kept.filter(|table| table.separator.is_none() && !table.rows.is_empty()) {
        Some(_) => Err(Refusal::cured(
            "agreements are kept in a workbook, and no workbook is ever written over",
            "run the command without --apply, and enter the rows of relax.csv there; or keep them in agreements.csv",
        )),
        None => Ok(()),
    }
}

/// Writes the copy of the folder in which a set is agreed on, and says what is found in it.
fn applied(new: &Path, arguments: &cli::Relax, loaded: &load::Loaded, found: &Relaxation) -> Result<(), Exit> {
    let number = usize::from(arguments.set);
    if let Some((danish, english)) = nothing_to_apply(found) {
        let folder = new.display();
        write::note(&write::said(
            format!("{folder} er ikke lavet: {danish}"),
            format!("{folder} was not made: {english}"),
        ));
        return Ok(());
    }
    let Some(set) = found.sets.get(number - 1) else {
        let sets = found.sets.len();
        let message = format!("there is no set {number} to apply: {sets} of that price were found");
        return Err(load::refuse(&Refusal::cured(message, "ask for more with --alternatives, or give another number")));
    };
    let kept = as_written::table(&arguments.folder, "agreements").filter(|table| table.separator.is_some());
    let table = agreements_csv::bytes(&loaded.instance, set, kept, style::csv(&arguments.style));
    let mut copies: Vec<(String, Vec<u8>)> = Vec::new();
    let names = loaded.inputs.iter().map(|input| input.file.as_str());
    for name in names.chain([SCHEMA]).filter(|name| *name != TABLE) {
        match as_written::file(&arguments.folder, name) {
            Ok(bytes) => copies.push((name.to_owned(), bytes)),
            Err(_) if name == SCHEMA => {}
            Err(error) => {
                let message = format!("{name} cannot be read any more: {error}");
                load::complain(&message, "nothing was copied; put it back and run the command again");
                return Err(Exit::Refused);
            }
        }
    }
    copies.push((TABLE.to_owned(), table));
    let written = write::Folder::open(new, &[]).and_then(|folder| folder.write(&copies));
    if let Err(error) = written {
        load::complain(&error, "put that right and try again, or give another folder");
        return Err(Exit::Refused);
    }
    let mut then = load::found(new);
    load::show(&mut then.findings);
    let folder = new.display();
    write::note(&write::said(
        format!("skrev {folder}\nnæste: slet i {TABLE} rækken for enhver, der siger nej; så 'vagtplan plan {folder}'"),
        format!("wrote {folder}\nnext: delete from {TABLE} the row of whoever says no; then 'vagtplan plan {folder}'"),
    ));
    Ok(())
}

/// Why there is no set to apply, in Danish and English, where there is none.
fn nothing_to_apply(found: &Relaxation) -> Option<(&'static str, &'static str)> {
    match found.sets.first() {
        None => Some(("tiden gik, før der var et forslag", "the time was over before there was a set")),
        Some(set) => set.asked.is_empty().then_some(("der er intet at aftale", "there is nothing to agree on")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is known by then, such as the least price, is to be told, which a refusal would keep from it.
    #[test]
    fn time_that_is_over_before_there_is_a_set_is_no_refusal_to_apply_it() {
        let found = Relaxation { now: 3, least: 0, target: 0, at_least: 2, sets: Vec::new(), is_all: false };
        assert_eq!(
            nothing_to_apply(&found).map(|(_, english)| english),
            Some("the time was over before there was a set")
        );
    }
}
