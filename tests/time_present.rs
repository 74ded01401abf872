//! Turns go by time present: who is here for a month of three has a month's part of them, and nobody makes up for the time before
//! they came or while they were away for long.
//!
//! In: small folders with dates, leave and a history. Out: the days that count, worked out by hand, and plans that keep to them.

mod support;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use support::by_hand::{person, window};
use vagtplan::diagnostic::render;
use vagtplan::domain::calendar::Period;
use vagtplan::domain::goal::Rung;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::{Exact, Instance};
use vagtplan::planning::{self, Engine, Options, Status};
use vagtplan::{check, presence, read, verify};

/// Four weeks from Monday 5 January 2026, a seat on every weekday.
const FOUR_WEEKS: &str = "period = { from = 2026-01-05, to = 2026-02-01 }\ngoals = [\"coverage\", \"rotation\"]\n\
    [[windows]]\ndays = \"mon-fri\"\nstart = \"08:00\"\nseats = 1\n";
const DAYS: i64 = 28;

const STAFF: &str = "id,name,municipality,heads,joined,left\na,Anna,1,,,\nb,Bo,1,,,\n";

/// What is made of a folder with these files beside one municipality.
fn folder(files: &[(&str, &str)]) -> Instance {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("a file can be written");
    put("municipalities.csv", "code,name,population\n1,One,100\n");
    files.iter().for_each(|(name, text)| put(name, text));
    instance(place.path())
}

fn instance(place: &Path) -> Instance {
    let (rows, mut findings) = read::folder(place);
    let (instance, more) = check::instance(&rows);
    findings.extend(more);
    instance.unwrap_or_else(|| panic!("{}", render(&findings, false)))
}

/// The folder of four weeks in which Anna has these rows of availability.
fn with(rows: &str) -> Instance {
    let availability = format!("staff,kind,days,start,from,to\n{rows}");
    folder(&[("plan.toml", FOUR_WEEKS), ("staff.csv", STAFF), ("availability.csv", &availability)])
}

/// On how many of the days that count a person is present: as the engine sees it, and as the referee does, whose value for a
/// single shift of theirs says it.
#[track_caller]
fn days(instance: &Instance, id: &str) -> i64 {
    let staff = person(instance, id);
    let span = Period { from: instance.attendance.since, to: instance.period.to };
    let days = presence::days(instance, staff, span);
    let worked = instance.history.iter().filter(|past| past.staff == staff).count() as f64;
    let empty = Roster::empty(instance.windows.len());
    let value = |roster: &Roster| {
        let judgement = verify::judge(instance, roster);
        judgement.values.iter().find(|(rung, _)| *rung == Rung::Rotation).expect("rotation is a goal").1
    };
    let more = value(&empty.clone().with(0, staff)) - value(&empty);
    let part = if days == 0 { 0.0 } else { (2.0 * worked + 1.0) * span.length_in_days() as f64 / days as f64 };
    let weight = f64::from(instance.staff[staff].heads);
    assert!((more * weight - part).abs() < 1e-9, "{days} days: {more} of a shift, not {part} / {weight}");
    days
}

/// How many shifts everybody has in a plan that is proven, by both engines.
fn shifts(instance: &Instance) -> Vec<usize> {
    let instance = Arc::new(instance.clone());
    let mut values = Vec::new();
    let mut given = Vec::new();
    for engine in [Engine::Plain, Engine::Fast] {
        let options = Options { engine, ..Options::default() };
        let plan = planning::plan(&instance, &options, &mut |_| ()).expect("no defect").expect("a roster");
        assert_eq!(plan.status, Status::Proven);
        let roster = plan.verified.roster();
        let of = |staff: usize| roster.shifts.iter().flatten().filter(|&&other| other == staff).count();
        given = (0..instance.staff.len()).map(of).collect();
        values.push(plan.rungs.iter().map(|rung| rung.value).collect::<Vec<_>>());
    }
    let same = values[0].iter().zip(&values[1]).all(|(one, other)| vagtplan::domain::value::same(*one, *other));
    assert!(same, "{values:?}");
    given
}

#[test]
fn a_leave_counts_if_it_is_longer_than_two_weeks() {
    assert_eq!(days(&with(""), "a"), DAYS);
    assert_eq!(days(&with("a,unavailable,,,2026-01-12,2026-01-25\n"), "a"), DAYS, "exactly fourteen days");
    assert_eq!(days(&with("a,unavailable,,,2026-01-12,2026-01-26\n"), "a"), DAYS - 15);
    // Row by row, the weekend between them without a window: from Monday to the second Monday after.
    let weeks = "a,unavailable,,,2026-01-05,2026-01-09\na,unavailable,,,2026-01-12,2026-01-16\n";
    assert_eq!(days(&with(weeks), "a"), DAYS, "twelve days");
    assert_eq!(days(&with(&format!("{weeks}a,unavailable,,,2026-01-19,2026-01-19\n")), "a"), DAYS - 15);
    // A day at work in between breaks it.
    let broken = "a,unavailable,,,2026-01-05,2026-01-14\na,unavailable,,,2026-01-16,2026-01-25\n";
    assert_eq!(days(&with(broken), "a"), DAYS);
    // Others are not concerned.
    assert_eq!(days(&with("a,unavailable,,,2026-01-12,2026-01-26\n"), "b"), DAYS);
}

/// The weekend before a leave and the one after it are no part of it, unless they are entered.
#[test]
fn days_without_windows_count_between_absences_only() {
    assert_eq!(days(&with("a,unavailable,,,2026-01-05,2026-01-16\n"), "a"), DAYS, "Monday to Friday, twelve days");
    assert_eq!(days(&with("a,unavailable,,,2026-01-05,2026-01-19\n"), "a"), DAYS - 15);
    assert_eq!(days(&with("a,unavailable,,,2026-01-10,2026-01-24\n"), "a"), DAYS - 15, "Saturdays that are entered");
}

/// A usual week is no absence, however few windows it leaves; a leave that names them one by one is.
#[test]
fn few_windows_are_no_absence() {
    assert_eq!(days(&with("a,available,mon,,,\n"), "a"), DAYS);
    assert_eq!(days(&with("a,unavailable,tue-fri,,,\n"), "a"), DAYS);
    assert_eq!(days(&with("a,unavailable,mon-fri,,,\n"), "a"), DAYS, "never there, and for no dates");
    assert_eq!(days(&with("a,available,,,2026-01-05,2026-01-06\n"), "a"), DAYS, "no row says that she is away");
    assert_eq!(days(&with("a,unavailable,mon-thu,,2026-01-05,2026-02-01\n"), "a"), DAYS, "Fridays are left");
    assert_eq!(days(&with("a,unavailable,mon-fri,08:00,2026-01-05,2026-01-30\n"), "a"), DAYS - 26);
    // Her usual day off has no date: leave that goes round it is not one stretch.
    assert_eq!(days(&with("a,unavailable,fri,,,\na,unavailable,mon-thu,,2026-01-05,2026-01-28\n"), "a"), DAYS);
}

#[test]
fn a_leave_that_reaches_beyond_counts_with_all_its_days() {
    // Ten days of the period, and more before it or after it.
    assert_eq!(days(&with("a,unavailable,,,2025-12-01,2026-01-14\n"), "a"), DAYS - 10);
    assert_eq!(days(&with("a,unavailable,,,,2026-01-14\n"), "a"), DAYS - 10);
    assert_eq!(days(&with("a,unavailable,,,2026-01-01,2026-01-14\n"), "a"), DAYS, "fourteen days");
    assert_eq!(days(&with("a,unavailable,,,2025-12-31,2026-01-14\n"), "a"), DAYS - 10, "fifteen");
    assert_eq!(days(&with("a,unavailable,,,2026-01-23,2026-02-05\n"), "a"), DAYS, "fourteen days");
    assert_eq!(days(&with("a,unavailable,,,2026-01-23,2026-02-06\n"), "a"), DAYS - 10, "fifteen");
    assert_eq!(days(&with("a,unavailable,,,2026-01-23,\n"), "a"), DAYS - 10);
    assert_eq!(days(&with("a,unavailable,,,2025-01-01,2027-01-01\n"), "a"), 0, "never present");
}

#[test]
fn how_long_an_absence_is_long_stands_in_the_plan() {
    let days = |long: &str, rows: &str| {
        let availability = format!("staff,kind,days,start,from,to\n{rows}");
        let plan = format!("{FOUR_WEEKS}[rotation]\nlong_absence_days = {long}\n");
        days(&folder(&[("plan.toml", &plan), ("staff.csv", STAFF), ("availability.csv", &availability)]), "a")
    };
    assert_eq!(days("0", "a,unavailable,,,2026-01-07,2026-01-07\n"), DAYS - 1, "a single day");
    assert_eq!(days("6", "a,unavailable,,,2026-01-05,2026-01-11\n"), DAYS - 7);
    assert_eq!(days("7", "a,unavailable,,,2026-01-05,2026-01-11\n"), DAYS);
    assert_eq!(days("366", "a,unavailable,,,2026-01-05,2026-02-01\n"), DAYS);
}

#[test]
fn a_grid_says_the_same_as_rows() {
    let heads: Vec<String> = (5..=20).map(|day| format!("2026-01-{day:02}")).collect();
    for (marked, present) in [(14, DAYS), (15, DAYS - 15)] {
        let marks: Vec<&str> = (0..heads.len()).map(|at| if at < marked { "-" } else { "" }).collect();
        let grid = format!("staff,{}\na,{}\n", heads.join(","), marks.join(","));
        let town = folder(&[("plan.toml", FOUR_WEEKS), ("staff.csv", STAFF), ("availability.csv", &grid)]);
        assert_eq!(days(&town, "a"), present);
    }
}

/// Employment and membership, and a leave that ends on the day on which somebody leaves.
#[test]
fn who_is_employed_for_a_part_is_present_for_it() {
    let staff = "id,name,municipality,heads,joined,left\n\
        a,Anna,1,,2026-01-19,\nb,Bo,1,,,2026-01-19\nc,Cai,1,3,2026-01-12,2026-01-19\nd,Dea,1,,,\n";
    let town = folder(&[("plan.toml", FOUR_WEEKS), ("staff.csv", staff)]);
    assert_eq!(["a", "b", "c", "d"].map(|id| days(&town, id)), [14, 14, 7, 28]);
    let leave = "staff,kind,days,start,from,to\na,unavailable,,,2026-01-01,2026-01-20\nc,unavailable,,,2026-01-14,\n";
    let town = folder(&[("plan.toml", FOUR_WEEKS), ("staff.csv", staff), ("availability.csv", leave)]);
    assert_eq!(["a", "b", "c", "d"].map(|id| days(&town, id)), [12, 14, 2, 28]);
    let members = "code,name,population,joined,left\n1,One,100,2026-01-12,2026-01-26\n";
    let town = folder(&[("plan.toml", FOUR_WEEKS), ("staff.csv", staff), ("municipalities.csv", members)]);
    assert_eq!(["a", "b", "c", "d"].map(|id| days(&town, id)), [7, 7, 7, 14]);
}

/// Whoever has dates has what a colleague without them has in the same time: of 64 shifts in a quarter, 6 in a month.
#[test]
fn who_is_here_for_a_month_has_a_months_part() {
    let plan = "period = \"2027-Q1\"\ngoals = [\"coverage\", \"shares\", \"rotation\", \"wishes\"]\n\
        [[windows]]\ndays = \"mon-fri\"\nstart = \"08:00\"\nseats = 1\n";
    let staff = "id,name,municipality,joined,left\n\
        a,Anna,1,,\nb,Bo,1,,\nc,Cai,1,,\nd,Dea,1,,2027-02-01\ne,Eva,1,2027-03-01,\n";
    let dates = folder(&[("plan.toml", plan), ("staff.csv", staff)]);
    let leave = "staff,kind,days,start,from,to\nd,unavailable,,,2027-02-01,\ne,unavailable,,,,2027-02-28\n";
    let staff = "id,name,municipality\na,Anna,1\nb,Bo,1\nc,Cai,1\nd,Dea,1\ne,Eva,1\n";
    let leave = folder(&[("plan.toml", plan), ("staff.csv", staff), ("availability.csv", leave)]);
    for town in [dates, leave] {
        let all = town.windows.len();
        let weights = presence::weights(&town);
        assert_eq!(weights[3], Exact::new(31.into(), 90.into()));
        let whole: Exact = weights.iter().sum();
        let given = shifts(&town);
        assert_eq!(given.iter().sum::<usize>(), all);
        for (staff, (given, weight)) in given.iter().zip(&weights).enumerate() {
            let part = Exact::from_integer(all.into()) * weight / &whole;
            let most = part.ceil().to_integer();
            assert!(most >= (*given).into(), "{}: {given} of {part}", town.staff[staff].id);
        }
        assert!((5..=6).contains(&given[3]) && (5..=6).contains(&given[4]), "{given:?}");
    }
}

const HISTORY: &str = "date,start,staff\n2026-01-05,08:00,a\n2026-01-06,08:00,b\n2026-01-07,08:00,c\n2026-01-08,08:00,a\n\
    2026-01-09,08:00,b\n2026-01-12,08:00,c\n2026-01-13,08:00,a\n2026-01-14,08:00,b\n2026-01-15,08:00,c\n2026-01-16,08:00,a\n";

/// Two weeks of history without Dea, and two weeks to plan.
fn back(joined: &str, availability: &str) -> Instance {
    let plan = "period = { from = 2026-01-19, to = 2026-02-01 }\n\
        [[windows]]\ndays = \"mon-fri\"\nstart = \"08:00\"\nseats = 1\n";
    let staff = format!("id,name,municipality,joined\na,Anna,1,\nb,Bo,1,\nc,Cai,1,\nd,Dea,1,{joined}\n");
    let availability = format!("staff,kind,days,start,from,to\n{availability}");
    let files =
        [("plan.toml", plan), ("staff.csv", &staff), ("availability.csv", &availability), ("history.csv", HISTORY)];
    folder(&files)
}

#[test]
fn turns_from_before_somebody_came_or_while_away_are_not_made_up_for() {
    // Of twenty shifts she owes 14 days' part: 20 · 14 / (3 · 28 + 14) = 2.86.
    for town in [
        back("2026-01-19", ""),
        back("", "d,unavailable,,,,2026-01-18\n"),
        back("", "d,unavailable,,,2026-01-04,2026-01-18\n"),
    ] {
        assert_eq!(days(&town, "d"), 14);
        assert_eq!(shifts(&town)[person(&town, "d")], 3);
    }
    // Without a word of it she has all that her weekly limit allows.
    assert_eq!(shifts(&back("", ""))[person(&back("", ""), "d")], 4);
    // Fourteen days are a holiday.
    assert_eq!(days(&back("", "d,unavailable,,,2026-01-05,2026-01-18\n"), "d"), 28);
}

/// Days count from the first row of the history, whoever it is about.
#[test]
fn the_time_that_counts_begins_with_the_history() {
    let since = |rows: &str| {
        let history = format!("date,start,staff,status\n{rows}");
        let town = folder(&[("plan.toml", FOUR_WEEKS), ("staff.csv", STAFF), ("history.csv", &history)]);
        town.attendance.since.to_string()
    };
    assert_eq!(since(""), "2026-01-05");
    assert_eq!(since("2026-01-02,08:00,a,assigned\n"), "2026-01-02");
    assert_eq!(
        since("2026-01-02,08:00,a,assigned\n2026-01-01,08:00,gone,assigned\n2025-12-31,08:00,,unfilled\n"),
        "2025-12-31"
    );
}

/// What somebody has worked who is present on no day changes nothing: there is no part that it could be held against.
#[test]
fn who_is_never_present_has_no_term() {
    let staff = "id,name,municipality,joined\na,Anna,1,\nb,Bo,1,2026-02-02\n";
    let history = "date,start,staff\n2026-01-02,08:00,b\n";
    let town = folder(&[("plan.toml", FOUR_WEEKS), ("staff.csv", staff), ("history.csv", history)]);
    assert_eq!(days(&town, "b"), 0);
    let first = window(&town, "2026-01-05 08:00");
    let value = verify::judge(&town, &Roster::empty(town.windows.len()).with(first, person(&town, "a"))).values[2];
    assert_eq!(value, (Rung::Rotation, 1.0));
    let of_anna = shifts(&town)[0];
    assert_eq!(of_anna, 8, "two a week, and nobody else is there");
}
