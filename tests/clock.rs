//! Time as it passes: rest over the change of the clock, and absences over midnight.
//!
//! In: a town whose period has the last weekend of March or October in it, and folders with night windows. Out: both engines,
//! the referee, legality, locks and history agree on what was rested, and a window that has a part in an absence is out.

mod support;

use std::fs;
use std::sync::Arc;

use chrono::TimeDelta;
use support::by_hand::{instance, municipality, past, person, roster, staff, stance, window};
use vagtplan::diagnostic::{Diagnostic, render};
use vagtplan::domain::Instance;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::Rule;
use vagtplan::legality::Tally;
use vagtplan::planning::{self, Engine, Options, Status};
use vagtplan::{check, read, verify};

/// Windows at 09:00 and 18:00 on the Saturday and Sunday, four hours each, and Anna alone.
fn weekend(saturday: &str, sunday: &str, rest_minutes: i64) -> Instance {
    let people = vec![staff("anna", "Anna", 0, 1)];
    let members = vec![municipality("1", "One", 100)];
    let mut town = instance((saturday, sunday), &["09:00", "18:00"], 1, Vec::new(), members, people);
    town.edit(|town| town.rest = TimeDelta::minutes(rest_minutes));
    town
}

/// The most seats that Anna can take, by both engines.
fn most(town: &Instance) -> usize {
    let planned = |engine| {
        let options = Options { engine, ..Options::default() };
        let plan =
            planning::plan(&Arc::new(town.clone()), &options, &mut |_| ()).expect("no defect").expect("a roster");
        assert_eq!(plan.status, Status::Proven);
        plan.verified.roster().shifts.iter().map(Vec::len).sum::<usize>()
    };
    let (fast, plain) = (planned(Engine::Fast), planned(Engine::Plain));
    assert_eq!(fast, plain);
    fast
}

fn breaks_rest(town: &Instance, roster: &Roster) -> bool {
    verify::judge(town, roster).violations.iter().any(|violation| violation.rule == Rule::RestHours)
}

/// Saturday until 22:00, Sunday from 09:00: eleven hours by the clock.
#[test]
fn rest_is_as_long_as_time_passes() {
    for (saturday, sunday, hours) in
        [("2026-03-28", "2026-03-29", 10), ("2026-10-24", "2026-10-25", 12), ("2026-04-11", "2026-04-12", 11)]
    {
        let late = format!("{saturday} 18:00");
        let early = format!("{sunday} 09:00");
        for (rest, is_enough) in [(60 * hours, true), (60 * hours + 1, false)] {
            let mut town = weekend(saturday, sunday, rest);
            town.edit(|town| {
                town.staff[0].limits[Rule::ShiftsPerDay] = Some(2);
                town.staff[0].limits[Rule::ShiftsPerWeek] = Some(4);
            });
            let both = roster(&town, &[(&late, "anna"), (&early, "anna")]);
            assert_eq!(breaks_rest(&town, &both), !is_enough, "{saturday}, {rest} minutes");
            assert_eq!(most(&town), if is_enough { 4 } else { 3 }, "{saturday}, {rest} minutes");
            // One shift a day: the rows of the model are cliques then.
            town.edit(|town| {
                town.staff[0].limits[Rule::ShiftsPerDay] = Some(1);
                stance(town, "anna", &format!("{saturday} 09:00")).available = false;
                stance(town, "anna", &format!("{sunday} 18:00")).available = false;
            });
            assert_eq!(most(&town), if is_enough { 2 } else { 1 }, "{saturday}, {rest} minutes");
            let tired = Tally::of(&town, &roster(&town, &[(&late, "anna")])).obstacles(0, window(&town, &early));
            assert_eq!(tired.is_empty(), is_enough, "{saturday}, {rest} minutes: {tired:?}");
        }
    }
}

#[test]
fn rest_after_history_is_as_long_as_time_passes() {
    for (saturday, sunday, hours) in [("2026-03-28", "2026-03-29", 10), ("2026-10-24", "2026-10-25", 12)] {
        for (rest, is_enough) in [(60 * hours, true), (60 * hours + 1, false)] {
            let mut town = weekend(sunday, sunday, rest);
            town.edit(|town| {
                town.history = vec![past(town, "anna", &format!("{saturday} 18:00"))];
                town.stances[1].available = false;
            });
            assert_eq!(most(&town), usize::from(is_enough), "{saturday}, {rest} minutes");
            let early = roster(&town, &[(&format!("{sunday} 09:00"), "anna")]);
            assert_eq!(breaks_rest(&town, &early), !is_enough, "{saturday}, {rest} minutes");
        }
    }
}

/// What is said tells the hours that pass.
#[test]
fn the_referee_says_how_long_the_rest_was() {
    let town = weekend("2026-03-28", "2026-03-29", 11 * 60);
    let both = roster(&town, &[("2026-03-28 18:00", "anna"), ("2026-03-29 09:00", "anna")]);
    let said: Vec<String> = verify::judge(&town, &both).violations.into_iter().map(|broken| broken.message).collect();
    assert!(said.iter().any(|said| said.contains("sat 2026-03-28 22:00") && said.contains("10 h later")), "{said:?}");
}

const NIGHTS: &str = "[[windows]]\ndays = \"mon-sun\"\nstart = \"22:00\"\nhours = 8\nseats = 1\n\
    [[windows]]\ndays = \"mon-sun\"\nstart = \"18:00\"\nhours = HOURS\nseats = 1\n[rules]\nrest_hours = 11\n";

/// A folder of two weeks with nights, and evenings of so many hours before them.
fn nights(period: &str, hours: &str, tables: &[(&str, &str)]) -> (Option<Instance>, Vec<Diagnostic>) {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("a file can be written");
    put("plan.toml", &format!("period = {{ {period} }}\n{}", NIGHTS.replace("HOURS", hours)));
    put("municipalities.csv", "code,name,population\n1,One,100\n");
    put("staff.csv", "id,name,municipality\nanna,Anna,1\nbo,Bo,1\n");
    tables.iter().for_each(|(name, text)| put(name, text));
    let (rows, mut findings) = read::folder(place.path());
    let (instance, more) = check::instance(&rows);
    findings.extend(more);
    (instance, findings)
}

const TWO_WEEKS: &str = "from = 2026-01-05, to = 2026-01-18";

/// The windows in which Anna is not available.
fn out(availability: &str) -> Vec<String> {
    let (instance, findings) = nights(TWO_WEEKS, "4", &[("availability.csv", availability)]);
    let town = instance.unwrap_or_else(|| panic!("{}", render(&findings, false)));
    let anna = person(&town, "anna");
    let out = (0..town.windows.len()).filter(|&w| !town.stance(anna, w).available);
    out.map(|w| town.windows[w].begin().format("%d %H:%M").to_string()).collect()
}

#[test]
fn an_absence_is_about_moments_and_not_about_the_day_a_window_starts() {
    // From Tuesday to Wednesday, both included. Monday's evening ends at 22:00, Monday's night at 06:00.
    let expected = ["05 22:00", "06 18:00", "06 22:00", "07 18:00", "07 22:00"];
    let dated = "staff,kind,days,start,from,to\nanna,unavailable,,,2026-01-06,2026-01-07\n";
    assert_eq!(out(dated), expected);
    // The same in a grid, with an ordinary column beside it.
    let grid = "staff,2026-01-06,2026-01-07,mon 18:00\nanna,-,-,+\n";
    assert_eq!(out(grid), expected);
    // The first and the last day of the period: Sunday's night reaches beyond it.
    let first = "staff,kind,days,start,from,to\nanna,unavailable,,,,2026-01-05\n";
    assert_eq!(out(first), ["05 18:00", "05 22:00"]);
    let last = "staff,kind,days,start,from,to\nanna,unavailable,,,2026-01-18,\n";
    assert_eq!(out(last), ["17 22:00", "18 18:00", "18 22:00"]);
    let after = "staff,kind,days,start,from,to\nanna,unavailable,,,2026-01-19,\n";
    assert_eq!(out(after), ["18 22:00"], "an absence after the period has a part of its last night");
    // Rows that name windows are about those alone, and wishes and availability about the day a window starts.
    let named = "staff,kind,days,start,from,to\nanna,unavailable,,22:00,2026-01-06,2026-01-07\n";
    assert_eq!(out(named), ["06 22:00", "07 22:00"]);
    let by_day = "staff,kind,days,start,from,to\nanna,unavailable,tue,,2026-01-06,2026-01-07\n";
    assert_eq!(out(by_day), ["06 18:00", "06 22:00"]);
    let in_grid = "staff,2026-01-06 22:00\nanna,-\n";
    assert_eq!(out(in_grid), ["06 22:00"]);
    let until = "staff,kind,days,start,from,to\nanna,available,,,,2026-01-17\n";
    assert_eq!(out(until), ["18 18:00", "18 22:00"], "the night of the 17th belongs to that day");
}

#[test]
fn a_window_that_ends_at_midnight_has_no_part_in_the_next_day() {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("a file can be written");
    put(
        "plan.toml",
        "period = { from = 2026-01-05, to = 2026-01-08 }\n[[windows]]\ndays = \"mon-thu\"\nstart = \"20:00\"\nhours = 4\nseats = 1\n",
    );
    put("municipalities.csv", "code,name,population\n1,One,100\n");
    put("staff.csv", "id,name,municipality\nanna,Anna,1\nbo,Bo,1\n");
    put("availability.csv", "staff,kind,days,start,from,to\nanna,unavailable,,,2026-01-06,2026-01-06\n");
    let instance = check::instance(&read::folder(place.path()).0).0.expect("a folder in order");
    let free: Vec<bool> = (0..4).map(|w| instance.stance(0, w).available).collect();
    assert_eq!(free, [true, false, true, true]);
}

#[test]
fn locks_rest_as_long_as_time_passes() {
    let locks = "date,start,staff,kind\n2026-03-28,18:00,anna,fixed\n2026-03-29,09:00,anna,fixed\n";
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("a file can be written");
    for (rest, is_enough) in [("10", true), ("11", false)] {
        let windows = "[[windows]]\ndays = \"sat-sun\"\nstart = \"18:00\"\nseats = 1\n[[windows]]\ndays = \"sat-sun\"\nstart = \"09:00\"\nseats = 1\n";
        put(
            "plan.toml",
            &format!("period = {{ from = 2026-03-23, to = 2026-03-29 }}\n{windows}[rules]\nrest_hours = {rest}\n"),
        );
        put("municipalities.csv", "code,name,population\n1,One,100\n");
        put("staff.csv", "id,name,municipality\nanna,Anna,1\n");
        put("locks.csv", locks);
        let (rows, _) = read::folder(place.path());
        let (instance, findings) = check::instance(&rows);
        assert_eq!(instance.is_some(), is_enough, "{}", render(&findings, false));
        let said = render(&findings, false);
        assert_eq!(said.contains("V510"), !is_enough, "{said}");
        assert!(is_enough || said.contains("10 hours after"), "{said}");
    }
}
