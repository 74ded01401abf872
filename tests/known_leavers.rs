//! Who is a member on that day: withdrawals after withdrawals, whatever the order in which they are entered.
//!
//! In: the hotline of the examples with a withdrawal entered in municipalities.csv, and a small hotline with joiners and
//! leavers on several days. Out: agreement with sums from populations and dates alone.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use serde_json::Value;
use support::by_hand::{date, exact, instance, municipality, staff};
use vagtplan::domain::{Exact, Instance, LedgerEntry};
use vagtplan::membership::balance::settle_then;
use vagtplan::membership::{effect, known};

/// Seats of examples/ddh-2025, and inhabitants of all members and of the two that leave.
const SEATS: f64 = 1027.0;
const ALL: f64 = 1_699_007.0;
const LEMVIG: f64 = 19_722.0;
const STRUER: f64 = 21_036.0;

/// The hotline of the example, where those named have given notice.
fn hotline(leaving: &[(&str, &str)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ddh-2025");
    for file in std::fs::read_dir(example).unwrap().map(Result::unwrap).filter(|file| file.path().is_file()) {
        std::fs::copy(file.path(), place.path().join(file.file_name())).unwrap();
    }
    let members = std::fs::read_to_string(place.path().join("municipalities.csv")).unwrap();
    let mut lines = members.lines().map(str::to_owned);
    let mut text = lines.next().unwrap() + ",left\n";
    for line in lines {
        let left = leaving.iter().find(|(name, _)| line.contains(&format!(",{name},"))).map_or("", |(_, day)| day);
        text += &format!("{line},{left}\n");
    }
    std::fs::write(place.path().join("municipalities.csv"), text).unwrap();
    place
}

fn withdraw(place: &Path, arguments: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vagtplan"));
    command.args(["withdraw", ".", "--json"]).args(arguments).current_dir(place);
    let output = command.output().expect("the binary starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A figure of those who stay, by code and burden.
fn of_those_who_stay(document: &Value, figure: &str) -> BTreeMap<(String, String), f64> {
    let rows = document["members"].as_array().expect("rows").iter().filter(|row| row["change"] == "stays");
    let key =
        |row: &Value| (row["municipality"].as_str().unwrap().to_owned(), row["burden"].as_str().unwrap().to_owned());
    rows.map(|row| (key(row), row[figure].as_f64().unwrap_or(-1.0))).collect()
}

fn owed(document: &Value, code: &str, figure: &str) -> f64 {
    let rows = document["members"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["municipality"] == code && row["burden"] == "").expect("the member's row");
    row[figure].as_f64().expect("a number")
}

#[test]
fn a_known_leaver_is_counted_out_before_and_after() {
    let lemvig = hotline(&[("Lemvig", "2026-01-01")]);
    let day = ["--municipality", "Struer", "--from", "2026-01-01"];
    let dated = withdraw(lemvig.path(), &day);
    let part = SEATS * STRUER / (ALL - LEMVIG);
    assert!((owed(&dated, "671", "entitled_before") - part).abs() < 1e-6 && format!("{part:.2}") == "12.86");
    let staying = of_those_who_stay(&dated, "entitled_after");
    assert_eq!(staying.keys().filter(|(_, burden)| burden.is_empty()).count(), 24);
    assert_eq!(dated["steps"][0]["members"], 24);
    assert_eq!(dated["steps"][0]["population"], 1_658_249);
    assert_eq!(dated["known"][0]["municipality"], "665");
    assert_eq!(dated["known"][0]["counted"], true);

    // Without a day it is a member of the period, and that it leaves later is said.
    let now = withdraw(lemvig.path(), &day[..2]);
    let part = SEATS * STRUER / ALL;
    assert!((owed(&now, "671", "entitled_before") - part).abs() < 1e-6 && format!("{part:.2}") == "12.72");
    assert_eq!(now["known"][0]["counted"], false);

    // The other way round, and both at once, everybody else ends in the same place.
    let struer = hotline(&[("Struer", "2026-01-01")]);
    let other = withdraw(struer.path(), &["--municipality", "Lemvig", "--from", "2026-01-01"]);
    let neither = hotline(&[]);
    let both = withdraw(neither.path(), &["--municipality", "Struer", "Lemvig", "--from", "2026-01-01"]);
    for figure in ["share_after", "entitled_after", "year_after", "most", "short", "balance_after"] {
        let after = of_those_who_stay(&dated, figure);
        assert_eq!(after, of_those_who_stay(&other, figure), "{figure}");
        assert_eq!(after, of_those_who_stay(&both, figure), "{figure}");
    }
    for document in [&other, &both] {
        assert_eq!(document["unfilled_after"], dated["unfilled_after"]);
    }
}

#[test]
fn leavers_on_several_days_are_shown_step_by_step() {
    let lemvig = hotline(&[("Lemvig", "2026-01-01")]);
    let later = withdraw(lemvig.path(), &["--municipality", "Struer", "--from", "2026-07-01"]);
    let steps = later["steps"].as_array().unwrap();
    let moved = [SEATS * LEMVIG / ALL, SEATS * STRUER / (ALL - LEMVIG)];
    assert_eq!(steps.len(), 2);
    for (step, (day, moved)) in steps.iter().zip(["2026-01-01", "2026-07-01"].iter().zip(moved)) {
        assert_eq!(step["from"], **day);
        assert!((step["moved"].as_f64().unwrap() - moved).abs() < 1e-6, "{step}");
    }
    assert_eq!(steps[0]["population"], 1_679_285);
    // On the way there Lemvig is still a member, and said to leave later.
    let lemvig = hotline(&[("Lemvig", "2026-07-01")]);
    let first = withdraw(lemvig.path(), &["--municipality", "Struer", "--from", "2026-01-01"]);
    assert!((owed(&first, "671", "entitled_before") - SEATS * STRUER / ALL).abs() < 1e-6);
    assert_eq!(first["known"][0]["counted"], false);
}

/// Five towns, of which two join and two leave on days after the period.
fn towns() -> Instance {
    let towns = [
        (10_000, None, None),
        (20_000, None, Some("2026-03-01")),
        (30_000, Some("2026-02-01"), None),
        (40_000, None, Some("2026-04-01")),
        (50_000, Some("2026-05-01"), None),
    ];
    let members = towns.iter().enumerate().map(|(m, &(population, joined, left))| {
        let mut town = municipality(&format!("{}", 101 + m), &format!("Town {m}"), population);
        (town.joined, town.left) = (joined.map(date), left.map(date));
        town
    });
    let members: Vec<_> = members.collect();
    let people = (0..5).map(|m| staff(&format!("p{m}"), "P", m, 1)).collect();
    let mut towns = instance(("2026-01-05", "2026-01-18"), &["08:00"], 3, Vec::new(), members, people);
    for (m, balance) in [(0, -6), (1, 1), (3, 5)] {
        let entry = LedgerEntry { entitled: exact(10 + balance, 1), worked: exact(10, 1) };
        towns.edit(|towns| towns.ledger.insert((m, None), entry));
    }
    towns
}

/// Entitlement of a town among those of the day, by population.
fn share_on(towns: &Instance, m: usize, day: NaiveDate, gone: &[usize]) -> Exact {
    let is_there = |m: usize| {
        let town = &towns.municipalities[m];
        town.joined.is_none_or(|joined| joined <= day) && town.left.is_none_or(|left| day < left) && !gone.contains(&m)
    };
    let all: u64 = (0..5).filter(|&m| is_there(m)).map(|m| towns.municipalities[m].population).sum();
    if is_there(m) { exact(42 * towns.municipalities[m].population as i64, all as i64) } else { exact(0, 1) }
}

#[test]
fn on_each_day_the_members_are_those_of_the_day() {
    let towns = towns();
    for day in ["2026-01-05", "2026-02-01", "2026-02-28", "2026-03-01", "2026-04-01", "2026-05-01"].map(date) {
        let before = towns.clone().as_of(day);
        let after = before.clone().without(&[0], None);
        for (m, member) in effect::members(&before, &after, None).iter().enumerate() {
            assert_eq!(member.before.owed[0], share_on(&towns, m, day, &[]), "{day}, town {m}");
            assert_eq!(member.after.owed[0], share_on(&towns, m, day, &[0]), "{day}, town {m}");
        }
        // Whoever has left by then has handed its balance over to those who are there, and the first does so as well.
        let balances = &settle_then(&towns, &before, &[0])[0];
        let gone = |m: usize| towns.municipalities[m].left.is_some_and(|left| left <= day);
        let written = [-6, 1, 0, 5, 0];
        let left: i64 = (0..5).filter(|&m| gone(m)).map(|m| written[m]).sum();
        let seats = exact(42, 1);
        for m in 0..5 {
            let own = if gone(m) { exact(0, 1) } else { exact(written[m], 1) };
            let own = own + exact(left, 1) * share_on(&towns, m, day, &[]) / &seats;
            assert_eq!(balances[m].before, own, "{day}, town {m}");
        }
        let sum =
            |side: fn(&vagtplan::membership::balance::Balance) -> &Exact| balances.iter().map(side).sum::<Exact>();
        assert_eq!((sum(|balance| &balance.before), sum(|balance| &balance.after)), (exact(0, 1), exact(0, 1)));
    }
    let steps = known::steps(&towns, towns.period.from, date("2026-04-01"), |then| then.without(&[0], None));
    let told: Vec<_> = steps
        .iter()
        .map(|step| (step.day.to_string(), step.leaving.clone(), step.joining.clone(), step.population))
        .collect();
    assert_eq!(
        told,
        [
            ("2026-02-01".to_owned(), vec![], vec![2], 100_000),
            ("2026-03-01".to_owned(), vec![1], vec![], 80_000),
            ("2026-04-01".to_owned(), vec![0, 3], vec![], 30_000),
        ]
    );
    assert_eq!(steps[1].moved, exact(42 * 20, 100));
    assert_eq!(steps[2].moved, exact(42 * 50, 80));
    assert_eq!((&steps[0].taken, &steps[0].moved), (&exact(42 * 30, 100), &exact(0, 1)));
}

/// West left as the period begins, owing six shifts; North and South took them over. East, which joins in April, was not there: on
/// a day in July it has taken nothing over from West, but does from South, which leaves then.
#[test]
fn who_joins_later_takes_nothing_over_from_who_had_left_before() {
    let towns = [
        (10_000, None, None),
        (30_000, None, None),
        (20_000, Some("2026-04-01"), None),
        (5_000, None, Some("2026-01-05")),
    ];
    let members = towns.iter().enumerate().map(|(m, &(population, joined, left))| {
        let mut town = municipality(&format!("{}", 101 + m), &format!("Town {m}"), population);
        (town.joined, town.left) = (joined.map(date), left.map(date));
        town
    });
    let members: Vec<_> = members.collect();
    let people = (0..4).map(|m| staff(&format!("p{m}"), "P", m, 1)).collect();
    let mut towns = instance(("2026-01-05", "2026-01-18"), &["08:00"], 3, Vec::new(), members, people);
    for (m, balance) in [(0, -2), (1, -4), (3, 6)] {
        let entry = LedgerEntry { entitled: exact(10 + balance, 1), worked: exact(10, 1) };
        towns.edit(|towns| towns.ledger.insert((m, None), entry));
    }
    let then = towns.clone().as_of(date("2026-07-01"));
    let balances = &settle_then(&towns, &then, &[1])[0];
    let sides: Vec<_> = balances.iter().map(|balance| (balance.before.clone(), balance.after.clone())).collect();
    let halves = |before: i64, after: i64| (exact(before, 2), exact(after, 6));
    // South has 0.5, which go to North and East by 1 to 2.
    assert_eq!(sides, [halves(-1, -2), halves(1, 0), halves(0, 2), halves(0, 0)]);
}
