//! `export`: a copy of a planning folder for one member, with pseudonyms for everybody else's staff.
//!
//! In: the folder and the member. Out: a folder that is read as the same problem, with nobody else's name or id in any file. Whether it is the
//! same is tried before it is written.

use std::path::{Path, PathBuf};

use crate::check;
use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::commands::{Exit, defect, files, finish, load};
use crate::domain::answer;
use crate::domain::as_written::AsWritten;
use crate::domain::{Instance, Staff};
use crate::planning::Defect;
use crate::read::as_written;
use crate::report::file_names::file_names;
use crate::report::numbers::{FILE_PLACES, fixed};
use crate::report::{exported, rows, write};
use crate::succession::bare::bare;
use crate::succession::renamed::{self, Names};

/// The tables that are copied as they are written; those of staff and availability are made of what counts of their files.
const COPIED: [&str; 7] = ["municipalities", "demand", "ledger", "locks", "agreements", "history", "calls_by_member"];

/// Runs the command.
pub fn run(arguments: &cli::Export) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let instance = loaded.instance.as_ref();
    let (known, code) = match known(instance, &arguments.for_member) {
        Ok(known) => known,
        Err(refusal) => return load::refuse(&refusal),
    };
    let out = arguments.out.clone().unwrap_or_else(|| place(&arguments.folder, &code));
    match write::is_free(&out) {
        Ok(true) => {}
        Ok(false) => {
            let message = format!("'{}' is not empty, and nothing is written over by a copy", out.display());
            let cure = "give a folder that is empty or not there yet with --out DIR";
            return load::refuse(&Refusal::cured(message, cure));
        }
        Err(error) => {
            load::complain(&error, "give the name of a folder in a place you can write to with --out DIR");
            return Exit::Refused;
        }
    }
    let texts = match texts(&loaded, &arguments.folder, &known) {
        Ok(texts) => texts,
        Err(refusal) => return load::refuse(&refusal),
    };
    if let Err(refusal) = nobody_is_named(&loaded, &known, &texts) {
        return load::refuse(&refusal);
    }
    match is_the_same(&texts, &known) {
        Ok(true) => {}
        Ok(false) => return defect::report(&Defect("the copy is not read as the folder it was made of".to_owned())),
        Err(error) => {
            load::complain(&error, "make room where temporary files go");
            return Exit::Refused;
        }
    }
    let Some(folder) = files::open(&out, &[]) else {
        return Exit::Refused;
    };
    if !files::written(&folder, &texts) {
        return Exit::Refused;
    }
    let data = if arguments.printed.is_json() {
        exported::json(instance, &known, &code, &out)
    } else {
        exported::text(instance, &known, &code)
    };
    let plan = format!("'vagtplan plan {}'", out.display());
    write::note(&write::said(
        format!("næste: send mappen; {plan} lægger den samme vagtplan"),
        format!("next: send the folder; {plan} makes the same roster"),
    ));
    finish(&data, Exit::Done)
}

/// Where what is made for a member goes, where nobody says.
pub(super) fn place(folder: &Path, code: &str) -> PathBuf {
    folder.join("out").join(format!("for-{}", file_names([code])[code]))
}

/// The instance as a member may know it, and the member's code.
pub(super) fn known(instance: &Instance, member: &str) -> Result<(Instance, String), Refusal> {
    let member = arguments::municipality(instance, member)?;
    let code = instance.municipalities[member].code.clone();
    let known = instance.clone().known_to(member).ok_or_else(|| {
        let name = &instance.municipalities[member].name;
        Refusal::cured(
            format!("between two ids of {name}'s staff there is no room for pseudonyms that sort there"),
            "give them ids of letters and digits",
        )
    })?;
    Ok((known, code))
}

/// By the id of everybody: their new id and name.
fn names(instance: &Instance, known: &Instance) -> Names {
    let pairs = instance.staff.iter().zip(&known.staff);
    pairs.map(|(was, is): (&Staff, &Staff)| (was.id.clone(), (is.id.clone(), is.name.clone()))).collect()
}

/// The files of the copy.
fn texts(loaded: &load::Loaded, folder: &Path, known: &Instance) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let instance = loaded.instance.as_ref();
    let names = names(instance, known);
    let plan = as_written::plan(folder).and_then(|text| bare(&text)).ok_or_else(|| {
        Refusal::cured("plan.toml can't be copied as it is written".to_owned(), "write every key in a line of its own")
    })?;
    let counted = check::counted(&loaded.folder);
    let home = |row: &crate::read::rows::StaffRow| {
        let id = row.id.as_ref().map(|id| id.value.as_str());
        let person = instance.staff.iter().find(|person| Some(person.id.as_str()) == id);
        person.map_or_else(String::new, |person| instance.municipalities[person.municipality].code.clone())
    };
    let staff = counted.staff.iter().flat_map(|table| &table.rows).map(|row| (row, home(row)));
    let burdens: Vec<String> = instance.burdens.iter().map(|burden| burden.name.clone()).collect();
    let staff = renamed::staff(staff, &names, &burdens, |weight| fixed(weight, FILE_PLACES));
    let said = counted.availability.iter().flat_map(|table| &table.rows);
    let mut answers = check::answers::answers(said, &instance.windows);
    answers.retain(|answer| names.contains_key(&answer.staff));
    answers.iter_mut().for_each(|answer| answer.staff = names[&answer.staff].0.clone());
    let mut tables = vec![staff];
    tables.extend((!answers.is_empty()).then(|| answer::table("availability.csv", &answers)));
    for name in COPIED {
        let single = as_written::table(folder, name).into_iter().chain(as_written::parts(folder, name));
        tables.extend(renamed::together(single.map(|table| renamed::table(&table, &names)).collect()));
    }
    let text = |table: &AsWritten| {
        (format!("{}.csv", table.name), rows::copied(table.separator.unwrap_or(b','), &table.header, &table.rows))
    };
    let mut texts = vec![("plan.toml".to_owned(), plan.into_bytes())];
    texts.extend(tables.iter().map(text));
    Ok(texts)
}

/// Refuses a copy in which somebody else is named all the same, as in a title.
fn nobody_is_named(loaded: &load::Loaded, known: &Instance, texts: &[(String, Vec<u8>)]) -> Result<(), Refusal> {
    let others = loaded.instance.staff.iter().zip(&known.staff).filter(|(was, is)| was.id != is.id);
    let own: Vec<&str> = known.staff.iter().map(|person| person.name.as_str()).collect();
    for (was, _) in others.filter(|(was, _)| was.name.contains(' ') && !own.contains(&was.name.as_str())) {
        let named = texts.iter().find(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&was.name));
        if let Some((file, _)) = named {
            return Err(Refusal::cured(
                format!("'{}' is named in {file}, where no column is for that", was.name),
                "take the name out there, and export again",
            ));
        }
    }
    Ok(())
}

/// Whether the copy is read as the same problem.
fn is_the_same(texts: &[(String, Vec<u8>)], known: &Instance) -> Result<bool, write::Unwritable> {
    let place = write::aside(texts)?;
    let found = load::found(place.path());
    Ok(found.instance.is_some_and(|instance| *instance == *known))
}
