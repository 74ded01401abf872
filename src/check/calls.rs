//! Calls against a folder: which window each interval lies in.
//!
//! In: the rows of a file of calls, the folder and its instance. Out: [`Calls`], those of the period and those before it, or every finding.
//! Windows before the period are those of an ordinary week, without closed days: how many seats they had does not matter.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use super::plan::{self, Frame};
use super::together::{self, Twice};
use super::{slot, told};
use crate::diagnostic::{Code, Diagnostic, Place, any_error};
use crate::domain::Instance;
use crate::domain::calendar::Period;
use crate::domain::calls::{Calls, Counted, Interval};
use crate::read::Folder;
use crate::read::calls::{CallRow, CallRows};

/// The lengths that intervals may have, in minutes.
const LENGTHS: [i64; 3] = [15, 30, 60];
/// A day with so many intervals, none of which follows the one before at once, has longer ones than the rest.
const CLEARLY: usize = 4;

/// An interval that could be read.
struct Row<'a> {
    from: NaiveDateTime,
    row: &'a CallRow,
    calls: u32,
}

/// Where an interval lies.
enum Lies {
    /// In a window.
    In(NaiveDate, NaiveTime, TimeDelta),
    /// In one that is closed on that day.
    Closed,
    /// Partly in one.
    Across(NaiveDate, NaiveTime),
    /// In none.
    Outside,
}

/// The calls.
pub fn calls(folder: &Folder, instance: &Instance, rows: &CallRows) -> (Option<Calls>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let Some(table) = &rows.table else { return (None, findings) };
    if table.rows.is_empty() && table.complete {
        let found = Diagnostic::new(Code::EmptyTable, "no row of this file has calls")
            .at(&table.header, "no row follows")
            .help("write a row for each interval: date, start, calls and handling");
        return (None, vec![found]);
    }
    let intervals: Vec<Row<'_>> = table.rows.iter().filter_map(read).collect();
    if rows.refused || intervals.len() < table.rows.len() {
        return (None, findings);
    }
    doubled(&intervals, &mut findings);
    let Some(length) = length(&intervals, &table.header, &mut findings) else { return (None, told(folder, findings)) };
    let calls = placed(folder, instance, &intervals, length, &mut findings);
    if calls.windows.is_empty() && !any_error(&findings) {
        let found = Diagnostic::new(Code::NoCalls, "no call of this file lies in a window")
            .at(&table.header, "")
            .help("give the calls of weeks before the period, or those that are expected in it");
        findings.push(found);
    }
    let findings = told(folder, findings);
    (Some(calls).filter(|_| !any_error(&findings)), findings)
}

fn read(row: &CallRow) -> Option<Row<'_>> {
    let (date, start) = (row.date.as_ref()?.value, row.start.as_ref()?.value);
    let calls = row.calls.as_ref()?.value;
    row.is_sound.then(|| Row { from: date.and_time(start), row, calls })
}

/// Refuses an interval that is there twice.
fn doubled(intervals: &[Row<'_>], findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<NaiveDateTime, &Place> = BTreeMap::new();
    let mut twice = Vec::new();
    for one in intervals {
        if let Some(first) = seen.get(&one.from) {
            let said = format!("calls of {} are there twice", slot(one.from.date(), one.from.time()));
            twice.push(Twice { said, again: &one.row.place, first, hint: None });
        } else {
            seen.insert(one.from, &one.row.place);
        }
    }
    let cure = "where several lines or queues were counted, add their calls up; otherwise delete one of the two";
    together::twice(Code::DoubledInterval, &twice, "intervals", cure, findings);
}

/// How long all intervals are.
fn length(intervals: &[Row<'_>], header: &Place, findings: &mut Vec<Diagnostic>) -> Option<TimeDelta> {
    let before = findings.len();
    let said = intervals.iter().filter_map(|one| Some((one, written_length(one.row)?)));
    let said: Vec<(&Row<'_>, i64)> = said.collect();
    let mut by_day: BTreeMap<NaiveDate, Vec<&Row<'_>>> = BTreeMap::new();
    intervals.iter().for_each(|one| by_day.entry(one.from.date()).or_default().push(one));
    by_day.values_mut().for_each(|rows| rows.sort_by_key(|one| one.from));
    let gap = |rows: &[&Row<'_>]| {
        let gaps = rows.windows(2).map(|pair| (pair[1].from - pair[0].from).num_minutes());
        gaps.filter(|&minutes| minutes > 0).min()
    };
    let minutes = match said.first() {
        Some((_, minutes)) => Some(*minutes),
        None => by_day.values().filter_map(|rows| gap(rows)).min(),
    };
    let Some(minutes) = minutes else {
        let found = Diagnostic::new(Code::OddInterval, "how long an interval is can't be told")
            .at(header, "each day has one interval")
            .help("write a column 'end', or a row for each interval of the day, those without calls as well");
        findings.push(found);
        return None;
    };
    let cure = "give the calls of each quarter of an hour, half an hour or hour, all of one length, such as 08:00, 08:15 and 08:30";
    if !LENGTHS.contains(&minutes) {
        let place = said.first().map_or(header, |(one, _)| &one.row.place);
        let found = Diagnostic::new(Code::OddInterval, format!("an interval of calls has {minutes} minutes"));
        findings.push(found.at(place, "").help(cure));
        return None;
    }
    if let Some((other, long)) = said.iter().find(|(_, other)| *other != minutes) {
        let message = format!("one interval of calls has {minutes} minutes and another has {long}");
        let found = Diagnostic::new(Code::OddInterval, message).at(&other.row.place, "another length");
        findings.push(found.at(&said[0].0.row.place, "the first").help(cure));
    }
    let longer = |rows: &&Vec<&Row<'_>>| rows.len() >= CLEARLY && gap(rows).is_some_and(|gap| gap > minutes);
    if let Some(rows) = by_day.values().find(longer).filter(|_| said.is_empty()) {
        let date = super::day(rows[0].from.date());
        let message = format!("intervals of calls have {minutes} minutes, and those of {date} seem to be longer");
        let found = Diagnostic::new(Code::OddInterval, message).at(&rows[1].row.place, "does not follow at once");
        findings.push(
            found.help(cure).help("if there were no calls in between, write rows with 0 calls, or a column 'end'"),
        );
    }
    let off = |one: &&Row<'_>| i64::from(one.from.time().num_seconds_from_midnight()) % (minutes * 60) != 0;
    let off: Vec<&Row<'_>> = intervals.iter().filter(off).collect();
    if let Some(first) = off.first() {
        let places: Vec<&Place> = off.iter().map(|one| &one.row.place).collect();
        let start = first.from.time().format("%H:%M");
        let message = format!("an interval of {minutes} minutes begins at {start}, which is none of the clock");
        findings.push(together::at(Diagnostic::new(Code::OddInterval, message), &places, "").help(cure));
    }
    (findings.len() == before || !any_error(&findings[before..])).then(|| TimeDelta::minutes(minutes))
}

/// The minutes from a row's start to its end, where it has one.
fn written_length(row: &CallRow) -> Option<i64> {
    const DAY: i64 = 24 * 60;
    let minutes = (row.end.as_ref()?.value - row.start.as_ref()?.value).num_minutes();
    // Some systems write 08:14 as the end of a quarter of an hour that begins at 08:00.
    let minutes = if minutes % 5 == 4 { minutes + 1 } else { minutes };
    Some(if minutes <= 0 { minutes + DAY } else { minutes })
}

/// Each interval in its window.
fn placed(
    folder: &Folder,
    instance: &Instance,
    intervals: &[Row<'_>],
    length: TimeDelta,
    findings: &mut Vec<Diagnostic>,
) -> Calls {
    let mut calls = Calls { interval: length, windows: BTreeMap::new(), closed: Vec::new() };
    let days = intervals.iter().map(|one| one.from.date());
    let Some((from, to)) = days.clone().min().zip(days.max()) else { return calls };
    let frame = plan::check_in(folder, Some(Period { from, to }), &mut Vec::new());
    let (mut across, mut outside) = (Vec::new(), Vec::new());
    for one in intervals {
        match lies(&frame, instance, one.from, length) {
            Lies::In(date, start, window) => {
                let counted = calls.windows.entry((date, start));
                let counted = counted.or_insert_with(|| Counted { length: window, intervals: Vec::new() });
                let handling_seconds = one.row.handling.as_ref().map(|handling| handling.value);
                let after = one.from - date.and_time(start);
                counted.intervals.push(Interval { after, calls: one.calls, handling_seconds });
            }
            _ if one.calls == 0 => {}
            Lies::Closed => calls.closed.push(one.from.date()),
            Lies::Across(date, start) => across.push((one, date, start)),
            Lies::Outside => outside.push(one),
        }
    }
    calls.windows.values_mut().for_each(|counted| counted.intervals.sort_by_key(|one| one.after));
    calls.closed.sort_unstable();
    calls.closed.dedup();
    if let Some((one, date, start)) = across.first() {
        let places: Vec<&Place> = across.iter().map(|(one, _, _)| &one.row.place).collect();
        let [from, to] = [one.from, one.from + length].map(|moment| moment.format("%H:%M").to_string());
        let message = format!("the calls from {from} to {to} lie across an edge of the window {}", slot(*date, *start));
        let found = together::at(Diagnostic::new(Code::CallsAcross, message), &places, "");
        findings.push(found.help("give calls of shorter intervals, so that each lies in one window or in none"));
    }
    if let Some(first) = outside.first() {
        let places: Vec<&Place> = outside.iter().map(|one| &one.row.place).collect();
        let sum: u64 = outside.iter().map(|one| u64::from(one.calls)).sum();
        let many = crate::domain::words::counted(sum, "call lies", "calls lie");
        let message =
            format!("{many} outside the windows, the first on {}", slot(first.from.date(), first.from.time()));
        let found = together::at(Diagnostic::new(Code::CallsOutside, message), &places, "counts for nothing");
        findings.push(found.help("look at 'start' and at [[windows]] in plan.toml, if the line is open then"));
    }
    calls
}

/// Where an interval lies: in the period, and before it, where the windows are those of an ordinary week.
fn lies(frame: &Frame, instance: &Instance, from: NaiveDateTime, length: TimeDelta) -> Lies {
    let to = from + length;
    let mut found = Lies::Outside;
    let mut look = |date: NaiveDate, start: NaiveTime, long: TimeDelta, is_open: bool| {
        let (begins, ends) = (date.and_time(start), date.and_time(start) + long);
        if from >= ends || to <= begins {
            return;
        }
        found = match (is_open, begins <= from && to <= ends) {
            (false, _) => Lies::Closed,
            (true, true) => Lies::In(date, start, long),
            (true, false) => Lies::Across(date, start),
        };
    };
    // A window may run into the next day.
    for date in [from.date().pred_opt(), Some(from.date())].into_iter().flatten() {
        if date >= instance.period.from {
            let windows = instance.windows.iter().filter(|window| window.date == date);
            windows.for_each(|window| look(date, window.start, window.length, true));
        } else {
            let is_open = !frame.closed.contains_key(&date);
            let kinds = frame.kinds.iter().filter(|kind| kind.days.contains(&date.weekday()));
            kinds.for_each(|kind| look(date, kind.start, kind.length(), is_open));
        }
    }
    found
}
