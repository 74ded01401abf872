//! `swap`: does what colleagues have agreed on, if the rules allow it, and says what it costs.
//!
//! In: the folder, the roster and who gives what to whom, or a file of it. All of that is one change. Out: the new roster and its shares in a folder of their own, or
//! every rule that stands against it. The folder must be empty, so that no roster is ever replaced by this.

use crate::check::arguments::{self, Refusal};
use crate::check::swaps::{self, Handover};
use crate::cli;
use crate::commands::delivery::Cures;
use crate::commands::handed::Handed;
use crate::commands::{Exit, finish, load, sending};
use crate::difference::Change;
use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::words;
use crate::read;
use crate::report::locale::Locale;
use crate::report::{swap_json, swap_text, write};
use crate::verify;

const CURES: Cures = Cures {
    before: "nothing was written; make it writable, or choose another folder with --out DIR",
    after: "nothing was written; make it writable, or choose another folder with --out DIR",
};

/// Runs the command.
pub fn run(arguments: &cli::Swap) -> Exit {
    let on = match sending::asked(&arguments.sending) {
        Ok(on) => on,
        Err(refusal) => return load::refuse(&refusal),
    };
    let Some(judged) = load::judged(&arguments.folder, &arguments.roster) else {
        return Exit::Refused;
    };
    let before = judged.judgement();
    let load::Judged { loaded, roster, file, .. } = &judged;
    let instance = &loaded.instance;
    let (handovers, swaps_file) = match &arguments.file {
        Some(path) => {
            let (rows, mut findings) = read::swaps(path);
            let (handovers, more) = swaps::swaps(instance, roster, &rows);
            findings.extend(more);
            load::show(&mut findings);
            let Some(handovers) = handovers else { return Exit::Refused };
            (handovers, rows.input)
        }
        None => match in_a_ring(instance, roster, &arguments.turns) {
            Ok(handovers) => (handovers, None),
            Err(refusal) => return load::refuse(&refusal),
        },
    };
    let swapped = swaps::done(roster, &handovers);
    let change = |&Handover { window, was, is }: &Handover| Change { window, was: Some(was), is: Some(is) };
    let changes: Vec<Change> = handovers.iter().map(change).collect();
    let files = [file.as_ref(), swaps_file.as_ref()];
    let terminal = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
    let verified = verify::no_worse(instance, &before, swapped, judged.breaches());
    let verified = match verified {
        Ok(verified) => verified,
        Err(after) => {
            let report = if arguments.printed.is_json() {
                swap_json::bytes(instance, &loaded.inputs, files, &changes, &before, &after)
            } else {
                swap_text::refused(instance, &changes, &before, &after, &terminal).into_bytes()
            };
            return finish(&report, Exit::Violations);
        }
    };

    let out = arguments.out.clone().unwrap_or_else(|| arguments.folder.join("out").join("swap"));
    match write::is_free(&out) {
        Ok(true) => {}
        Ok(false) => {
            let message = format!("'{}' is not empty, and no roster is ever written over by a swap", out.display());
            let help = "give a folder that is empty or not there yet with --out DIR".to_owned();
            return load::refuse(&Refusal { message, help: vec![help] });
        }
        Err(error) => {
            load::complain(&error, CURES.before);
            return Exit::Refused;
        }
    }
    // The folder is empty, so nothing can be in the way.
    let handed = Handed { judged: &judged, folder: &arguments.folder, roster: &arguments.roster, out: &out, on };
    let Some(opened) = handed.open(&arguments.outputs, &[], CURES) else {
        return Exit::Refused;
    };
    let after = verified.judgement();
    let report = if arguments.printed.is_json() {
        swap_json::bytes(instance, &loaded.inputs, files, &changes, &before, after)
    } else {
        swap_text::done(instance, &changes, &before, after, &terminal).into_bytes()
    };
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    if !opened.deliver(&verified, &locale, |_| Vec::new()) {
        return Exit::Refused;
    }
    finish(&report, if after.unfilled == 0 { Exit::Done } else { Exit::Unfilled })
}

/// The shifts that change hands: each gives theirs to the next, and the last to the first.
fn in_a_ring(instance: &Instance, roster: &Roster, turns: &[String]) -> Result<Vec<Handover>, Refusal> {
    let turns: Vec<(usize, Option<usize>)> =
        turns.iter().map(|turn| arguments::turn(instance, turn)).collect::<Result<_, _>>()?;
    let mut handovers = Vec::new();
    for (place, &(was, window)) in turns.iter().enumerate() {
        let (is, _) = turns[(place + 1) % turns.len()];
        let Some(window) = window else {
            if place + 1 == turns.len() {
                continue;
            }
            let cure = "write whose shift and when, such as LEM1@2026-02-03T16:00; only the last may give none";
            return Err(Refusal::cured(format!("number {} of those who swap has no window", place + 1), cure));
        };
        arguments::held(instance, roster, was, window)?;
        if was == is {
            let cure = "name the colleague who takes the shift";
            return Err(Refusal::cured("one after the other are the same person".to_owned(), cure));
        }
        handovers.push(Handover { window, was, is });
    }
    if let Some(Handover { window, was, .. }) = swaps::given_too_often(roster, &handovers) {
        let window = &instance.windows[window];
        let (who, slot) =
            (words::person(&instance.staff[was].name, &instance.staff[was].id), words::slot(window.date, window.start));
        let cure = "give each shift to one colleague";
        return Err(Refusal::cured(format!("{who} gives the shift on {slot} twice"), cure));
    }
    if swaps::done(roster, &handovers) == *roster {
        let cure = "correct one of the windows";
        return Err(Refusal::cured("all are on the same window: nothing would change".to_owned(), cure));
    }
    handovers.sort();
    Ok(handovers)
}
