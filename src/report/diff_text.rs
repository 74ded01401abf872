//! What `diff` shows: the seats that changed hands, and who gained and lost shifts by it.
//!
//! In: a difference and the names of the two files. Out: text with ANSI styles, never wider than asked. That nothing has
//! changed is said in words.

use crate::difference::Difference;
use crate::report::figures::differences::{self, TALLY};
use crate::report::figures::terminal;
use crate::report::table::{self, Terminal};

/// The report.
pub fn render(difference: &Difference, old: &str, new: &str, on: &Terminal) -> String {
    let locale = &on.locale;
    let windows = locale.counted(difference.windows, ["tidsrum", "tidsrum"], ["window", "windows"]);
    if difference.changes.is_empty() {
        let same = locale.pick(
            format!("Ingen plads er ændret fra {old} til {new}: de samme sidder i alle {windows}."),
            format!("No seat has changed from {old} to {new}: the same people are on all {windows}."),
        );
        return table::note(&same, on.width);
    }
    let changed = difference.changes.chunk_by(|a, b| (a.date, a.start) == (b.date, b.start)).count() as u64;
    let changed = locale.whole(changed);
    let seats = locale.counted(difference.changes.len() as u64, ["plads er", "pladser er"], ["seat has", "seats have"]);
    let heading = locale.pick(
        format!("{seats} ændret fra {old} til {new}, i {changed} af {windows}."),
        format!("{seats} changed from {old} to {new}, in {changed} of {windows}."),
    );
    let seats = differences::seats(difference).only(&["date", "weekday", "start", "was_named", "is_named"]);
    let mut parts = vec![
        table::note(&heading, on.width),
        terminal::render(&seats, on),
        terminal::render(&differences::people(difference).only(&TALLY), on),
    ];
    if !difference.municipalities.is_empty() {
        parts.push(terminal::render(&differences::municipalities(difference).only(&TALLY), on));
    }
    parts.join("\n")
}
