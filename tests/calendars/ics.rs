//! Calendar files as another program reads them: the `ical` crate's parser, the zone's own rules, and a client that keeps of
//! each event the newest version it has seen.
//!
//! In: the bytes of a file. Out: events with their moments. Nothing here knows how the files are written.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use ical::parser::ical::component::{IcalCalendar, IcalTimeZone};
use ical::property::Property;

/// An event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub uid: String,
    pub sequence: u32,
    pub stamp: String,
    pub status: String,
    pub summary: String,
    /// Local time in Denmark, as written.
    pub starts: NaiveDateTime,
    pub ends: Option<NaiveDateTime>,
    /// By the rules of the zone in the file.
    pub starts_utc: NaiveDateTime,
    pub ends_utc: Option<NaiveDateTime>,
}

/// The only calendar of a file, after its lines have been looked at.
pub fn parsed(bytes: &[u8]) -> IcalCalendar {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line ends in CRLF");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(|letter: char| letter.is_control()), "{line:?}");
    }
    let mut calendars = ical::IcalParser::new(bytes);
    let calendar = calendars.next().expect("a calendar").expect("a calendar that can be read");
    assert!(calendars.next().is_none());
    for (name, value) in [("VERSION", "2.0"), ("METHOD", "PUBLISH")] {
        assert_eq!(value_of(&calendar.properties, name).as_deref(), Some(value));
    }
    assert!(value_of(&calendar.properties, "PRODID").is_some());
    let name = value_of(&calendar.properties, "NAME").expect("a name");
    assert_eq!(value_of(&calendar.properties, "X-WR-CALNAME"), Some(name));
    let identifier = value_of(&calendar.properties, "X-WR-RELCALID").expect("an identifier");
    assert!(identifier.len() == 32 + "@vagtplan".len() && identifier.ends_with("@vagtplan"), "{identifier}");
    calendar
}

/// The value of a property, if it is there once.
pub fn value_of(properties: &[Property], name: &str) -> Option<String> {
    let mut found = properties.iter().filter(|property| property.name == name);
    let value = found.next()?.value.clone();
    assert!(found.next().is_none(), "{name} is there twice");
    value
}

/// The events of a file.
pub fn events(bytes: &[u8]) -> Vec<Event> {
    let calendar = parsed(bytes);
    let [zone] = calendar.timezones.as_slice() else { panic!("one zone: {:?}", calendar.timezones) };
    let name = value_of(&zone.properties, "TZID").expect("a zone has a name");
    let read = |properties: &[Property]| {
        let text = |name: &str| value_of(properties, name).unwrap_or_else(|| panic!("{name} is missing"));
        let time = |property: &str| {
            let found = properties.iter().find(|found| found.name == property)?;
            assert_eq!(found.params, Some(vec![("TZID".to_owned(), vec![name.clone()])]));
            Some(local(found.value.as_deref().expect("a time")))
        };
        let starts = time("DTSTART").expect("an event starts");
        let ends = time("DTEND");
        assert!(ends.is_none_or(|ends| ends > starts));
        let shown = [text("STATUS"), text("TRANSP"), text("X-MICROSOFT-CDO-BUSYSTATUS")];
        assert!(
            [["CONFIRMED", "OPAQUE", "BUSY"], ["CANCELLED", "TRANSPARENT", "FREE"]]
                .contains(&shown.each_ref().map(String::as_str))
        );
        Event {
            uid: text("UID"),
            sequence: text("SEQUENCE").parse().expect("a number"),
            stamp: text("DTSTAMP"),
            status: text("STATUS"),
            summary: unescaped(&text("SUMMARY")),
            starts,
            ends,
            starts_utc: utc(zone, starts),
            ends_utc: ends.map(|ends| utc(zone, ends)),
        }
    };
    calendar.events.iter().map(|event| read(&event.properties)).collect()
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").expect("a local time")
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                escaped => out.extend(escaped),
            },
            _ => out.push(letter),
        }
    }
    out
}

/// The moment of a local time by the rules of a zone: RFC 5545, section 3.3.5. A time that does not exist counts with the
/// offset before the gap; of one that is there twice, the first is meant.
pub fn utc(zone: &IcalTimeZone, time: NaiveDateTime) -> NaiveDateTime {
    // Every change of the years around, as its moment and the offsets before and after it.
    let mut changes: Vec<(NaiveDateTime, TimeDelta, TimeDelta)> = Vec::new();
    for half in &zone.transitions {
        let text = |name: &str| value_of(&half.properties, name).unwrap_or_else(|| panic!("{name} is missing"));
        let (from, to) = (offset(&text("TZOFFSETFROM")), offset(&text("TZOFFSETTO")));
        let first = local(&text("DTSTART"));
        // The parts of a rule come in any order.
        let rule = text("RRULE");
        let parts: BTreeMap<&str, &str> = rule.split(';').filter_map(|part| part.split_once('=')).collect();
        assert_eq!((parts["FREQ"], parts["BYDAY"], parts.len()), ("YEARLY", "-1SU", 3), "{rule}");
        let month: u32 = parts["BYMONTH"].parse().expect("a month");
        for year in (time.year() - 1)..=(time.year() + 1) {
            let sunday = last_sunday(year, month);
            assert!(first.date() <= sunday, "the rules begin before the roster");
            changes.push((sunday.and_time(first.time()) - from, from, to));
        }
    }
    changes.sort();
    let before = |moment: NaiveDateTime| changes.iter().rev().find(|change| change.0 <= moment).expect("a change");
    let offsets = [offset("+0200"), offset("+0100")];
    let real =
        offsets.into_iter().map(|offset| (time - offset, offset)).find(|&(moment, offset)| before(moment).2 == offset);
    // In a gap no offset fits, and the one before it counts.
    real.map_or_else(|| time - offset("+0100"), |(moment, _)| moment)
}

fn last_sunday(year: i32, month: u32) -> NaiveDate {
    let last = NaiveDate::from_ymd_opt(year, month, 31).expect("March and October have 31 days");
    last.iter_days().rev().find(|day| day.weekday() == Weekday::Sun).expect("a Sunday")
}

fn offset(text: &str) -> TimeDelta {
    TimeDelta::hours(
        text.strip_prefix('+').and_then(|hours| hours.strip_suffix("00")).expect("whole hours").parse().expect("hours"),
    )
}

/// A calendar program: it keeps of each UID the newest version it has been given.
#[derive(Debug, Default, Clone)]
pub struct Client {
    known: BTreeMap<String, Event>,
}

impl Client {
    /// Imports a file.
    pub fn import(&mut self, bytes: &[u8]) {
        for event in events(bytes) {
            match self.known.get(&event.uid) {
                Some(known) if known.sequence > event.sequence => {}
                Some(known) if known.sequence == event.sequence => {
                    assert_eq!(*known, event, "one version, two contents")
                }
                Some(known) => {
                    assert!(known.stamp < event.stamp, "a newer version has a later stamp");
                    self.known.insert(event.uid.clone(), event);
                }
                None => drop(self.known.insert(event.uid.clone(), event)),
            }
        }
    }

    /// What it shows: when shifts start, and what they are called, in order; twice what is there twice.
    pub fn shows(&self) -> Vec<(NaiveDateTime, String)> {
        let standing = self.known.values().filter(|event| event.status == "CONFIRMED");
        let mut shown: Vec<_> = standing.map(|event| (event.starts, event.summary.clone())).collect();
        shown.sort();
        shown
    }
}
