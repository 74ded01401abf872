//! Answers that came back: forms, whatever their files are called, as they were saved from the mail.
//!
//! In: paths of files and folders. Out: of each file whether it is a form, whose, its rows with their places, and when it was saved; and which files
//! are none. What the rows mean for the planning folder is for `check` to say.

use std::fs;
use std::path::{Path, PathBuf};

use super::form::{self, Form};
use super::names::{self, Ending};
use super::requests::RequestRow;
use super::rows::{AvailabilityRow, StaffRow, TableRow};
use super::{
    Table, availability_table, bytes, fingerprint, records, staff_table, table, text, unreadable, views, workbook,
};
use crate::diagnostic::{Code, Diagnostic, any_error, sort};
use crate::domain::collection::{LaidIn, RECORD};
use crate::domain::form::Identity;
use crate::domain::input_file::InputFile;

/// A file that came back.
#[derive(Debug, Clone, PartialEq)]
pub struct Returned {
    /// Its path, as it was given.
    pub path: PathBuf,
    /// Its name and fingerprint; `None` where it cannot be read.
    pub input: Option<InputFile>,
    /// When it was saved, by what it says itself; `None` where it says nothing.
    pub saved: Option<String>,
    /// The form; `None` where it is none, or cannot be read.
    pub form: Option<Rows>,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
}

/// The rows of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// Whose form it is, and for which period.
    pub identity: Identity,
    /// What its people have answered; of who has said nothing a row without kind.
    pub availability: Vec<AvailabilityRow>,
    /// Who they are; `None` where that sheet is not there, as in a CSV file.
    pub staff: Option<Vec<StaffRow>>,
    /// What they ask for; `None` where that sheet is not there.
    pub requests: Option<Vec<RequestRow>>,
    /// What the places of its rows call its sheets.
    pub sources: Vec<String>,
}

/// The record of answers that were laid into a folder; empty where there is none, or it cannot be read.
pub fn record(folder: &Path) -> Vec<LaidIn> {
    #[derive(serde::Deserialize)]
    struct Document {
        from: String,
        to: String,
        answers: Vec<Entry>,
    }
    #[derive(serde::Deserialize)]
    struct Entry {
        municipality: String,
        file: String,
        sha256: String,
        saved: Option<String>,
        table: Option<String>,
    }
    let read = bytes::found(&folder.join(RECORD)).ok();
    let document: Option<Document> = read.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let all = document.into_iter().flat_map(|Document { from, to, answers }| {
        answers.into_iter().map(move |Entry { municipality, file, sha256, saved, table }| LaidIn {
            code: municipality,
            file,
            sha256,
            saved,
            table,
            period: (from.clone(), to.clone()),
        })
    });
    all.collect()
}

/// The fingerprint of a file in a folder; `None` where it can't be read.
pub fn print(folder: &Path, file: &str) -> Option<String> {
    bytes::found(&folder.join(file)).ok().map(|bytes| fingerprint(&bytes))
}

/// The files that were given, those of folders among them, and those of folders that can be no form.
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let (mut read, mut others) = (Vec::new(), Vec::new());
    for path in paths {
        if !path.is_dir() {
            read.push(path.clone());
            continue;
        }
        let mut inside: Vec<PathBuf> =
            fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        inside.sort();
        for file in inside {
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let is_table = matches!(names::ending(&name), Ending::Workbook | Ending::Text);
            match name.starts_with(['.', '~']) {
                true if name.starts_with('.') => {}
                false if is_table && file.is_file() => read.push(file),
                _ => others.push(file),
            }
        }
    }
    (read, others)
}

/// Reads a file that came back.
pub fn returned(path: &Path) -> Returned {
    let mut returned = Returned { path: path.to_owned(), input: None, saved: None, form: None, findings: Vec::new() };
    let bytes = match bytes::named(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let cure = "check the path; answers are forms that 'vagtplan forms' has made, filled in and saved";
            returned.findings.push(unreadable(path, &error, cure, Vec::new()));
            return returned;
        }
    };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    returned.saved = views::saved(&bytes);
    returned.input = Some(InputFile { file: name.clone(), sha256: fingerprint(&bytes) });
    let called = path.display().to_string();
    let form = match names::ending(&name) {
        Ending::Workbook => {
            workbook::open(called.clone(), bytes.clone()).and_then(|mut book| form::of_workbook(&mut book, &bytes))
        }
        Ending::OtherWorkbook => {
            let found = Diagnostic::new(Code::Workbook, "the workbook is of a kind that is not read").on_file(&called);
            Err(Box::new(found.help(names::roster_cure())))
        }
        Ending::Text | Ending::Other => text::decode(called.clone(), &bytes)
            .map(|source| form::of_text(&records::of_text(&source, AvailabilityRow::columns()))),
    };
    match form {
        Ok(Some(form)) => returned.form = Some(rows(form, &called, &mut returned.findings)),
        Ok(None) => {}
        Err(found) => returned.findings.push(*found),
    }
    sort(&mut returned.findings);
    returned
}

fn rows(form: Form, called: &str, findings: &mut Vec<Diagnostic>) -> Rows {
    let Form { identity, grid, dates, staff, requests } = form;
    if grid.is_none() {
        let message = "the form has no sheet with the windows of the week any more";
        let found = Diagnostic::new(Code::MissingColumn, message).on_file(called);
        findings.push(found.help("its headings are needed as they were sent out: fill in the form that was sent"));
    }
    let sources =
        [&grid, &dates, &staff, &requests].into_iter().flatten().map(|records| records.source.name.clone()).collect();
    let of = |findings: &mut Vec<Diagnostic>| {
        let tables = [&grid, &dates].into_iter().flatten().filter(|records| records.has_rows());
        tables.filter_map(|records| availability_table(records, findings)).flat_map(|table| table.rows).collect()
    };
    let availability = of(findings);
    let before = findings.len();
    let staff = staff.and_then(|records| staff_table(&records, &[], findings)).map(|table| table.rows);
    // A sheet of staff that is refused says nothing of who has left.
    let staff = staff.filter(|_| !any_error(&findings[before..]));
    let requests = requests.and_then(|records| table(&records, findings)).map(|table: Table<_>| table.rows);
    Rows { identity, availability, staff, requests, sources }
}
