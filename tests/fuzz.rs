//! Files that nobody would write: whatever stands in them, the program refuses it with findings or takes it, and never panics.
//!
//! In: `tests/corpus`, a folder for each kind of file, and a seed. Out: nothing, or the file that was too much, kept in the folder for temporary
//! files. The files of the corpus are changed by a mutator that knows separators, dates and pieces of other files; it is not guided by
//! coverage, which needs more than the stable compiler. `FUZZ_RUNS` says how many files are tried of each kind, `FUZZ_SEED` where chance
//! begins. What once was too much belongs into the corpus.

mod support;

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use chrono::Days;
use fastrand::Rng;
use vagtplan::commands::exchange;
use vagtplan::diagnostic::{Diagnostic, any_error, render};
use vagtplan::domain::Instance;
use vagtplan::report::rows::Style;
use vagtplan::report::{ledger_csv, roster_csv};
use vagtplan::{check, closing, read, verify};

use support::workbook;

/// How many files are tried of each kind, where nobody says.
const RUNS: usize = 80;

/// The folder that the files are put into.
const BASE: &str = "examples/quickstart";

/// The folder whose model other solvers have solved.
const SOLVED: &str = "tests/cases/plan-filled/cmd.in";

/// The tables.
const TABLES: [&str; 7] =
    ["municipalities.csv", "staff.csv", "availability.csv", "demand.csv", "ledger.csv", "locks.csv", "history.csv"];

/// Reads and checks the folder. There is an instance exactly where nothing is refused.
fn checked(folder: &Path) -> (Option<Instance>, Vec<Diagnostic>) {
    let (rows, mut findings) = read::folder(folder);
    let (instance, more) = check::instance(&rows);
    findings.extend(more);
    assert_eq!(instance.is_none(), any_error(&findings), "a folder is taken exactly where nothing is refused");
    (instance, findings)
}

fn base(folder: &Path) -> Instance {
    checked(folder).0.expect("the folder to begin with is in order")
}

fn in_place_of(name: &str, folder: &Path, bytes: &[u8]) -> Vec<Diagnostic> {
    fs::write(folder.join(name), bytes).unwrap();
    checked(folder).1
}

fn roster(folder: &Path, bytes: &[u8]) -> Vec<Diagnostic> {
    let instance = base(folder);
    fs::write(folder.join("roster.csv"), bytes).unwrap();
    let (rows, mut findings) = read::roster(&folder.join("roster.csv"));
    let (roster, more) = check::roster(&instance, &rows);
    findings.extend(more);
    assert_eq!(roster.is_none(), any_error(&findings), "a roster is taken exactly where nothing is refused");
    if let Some(roster) = roster {
        let judgement = verify::judge(&instance, &roster);
        assert_eq!(verify::verify(&instance, roster).is_ok(), judgement.violations.is_empty());
    }
    findings
}

/// What closing a period writes, the next period takes.
fn close(folder: &Path, bytes: &[u8]) -> Vec<Diagnostic> {
    let instance = base(folder);
    fs::write(folder.join("roster.csv"), bytes).unwrap();
    let (rows, mut findings) = read::roster(&folder.join("roster.csv"));
    let (roster, more) = check::worked(&instance, &rows);
    findings.extend(more);
    let Some(roster) = roster else { return findings };
    let closing = closing::close(&instance, &verify::judge(&instance, &roster));
    let since = instance.period.from;
    for style in [Style::Plain, Style::ExcelDa] {
        fs::write(folder.join("ledger.csv"), ledger_csv::bytes(&instance, &closing, style)).unwrap();
        fs::write(folder.join("history.csv"), roster_csv::history(&instance, &[], &roster, since, style)).unwrap();
        let plan = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(BASE).join("plan.toml")).unwrap();
        let (from, to) = (instance.period.to + Days::new(1), instance.period.to + Days::new(14));
        let next = plan.lines().map(|line| {
            if line.starts_with("period") {
                format!("period = {{ from = {from}, to = {to} }}\n")
            } else {
                format!("{line}\n")
            }
        });
        fs::write(folder.join("plan.toml"), next.collect::<String>()).unwrap();
        let (next, found) = checked(folder);
        assert!(next.is_some(), "what was closed is refused: {}", render(&found, false));
        fs::write(folder.join("plan.toml"), plan).unwrap();
    }
    findings
}

fn calendars(folder: &Path, bytes: &[u8]) -> Vec<Diagnostic> {
    let instance = base(folder);
    fs::write(folder.join("calendars.csv"), bytes).unwrap();
    let (rows, mut findings) = read::calendars::calendars(&folder.join("calendars.csv"));
    let (events, more) = check::sent(instance.period, &[rows], &[]);
    findings.extend(more);
    assert_eq!(events.is_none(), any_error(&findings), "a record is taken exactly where nothing is refused");
    findings
}

fn solution(folder: &Path, bytes: &[u8]) -> Vec<Diagnostic> {
    let instance = base(folder);
    fs::write(folder.join("other.sol"), bytes).unwrap();
    let (rows, mut findings) = read::solution::solution(&folder.join("other.sol"));
    let (roster, more) = check::solution::solution(&instance, &exchange::columns(&instance), &rows);
    findings.extend(more);
    assert_eq!(roster.is_none(), any_error(&findings), "a roster exists exactly where nothing is refused");
    findings
}

/// The parts of a workbook as one text, and back: an archive that is broken says little about what is in it.
const PART: &str = "\u{1}part ";

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let parts = workbook::parts(bytes).into_iter();
    parts.flat_map(|(name, bytes)| [format!("{PART}{name}\u{1}").into_bytes(), bytes].concat()).collect()
}

fn xlsx(folder: &Path, bytes: &[u8]) -> Vec<Diagnostic> {
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split(PART).filter_map(|part| part.split_once('\u{1}'));
    let mut seen = std::collections::BTreeSet::new();
    let parts = parts.filter(|(name, _)| seen.insert(name.to_owned()));
    let parts: Vec<(String, Vec<u8>)> = parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
    for table in ["availability.csv", "municipalities.csv", "staff.csv"] {
        fs::remove_file(folder.join(table)).unwrap();
    }
    in_place_of("plan.xlsx", folder, &workbook::archive(&parts))
}

/// The tables of the folder as a workbook.
fn tables_as_sheets() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(BASE);
    let table = |name: &str| (name.to_owned(), fs::read_to_string(folder.join(format!("{name}.csv"))).unwrap());
    unpacked(&workbook::workbook(&["municipalities", "staff", "availability"].map(table)))
}

/// The files of the corpus of a kind.
fn corpus(kind: &str) -> Vec<Vec<u8>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folder = if kind == "solution" { tests.join("solutions") } else { tests.join("corpus").join(kind) };
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// Pieces that mean something in one of the files.
const PIECES: [&str; 48] = [
    "\"",
    "\n",
    "\r\n",
    ";",
    ",",
    "\t",
    "\0",
    "æ",
    "A\u{30a}",
    "\u{feff}",
    "-",
    "0",
    "1",
    "-1",
    "0.5",
    "0,5",
    "1e308",
    "99999999999999999999",
    "[",
    "]",
    "[[windows]]\n",
    "=",
    "'",
    "''+1",
    "=1+1",
    "sep=;\n",
    "\u{1b}[31m",
    "}",
    "\u{202e}",
    "mon",
    "fri-mon",
    "mon 08-12",
    "x",
    "(x) 2",
    "gerne 3",
    "2026-01-05",
    "05-01-2026",
    "2026-02-30",
    "9999-12-31",
    "08:00",
    "24:00",
    "23:59",
    "unavailable",
    "fixed",
    "#N/A",
    "TRUE",
    "<c r=\"A1\"><v>",
    "</c>",
];

/// A file of the corpus with a few changes.
fn mutated(random: &mut Rng, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = corpus[random.usize(..corpus.len())].clone();
    for _ in 0..random.usize(1..=5) {
        let at = random.usize(..=bytes.len());
        match random.u8(..8) {
            0 if at < bytes.len() => bytes[at] = random.u8(..),
            1 if at < bytes.len() => drop(bytes.drain(at..(at + random.usize(1..9)).min(bytes.len()))),
            2 if random.u8(..8) == 0 => bytes.truncate(at),
            3 => {
                // A line comes twice, or in another place.
                let lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
                if let Some(line) = random.choice(lines.iter().map(|line| line.to_vec())) {
                    bytes.splice(at..at, line);
                }
            }
            4 => {
                let other = &corpus[random.usize(..corpus.len())];
                let (one, two) = (random.usize(..=other.len()), random.usize(..=other.len()));
                bytes.splice(at..at, other[one.min(two)..one.max(two).min(one.min(two) + 200)].iter().copied());
            }
            5 => {
                // A cell becomes something else.
                let is_end = |byte: &u8| b",;\n\t\"= ".contains(byte);
                let end = bytes[at..].iter().position(is_end).map_or(bytes.len(), |end| at + end);
                bytes.splice(at..end, PIECES[random.usize(..PIECES.len())].bytes());
            }
            _ => drop(bytes.splice(at..at, PIECES[random.usize(..PIECES.len())].bytes())),
        }
    }
    bytes
}

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |number| number.parse().expect("a number"))
}

/// Tries the corpus as it is and files that are made of it.
fn tried(kind: &str, more: Vec<Vec<u8>>, target: impl Fn(&Path, &[u8]) -> Vec<Diagnostic>) {
    let corpus = if more.is_empty() { corpus(kind) } else { more };
    let mut random = Rng::with_seed(number("FUZZ_SEED", 1) as u64);
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(if kind == "solution" { SOLVED } else { BASE });
    let (mut taken, mut refused) = (0, 0);
    for run in 0..corpus.len() + number("FUZZ_RUNS", RUNS) {
        let bytes = corpus.get(run).cloned().unwrap_or_else(|| mutated(&mut random, &corpus));
        let place = tempfile::tempdir().unwrap();
        for table in ["plan.toml", "municipalities.csv", "staff.csv", "availability.csv"] {
            fs::copy(from.join(table), place.path().join(table)).unwrap();
        }
        let findings = panic::catch_unwind(AssertUnwindSafe(|| {
            let findings = target(place.path(), &bytes);
            for colours in [false, true] {
                let said = render(&findings, colours);
                assert_eq!(said.is_empty(), findings.is_empty());
                // Nothing of a file reaches the terminal that a terminal would do.
                let odd = said
                    .chars()
                    .any(|letter| letter.is_control() && letter != '\n' && (letter != '\u{1b}' || !colours));
                assert!(!odd, "{said:?}");
            }
            findings
        }));
        match findings {
            Ok(findings) if any_error(&findings) => refused += 1,
            Ok(_) => taken += 1,
            Err(cause) => {
                let kept = tempfile::Builder::new().prefix(&format!("fuzz-{kind}-")).tempfile().unwrap();
                fs::write(kept.path(), &bytes).unwrap();
                eprintln!("{kind}: run {run} was too much: {}", kept.keep().unwrap().1.display());
                panic::resume_unwind(cause);
            }
        }
    }
    assert!(taken > 0 && refused > 0, "{kind}: {taken} taken, {refused} refused");
}

#[test]
fn tables() {
    for name in TABLES {
        tried(name, Vec::new(), |folder, bytes| in_place_of(name, folder, bytes));
    }
}

#[test]
fn grids() {
    tried("grid", Vec::new(), |folder, bytes| in_place_of("availability.csv", folder, bytes));
}

#[test]
fn plans() {
    tried("plan.toml", Vec::new(), |folder, bytes| in_place_of("plan.toml", folder, bytes));
}

#[test]
fn workbooks() {
    tried("xlsx", vec![tables_as_sheets()], xlsx);
}

#[test]
fn rosters() {
    tried("roster", Vec::new(), roster);
}

#[test]
fn records_of_calendars() {
    tried("calendars", Vec::new(), calendars);
}

#[test]
fn solutions() {
    tried("solution", Vec::new(), solution);
}

#[test]
fn what_is_closed_is_taken_by_the_next_period() {
    tried("roster", Vec::new(), close);
}
