//! Columns of time for tables that count shifts: weeks where they find room, else months.
//!
//! In: a roster with all that is known of it, and how many columns there is room for. Out: the columns, and which of them each window is
//! in; nothing where months do not find room either.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::report::picture::week_number;
use crate::report::subject::Subject;

/// What a column of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A week.
    Week,
    /// A month.
    Month,
}

/// The columns of time, and the one of each window.
pub struct Times {
    /// What each is.
    pub unit: Unit,
    /// What each is called.
    pub names: Vec<String>,
    /// The first day of the first of them.
    pub first: NaiveDate,
    of_window: Vec<usize>,
}

impl Times {
    /// By column: which of the windows.
    pub fn sorted(&self, windows: &[usize]) -> Vec<Vec<usize>> {
        let mut sorted = vec![Vec::new(); self.names.len()];
        windows.iter().for_each(|&window| sorted[self.of_window[window]].push(window));
        sorted
    }
}

/// At most so many columns, without a gap between them.
pub fn times(subject: &Subject<'_>, most: usize) -> Option<Times> {
    let windows = &subject.instance.windows;
    let (first, last) = (windows.first()?.date, windows.last()?.date);
    by(subject, Unit::Week, weeks(first, last), most).or_else(|| by(subject, Unit::Month, months(first, last), most))
}

/// Columns that begin on these days.
fn by(subject: &Subject<'_>, unit: Unit, starts: Vec<NaiveDate>, most: usize) -> Option<Times> {
    let first = *starts.first().filter(|_| starts.len() <= most)?;
    let name = |start: &NaiveDate| match unit {
        Unit::Week => week_number(start.iso_week(), subject.instance.period.from),
        Unit::Month => month(subject, *start),
    };
    let windows = subject.instance.windows.iter();
    let of_window = windows.map(|window| starts.partition_point(|start| *start <= window.date) - 1).collect();
    Some(Times { unit, names: starts.iter().map(name).collect(), first, of_window })
}

/// `apr`, with the year where that is not the period's first.
fn month(subject: &Subject<'_>, date: NaiveDate) -> String {
    let day = subject.locale.day(date);
    let name = day.rsplit(' ').next().unwrap_or_default().to_owned();
    let is_first = date.year() == subject.instance.period.from.year();
    if is_first { name } else { format!("{name} {}", date.year()) }
}

/// The Mondays from that of one day to that of another.
fn weeks(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let monday = first.week(Weekday::Mon).first_day();
    std::iter::successors(Some(monday), |day| day.checked_add_days(Days::new(7)))
        .take_while(|day| *day <= last)
        .collect()
}

/// The first days of the months from that of one day to that of another.
fn months(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let next = |day: &NaiveDate| day.checked_add_months(chrono::Months::new(1));
    std::iter::successors(first.with_day(1), next).take_while(|day| *day <= last).collect()
}
