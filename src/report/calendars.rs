//! Calendars: the shifts of a person or a municipality as an iCalendar file (RFC 5545) for Outlook, Google, Apple and others.
//!
//! In: a roster with all that is known of it, and the shifts that calendars tell of. Out: files, the same bytes for the same
//! shifts. An event's UID follows from whose shift it is and when it begins, its SEQUENCE from the record, and its DTSTAMP, which
//! has to be there, from the SEQUENCE: no clock is asked. The event in a municipality's calendar is another than the one in
//! the person's own, so that a leader who has both sees both, and deleting the one leaves the other.

pub mod ics;
pub mod update;
pub mod zone;

use std::collections::{BTreeMap, BTreeSet};

use calcard::common::{CalendarScale, PartialDateTime};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarMethod, ICalendarParameter, ICalendarProperty,
    ICalendarStatus, ICalendarTransparency,
};
use chrono::{Datelike, NaiveDateTime};
use sha2::{Digest, Sha256};

use crate::domain::Instance;
use crate::domain::clock;
use crate::domain::sent::{Event, Events, Key, Status};
use crate::report::file_names::file_names;
use crate::report::locale::Locale;
use crate::report::subject::Subject;

/// The folder of the calendars.
pub const FOLDER: &str = "calendars";

/// What UIDs end in, so that they are nobody else's.
const DOMAIN: &str = "vagtplan";

/// The day whose seconds count the versions, as seconds since 1970: 2000-01-01. It is past wherever it is read.
const STAMPS_FROM: i64 = 946_684_800;

/// Where the calendar itself stands among its components: it comes first.
const HEAD: usize = 0;

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
    /// What the municipality is sent: the same without the names of people who are on the staff of another one by now.
    pub sent: Vec<u8>,
    /// The file names of these people, whose calendars it is not sent.
    pub elsewhere: BTreeSet<String>,
}

/// The calendars of every municipality that had a shift, by code. Who never had one has no calendar.
pub fn calendars(subject: &Subject<'_>, events: &Events) -> BTreeMap<String, Calendars> {
    let codes: BTreeSet<&str> = events.keys().map(|key| key.municipality.as_str()).collect();
    let of = |code: &str| {
        let ids: BTreeSet<&str> = staff(events, code).collect();
        let names = file_names(ids.iter().copied());
        let person = |id: &&str| (names[*id].clone(), calendar(subject, events, Whose::Person(code, id)));
        let all = calendar(subject, events, Whose::Municipality(code));
        let elsewhere: BTreeSet<&str> =
            ids.iter().copied().filter(|id| is_elsewhere(subject.instance, code, id)).collect();
        let mut theirs = events.clone();
        theirs.retain(|key, _| key.municipality == code);
        for (_, event) in theirs.iter_mut().filter(|(key, _)| elsewhere.contains(key.staff.as_str())) {
            event.told.staff_name.clear();
        }
        let sent =
            if elsewhere.is_empty() { all.clone() } else { calendar(subject, &theirs, Whose::Municipality(code)) };
        let elsewhere = elsewhere.iter().map(|id| names[*id].clone()).collect();
        Calendars { all, people: ids.iter().map(person).collect(), sent, elsewhere }
    };
    codes.into_iter().map(|code| (code.to_owned(), of(code))).collect()
}

/// Whether somebody whom calendars have told of under this municipality is on the staff of another one now: a slip was corrected, and
/// the first has no business with the name any more.
fn is_elsewhere(instance: &Instance, code: &str, id: &str) -> bool {
    let now = instance.staff.iter().find(|staff| staff.id == id);
    now.is_some_and(|staff| instance.municipalities[staff.municipality].code != code)
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

/// The places of the calendars of everybody who is on the staff now, so that they can be tried before a search.
pub fn places(instance: &Instance) -> Vec<String> {
    let codes = file_names(instance.municipalities.iter().map(|municipality| municipality.code.as_str()));
    let mut places = Vec::new();
    for (m, municipality) in instance.municipalities.iter().enumerate() {
        let code = &codes[&municipality.code];
        let ids = file_names(instance.staff_of(m).map(|person| instance.staff[person].id.as_str()));
        places.push(format!("{FOLDER}/{code}.ics"));
        places.extend(ids.values().map(|id| format!("{FOLDER}/{code}/{id}.ics")));
    }
    places
}

/// Where the calendar of each person with shifts lies, by staff index, as [`files`] names it.
pub fn paths(subject: &Subject<'_>) -> BTreeMap<usize, String> {
    let instance = subject.instance;
    let mut on: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for &person in subject.roster.shifts.iter().flatten() {
        let staff = &instance.staff[person];
        on.entry(&instance.municipalities[staff.municipality].code).or_default().insert(&staff.id, person);
    }
    let codes = file_names(on.keys().copied());
    let mut paths = BTreeMap::new();
    for (code, people) in on {
        let names = file_names(people.keys().copied());
        paths.extend(
            people.iter().map(|(id, &person)| (person, format!("{FOLDER}/{}/{}.ics", codes[code], names[*id]))),
        );
    }
    paths
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
    let mut head = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    head.add_property(ICalendarProperty::Version, "2.0");
    let language = subject.locale.language().tag().to_uppercase();
    head.add_property(ICalendarProperty::Prodid, format!("-//vagtplan//vagtplan//{language}"));
    head.add_property(ICalendarProperty::Calscale, CalendarScale::Gregorian);
    head.add_property(ICalendarProperty::Method, ICalendarMethod::Publish);
    let name = name(subject, &own, whose);
    head.add_property(ICalendarProperty::Name, ics::text(&name));
    head.add_property(ics::other("X-WR-CALNAME"), ics::text(&name));
    // Outlook knows by this that a calendar it has opened before is the same one.
    head.add_property(ics::other("X-WR-RELCALID"), identifier(&[whose.word(), whose.code(), whose.id()]));
    let mut calendar = ICalendar { components: vec![head] };
    zone::define(&mut calendar, HEAD);
    for (key, event) in own {
        ics::add(&mut calendar, HEAD, component(subject.locale, key, event, whose));
    }
    ics::bytes(&calendar)
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

fn component(locale: &Locale, key: &Key, event: &Event, whose: Whose<'_>) -> ICalendarComponent {
    let is_cancelled = event.status == Status::Cancelled;
    let mut component = ICalendarComponent::new(ICalendarComponentType::VEvent);
    let (date, start) = (key.date.to_string(), key.start.format("%H:%M").to_string());
    component.add_uid(&identifier(&[whose.word(), &key.municipality, &key.staff, &date, &start]));
    component.add_sequence(event.sequence.into());
    // A moment that is later for every later version.
    component.add_dtstamp(PartialDateTime::from_utc_timestamp(STAMPS_FROM + i64::from(event.sequence)));
    let starts = clock::shown(key.date.and_time(key.start));
    add_moment(&mut component, ICalendarProperty::Dtstart, starts);
    // A window that lies in the hour that is left out has no length; neither has one whose end nobody knows any more.
    let ends = event.told.end.map(|end| clock::shown(key.ends_at(end)));
    if let Some(ends) = ends.filter(|&ends| ends > starts) {
        add_moment(&mut component, ICalendarProperty::Dtend, ends);
    }
    component.add_property(ICalendarProperty::Summary, ics::text(&summary(locale, event, whose)));
    component.add_property(ICalendarProperty::Description, ics::text(&description(locale, key, event)));
    component.add_property(ICalendarProperty::Location, ics::text(&event.told.municipality_name));
    // Whoever's program keeps a cancelled event is shown as free then.
    let (status, transparency, busy) = if is_cancelled {
        (ICalendarStatus::Cancelled, ICalendarTransparency::Transparent, "FREE")
    } else {
        (ICalendarStatus::Confirmed, ICalendarTransparency::Opaque, "BUSY")
    };
    component.add_property(ICalendarProperty::Status, status);
    component.add_property(ICalendarProperty::Transp, transparency);
    component.add_property(ics::other("X-MICROSOFT-CDO-BUSYSTATUS"), busy);
    component
}

fn add_moment(component: &mut ICalendarComponent, name: ICalendarProperty, time: NaiveDateTime) {
    component.add_property_with_params(name, [ICalendarParameter::tzid(zone::NAME.to_owned())], ics::time(time));
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
        Whose::Municipality(_) if told.staff_name.is_empty() => locale.pick("Vagt", "Shift"),
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
    let who = [&told.staff_name, &told.municipality_name].map(String::as_str);
    let who: Vec<&str> = who.into_iter().filter(|name| !name.is_empty()).collect();
    format!("{}\n{when}{cancelled}", who.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;
    use crate::verify;

    /// The calendar of Anna under some name: her first shift in version `sequence`, and the next one cancelled.
    fn calendar_of(name: &str, sequence: u32) -> String {
        let (mut instance, roster, locale) = (sample::instance(), sample::roster(), Locale::new(Language::Danish));
        let anna = instance.staff.iter().position(|staff| staff.id == "a1").unwrap();
        instance.edit(|sample| sample.staff[anna].name = name.to_owned());
        let judgement = verify::judge(&instance, &roster);
        let subject = Subject::of_roster(&instance, &roster, &judgement, None, &locale);
        let mut events = update::update(&subject, &[], Events::new());
        events.retain(|key, _| key.staff == "a1");
        let mut own = events.values_mut();
        own.next().unwrap().sequence = sequence;
        own.for_each(|event| *event = event.clone().cancelled());
        String::from_utf8(calendar(&subject, &events, Whose::Person("751", "a1"))).unwrap()
    }

    /// `calendar_of("Anna Ø", 2)`, but for the ends of the lines.
    const ANNA: &str = r#"BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//vagtplan//vagtplan//DA
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:Den Digitale Hotline – Anna Ø
X-WR-CALNAME:Den Digitale Hotline – Anna Ø
X-WR-RELCALID:e344d0b5e092049f85a76577372d3bc3@vagtplan
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:a5dd8c7c3e044bf74aa1b09c9f587a67@vagtplan
SEQUENCE:2
DTSTAMP:20000101T000002Z
DTSTART;TZID=Europe/Copenhagen:20260105T200000
DTEND;TZID=Europe/Copenhagen:20260106T000000
SUMMARY:Vagt: Den Digitale Hotline
DESCRIPTION:Anna Ø\, Aarhus\, "the city of smiles"\nmandag den 5. januar 2
 026 kl. 20:00–00:00
LOCATION:Aarhus\, "the city of smiles"
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
BEGIN:VEVENT
UID:48337ed3089bb5c41b1a929ded93c296@vagtplan
SEQUENCE:1
DTSTAMP:20000101T000001Z
DTSTART;TZID=Europe/Copenhagen:20260107T080000
DTEND;TZID=Europe/Copenhagen:20260107T120000
SUMMARY:AFLYST – Vagt: Den Digitale Hotline
DESCRIPTION:Anna Ø\, Aarhus\, "the city of smiles"\nonsdag den 7. januar 2
 026 kl. 08:00–12:00\nVagten er aflyst. Slet den\, hvis den stadig står @
 i kalenderen.
LOCATION:Aarhus\, "the city of smiles"
STATUS:CANCELLED
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
END:VEVENT
END:VCALENDAR
"#;

    #[test]
    fn a_file_to_the_last_byte() {
        // A line that is folded after a space ends in it; the mark keeps editors from taking it away.
        assert_eq!(calendar_of("Anna Ø", 2), ANNA.replace(" @\n", " \n").replace('\n', "\r\n"));
    }

    #[test]
    fn the_last_version_has_a_stamp_too() {
        assert!(calendar_of("Anna", u32::MAX).contains("\r\nDTSTAMP:21360207T062815Z\r\n"));
    }

    #[test]
    fn names_add_no_lines() {
        let starts = |file: &str| -> Vec<String> {
            let lines = file.split("\r\n").filter(|line| !line.starts_with(' '));
            lines.map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect()
        };
        let plain = starts(&calendar_of("Anna", 0));
        for name in ["x\r\nEND:VEVENT", "\nEND:VCALENDAR\n", "\r\n ", "a;b,c\\d", "\u{0}\u{7}\u{85}\u{7f}", ""] {
            let file = calendar_of(name, 0);
            assert_eq!(starts(&file), plain, "{name:?}");
            assert!(!file.replace("\r\n", "").contains(char::is_control), "{name:?}");
        }
    }
}
