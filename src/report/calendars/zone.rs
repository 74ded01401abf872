//! The time of day in Denmark, as calendars are told of it.
//!
//! In: nothing. Out: the VTIMEZONE of Europe/Copenhagen, by the rules of `domain/clock.rs`. Summer
//! time begins on the last Sunday in March and ends on the last Sunday in October, both at 01:00 Greenwich time
//! (Directive 2000/84/EC, articles 2 and 3; the same days since 1996).

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarDay, ICalendarFrequency, ICalendarMonth,
    ICalendarProperty, ICalendarRecurrenceRule, ICalendarValue, ICalendarWeekday,
};
use chrono::NaiveDate;

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
