//! `report`: the page that is shown to the members, with its pictures.
//!
//! In: the folder, a roster of any origin, and perhaps the roster that was published. Out: files in a folder of their own,
//! and the verdict on stdout. Nothing is solved: what is proven comes from the run that made the roster, where its summary
//! still fits.

use std::path::Path;
use std::sync::Arc;

use crate::check::{self, Cancelled};
use crate::cli;
use crate::commands::{Exit, finish, load, outputs};
use crate::domain::roster::Roster;
use crate::domain::{Instance, Published};
use crate::read::{self, InputFile};
use crate::report::locale::Locale;
use crate::report::page;
use crate::report::picture;
use crate::report::subject::Subject;
use crate::report::{verify_text, write};
use crate::verify;

const PAGE: &str = "report.html";

/// Runs the command.
pub fn run(arguments: &cli::Report) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let mut instance = Arc::unwrap_or_clone(loaded.instance);
    let Some((roster, _)) = load::roster(&instance, &arguments.roster) else {
        return Exit::Refused;
    };
    let published = match arguments.published.as_deref().map(|path| published(&instance, path)) {
        Some(None) => return Exit::Refused,
        Some(Some(published)) => Some(published),
        None => None,
    };
    let (beside, mut findings) = read::summary::beside(&arguments.roster);
    load::show(&mut findings);
    // A mended roster is judged by the ladder it was mended with: keeping published shifts is a goal of it.
    let mended = published.as_ref().and_then(|(_, _, file)| check::summary::mended(&instance, &beside, file));
    if let (Some((goals, from)), Some((roster, ..))) = (mended, &published) {
        instance.goals = goals;
        instance.published = Some(Published { roster: roster.clone(), from });
    }

    let out = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join("report"));
    let names = [&[PAGE], &picture::FILES[..], &outputs::ALWAYS[..]].concat();
    let out = match write::Folder::open(&out, &names) {
        Ok(out) => out,
        Err(error) => return unwritten(&error),
    };
    let judgement = verify::judge(&instance, &roster);
    let inputs: Vec<InputFile> =
        loaded.inputs.into_iter().map(|input| InputFile { name: input.file, sha256: input.sha256 }).collect();
    let evidence = check::summary::evidence(
        &inputs,
        published.as_ref().map(|(.., file)| file),
        &beside,
        &judgement.values,
        judgement.violations.is_empty(),
    );
    let locale = Locale::new(arguments.outputs.language(instance.language));
    let before = published.as_ref().map(|(roster, ..)| roster);
    let subject = Subject::of_roster(&instance, &roster, &judgement, before, &locale).with_evidence(&evidence);
    let closed: Vec<page::Closed> = published.iter().flat_map(|(_, cancelled, _)| cancelled).map(closed).collect();
    let html = page::report(&subject, &closed, evidence.doubt.as_ref());
    let mut files = vec![(PAGE.to_owned(), html.into_bytes())];
    files.extend(picture::files(&subject));
    files.extend(outputs::files(&subject, &arguments.outputs));
    match out.write(&files) {
        Ok(paths) => paths.iter().for_each(|path| write::stderr(&format!("wrote {}\n", path.display()))),
        Err(error) => return unwritten(&error),
    }
    let verdicts = verify_text::verdicts(&instance, &judgement, write::width());
    let exit = match (judgement.violations.is_empty(), judgement.unfilled) {
        (false, _) => Exit::Violations,
        (true, 0) => Exit::Done,
        (true, _) => Exit::Unfilled,
    };
    finish(verdicts.as_bytes(), exit)
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

fn unwritten(error: &write::Unwritable) -> Exit {
    load::complain(error, "make it writable, or choose another folder with --out DIR");
    Exit::Refused
}
