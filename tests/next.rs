//! A year of four quarters, each folder made from the one before: planned, worked, closed and carried on by commands alone.
//!
//! In: invented folders, with tables as CSV, in Danish, as grids and in a workbook. Out: every folder in order, balances that go on
//! summing to zero and stay below one shift, comments kept.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn vagtplan(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vagtplan")).args(arguments).output().expect("the program starts")
}

#[track_caller]
fn done(arguments: &[&str]) -> String {
    let output = vagtplan(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("it is text") + &said
}

fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// Plans, closes and carries on, and returns the next folder.
fn carried_on(folder: &Path, new: &Path) -> PathBuf {
    done(&["plan", text(folder), "-q"]);
    done(&["close", text(folder), text(&folder.join("out/roster.csv")), "-q"]);
    done(&["next", text(folder), text(new), "-q"]);
    done(&["check", text(new)]);
    new.to_owned()
}

#[test]
fn a_year_of_quarters_is_carried_on_without_a_file_made_by_hand() {
    let place = tempfile::tempdir().unwrap();
    let mut folder = place.path().join("q1");
    done(&["generate", text(&folder), "--municipalities", "5", "--staff", "24", "--seed", "3", "-q"]);
    // It begins with nothing behind it.
    ["ledger.csv", "history.csv"].iter().for_each(|file| fs::remove_file(folder.join(file)).unwrap());
    let plan = fs::read_to_string(folder.join("plan.toml")).unwrap();
    let period = plan.lines().find(|line| line.starts_with("period = ")).expect("it has a period");
    let plan = plan.replace(period, "period = \"2026-Q1\"");
    fs::write(folder.join("plan.toml"), format!("# kept for ever\n{plan}")).unwrap();
    for quarter in 2..=5 {
        folder = carried_on(&folder, &place.path().join(format!("q{quarter}")));
        let plan = fs::read_to_string(folder.join("plan.toml")).unwrap();
        let name = if quarter == 5 { "\"2027-Q1\"".to_owned() } else { format!("\"2026-Q{quarter}\"") };
        assert!(plan.starts_with("# kept for ever\n") && plan.contains(&format!("period = {name}")), "{plan}");
        let ledger = fs::read_to_string(folder.join("ledger.csv")).unwrap();
        let rows = ledger.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
        let balances: Vec<f64> = rows
            .filter(|cells| cells[1].is_empty())
            .map(|cells| cells[2].parse::<f64>().unwrap() - cells[3].parse::<f64>().unwrap())
            .collect();
        assert_eq!(balances.len(), 5);
        assert!(balances.iter().sum::<f64>().abs() < 1e-5, "{balances:?}");
        assert!(balances.iter().all(|balance| balance.abs() < 1.0), "{balances:?}");
        // Thirteen weeks are remembered, all of them before the period.
        let history = fs::read_to_string(folder.join("history.csv")).unwrap();
        assert!(history.lines().count() > 100);
        let first = if quarter == 5 { "2027-01-01".to_owned() } else { format!("2026-{:02}-01", 3 * quarter - 2) };
        assert!(history.lines().skip(1).all(|line| line < first.as_str()), "{first}");
    }
}

/// A folder of one week, as text.
fn written(folder: &Path, files: &[(&str, &str)]) {
    fs::create_dir_all(folder).unwrap();
    let plan = "period = { from = 2026-01-05, to = 2026-01-11 }\n[[windows]]\ndays = \"mon-fri\"\nstart = \"08:00\"\nseats = 1\n";
    let own = [
        ("plan.toml", plan),
        ("municipalities.csv", "code,name,population\n665,Lemvig,20000\n779,Skive,40000\n"),
        ("staff.csv", "id,name,municipality\nL,Lis,665\nS,Sam,779\nT,Tim,779\n"),
    ];
    for (name, text) in own.iter().chain(files) {
        fs::write(folder.join(name), text).unwrap();
    }
}

fn next_of(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("old");
    written(&folder, files);
    let new = carried_on(&folder, &place.path().join("new"));
    (place, new)
}

#[test]
fn columns_of_a_grid_that_are_over_stay_behind_and_those_that_say_when_somebody_can_do_not() {
    let grid = "staff,name,mon 08:00,2026-01-06,2026-01-07,2026-01-13\nL,Lis,-,-,,\nS,Sam,,,x,\nT,Tim,+,,,-\n";
    let (_place, new) = next_of(&[("availability.csv", grid)]);
    let told = fs::read_to_string(new.join("availability.csv")).unwrap();
    assert_eq!(told, "staff,name,mon 08:00,2026-01-07,2026-01-13\nL,Lis,-,,\nS,Sam,,x,\nT,Tim,+,,-\n");
}

#[test]
fn a_danish_spreadsheet_stays_one() {
    let availability = "staff;kind;from;to\r\nL;unavailable;05-01-2026;06-01-2026\r\nS;unavailable;07-01-2026;20-01-2026\r\nT;unavailable;10-01-2026;\r\n";
    let staff = "id;name;municipality;weight\r\nL;Lis;665;1\r\nS;Søren;779;0,5\r\nT;Tim;779;1\r\n";
    let (_place, new) = next_of(&[("availability.csv", availability), ("staff.csv", staff)]);
    let told = fs::read_to_string(new.join("availability.csv")).unwrap();
    let expected = "\u{feff}staff;kind;from;to\r\nS;unavailable;07-01-2026;20-01-2026\r\nT;unavailable;10-01-2026;\r\n";
    assert_eq!(told, expected);
    assert_eq!(fs::read_to_string(new.join("staff.csv")).unwrap(), format!("\u{feff}{staff}"));
}

#[test]
fn a_workbook_stays_one() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("old");
    done(&["init", text(&folder), "--excel", "--period", "2026-Q1", "-q"]);
    let new = carried_on(&folder, &place.path().join("new"));
    let files: Vec<String> = ["plan.xlsx", "staff.csv", "availability.csv", "plan.toml", "ledger.csv", "history.csv"]
        .into_iter()
        .filter(|name| new.join(name).exists())
        .map(str::to_owned)
        .collect();
    assert_eq!(files, ["plan.xlsx", "plan.toml", "ledger.csv", "history.csv"]);
    // And once more, from a folder that is half of each.
    carried_on(&new, &place.path().join("after"));
}

#[test]
fn who_has_left_and_owes_nothing_stays_behind() {
    let members = "code,name,population,left\n665,Lemvig,20000,\n779,Skive,40000,\n671,Struer,20000,2026-01-05\n661,Holstebro,50000,2026-01-05\n";
    let ledger = "municipality,burden,entitled,worked,until\n665,,10,10.5,2026-01-04\n671,,10,10,2026-01-04\n661,,10,9.5,2026-01-04\n";
    let staff = "id,name,municipality,left\nL,Lis,665,\nS,Sam,779,\nT,Tim,779,2026-01-12\nU,Ulla,671,\nH,Hans,661,\n";
    let (_place, new) = next_of(&[("municipalities.csv", members), ("ledger.csv", ledger), ("staff.csv", staff)]);
    // The balance of Holstebro was taken over as the period began, so that it is settled too.
    let told = fs::read_to_string(new.join("municipalities.csv")).unwrap();
    assert_eq!(told, "code,name,population,left\n665,Lemvig,20000,\n779,Skive,40000,\n");
    assert_eq!(
        fs::read_to_string(new.join("staff.csv")).unwrap(),
        "id,name,municipality,left\nL,Lis,665,\nS,Sam,779,\n"
    );
    let ledger = fs::read_to_string(new.join("ledger.csv")).unwrap();
    assert!(!ledger.contains("671,") && !ledger.contains("661,") && ledger.contains("\n779,"), "{ledger}");
}

#[test]
fn who_has_left_and_owes_something_stays_until_it_is_taken_over() {
    // Skive leaves as the period ends, so nobody has taken its balance over yet; its code is guarded in every table.
    let members = "code,name,population,left\n665,Lemvig,20000,\n'-7,Skive,40000,2026-01-12\n";
    let staff = "id,name,municipality\nL,Lis,665\nS,Sam,'-7\nT,Tim,Skive\n";
    let ledger =
        "municipality,burden,entitled,worked,until\n665,,1.333333,2,2026-01-11\nSkive,,3.666667,3,2026-01-11\n";
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("old");
    written(&folder, &[("municipalities.csv", members), ("staff.csv", staff)]);
    done(&["plan", text(&folder), "-q"]);
    done(&["close", text(&folder), text(&folder.join("out/roster.csv")), "-q"]);
    let ledgers = [fs::read_to_string(folder.join("out/ledger.csv")).unwrap(), ledger.to_owned()];
    for (number, ledger) in ledgers.iter().enumerate() {
        fs::write(folder.join("out/ledger.csv"), ledger).unwrap();
        let new = place.path().join(format!("new{number}"));
        let said = done(&["next", text(&folder), text(&new), "-q"]);
        assert!(!said.contains("nothing open"), "{said}");
        assert_eq!(fs::read_to_string(new.join("municipalities.csv")).unwrap(), members);
        assert_eq!(fs::read_to_string(new.join("ledger.csv")).unwrap(), *ledger);
        done(&["check", text(&new)]);
    }
    // What can't be read is no proof that nothing is open; what is even, by whatever name, is settled.
    let even = "municipality,burden,entitled,worked,until\n665,,2,2,2026-01-11\nskive,,3.000000,3,2026-01-11\n";
    fs::write(folder.join("out/ledger.csv"), even).unwrap();
    done(&["next", text(&folder), text(&place.path().join("even")), "-q"]);
    assert_eq!(
        fs::read_to_string(place.path().join("even/ledger.csv")).unwrap(),
        "municipality,burden,entitled,worked,until\n665,,2,2,2026-01-11\n"
    );
}

#[test]
fn the_history_of_another_period_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("old");
    written(&folder, &[]);
    done(&["plan", text(&folder), "-q"]);
    done(&["close", text(&folder), text(&folder.join("out/roster.csv")), "-q"]);
    fs::write(folder.join("out/history.csv"), "date,start,staff\n2020-01-06,08:00,L\n").unwrap();
    let output = vagtplan(&["next", text(&folder), text(&place.path().join("new"))]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("ends on 2020-01-06, which is not in the period that is closed"), "{said}");
    assert!(!place.path().join("new").exists());
}
