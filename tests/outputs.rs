//! What holds for the outputs of whole runs: the same bytes twice, figures that agree with each other and with `verify`,
//! colours only where they belong, and an orderly end when someone closes the pipe or fills the disk.
//!
//! In: the examples. Out: files in a folder that is gone afterwards. Roster bytes are never compared with stored ones:
//! equal optima are equally good.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const QUICKSTART: &str = "examples/quickstart";

fn vagtplan(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vagtplan"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn output(arguments: &[&str]) -> Output {
    vagtplan(arguments).output().expect("the program starts")
}

fn plan(folder: &str, out: &Path) -> Output {
    let output =
        output(&["plan", folder, "--out", out.to_str().expect("temporary folders have plain names"), "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).expect("whole JSON")
}

#[test]
fn the_same_folder_gives_the_same_bytes() {
    let place = tempfile::tempdir().unwrap();
    let (first, second) = (place.path().join("first"), place.path().join("second"));
    let printed = plan(QUICKSTART, &first).stdout;
    plan(QUICKSTART, &second);
    for name in ["roster.csv", "shares.csv", "roster.xlsx"] {
        assert!(fs::read(first.join(name)).unwrap() == fs::read(second.join(name)).unwrap(), "{name}");
    }
    assert_eq!(printed, fs::read(first.join("summary.json")).unwrap());
    let timeless = |out: &Path| {
        let mut summary = json(&fs::read(out.join("summary.json")).unwrap());
        summary["seconds"] = Value::Null;
        summary["goals"].as_array_mut().unwrap().iter_mut().for_each(|goal| goal["seconds"] = Value::Null);
        summary
    };
    assert_eq!(timeless(&first), timeless(&second));
}

#[test]
fn verify_finds_in_the_roster_what_the_summary_says_of_it() {
    let place = tempfile::tempdir().unwrap();
    let summary = json(&plan(QUICKSTART, place.path()).stdout);
    let roster = place.path().join("roster.csv");
    let verified = output(&["verify", QUICKSTART, roster.to_str().unwrap(), "--json"]);
    assert_eq!(verified.status.code(), Some(0));
    let judgement = json(&verified.stdout);
    assert_eq!(judgement["violations"].as_array().unwrap().len(), 0);
    assert_eq!(judgement["unfilled"], summary["unfilled"]);
    let values = |document: &Value| -> Vec<(Value, Value)> {
        let goals = document["goals"].as_array().unwrap().iter();
        goals.map(|goal| (goal["goal"].clone(), goal["value"].clone())).collect()
    };
    assert_eq!(values(&judgement), values(&summary));
    assert_eq!(summary["status"], "proven");
    for goal in summary["goals"].as_array().unwrap() {
        assert_eq!((&goal["proven"], &goal["bound"]), (&true.into(), &goal["value"]), "{goal}");
    }
}

#[test]
fn slagelse_owes_and_gets_ten_shifts_a_month() {
    let folder = "examples/sjaelland-2015";
    let shares = String::from_utf8(output(&["shares", folder]).stdout).unwrap();
    let row = shares.lines().find(|line| line.starts_with("Slagelse")).unwrap();
    assert!(row.contains(" ≈ 10 "), "{row}");

    let place = tempfile::tempdir().unwrap();
    plan(folder, place.path());
    let mut reader = csv::Reader::from_path(place.path().join("shares.csv")).unwrap();
    let row = reader.records().map(Result::unwrap).find(|row| &row[1] == "Slagelse" && row[2].is_empty()).unwrap();
    assert_eq!(&row[8], "10", "{row:?}");
}

#[test]
fn a_reader_who_has_had_enough_is_no_error() {
    let mut child = vagtplan(&["shares", "examples/ddh-2025", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_not_passed_over() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = vagtplan(&["shares", QUICKSTART]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: can't write to 'stdout': the disk is full\n  = help: "), "{said}");
}

#[test]
fn colours_come_when_asked_for_and_stay_away_otherwise() {
    let colours = |arguments: &[&str]| output(arguments).stdout.contains(&0x1b);
    assert!(!colours(&["shares", QUICKSTART]));
    assert!(!colours(&["shares", QUICKSTART, "--color", "never"]));
    assert!(colours(&["shares", QUICKSTART, "--color", "always"]));
    let quiet = vagtplan(&["shares", QUICKSTART]).env("NO_COLOR", "1").output().unwrap();
    assert!(!quiet.stdout.contains(&0x1b));
}

/// The number of threads is no part of what comes out, nor of what is proven.
#[test]
fn withdraw_comes_to_the_same_on_any_number_of_threads() {
    let withdrawn = |threads: &str| {
        let place = tempfile::tempdir().unwrap();
        let out = place.path().to_str().unwrap();
        let run = output(&["withdraw", QUICKSTART, "--all", "--threads", threads, "--out", out, "--json"]);
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
        (run.stdout, fs::read(place.path().join("withdraw-all.csv")).unwrap())
    };
    let alone = withdrawn("1");
    assert!(alone.1.iter().filter(|&&byte| byte == b'\n').count() > 2, "a heading and the members");
    assert_eq!(withdrawn("3"), alone);
}

#[test]
fn a_time_limit_leaves_a_roster_and_claims_no_more_than_is_proven() {
    let place = tempfile::tempdir().unwrap();
    let out = place.path().to_str().unwrap();
    let output = output(&["plan", "examples/ddh-2025", "--out", out, "--time-limit", "0.2", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let summary = json(&output.stdout);
    for goal in summary["goals"].as_array().unwrap() {
        assert!(goal["proven"] == false || goal["bound"] == goal["value"], "{goal}");
    }
    let roster = place.path().join("roster.csv");
    let verified = vagtplan(&["verify", "examples/ddh-2025", roster.to_str().unwrap()]).output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[test]
fn shares_are_written_as_files_also_for_a_year() {
    let place = tempfile::tempdir().unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/ddh-2025");
    let out = place.path().to_str().unwrap();
    let arguments = ["shares", folder, "--period", "2026", "--json"];
    let printed = output(&[&arguments[..], &["--out", out]].concat());
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    assert_eq!(printed.stdout, output(&arguments).stdout, "files change nothing of what is printed");
    assert_eq!(std::fs::read(place.path().join("shares.json")).unwrap(), printed.stdout);
    let document = json(&printed.stdout);
    assert_eq!(document["period"]["from"], "2026-01-01");
    let rows = document["shares"].as_array().unwrap();
    let csv = std::fs::read_to_string(place.path().join("shares.csv")).unwrap();
    assert!(
        csv.starts_with("municipality,municipality_name,burden,population,share,entitled,carried,target\n"),
        "{csv}"
    );
    assert_eq!(csv.lines().count(), 1 + rows.len());
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(place.path().join("shares.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Andele").unwrap();
    // A sum for all shifts and each burden stands below its accounts.
    let classes: std::collections::BTreeSet<&str> = rows.iter().map(|row| row["burden"].as_str().unwrap()).collect();
    assert_eq!(sheet.height(), 1 + rows.len() + classes.len());
    let wrong = output(&["shares", folder, "--period", "soon"]);
    assert_eq!(wrong.status.code(), Some(3));
}
