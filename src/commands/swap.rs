//! `swap`: does what two colleagues have agreed on, if the rules allow it, and says what it costs.
//!
//! In: the folder, the roster and who gives what to whom. Out: the new roster and its shares in a folder of their own, or
//! every rule that stands against it. The folder must be empty, so that no roster is ever replaced by this.

use crate::check;
use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::commands::delivery::{Cures, Delivery};
use crate::commands::{Exit, finish, known, load, sending};
use crate::difference;
use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::state::State;
use crate::report::locale::Locale;
use crate::report::subject::Subject;
use crate::report::summary_json::{self, Summary};
use crate::report::{roster_csv, shares_csv, swap_json, swap_text, write};
use crate::verify;

const ROSTER: &str = "roster.csv";
const SHARES: &str = "shares.csv";

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
    let load::Judged { loaded, roster, file, past, state, .. } = &judged;
    let instance = &loaded.instance;
    let swapped = match swapped(instance, roster, arguments) {
        Ok(swapped) => swapped,
        Err(refusal) => return load::refuse(&refusal),
    };
    let changes = difference::changes(instance, roster, &swapped);
    let verified = verify::no_worse(instance, &before, swapped, judged.breaches());
    if let Err(after) = &verified {
        let report = if arguments.printed.is_json() {
            swap_json::bytes(instance, &loaded.inputs, file.as_ref(), &changes, &before, after)
        } else {
            swap_text::refused(instance, &changes, &before, after, &write::terminal(arguments.printed.language))
                .into_bytes()
        };
        return finish(&report, Exit::Violations);
    }
    let Ok(verified) = verified else { return Exit::Violations };

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
    let Some(delivery) =
        Delivery::open(&arguments.outputs, instance, &arguments.folder, &out, &[&arguments.roster], &[], CURES)
    else {
        return Exit::Refused;
    };
    let after = verified.judgement();
    let report = if arguments.printed.is_json() {
        swap_json::bytes(instance, &loaded.inputs, file.as_ref(), &changes, &before, after)
    } else {
        swap_text::done(instance, &changes, &before, after, &write::terminal(arguments.printed.language)).into_bytes()
    };
    let style = delivery.style();
    let files = vec![
        (ROSTER.to_owned(), roster_csv::bytes(instance, verified.roster(), style)),
        (SHARES.to_owned(), shares_csv::bytes(instance, after, style)),
    ];
    let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
    // What was proven of the roster before holds as far as the goals keep their values.
    let evidence =
        check::summary::evidence(&loaded.inputs, None, &judged.beside, &after.values, after.violations.is_empty());
    let state = state.clone().map(|state| {
        let name = file.as_ref().map_or("", |file| &file.file);
        sending::made(state.followed(name, &summary_json::fingerprint(instance, roster)), on)
    });
    let state = state.or_else(|| on.map(|on| State::DRAFT.sent_on(on)));
    let subject = Subject::of_roster(instance, verified.roster(), after, Some(roster), &locale)
        .with_evidence(&evidence)
        .with_state(state.as_ref());
    // What is past can't be seen from the roster: the next command has it from here again, with the roster that was mended.
    let inputs = check::summary::inputs(&loaded.inputs, &judged.beside);
    let from = past.as_ref().map(|past| past.from);
    let summary = Summary::carried(&subject, &inputs, from, state.as_ref(), known::run(&judged.beside));
    if delivery.deliver(files, summary, &subject, &[]).is_none() {
        return Exit::Refused;
    }
    finish(&report, if after.unfilled == 0 { Exit::Done } else { Exit::Unfilled })
}

/// The roster after the swap, whether it holds the rules or not.
fn swapped(instance: &Instance, roster: &Roster, arguments: &cli::Swap) -> Result<Roster, Refusal> {
    let (giver, given) = arguments::turn(instance, &arguments.gives)?;
    let (taker, taken) = arguments::turn(instance, &arguments.takes)?;
    let refusal = |message: &str, help: &str| Refusal { message: message.to_owned(), help: vec![help.to_owned()] };
    let given = given.ok_or_else(|| {
        refusal("the first of the two has no window", "write whose shift and when, such as LEM1@2026-02-03T16:00")
    })?;
    for (staff, window) in [(giver, Some(given)), (taker, taken)] {
        window.map_or(Ok(()), |window| arguments::held(instance, roster, staff, window))?;
    }
    if giver == taker {
        return Err(refusal("both are the same person", "name the colleague who takes the shift"));
    }
    if taken == Some(given) {
        return Err(refusal("both are on the same window: nothing would change", "correct one of the two windows"));
    }
    let roster = roster.clone().without(given, giver).with(given, taker);
    Ok(match taken {
        Some(taken) => roster.without(taken, taker).with(taken, giver),
        None => roster,
    })
}
