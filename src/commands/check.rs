//! `check`: every finding in a planning folder at once; nothing is solved.
//!
//! In: the folder. Out: the findings on stderr and, if it is in order, what it amounts to on stdout.

use crate::cli;
use crate::commands::{Exit, finish, load};
use crate::report::check_text;

/// Runs the command.
pub fn run(arguments: &cli::Check) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    finish(check_text::render(&loaded.instance, loaded.warnings).as_bytes(), Exit::Done)
}
