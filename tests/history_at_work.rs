//! What was worked before the period binds the plan: weekly limits and rest reach over the boundary, and turns go on.
//!
//! In: small towns whose period begins in the middle of a week, with and without a history. Out: rosters that differ for
//! that reason alone. The last test goes the whole way: plan, close, copy the files, plan the next period.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use chrono::{TimeDelta, Weekday};
use support::by_hand::{date, instance, municipality, past, person, staff, stance, window};
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::Rule;
use vagtplan::domain::{Burden, Instance};
use vagtplan::planning::{self, Options, Status};

/// A period from Wednesday to the Sunday of the next week, one seat a day, and two colleagues.
fn town(starts: &[&str], burdens: Vec<Burden>) -> Instance {
    let people = vec![staff("anna", "Anna", 0, 1), staff("bo", "Bo", 0, 1)];
    instance(("2026-04-01", "2026-04-12"), starts, 1, burdens, vec![municipality("1", "One", 100)], people)
}

fn planned(instance: &Instance) -> Roster {
    let plan = planning::plan(&Arc::new(instance.clone()), &Options::default(), &mut |_| ())
        .unwrap_or_else(|defect| panic!("{defect}"))
        .expect("a roster");
    assert_eq!(plan.status, Status::Proven);
    plan.verified.roster().clone()
}

/// How many shifts a person has before a date, and from it on.
fn shifts(instance: &Instance, roster: &Roster, id: &str, boundary: &str) -> (usize, usize) {
    let (id, boundary) = (person(instance, id), date(boundary));
    let held = instance.windows.iter().zip(&roster.shifts).filter(|(_, staff)| staff.contains(&id));
    let (before, after): (Vec<_>, Vec<_>) = held.partition(|(window, _)| window.date < boundary);
    (before.len(), after.len())
}

#[test]
fn a_week_that_began_in_the_last_period_counts_whole() {
    let mut town = town(&["08:00"], Vec::new());
    town.edit(|town| town.staff[0].limits[Rule::ShiftsPerWeek] = Some(2));
    let free = shifts(&town, &planned(&town), "anna", "2026-04-06");
    assert_eq!(free, (2, 2), "without a history Anna works two in each week");
    for worked in ["2026-03-30 08:00", "2026-03-31 08:00"] {
        town.edit(|town| town.history.push(past(town, "anna", worked)));
    }
    let bound = shifts(&town, &planned(&town), "anna", "2026-04-06");
    assert_eq!(bound, (0, 2), "Monday and Tuesday were her two of the first week");
}

#[test]
fn rest_is_kept_after_a_late_shift_the_evening_before() {
    const FIRST: &str = "2026-04-01 07:00";
    let mut town = town(&["07:00"], Vec::new());
    town.edit(|town| {
        town.rest = TimeDelta::hours(11);
        stance(town, "anna", FIRST).prefers = 1;
    });
    let on = |town: &Instance| planned(town).shifts[window(town, FIRST)].clone();
    assert_eq!(on(&town), [person(&town, "anna")]);
    // Until 22:00: nine hours before the first window.
    town.edit(|town| town.history = vec![past(town, "anna", "2026-03-31 18:00")]);
    assert_eq!(on(&town), [person(&town, "bo")]);
    // Alone she leaves the seat empty: nobody is worn out for a full roster.
    town.edit(|town| stance(town, "bo", FIRST).available = false);
    assert!(on(&town).is_empty());
}

#[test]
fn who_worked_more_last_period_has_fewer_turns_now() {
    let sunday = Burden { name: "sunday".into(), days: vec![Weekday::Sun], starts: Vec::new() };
    let mut town = town(&["08:00"], vec![sunday]);
    assert_eq!(shifts(&town, &planned(&town), "anna", "2026-04-01"), (0, 6));
    let all = ["2026-03-19", "2026-03-20", "2026-03-22", "2026-03-29"];
    town.edit(|town| {
        town.history = all.iter().map(|day| past(town, "anna", &format!("{day} 08:00"))).collect();
        for shift in &mut town.history[2..] {
            shift.burdens = vec![0];
        }
    });
    let roster = planned(&town);
    assert_eq!(shifts(&town, &roster, "anna", "2026-04-01"), (0, 4), "eight each, hers from last period counted in");
    for sunday in ["2026-04-05 08:00", "2026-04-12 08:00"] {
        assert_eq!(roster.shifts[window(&town, sunday)], [person(&town, "bo")], "she had both Sundays");
    }
}

#[test]
fn what_close_writes_is_what_the_next_period_needs() {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let (old, new) = (place.path().join("old"), place.path().join("new"));
    write(&old, "{ from = 2026-03-30, to = 2026-03-31 }");
    put(&old, "availability.csv", "staff,kind\nbo,unavailable\n");
    write(&new, "{ from = 2026-04-01, to = 2026-04-12 }");
    let old = old.to_str().expect("a plain path");
    let roster = format!("{old}/out/roster.csv");
    let next = new.to_str().expect("a plain path");

    succeed(&["plan", old]);
    succeed(&["close", old, &roster, "--out", next]);
    assert_eq!(
        read(&new, "ledger.csv"),
        "municipality,burden,entitled,worked,until\n1,,2.000000,2,2026-03-31\n",
        "closed into the next period's folder"
    );
    assert_eq!(read(&new, "history.csv"), fs::read_to_string(&roster).expect("plan wrote it"));
    // Anna's two shifts of the week are worked, so the rest of it is Bo's; then she has her two.
    succeed(&["plan", next]);
    let days: Vec<String> = read(&new, "out/roster.csv")
        .lines()
        .filter(|row| row.contains(",anna,"))
        .map(|row| row.split(',').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(days.len(), 2, "{days:?}");
    assert!(days.iter().all(|day| day.as_str() >= "2026-04-06"), "{days:?}");

    // The other way round nothing is counted twice: the old period refuses the ledger that holds it.
    fs::copy(new.join("ledger.csv"), format!("{old}/ledger.csv")).expect("a file can be copied");
    let again = run(&["close", old, &roster]);
    assert_eq!(again.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&again.stderr).contains("V409"));
}

fn write(folder: &Path, period: &str) {
    fs::create_dir(folder).expect("a folder can be made");
    put(
        folder,
        "plan.toml",
        &format!("period = {period}\n[[windows]]\ndays = \"mon-sun\"\nstart = \"08:00\"\nseats = 1\n"),
    );
    put(folder, "municipalities.csv", "code,name,population\n1,One,100\n");
    put(folder, "staff.csv", "id,name,municipality,shifts_per_week\nanna,Anna,1,2\nbo,Bo,1,7\n");
}

fn put(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("a file can be written");
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).output().expect("the binary starts")
}

fn succeed(arguments: &[&str]) {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}
