//! `report`: the page that is shown to the members, with its pictures.
//!
//! In: the folder, a roster of any origin, and perhaps the roster that was published. Out: files in a folder of their own,
//! and the verdict on stdout. No roster is searched for: what is proven comes from the run that made the roster, where its summary
//! still fits. What a municipality's staff could take at most is worked out anew.

use std::path::{Path, PathBuf};

use crate::cli;
use crate::commands::delivery::{Cures, Delivery};
use crate::commands::known::Known;
use crate::commands::{Exit, calls, defect, finish, known, load, sending};
use crate::explanation::{Why, account, person};
use crate::planning::Defect;
use crate::report::callers::{self, found::Found};
use crate::report::locale::Locale;
use crate::report::page;
use crate::report::picture;
use crate::report::{roster_csv, summary_json, verify_json, verify_text, write};

const ROSTER: &str = "roster.csv";
const PAGE: &str = "report.html";

const CURES: Cures = Cures {
    before: "make it writable, or choose another folder with --out DIR",
    after: "make it writable, or choose another folder with --out DIR",
};

/// Runs the command.
pub fn run(arguments: &cli::Report) -> Exit {
    let Some(known) = known::known(&arguments.folder, &arguments.roster, arguments.published.as_deref()) else {
        return Exit::Refused;
    };
    let (instance, judgement) = (&known.instance, &known.judgement);
    let outlooks = match &arguments.calls {
        None => None,
        Some(path) => match calls::outlooks(&known.folder, instance, path) {
            None => return Exit::Refused,
            outlooks => outlooks,
        },
    };
    let found = outlooks.as_ref().map(|(outlooks, _)| Found::of(instance, outlooks, &judgement.unfilled_by_window));
    let place = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join("report"));
    let replaced: Vec<&Path> = known.replaced.iter().map(PathBuf::as_path).collect();
    let shifts = summary_json::fingerprint(instance, &known.roster);
    let is_free = || sending::is_free_for(&place, &arguments.roster, &shifts, CURES.before);
    if !sending::is_of_a_page(&place, PAGE) && !is_free() {
        return Exit::Refused;
    }
    let names = [&[PAGE, ROSTER], &picture::FILES[..]].concat();
    let Some(delivery) =
        Delivery::open(&arguments.outputs, instance, &arguments.folder, &place, &replaced, &names, CURES)
    else {
        return Exit::Refused;
    };
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let state = known.state.as_ref();
    let subject = known.subject(&locale, state).with_callers(found.as_ref());
    // Of a roster that breaks rules there are no calendars.
    let calendars = arguments.outputs.with_calendars() && judgement.violations.is_empty();
    let why = match why(&known) {
        Ok(why) => why,
        Err(defect) => return defect::report(&defect),
    };
    let html = page::report(&subject, &why, known.closed(), calendars);
    let mut files = vec![(PAGE.to_owned(), html.into_bytes())];
    files.extend(picture::files(&subject));
    // A page may tell of a roster that breaks rules; nothing that people take home does.
    let delivered = if judgement.violations.is_empty() {
        files.push((ROSTER.to_owned(), roster_csv::bytes(instance, &known.roster, delivery.style())));
        delivery.deliver(files, known.summary(&subject, state), &subject, known.closed()).map(|delivered| delivered.out)
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
        let callers = found.as_ref().zip(outlooks.as_ref()).map(|(found, (_, file))| (found, file.as_ref()));
        verify_json::with_callers(instance, &known.inputs, known.file.as_ref(), &known.roster, judgement, callers)
    } else {
        let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
        let mut text = verify_text::verdicts(instance, &known.roster, judgement, &on);
        text.extend(found.iter().map(|found| format!("\n{}", callers::found::render(instance, found, &on))));
        text.into_bytes()
    };
    finish(&data, exit)
}

/// Why the roster is as it is, said as `explain` says it.
fn why(known: &Known) -> Result<Why, Defect> {
    let (instance, roster) = (known.planned.as_ref(), &known.roster);
    let municipalities: Vec<usize> = (0..instance.municipalities.len()).collect();
    let most = account::most(instance, &municipalities)?;
    let people = Some(0..instance.staff.len()).filter(|people| people.len() <= page::MOST_EXPLAINED);
    Ok(Why {
        accounts: account::reasons(instance, &known.judgement, &most),
        people: person::reasons(instance, roster, people.into_iter().flatten()),
    })
}
