//! Where an absence can be entered: availability in a workbook or a sheet, and what gives way to a CSV file.
//!
//! In: the folder of the case "absent-illness" with its availability kept otherwise. Out: whether the command enters the absence,
//! and that nothing is touched where it does not.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::workbook::workbook;

const HEADINGS: &str = "staff,kind,days,start,from,to\n";

/// The folder without availability.
fn folder() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/absent-illness/cmd.in");
    for file in fs::read_dir(case).expect("it is there").map(Result::unwrap) {
        if file.file_name() != "availability.csv" {
            fs::copy(file.path(), place.path().join(file.file_name())).expect("a copy");
        }
    }
    place
}

/// Status and stderr of the command.
fn absent(place: &Path, more: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vagtplan"));
    command.args(["absent", ".", "--published", "published.csv", "--staff", "SKI1", "--from", "2026-01-12"]);
    let output = command.args(more).env("NO_COLOR", "1").current_dir(place).output().expect("the binary starts");
    (output.status.code().expect("a status"), String::from_utf8(output.stderr).expect("text"))
}

/// The names of everything in the folder and below.
fn names(place: &Path) -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = fs::read_dir(place).expect("a folder").map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

#[test]
fn a_workbook_with_rows_is_not_written_over_and_the_row_is_said() {
    let rows = format!("{HEADINGS}SKI4,prefers,tue,16:00,,\n");
    for (file, sheet, said) in [
        ("availability.xlsx", "availability", "availability is kept in availability.xlsx"),
        ("plan.xlsx", "availability", "availability is kept in sheet 'availability'"),
    ] {
        let place = folder();
        let bytes = workbook(&[(sheet, rows.as_str())]);
        fs::write(place.path().join(file), &bytes).expect("it takes files");
        let before = names(place.path());
        let (status, stderr) = absent(place.path(), &[]);
        assert_eq!(status, 3, "{stderr}");
        assert!(stderr.contains(said), "{stderr}");
        let row = "enter this row there: staff SKI1, kind unavailable, from 2026-01-12, 'to' left empty";
        assert!(stderr.contains(row), "{stderr}");
        assert_eq!(names(place.path()), before);
        assert_eq!(fs::read(place.path().join(file)).expect("it is there"), bytes);
    }
}

#[test]
fn a_sheet_of_headings_alone_gives_way_to_a_file() {
    let place = folder();
    fs::write(place.path().join("plan.xlsx"), workbook(&[("availability", HEADINGS)])).expect("it takes files");
    let (status, stderr) = absent(place.path(), &["--csv-style", "excel-da"]);
    assert_eq!(status, 0, "{stderr}");
    let written = fs::read_to_string(place.path().join("availability.csv")).expect("it is there");
    assert_eq!(written, "\u{feff}staff;kind;days;start;from;to\r\nSKI1;unavailable;;;12-01-2026;\r\n");
    // And again: the row is there, and the folder is read as it was planned.
    let (status, stderr) = absent(place.path(), &["--out", "again"]);
    assert_eq!(status, 0, "{stderr}");
    assert!(stderr.contains("availability.csv has this absence already"), "{stderr}");
    let summary = |name: &str| fs::read_to_string(place.path().join(name)).expect("it is there");
    let inputs = |text: &str| text[text.find("\"inputs\"").unwrap()..text.find("\"title\"").unwrap()].to_owned();
    let summaries = [summary("out/absent-2026-01-12/summary.json"), summary("again/summary.json")];
    assert_eq!(inputs(&summaries[0]), inputs(&summaries[1]));
}

#[test]
fn nothing_is_entered_where_no_roster_is_found_or_it_cannot_be_written() {
    let place = folder();
    let (status, stderr) = absent(place.path(), &["--memory", "1"]);
    assert_eq!(status, 5, "{stderr}");
    assert!(!place.path().join("availability.csv").exists());
    fs::create_dir_all(place.path().join("taken/message.txt")).expect("a folder");
    let (status, stderr) = absent(place.path(), &["--out", "taken"]);
    assert_eq!(status, 3, "{stderr}");
    assert!(!place.path().join("availability.csv").exists() && !place.path().join("taken/roster.csv").exists());
}

#[test]
fn a_pool_and_a_person_who_is_unknown_are_refused() {
    let place = folder();
    let staff = fs::read_to_string(place.path().join("staff.csv")).expect("it is there");
    let staff = staff
        .replace("municipality,weight", "municipality,heads")
        .replace("SKI1,Gitte Skov,Skive,", "SKI1,Gitte Skov,Skive,2");
    fs::write(place.path().join("staff.csv"), staff.replace("Struer,0.5", "Struer,")).expect("it takes files");
    let (status, stderr) = absent(place.path(), &[]);
    assert!(status == 3 && stderr.contains("'SKI1' is a pool of 2 colleagues"), "{stderr}");
    let (status, stderr) = absent(place.path(), &["--to", "2026-01-11"]);
    assert!(status == 3 && stderr.contains("ends on 2026-01-11, before it begins on 2026-01-12"), "{stderr}");
    assert!(!place.path().join("availability.csv").exists());
}

/// Whatever writes calendars next, wherever, knows what the absence has told people.
#[test]
fn what_calendars_were_told_of_an_absence_is_known_to_every_later_run() {
    let place = folder();
    let run = |line: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vagtplan"));
        let output = command.args(line).env("NO_COLOR", "1").current_dir(place.path()).output();
        let output = output.expect("the binary starts");
        assert_eq!(output.status.code(), Some(0), "{line:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["report", ".", "published.csv", "--calendars", "--out", "sent"]);
    fs::copy(place.path().join("published.csv"), place.path().join("sent/roster.csv")).expect("a copy");
    run(&["absent", ".", "--published", "sent/roster.csv", "--staff", "SKI1", "--from", "2026-01-12"]);
    let record = |name: &str| fs::read_to_string(place.path().join(name).join("calendars.csv")).expect("a record");
    let cancelled = |text: &str| {
        let rows = text.lines().filter(|row| row.contains("SKI1") && row.contains("cancelled"));
        rows.map(str::to_owned).collect::<Vec<_>>()
    };
    let told = cancelled(&record("out/absent-2026-01-12"));
    assert!(!told.is_empty());
    run(&["report", ".", "out/absent-2026-01-12/roster.csv", "--calendars", "--out", "later"]);
    assert_eq!(cancelled(&record("later")), told);
    // Even where the mended roster was copied away from its record.
    fs::copy(place.path().join("out/absent-2026-01-12/roster.csv"), place.path().join("copied.csv")).expect("a copy");
    run(&["report", ".", "copied.csv", "--calendars", "--out", "elsewhere"]);
    assert_eq!(cancelled(&record("elsewhere")), told);
}
