//! Bytes to rows with places.
//!
//! In: the path of a planning folder, or of a roster. Out: typed rows of every file there, each field with its place,
//! the fingerprint of every file read, and all findings. Besides `report`, this is the only room that touches files,
//! and it only reads them. What one row says of another is for `check` to look up.

pub mod cell;
pub mod decimal;
pub mod dialect;
pub mod keys;
pub mod period;
pub mod plan;
pub mod populations;
pub mod rows;
pub mod shape;
pub mod solution;
pub mod summary;
pub mod syntax;
pub mod table;
pub mod text;
pub mod when;

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::diagnostic::suggest::closest;
use crate::diagnostic::{Code, Diagnostic, Place, Source, any_error, sort};
use plan::PlanRows;
use rows::{AvailabilityRow, DemandRow, LedgerRow, LockRow, MunicipalityRow, RosterRow, StaffRow, TableRow};

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// Its name in the folder.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A table of the folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<R> {
    /// The header line.
    pub header: Place,
    /// The rows.
    pub rows: Vec<R>,
    /// Whether every row is there: false where header or shape were refused, so that references into the table are
    /// not reported as well.
    pub complete: bool,
    /// Whether every cell could be read too: where it could not, what follows from the table is not worth a warning.
    pub sound: bool,
}

/// A planning folder, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    /// The path as the user wrote it.
    pub path: String,
    /// `plan.toml`; `None` where it is missing or cannot be read.
    pub plan: Option<PlanRows>,
    /// `municipalities.csv`.
    pub municipalities: Option<Table<MunicipalityRow>>,
    /// `staff.csv`.
    pub staff: Option<Table<StaffRow>>,
    /// `availability.csv`.
    pub availability: Option<Table<AvailabilityRow>>,
    /// `demand.csv`.
    pub demand: Option<Table<DemandRow>>,
    /// `ledger.csv`.
    pub ledger: Option<Table<LedgerRow>>,
    /// `locks.csv`.
    pub locks: Option<Table<LockRow>>,
    /// `history.csv`.
    pub history: Option<Table<RosterRow>>,
    /// Every file read, sorted by name.
    pub inputs: Vec<InputFile>,
    /// Whether a finding refuses the folder already.
    pub refused: bool,
}

/// A roster file, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct RosterRows {
    /// The rows; `None` where the file is missing or cannot be read.
    pub table: Option<Table<RosterRow>>,
    /// The file, if it could be read.
    pub input: Option<InputFile>,
    /// Whether a finding refuses the roster already.
    pub refused: bool,
}

/// Whether a folder must have a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Required,
    Optional,
}

/// The tables of a folder, for "did you mean".
const FILES: [&str; 8] = [
    "plan.toml",
    "municipalities.csv",
    "staff.csv",
    "availability.csv",
    "demand.csv",
    "ledger.csv",
    "locks.csv",
    "history.csv",
];

/// Whether a file of this name has a part in a planning folder, as a table or as a workbook in its place.
pub fn is_of_a_folder(name: &str) -> bool {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stems = FILES.iter().filter_map(|file| file.rsplit_once('.'));
    matches!(ending, "toml" | "csv" | "xlsx") && stems.into_iter().any(|(known, _)| known == stem)
}

/// Reads a planning folder.
pub fn folder(path: &Path) -> (Folder, Vec<Diagnostic>) {
    let mut reader = Reader { path, neighbours: Vec::new(), inputs: Vec::new(), findings: Vec::new() };
    let readable = reader.look_around();
    let mut folder = Folder {
        path: path.display().to_string(),
        plan: None,
        municipalities: None,
        staff: None,
        availability: None,
        demand: None,
        ledger: None,
        locks: None,
        history: None,
        inputs: Vec::new(),
        refused: false,
    };
    if readable && reader.is_no_planning_folder() {
        let message = format!("'{}' is not a planning folder: none of its files is there", folder.path);
        let found = Diagnostic::new(Code::MissingFile, message)
            .on_file(&folder.path)
            .help("give the folder with plan.toml, municipalities.csv and staff.csv in it")
            .help("'vagtplan init NAME' makes one to start from");
        reader.findings.push(found);
    } else if readable {
        folder.plan =
            reader.source("plan.toml", Presence::Required).and_then(|source| plan::read(&source, &mut reader.findings));
        folder.municipalities = reader.table("municipalities.csv", Presence::Required);
        folder.staff = reader.table("staff.csv", Presence::Required);
        folder.availability = reader.table("availability.csv", Presence::Optional);
        folder.demand = reader.table("demand.csv", Presence::Optional);
        folder.ledger = reader.table("ledger.csv", Presence::Optional);
        folder.locks = reader.table("locks.csv", Presence::Optional);
        folder.history = reader.table("history.csv", Presence::Optional);
    }
    reader.inputs.sort();
    folder.inputs = reader.inputs;
    sort(&mut reader.findings);
    folder.refused = any_error(&reader.findings);
    (folder, reader.findings)
}

/// Reads a roster.
pub fn roster(path: &Path) -> (RosterRows, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut input = None;
    let table = match fs::read(path) {
        Ok(bytes) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            input = Some(InputFile { name, sha256: fingerprint(&bytes) });
            match text::decode(path.display().to_string(), &bytes) {
                Ok(source) => table(&source, &mut findings),
                Err(found) => {
                    findings.push(*found);
                    None
                }
            }
        }
        Err(error) => {
            findings.push(unreadable(
                path,
                &error,
                "check the path; a roster is a file such as FOLDER/out/roster.csv",
                Vec::new(),
            ));
            None
        }
    };
    sort(&mut findings);
    let refused = any_error(&findings);
    (RosterRows { table, input, refused }, findings)
}

struct Reader<'a> {
    path: &'a Path,
    /// The names of all files of the folder, sorted.
    neighbours: Vec<String>,
    inputs: Vec<InputFile>,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Whether none of the files is there that a planning folder must have, nor one that looks like one of them.
    fn is_no_planning_folder(&self) -> bool {
        !self.neighbours.iter().any(|name| FILES.contains(&name.as_str()) || namesake(name, FILES).is_some())
    }

    /// Lists the folder, and warns of files whose names are close to one that is read but not there. Says whether
    /// there is a folder at all.
    fn look_around(&mut self) -> bool {
        let entries = match fs::read_dir(self.path) {
            Ok(entries) => entries,
            Err(error) => {
                let around = self.path.parent().filter(|_| error.kind() == io::ErrorKind::NotADirectory);
                let cure = match around.map(|around| around.display().to_string()) {
                    Some(around) if around.is_empty() => "give the folder the file is in: '.'".to_owned(),
                    Some(around) => format!("give the folder the file is in: '{around}'"),
                    None => "check the path; 'vagtplan init NAME' makes a folder to start from".to_owned(),
                };
                self.findings.push(unreadable(self.path, &error, &cure, Vec::new()));
                return false;
            }
        };
        self.neighbours = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        self.neighbours.sort();
        let here = |name: &str| self.neighbours.iter().any(|neighbour| neighbour == name);
        for name in &self.neighbours {
            // A required file that is missing is reported with its likely name anyway.
            let missing = FILES[3..].iter().copied().filter(|file| !here(file));
            if !FILES.contains(&name.as_str())
                && let Some(meant) = namesake(name, missing)
            {
                let found = Diagnostic::new(Code::MisnamedFile, format!("the file '{name}' is not read"))
                    .on_file(self.path.join(name).display().to_string())
                    .help(format!("if it is meant to be read, {}", save_as(name, meant)));
                self.findings.push(found);
            }
        }
        true
    }

    /// The text of a file of the folder.
    fn source(&mut self, name: &str, presence: Presence) -> Option<Arc<Source>> {
        let path = self.path.join(name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound && presence == Presence::Optional => return None,
            Err(error) => {
                let others = self.neighbours.iter().filter(|neighbour| *neighbour != name);
                let hints = others.filter(|neighbour| namesake(neighbour, [name]).is_some());
                let hints = hints.map(|other| format!("there is '{other}': {}", save_as(other, name))).collect();
                let cure = match error.kind() {
                    io::ErrorKind::NotFound => purpose(name),
                    _ => "put a file of that name there that you may open".to_owned(),
                };
                self.findings.push(unreadable(&path, &error, &cure, hints));
                return None;
            }
        };
        self.inputs.push(InputFile { name: name.to_owned(), sha256: fingerprint(&bytes) });
        match text::decode(path.display().to_string(), &bytes) {
            Ok(source) => Some(source),
            Err(found) => {
                self.findings.push(*found);
                None
            }
        }
    }

    fn table<R: TableRow>(&mut self, name: &str, presence: Presence) -> Option<Table<R>> {
        let source = self.source(name, presence)?;
        table(&source, &mut self.findings)
    }
}

/// What a required file holds, for who does not have it.
fn purpose(name: &str) -> String {
    let holds = match name {
        "municipalities.csv" => "the members and their populations, under the line code,name,population",
        "staff.csv" => "who can be rostered, under the line id,name,municipality",
        _ => "the period, the windows and the rules",
    };
    format!("it holds {holds}; 'vagtplan init NAME' makes a folder with every file in it, to start from")
}

/// What to do with a file that has nearly the right name.
fn save_as(neighbour: &str, name: &str) -> String {
    let ending = neighbour.rsplit('.').next().unwrap_or_default().to_lowercase();
    if matches!(ending.as_str(), "xlsx" | "xls" | "ods") {
        return format!("{} with the name '{name}'; to rename it is not enough", text::SAVE_WORKBOOK_AS);
    }
    format!("rename it to '{name}'")
}

/// The one of `files` that a file name looks like: the same stem with another ending or case, or a slip away.
fn namesake<'a>(name: &str, files: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    // Editors on Windows add an ending of their own, and hide it.
    let lower = match lower.strip_suffix(".txt").or(lower.strip_suffix(".csv")) {
        Some(rest) if rest.ends_with(".toml") || rest.ends_with(".csv") => rest.to_owned(),
        _ => lower,
    };
    let (stem, ending) = lower.rsplit_once('.').unwrap_or((&lower, ""));
    if name.starts_with(['.', '~']) || !matches!(ending, "csv" | "toml" | "xlsx" | "xls" | "ods" | "txt" | "tsv") {
        return None;
    }
    let files: Vec<&str> = files.into_iter().collect();
    let stem_of = |file: &'a str| file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let meant = closest(stem, files.iter().map(|file| stem_of(file)))?;
    files.into_iter().find(|file| stem_of(file) == meant)
}

fn table<R: TableRow>(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Option<Table<R>> {
    let before = findings.len();
    let rows = table::rows(source, R::COLUMNS, findings)?;
    let complete = !any_error(&findings[before..]);
    let values = R::read(&rows, findings);
    Some(Table { header: rows.header.clone(), rows: values, complete, sound: !any_error(&findings[before..]) })
}

/// The finding about a file that cannot be opened.
fn unreadable(path: &Path, error: &io::Error, cure: &str, hints: Vec<String>) -> Diagnostic {
    let shown = path.display();
    let (code, message) = match error.kind() {
        io::ErrorKind::NotFound => (Code::MissingFile, format!("'{shown}' is missing")),
        io::ErrorKind::NotADirectory => (Code::UnreadableFile, format!("'{shown}' is not a folder")),
        io::ErrorKind::IsADirectory => (Code::UnreadableFile, format!("'{shown}' is a folder, not a file")),
        io::ErrorKind::PermissionDenied => (Code::UnreadableFile, format!("'{shown}' may not be read by you")),
        _ => (Code::UnreadableFile, format!("'{shown}' cannot be read: {error}")),
    };
    let cure = if hints.is_empty() { vec![cure.to_owned()] } else { hints };
    let mut found = Diagnostic::new(code, message).on_file(shown.to_string());
    found.help = cure;
    found
}

fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
