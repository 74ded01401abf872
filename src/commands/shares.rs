//! `shares`: who owes what if every seat is filled; nothing is solved.
//!
//! In: the folder. Out: a table or JSON on stdout.

use crate::check;
use crate::cli;
use crate::commands::{Exit, finish, load};
use crate::report::{shares_json, shares_text, write};
use crate::shares;

/// Runs the command.
pub fn run(arguments: &cli::Shares) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    // Nothing is solved, so nothing is known to stay unfilled: φ = 1.
    let shares = shares::shares(&loaded.instance, 0);
    let basis = check::pattern::own(&loaded.folder, &loaded.instance);
    let promises = shares::promise::promises(&loaded.instance, &shares);
    let data = if arguments.printed.is_json() {
        shares_json::bytes(&loaded.instance, &loaded.inputs, &basis, &shares, &promises)
    } else {
        shares_text::render(&loaded.instance, &basis, &shares, &promises, &write::terminal(arguments.printed.language))
            .into_bytes()
    };
    finish(&data, Exit::Done)
}
