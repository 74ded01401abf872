//! `demand.csv`: other seats in single windows, and in those of a range of days.
//!
//! In: its rows, and the windows with the seats of `plan.toml`. Out: the same with the seats of `demand.csv`, and how many of them
//! are needed; 0 for those that it closes. A row with a date goes before ranges; ranges that give one window different seats are refused, since nobody could
//! say which of them counts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::missing::{self, Missing, Why, starts_on};
use super::plan::Frame;
use super::together::{self, Twice, named};
use super::{count, ends_before_it_begins, slot};
use crate::diagnostic::{Code, Diagnostic, Place, list};
use crate::domain::calendar::Period;
use crate::domain::plan_key::SEATS;
use crate::domain::surge::times;
use crate::read::Folder;
use crate::read::demand::DemandRow;
use crate::read::table::Field;

/// A window by date and start.
type Key = (NaiveDate, NaiveTime);

/// What a window is given.
#[derive(Debug, Clone)]
pub struct Given {
    /// Its seats.
    pub seats: u32,
    /// How many of them are needed whatever else.
    pub least: u32,
    /// Where the number of seats is written.
    pub seats_place: Place,
    /// Index into [`Frame::kinds`].
    pub kind: usize,
}

/// What each window is given.
pub type Seats = BTreeMap<Key, Given>;

/// Seats, and how many of them are needed.
type Asked = (u32, u32);

/// Windows to which two rows give different seats: those of the earlier row, and those of the later one.
type Clash = Vec<(Key, Asked, Asked)>;

/// Two rows that clash, by their numbers.
type Pair = (usize, usize);

/// Lets `demand.csv` override the seats of windows.
pub fn check(folder: &Folder, frame: &Frame, period: Period, windows: &mut Seats, findings: &mut Vec<Diagnostic>) {
    let rows: Vec<&DemandRow> = folder.demand.iter().flat_map(|table| &table.rows).collect();
    let (double, rows): (Vec<&DemandRow>, Vec<&DemandRow>) = rows.into_iter().partition(|row| says_two_things(row));
    two_ways(&double, findings);
    let (single, ranges): (Vec<&DemandRow>, Vec<&DemandRow>) = rows.into_iter().partition(|row| row.date.is_some());
    let usual: BTreeMap<Key, Asked> = windows.iter().map(|(&key, given)| (key, (given.seats, given.least))).collect();
    let exact: BTreeSet<Key> = single.iter().flat_map(|row| keys(row)).collect();
    let (ranges, turned): (Vec<&DemandRow>, Vec<&DemandRow>) =
        ranges.into_iter().filter(|row| row.is_sound).partition(|row| backwards(row).is_none());
    findings.extend(turned.into_iter().filter_map(backwards));
    if frame.kinds_complete {
        unused(&ranges, &usual, period, findings);
    }
    let mut excess = Excess::new();
    in_ranges(&ranges, &usual, &exact, (windows, &mut excess), findings);
    on_dates(&single, &usual, (frame, period), (windows, &mut excess), findings);
    needed_above_seats(&excess, findings);
}

/// The rows about single dates.
fn on_dates(
    rows: &[&DemandRow],
    usual: &BTreeMap<Key, Asked>,
    (frame, period): (&Frame, Period),
    (windows, excess): (&mut Seats, &mut Excess),
    findings: &mut Vec<Diagnostic>,
) {
    let mut first: BTreeMap<Key, &DemandRow> = BTreeMap::new();
    // Missing windows are told of by the field of their start, of which a row has one list for several.
    let starts: Vec<(&DemandRow, &Field<NaiveDate>, Field<NaiveTime>)> = rows
        .iter()
        .filter_map(|row| Some((*row, row.date.as_ref()?, row.start.as_ref()?)))
        .flat_map(|(row, date, starts)| {
            let each = |&value: &NaiveTime| (row, date, Field { value, place: starts.place.clone() });
            starts.value.iter().map(each).collect::<Vec<_>>()
        })
        .collect();
    let (mut missing, mut again) = (Vec::new(), Vec::new());
    for (row, date, start) in &starts {
        let key = (date.value, start.value);
        if let Some(earlier) = first.get(&key) {
            let said = format!("demand.csv has two rows for {}", slot(date.value, start.value));
            again.push(Twice { said, again: &row.place, first: &earlier.place, hint: None });
            continue;
        }
        first.insert(key, row);
        match usual.get(&key) {
            Some(&usual) => give(row, key, usual, (windows, excess), findings),
            None if frame.kinds_complete => {
                let starts = starts_on(usual.keys(), date.value);
                let why = Why::of(date.value, period, frame.closed.get(&date.value).copied(), starts);
                missing.push(Missing { date, start, why });
            }
            None => {}
        }
    }
    together::twice(Code::DoubledDemand, &again, "windows", "delete the row that is not meant", findings);
    missing::report(&missing, period, |_| Code::DemandWithoutWindow, findings);
}

/// The rows about ranges, but for the windows that have a row of their own.
fn in_ranges(
    rows: &[&DemandRow],
    usual: &BTreeMap<Key, Asked>,
    exact: &BTreeSet<Key>,
    (windows, excess): (&mut Seats, &mut Excess),
    findings: &mut Vec<Diagnostic>,
) {
    let mut by: BTreeMap<Key, (usize, Asked)> = BTreeMap::new();
    let mut clashes: BTreeMap<Pair, Clash> = BTreeMap::new();
    for (number, row) in rows.iter().enumerate() {
        for (&key, &usual) in usual.iter().filter(|(key, _)| is_about(row, **key) && !exact.contains(*key)) {
            // A number that is too large is told of once, where it is given.
            let Some(asked) = asked(row, usual) else { continue };
            match by.get(&key) {
                Some(&(earlier, other)) if other != asked => {
                    clashes.entry((earlier, number)).or_default().push((key, other, asked));
                }
                Some(_) => {}
                None => {
                    by.insert(key, (number, asked));
                }
            }
        }
        let first = usual.iter().find(|(key, usual)| is_about(row, **key) && asked(row, **usual).is_none());
        if let Some((&key, &usual)) = first {
            give(row, key, usual, (windows, excess), findings);
        }
    }
    for (key, (number, _)) in &by {
        give(rows[*number], *key, usual[key], (windows, excess), findings);
    }
    contradictions(rows, &clashes, findings);
}

/// By place of a row that asks for more needed seats than there are: where it does so, the first window, its seats, those that are
/// needed, and how many such windows there are.
type Excess = BTreeMap<(String, usize), (Place, Key, Asked, usize)>;

/// Gives a window the seats that a row asks for.
fn give(
    row: &DemandRow,
    key: Key,
    usual: Asked,
    (windows, excess): (&mut Seats, &mut Excess),
    findings: &mut Vec<Diagnostic>,
) {
    let place = row.seats.as_ref().map(|seats| &seats.place).or(row.factor.as_ref().map(|factor| &factor.place));
    let (Some(place), Some(window)) = (place, windows.get_mut(&key)) else { return };
    match asked(row, usual) {
        Some((seats, least)) => {
            (window.seats, window.least, window.seats_place) = (seats, least.min(seats), place.clone());
            if let Some(written) = row.least.as_ref().filter(|_| least > seats) {
                let told = excess.entry((written.place.source.name.clone(), written.place.span.start));
                told.or_insert((written.place.clone(), key, (seats, least), 0)).3 += 1;
            }
        }
        None => {
            let (most, usual) = (SEATS.end(), count(usual.0, "seat"));
            let message = format!("this factor makes {usual} on {} more than {most}", slot(key.0, key.1));
            let found = Diagnostic::new(Code::OutOfRange, message).at(place, "in column factor");
            findings.push(found.help(format!("a window has at most {most} seats: lower the factor")));
        }
    }
}

/// Refuses rows that need more seats than they give.
fn needed_above_seats(excess: &Excess, findings: &mut Vec<Diagnostic>) {
    for (place, (date, start), (seats, least), windows) in excess.values() {
        let more = match windows {
            1 => String::new(),
            2 => ", and in one more window".to_owned(),
            windows => format!(", and in {} more windows", windows - 1),
        };
        let message =
            format!("{} needed of {} on {}{more}", count(*least, "seat"), count(*seats, "seat"), slot(*date, *start));
        let found = Diagnostic::new(Code::LeastAboveSeats, message)
            .at(place, "needed whatever else")
            .help("raise the row's seats, or lower 'least' to at most as many");
        findings.push(found);
    }
}

/// The seats that a row asks for in a window that usually has so many; half a seat is rounded up. `None` where that is more than a
/// window may have, or the row does not say. Of them as many are needed as the row says, else as usually, but no more than there
/// are.
fn asked(row: &DemandRow, (usual, usually_needed): Asked) -> Option<Asked> {
    let seats = match &row.seats {
        Some(seats) => seats.value,
        None => times(&row.factor.as_ref()?.value, usual)?,
    };
    Some((seats, row.least.as_ref().map_or(usually_needed.min(seats), |least| least.value)))
}

/// Whether a range is about a window.
fn is_about(row: &DemandRow, (date, start): Key) -> bool {
    is_on(row, date) && row.start.as_ref().is_none_or(|starts| starts.value.contains(&start))
}

/// Whether a range is about a day.
fn is_on(row: &DemandRow, date: NaiveDate) -> bool {
    row.days.as_ref().is_none_or(|days| days.value.contains(&date.weekday()))
        && row.from.as_ref().is_none_or(|from| from.value <= date)
        && row.to.as_ref().is_none_or(|to| date <= to.value)
}

/// The windows that a row with a date names.
fn keys(row: &DemandRow) -> Vec<Key> {
    let starts = row.start.iter().flat_map(|starts| &starts.value);
    row.date.iter().flat_map(|date| starts.clone().map(|&start| (date.value, start))).collect()
}

fn says_two_things(row: &DemandRow) -> bool {
    let is_range = row.from.is_some() || row.to.is_some() || row.days.is_some();
    (row.date.is_some() && is_range) || (row.seats.is_some() && row.factor.is_some())
}

/// Refuses rows that name a date and a range, or seats and a factor.
fn two_ways(rows: &[&DemandRow], findings: &mut Vec<Diagnostic>) {
    for row in rows {
        let range = [row.from.as_ref().map(|field| &field.place), row.to.as_ref().map(|field| &field.place)];
        let range = range.into_iter().flatten().next().or(row.days.as_ref().map(|field| &field.place));
        if let (Some(date), Some(range)) = (&row.date, range) {
            let found = Diagnostic::new(Code::DemandTwoWays, "this row names a date and a range of days")
                .at(&date.place, "a date")
                .at(range, "a range")
                .help("for the one date delete 'from', 'to' and 'days'")
                .help("for the range delete 'date'");
            findings.push(found);
        }
        if let (Some(seats), Some(factor)) = (&row.seats, &row.factor) {
            let found = Diagnostic::new(Code::DemandTwoWays, "this row gives seats and a factor")
                .at(&seats.place, "so many seats")
                .at(&factor.place, "so many times the usual ones")
                .help("for the seats delete the factor")
                .help("for the factor delete the seats");
            findings.push(found);
        }
    }
}

/// What to say of a range that ends before it begins.
fn backwards(row: &DemandRow) -> Option<Diagnostic> {
    ends_before_it_begins(row.from.as_ref(), row.to.as_ref())
}

/// Refuses ranges that are about no window, and starts of them at which none starts.
fn unused(rows: &[&DemandRow], usual: &BTreeMap<Key, Asked>, period: Period, findings: &mut Vec<Diagnostic>) {
    for row in rows {
        let is_outside = row.from.as_ref().is_some_and(|from| from.value > period.to)
            || row.to.as_ref().is_some_and(|to| to.value < period.from);
        let day_place = [row.from.as_ref().map(|field| &field.place), row.to.as_ref().map(|field| &field.place)];
        let place = day_place.into_iter().flatten().next().or(row.days.as_ref().map(|days| &days.place));
        let place = place.unwrap_or(&row.place);
        let mut starts: Vec<NaiveTime> = usual.keys().filter(|(date, _)| is_on(row, *date)).map(|key| key.1).collect();
        starts.sort_unstable();
        starts.dedup();
        if is_outside || starts.is_empty() {
            let (label, cure) = if is_outside {
                ("not in the period", "correct the dates, or delete the row")
            } else {
                ("no window on these days", "correct dates or days, or delete the row")
            };
            let Period { from, to } = period;
            let found = Diagnostic::new(Code::DemandWithoutWindow, "this row is about no window of the period")
                .at(place, label)
                .help(format!("the period is {from} to {to}: {cure}"));
            findings.push(found);
            continue;
        }
        for start in row.start.iter().flat_map(|start| &start.value).filter(|start| !starts.contains(start)) {
            let starts: Vec<String> = starts.iter().map(|start| start.format("%H:%M").to_string()).collect();
            let found = Diagnostic::new(
                Code::DemandWithoutWindow,
                format!("no window starts at {} on the days of this row", start.format("%H:%M")),
            )
            .at(row.start.as_ref().map_or(place, |start| &start.place), "")
            .help(format!("on these days windows start at {}", list(&starts, "and")));
            findings.push(found);
        }
    }
}

/// Refuses ranges that give a window different seats, those of the same two rows together.
fn contradictions(rows: &[&DemandRow], clashes: &BTreeMap<Pair, Clash>, findings: &mut Vec<Diagnostic>) {
    const CURE: &str = "let the two ranges not overlap, or give them the same seats";
    // Where the seats are the same, those that are needed are not.
    let said = |(seats, least): Asked, (other, _): Asked| match seats == other {
        true => format!("{} ({least} needed)", count(seats, "seat")),
        false => count(seats, "seat"),
    };
    let one = |&(&(earlier, later), windows): &(&Pair, &Clash)| {
        let names: Vec<String> = windows.iter().map(|((date, start), ..)| slot(*date, *start)).collect();
        let &(_, was, is) = &windows[0];
        let message = match windows.len() {
            1 => format!("two rows give {} different seats", names[0]),
            _ => format!("two rows give the same windows different seats: {}", named(&names)),
        };
        Diagnostic::new(Code::DemandContradiction, message)
            .at(&rows[later].place, format!("{} on {}", said(is, was), names[0]))
            .at(&rows[earlier].place, format!("{} here", said(was, is)))
            .help(CURE)
            .help("a row with a date goes before ranges: for single windows add one")
    };
    let all = |clashes: &[(&Pair, &Clash)]| {
        let later: BTreeSet<usize> = clashes.iter().map(|((_, later), _)| *later).collect();
        let places: Vec<&Place> = later.iter().map(|&row| &rows[row].place).collect();
        let (_, windows) = clashes[0];
        let ((date, start), was, is) = windows[0];
        let message = format!(
            "{} pairs of rows give the same windows different seats, such as {} and {} on {}",
            clashes.len(),
            was.0,
            said(is, was),
            slot(date, start)
        );
        together::at(Diagnostic::new(Code::DemandContradiction, message), &places, "overlaps with an earlier row")
            .help(CURE)
    };
    together::told(&clashes.iter().collect::<Vec<_>>(), one, all, findings);
}
