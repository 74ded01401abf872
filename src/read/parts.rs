//! A table that is kept in a folder of its own: any number of files, each in its own dialect, in the long form or as a grid.
//!
//! In: a planning folder. Out: the records of each file of `availability/`, `staff/`, `locks/` and `demand/`, and one warning about the
//! files there that are not read. What the files say of each other is for `check` to look up.

use std::fs;
use std::path::Path;

use super::column::Column;
use super::names::{self, Ending};
use super::reader::{Presence, Reader, sheet_of};
use super::records::{self, Records};
use super::rows::TableRow;
use super::{Table, workbook};
use crate::diagnostic::{Code, Diagnostic, list, quote};

/// How many files a warning names before it counts.
const NAMED_FILES: usize = 8;

/// One file of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name in the planning folder, such as `availability/665 Lemvig.csv`.
    pub file: String,
    /// What is in it; `None` where it cannot be read, which has been reported.
    pub records: Option<Records>,
}

impl Part {
    /// What its name begins with, which may be the code of a municipality.
    pub fn code(&self) -> Option<&str> {
        code(&self.file)
    }
}

/// What the name of a table's file begins with: the code of a municipality, where the file is its own, as in `staff/665 Lemvig.csv`.
pub fn code(file: &str) -> Option<&str> {
    let name = file.rsplit('/').next()?;
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).split(' ').next()
}

/// A file of a table, as rows know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartFile {
    /// The table.
    pub table: &'static str,
    /// Its name in the planning folder.
    pub file: String,
    /// What the places of its rows call it.
    pub source: String,
}

/// A table that may be a folder: a single file, as any other table, and all files of the folder together.
pub(super) fn joined<R: TableRow>(
    reader: &mut Reader<'_>,
    name: &'static str,
    presence: Presence,
    read: impl Fn(&Records, &mut Vec<Diagnostic>) -> Option<Table<R>>,
    files: &mut Vec<PartFile>,
) -> Option<Table<R>> {
    let parts = reader.parts(name, R::columns());
    if parts.is_empty() {
        let records = reader.table(name, R::columns(), presence)?;
        return read(&records, &mut reader.findings);
    }
    let single = reader.table(name, R::columns(), Presence::Optional);
    let is_there = |reader: &Reader<'_>| reader.kept.iter().any(|(kept, _)| *kept == name);
    // One that is there and cannot be read has been reported.
    let mut all = vec![(single.is_some() || !is_there(reader), single)];
    if !is_there(reader) {
        reader.kept.push((name, format!("{name}/")));
    }
    for part in parts {
        if let Some(records) = &part.records {
            files.push(PartFile { table: name, file: part.file, source: records.source.name.clone() });
        }
        all.push((part.records.is_some(), part.records));
    }
    let mut together: Option<Table<R>> = None;
    let mut complete = all.iter().all(|(is_read, _)| *is_read);
    for records in all.iter().filter_map(|(_, records)| records.as_ref()) {
        let Some(table) = read(records, &mut reader.findings) else {
            complete = false;
            continue;
        };
        match &mut together {
            Some(others) => {
                others.rows.extend(table.rows);
                others.complete &= table.complete;
                others.sound &= table.sound;
            }
            None => together = Some(table),
        }
    }
    together.map(|table| Table { complete: table.complete && complete, sound: table.sound && complete, ..table })
}

/// What lies in the folder of a table: the files that are read, sorted by name, and the others.
fn inside(folder: &Path) -> (Vec<String>, Vec<String>) {
    let mut names: Vec<(String, bool)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path().is_dir()))
        // Hidden files are those of the system and of editors.
        .filter(|(name, _)| !name.starts_with('.'))
        .collect();
    names.sort();
    let is_read = |name: &str, is_folder: bool| {
        let lower = name.to_lowercase();
        !is_folder && !name.starts_with('~') && (lower.ends_with(".csv") || lower.ends_with(".xlsx"))
    };
    let (read, others): (Vec<_>, Vec<_>) = names.into_iter().partition(|(name, folder)| is_read(name, *folder));
    (read.into_iter().map(|(name, _)| name).collect(), others.into_iter().map(|(name, _)| name).collect())
}

impl Reader<'_> {
    /// The files of a table that is a folder, in the order of their names; none where it is no folder.
    pub fn parts(&mut self, table: &'static str, columns: &'static [Column]) -> Vec<Part> {
        if !self.has_folder(table) {
            return Vec::new();
        }
        let folder = self.path().join(table);
        let (read, others) = inside(&folder);
        self.findings.extend(not_read(&folder, &others));
        let part = |name: String| {
            let file = format!("{table}/{name}");
            let records = self.records_of_part(&file, table, columns);
            Part { file, records }
        };
        read.into_iter().map(part).collect()
    }

    fn records_of_part(&mut self, file: &str, table: &str, columns: &'static [Column]) -> Option<Records> {
        if names::ending(file) == Ending::Text {
            return self.text(file).map(|source| records::of_text(&source, columns));
        }
        let bytes = self.bytes(file)?;
        let called = self.path().join(file).display().to_string();
        let read = workbook::open(called, bytes).and_then(|mut book| sheet_of(&mut book, table, columns));
        read.map(|(_, records)| records).map_err(|refused| self.findings.push(*refused)).ok()
    }
}

/// The warning about what is not read there.
fn not_read(folder: &Path, others: &[String]) -> Option<Diagnostic> {
    let shown = if others.len() > NAMED_FILES + 1 { NAMED_FILES } else { others.len() };
    let mut named: Vec<String> = others[..shown].iter().map(|name| quote(name)).collect();
    named.extend((others.len() > shown).then(|| format!("{} more", others.len() - shown)));
    let message = match others.len() {
        0 => return None,
        1 => format!("{} is not read", named[0]),
        _ => format!("{} are not read", list(&named, "and")),
    };
    let found = Diagnostic::new(Code::MisnamedFile, message).on_file(folder.display().to_string());
    let found = if others.iter().any(|name| name.starts_with("~$")) {
        found.help("a name that begins with '~$' says that a workbook is open in Excel: save it, and run again")
    } else {
        found
    };
    Some(found.help("what counts is saved as CSV (semicolon) or .xlsx; other files are kept elsewhere"))
}
