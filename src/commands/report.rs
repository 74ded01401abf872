//! `report`: the page that is shown to the members, with its pictures.
//!
//! In: the folder, a roster of any origin, and perhaps the roster that was published. Out: files in a folder of their own,
//! and the verdict on stdout. Nothing is solved: what is proven comes from the run that made the roster, where its summary
//! still fits.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check;
use crate::cli;
use crate::commands::delivery::{Cures, Delivery};
use crate::commands::{Exit, finish, load};
use crate::domain::input_file::InputFile;
use crate::domain::roster::{ClosedShift, Roster};
use crate::domain::{Instance, Published};
use crate::read;
use crate::report::locale::Locale;
use crate::report::page;
use crate::report::picture;
use crate::report::subject::Subject;
use crate::report::{verify_json, verify_text, write};
use crate::verify;

const PAGE: &str = "report.html";

const CURES: Cures = Cures {
    before: "make it writable, or choose another folder with --out DIR",
    after: "make it writable, or choose another folder with --out DIR",
};

/// Runs the command.
pub fn run(arguments: &cli::Report) -> Exit {
    let Some(judged) = load::judged(&arguments.folder, &arguments.roster) else {
        return Exit::Refused;
    };
    let load::Judged { loaded, roster, file, beside, .. } = judged;
    let mut instance = Arc::unwrap_or_clone(loaded.instance);
    let published = match arguments.published.as_deref().map(|path| published(&instance, path)) {
        Some(None) => return Exit::Refused,
        Some(Some(published)) => Some(published),
        None => None,
    };
    let past =
        check::summary::past(&instance, &beside, &roster, published.as_ref().map(|(before, _, file)| (file, before)));
    // A mended roster is judged by the ladder it was mended with: keeping published shifts is a goal of it.
    let mended = published.as_ref().and_then(|(_, _, file)| check::summary::mended(&instance, &beside, file));
    if let (Some((goals, from)), Some((roster, ..))) = (mended, &published) {
        instance = instance.with_goals(goals).mended(Published { roster: roster.clone(), from });
    }

    let place = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join("report"));
    let replaced: Vec<&Path> =
        [Some(&arguments.roster), arguments.published.as_ref()].into_iter().flatten().map(PathBuf::as_path).collect();
    let names = [&[PAGE], &picture::FILES[..]].concat();
    let Some(delivery) =
        Delivery::open(&arguments.outputs, &instance, &arguments.folder, &place, &replaced, &names, CURES)
    else {
        return Exit::Refused;
    };
    let breaches = past.map(|past| past.breaches).unwrap_or_default();
    let judgement = verify::judge(&instance, &roster).knowing(&breaches);
    let inputs = loaded.inputs;
    let evidence = check::summary::evidence(
        &inputs,
        published.as_ref().map(|(.., file)| file),
        &beside,
        &judgement.values,
        judgement.violations.is_empty(),
    );
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let before = published.as_ref().map(|(roster, ..)| roster);
    let subject = Subject::of_roster(&instance, &roster, &judgement, before, &locale).with_evidence(&evidence);
    let closed: &[ClosedShift] = published.as_ref().map_or(&[], |(_, closed, _)| closed);
    let html = page::report(&subject, closed);
    let mut files = vec![(PAGE.to_owned(), html.into_bytes())];
    files.extend(picture::files(&subject));
    // A page may tell of a roster that breaks rules; nothing that people take home does.
    let delivered = if judgement.violations.is_empty() {
        delivery.deliver(files, &subject, closed)
    } else {
        load::warn(
            "the roster breaks rules: of it there is a page, and no workbook, calendars or packs",
            "mend the roster, or have it mended with 'vagtplan replan', and report again",
        );
        delivery.deliver_alone(&files)
    };
    if delivered.is_none() {
        return Exit::Refused;
    }
    let exit = match (judgement.violations.is_empty(), judgement.unfilled) {
        (false, _) => Exit::Violations,
        (true, 0) => Exit::Done,
        (true, _) => Exit::Unfilled,
    };
    let data = if arguments.printed.is_json() {
        verify_json::bytes(&instance, &inputs, file.as_ref(), &judgement)
    } else {
        verify_text::verdicts(&instance, &judgement, &write::terminal(arguments.printed.language)).into_bytes()
    };
    finish(&data, exit)
}

/// The published roster, its shifts in windows that are closed by now, and its file.
fn published(instance: &Instance, path: &Path) -> Option<(Roster, Vec<ClosedShift>, InputFile)> {
    let (rows, mut findings) = read::roster(path);
    let (roster, more) = check::published(instance, &rows, instance.period.from);
    findings.extend(more);
    load::show(&mut findings);
    let (roster, closed) = roster?;
    Some((roster, closed, rows.input?))
}
