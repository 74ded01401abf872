//! What is read, a target for each kind of file: whatever stands in a file, it is refused with findings or taken, and nothing panics.
//!
//! In: the bytes of a file. Out: whether it was taken; a panic where the program broke a promise. The folder that the file is put into
//! is made once and mended after each file, in memory where the machine offers that.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::Days;
use tempfile::TempDir;
use vagtplan::commands::exchange;
use vagtplan::diagnostic::{Diagnostic, any_error, render};
use vagtplan::domain::Instance;
use vagtplan::report::rows::Style;
use vagtplan::report::{ledger_csv, roster_csv};
use vagtplan::{check, closing, read, verify};

use crate::workbook;

/// The folder that the files are put into.
const BASE: &str = "examples/quickstart";

/// The folder whose model other solvers have solved.
const SOLVED: &str = "tests/cases/plan-filled/cmd.in";

/// The files that both folders have.
const FILES: [&str; 4] = ["plan.toml", "municipalities.csv", "staff.csv", "availability.csv"];

/// A kind of file.
pub struct Kind {
    pub name: &'static str,
    /// The folder that it is put into, and where the corpus lies.
    base: &'static str,
    corpus: &'static str,
    target: fn(&Ground, &str, &[u8]) -> Vec<Diagnostic>,
}

impl Kind {
    const fn new(name: &'static str, target: fn(&Ground, &str, &[u8]) -> Vec<Diagnostic>) -> Kind {
        Kind { name, base: BASE, corpus: name, target }
    }
}

pub const KINDS: [Kind; 16] = [
    Kind::new("municipalities.csv", table),
    Kind::new("staff.csv", table),
    Kind::new("availability.csv", table),
    Kind::new("demand.csv", table),
    Kind::new("calls_by_member.csv", table),
    Kind::new("ledger.csv", table),
    Kind::new("locks.csv", table),
    Kind::new("history.csv", table),
    Kind::new("plan.toml", table),
    Kind::new("grid", |ground, _, bytes| table(ground, "availability.csv", bytes)),
    Kind::new("sheets", sheets),
    Kind::new("workbook", workbook),
    Kind::new("roster", roster),
    Kind { corpus: "roster", ..Kind::new("close", close) },
    Kind::new("calendars", calendars),
    Kind { base: SOLVED, ..Kind::new("solution", solution) },
];

/// The folder that files of a kind are put into, and what it means.
pub struct Ground {
    folder: TempDir,
    base: PathBuf,
    instance: OnceCell<Instance>,
}

impl Ground {
    pub fn new(kind: &Kind) -> Ground {
        let in_memory = Path::new("/dev/shm");
        let folder = if in_memory.is_dir() { TempDir::new_in(in_memory) } else { TempDir::new() }.unwrap();
        let base = project().join(kind.base);
        let ground = Ground { folder, base, instance: OnceCell::new() };
        ground.mend();
        ground
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// As it was: what was added is gone, and the files of the folder say what they did.
    fn mend(&self) {
        for entry in fs::read_dir(self.folder.path()).unwrap() {
            let name = entry.unwrap().file_name();
            if !FILES.iter().any(|&kept| *kept == *name) {
                fs::remove_file(self.folder.path().join(name)).unwrap();
            }
        }
        for name in FILES {
            fs::copy(self.base.join(name), self.path(name)).unwrap();
        }
    }

    /// Reads and checks the folder. There is an instance exactly where nothing is refused.
    fn checked(&self) -> (Option<Instance>, Vec<Diagnostic>) {
        let (rows, mut findings) = read::folder(self.folder.path());
        let (instance, more) = check::instance(&rows);
        findings.extend(more);
        assert_eq!(instance.is_none(), any_error(&findings), "a folder is taken exactly where nothing is refused");
        (instance, findings)
    }

    fn instance(&self) -> &Instance {
        self.instance.get_or_init(|| self.checked().0.expect("the folder to begin with is in order"))
    }
}

/// Tries a file, and says whether it was taken.
pub fn tried(kind: &Kind, ground: &Ground, bytes: &[u8]) -> bool {
    let findings = (kind.target)(ground, kind.name, bytes);
    ground.mend();
    for colours in [false, true] {
        let said = render(&findings, colours);
        assert_eq!(said.is_empty(), findings.is_empty());
        // Nothing of a file reaches the terminal that a terminal would do.
        let odd = said.chars().any(|letter| letter.is_control() && letter != '\n' && (letter != '\u{1b}' || !colours));
        assert!(!odd, "{said:?}");
    }
    !any_error(&findings)
}

/// The files to begin with.
pub fn corpus(kind: &Kind) -> Vec<Vec<u8>> {
    let tests = project().join("tests");
    let mut folders = vec![tests.join("corpus").join(kind.corpus)];
    folders.extend((kind.name == "solution").then(|| tests.join("solutions")));
    let files = |folder: &PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let mut paths: Vec<PathBuf> = folders.iter().flat_map(|folder| -> Vec<PathBuf> { files(folder) }).collect();
    paths.sort();
    let made = match kind.name {
        "sheets" => Some(unpacked(&tables_as_sheets())),
        "workbook" => Some(tables_as_sheets()),
        _ => None,
    };
    made.into_iter().chain(paths.iter().map(|path| fs::read(path).unwrap())).collect()
}

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn table(ground: &Ground, name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    ground.write(name, bytes);
    ground.checked().1
}

fn roster(ground: &Ground, _: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let instance = ground.instance();
    ground.write("roster.csv", bytes);
    let (rows, mut findings) = read::roster(&ground.path("roster.csv"));
    let (roster, more) = check::roster(instance, &rows);
    findings.extend(more);
    assert_eq!(roster.is_none(), any_error(&findings), "a roster is taken exactly where nothing is refused");
    if let Some(roster) = roster {
        let judgement = verify::judge(instance, &roster);
        assert_eq!(verify::verify(instance, roster).is_ok(), judgement.violations.is_empty());
    }
    findings
}

/// What closing a period writes, the next period takes.
fn close(ground: &Ground, _: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let instance = ground.instance();
    ground.write("roster.csv", bytes);
    let (rows, mut findings) = read::roster(&ground.path("roster.csv"));
    let (roster, more) = check::worked(instance, &rows);
    findings.extend(more);
    let Some(roster) = roster else { return findings };
    let closing = closing::close(instance, &verify::judge(instance, &roster));
    let plan = fs::read_to_string(ground.base.join("plan.toml")).unwrap();
    let (from, to) = (instance.period.to + Days::new(1), instance.period.to + Days::new(14));
    let next = plan.lines().map(|line| {
        if line.starts_with("period") {
            format!("period = {{ from = {from}, to = {to} }}\n")
        } else {
            format!("{line}\n")
        }
    });
    ground.write("plan.toml", next.collect::<String>());
    for style in [Style::Plain, Style::ExcelDa] {
        ground.write("ledger.csv", ledger_csv::bytes(instance, &closing, style));
        ground.write("history.csv", roster_csv::history(instance, &[], &roster, instance.period.from, style));
        let (next, found) = ground.checked();
        assert!(next.is_some(), "what was closed is refused: {}", render(&found, false));
    }
    findings
}

fn calendars(ground: &Ground, _: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    ground.write("calendars.csv", bytes);
    let (rows, mut findings) = read::calendars::calendars(&ground.path("calendars.csv"));
    let (events, more) = check::sent(ground.instance().period, &[rows], &[]);
    findings.extend(more);
    assert_eq!(events.is_none(), any_error(&findings), "a record is taken exactly where nothing is refused");
    findings
}

fn solution(ground: &Ground, _: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let instance = ground.instance();
    ground.write("other.sol", bytes);
    let (rows, mut findings) = read::solution::solution(&ground.path("other.sol"));
    let (roster, more) = check::solution::solution(instance, &exchange::columns(instance), &rows);
    findings.extend(more);
    assert_eq!(roster.is_none(), any_error(&findings), "a roster exists exactly where nothing is refused");
    findings
}

/// The bytes of a workbook, most often of an archive that is broken.
fn workbook(ground: &Ground, _: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    for name in FILES.into_iter().filter(|name| name.ends_with(".csv")) {
        fs::remove_file(ground.path(name)).unwrap();
    }
    table(ground, "plan.xlsx", bytes)
}

/// The parts of a workbook as one text, and back: an archive that is broken says little about what is in it.
const PART: &str = "\u{1}part ";

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let parts = workbook::parts(bytes).into_iter();
    parts.flat_map(|(name, bytes)| [format!("{PART}{name}\u{1}").into_bytes(), bytes].concat()).collect()
}

fn sheets(ground: &Ground, _: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let text = String::from_utf8_lossy(bytes);
    let mut seen = BTreeSet::new();
    let parts = text.split(PART).filter_map(|part| part.split_once('\u{1}')).filter(|(name, _)| seen.insert(*name));
    let parts: Vec<(String, Vec<u8>)> = parts.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
    workbook(ground, "", &workbook::archive(&parts))
}

/// The tables of the folder as a workbook.
fn tables_as_sheets() -> Vec<u8> {
    let table =
        |name: &str| (name.to_owned(), fs::read_to_string(project().join(BASE).join(format!("{name}.csv"))).unwrap());
    workbook::workbook(&["municipalities", "staff", "availability"].map(table))
}
