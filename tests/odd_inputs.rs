//! Inputs that would be waited for, printed as they are, or lost on the way: pipes, control characters, ids with apostrophes.
//!
//! In: the quickstart with one thing changed. Out: a refusal with its cure, or the same id again.
#![cfg(unix)]

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

mod support;

use support::place::Place;

/// What a command says of a pipe that nobody writes to, which lies in a folder under this name.
fn said_of_pipe(name: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let place = Place::new();
    std::fs::remove_file(place.path(name)).ok();
    assert!(Command::new("mkfifo").arg(place.path(name)).status().expect("there is mkfifo").success());
    let mut check = Command::new(env!("CARGO_BIN_EXE_vagtplan"))
        .args(arguments)
        .current_dir(place.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let begun = Instant::now();
    while check.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(60) {
            check.kill().unwrap();
            panic!("{name} is waited for by {arguments:?}");
        }
        thread::sleep(Duration::from_millis(5));
    }
    let ended = check.wait_with_output().unwrap();
    (ended.status.code(), String::from_utf8_lossy(&ended.stderr).into_owned())
}

#[test]
fn a_pipe_is_refused_and_not_waited_for() {
    let ways: [(&str, &[&str]); 7] = [
        ("availability.csv", &["check", "."]),
        ("plan.xlsx", &["check", "."]),
        ("mine.csv", &["verify", ".", "mine.csv"]),
        ("mine.csv", &["report", ".", "mine.csv"]),
        ("mine.csv", &["diff", "mine.csv", "mine.csv"]),
        ("mine.csv", &["swap", ".", "mine.csv", "--file", "mine.csv"]),
        ("solution.txt", &["plan", ".", "--import-solution", "solution.txt"]),
    ];
    for (name, arguments) in ways {
        let (code, said) = said_of_pipe(name, arguments);
        assert!(code == Some(3) && said.contains("a pipe or a device"), "{arguments:?}: {said}");
    }
    assert_eq!(said_of_pipe("mine.csv", &["check", "."]).0, Some(0), "it is no file of the folder");
}

#[test]
fn what_a_shell_passes_on_is_read() {
    let place = Place::new();
    place.done(&["plan", "."]);
    let roster = std::fs::File::open(place.path("out/roster.csv")).unwrap();
    let mut passed = Command::new("cat").stdin(roster).stdout(Stdio::piped()).spawn().expect("there is cat");
    let mut verify = Command::new(env!("CARGO_BIN_EXE_vagtplan"));
    verify.args(["verify", ".", "/dev/stdin"]).current_dir(place.path(""));
    let verified = verify.stdin(passed.stdout.take().unwrap()).output().unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    passed.wait().unwrap();
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let place = Place::new();
    let output = place.output(&["check", "a\u{1b}[31mb"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(!output.stderr.contains(&0x1b) && String::from_utf8_lossy(&output.stderr).contains("a\\u{1b}[31mb"));
}

#[test]
fn an_id_with_apostrophes_survives_the_workbook() {
    let place = Place::new();
    // An apostrophe keeps the text from being a formula; the one behind it is part of the id.
    for id in ["'+1", "''=x", "+2"] {
        let cell = format!("'{id}");
        let name = |text: String| text.replace("LEM1", &cell);
        place.edit("staff.csv", name);
        place.edit("availability.csv", name);
        place.done(&["plan", "."]);
        assert!(place.text("out/roster.csv").contains(&format!(",{cell},")), "{id}");
        for roster in ["out/roster.csv", "out/roster.xlsx"] {
            let said = place.done(&["verify", ".", roster]);
            assert_eq!(said, "", "{id} {roster}");
        }
        place.edit("staff.csv", |text| text.replace(&cell, "LEM1"));
        place.edit("availability.csv", |text| text.replace(&cell, "LEM1"));
    }
}

#[test]
fn a_burden_is_called_in_the_ledger_what_it_is_called_in_the_plan() {
    // Spaces around it do not count in a cell, and letters are composed there.
    for name in ["  late ", "A\u{30a}ben", "late\u{a0}shift", "'=late", "TRUE", "1.5"] {
        let place = Place::new();
        place.edit("plan.toml", |text| format!("{text}\n[burdens.\"{name}\"]\ndays = \"mon\"\n"));
        place.done(&["plan", "."]);
        place.done(&["close", ".", "out/roster.csv"]);
        std::fs::copy(place.path("out/ledger.csv"), place.path("ledger.csv")).unwrap();
        // Of the same days it is refused, and for nothing else.
        let output = place.output(&["check", "."]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("V409") || !said.contains("error["), "{name:?}: {said}");
        assert!(!said.contains("V408"), "{name:?}: {said}");
    }
}
