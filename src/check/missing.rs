//! Rows about windows that do not exist, and why there is none.
//!
//! In: the date and the start of a row, and what is known of that day. Out: findings, those of one cause together.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::together::{self, named};
use super::{day, slot};
use crate::diagnostic::{Code, Diagnostic, Place, list};
use crate::domain::calendar::Period;
use crate::read::table::Field;

/// A row about a window that does not exist.
#[derive(Debug)]
pub struct Missing<'a> {
    /// Its date.
    pub date: &'a Field<NaiveDate>,
    /// Its start.
    pub start: &'a Field<NaiveTime>,
    /// Why there is no such window.
    pub why: Why,
}

/// Why there is no window.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The date is not in the period.
    OutsidePeriod,
    /// The day is closed, for a reason.
    Closed(&'static str),
    /// `demand.csv` has closed the window.
    Dropped,
    /// The day has no windows.
    NoneThatDay,
    /// The day has windows at these starts.
    OtherStarts(Vec<NaiveTime>),
}

impl Why {
    /// Why there is none on a date, by what is known of it: whether and why it is closed, and the starts of its windows.
    pub fn of(date: NaiveDate, period: Period, closed: Option<&'static str>, starts: Vec<NaiveTime>) -> Self {
        match closed {
            _ if !period.contains(date) => Why::OutsidePeriod,
            Some(closed) => Why::Closed(closed),
            None if starts.is_empty() => Why::NoneThatDay,
            None => Why::OtherStarts(starts),
        }
    }

    fn label(&self) -> String {
        match self {
            Why::OutsidePeriod => "not in the period".to_owned(),
            Why::Closed(why) => format!("closed: {why}"),
            Why::Dropped => "closed by demand.csv".to_owned(),
            Why::NoneThatDay => "no window on this day".to_owned(),
            Why::OtherStarts(_) => String::new(),
        }
    }

    fn cure(&self, rows: &[&Missing<'_>], period: Period) -> String {
        let (row, date) = if rows.len() == 1 { ("row", "date") } else { ("rows", "dates") };
        match self {
            Why::OutsidePeriod => {
                let Period { from, to } = period;
                format!("the period is {from} to {to}: correct the {date}, or delete the {row}")
            }
            Why::Closed(_) => format!("delete the {row}, or correct the {date}"),
            Why::Dropped => {
                format!("delete the {row} here, or the {} in demand.csv", if rows.len() == 1 { "one" } else { "ones" })
            }
            Why::NoneThatDay => {
                format!(
                    "correct the {date}, or delete the {row}; [[windows]] in plan.toml say on which days there are windows"
                )
            }
            Why::OtherStarts(starts) => {
                let noun = if starts.len() == 1 { "window starts" } else { "windows start" };
                let starts: Vec<String> = starts.iter().map(|start| start.format("%H:%M").to_string()).collect();
                let on = rows.first().map(|row| format!("on {} ", day(row.date.value))).unwrap_or_default();
                format!("{on}{noun} at {}", list(&starts, "and"))
            }
        }
    }

    fn place<'a>(&self, row: &Missing<'a>) -> &'a Place {
        match self {
            Why::Dropped | Why::OtherStarts(_) => &row.start.place,
            _ => &row.date.place,
        }
    }
}

/// When the windows of a date start, of all those at `keys`.
pub fn starts_on<'a>(keys: impl Iterator<Item = &'a (NaiveDate, NaiveTime)>, date: NaiveDate) -> Vec<NaiveTime> {
    keys.filter(|(day, _)| *day == date).map(|(_, start)| *start).collect()
}

/// Reports the rows of one file whose windows are missing.
pub fn report(missing: &[Missing<'_>], period: Period, code: impl Fn(&Why) -> Code, findings: &mut Vec<Diagnostic>) {
    let mut by_cause: BTreeMap<&Why, Vec<&Missing<'_>>> = BTreeMap::new();
    for row in missing {
        by_cause.entry(&row.why).or_default().push(row);
    }
    for (why, rows) in by_cause {
        let name = |row: &&Missing<'_>| slot(row.date.value, row.start.value);
        let one = |row: &&Missing<'_>| {
            let found = Diagnostic::new(code(why), format!("there is no window {}", name(row)));
            found.at(why.place(row), why.label()).help(why.cure(&[row], period))
        };
        let all = |rows: &[&Missing<'_>]| {
            let mut names: Vec<String> = rows.iter().map(name).collect();
            names.dedup();
            let places: Vec<&Place> = rows.iter().map(|row| why.place(row)).collect();
            let found = Diagnostic::new(code(why), format!("there are no windows {}", named(&names)));
            together::at(found, &places, &why.label()).help(why.cure(rows, period))
        };
        together::told(&rows, one, all, findings);
    }
}
