//! The time of day in Denmark, as calendars are told of it.
//!
//! In: nothing, or a time on the wall. Out: the VTIMEZONE of Europe/Copenhagen, or the same time as every program reads it. Summer
//! time begins on the last Sunday in March and ends on the last Sunday in October, both at 01:00 Greenwich time
//! (Directive 2000/84/EC, articles 2 and 3; the same days since 1996).

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarDay, ICalendarFrequency, ICalendarMonth,
    ICalendarProperty, ICalendarRecurrenceRule, ICalendarValue, ICalendarWeekday,
};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};

use super::ics;

/// The name of the time zone.
pub const NAME: &str = "Europe/Copenhagen";

/// One of the two halves of the year.
struct Half {
    kind: ICalendarComponentType,
    name: &'static str,
    /// Hours ahead of Greenwich until it begins, and in it.
    offsets: [u8; 2],
    /// The month on whose last Sunday it begins.
    month: u8,
    /// The day and the hour when it first began by these rules, in 1996, by the clock that ended then.
    first: (u32, u32),
}

const HALVES: [Half; 2] = [
    Half { kind: ICalendarComponentType::Daylight, name: "CEST", offsets: [1, 2], month: 3, first: (31, 2) },
    Half { kind: ICalendarComponentType::Standard, name: "CET", offsets: [2, 1], month: 10, first: (27, 3) },
];

/// Adds the definition to the component at `parent`.
pub fn define(calendar: &mut ICalendar, parent: usize) {
    let mut zone = ICalendarComponent::new(ICalendarComponentType::VTimezone);
    zone.add_property(ICalendarProperty::Tzid, NAME);
    let zone = ics::add(calendar, parent, zone);
    for Half { kind, name, offsets: [from, to], month, first: (day, hour) } in HALVES {
        let first = NaiveDate::from_ymd_opt(1996, month.into(), day).and_then(|day| day.and_hms_opt(hour, 0, 0));
        let mut half = ICalendarComponent::new(kind);
        half.add_property(ICalendarProperty::Dtstart, ics::time(first.expect("two hours of 1996")));
        half.add_property(ICalendarProperty::Rrule, last_sunday_of(month));
        half.add_property(ICalendarProperty::Tzoffsetfrom, offset(from));
        half.add_property(ICalendarProperty::Tzoffsetto, offset(to));
        half.add_property(ICalendarProperty::Tzname, name);
        ics::add(calendar, zone, half);
    }
}

fn last_sunday_of(month: u8) -> ICalendarValue {
    let last_sunday = ICalendarDay { ordwk: Some(-1), weekday: ICalendarWeekday::Sunday };
    let rule = ICalendarRecurrenceRule {
        freq: ICalendarFrequency::Yearly,
        byday: vec![last_sunday],
        bymonth: vec![ICalendarMonth::new(month, false)],
        ..ICalendarRecurrenceRule::default()
    };
    rule.into()
}

fn offset(hours: u8) -> ICalendarValue {
    PartialDateTime { tz_hour: Some(hours), tz_minute: Some(0), ..PartialDateTime::default() }.into()
}

/// The time as it is written: the hour that is left out in March is the one after it. That is the same moment by the
/// standard (section 3.3.5), but not every program knows. An hour that is there twice in October is the first of the two.
pub fn on_the_wall(time: NaiveDateTime) -> NaiveDateTime {
    let left_out = time.hour() == 2 && time.date() == last_sunday_of_march(time.year());
    if left_out { time + TimeDelta::hours(1) } else { time }
}

fn last_sunday_of_march(year: i32) -> NaiveDate {
    let last = NaiveDate::from_ymd_opt(year, 3, 31).expect("March has 31 days in every year of the calendar");
    last.week(Weekday::Sun).first_day()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_that_is_left_out_is_the_one_after_it() {
        let written = |text: &str| on_the_wall(text.parse().unwrap()).to_string();
        assert_eq!(written("2026-03-29T01:59:00"), "2026-03-29 01:59:00");
        assert_eq!(written("2026-03-29T02:00:00"), "2026-03-29 03:00:00");
        assert_eq!(written("2026-03-29T02:30:00"), "2026-03-29 03:30:00");
        assert_eq!(written("2026-03-29T03:00:00"), "2026-03-29 03:00:00");
        assert_eq!(written("2024-03-31T02:15:00"), "2024-03-31 03:15:00");
        assert_eq!(written("2026-03-22T02:00:00"), "2026-03-22 02:00:00");
        assert_eq!(written("2026-10-25T02:30:00"), "2026-10-25 02:30:00");
    }
}
