//! `shares`: who owes what if every seat is filled; nothing is solved.
//!
//! In: the folder, perhaps another period and a place for files. Out: a table or JSON on stdout, and the figures as files.

use crate::cli;
use crate::commands::{Exit, files, finish, load, membership, style};
use crate::report::figures::accounts;
use crate::report::locale::Locale;
use crate::report::{shares_json, shares_text, workbook, write};
use crate::shares;

const FILES: [&str; 3] = ["shares.csv", "shares.json", "shares.xlsx"];

/// Runs the command.
pub fn run(arguments: &cli::Shares) -> Exit {
    let Some(loaded) = load::folder(&arguments.folder) else {
        return Exit::Refused;
    };
    let pattern = match membership::pattern(&loaded, arguments.period.as_ref(), None) {
        Ok(pattern) => pattern,
        Err(refusal) => return load::refuse(&refusal),
    };
    let out = match &arguments.out {
        None => None,
        Some(place) => match files::open(place, &FILES) {
            None => return Exit::Refused,
            out => out,
        },
    };
    let (instance, basis) = (&pattern.instance, &pattern.basis);
    // Nothing is solved, so nothing is known to stay unfilled: φ = 1.
    let shares = shares::shares(instance, 0);
    let promises = shares::promise::promises(instance, &shares);
    let json = shares_json::bytes(instance, &loaded.inputs, basis, &shares, &promises);
    if let Some(out) = out {
        let locale = Locale::new(arguments.printed.language.unwrap_or(instance.language));
        let csv = accounts::owed(instance, &shares).all().csv(style::csv(&arguments.style));
        let contents = [csv, json.clone(), workbook::of_shares(instance, &shares, &locale)];
        if !files::written(&out, &FILES.into_iter().zip(contents).collect::<Vec<_>>()) {
            return Exit::Refused;
        }
    }
    let data = if arguments.printed.is_json() {
        json
    } else {
        shares_text::render(
            instance,
            basis,
            &shares,
            &promises,
            &write::terminal(arguments.printed.language).in_full(arguments.printed.tables),
        )
        .into_bytes()
    };
    finish(&data, Exit::Done)
}
