//! The iCalendar file itself (RFC 5545): calcard escapes, folds and ends its lines, and what it is given is made ready here.
//!
//! In: components, texts and times. Out: values that hold nothing but text, and the bytes of a calendar. calcard writes what it is
//! given and nothing else: it stamps no clock and draws no number, so the same roster gives the same bytes.

use calcard::common::PartialDateTime;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarProperty, ICalendarValue};
use chrono::{Datelike, NaiveDateTime, Timelike};

/// Adds a component to the one at `parent`, which comes before it. Returns where it is.
pub fn add(calendar: &mut ICalendar, parent: usize, component: ICalendarComponent) -> usize {
    let at = calendar.components.len();
    calendar.components.push(component);
    let id = u32::try_from(at).expect("a roster has fewer shifts than there are numbers for them");
    calendar.components[parent].component_ids.push(id);
    at
}

/// The file.
pub fn bytes(calendar: &ICalendar) -> Vec<u8> {
    calendar.to_string().into_bytes()
}

/// Text that people read, from wherever it comes. Control characters are none of it (section 3.3.11) and calcard would write them
/// as they are; a line ends in one way only, and tabs are the spaces they look like.
pub fn text(text: &str) -> ICalendarValue {
    let clean = |letter: char| match letter {
        '\n' | '\r' => Some('\n'),
        '\t' => Some(' '),
        _ => Some(letter).filter(|letter| !letter.is_control()),
    };
    ICalendarValue::Text(text.replace("\r\n", "\n").chars().filter_map(clean).collect())
}

/// A time without a zone; which one is meant is for the property to say.
pub fn time(time: NaiveDateTime) -> ICalendarValue {
    let small = |part: u32| u8::try_from(part).ok();
    let parts = PartialDateTime {
        // Dates are read with years of four digits, and the parts of a date and a time have two.
        year: u16::try_from(time.year()).ok(),
        month: small(time.month()),
        day: small(time.day()),
        hour: small(time.hour()),
        minute: small(time.minute()),
        second: small(time.second()),
        ..PartialDateTime::default()
    };
    parts.into()
}

/// A property that calcard has no name for.
pub fn other(name: &str) -> ICalendarProperty {
    ICalendarProperty::Other(name.to_owned())
}

#[cfg(test)]
mod tests {
    use calcard::icalendar::ICalendarComponentType;

    use super::*;

    /// The longest line, in bytes and without its end.
    const LONGEST: usize = 75;

    /// The lines between BEGIN and END of a calendar that says nothing else.
    fn written(name: ICalendarProperty, value: &str) -> String {
        let mut component = ICalendarComponent::new(ICalendarComponentType::VCalendar);
        component.add_property(name, text(value));
        let file = String::from_utf8(bytes(&ICalendar { components: vec![component] })).unwrap();
        let lines = file.strip_prefix("BEGIN:VCALENDAR\r\n").and_then(|rest| rest.strip_suffix("END:VCALENDAR\r\n"));
        lines.unwrap().to_owned()
    }

    /// Asserts that the lines of a file are as long as they may be, and whole letters.
    fn assert_folded(written: &str) {
        assert!(written.split("\r\n").all(|line| line.len() <= LONGEST), "{written}");
        assert!(!written.replace("\r\n", "").contains(['\r', '\n']), "{written:?}");
    }

    #[test]
    fn text_from_outside_stays_text() {
        for (name, word) in [(ICalendarProperty::Summary, "SUMMARY"), (other("X-WR-CALNAME"), "X-WR-CALNAME")] {
            let written = |value: &str| written(name.clone(), value);
            assert_eq!(written("a;b,c\\d"), format!("{word}:a\\;b\\,c\\\\d\r\n"));
            assert_eq!(written("a,b;c\\d\ne\r\nf:g\"\rh"), format!("{word}:a\\,b\\;c\\\\d\\ne\\nf:g\"\\nh\r\n"));
            assert_eq!(written("a\u{0}\u{1b}[1m\tb\u{85}"), format!("{word}:a[1m b\r\n"));
            assert_eq!(written("x\r\nEND:VEVENT"), format!("{word}:x\\nEND:VEVENT\r\n"));
            assert_eq!(written("\\n"), format!("{word}:\\\\n\r\n"));
            assert_eq!(written(""), format!("{word}:\r\n"));
        }
        let controls: String = ('\0'..='\u{9f}').filter(|letter| letter.is_control()).collect();
        assert_eq!(written(ICalendarProperty::Summary, &controls), "SUMMARY: \\n\\n\r\n", "a tab and two line ends");
    }

    #[test]
    fn no_line_is_longer_than_75_bytes_and_none_is_broken_within_a_letter() {
        for letters in ["æ€x", "€", "æ", "x", "\u{1f4de}a"] {
            for length in 60..300 {
                let value = letters.chars().cycle().take(length).collect::<String>();
                let written = written(other("X"), &value);
                assert_folded(&written);
                assert_eq!(written.replace("\r\n ", ""), format!("X:{value}\r\n"));
            }
        }
        assert_eq!(written(other("X"), &"x".repeat(73)).matches("\r\n").count(), 1);
        assert_eq!(written(other("X"), &"x".repeat(74)).matches("\r\n").count(), 2);
    }

    #[test]
    fn what_is_escaped_is_not_broken_either() {
        for length in 60..300 {
            let value = "æ,;\\\n x".chars().cycle().take(length).collect::<String>();
            let written = written(ICalendarProperty::Description, &value);
            assert_folded(&written);
            // A backslash at the end of a line is the second of two.
            assert!(written.split("\r\n").all(|line| (line.len() - line.trim_end_matches('\\').len()) % 2 == 0));
            let escaped = value.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', "\\n");
            assert_eq!(written.replace("\r\n ", ""), format!("DESCRIPTION:{escaped}\r\n"));
        }
    }

    #[test]
    fn times_have_all_their_digits() {
        let written = |at: &str| {
            let mut component = ICalendarComponent::new(ICalendarComponentType::VEvent);
            component.add_property(ICalendarProperty::Dtstart, time(at.parse().unwrap()));
            String::from_utf8(bytes(&ICalendar { components: vec![component] })).unwrap()
        };
        for (at, digits) in [
            ("2026-01-05T08:00:00", "20260105T080000"),
            ("0000-01-01T00:00:00", "00000101T000000"),
            ("9999-12-31T23:59:07", "99991231T235907"),
        ] {
            assert_eq!(written(at), format!("BEGIN:VEVENT\r\nDTSTART:{digits}\r\nEND:VEVENT\r\n"));
        }
    }
}
