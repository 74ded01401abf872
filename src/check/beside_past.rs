//! Fixed locks of the days to come beside what has been worked, where a published roster is mended.
//!
//! In: an instance that knows its published roster, the rows of `locks.csv` and of the roster. Out: a finding for each lock that
//! breaks a rule with what was worked before it. That locks break none among themselves is known by then.

use chrono::{Datelike, NaiveDate};

use super::{day, slot, told, who};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::domain::Instance;
use crate::domain::language::Language;
use crate::domain::rule::Rule;
use crate::legality::Tally;
use crate::read::rows::{LockKind, RosterRow};
use crate::read::{Folder, RosterRows};

/// How many of the shifts worked before a finding points at.
const SHOWN: usize = 4;

/// The locks that cannot be kept.
pub fn locks(folder: &Folder, instance: &Instance, rows: &RosterRows) -> Vec<Diagnostic> {
    let Some(published) = &instance.published else { return Vec::new() };
    let mut tally = Tally::new(instance);
    for w in (0..instance.windows.len()).filter(|&w| instance.is_past(w)) {
        published.roster.shifts[w].iter().for_each(|&s| tally.give(s, w));
    }
    let mut fixed: Vec<(usize, usize, &Place)> = Vec::new();
    for row in folder.locks.iter().flat_map(|table| &table.rows) {
        let (Some(date), Some(start), Some(staff)) = (&row.date, &row.start, &row.staff) else { continue };
        let window = instance.window_at(date.value, start.value).filter(|&w| !instance.is_past(w));
        let staff = instance.staff.binary_search_by(|person| person.id.as_str().cmp(&staff.value)).ok();
        if let (Some(w), Some(s), Some(LockKind::Fixed)) = (window, staff, row.kind.as_ref().map(|kind| kind.value)) {
            fixed.push((w, s, &row.place));
        }
    }
    fixed.sort_by_key(|&(w, s, place)| (w, s, place.span.start));
    let mut findings = Vec::new();
    for (w, s, place) in fixed {
        if let Some(rule) = tally.obstacles(s, w).first() {
            findings.push(finding(instance, (w, s, place), *rule, published.from, rows));
        }
        tally.give(s, w);
    }
    told(folder, findings)
}

fn finding(
    instance: &Instance,
    (w, s, place): (usize, usize, &Place),
    rule: Rule,
    from: NaiveDate,
    rows: &RosterRows,
) -> Diagnostic {
    let (staff, window) = (&instance.staff[s], &instance.windows[w]);
    let broken = rule.row().broken.of(Language::English).to_lowercase();
    let message = format!(
        "{} is fixed on {}, which breaks {rule} beside what was worked before {}: {broken}",
        who(staff),
        slot(window.date, window.start),
        day(from)
    );
    let counts = |date: NaiveDate| match rule {
        Rule::ShiftsPerWeek | Rule::PerPersonWeek => date.iso_week() == window.date.iso_week(),
        _ => true,
    };
    let mine = |row: &&RosterRow| row.staff.as_ref().is_some_and(|written| written.value == staff.id);
    let all = rows.table.iter().flat_map(|table| &table.rows).filter(mine);
    let before = all.filter_map(|row| Some((row.date.as_ref()?.value, row.start.as_ref()?.value, &row.place)));
    let mut before: Vec<_> = before.filter(|&(date, ..)| date < from && counts(date)).collect();
    before.sort_by_key(|&(date, start, _)| (date, start));
    let shown = if rule == Rule::RestHours { 1 } else { SHOWN };
    let last = before.len().saturating_sub(shown);
    let found = Diagnostic::new(Code::LockBesidePast, message).at(place, "fixed");
    before[last..]
        .iter()
        .fold(found, |found, (.., worked)| found.at(worked, "worked"))
        .help("delete the lock, or move it to another day")
}
