//! Ctrl-C during `plan`: the best roster so far is written, whole, and passes the referee.
//!
//! In: the example that takes longest. Out: nothing, where the program ends by itself and its files are in order. The
//! search may have been quicker than the signal; then the files are in order all the more.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_vagtplan");
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/ddh-2025");

#[test]
fn ctrl_c_writes_the_best_roster_so_far() {
    let place = tempfile::tempdir().expect("a temporary folder can be made");
    let out = place.path().join("out");
    let mut plan = Command::new(PROGRAM)
        .args(["plan", FOLDER, "--out"])
        .arg(&out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts");
    // The output folder is tried just before the search begins.
    let begun = Instant::now();
    while !out.exists() && begun.elapsed() < Duration::from_secs(30) {
        thread::sleep(Duration::from_millis(5));
    }
    thread::sleep(Duration::from_millis(500));
    let sent = Command::new("kill").args(["-INT", &plan.id().to_string()]).status().expect("there is a kill command");
    assert!(sent.success() || plan.try_wait().expect("its status can be asked for").is_some());

    let status = plan.wait().expect("it ends");
    assert!(matches!(status.code(), Some(0 | 4)), "{status}");
    let mut files: Vec<String> = names(&out);
    files.sort();
    assert_eq!(files, ["roster.csv", "roster.xlsx", "shares.csv", "summary.json"]);
    let summary = fs::read_to_string(out.join("summary.json")).expect("it was just listed");
    assert!(["\"interrupted\"", "\"proven\""].iter().any(|status| summary.contains(status)), "{summary}");
    let verify = Command::new(PROGRAM).args(["verify", FOLDER]).arg(out.join("roster.csv")).output();
    assert!(verify.expect("the binary starts").status.success());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries.map(|entry| entry.expect("an entry can be read").file_name().to_string_lossy().into_owned()).collect()
}
