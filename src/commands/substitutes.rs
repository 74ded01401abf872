//! `substitutes`: who could take a seat that is open or has fallen out; nothing is solved, nothing is written.
//!
//! In: the folder, the roster and what was said of the seat. Out: tables or JSON on stdout.

use crate::check::seats::{self, Replaced, Said};
use crate::cli;
use crate::commands::{Exit, finish, load};
use crate::report::{substitutes_json, substitutes_text, write};
use crate::substitution::{self, Seat};

/// The most exchanges shown: further down the list they only get worse.
const EXCHANGES: usize = 10;

/// The most replacements in a full window, likewise.
const REPLACEMENTS: usize = 20;

/// Runs the command.
pub fn run(arguments: &cli::Substitutes) -> Exit {
    let Some(judged) = load::judged(&arguments.folder, &arguments.roster) else {
        return Exit::Refused;
    };
    let load::Judged { loaded, roster, file, .. } = &judged;
    let instance = &loaded.instance;
    let said = Said {
        date: arguments.date.as_deref(),
        start: arguments.start.as_deref(),
        staff: arguments.staff.as_deref(),
        seat: arguments.seat,
    };
    let (window, replaced) = match seats::replaced(instance, roster, said) {
        Ok(found) => found,
        Err(refusal) => return load::refuse(&refusal),
    };

    let seat = |out| Seat { window, out };
    let mut found = match &replaced {
        Replaced::Nobody => substitution::substitutes(instance, roster, seat(None)),
        Replaced::One(out) => substitution::substitutes(instance, roster, seat(Some(*out))),
        Replaced::Each(outs) => substitution::replacements(instance, roster, window, outs, REPLACEMENTS),
    };
    found.now = found.now.knowing(judged.breaches());
    found.open = found.open.map(|open| open.knowing(judged.breaches()));
    let asked = arguments.swaps || found.candidates.is_empty();
    let exchanges = asked.then(|| match &replaced {
        Replaced::Nobody => substitution::exchanges(instance, roster, seat(None), EXCHANGES),
        Replaced::One(out) => substitution::exchanges(instance, roster, seat(Some(*out)), EXCHANGES),
        Replaced::Each(outs) => substitution::exchanges_for(instance, roster, window, outs, EXCHANGES),
    });
    let exchanges = exchanges.as_deref();
    let data = if arguments.printed.is_json() {
        substitutes_json::bytes(instance, &loaded.inputs, file.as_ref(), window, &found, exchanges)
    } else {
        let on = write::terminal(arguments.printed.language).in_full(arguments.printed.tables);
        substitutes_text::render(instance, window, &found, exchanges, &on).into_bytes()
    };
    finish(&data, Exit::Done)
}
