//! What `diff` shows: the seats that changed hands, and who gained and lost shifts by it.
//!
//! In: a difference and the names of the two files. Out: text with ANSI styles, never wider than asked. That nothing has
//! changed is said in words.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::difference::{Difference, Tally};
use crate::domain::calendar::weekday_name;
use crate::domain::sheet::Holder;
use crate::report::numbers::{counted, grouped};
use crate::report::table::{self, Cell, Column};

/// Where nobody sits.
const NOBODY: &str = "-";

/// The report.
pub fn render(difference: &Difference, old: &str, new: &str, width: u16) -> String {
    let windows = counted(difference.windows, "window", "windows");
    if difference.changes.is_empty() {
        let same = format!("No seat has changed from {old} to {new}: the same people are on all {windows}.");
        return table::note(&same, width);
    }
    let changed = difference.changes.chunk_by(|a, b| (a.date, a.start) == (b.date, b.start)).count() as u64;
    let seats = counted(difference.changes.len() as u64, "seat has", "seats have");
    let heading = format!("{seats} changed from {old} to {new}, in {} of {windows}.", grouped(changed));

    let cells = |cell: &dyn Fn(usize) -> String| (0..difference.changes.len()).map(|n| Cell::plain(cell(n))).collect();
    let who = |id: &Option<String>| id.as_ref().map_or_else(|| NOBODY.to_owned(), |id| named(difference, id));
    let seats = [
        Column::word("date", cells(&|n| difference.changes[n].date.to_string())),
        Column::word("", cells(&|n| weekday_name(difference.changes[n].date.weekday()).to_owned())),
        Column::word("start", cells(&|n| difference.changes[n].start.format("%H:%M").to_string())),
        Column::text("was", cells(&|n| who(&difference.changes[n].was))),
        Column::text("is", cells(&|n| who(&difference.changes[n].is))),
    ];
    let people = tallies("person", &difference.people, |id| named(difference, id), width);
    let mut parts = vec![table::note(&heading, width), table::render(&seats, width), people];
    if !difference.municipalities.is_empty() {
        let town = |(code, name): &(String, String)| if name.is_empty() { code.clone() } else { name.clone() };
        parts.push(tallies("municipality", &difference.municipalities, town, width));
    }
    parts.join("\n")
}

fn tallies<K>(title: &str, of: &BTreeMap<K, Tally>, name: impl Fn(&K) -> String, width: u16) -> String {
    let cells = |cell: &dyn Fn(&Tally) -> String| of.values().map(|tally| Cell::plain(cell(tally))).collect();
    let net = |tally: &Tally| {
        let net = i128::from(tally.gained) - i128::from(tally.lost);
        if net > 0 { format!("+{net}") } else { net.to_string() }
    };
    let columns = [
        Column::text(title, of.keys().map(|key| Cell::plain(name(key))).collect()),
        Column::number("shifts gained", cells(&|tally| tally.gained.to_string())),
        Column::number("lost", cells(&|tally| tally.lost.to_string())),
        Column::number("net", cells(&net)),
    ];
    table::render(&columns, width)
}

/// `Inge Klit (LEM1, Lemvig)`, as far as the sheets say.
fn named(difference: &Difference, id: &str) -> String {
    let nobody = Holder::default();
    let holder = difference.holders.get(id).unwrap_or(&nobody);
    let town = if holder.municipality_name.is_empty() { &holder.municipality } else { &holder.municipality_name };
    let has_name = !holder.name.is_empty() && holder.name != id;
    match (has_name, town.is_empty()) {
        (true, false) => format!("{} ({id}, {town})", holder.name),
        (true, true) => format!("{} ({id})", holder.name),
        (false, false) => format!("{id} ({town})"),
        (false, true) => id.to_owned(),
    }
}
