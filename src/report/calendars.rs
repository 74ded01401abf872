//! Calendars: the shifts of a person or a municipality as an iCalendar file (RFC 5545) for Outlook, Google, Apple and others.
//!
//! In: a roster with all that is known of it, and the shifts that calendars tell of. Out: files, the same bytes for the same
//! shifts. An event's UID follows from whose shift it is and when it begins, its SEQUENCE from the record, and its DTSTAMP, which
//! has to be there, from the SEQUENCE: no clock is asked. The event in a municipality's calendar is another than the one in
//! the person's own, so that a leader who has both sees both, and deleting the one leaves the other.

pub mod lines;
pub mod update;
pub mod zone;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta};
use sha2::{Digest, Sha256};

use crate::domain::sent::{Event, Events, Key, Status};
use crate::report::file_names::file_names;
use crate::report::locale::Locale;
use crate::report::subject::Subject;
use lines::Lines;

/// The folder of the calendars.
pub const FOLDER: &str = "calendars";

/// What UIDs end in, so that they are nobody else's.
const DOMAIN: &str = "vagtplan";

/// The day whose seconds count the versions, as seconds since 1970: 2000-01-01. It is past wherever it is read.
const STAMPS_FROM: i64 = 946_684_800;

/// How long a UID is, in bytes of its hash.
const UID_BYTES: usize = 16;

/// Whose calendar it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose<'a> {
    /// A person's, or a pool's: by code of the municipality and id.
    Person(&'a str, &'a str),
    /// A municipality's: by code.
    Municipality(&'a str),
}

/// The calendars of a municipality.
#[derive(Debug)]
pub struct Calendars {
    /// Its own, with all its people in it.
    pub all: Vec<u8>,
    /// By file name without its ending: each person's.
    pub people: BTreeMap<String, Vec<u8>>,
}

/// The calendars of every municipality that had a shift, by code. Who never had one has no calendar.
pub fn calendars(subject: &Subject<'_>, events: &Events) -> BTreeMap<String, Calendars> {
    let codes: BTreeSet<&str> = events.keys().map(|key| key.municipality.as_str()).collect();
    let of = |code: &str| {
        let ids: BTreeSet<&str> = staff(events, code).collect();
        let names = file_names(ids.iter().copied());
        let person = |id: &&str| (names[*id].clone(), calendar(subject, events, Whose::Person(code, id)));
        let all = calendar(subject, events, Whose::Municipality(code));
        Calendars { all, people: ids.iter().map(person).collect() }
    };
    codes.into_iter().map(|code| (code.to_owned(), of(code))).collect()
}

/// The files: one for each municipality, and beside it a folder with one for each of its people.
pub fn files(calendars: &BTreeMap<String, Calendars>) -> Vec<(String, Vec<u8>)> {
    let names = file_names(calendars.keys().map(String::as_str));
    let mut files = Vec::new();
    for (code, calendars) in calendars {
        let name = &names[code];
        files.push((format!("{FOLDER}/{name}.ics"), calendars.all.clone()));
        let person = |(id, bytes): (&String, &Vec<u8>)| (format!("{FOLDER}/{name}/{id}.ics"), bytes.clone());
        files.extend(calendars.people.iter().map(person));
    }
    files
}

fn staff<'a>(events: &'a Events, code: &'a str) -> impl Iterator<Item = &'a str> {
    events.keys().filter(move |key| key.municipality == code).map(|key| key.staff.as_str())
}

fn calendar(subject: &Subject<'_>, events: &Events, whose: Whose<'_>) -> Vec<u8> {
    let belongs = |key: &Key| match whose {
        Whose::Person(code, id) => key.municipality == code && key.staff == id,
        Whose::Municipality(code) => key.municipality == code,
    };
    let mut own: Vec<(&Key, &Event)> = events.iter().filter(|(key, _)| belongs(key)).collect();
    own.sort_by_key(|(key, _)| (key.date, key.start, &key.staff));
    let mut lines = Lines::default();
    lines.word("BEGIN", "VCALENDAR");
    lines.word("VERSION", "2.0");
    let language = subject.locale.language().tag().to_uppercase();
    lines.word("PRODID", &format!("-//vagtplan//vagtplan//{language}"));
    lines.word("CALSCALE", "GREGORIAN");
    lines.word("METHOD", "PUBLISH");
    let name = name(subject, &own, whose);
    lines.text("NAME", &name);
    lines.text("X-WR-CALNAME", &name);
    // Outlook knows by this that a calendar it has opened before is the same one.
    lines.word("X-WR-RELCALID", &identifier(&[whose.word(), whose.code(), whose.id()]));
    zone::define(&mut lines);
    for (key, event) in own {
        add(&mut lines, subject.locale, key, event, whose);
    }
    lines.word("END", "VCALENDAR");
    lines.bytes()
}

/// What programs call the calendar.
fn name(subject: &Subject<'_>, own: &[(&Key, &Event)], whose: Whose<'_>) -> String {
    let instance = subject.instance;
    let current = match whose {
        Whose::Person(_, id) => instance.staff.iter().find(|staff| staff.id == id).map(|staff| &staff.name),
        Whose::Municipality(code) => instance.municipalities.iter().find(|m| m.code == code).map(|m| &m.name),
    };
    let last = own.last().map(|(_, event)| match whose {
        Whose::Person(..) => &event.told.staff_name,
        Whose::Municipality(_) => &event.told.municipality_name,
    });
    format!("{} – {}", instance.title.trim(), current.or(last).map_or("", String::as_str))
}

impl<'a> Whose<'a> {
    fn word(self) -> &'static str {
        match self {
            Whose::Person(..) => "person",
            Whose::Municipality(_) => "municipality",
        }
    }

    fn code(self) -> &'a str {
        match self {
            Whose::Person(code, _) | Whose::Municipality(code) => code,
        }
    }

    fn id(self) -> &'a str {
        match self {
            Whose::Person(_, id) => id,
            Whose::Municipality(_) => "",
        }
    }
}

fn add(lines: &mut Lines, locale: &Locale, key: &Key, event: &Event, whose: Whose<'_>) {
    let is_cancelled = event.status == Status::Cancelled;
    lines.word("BEGIN", "VEVENT");
    let (date, start) = (key.date.to_string(), key.start.format("%H:%M").to_string());
    lines.word("UID", &identifier(&[whose.word(), &key.municipality, &key.staff, &date, &start]));
    lines.word("SEQUENCE", &event.sequence.to_string());
    lines.word("DTSTAMP", &stamp(event.sequence));
    let starts = zone::on_the_wall(key.date.and_time(key.start));
    moment(lines, "DTSTART", starts);
    // A window that lies in the hour that is left out has no length; neither has one whose end nobody knows any more.
    let ends = event.told.end.map(|end| zone::on_the_wall(key.ends_at(end)));
    if let Some(ends) = ends.filter(|&ends| ends > starts) {
        moment(lines, "DTEND", ends);
    }
    lines.text("SUMMARY", &summary(locale, event, whose));
    lines.text("DESCRIPTION", &description(locale, key, event));
    lines.text("LOCATION", &event.told.municipality_name);
    lines.word("STATUS", if is_cancelled { "CANCELLED" } else { "CONFIRMED" });
    // Whoever's program keeps a cancelled event is shown as free then.
    lines.word("TRANSP", if is_cancelled { "TRANSPARENT" } else { "OPAQUE" });
    lines.word("X-MICROSOFT-CDO-BUSYSTATUS", if is_cancelled { "FREE" } else { "BUSY" });
    lines.word("END", "VEVENT");
}

fn moment(lines: &mut Lines, name: &str, time: NaiveDateTime) {
    lines.word(&format!("{name};TZID={}", zone::NAME), &time.format("%Y%m%dT%H%M%S").to_string());
}

/// A moment that is later for every later version.
fn stamp(sequence: u32) -> String {
    let first = DateTime::from_timestamp(STAMPS_FROM, 0).expect("a day of the calendar");
    (first + TimeDelta::seconds(sequence.into())).format("%Y%m%dT%H%M%SZ").to_string()
}

/// What is nobody else's: a hash of the parts. Each is preceded by its length, so that no two lists run into one.
fn identifier(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digits: String = hash.finalize().iter().take(UID_BYTES).map(|byte| format!("{byte:02x}")).collect();
    format!("{digits}@{DOMAIN}")
}

fn summary(locale: &Locale, event: &Event, whose: Whose<'_>) -> String {
    let told = &event.told;
    let who = match whose {
        Whose::Person(..) => locale.pick("Vagt", "Shift"),
        Whose::Municipality(_) => &told.staff_name,
    };
    let seats = match told.seats {
        1 => String::new(),
        seats => format!(" ({})", locale.counted(seats.into(), ["plads", "pladser"], ["seat", "seats"])),
    };
    let cancelled = match event.status {
        Status::Confirmed => "",
        Status::Cancelled => locale.pick("AFLYST – ", "CANCELLED – "),
    };
    format!("{cancelled}{who}{seats}: {}", told.title)
}

fn description(locale: &Locale, key: &Key, event: &Event) -> String {
    let told = &event.told;
    let (day, date) = (locale.weekday(key.date.weekday()), locale.long_date(key.date));
    let hours = told.end.map_or_else(|| key.start.format("%H:%M").to_string(), |end| locale.hours(key.start, end));
    let when = locale.pick(format!("{day} den {date} kl. {hours}"), format!("{day} {date}, {hours}"));
    let cancelled = match event.status {
        Status::Confirmed => "",
        Status::Cancelled => locale.pick(
            "\nVagten er aflyst. Slet den, hvis den stadig står i kalenderen.",
            "\nThe shift is cancelled. Delete it if it still stands in the calendar.",
        ),
    };
    format!("{}, {}\n{when}{cancelled}", told.staff_name, told.municipality_name)
}
