//! `publish`: a roster is sent out. The summary beside it says so from now on, and what people look at is written anew without the
//! word draft.
//!
//! In: the folder, the roster and the day. Out: the files of the roster, beside it, and what it is worth on stdout. No shift changes; a
//! roster.csv that has the same shifts is left as it is.

use std::path::{Path, PathBuf};

use crate::cli;
use crate::commands::delivery::{Cures, Delivery};
use crate::commands::{Exit, finish, known, load, outputs, sending};
use crate::domain::state::State;
use crate::read;
use crate::report::facts;
use crate::report::locale::Locale;
use crate::report::{roster_csv, shares_csv, summary_json, verify_text, write};

const ROSTER: &str = "roster.csv";
const SHARES: &str = "shares.csv";

const CURES: Cures = Cures {
    before: "nothing was marked as sent out; make it writable, or choose another folder with --out DIR",
    after: "nothing was marked as sent out; make it writable, or choose another folder with --out DIR",
};

/// Runs the command.
pub fn run(arguments: &cli::Publish) -> Exit {
    let on = match sending::day(arguments.on.as_deref()) {
        Ok(on) => on,
        Err(refusal) => return load::refuse(&refusal),
    };
    let Some(known) = known::known(&arguments.folder, &arguments.roster, arguments.published.as_deref()) else {
        return Exit::Refused;
    };
    let (instance, judgement) = (&known.instance, &known.judgement);
    let terminal = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
    if !judgement.violations.is_empty() {
        load::complain(
            &"the roster breaks rules, and no such roster is sent out",
            "nothing was written; mend it, or have it mended with 'vagtplan replan'",
        );
        let mut parts = vec![verify_text::verdicts(instance, &known.roster, judgement, &terminal)];
        parts.extend(verify_text::broken(instance, judgement, &terminal));
        return finish(parts.join("\n").as_bytes(), Exit::Violations);
    }
    let before = known.state.clone().unwrap_or(State::DRAFT);
    if let Some(sent) = before.sent().filter(|sent| *sent != on) {
        write::note(&format!("this roster was sent out on {sent} already, and stays so"));
    }
    let state = sending::made(before, Some(on));

    let beside = arguments.roster.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let place = arguments.out.clone().unwrap_or_else(|| beside.to_owned());
    let replaced: Vec<&Path> = known.replaced.iter().map(PathBuf::as_path).collect();
    let names = [ROSTER, SHARES];
    let shifts = summary_json::fingerprint(instance, &known.roster);
    if !sending::is_free_for(&place, &arguments.roster, &shifts, CURES.before) {
        return Exit::Refused;
    }
    // Whatever of it lies there already says draft, and does so no longer.
    let outputs = outputs::renewed(&arguments.outputs, &place);
    let Some(delivery) = Delivery::open(&outputs, instance, &arguments.folder, &place, &replaced, &names, CURES) else {
        return Exit::Refused;
    };
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    let subject = known.subject(&locale, Some(&state));
    let summary = known.summary(&subject, Some(&state));
    let report = (!arguments.printed.is_json()).then(|| {
        let verdicts = verify_text::verdicts(instance, &known.roster, judgement, &terminal);
        format!("{verdicts}\n{}.\n", facts::state::told(&terminal.locale, &state)).into_bytes()
    });
    let style = delivery.style();
    let there = read::roster(&place.join(ROSTER)).0.shifts();
    let (mut files, mut kept) = (Vec::new(), Vec::new());
    if there == Some(shifts) {
        kept = known.outputs(&place.join(ROSTER));
    } else {
        files.push((ROSTER.to_owned(), roster_csv::bytes(instance, &known.roster, style)));
        files.push((SHARES.to_owned(), shares_csv::bytes(instance, judgement, style)));
    }
    let Some(delivered) = delivery.keeping(kept).deliver(files, summary, &subject, known.closed()) else {
        return Exit::Refused;
    };
    finish(&report.unwrap_or(delivered.summary), if judgement.unfilled == 0 { Exit::Done } else { Exit::Unfilled })
}
