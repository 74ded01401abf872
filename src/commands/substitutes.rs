//! `substitutes`: who could take a seat that is open or has fallen out; nothing is solved, nothing is written.
//!
//! In: the folder, the roster and the seat. Out: tables or JSON on stdout.

use crate::check::arguments;
use crate::cli;
use crate::commands::{Exit, finish, load};
use crate::report::{substitutes_json, substitutes_text, write};
use crate::substitution::{self, Seat};

/// The most exchanges shown: further down the list they only get worse.
const EXCHANGES: usize = 10;

/// Runs the command.
pub fn run(arguments: &cli::Substitutes) -> Exit {
    let Some(judged) = load::judged(&arguments.folder, &arguments.roster) else {
        return Exit::Refused;
    };
    let load::Judged { loaded, roster, file, .. } = &judged;
    let instance = &loaded.instance;
    let found = arguments::window(instance, &arguments.date, &arguments.start)
        .and_then(|window| Ok(Seat { window, out: arguments::seat(instance, roster, window, arguments.seat)? }));
    let seat = match found {
        Ok(seat) => seat,
        Err(refusal) => return load::refuse(&refusal),
    };

    let mut found = substitution::substitutes(instance, roster, seat);
    found.open = found.open.knowing(judged.breaches());
    let asked = arguments.swaps || found.candidates.is_empty();
    let exchanges = asked.then(|| substitution::exchanges(instance, roster, seat, EXCHANGES));
    let data = if arguments.printed.is_json() {
        substitutes_json::bytes(instance, &loaded.inputs, file.as_ref(), seat, &found, exchanges.as_deref())
    } else {
        substitutes_text::render(
            instance,
            seat,
            &found,
            exchanges.as_deref(),
            &write::terminal(arguments.printed.language),
        )
        .into_bytes()
    };
    finish(&data, Exit::Done)
}
