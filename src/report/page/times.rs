//! Columns of time for tables that count shifts: weeks where they find room, else months.
//!
//! In: a roster with all that is known of it, and how many columns there is room for. Out: the columns, and which of them each window is
//! in; nothing where months do not find room either.

use chrono::Datelike;

use crate::report::picture::week_number;
use crate::report::subject::Subject;

/// What a column of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A week.
    Week,
    /// A month.
    Month,
}

/// The columns of time, and the one of each window.
pub(super) struct Times {
    pub(super) unit: Unit,
    pub(super) names: Vec<String>,
    of_window: Vec<usize>,
}

impl Times {
    /// By column: which of the windows.
    pub(super) fn sorted(&self, windows: &[usize]) -> Vec<Vec<usize>> {
        let mut sorted = vec![Vec::new(); self.names.len()];
        windows.iter().for_each(|&window| sorted[self.of_window[window]].push(window));
        sorted
    }
}

/// At most so many columns.
pub(super) fn times(subject: &Subject<'_>, most: usize) -> Option<Times> {
    let (locale, instance) = (subject.locale, subject.instance);
    let first = instance.period.from;
    let week = |window: usize| {
        let week = instance.windows[window].week();
        ((week.year(), week.week()), week_number(week, first))
    };
    let month = |window: usize| {
        let date = instance.windows[window].date;
        let day = locale.day(date);
        let name = day.rsplit(' ').next().unwrap_or_default().to_owned();
        let year = if date.year() == first.year() { String::new() } else { format!(" {}", date.year()) };
        ((date.year(), date.month()), name + &year)
    };
    let by = |unit, place: &dyn Fn(usize) -> ((i32, u32), String)| {
        let places: Vec<((i32, u32), String)> = (0..instance.windows.len()).map(place).collect();
        let mut all = places.clone();
        all.sort();
        all.dedup();
        let of_window = places.iter().map(|place| all.partition_point(|other| other < place)).collect();
        (all.len() <= most).then(|| Times { unit, names: all.into_iter().map(|(_, name)| name).collect(), of_window })
    };
    by(Unit::Week, &week).or_else(|| by(Unit::Month, &month))
}
