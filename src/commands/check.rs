//! `check`: every finding in a planning folder at once; nothing is solved.
//!
//! In: the folder. Out: the findings on stderr and, if it is in order, what it amounts to on stdout; or all of it as JSON on
//! stdout, whether the folder is in order or not.

use crate::cli;
use crate::commands::{Exit, finish, load};
use crate::report::{check_json, check_text, write};

/// Runs the command.
pub fn run(arguments: &cli::Check) -> Exit {
    if arguments.printed.is_json() {
        let found = load::found(&arguments.folder);
        let exit = if found.instance.is_some() { Exit::Done } else { Exit::Refused };
        return finish(&check_json::bytes(found.instance.as_deref(), &found.inputs, &found.findings), exit);
    }
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let text = check_text::render(
        &loaded.instance,
        loaded.warnings,
        &write::terminal(arguments.printed.language).in_full(arguments.printed.tables).locale,
    );
    finish(text.as_bytes(), Exit::Done)
}
