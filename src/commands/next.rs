//! `next`: the folder of the period after one that is closed.
//!
//! In: a folder, what `close` wrote for it, and the name of the new folder. Out: the new folder, what was taken over, what was left
//! behind and why, and every finding about it.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use chrono::NaiveDate;

use crate::check;
use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::commands::{Exit, finish, load};
use crate::domain::answer;
use crate::domain::as_written::AsWritten;
use crate::domain::calendar::Period;
use crate::read::as_written;
use crate::read::when;
use crate::report::succession::{self, Files, Told};
use crate::report::write::{self, Unwritable};
use crate::succession::{carried, gone, period, plan};

/// The tables that come from the folder itself, in the order a planner meets them.
const OWN: [&str; 6] = ["municipalities", "staff", "availability", "demand", "locks", "calls_by_member"];

/// Runs the command.
pub fn run(arguments: &cli::Next) -> Exit {
    match write::is_free(&arguments.new) {
        Ok(true) => {}
        Ok(false) => {
            let taken = io::Error::other("it is there already and not empty");
            let error = Unwritable::at(&arguments.new, taken);
            load::complain(&error, "give the name of a new folder; next overwrites nothing");
            return Exit::Refused;
        }
        Err(error) => {
            load::complain(&error, "give the name of a folder in a place you can write to");
            return Exit::Refused;
        }
    }
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let instance = loaded.instance.as_ref();
    let closing = arguments.closing.clone().unwrap_or_else(|| arguments.folder.join("out"));
    let asked = period_asked(arguments.period.as_deref(), instance.period)
        .and_then(|next| Ok((next, closed(&closing, instance.period)?)));
    let (next, [ledger, history]) = match asked {
        Ok(asked) => asked,
        Err(refusal) => return load::refuse(&refusal),
    };
    let gone = gone(instance, next.from, &ledger);
    let Some((text, days)) = as_written::plan(&arguments.folder).and_then(|text| plan::of(&text, next)) else {
        return load::refuse(&Refusal::cured(
            "plan.toml can't be carried on as it is written",
            "write 'period' as a value of its own, such as period = \"2026-Q1\"",
        ));
    };
    let of = |name| {
        let single = as_written::table(&arguments.folder, name);
        single.into_iter().chain(as_written::parts(&arguments.folder, name))
    };
    let own = OWN.into_iter().flat_map(of).chain(forms(&loaded));
    let tables = own.chain([ledger, history]).map(|table| carried(table, next.from, &gone)).collect();
    let told = Told { old: instance.period, new: next, closed: days, tables };
    let language = arguments.printed.language.unwrap_or(instance.language);
    let files = Files { plan: text, tables: &told.tables, language };

    let written = write::Folder::open(&arguments.new, &[]).and_then(|folder| folder.write(&succession::files(&files)));
    if let Err(error) = written {
        load::complain(&error, "put that right and try again, or give another folder");
        return Exit::Refused;
    }
    let report = if arguments.printed.is_json() {
        succession::json(&told)
    } else {
        succession::text(&told, &write::terminal(arguments.printed.language)).into_bytes()
    };
    // What is wrong with the new folder is told at once: it is what has to be looked at.
    let mut found = load::found(&arguments.new);
    load::show(&mut found.findings);
    let folder = arguments.new.display();
    let check = format!("'vagtplan check {folder}'");
    write::note(&write::said(
        format!("skrev {folder}\nnæste: ret personale og tider til, så {check}"),
        format!("wrote {folder}\nnext: bring staff and availability up to date, then {check}"),
    ));
    finish(&report, Exit::Done)
}

/// What forms that lie in the folder say of availability, each as a table of its own.
fn forms(loaded: &load::Loaded) -> Vec<AsWritten> {
    let folder = check::counted(&loaded.folder);
    let files: BTreeSet<&str> = folder
        .parts
        .iter()
        .filter(|part| part.table == "availability" && part.form.is_some())
        .map(|part| part.file.as_str())
        .collect();
    let of_file = |file: &str| {
        let is_of = |source: &str| folder.parts.iter().any(|part| part.file == file && part.source == source);
        let rows = folder.availability.iter().flat_map(|table| &table.rows);
        let rows = rows.filter(|row| is_of(&row.place.source.name));
        answer::table(file, &check::answers::answers(rows, &loaded.instance.windows))
    };
    files.into_iter().map(of_file).collect()
}

/// The period that was asked for, or the one that follows.
fn period_asked(asked: Option<&str>, old: Period) -> Result<Period, Refusal> {
    let next = match asked {
        Some(written) => arguments::period("--period", written)?,
        None => period::following(old)
            .ok_or_else(|| Refusal::cured("there is no period after this one", "name it with --period"))?,
    };
    if next.from <= old.to {
        return Err(Refusal::cured(
            format!("--period: it begins on {}, and the period that is closed ends on {}", next.from, old.to),
            "name a period that begins later",
        ));
    }
    Ok(next)
}

/// What `close` wrote for the period.
fn closed(closing: &Path, period: Period) -> Result<[AsWritten; 2], Refusal> {
    let of = |name| as_written::table(closing, name);
    let (Some(ledger), Some(history)) = (of("ledger"), of("history")) else {
        return Err(Refusal::cured(
            format!("'{}' has no ledger.csv and history.csv of a closed period", closing.display()),
            "close the period first, 'vagtplan close FOLDER ROSTER', or say with --closing where its files are",
        ));
    };
    let until = |row: &Vec<String>| ledger.cell(row, "until").and_then(|date| when::date(date).ok());
    let last: Option<NaiveDate> = ledger.rows.iter().filter_map(until).max();
    if last != Some(period.to) {
        let of = last.map_or_else(|| "no period".to_owned(), |last| format!("a period that ends on {last}"));
        return Err(Refusal::cured(
            format!("the ledger in '{}' is of {of}, not of the one that ends on {}", closing.display(), period.to),
            "close the period, 'vagtplan close FOLDER ROSTER', or say with --closing where its files are",
        ));
    }
    let worked = |row: &Vec<String>| history.cell(row, "date").and_then(|date| when::date(date).ok());
    let last: Option<NaiveDate> = history.rows.iter().filter_map(worked).max();
    if let Some(last) = last.filter(|&last| !period.contains(last)) {
        return Err(Refusal::cured(
            format!("the history in '{}' ends on {last}, which is not in the period that is closed", closing.display()),
            "close the period, 'vagtplan close FOLDER ROSTER', or say with --closing where its files are",
        ));
    }
    Ok([ledger, history])
}
