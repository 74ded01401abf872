//! The time of day in Denmark, as calendars are told of it.
//!
//! In: nothing, or a time on the wall. Out: the VTIMEZONE of Europe/Copenhagen, or the same time as every program reads it. Summer
//! time begins on the last Sunday in March and ends on the last Sunday in October, both at 01:00 Greenwich time
//! (Directive 2000/84/EC, articles 2 and 3; the same days since 1996).

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Weekday};

use super::lines::Lines;

/// The name of the time zone.
pub const NAME: &str = "Europe/Copenhagen";

/// One of the two halves of the year: its kind, name, offsets before and in it, its month, and when it first began.
type Half = (&'static str, &'static str, [&'static str; 2], u32, &'static str);

const HALVES: [Half; 2] = [
    ("DAYLIGHT", "CEST", ["+0100", "+0200"], 3, "19960331T020000"),
    ("STANDARD", "CET", ["+0200", "+0100"], 10, "19961027T030000"),
];

/// Adds the definition.
pub fn define(lines: &mut Lines) {
    lines.word("BEGIN", "VTIMEZONE");
    lines.word("TZID", NAME);
    for (kind, name, [from, to], month, first) in HALVES {
        lines.word("BEGIN", kind);
        lines.word("DTSTART", first);
        lines.word("RRULE", &format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU"));
        lines.word("TZOFFSETFROM", from);
        lines.word("TZOFFSETTO", to);
        lines.word("TZNAME", name);
        lines.word("END", kind);
    }
    lines.word("END", "VTIMEZONE");
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
