//! What lies in a planning folder beside the files that are read, and what of it looks as if it were meant to be read.
//!
//! In: the path of the folder. Out: the names in it, and warnings. A table that is overlooked would silently not hold.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::danish;
use super::names::{self, Ending};
use crate::diagnostic::{Code, Diagnostic};

/// The stem of `plan.toml` and of the workbook whose sheets are tables.
const PLAN: &str = "plan";

/// How much of a file is looked at for its first line, in bytes.
const LONGEST_HEADER: u64 = 1_000;

/// Whether a first line heads a file that is given to a command by its name, in any dialect. A roster: a table of locks has its columns
/// too, and kind. Or swaps.
fn is_given(line: &str) -> bool {
    let cells: Vec<&str> = line.split([',', ';', '\t']).map(|cell| cell.trim_matches(['"', ' ', '\u{feff}'])).collect();
    let has = |column: &str| cells.iter().any(|cell| *cell == column || danish::named(cell, &[column]).is_some());
    // What may be meant for a column of locks is enough not to pass over them.
    let may_be_locks = has("kind") || cells.iter().any(|cell| danish::is_column(cell, "kind"));
    (has("date") && has("start") && has("staff") && !may_be_locks) || (has("gives") && has("takes"))
}

/// The names in a folder.
pub struct Neighbours<'a> {
    path: &'a Path,
    /// All of them, sorted.
    pub files: Vec<String>,
    /// Those of folders, sorted.
    folders: Vec<String>,
}

impl<'a> Neighbours<'a> {
    /// Looks around in a folder.
    pub fn of(path: &'a Path) -> io::Result<Self> {
        let mut around = Neighbours { path, files: Vec::new(), folders: Vec::new() };
        for entry in fs::read_dir(path)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.path().is_dir() {
                around.folders.push(name.clone());
            }
            around.files.push(name);
        }
        around.files.sort();
        around.folders.sort();
        Ok(around)
    }

    /// Whether there is a folder of that name.
    pub fn has_folder(&self, name: &str) -> bool {
        self.folders.iter().any(|folder| folder == name)
    }

    /// Whether there is a file of that name.
    pub fn has(&self, name: &str) -> bool {
        // A name of another case is the same on some systems, and asked after as a slip on others.
        fs::metadata(self.path.join(name)).map_or_else(|error| error.kind() != io::ErrorKind::NotFound, |_| true)
    }

    /// Warns of files whose names are close to one that is read but not there, and of all others that look meant. `books` are what the
    /// workbooks that are read are named after.
    pub fn overlooked(&self, books: &[&str]) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let mut beside = Vec::new();
        for name in self.files.iter().filter(|name| !self.folders.contains(name) && !names::is_read(name)) {
            if names::meant_for_scenarios(name) && !self.has(names::SCENARIOS) {
                let cure = format!("if 'vagtplan compare' is to read it, rename it to '{}'", names::SCENARIOS);
                let found = Diagnostic::new(Code::MisnamedFile, format!("the file '{name}' is not read"));
                findings.push(found.on_file(self.path.join(name).display().to_string()).help(cure));
                continue;
            }
            let Some(meant) = names::meant(name) else {
                beside.extend(self.looks_meant(name).then_some(name));
                continue;
            };
            let file = names::text_file(meant);
            // Where capital letters make no other file, this is the one that is read.
            if name.to_lowercase() == file && !self.files.contains(&file) && self.has(&file) {
                continue;
            }
            let is_there = books.contains(&meant) || self.files.contains(&file);
            // A required file that is missing is reported with its likely name anyway.
            let required = names::REQUIRED.contains(&meant);
            let workbook = meant == PLAN && names::ending(name) != Ending::Text;
            if (workbook && !books.contains(&PLAN)) || (!workbook && !required && !is_there) {
                let found = Diagnostic::new(Code::MisnamedFile, format!("the file '{name}' is not read"))
                    .on_file(self.path.join(name).display().to_string())
                    .help(format!("if it is meant to be read, {}", names::cure(name, meant)));
                findings.push(found);
            } else if is_there {
                beside.extend(self.looks_meant(name).then_some(name));
            }
        }
        let folder = |name: &&String| {
            names::is_table_folder(name)
                && !names::FOLDERS.contains(&name.as_str())
                && !self.files.contains(&names::text_file(name))
        };
        let folders: Vec<&String> = self.folders.iter().filter(folder).collect();
        let open: Vec<&str> = self.files.iter().filter_map(|name| names::opened(name)).collect();
        let found = [
            self.not_read(
                &beside,
                "file",
                "bring what counts into the tables, and keep other files in a folder of their own",
            ),
            self.not_read(
                &folders,
                "folder",
                "of folders, those called availability, staff, locks and demand are read, with all their files",
            )
            .map(|found| folders.iter().filter_map(|folder| names::folder_cure(folder)).fold(found, Diagnostic::help)),
            self.not_read(&open, "workbook", "").map(|mut found| {
                let verb = if open.len() == 1 { "is" } else { "are" };
                found.message = format!("{} {verb} open in Excel", names::named(&open));
                found.help = vec!["what is not saved there yet is not read: save it, and run again".to_owned()];
                found
            }),
        ];
        findings.extend(found.into_iter().flatten());
        findings
    }

    /// Whether a file looks as if it were meant to be read with the folder. A roster is not, nor are swaps: they are
    /// given to a command by their names.
    fn looks_meant(&self, name: &str) -> bool {
        names::looks_meant(name) && !self.first_line(name).is_some_and(|line| is_given(&line))
    }

    /// How a file begins, in small letters.
    fn first_line(&self, name: &str) -> Option<String> {
        // Whoever opens a pipe waits for whoever writes to it.
        fs::metadata(self.path.join(name)).ok().filter(fs::Metadata::is_file)?;
        let mut begin = Vec::new();
        fs::File::open(self.path.join(name)).ok()?.take(LONGEST_HEADER).read_to_end(&mut begin).ok()?;
        Some(String::from_utf8_lossy(&begin).lines().next()?.to_lowercase())
    }

    /// The warning about all that is not read for one reason.
    fn not_read<S: AsRef<str>>(&self, what: &[S], noun: &str, cure: &str) -> Option<Diagnostic> {
        let named = names::named(what);
        let message = match what.len() {
            0 => return None,
            1 => format!("the {noun} {named} is not read"),
            _ => format!("the {noun}s {named} are not read"),
        };
        let found = Diagnostic::new(Code::MisnamedFile, message).on_file(self.path.display().to_string());
        Some(found.help(format!("if that is not meant: {cure}")))
    }
}
