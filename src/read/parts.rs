//! A table that is kept in a folder of its own: any number of files, each in its own dialect, in the long form or as a grid.
//!
//! In: a planning folder. Out: the records of each file of `availability/`, `staff/`, `locks/` and `demand/`, and one warning about the
//! files there that are not read. What the files say of each other is for `check` to look up.

use std::fs;
use std::path::Path;

use super::column::Column;
use super::form::{self, Form};
use super::names::{self, Ending};
use super::reader::{Presence, Reader, sheet_of};
use super::records::{self, Records};
use super::rows::TableRow;
use super::{Table, workbook};
use crate::diagnostic::{Code, Diagnostic};
use crate::domain::form::{Identity, Sheet};

/// One file of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name in the planning folder, such as `availability/665 Lemvig.csv`.
    pub file: String,
    /// What is in it; `None` where it cannot be read, which has been reported.
    pub records: Option<Records>,
    /// Whose form it is, and for which period, where it is one.
    pub form: Option<Identity>,
}

impl Part {
    /// The code of the municipality whose form it is, or what its name begins with, which may be one.
    pub fn code(&self) -> Option<&str> {
        self.form.as_ref().map(|form| form.code.as_str()).or_else(|| code(&self.file))
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
    /// Whose form it is, and for which period, where it is one.
    pub form: Option<Identity>,
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
            files.push(PartFile { table: name, file: part.file, source: records.source.name.clone(), form: part.form });
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
pub(super) fn inside(folder: &Path) -> (Vec<String>, Vec<String>) {
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
        let parts = |name: String| {
            let file = format!("{table}/{name}");
            let (form, all) = self.records_of_part(&file, table, columns);
            all.into_iter().map(move |records| Part { file: file.clone(), records, form: form.clone() })
        };
        read.into_iter().flat_map(parts).collect()
    }

    /// What a file holds of a table: one part, or, of a form, as many as it has.
    fn records_of_part(&mut self, file: &str, table: &str, columns: &'static [Column]) -> Held {
        let called = self.path().join(file).display().to_string();
        let read = if names::ending(file) == Ending::Text {
            let Some(records) = self.text(file).map(|source| records::of_text(&source, columns)) else {
                return (None, vec![None]);
            };
            match form::of_text(&records) {
                Some(form) => of_form(form, table, &called),
                None => Ok((None, vec![Some(records)])),
            }
        } else {
            let Some(bytes) = self.bytes(file) else { return (None, vec![None]) };
            workbook::open(called.clone(), bytes.clone()).and_then(|mut book| {
                match form::of_workbook(&mut book, &bytes)? {
                    Some(form) => of_form(form, table, &called),
                    None => sheet_of(&mut book, table, columns).map(|(_, records)| (None, vec![Some(records)])),
                }
            })
        };
        read.unwrap_or_else(|refused| {
            self.findings.push(*refused);
            (None, vec![None])
        })
    }
}

/// What a file holds of a table, and whose form it is.
type Held = (Option<Identity>, Vec<Option<Records>>);

/// What a form holds of a table.
fn of_form(form: Form, table: &str, called: &str) -> Result<Held, Box<Diagnostic>> {
    let (first, other, sheet) = match table {
        "staff" => (form.staff, None, Sheet::Staff),
        _ => (form.grid, form.dates, Sheet::Availability),
    };
    if first.is_none() {
        let message = format!("the form has no sheet '{}' that can be read", sheet.name()[0]);
        let help =
            "its headings are needed as they were sent out; fill in the form that was sent, and send it as a workbook";
        return Err(Box::new(Diagnostic::new(Code::MissingColumn, message).on_file(called).help(help)));
    }
    Ok((Some(form.identity), [first, other].into_iter().filter(Option::is_some).collect()))
}

/// The warning about what is not read there.
pub(super) fn not_read(folder: &Path, others: &[String]) -> Option<Diagnostic> {
    let named = names::named(others);
    let message = match others.len() {
        0 => return None,
        1 => format!("{named} is not read"),
        _ => format!("{named} are not read"),
    };
    let found = Diagnostic::new(Code::MisnamedFile, message).on_file(folder.display().to_string());
    let found = if others.iter().any(|name| name.starts_with("~$")) {
        found.help("a name that begins with '~$' says that a workbook is open in Excel: save it, and run again")
    } else {
        found
    };
    Some(found.help("what counts is saved as CSV (semicolon) or .xlsx; other files are kept elsewhere"))
}
