//! `verify`: judges any roster by the folder, also one changed by hand in a spreadsheet.
//!
//! In: the folder and the roster. Out: the judgement on stdout. Unfilled seats are shown and break no rule.

use crate::cli;
use crate::commands::{Exit, finish, load};
use crate::report::{verify_json, verify_text, write};
use crate::shortfall;

/// Runs the command.
pub fn run(arguments: &cli::Verify) -> Exit {
    let Some(judged) = load::judged(&arguments.folder, &arguments.roster) else {
        return Exit::Refused;
    };
    let judgement = judged.judgement();
    let load::Judged { loaded, roster, file, .. } = &judged;
    let instance = &loaded.instance;
    let exit = if judgement.violations.is_empty() { Exit::Done } else { Exit::Violations };
    let data = if arguments.printed.is_json() {
        verify_json::bytes(instance, &loaded.inputs, file.as_ref(), roster, &judgement)
    } else {
        let shortfalls = shortfall::shortfalls(instance, roster);
        verify_text::render(
            instance,
            roster,
            &judgement,
            &shortfalls,
            &write::terminal(arguments.printed.language).in_full(arguments.printed.tables),
        )
        .into_bytes()
    };
    finish(&data, exit)
}
