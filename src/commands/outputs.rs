//! What people look at, besides the CSV files: the same for every command that writes a roster.
//!
//! In: a roster with all that is known of it, what calendars have told of before, and what was asked for. Out: files, by their
//! names below the folder that they go to. What could refuse them is found out before a search begins.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::check;
use crate::cli;
use crate::commands::{load, style};
use crate::diagnostic;
use crate::domain::Instance;
use crate::domain::roster::ClosedShift;
use crate::domain::sent::Events;
use crate::domain::words::counted;
use crate::read;
use crate::report::calendars::update;
use crate::report::subject::Subject;
use crate::report::{calendars, calendars_csv, packs, workbook, write};

/// The workbook.
pub const WORKBOOK: &str = "roster.xlsx";

/// The record of what calendars have told of.
pub const CALENDARS: &str = "calendars.csv";

/// Where commands put what they write, unless they are told another place: here or in a folder of it, below the planning folder.
const USUAL: &str = "out";

/// The places where commands put what they write for a planning folder, unless they are told another one.
pub fn usual(folder: &Path) -> Vec<PathBuf> {
    let usual = folder.join(USUAL);
    let below = write::folders_in(&usual).into_iter().map(|name| usual.join(name));
    std::iter::once(usual.clone()).chain(below).collect()
}

/// The names of the files that are written beside the CSV files, to see beforehand whether they can be.
pub fn names(options: &cli::Outputs) -> Vec<&'static str> {
    let mut names = vec![WORKBOOK];
    names.extend(options.with_calendars().then_some(CALENDARS));
    names
}

/// The places of the files in folders below, to see beforehand whether they can be written.
pub fn places(options: &cli::Outputs, instance: &Instance) -> Vec<String> {
    let mut places = if options.with_calendars() { calendars::places(instance) } else { Vec::new() };
    if options.with_packs() {
        places.extend(packs::places(instance, options.zip));
    }
    places
}

/// Where files of a set lie below the output folder.
pub const FOLDERS: [&str; 2] = [calendars::FOLDER, packs::FOLDER];

/// The same options, and what lies in a folder already: a set that is written anew is written whole.
pub fn renewed(options: &cli::Outputs, out: &Path) -> cli::Outputs {
    let packs = out.join(packs::FOLDER);
    cli::Outputs {
        calendars: options.calendars || !write::files_below(&out.join(calendars::FOLDER), "ics").is_empty(),
        per_municipality: options.per_municipality || !write::folders_in(&packs).is_empty(),
        zip: options.zip || !write::files_in(&packs, packs::ENDING).is_empty(),
        ..*options
    }
}

/// What calendars have told of so far, by the records in the folder of the output, in those of the rosters it replaces, and in the
/// places where commands put what they write for this planning folder;
/// `None` where one of them is refused, or where a pack would be left lying that is no longer true.
pub fn before(
    options: &cli::Outputs,
    instance: &Instance,
    folder: &Path,
    out: &Path,
    replaced: &[&Path],
) -> Option<Events> {
    let beside = replaced.iter().filter_map(|roster| roster.parent()).map(Path::to_owned);
    let own: Vec<PathBuf> = std::iter::once(out.to_owned()).chain(beside).collect();
    // Any command may have sent it out, and the next one may write to any other place.
    let usual = usual(folder);
    let mut seen: Vec<PathBuf> = Vec::new();
    let (mut records, mut findings, mut remembered) = (Vec::new(), Vec::new(), Vec::new());
    for (number, folder) in own.iter().cloned().chain(usual).enumerate() {
        // Two ways to one folder tell of it once.
        if seen.iter().any(|other| *other == folder || write::is_same(other, &folder)) {
            continue;
        }
        let (record, more) = read::calendars::calendars(&folder.join(CALENDARS));
        findings.extend(more);
        if number < own.len() {
            records.push(record)
        } else {
            remembered.push(record)
        }
        seen.push(folder);
    }
    let (sent, more) = check::sent(instance.period, &records, &remembered);
    findings.extend(more);
    if !options.with_calendars() {
        // What was sent for other periods is told of by the run that sends.
        findings.retain(diagnostic::Diagnostic::is_error);
    }
    load::show(&mut findings);
    let sent = sent?;
    let stale = if options.with_packs() {
        let place = out.join(packs::FOLDER);
        let mut found = write::folders_in(&place);
        found.extend(write::files_in(&place, packs::ENDING));
        packs::strangers(instance, &found)
    } else {
        Vec::new()
    };
    let place = out.join(packs::FOLDER);
    let misplaced = if options.with_packs() {
        let lying = write::files_below(&place, "ics");
        let names = lying.iter().filter_map(|file| file.strip_prefix(&place).ok()?.to_str());
        packs::misplaced(instance, &names.map(|name| name.replace('\\', "/")).collect())
    } else {
        Vec::new()
    };
    if stale.is_empty() && misplaced.is_empty() {
        return Some(sent);
    }
    for (file, person) in misplaced {
        let staff = &instance.staff[person];
        let name = diagnostic::plain(&staff.name);
        let message = format!(
            "'{}' is the calendar of {name}, who is of {} by now",
            place.join(diagnostic::plain(&file)).display(),
            diagnostic::plain(&instance.municipalities[staff.municipality].name),
        );
        load::complain(&message, "delete it: the pack is sent as it is, and nobody else is to get that calendar");
    }
    for folder in stale {
        let message = format!(
            "'{}' is a pack of an earlier plan, and of no municipality of this one",
            place.join(diagnostic::plain(&folder)).display()
        );
        load::complain(
            &message,
            "move it away or delete it, so that nobody takes it for the current one, or choose another folder with --out DIR",
        );
    }
    None
}

/// The files.
pub fn files(
    subject: &Subject<'_>,
    options: &cli::Outputs,
    sent: Events,
    closed: &[ClosedShift],
) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(WORKBOOK.to_owned(), workbook::bytes(subject))];
    if !options.with_calendars() && !sent.is_empty() {
        // Nobody is told of anything by this run. What they were told before goes on with the roster, so that the next run that
        // writes calendars cancels what is no longer true.
        let untold = update::untold(subject, closed, &sent);
        files.push((CALENDARS.to_owned(), calendars_csv::bytes(&sent, style::csv(&options.style))));
        if untold > 0 {
            let shifts = counted(untold as u64, "shift", "shifts");
            let what = format!("calendars that were sent out do not know of {shifts} as this roster has them");
            load::warn(&what, "with --calendars the files are written that tell them");
        }
    }
    if options.with_calendars() {
        let events = update::update(subject, closed, sent);
        let all = calendars::calendars(subject, &events);
        let style = style::csv(&options.style);
        files.push((CALENDARS.to_owned(), calendars_csv::bytes(&events, style)));
        files.extend(calendars::files(&all));
        if options.with_packs() {
            let packs = packs::files(subject, &all, style);
            let zipped = if options.zip { packs::zipped(&packs) } else { Vec::new() };
            files.extend(packs);
            files.extend(zipped);
        }
    }
    files
}

/// Says what was written, and what of earlier runs still lies beside it and looks as if it were.
pub fn tell(out: &write::Folder, written: &[PathBuf]) {
    write::note(out.told(written).trim_end());
    let written: BTreeSet<&PathBuf> = written.iter().collect();
    let kinds = [
        (calendars::FOLDER, "ics", "calendars"),
        (packs::FOLDER, "ics", "calendars"),
        (packs::FOLDER, packs::ENDING, "packs"),
    ];
    for (folder, ending, kind) in kinds {
        let folder = out.path().join(folder);
        let old: Vec<PathBuf> =
            write::files_below(&folder, ending).into_iter().filter(|file| !written.contains(file)).collect();
        let Some(first) = old.first() else { continue };
        let what = match old.len() {
            1 => format!("'{}' is of an earlier roster", first.display()),
            count => format!("'{}' and {} more {kind} are of an earlier roster", first.display(), count - 1),
        };
        load::warn(
            &what,
            "delete what nobody is to get any more; --calendars, --per-municipality and --zip write them anew",
        );
    }
}
