//! The clock on the wall in Denmark, and the moments it shows.
//!
//! In: times as people write them. Out: moments, whose distances are hours that really pass. Summer time begins on the last Sunday in
//! March and ends on the last Sunday in October, both at 01:00 Greenwich time (Directive 2000/84/EC, articles 2 and 3; the same
//! days since 1996, and taken for all years here).

use std::ops::{Add, Sub};

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};

/// A moment. Two of them lie as far apart as time passes, whatever the clock on the wall does in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    greenwich: NaiveDateTime,
}

impl Moment {
    /// The moment of a time on the wall. An hour that the clock leaves out in March is the one after it; an hour that is there
    /// twice in October is the first of the two.
    pub fn at(wall: NaiveDateTime) -> Self {
        let wall = shown(wall);
        let summer = summer_time(wall.year()).is_some_and(|(begins, ends)| begins <= wall && wall < ends);
        let ahead = TimeDelta::hours(if summer { 2 } else { 1 });
        Moment { greenwich: wall.checked_sub_signed(ahead).unwrap_or(wall) }
    }

    /// What the clock on the wall shows then.
    pub fn wall(self) -> NaiveDateTime {
        let shows = |hours| self.greenwich.checked_add_signed(TimeDelta::hours(hours)).unwrap_or(self.greenwich);
        // By Greenwich summer time begins at 01:00, when the clock goes from 02:00 to 03:00, and ends at 01:00 as well.
        let is_summer = summer_time(self.greenwich.year()).is_some_and(|(begins, ends)| {
            begins - TimeDelta::hours(2) <= self.greenwich && self.greenwich < ends - TimeDelta::hours(2)
        });
        shows(if is_summer { 2 } else { 1 })
    }
}

impl Sub for Moment {
    type Output = TimeDelta;

    fn sub(self, earlier: Moment) -> TimeDelta {
        self.greenwich - earlier.greenwich
    }
}

impl Add<TimeDelta> for Moment {
    type Output = Moment;

    /// The moment so much later; the last one there is, where that lies beyond the calendar.
    fn add(self, length: TimeDelta) -> Moment {
        Moment { greenwich: self.greenwich.checked_add_signed(length).unwrap_or(NaiveDateTime::MAX) }
    }
}

/// The time as clocks show it: of the hour that is left out in March, the same minute of the next.
pub fn shown(wall: NaiveDateTime) -> NaiveDateTime {
    let left_out = wall.hour() == 2 && last_sunday(wall.year(), 3) == Some(wall.date());
    if left_out { wall.checked_add_signed(TimeDelta::hours(1)).unwrap_or(wall) } else { wall }
}

/// By the clock on the wall: the first time of summer time, and the first time after it that is not in it.
fn summer_time(year: i32) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let three = |date: NaiveDate| date.and_hms_opt(3, 0, 0);
    Some((three(last_sunday(year, 3)?)?, three(last_sunday(year, 10)?)?))
}

/// The last Sunday of March or October, which have 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    Some(last.week(Weekday::Sun).first_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::at(text.parse().unwrap())
    }

    #[test]
    fn hours_that_pass_are_counted_and_not_those_of_the_clock() {
        let hours = |from: &str, to: &str| (at(to) - at(from)).num_minutes() as f64 / 60.0;
        assert_eq!(hours("2026-03-28T22:00:00", "2026-03-29T09:00:00"), 10.0);
        assert_eq!(hours("2026-10-24T22:00:00", "2026-10-25T09:00:00"), 12.0);
        assert_eq!(hours("2026-03-27T22:00:00", "2026-03-28T09:00:00"), 11.0);
        assert_eq!(hours("2026-03-29T03:00:00", "2026-03-29T09:00:00"), 6.0);
        assert_eq!(hours("2026-03-29T01:59:00", "2026-03-29T03:01:00"), 2.0 / 60.0);
        assert_eq!(hours("2026-10-25T01:30:00", "2026-10-25T02:30:00"), 1.0, "the first of the two");
        assert_eq!(hours("2026-10-25T02:30:00", "2026-10-25T03:00:00"), 1.5);
    }

    #[test]
    fn the_hour_that_is_left_out_is_the_one_after_it() {
        assert_eq!(at("2026-03-29T02:30:00"), at("2026-03-29T03:30:00"));
        let written = |text: &str| shown(text.parse().unwrap()).to_string();
        assert_eq!(written("2026-03-29T01:59:00"), "2026-03-29 01:59:00");
        assert_eq!(written("2026-03-29T02:00:00"), "2026-03-29 03:00:00");
        assert_eq!(written("2026-03-29T02:30:00"), "2026-03-29 03:30:00");
        assert_eq!(written("2026-03-29T03:00:00"), "2026-03-29 03:00:00");
        assert_eq!(written("2024-03-31T02:15:00"), "2024-03-31 03:15:00");
        assert_eq!(written("2026-03-22T02:00:00"), "2026-03-22 02:00:00");
        assert_eq!(written("2026-10-25T02:30:00"), "2026-10-25 02:30:00");
    }

    #[test]
    fn the_wall_shows_what_was_written() {
        let from: NaiveDateTime = "2026-03-25T00:00:00".parse().unwrap();
        for minutes in (0..365 * 24 * 60).step_by(30) {
            let wall = from + TimeDelta::minutes(minutes);
            assert_eq!(Moment::at(wall).wall(), shown(wall));
        }
        assert_eq!(Moment::at(NaiveDateTime::MAX).wall(), NaiveDateTime::MAX);
        assert_eq!(at("2026-01-01T00:00:00") + TimeDelta::MAX, Moment { greenwich: NaiveDateTime::MAX });
    }
}
