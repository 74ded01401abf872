//! What `absent` shows besides what `replan` does: who is absent, the messages to send, and who could take what stays open.
//!
//! In: an instance, the absence, the messages, and for each seat that stays open who was found for it. Out: text with ANSI styles.

use crate::domain::Instance;
use crate::domain::absence::Absence;
use crate::report::facts::sentence::Sentence;
use crate::report::substitutes_text;
use crate::report::table::{self, Terminal};
use crate::substitution::{Exchange, Seat, Substitutes};

/// A seat of the absent person that nobody sits on now.
#[derive(Debug)]
pub struct Open {
    /// The seat.
    pub seat: Seat,
    /// Who was found for it, and by exchanges; `None` where nobody was looked for.
    pub found: Option<(Substitutes, Option<Vec<Exchange>>)>,
}

/// The most seats with the list of who was asked for them.
pub const SHOWN: usize = 3;

/// The first line of the report: who is absent and when.
pub fn heading(instance: &Instance, absence: &Absence, on: &Terminal) -> String {
    let locale = &on.locale;
    let person = instance.staff.iter().find(|staff| staff.id == absence.staff);
    let who = person.map_or_else(|| absence.staff.clone(), |staff| locale.person(staff));
    let from = locale.date(absence.from);
    let text = match absence.to.map(|to| locale.date(to)) {
        Some(to) => {
            locale.pick(format!("{who} er væk fra {from} til {to}."), format!("{who} is away from {from} to {to}."))
        }
        None => locale.pick(
            format!("{who} er væk fra {from} og indtil videre."),
            format!("{who} is away from {from} until further notice."),
        ),
    };
    table::sentences(&[Sentence::judged(locale.pick("fravær", "absence"), true, text)], on.width) + "\n"
}

/// What stands above the verdict: the messages as they are in the file, and who was asked for the first seats that stay open.
pub fn rest(instance: &Instance, messages: &str, open: &[Open], on: &Terminal) -> String {
    let locale = &on.locale;
    let mut parts = Vec::new();
    for Open { seat, found } in open {
        if let Some((found, exchanges)) = found {
            parts.push(substitutes_text::seat(instance, seat.window, found, exchanges.as_deref(), on));
        }
    }
    if open.len() > SHOWN {
        let more =
            locale.counted((open.len() - SHOWN) as u64, ["plads mere", "pladser mere"], ["more seat", "more seats"]);
        let text = locale.pick(
            format!("{more} står åben; 'vagtplan substitutes' viser, hvem der er spurgt"),
            format!("{more} open; 'vagtplan substitutes' shows who was asked"),
        );
        parts.push(table::note(&text, on.width));
    }
    if messages.is_empty() {
        let none = locale.pick(
            "ingen vagt skifter hænder, så der er ingen besked at sende",
            "no shift changes hands, so there is no message to send",
        );
        parts.push(table::note(none, on.width));
    } else {
        parts.push(messages.to_owned());
    }
    parts.join("\n")
}
