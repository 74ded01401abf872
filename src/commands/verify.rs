//! `verify`: judges any roster by the folder, also one changed by hand in a spreadsheet.
//!
//! In: the folder and the roster. Out: the judgement on stdout. Unfilled seats are shown and break no rule.

use crate::cli;
use crate::commands::{Exit, calls, finish, load};
use crate::report::callers::{self, found::Found};
use crate::report::{verify_json, verify_text, write};
use crate::shortfall;

/// Runs the command.
pub fn run(arguments: &cli::Verify) -> Exit {
    let Some(judged) = load::judged(&arguments.folder, &arguments.roster) else {
        return Exit::Refused;
    };
    let judgement = judged.judgement();
    let outlooks = match &arguments.calls {
        None => None,
        Some(path) => match calls::outlooks(&judged.loaded.folder, &judged.loaded.instance, path) {
            None => return Exit::Refused,
            known => known,
        },
    };
    let load::Judged { loaded, roster, file, .. } = &judged;
    let instance = &loaded.instance;
    let found = outlooks.as_ref().map(|(outlooks, _)| Found::of(instance, outlooks, &judgement.unfilled_by_window));
    let exit = if judgement.violations.is_empty() { Exit::Done } else { Exit::Violations };
    let data = if arguments.printed.is_json() {
        let callers = found.as_ref().zip(outlooks.as_ref()).map(|(found, (_, file))| (found, file.as_ref()));
        verify_json::with_callers(instance, &loaded.inputs, file.as_ref(), roster, &judgement, callers)
    } else {
        let shortfalls = shortfall::shortfalls(instance, roster);
        let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
        let mut text = verify_text::render(instance, roster, &judgement, &shortfalls, &on);
        text.extend(found.iter().map(|found| format!("\n{}", callers::found::render(instance, found, &on))));
        text.into_bytes()
    };
    finish(&data, exit)
}
