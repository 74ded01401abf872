//! `diff`: what has changed between two rosters of the same windows; no folder is needed.
//!
//! In: two roster files. Out: tables or JSON on stdout. That they differ is an answer and no failure: the exit is the same.

use crate::check;
use crate::cli;
use crate::commands::{Exit, finish, load};
use crate::difference;
use crate::read;
use crate::report::{diff_json, diff_text, write};

/// Runs the command.
pub fn run(arguments: &cli::Diff) -> Exit {
    let (old, mut findings) = read::roster(&arguments.old);
    let (new, more) = read::roster(&arguments.new);
    findings.extend(more);
    load::told_roster(&arguments.old, &old);
    load::told_roster(&arguments.new, &new);
    let (sheets, more) = check::sheets(&old, &new);
    findings.extend(more);
    load::show(&mut findings);
    for (path, rows) in [(&arguments.old, &old), (&arguments.new, &new)] {
        load::one_set(path, rows, &read::summary::beside(path).0);
    }
    let Some((before, after)) = sheets else {
        return Exit::Refused;
    };

    let difference = difference::compare(&before, &after);
    let data = if arguments.printed.is_json() {
        diff_json::bytes(&difference, old.input.as_ref(), new.input.as_ref())
    } else {
        let (old, new) = (arguments.old.display().to_string(), arguments.new.display().to_string());
        diff_text::render(
            &difference,
            &old,
            &new,
            &write::terminal(arguments.printed.language).in_full(arguments.printed.tables),
        )
        .into_bytes()
    };
    finish(&data, Exit::Done)
}
