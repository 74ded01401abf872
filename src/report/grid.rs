//! The period as people draw it: weeks down, the windows of a week across.
//!
//! In: the windows of an instance. Out: where each of them stands. Windows that start at the same time on the same day
//! of the week stand below one another, whatever their length; a place without a window is empty.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, IsoWeek, NaiveDate, NaiveTime, Weekday};

use crate::domain::Instance;

/// A column: a time of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The day of the week.
    pub weekday: Weekday,
    /// When its windows start.
    pub start: NaiveTime,
    /// When they end; the latest, where they differ. A time before `start` is on the next day.
    pub end: NaiveTime,
}

/// A row: a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    /// The ISO week.
    pub week: IsoWeek,
    /// Its Monday, which may lie before the period.
    pub monday: NaiveDate,
    /// By column of [`Grid::slots`]: index into `Instance::windows`; `None` where there is no window.
    pub windows: Vec<Option<usize>>,
}

impl Week {
    /// The date of a place in the week; `None` where the calendar has no such day.
    pub fn date(&self, slot: &Slot) -> Option<NaiveDate> {
        self.monday.checked_add_days(Days::new(slot.weekday.num_days_from_monday().into()))
    }
}

/// Weeks down, windows across.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The columns, Monday first, early first.
    pub slots: Vec<Slot>,
    /// The weeks that have windows, in order.
    pub weeks: Vec<Week>,
}

/// The windows of an instance, drawn.
pub fn grid(instance: &Instance) -> Grid {
    let time_of_week = |index: usize| {
        let window = &instance.windows[index];
        (window.date.weekday().num_days_from_monday(), window.start)
    };
    let all = 0..instance.windows.len();
    let places: BTreeSet<(u32, NaiveTime)> = all.clone().map(time_of_week).collect();
    let columns: BTreeMap<(u32, NaiveTime), usize> = places.into_iter().zip(0..).collect();
    let mut slots: Vec<Option<(Slot, chrono::TimeDelta)>> = vec![None; columns.len()];
    let mut weeks: Vec<Week> = Vec::new();
    for index in all {
        let window = &instance.windows[index];
        let column = columns[&time_of_week(index)];
        if slots[column].is_none_or(|(_, length)| length < window.length) {
            let slot = Slot { weekday: window.date.weekday(), start: window.start, end: window.end().time() };
            slots[column] = Some((slot, window.length));
        }
        if weeks.last().is_none_or(|week| week.week != window.week()) {
            let since = Days::new(window.date.weekday().num_days_from_monday().into());
            let monday = window.date.checked_sub_days(since).expect("a week of the calendar has its Monday");
            weeks.push(Week { week: window.week(), monday, windows: vec![None; columns.len()] });
        }
        let week = weeks.last_mut().expect("the week of the window is there");
        week.windows[column] = Some(index);
    }
    Grid { slots: slots.into_iter().flatten().map(|(slot, _)| slot).collect(), weeks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Stance;
    use crate::report::sample;

    #[test]
    fn windows_stand_under_their_time_of_the_week() {
        let instance = sample::instance();
        let grid = grid(&instance);
        let slots: Vec<String> =
            grid.slots.iter().map(|slot| format!("{} {}-{}", slot.weekday, slot.start, slot.end)).collect();
        assert_eq!(slots.len(), 9);
        assert_eq!(slots[0], "Mon 08:00:00-12:00:00");
        assert_eq!(slots[1], "Mon 20:00:00-00:00:00");
        assert_eq!(slots[8], "Sun 16:00:00-20:00:00");
        assert_eq!(grid.weeks.len(), 1);
        assert_eq!(grid.weeks[0].monday, instance.period.from);
        assert_eq!(grid.weeks[0].windows, (0..9).map(Some).collect::<Vec<_>>());
    }

    #[test]
    fn a_time_without_a_window_stays_empty() {
        let mut instance = sample::instance();
        let mut later = instance.windows[8].clone();
        later.date = later.date.checked_add_days(Days::new(14)).unwrap();
        instance.edit(|sample| {
            sample.period.to = later.date;
            sample.windows.push(later);
            sample.stances = vec![Stance::default(); sample.staff.len() * sample.windows.len()];
        });
        let grid = grid(&instance);
        assert_eq!(grid.weeks.len(), 2, "weeks without windows are not drawn");
        assert_eq!(grid.weeks[1].windows, [vec![None; 8], vec![Some(9)]].concat());
    }
}
