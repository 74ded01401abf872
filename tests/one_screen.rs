//! What has one cause is read on one screen, however many rows it is about.
//!
//! In: an example of 26 municipalities with one mistake in it. Out: nothing, where all that `check` says of it is short and names
//! the cause and the cure.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use vagtplan::diagnostic::{Code, Diagnostic, render, sort};
use vagtplan::{check, read};

/// Lines of an ordinary terminal that is not made small.
const SCREEN: usize = 50;

/// The example, with a change in its files.
fn example(change: impl Fn(&str, String) -> String) -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ddh-2025");
    let folder = tempfile::tempdir().unwrap();
    let paths = fs::read_dir(&from).unwrap().map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.is_file()).collect::<Vec<PathBuf>>() {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = change(&name, fs::read_to_string(&path).unwrap());
        fs::write(folder.path().join(&name), text).unwrap();
    }
    folder
}

fn said(folder: &TempDir) -> (Vec<Diagnostic>, String) {
    said_in(folder, SCREEN)
}

fn said_in(folder: &TempDir, lines: usize) -> (Vec<Diagnostic>, String) {
    let (rows, mut findings) = read::folder(folder.path());
    findings.extend(check::instance(&rows).1);
    sort(&mut findings);
    let text = render(&findings, false);
    assert!(text.lines().count() <= lines, "{} lines:\n{text}", text.lines().count());
    (findings, text)
}

#[test]
fn the_ids_of_a_whole_town_have_changed() {
    let folder = example(|name, text| if name == "staff.csv" { text.replace("\nAAR", "\nNEW") } else { text });
    let (findings, text) = said(&folder);
    let codes: Vec<Code> = findings.iter().map(|found| found.code).collect();
    assert!(codes.contains(&Code::UnknownStaff) && codes.contains(&Code::HistoryUnknownStaff), "{text}");
    assert!(!text.contains("did you mean"), "{text}");
    assert!(text.contains("in staff.csv by name under other ids"), "{text}");
}

#[test]
fn the_period_was_not_put_forward() {
    let folder = example(|name, text| if name == "history.csv" { text.replace("\n2025-0", "\n2026-0") } else { text });
    let (findings, text) = said(&folder);
    assert!(findings.iter().any(|found| found.code == Code::HistoryInPeriod), "{text}");
    assert!(text.contains("put 'period' in plan.toml forward"), "{text}");
}

#[test]
fn every_table_was_pasted_twice() {
    let folder = example(|name, text| match text.split_once('\n').filter(|_| name.ends_with(".csv")) {
        Some((_, rows)) => format!("{text}{rows}"),
        None => text,
    });
    let (findings, _) = said_in(&folder, 2 * SCREEN);
    for code in
        [Code::DoubledMunicipality, Code::DoubledStaff, Code::DoubledDemand, Code::DoubledLedger, Code::DoubledHistory]
    {
        assert_eq!(findings.iter().filter(|found| found.code == code).count(), 1, "{code}");
    }
}

#[test]
fn half_of_the_members_send_nobody() {
    let folder = example(|name, text| {
        let stays = |line: &&str| !line.starts_with(|first: char| ('H'..='S').contains(&first));
        if name == "staff.csv" { text.lines().filter(stays).collect::<Vec<_>>().join("\n") } else { text }
    });
    let (findings, text) = said(&folder);
    let of_members = findings.iter().filter(|found| found.code == Code::MemberWithoutStaff).count();
    assert_eq!(of_members, 1, "{text}");
}
