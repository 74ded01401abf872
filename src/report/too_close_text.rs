//! Shifts that lie too close for one person, on the terminal: the worst, and how many there are.
//!
//! In: an instance, a roster and its judgement. Out: a table. It is a note: no rule asks for days between shifts.

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::report::facts::strips;
use crate::report::figures::{gaps, terminal};
use crate::report::table::{self, Terminal};
use crate::verify::Judgement;

/// Up to so many are all shown, and so many of more.
const SHOWN: usize = 10;

/// The table; `None` where none lie too close.
pub fn render(instance: &Instance, roster: &Roster, judgement: &Judgement, on: &Terminal) -> Option<String> {
    let locale = &on.locale;
    let pairs = strips::too_close(instance, &strips::strips(instance, roster, judgement));
    let shown = if on.full { pairs.len() } else { pairs.len().min(SHOWN) };
    let table = gaps::table(instance, &pairs[..shown], locale);
    let (all, few) = (locale.whole(pairs.len() as u64), locale.whole(shown as u64));
    let people = locale.counted(strips::whose(&pairs), ["person", "personer"], ["person", "people"]);
    let apart = locale.pick(
        "mindst: halvdelen af dagene ved jævn fordeling; ingen regel er brudt",
        "at least: half of the days at an even pace; no rule is broken by it",
    );
    let note = match shown < pairs.len() {
        true => locale.pick(
            format!("{few} af {all} par vagter, de tætteste; {people}; --tables viser alle; {apart}"),
            format!("{few} of {all} pairs of shifts, the closest; {people}; --tables shows all; {apart}"),
        ),
        false => apart.to_owned(),
    };
    (!pairs.is_empty()).then(|| terminal::render(&table, on) + &table::note(&note, on.width))
}
