//! `availability.csv`: a stance for every person and window.
//!
//! In: its rows, people and windows. Out: the stances, at `staff * windows + window`. Who has no `available` row is
//! available everywhere while employed, `unavailable` always wins, and the order of rows never matters.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::agreements::Agreements;
use super::people::People;
use super::windows::{Slot, Windows};
use super::{day, ends_before_it_begins, slot, together};
use crate::diagnostic::{Code, Diagnostic, Place, list, quote};
use crate::domain::calendar::Period;
use crate::domain::{Stance, Window};
use crate::read::Folder;
use crate::read::heading::Hours;
use crate::read::rows::{AvailabilityKind, AvailabilityRow};
use crate::read::table::Field;

/// Staff times windows. Whole runs have been seen to take 2.1 to 6.2 KiB for each, so these take
/// 8 to 24 GiB, and more would not fit into a large computer; the whole country with 5,000 staff has a million of them in a quarter.
const MOST_STANCES: usize = 4_000_000;

/// Whether a row is about a window. An absence is about moments: whoever is away from one day to another, with no more said,
/// is away from the midnight before to the midnight after, and a window that has any part in that is out. Every other row
/// names windows by the day and the time they start.
pub fn applies(row: &AvailabilityRow, window: &Window) -> bool {
    if is_unavailable(row) && is_dated(row) && !names_windows(row) {
        // An end at midnight has no part in the day that begins then.
        return row.from.as_ref().is_none_or(|from| from.value.and_time(NaiveTime::MIN) < window.end())
            && row.to.as_ref().is_none_or(|to| window.date <= to.value);
    }
    names(row, window)
}

/// Whether a row is about a window by its day and the time it starts.
pub fn names(row: &AvailabilityRow, window: &Window) -> bool {
    is_about(row, window.date)
        && row.start.as_ref().is_none_or(|starts| starts.value.contains(&window.start))
        && row.hours.as_ref().is_none_or(|hours| lies_within(window, hours.value))
}

/// Whether a row says when somebody is not available.
pub fn is_unavailable(row: &AvailabilityRow) -> bool {
    row.kind.as_ref().is_some_and(|kind| kind.value == AvailabilityKind::Unavailable)
}

/// Whether a row has a first or a last date.
pub fn is_dated(row: &AvailabilityRow) -> bool {
    row.from.is_some() || row.to.is_some()
}

/// Whether a row is about some days of the week or times only.
pub fn names_windows(row: &AvailabilityRow) -> bool {
    row.days.is_some() || row.start.is_some() || row.hours.is_some()
}

/// Whether a row is about a date, whatever the time.
pub fn is_about(row: &AvailabilityRow, date: NaiveDate) -> bool {
    row.days.as_ref().is_none_or(|days| days.value.contains(&date.weekday()))
        && row.from.as_ref().is_none_or(|from| from.value <= date)
        && row.to.as_ref().is_none_or(|to| date <= to.value)
}

/// When a window begins and ends, in minutes since the midnight before it begins.
fn minutes(window: &Window) -> (i64, i64) {
    let from = i64::from(window.start.num_seconds_from_midnight() / 60);
    (from, from + window.length.num_minutes())
}

fn lies_within(window: &Window, hours: Hours) -> bool {
    let (from, to) = minutes(window);
    i64::from(hours.from) <= from && to <= i64::from(hours.to)
}

/// Whether hours and window have time in common, but the window goes on before or after them.
fn is_cut(window: &Window, hours: Hours) -> bool {
    let (from, to) = minutes(window);
    from < i64::from(hours.to) && i64::from(hours.from) < to && !lies_within(window, hours)
}

/// Makes the stances; none at all where windows or staff are missing. On the `remembered` days, outside the period, absences
/// count in turns.
pub fn check(
    folder: &Folder,
    people: &People<'_>,
    windows: &Windows,
    remembered: &[Period],
    agreements: &Agreements<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Stance> {
    let mut by_person: Vec<Vec<&AvailabilityRow>> = vec![Vec::new(); people.list.len()];
    let mut columns: BTreeSet<(&str, usize)> = BTreeSet::new();
    let mut strangers: Vec<&Field<String>> = Vec::new();
    let mut of_other_days: Vec<OfOtherDays> = Vec::new();
    for row in folder.availability.iter().flat_map(|table| &table.rows) {
        if let Some(found) = ends_before_it_begins(row.from.as_ref(), row.to.as_ref()) {
            findings.push(found);
        } else if windows.complete
            && !windows.list.is_empty()
            && (row.kind.is_some() || row.column.is_none())
            // Of a grid's column, one mark says what all of them would.
            && row.column.as_ref().is_none_or(|column| columns.insert((&column.source.name, column.span.start)))
        {
            let is_remembered = || remembered.iter().flat_map(Period::days).any(|day| is_about(row, day));
            let counts_in_turns = is_unavailable(row) && is_dated(row) && is_remembered();
            if !starts_within(row, windows, findings) && !counts_in_turns {
                fits_any(row, windows, &mut of_other_days, findings);
            }
            cuts_none(row, windows, findings);
        }
        let staff = row.staff.as_ref().and_then(|staff| people.find(staff, &mut strangers));
        if let Some(person) = staff {
            by_person[person].push(row);
        }
    }
    together::told(&of_other_days, OfOtherDays::told, told_together, findings);
    people.unknown(&strangers, findings);
    without_wish(folder, findings);
    let size = people.list.len().saturating_mul(windows.list.len());
    if size > MOST_STANCES {
        let (staff, windows) = (people.list.len(), windows.list.len());
        let message = format!("{staff} staff and {windows} windows are more than can be planned at once");
        let most = format!("shorten the period: staff times windows may be {MOST_STANCES}, and are {size}");
        let mut found = Diagnostic::new(Code::TooLarge, message).help(most);
        if let Some(plan) = &folder.plan {
            found = found.at(plan.period.as_ref().map_or(&plan.place, |period| &period.place), "");
        }
        findings.push(found);
        return Vec::new();
    }
    let mut stances = Vec::with_capacity(size);
    for (s, (rows, person)) in by_person.iter().zip(&people.list).enumerate() {
        stances.extend(windows.list.iter().enumerate().map(|(w, slot)| {
            let stance = stance(rows, &slot.window);
            let can = stance.available || agreements.windows.contains(&(s, w));
            Stance { available: can && person.staff.is_employed_through(&slot.window), ..stance }
        }));
    }
    if people.complete && windows.complete && folder.availability.as_ref().is_none_or(|table| table.sound) {
        nobody_available(people, windows, &stances, findings);
    }
    stances
}

fn stance(rows: &[&AvailabilityRow], window: &Window) -> Stance {
    let says = |kind| rows.iter().any(|row| row.kind.as_ref().is_some_and(|k| k.value == kind) && applies(row, window));
    // Of several wishes for one window the strongest counts.
    let strength = |kind| {
        let about =
            rows.iter().filter(|row| row.kind.as_ref().is_some_and(|k| k.value == kind) && applies(row, window));
        about.map(|row| row.strength.as_ref().map_or(1, |strength| strength.value)).max().unwrap_or(0)
    };
    let restricted = rows.iter().any(|row| row.kind.as_ref().is_some_and(|k| k.value == AvailabilityKind::Available));
    Stance {
        available: (!restricted || says(AvailabilityKind::Available)) && !says(AvailabilityKind::Unavailable),
        prefers: strength(AvailabilityKind::Prefers),
        avoids: strength(AvailabilityKind::Avoids),
    }
}

/// Refuses strengths of rows that are no wishes.
fn without_wish(folder: &Folder, findings: &mut Vec<Diagnostic>) {
    const CURE: &str = "leave 'strength' empty there, or write prefers or avoids for a wish";
    let is_wish = |kind| matches!(kind, AvailabilityKind::Prefers | AvailabilityKind::Avoids);
    let rows = folder.availability.iter().flat_map(|table| &table.rows);
    let strong = rows.filter_map(|row| Some((&row.strength.as_ref()?.place, row.kind.as_ref()?)));
    let strong: Vec<_> = strong.filter(|(_, kind)| !is_wish(kind.value)).collect();
    let one = |&(place, kind): &(&Place, &Field<AvailabilityKind>)| {
        Diagnostic::new(Code::StrengthWithoutWish, "a strength of something that is no wish")
            .at(place, "")
            .at(&kind.place, "holds in any case")
            .help(CURE)
    };
    let all = |strong: &[(&Place, &Field<AvailabilityKind>)]| {
        let places: Vec<&Place> = strong.iter().map(|(place, _)| *place).collect();
        let message = format!("{} rows have a strength and are no wishes", strong.len());
        together::at(Diagnostic::new(Code::StrengthWithoutWish, message), &places, "").help(CURE)
    };
    together::told(&strong, one, all, findings);
}

/// A row, or a column of a grid, whose dates lie before or after all windows.
struct OfOtherDays {
    named: String,
    what: &'static str,
    place: Place,
    label: String,
}

impl OfOtherDays {
    fn told(&self) -> Diagnostic {
        Diagnostic::new(Code::AvailabilityUnused, format!("{} fits no window of the period", self.named))
            .at(&self.place, self.label.clone())
            .help(format!("look at the year; a {} of another period may stay or be deleted", self.what))
    }
}

/// The finding about many of them, such as the list of the last period.
fn told_together(all: &[OfOtherDays]) -> Diagnostic {
    let (what, label) = all.first().map_or(("row", ""), |first| (first.what, &first.label));
    let places: Vec<&Place> = all.iter().map(|one| &one.place).collect();
    let message = format!("{} {what}s fit no window of the period by their dates", all.len());
    together::at(Diagnostic::new(Code::AvailabilityUnused, message), &places, label)
        .help(format!("look at the year; {what}s of another period may stay or be deleted"))
}

/// Warns of a row that is about no window at all.
fn fits_any(
    row: &AvailabilityRow,
    windows: &Windows,
    of_other_days: &mut Vec<OfOtherDays>,
    findings: &mut Vec<Diagnostic>,
) {
    let windows = || windows.list.iter().map(|slot| &slot.window);
    if windows().any(|window| applies(row, window)) {
        return;
    }
    let what = if row.column.is_some() { "column" } else { "row" };
    let heading = row.column.as_ref().and_then(|place| place.source.text.get(place.span.clone()));
    let named = heading.map_or_else(|| "this row".to_owned(), |heading| format!("the column {}", quote(heading)));
    let found = || Diagnostic::new(Code::AvailabilityUnused, format!("{named} fits no window of the period"));
    let (Some(first), Some(last)) = (windows().next(), windows().next_back()) else {
        return;
    };
    let late = row.from.as_ref().filter(|from| from.value > last.date);
    let early = row.to.as_ref().filter(|to| to.value < first.date);
    let known = |start: &NaiveTime| windows().any(|window| window.start == *start);
    if let Some(date) = late.or(early) {
        let label = format!("windows are from {} to {}", day(first.date), day(last.date));
        of_other_days.push(OfOtherDays { named, what, place: date.place.clone(), label });
        return;
    }
    let found = if let Some(starts) = row.start.as_ref().filter(|starts| !starts.value.iter().any(known)) {
        let mut all: Vec<NaiveTime> = windows().map(|window| window.start).collect();
        all.sort_unstable();
        all.dedup();
        let all: Vec<String> = all.iter().map(|start| start.format("%H:%M").to_string()).collect();
        found().at(&starts.place, "no window starts then").help(format!("windows start at {}", list(&all, "and")))
    } else {
        let place = row.days.as_ref().map(|days| &days.place).or(row.column.as_ref()).unwrap_or(&row.place);
        found()
            .at(place, "")
            .help(format!("no window has these days, starts and dates all together: correct or delete the {what}"))
    };
    findings.push(found);
}

/// Refuses a column of a grid whose hours end in the middle of a window: who is free for a part of it may be rostered, or
/// not, and nobody has said which.
fn cuts_none(row: &AvailabilityRow, windows: &Windows, findings: &mut Vec<Diagnostic>) {
    let Some(hours) = &row.hours else {
        return;
    };
    let mut all = windows.list.iter().map(|slot| &slot.window);
    if let Some(window) = all.find(|window| is_about(row, window.date) && is_cut(window, hours.value)) {
        let (name, end) = (slot(window.date, window.start), window.end().format("%H:%M"));
        let message = format!("the hours of this column end within the window {name}, which lasts until {end}");
        let found = Diagnostic::new(Code::CutsWindow, message)
            .at(&hours.place, "")
            .help("head a column for each window, such as 'mon 08:00', or with hours that hold whole windows");
        findings.push(found);
    }
}

/// Refuses a start at which no window starts, but one is under way: who is away from nine may be rostered in the window from
/// eight, or not, and nobody has said which. Says whether there is one.
fn starts_within(row: &AvailabilityRow, windows: &Windows, findings: &mut Vec<Diagnostic>) -> bool {
    let Some(starts) = &row.start else {
        return false;
    };
    let all = || windows.list.iter().map(|slot| &slot.window);
    let under_way = |start: NaiveTime| {
        all().find(|window| {
            // A window that lasts past midnight is under way on the next day too.
            [Some(window.date), window.date.succ_opt()].into_iter().flatten().any(|date| {
                is_about(row, date) && window.begin() < date.and_time(start) && date.and_time(start) < window.end()
            })
        })
    };
    let is_start = |start: NaiveTime| all().any(|window| window.start == start && is_about(row, window.date));
    let strays = starts.value.iter().filter(|start| !is_start(**start));
    let cut: Vec<_> = strays.filter_map(|start| Some((start, under_way(*start)?))).collect();
    for (start, window) in &cut {
        let (name, end) = (slot(window.date, window.start), window.end().format("%H:%M"));
        let message = format!("{} lies within the window {name}, which lasts until {end}", start.format("%H:%M"));
        let found = Diagnostic::new(Code::CutsWindow, message)
            .at(&starts.place, "no window starts then")
            .help(format!("write the start of each window that is meant, such as {}", window.start.format("%H:%M")));
        findings.push(found);
    }
    !cut.is_empty()
}

/// How many windows a warning names before it counts.
const NAMED_WINDOWS: usize = 4;

/// Warns of windows in which nobody is available, all of a kind at once.
fn nobody_available(people: &People<'_>, windows: &Windows, stances: &[Stance], findings: &mut Vec<Diagnostic>) {
    let count = windows.list.len();
    let mut empty: Vec<&Slot> = (windows.list.iter().enumerate())
        .filter(|(window, _)| !(0..people.list.len()).any(|staff| stances[staff * count + window].available))
        .map(|(_, slot)| slot)
        .collect();
    empty.sort_by_key(|slot| slot.kind);
    for same in empty.chunk_by(|one, other| one.kind == other.kind) {
        let named: Vec<String> =
            same.iter().take(NAMED_WINDOWS).map(|empty| slot(empty.window.date, empty.window.start)).collect();
        let (named, rest) = (list(&named, "and"), same.len().saturating_sub(NAMED_WINDOWS));
        let more = if rest > 0 { format!(" (and in {rest} more like it)") } else { String::new() };
        let found = Diagnostic::new(Code::NobodyAvailable, format!("nobody is available on {named}{more}"))
            .at(&same[0].seats_place, "its seats stay unfilled")
            .help("look at availability.csv, or close the window: seats 0 in demand.csv");
        findings.push(found);
    }
}

/// The row that keeps a person from a window: one that says unavailable, or the first that says where they are
/// available instead.
pub fn culprit<'a>(folder: &'a Folder, id: &str, window: &Window) -> Option<(&'a AvailabilityRow, &'static str)> {
    let rows = folder.availability.iter().flat_map(|table| &table.rows);
    let mine = rows.filter(|row| row.staff.as_ref().is_some_and(|staff| staff.value == id));
    let kind = |row: &&AvailabilityRow, kind| row.kind.as_ref().is_some_and(|field| field.value == kind);
    let unavailable = |row: &&AvailabilityRow| kind(row, AvailabilityKind::Unavailable) && applies(row, window);
    let refusal = mine.clone().find(unavailable).map(|row| (row, "unavailable"));
    refusal.or_else(|| {
        mine.clone()
            .find(|row| kind(row, AvailabilityKind::Available))
            .map(|row| (row, "available only as these rows say"))
    })
}
