//! Every diagnostic code has a case here and an entry in docs/diagnostics.md.
//!
//! A case is a folder `tests/diagnostics/<code>-<what>/`: its files are laid over the good folder `_base`, those named
//! in `remove.txt` are taken away, and `expected.txt` holds everything that is then said, in full. With a `roster.csv` or a folder `roster.xlsx`
//! in the case, the roster is judged against the folder; a `worked.csv` is one to be closed, an `actual.csv` corrects the roster, `answers/` holds forms that came back, a `published.csv` is mended from the day of
//! `from.txt` on, or the first one, a
//! `summary.json` is read as what is proven and which files are of one run, a `swaps.csv` is done to the roster, a `requests.csv` is held against it from the day of `from.txt` on, a `calls.csv` is put into windows, and a
//! `solution.sol` is taken for another solver's. Scenarios in a `scenarios.toml` are tried. A folder called `plan.xlsx` becomes the workbook whose sheets are the CSV
//! files in it. `UPDATE_EXPECTED=1 cargo test --test diagnostics` rewrites
//! the expected texts: read the difference before you believe it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

mod support;

use support::workbook::workbook;
use vagtplan::commands::exchange;
use vagtplan::diagnostic::{Code, Diagnostic, any_error, render, sort};
use vagtplan::domain::Published;
use vagtplan::scenarios::{self, Base};
use vagtplan::{check, read};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diagnostics");
const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics.md");

/// The cases, sorted by name.
fn cases() -> Vec<String> {
    let entries = fs::read_dir(CASES).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut cases: Vec<String> = entries.filter(|name| !name.starts_with('_')).collect();
    cases.sort();
    cases
}

/// The code a case is about.
fn code_of(case: &str) -> String {
    case.split('-').next().unwrap().to_uppercase()
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            if target.is_file() {
                fs::remove_file(&target).unwrap();
            }
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The good folder with the case laid over it.
fn folder(case: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diagnostics").join(case);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    copy(&Path::new(CASES).join("_base"), &folder);
    copy(&Path::new(CASES).join(case), &folder);
    for name in fs::read_to_string(folder.join("remove.txt")).unwrap_or_default().lines() {
        fs::remove_file(folder.join(name)).unwrap();
    }
    for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() && path.extension().is_some_and(|ending| ending == "xlsx") {
            bind(&path);
        }
    }
    for name in ["remove.txt", "expected.txt"] {
        let _ = fs::remove_file(folder.join(name));
    }
    folder
}

/// Makes a workbook of a folder of sheets.
fn bind(path: &Path) {
    let mut files: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |file: &Path| file.file_stem().unwrap().to_str().unwrap().to_owned();
    let sheets: Vec<_> = files.iter().map(|file| (name(file), fs::read_to_string(file).unwrap())).collect();
    fs::remove_dir_all(path).unwrap();
    fs::write(path, workbook(&sheets)).unwrap();
}

/// All that is said of a folder, and of the roster in it if there is one.
fn findings(folder: &Path) -> Vec<Diagnostic> {
    let (rows, mut all) = read::folder(folder);
    let (instance, found) = check::instance(&rows);
    all.extend(found);
    assert_eq!(instance.is_none(), any_error(&all), "an instance exists exactly where nothing is refused");
    let workbook = folder.join("roster.xlsx");
    let roster = if workbook.exists() { workbook } else { folder.join("roster.csv") };
    if let Some(instance) = instance.filter(|_| roster.exists()) {
        let (rows, found) = read::roster(&roster);
        let refused = any_error(&found);
        all.extend(found);
        let (roster, found) = check::roster(&instance, &rows);
        assert_eq!(roster.is_none(), refused || any_error(&found));
        all.extend(found);
        let actual = folder.join("actual.csv");
        if let Some(roster) = roster.as_ref().filter(|_| actual.exists()) {
            let (rows, mut found) = read::actual::actual(&actual);
            let (corrected, more) = check::actual(&instance, roster, &rows);
            found.extend(more);
            assert_eq!(
                corrected.is_none(),
                any_error(&found),
                "a roster is corrected exactly where nothing is refused"
            );
            all.extend(found);
        }
        let requests = folder.join("requests.csv");
        if let Some(roster) = roster.as_ref().filter(|_| requests.exists()) {
            let from = fs::read_to_string(folder.join("from.txt")).ok().and_then(|day| day.trim().parse().ok());
            let from = from.unwrap_or(instance.period.from);
            let (rows, mut found) = read::requests::requests(folder, None);
            let (asked, more) = check::requests::requests(&instance, roster, from, &rows);
            found.extend(more);
            assert_eq!(asked.is_none(), any_error(&found), "requests are tried exactly where nothing is refused");
            all.extend(found);
        }
        let swaps = folder.join("swaps.csv");
        if let Some(roster) = roster.filter(|_| swaps.exists()) {
            let (rows, mut found) = read::swaps(&swaps);
            let (handovers, more) = check::swaps::swaps(&instance, &roster, &rows);
            found.extend(more);
            assert_eq!(handovers.is_none(), any_error(&found), "swaps are done exactly where nothing is refused");
            all.extend(found);
        }
    }
    let answers = folder.join("answers");
    if let Some(instance) = check::instance(&rows).0.filter(|_| answers.exists()) {
        for file in read::answers::files(&[answers]).0 {
            let returned = read::answers::returned(&file);
            let form = returned.form.as_ref().expect("a form");
            let called = file.display().to_string();
            let collected = check::collected::collected(&rows, &instance, &called, form, &returned.findings);
            all.extend(collected.map_or_else(|found| vec![*found], |collected| collected.findings));
        }
    }
    let worked = folder.join("worked.csv");
    if let Some(instance) = check::instance(&rows).0.filter(|_| worked.exists()) {
        let (rows, found) = read::roster(&worked);
        all.extend(found);
        let (roster, found) = check::worked(&instance, &rows);
        all.extend(found);
        assert_eq!(roster.is_none(), any_error(&all), "a roster is closed exactly where nothing is refused");
    }
    let published = folder.join("published.csv");
    if let Some(instance) = check::instance(&rows).0.filter(|_| published.exists()) {
        let (rows, found) = read::roster(&published);
        all.extend(found);
        let from = fs::read_to_string(folder.join("from.txt")).ok().and_then(|day| day.trim().parse().ok());
        let from = from.unwrap_or(instance.period.from);
        let (roster, found) = check::published(&instance, &rows, from);
        all.extend(found);
        let mended = roster.map(|(roster, _)| instance.mended(Published { roster, from }));
        all.extend(
            mended.iter().flat_map(|instance| check::beside_past::locks(&read::folder(folder).0, instance, &rows)),
        );
    }
    let calls = folder.join("calls.csv");
    if let Some(instance) = check::instance(&rows).0.filter(|_| calls.exists()) {
        let (counted, found) = read::calls::calls(&calls);
        let (taken, more) = check::calls::calls(&rows, &instance, &counted);
        assert_eq!(
            taken.is_none(),
            any_error(&found) || any_error(&more),
            "calls are taken exactly where nothing is refused"
        );
        all.extend(found.into_iter().chain(more));
    }
    let record = folder.join("calendars.csv");
    if let Some(instance) = check::instance(&rows).0.filter(|_| record.exists()) {
        let (rows, found) = read::calendars::calendars(&record);
        all.extend(found);
        let (events, found) = check::sent(instance.period, &[rows], &[]);
        all.extend(found);
        assert_eq!(events.is_none(), any_error(&all), "a record is taken exactly where nothing is refused");
    }
    if folder.join("summary.json").exists() {
        let (beside, found) = read::summary::beside(&roster);
        all.extend(found);
        let (rows, _) = read::roster(&roster);
        all.extend(check::set::mixed(&roster, &beside, &read::set::set(&roster, &rows, &beside)));
    }
    if let Some(instance) = check::instance(&rows).0 {
        let found = all.clone();
        let base = Base { path: folder, folder: &rows, instance: &instance, findings: &found };
        let scenarios = read::scenarios::file(folder, &mut all).map_or_else(Vec::new, |(rows, _)| rows);
        all.extend(scenarios::faults(&scenarios));
        all.extend(scenarios.iter().flat_map(|row| scenarios::made(&base, row).faults));
    }
    let solution = folder.join("solution.sol");
    if let Some(instance) = check::instance(&rows).0.filter(|_| solution.exists()) {
        let (rows, found) = read::solution::solution(&solution);
        all.extend(found);
        let (roster, found) = check::solution::solution(&instance, &exchange::columns(&instance), &rows);
        all.extend(found);
        assert_eq!(roster.is_none(), any_error(&all), "a roster exists exactly where nothing is refused");
    }
    sort(&mut all);
    all
}

fn said(folder: &Path, findings: &[Diagnostic]) -> String {
    render(findings, false).replace(&folder.display().to_string(), "FOLDER").replace("FOLDER\\", "FOLDER/")
}

#[test]
fn every_case_says_what_it_should() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = String::new();
    for case in cases() {
        let folder = folder(&case);
        let findings = findings(&folder);
        let said = said(&folder, &findings);
        assert!(said.contains(&format!("[{}]", code_of(&case))), "{case} does not show its code:\n{said}");
        let expected = Path::new(CASES).join(&case).join("expected.txt");
        if update {
            fs::write(&expected, &said).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != said {
            wrong.push_str(&format!("--- {case} says\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_base_of_all_cases_is_good() {
    let base = Path::new(CASES).join("_base");
    assert_eq!(said(&base, &findings(&base)), "");
}

#[test]
fn codes_cases_and_docs_match_one_to_one() {
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.name().to_owned()).collect();
    assert_eq!(codes.len(), Code::ALL.len(), "a number is used twice");
    let cases: BTreeSet<String> = cases().iter().map(|case| code_of(case)).collect();
    assert_eq!(codes, cases, "codes and cases");

    let docs = fs::read_to_string(DOCS).unwrap();
    let headings: Vec<&str> = docs.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let expected: Vec<String> = (Code::ALL.iter()).map(|code| format!("{} {}", code.name(), code.title())).collect();
    assert_eq!(headings, expected, "codes and headings of docs/diagnostics.md");
}

#[test]
fn examples_in_the_docs_are_what_is_said() {
    let docs = fs::read_to_string(DOCS).unwrap();
    let expected: Vec<(String, String)> = (cases().into_iter())
        .map(|case| (code_of(&case), fs::read_to_string(Path::new(CASES).join(&case).join("expected.txt")).unwrap()))
        .collect();
    for entry in docs.split("\n### ").skip(1) {
        let code = entry.split(' ').next().unwrap();
        let example = entry.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next());
        let example = example.unwrap_or_else(|| panic!("{code} has no example"));
        let known = expected.iter().any(|(of, text)| of == code && text.contains(example));
        assert!(known, "the example of {code} is in none of its cases:\n{example}");
        assert!(entry.contains("**Cure:**"), "{code} has no cure");
        let severity = Code::ALL.iter().find(|known| known.name() == code).unwrap().severity();
        assert!(entry.contains(&format!("*{severity:?}.*")), "{code} is of another severity");
    }
}
