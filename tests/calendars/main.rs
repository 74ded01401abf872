//! Calendars as people get them: every shift once and at the right moment, and after any number of rosters, in any program that
//! keeps to the standard, the shifts of the last one.
//!
//! In: small folders. Out: calendar files, read back by another parser and kept by a client that knows UID and SEQUENCE.

mod folder;
mod ics;

use std::collections::BTreeSet;
use std::fs;

use chrono::{NaiveDateTime, NaiveTime};
use folder::{Folder, PLAN, STAFF, files};
use ics::{Client, events};

const PERSONS: [(&str, &str); 5] = [("751", "a1"), ("751", "a2"), ("665", "l1"), ("665", "l2"), ("760", "r")];

/// When the shifts of a person start, by the roster; the seats of a pool in one window are one.
fn starts(folder: &Folder, out: &str, id: &str) -> Vec<NaiveDateTime> {
    let own = folder.shifts(out).into_iter().filter(|(_, staff, ..)| staff == id);
    let starts: BTreeSet<NaiveDateTime> = own.map(|(_, _, date, start, _)| at(&date, &start)).collect();
    starts.into_iter().collect()
}

fn at(date: &str, time: &str) -> NaiveDateTime {
    date.parse::<chrono::NaiveDate>().unwrap().and_time(NaiveTime::parse_from_str(time, "%H:%M").unwrap())
}

fn shown(client: &Client) -> Vec<NaiveDateTime> {
    client.shows().into_iter().map(|(starts, _)| starts).collect()
}

#[test]
fn every_shift_is_there_once_with_its_people_and_times() {
    let folder = Folder::new(PLAN);
    folder.plan("out");
    let shifts = folder.shifts("out");
    assert!(shifts.len() > 20);
    let mut uids = BTreeSet::new();
    for (code, id) in PERSONS {
        let events = events(&folder.calendar("out", &format!("{code}/{id}.ics")));
        let found: Vec<NaiveDateTime> = events.iter().map(|event| event.starts).collect();
        assert_eq!(found, starts(&folder, "out", id), "{id}");
        for event in events {
            let shift = shifts.iter().find(|shift| shift.1 == id && at(&shift.2, &shift.3) == event.starts).unwrap();
            // On the night when 02:00 is left out, that is 03:00.
            let end = if shift.2 == "2026-03-28" && shift.4 == "02:00" { "03:00" } else { &shift.4 };
            assert_eq!(event.ends.unwrap().format("%H:%M").to_string(), end);
            assert!(event.summary.starts_with("Vagt"), "{}", event.summary);
            assert!(uids.insert(event.uid.clone()), "{event:?}");
            assert_eq!((event.sequence, event.status.as_str()), (0, "CONFIRMED"));
        }
    }
    for (code, names) in [("665", vec!["Lars", "Lise"]), ("751", vec!["Anna Ø", "Bo"]), ("760", vec!["Puljen"])] {
        let bytes = folder.calendar("out", &format!("{code}.ics"));
        let events = events(&bytes);
        let own: BTreeSet<_> = shifts.iter().filter(|shift| shift.0 == code).collect();
        assert_eq!(events.len(), own.len(), "{code}");
        for event in events {
            assert!(names.iter().any(|name| event.summary.starts_with(name)), "{}", event.summary);
            assert!(uids.insert(event.uid.clone()), "the event in the municipality's calendar is another one");
        }
    }
    let seats = shifts.iter().filter(|shift| shift.1 == "r").count();
    let pool = folder.calendar("out", "760/r.ics");
    let told: usize = events(&pool).iter().map(|event| if event.summary.contains("2 pladser") { 2 } else { 1 }).sum();
    assert_eq!(told, seats);
}

#[test]
fn moments_are_right_across_both_changes_of_the_clock() {
    let plan = |from: &str, to: &str, windows: &str| {
        format!(
            "title = \"T\"\nperiod = {{ from = {from}, to = {to} }}\n{windows}\n[rules]\nshifts_per_week = 40\nshifts_per_day = 9\nrest_hours = 0\n"
        )
    };
    let window = |start: &str, hours: &str| {
        format!("[[windows]]\ndays = [\"mon-sun\"]\nstart = \"{start}\"\nhours = {hours}\nseats = 1\n")
            .replace("\"mon-sun\"", "\"sat\", \"sun\", \"mon\"")
    };
    let windows = [("00:00", "1"), ("01:30", "1"), ("02:30", "0.25"), ("02:45", "0.5"), ("08:00", "4")];
    let days: String = windows.map(|(start, hours)| window(start, hours)).concat();
    let nights = window("22:00", "4");
    // Local start, and start and end in Greenwich time; a dash where the window has no length.
    let expected = [
        ("2026-03-28T08:00", "03-28T07:00", "03-28T11:00"),
        ("2026-03-28T22:00", "03-28T21:00", "03-29T01:00"),
        ("2026-03-29T00:00", "03-28T23:00", "03-29T00:00"),
        // Ends at 02:30, which is not there: half past three.
        ("2026-03-29T01:30", "03-29T00:30", "03-29T01:30"),
        ("2026-03-29T03:30", "03-29T01:30", "03-29T01:45"),
        // From 02:45 to 03:15 there are no minutes at all that night.
        ("2026-03-29T03:45", "03-29T01:45", "-"),
        ("2026-03-29T08:00", "03-29T06:00", "03-29T10:00"),
        ("2026-03-30T08:00", "03-30T06:00", "03-30T10:00"),
        ("2026-10-24T08:00", "10-24T06:00", "10-24T10:00"),
        ("2026-10-24T22:00", "10-24T20:00", "10-25T00:00"),
        ("2026-10-25T00:00", "10-24T22:00", "10-24T23:00"),
        // 02:30 is there twice: the first of the two.
        ("2026-10-25T01:30", "10-24T23:30", "10-25T00:30"),
        ("2026-10-25T02:30", "10-25T00:30", "10-25T00:45"),
        ("2026-10-25T02:45", "10-25T00:45", "10-25T02:15"),
        ("2026-10-26T08:00", "10-26T07:00", "10-26T11:00"),
    ];
    let mut found = std::collections::BTreeMap::new();
    for (year, windows) in [(0, &days), (1, &days), (0, &nights), (1, &nights)] {
        let (from, to) = [("2026-03-28", "2026-03-30"), ("2026-10-24", "2026-10-26")][year];
        let folder = Folder::new(&plan(from, to, windows));
        folder.plan("out");
        for code in ["665", "751", "760"] {
            let name = folder.path(&format!("out/calendars/{code}.ics"));
            for event in fs::read(name).map_or_else(|_| Vec::new(), |bytes| events(&bytes)) {
                let ends = event.ends_utc.map_or("-".to_owned(), |ends| ends.format("%m-%dT%H:%M").to_string());
                let starts = event.starts.format("%Y-%m-%dT%H:%M").to_string();
                found.insert(starts, (event.starts_utc.format("%m-%dT%H:%M").to_string(), ends));
            }
        }
    }
    for (local, starts, ends) in expected {
        assert_eq!(found.get(local), Some(&(starts.to_owned(), ends.to_owned())), "{local}: {found:#?}");
    }
}

#[test]
fn a_client_ends_with_the_last_roster_whatever_it_has_missed() {
    let folder = Folder::new(PLAN);
    folder.plan("1");
    // Anna falls ill for the first week, then Lars for the second while Anna is back and one evening is closed.
    folder.put("availability.csv", "staff,kind,days,start,from,to\na1,unavailable,,,2026-03-23,2026-03-29\n");
    folder.replan("1", "2");
    folder.put("availability.csv", "staff,kind,days,start,from,to\nl1,unavailable,,,2026-03-28,2026-04-05\n");
    folder.put("demand.csv", "date,start,seats\n2026-03-27,22:00,0\n2026-03-24,08:00,3\n");
    folder.replan("2", "3");
    assert_ne!(folder.shifts("1"), folder.shifts("2"));
    assert_ne!(folder.shifts("2"), folder.shifts("3"));
    for (code, id) in PERSONS {
        let file = |out: &str| folder.calendar(out, &format!("{code}/{id}.ics"));
        let (all, missed_one) = (["1", "2", "2", "3", "3"], ["1", "3"]);
        for outs in [&all[..], &missed_one[..], &["3"], &["2", "3", "1", "3"]] {
            let mut client = Client::default();
            outs.iter().for_each(|out| client.import(&file(out)));
            assert_eq!(shown(&client), starts(&folder, "3", id), "{id} after {outs:?}");
        }
    }
    // Who has both calendars sees each shift in each, and a client that has the municipality's alone sees all its people.
    let mut client = Client::default();
    ["1", "2", "3"].iter().for_each(|out| client.import(&folder.calendar(out, "751.ics")));
    let expected = starts(&folder, "3", "a1").len() + starts(&folder, "3", "a2").len();
    assert_eq!(shown(&client).len(), expected);
    ["1", "2", "3"].iter().for_each(|out| client.import(&folder.calendar(out, "751/a1.ics")));
    assert_eq!(shown(&client).len(), expected + starts(&folder, "3", "a1").len());
}

#[test]
fn who_is_gone_is_cancelled_and_stays_so() {
    let folder = Folder::new(PLAN);
    folder.plan("out");
    let mut clients = [Client::default(), Client::default()];
    clients[0].import(&folder.calendar("out", "751/a1.ics"));
    clients[1].import(&folder.calendar("out", "665.ics"));
    assert!(clients.iter().all(|client| !client.shows().is_empty()));
    // Anna has left, and Lemvig is no member any more.
    folder.put("staff.csv", &STAFF.replace("a1,Anna Ø,751,\n", "").replace("l1,Lars,665,\nl2,Lise,665,\n", ""));
    folder.put("municipalities.csv", &folder::MUNICIPALITIES.replace("665,Lemvig,19722\n", ""));
    for _ in 0..2 {
        folder.plan("out");
        clients[0].import(&folder.calendar("out", "751/a1.ics"));
        clients[1].import(&folder.calendar("out", "665.ics"));
        assert!(clients.iter().all(|client| client.shows().is_empty()));
    }
    let cancelled = events(&folder.calendar("out", "751/a1.ics"));
    assert!(cancelled.iter().all(|event| event.sequence == 1 && event.summary.starts_with("AFLYST – Vagt")));
    assert!(events(&folder.calendar("out", "665.ics")).iter().all(|event| event.status == "CANCELLED"));
}

#[test]
fn a_published_roster_without_a_record_counts_as_sent() {
    let folder = Folder::new(PLAN);
    folder.run(&["plan", ".", "--out", "1"], &[0, 4]);
    assert!(!folder.path("1/calendars").exists());
    folder.put("availability.csv", "staff,kind,days,start,from,to\na1,unavailable,,,,\n");
    folder.put("demand.csv", "date,start,seats\n2026-03-27,22:00,0\n");
    folder.replan("1", "2");
    let anna = events(&folder.calendar("2", "751/a1.ics"));
    assert_eq!(anna.len(), starts(&folder, "1", "a1").len());
    assert!(anna.iter().all(|event| event.status == "CANCELLED" && event.sequence == 1));
    let closed = at("2026-03-27", "22:00");
    let told = PERSONS.map(|(code, id)| fs::read(folder.path(&format!("2/calendars/{code}/{id}.ics"))));
    let told: Vec<_> =
        told.into_iter().flatten().flat_map(|bytes| events(&bytes)).filter(|e| e.starts == closed).collect();
    let [event] = told.as_slice() else { panic!("one event of the closed window: {told:?}") };
    assert_eq!((event.status.as_str(), event.ends.unwrap()), ("CANCELLED", at("2026-03-28", "02:00")));
}

#[test]
fn a_swap_changes_two_calendars_and_no_other() {
    let folder = Folder::new(PLAN);
    folder.plan("1");
    let (anna, lars) = (starts(&folder, "1", "a1"), starts(&folder, "1", "l1"));
    let mut tried = anna.iter().map(|given| format!("a1@{}", given.format("%Y-%m-%dT%H:%M")));
    // Some shift of Anna's is one that Lars can take.
    let done = tried.any(|given| {
        let arguments = ["swap", ".", "1/roster.csv", &given, "l1", "--out", "2", "--calendars"];
        matches!(folder.run(&arguments, &[0, 1, 4]).status.code(), Some(0 | 4))
    });
    assert!(done, "{anna:?} {lars:?}");
    for (code, id) in PERSONS {
        let name = format!("{code}/{id}.ics");
        let is_same = folder.calendar("1", &name) == folder.calendar("2", &name);
        assert_eq!(is_same, !["a1", "l1"].contains(&id), "{id}");
        let mut client = Client::default();
        ["1", "2"].iter().for_each(|out| client.import(&folder.calendar(out, &name)));
        assert_eq!(shown(&client), starts(&folder, "2", id));
    }
}

#[test]
fn what_was_sent_is_cancelled_at_the_next_chance_whatever_came_between() {
    let folder = Folder::new(PLAN);
    folder.plan("out");
    let swap = |from: &str, giver: &str, taker: &str, to: &[&str]| {
        let given = starts(&folder, from, giver);
        let mut tried = given.iter().map(|given| format!("{giver}@{}", given.format("%Y-%m-%dT%H:%M")));
        let roster = format!("{from}/roster.csv");
        tried.any(|given| {
            let arguments = [&["swap", ".", &roster, &given, taker, "--out"], to].concat();
            matches!(folder.run(&arguments, &[0, 1, 3, 4]).status.code(), Some(0 | 4))
        })
    };
    // Two swaps that nobody is told of, a mending that changes nothing, and a third swap that tells.
    assert!(swap("out", "a1", "l1", &["1"]));
    assert_eq!(fs::read(folder.path("1/calendars.csv")).unwrap(), fs::read(folder.path("out/calendars.csv")).unwrap());
    assert!(swap("1", "a2", "l2", &["2"]));
    let mended = ["replan", ".", "--published", "2/roster.csv", "--from", "2026-03-23", "--out", "3"];
    let said = String::from_utf8(folder.run(&mended, &[0, 4]).stderr).unwrap();
    assert!(said.contains("do not know of") && said.contains("--calendars"), "{said}");
    assert!(swap("3", "l1", "a1", &["4", "--calendars"]));
    for (code, id) in PERSONS {
        let mut client = Client::default();
        ["out", "4"].iter().for_each(|out| client.import(&folder.calendar(out, &format!("{code}/{id}.ics"))));
        assert_eq!(shown(&client), starts(&folder, "4", id), "{id}");
    }
    // A plan to another place, from which the next roster comes, is no way around it either.
    folder.put("staff.csv", &STAFF.replace("a1,Anna Ø,751,\n", ""));
    folder.run(&["plan", ".", "--out", "b"], &[0, 4]);
    let arguments = ["report", ".", "b/roster.csv", "--out", "c", "--calendars"];
    folder.run(&arguments, &[0, 4]);
    let mut anna = Client::default();
    ["out", "c"].iter().for_each(|out| anna.import(&folder.calendar(out, "751/a1.ics")));
    assert_eq!(shown(&anna), []);
}

#[test]
fn the_same_roster_gives_the_same_bytes_and_twice_changes_nothing() {
    let folder = Folder::new(PLAN);
    let calendars = |out: &str| {
        let mut files = files(&folder.path(out));
        files.retain(|name, _| name.starts_with("calendars"));
        files
    };
    folder.plan("1");
    let first = calendars("1");
    assert_eq!(first.len(), 1 + 3 + 5);
    folder.plan("1");
    assert_eq!(calendars("1"), first);
    folder.plan("2");
    assert_eq!(calendars("2"), first);
    // Another title is another version of the same shifts; back again, a third one.
    let sequences = |out: &str| {
        let all = events(&folder.calendar(out, "751.ics")).into_iter();
        all.map(|event| (event.uid, event.sequence)).collect::<Vec<_>>()
    };
    let before = sequences("1");
    for (title, version) in [("Andet", 1), ("Andet", 1), ("Hotline", 2)] {
        folder.put("plan.toml", &PLAN.replace("Hotline", title));
        folder.plan("1");
        assert_eq!(sequences("1"), before.iter().map(|(uid, _)| (uid.clone(), version)).collect::<Vec<_>>());
    }
}

#[test]
fn nasty_names_stay_names() {
    let folder = Folder::new(&PLAN.replace("\"Hotline\"", "\" Hot;line, \\\\n\\u0007\\nEND:VCALENDAR \""));
    let staff = "id,name,municipality,shifts_per_week\n../../x,\"Anna; \"\"A\"\", Ø\",../7,9\nCON,Bo,../7,9\ncon,=1+1,../7,9\n\
                 a/b,Lars\\n,665.ics,9\na_b,L,665.ics,9\na1,Ib,665,9\nA1,Åse,665,9\n";
    folder.put("staff.csv", staff);
    folder.put(
        "municipalities.csv",
        "code,name,population\n../7,\"A/B: \"\"C\"\"\",100\n665.ics,Lem\\vig,100\n665,CON,100\n",
    );
    let out = folder.path("deep/down/out");
    fs::create_dir_all(folder.path("deep/down")).unwrap();
    folder.run(&["plan", ".", "--out", "deep/down/out", "--per-municipality"], &[0, 4]);
    let written = files(&out);
    assert_eq!(files(&folder.path("deep")).len(), written.len(), "nothing lies elsewhere");
    let folded: BTreeSet<String> = written.keys().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), written.len(), "no two names differ in case alone");
    let calendars: Vec<_> = written.iter().filter(|(name, _)| name.starts_with("calendars/")).collect();
    assert_eq!(calendars.len(), 3 + 7, "{:?}", written.keys());
    for (name, bytes) in calendars {
        assert!(!events(bytes).is_empty(), "{name}");
        assert!(events(bytes).iter().all(|event| event.summary.contains("Hot;line, \\n\nEND:VCALENDAR")), "{name}");
    }
    // The record survives its own names.
    folder.run(&["plan", ".", "--out", "deep/down/out", "--per-municipality"], &[0, 4]);
    let mut again = files(&out);
    again.insert("summary.json".to_owned(), written["summary.json"].clone());
    assert_eq!(again, written);
}

#[test]
fn a_broken_record_is_refused_before_anything_is_done() {
    let folder = Folder::new(PLAN);
    folder.plan("out");
    let before = files(&folder.path("out"));
    let record = String::from_utf8(before["calendars.csv"].clone()).unwrap();
    for broken in [
        record.replace(",confirmed,0", ",perhaps,0"),
        record.replace("sequence", "version"),
        format!("{record}{record}"),
    ] {
        folder.put("out/calendars.csv", &broken);
        let said = String::from_utf8(folder.run(&["plan", ".", "--calendars"], &[3]).stderr).unwrap();
        assert!(said.contains("calendars.csv:") && said.contains("= help: "), "{said}");
        folder.put("out/calendars.csv", &record);
        assert_eq!(files(&folder.path("out")), before);
    }
    // Who asks for no calendars would lose what it holds all the same, also from another place.
    folder.put("out/calendars.csv", "rubbish");
    folder.run(&["plan", "."], &[3]);
    folder.run(&["plan", ".", "--out", "b"], &[3]);
    // Where nothing was sent there is no need of one; whoever asks for no calendars is told that the old ones are left.
    fs::remove_file(folder.path("out/calendars.csv")).unwrap();
    let said = String::from_utf8(folder.run(&["plan", "."], &[0, 4]).stderr).unwrap();
    assert!(!folder.path("out/calendars.csv").exists());
    assert!(said.contains("more calendars are of an earlier roster"), "{said}");
}
