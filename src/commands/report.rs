//! `report`: the page that is shown to the members, with its pictures.
//!
//! In: the folder, a roster of any origin, and perhaps the roster that was published. Out: files in a folder of their own,
//! and the verdict on stdout. Nothing is solved: what is proven comes from the run that made the roster, where its summary
//! still fits.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::{self, Cancelled};
use crate::cli;
use crate::commands::{Exit, finish, load, outputs};
use crate::domain::roster::Roster;
use crate::domain::{Instance, Published};
use crate::read::{self, InputFile};
use crate::report::calendars::update::Closed;
use crate::report::locale::Locale;
use crate::report::page;
use crate::report::picture;
use crate::report::subject::Subject;
use crate::report::{verify_json, verify_text, write};
use crate::verify;

const PAGE: &str = "report.html";

/// Runs the command.
pub fn run(arguments: &cli::Report) -> Exit {
    let Some(judged) = load::judged(&arguments.folder, &arguments.roster) else {
        return Exit::Refused;
    };
    let load::Judged { loaded, roster, file, beside, past } = judged;
    let mut instance = Arc::unwrap_or_clone(loaded.instance);
    let published = match arguments.published.as_deref().map(|path| published(&instance, path)) {
        Some(None) => return Exit::Refused,
        Some(Some(published)) => Some(published),
        None => None,
    };
    // A mended roster is judged by the ladder it was mended with: keeping published shifts is a goal of it.
    let mended = published.as_ref().and_then(|(_, _, file)| check::summary::mended(&instance, &beside, file));
    if let (Some((goals, from)), Some((roster, ..))) = (mended, &published) {
        instance.goals = goals;
        instance.published = Some(Published { roster: roster.clone(), from });
    }

    let place = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join("report"));
    let replaced: Vec<&Path> =
        [Some(&arguments.roster), arguments.published.as_ref()].into_iter().flatten().map(PathBuf::as_path).collect();
    let Some(sent) = outputs::before(&arguments.outputs, &instance, &place, &replaced) else {
        return Exit::Refused;
    };
    let names = [&[PAGE], &picture::FILES[..], &outputs::names(&arguments.outputs)].concat();
    let out = match write::Folder::open(&place, &names) {
        Ok(out) => out,
        Err(error) => return unwritten(&error),
    };
    let breaches = past.map(|past| past.breaches).unwrap_or_default();
    let judgement = verify::judge(&instance, &roster).knowing(&breaches);
    let inputs = loaded.inputs;
    let files_now: Vec<InputFile> =
        inputs.iter().map(|input| InputFile { name: input.file.clone(), sha256: input.sha256.clone() }).collect();
    let evidence = check::summary::evidence(
        &files_now,
        published.as_ref().map(|(.., file)| file),
        &beside,
        &judgement.values,
        judgement.violations.is_empty(),
    );
    let locale = Locale::new(arguments.outputs.language(instance.language));
    let before = published.as_ref().map(|(roster, ..)| roster);
    let subject = Subject::of_roster(&instance, &roster, &judgement, before, &locale).with_evidence(&evidence);
    let closed: Vec<page::Closed> = published.iter().flat_map(|(_, cancelled, _)| cancelled).map(closed).collect();
    let html = page::report(&subject, &closed);
    let mut files = vec![(PAGE.to_owned(), html.into_bytes())];
    files.extend(picture::files(&subject));
    // A page may tell of a roster that breaks rules; nothing that people take home does.
    if judgement.violations.is_empty() {
        let dropped: Vec<Closed> = published.iter().flat_map(|(_, cancelled, _)| cancelled).map(dropped).collect();
        files.extend(outputs::files(&subject, &arguments.outputs, sent, &dropped));
    } else {
        load::warn(
            "the roster breaks rules: of it there is a page, and no workbook, calendars or packs",
            "mend the roster, or have it mended with 'vagtplan replan', and report again",
        );
    }
    match out.write(&files) {
        Ok(paths) => outputs::tell(&out, &paths),
        Err(error) => return unwritten(&error),
    }
    let exit = match (judgement.violations.is_empty(), judgement.unfilled) {
        (false, _) => Exit::Violations,
        (true, 0) => Exit::Done,
        (true, _) => Exit::Unfilled,
    };
    let data = if arguments.printed.is_json() {
        verify_json::bytes(&instance, &inputs, file.as_ref(), &judgement)
    } else {
        verify_text::verdicts(&instance, &judgement, write::width()).into_bytes()
    };
    finish(&data, exit)
}

/// The published roster, its shifts in windows that are closed by now, and its file.
fn published(instance: &Instance, path: &Path) -> Option<(Roster, Vec<Cancelled>, InputFile)> {
    let (rows, mut findings) = read::roster(path);
    let (roster, more) = check::published(instance, &rows, instance.period.from);
    findings.extend(more);
    load::show(&mut findings);
    let (roster, cancelled) = roster?;
    Some((roster, cancelled, rows.input?))
}

fn closed(cancelled: &Cancelled) -> page::Closed {
    (cancelled.date, cancelled.start, cancelled.staff)
}

fn dropped(&Cancelled { date, start, staff, end }: &Cancelled) -> Closed {
    Closed { staff, date, start, end }
}

fn unwritten(error: &write::Unwritable) -> Exit {
    load::complain(error, "make it writable, or choose another folder with --out DIR");
    Exit::Refused
}
