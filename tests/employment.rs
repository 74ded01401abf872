//! People who come and go: nobody is rostered before the first day or after the last, whoever asks.
//!
//! In: a folder with nights, whose staff has dates. Out: stances, the referee's words, locks and plans that hold to them.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use chrono::TimeDelta;
use support::by_hand::person;
use vagtplan::diagnostic::render;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::Rule;
use vagtplan::domain::{Instance, Stance, Window};
use vagtplan::legality::Tally;
use vagtplan::planning::{self, Engine, Options};
use vagtplan::{check, read, verify};

const PLAN: &str = "period = { from = 2026-01-05, to = 2026-01-11 }\n\
    [[windows]]\ndays = \"mon-sun\"\nstart = \"22:00\"\nhours = 8\nseats = 1\n\
    [[windows]]\ndays = \"mon-sun\"\nstart = \"08:00\"\nseats = 1\n[rules]\nshifts_per_week = 7\n";

fn put(place: &Path, name: &str, text: &str) {
    fs::write(place.join(name), text).expect("a file can be written");
}

/// What is made of a folder with this staff and these locks; else what is said.
fn folder(staff: &str, locks: &str) -> Result<Instance, String> {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    put(place.path(), "plan.toml", PLAN);
    put(place.path(), "municipalities.csv", "code,name,population\n1,One,100\n2,Two,100\n");
    put(place.path(), "staff.csv", &format!("id,name,municipality,joined,left\n{staff}"));
    if !locks.is_empty() {
        put(place.path(), "locks.csv", &format!("date,start,staff,kind\n{locks}"));
    }
    let (rows, mut findings) = read::folder(place.path());
    let (instance, more) = check::instance(&rows);
    findings.extend(more);
    instance.ok_or_else(|| render(&findings, false))
}

fn open(town: &Instance, id: &str) -> Vec<String> {
    let of = person(town, id);
    let windows = (0..town.windows.len()).filter(|&w| town.stance(of, w).available);
    windows.map(|w| town.windows[w].begin().format("%d %H").to_string()).collect()
}

#[test]
fn nobody_is_available_before_the_first_day_or_after_the_last() {
    let town = folder("anna,Anna,1,2026-01-07,2026-01-09\nbo,Bo,2,,\n", "").expect("in order");
    // The night of the 8th reaches into the 9th, on which she is no longer employed.
    assert_eq!(open(&town, "anna"), ["07 08", "07 22", "08 08"]);
    assert_eq!(open(&town, "bo").len(), town.windows.len());
    // The whole period, to the day.
    let town = folder("anna,Anna,1,2026-01-05,2026-01-12\nbo,Bo,2,,\n", "").expect("in order");
    assert_eq!(open(&town, "anna").len(), town.windows.len() - 1, "but for the last night");
}

/// The referee looks at the dates themselves: it would find what `check` had overlooked.
#[test]
fn the_referee_reads_the_dates_on_its_own() {
    let mut town = folder("anna,Anna,1,2026-01-07,2026-01-09\nbo,Bo,2,,\n", "").expect("in order");
    let lawful: Vec<usize> = (0..town.windows.len()).filter(|&w| town.stance(0, w).available).collect();
    town.edit(|town| town.stances.fill(Stance { available: true, ..Stance::default() }));
    for w in 0..town.windows.len() {
        let broken = verify::judge(&town, &Roster::empty(town.windows.len()).with(w, 0)).violations;
        let is_named = broken.iter().any(|broken| broken.rule == Rule::Availability && broken.staff == Some(0));
        assert_eq!(is_named, !lawful.contains(&w), "{}: {broken:?}", town.windows[w].begin());
    }
    let said =
        |w: usize| verify::judge(&town, &Roster::empty(town.windows.len()).with(w, 0)).violations[0].message.clone();
    assert!(said(0).ends_with("but joins only on wed 2026-01-07."), "{}", said(0));
    let last = town.windows.len() - 1;
    assert!(said(last).ends_with("but is not employed from fri 2026-01-09 on."), "{}", said(last));
}

/// By the midnight before the first day after it, the last shift is over: at midnight, and not a minute later.
#[test]
fn the_last_shift_may_end_at_midnight() {
    let mut town = folder("anna,Anna,1,,2026-01-09\nbo,Bo,2,,\n", "").expect("in order");
    let begins = |window: &Window| window.begin().format("%d %H").to_string() == "08 22";
    let night = town.windows.iter().position(begins).expect("the night of the 8th");
    for (minutes, is_lawful) in [(119, true), (120, true), (121, false)] {
        town.edit(|town| {
            town.stances.fill(Stance { available: true, ..Stance::default() });
            town.windows[night].length = TimeDelta::minutes(minutes);
        });
        let broken = verify::judge(&town, &Roster::empty(town.windows.len()).with(night, 0)).violations;
        assert_eq!(broken.is_empty(), is_lawful, "{minutes} minutes: {broken:?}");
    }
}

/// One person in two municipalities, one after the other, is two rows: neither plan has her in both at once.
#[test]
fn who_moves_to_another_municipality_is_two_rows() {
    let staff = "anna-1,Anna,1,,2026-01-08\nanna-2,Anna,2,2026-01-08,\n";
    let town = Arc::new(folder(staff, "").expect("in order"));
    for engine in [Engine::Fast, Engine::Plain] {
        let options = Options { engine, ..Options::default() };
        let plan = planning::plan(&town, &options, &mut |_| ()).expect("no defect").expect("a roster");
        for (window, on) in town.windows.iter().zip(&plan.verified.roster().shifts) {
            for &staff in on {
                let is_first = town.staff[staff].id == "anna-1";
                assert_eq!(is_first, window.date.to_string().as_str() < "2026-01-08", "{}", window.begin());
            }
        }
        let given: usize = plan.verified.roster().shifts.iter().map(Vec::len).sum();
        assert_eq!(given, 7, "a shift a day, whoever she works for");
    }
}

#[test]
fn a_lock_outside_is_refused_and_legality_says_no() {
    let staff = "anna,Anna,1,2026-01-07,2026-01-09\n";
    for (lock, label) in [
        ("2026-01-06,08:00", "first day of employment"),
        ("2026-01-08,22:00", "first day after employment"),
        ("2026-01-11,08:00", "first day after employment"),
    ] {
        let said = folder(staff, &format!("{lock},anna,fixed\n")).expect_err("it can't be held");
        assert!(said.contains("V504") && said.contains(label), "{lock}: {said}");
    }
    assert!(folder(staff, "2026-01-07,08:00,anna,fixed\n").is_ok());
    let town = folder(staff, "").expect("in order");
    let empty = Roster::empty(town.windows.len());
    assert!(!Tally::of(&town, &empty).obstacles(0, 0).is_empty(), "before the first day somebody is held back");
    assert!(Tally::of(&town, &empty).obstacles(0, 4).is_empty());
    let said = folder("anna,Anna,1,2026-01-09,2026-01-09\n", "").expect_err("no day is between");
    assert!(said.contains("V314"), "{said}");
}

fn vagtplan(place: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_vagtplan");
    Command::new(program).args(arguments).current_dir(place).output().expect("it starts")
}

/// The dates on which somebody has a shift in a roster, in order.
fn dates(roster: &Path, staff: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(roster).expect("a roster");
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.filter(|row| &row[8] == staff).map(|row| row[0].to_owned()).collect()
}

/// Anna gives notice in the midst of a published period: her shifts after the last day go to colleagues, those before stay, and
/// pack, page and the books of the period still name her. The next folder has her history without a warning.
#[test]
fn who_leaves_in_the_midst_stays_in_all_that_was() {
    let temporary = tempfile::tempdir().expect("a temporary folder can be made");
    let place = temporary.path();
    let plan = "period = { from = 2026-01-05, to = 2026-02-01 }\n\
        [[windows]]\ndays = \"mon-fri\"\nstart = \"08:00\"\nseats = 2\n";
    put(place, "plan.toml", plan);
    put(place, "municipalities.csv", "code,name,population\n1,One,100\n2,Two,100\n");
    let staff = |left: &str| {
        let people = "bo,Bo Dahl,1,\ncai,Cai Holm,1,\ndea,Dea Lund,2,\neva,Eva Munk,2,\nfie,Fie Nør,2,\n";
        put(place, "staff.csv", &format!("id,name,municipality,left\nanna,Anna Berg,1,{left}\n{people}"));
    };
    let run = |arguments: &[&str]| {
        let output = vagtplan(place, arguments);
        let (said, why) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}{why}");
        format!("{said}{why}")
    };
    staff("");
    run(&["plan", ".", "--out", "out"]);
    let before = dates(&place.join("out/roster.csv"), "anna");
    assert!(before.last().is_some_and(|last| last.as_str() >= "2026-01-26"), "she is planned to the end: {before:?}");

    staff("2026-01-26");
    let mending =
        ["replan", ".", "--published", "out/roster.csv", "--from", "2026-01-19", "--out", "new", "--per-municipality"];
    run(&mending);
    let after = dates(&place.join("new/roster.csv"), "anna");
    assert!(after.iter().all(|date| date.as_str() < "2026-01-26"), "{after:?}");
    let worked = |dates: &[String]| dates.iter().filter(|date| date.as_str() < "2026-01-19").count();
    assert_eq!(worked(&after), worked(&before), "what was worked stays");
    run(&["verify", ".", "new/roster.csv"]);
    run(&["report", ".", "new/roster.csv", "--out", "page"]);
    let page = fs::read_to_string(place.join("page/report.html")).expect("a page");
    assert!(page.contains("Anna Berg"));
    let packs = fs::read_dir(place.join("new")).expect("it is there").map(|entry| entry.expect("a file").path());
    let packs: Vec<_> = packs.filter(|path| path.is_dir()).collect();
    assert!(!packs.is_empty(), "there are packs");

    run(&["close", ".", "new/roster.csv", "--out", "books"]);
    let history = fs::read_to_string(place.join("books/history.csv")).expect("a history");
    assert_eq!(history.matches("Anna Berg").count(), after.len());
    // The next period: she is gone, and nobody asks why, since the history has her.
    put(place, "plan.toml", &plan.replace("2026-01-05, to = 2026-02-01", "2026-02-02, to = 2026-03-01"));
    for name in ["history.csv", "ledger.csv"] {
        fs::copy(place.join("books").join(name), place.join(name)).expect("it is there");
    }
    assert!(!run(&["check", "."]).contains("V317"), "the history names her");
    run(&["plan", ".", "--out", "next"]);
    assert_eq!(dates(&place.join("next/roster.csv"), "anna"), Vec::<String>::new());
}
