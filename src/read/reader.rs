//! A planning folder, looked through for its tables: as CSV files, as sheets of `plan.xlsx`, or as workbooks of their own.
//!
//! In: the path of the folder. Out: the records of one table after another, wherever they are kept. What is there twice is
//! refused, for nobody could say which of the two counts.

use std::io;
use std::path::{MAIN_SEPARATOR, Path};
use std::sync::Arc;

use super::column::{Column, Need};
use super::names;
use super::neighbours::Neighbours;
use super::records::{self, Records};
use super::workbook::{self, Workbook};
use super::{bytes, fingerprint, fits, header, text, unreadable};
use crate::diagnostic::{Code, Diagnostic, Source, list, quote};
use crate::domain::absence::Revised;
use crate::domain::input_file::InputFile;

/// Whether a folder must have a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It must.
    Required,
    /// It may.
    Optional,
}

/// The workbook whose sheets are tables.
const PLAN: &str = "plan";

/// A workbook of the folder.
struct Book {
    /// Its name there.
    file: String,
    /// The table it is named after; `plan` for the one of all tables.
    stem: String,
    /// What is in it; `None` where it cannot be read, which has been reported.
    content: Option<Workbook>,
}

/// One of the places a table is kept in.
struct Kept {
    /// As messages name it.
    called: String,
    /// For sentences: the file, or the sheet of `plan.xlsx`.
    short: String,
    /// The table; `None` where it cannot be read, which has been reported.
    records: Option<Records>,
}

/// What reads a folder.
pub struct Reader<'a> {
    path: &'a Path,
    revised: Option<&'a Revised>,
    neighbours: Neighbours<'a>,
    books: Vec<Book>,
    /// The tables that were found, by name, and what to call them in a sentence.
    pub kept: Vec<(&'static str, String)>,
    /// The tables without rows, and the columns they would have.
    wanting: Vec<(&'static str, &'static [Column])>,
    /// Every file read.
    pub inputs: Vec<InputFile>,
    /// What there is to say.
    pub findings: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// Looks around in the folder and opens its workbooks; `None` where there is no folder, which the findings say.
    /// One file may be taken as it will be instead of as it is.
    pub fn open(path: &'a Path, revised: Option<&'a Revised>) -> Result<Self, Vec<Diagnostic>> {
        let mut neighbours = Neighbours::of(path).map_err(|error| vec![no_folder(path, &error)])?;
        if let Some(new) = revised.filter(|new| !new.file.contains('/') && !neighbours.files.contains(&new.file)) {
            neighbours.files.push(new.file.clone());
            neighbours.files.sort();
        }
        let mut reader = Reader {
            path,
            revised,
            neighbours,
            books: Vec::new(),
            kept: Vec::new(),
            wanting: Vec::new(),
            inputs: Vec::new(),
            findings: Vec::new(),
        };
        for file in reader.neighbours.files.clone() {
            if let Some(stem) = names::workbook(&file) {
                let content = reader.bytes(&file).and_then(|bytes| {
                    let opened = workbook::open(path.join(&file).display().to_string(), bytes);
                    opened.map_err(|found| reader.findings.push(*found)).ok()
                });
                reader.books.push(Book { file, stem, content });
            }
        }
        let stems: Vec<&str> = reader.books.iter().map(|book| book.stem.as_str()).collect();
        let overlooked = reader.neighbours.overlooked(&stems);
        reader.findings.extend(overlooked);
        Ok(reader)
    }

    /// Whether none of the files is there that a planning folder must have, nor one that looks like one of them.
    pub fn is_no_planning_folder(&self) -> bool {
        self.books.is_empty()
            && !self.neighbours.files.iter().any(|name| names::is_read(name) || names::meant(name).is_some())
    }

    /// Whether the folder has a workbook of all tables.
    pub fn has_plan_workbook(&self) -> bool {
        self.books.iter().any(|book| book.stem == PLAN)
    }

    /// The path of the folder.
    pub(super) fn path(&self) -> &'a Path {
        self.path
    }

    /// Whether there is a folder of that name in it.
    pub(super) fn has_folder(&self, name: &str) -> bool {
        self.neighbours.has_folder(name)
    }

    /// The bytes of a file that is there.
    pub(super) fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let revised = self.revised.filter(|revised| revised.file == name);
        match revised.map_or_else(|| bytes::found(&self.path.join(name)), |revised| Ok(revised.bytes.clone())) {
            Ok(bytes) => {
                self.inputs.push(InputFile { file: name.to_owned(), sha256: fingerprint(&bytes) });
                Some(bytes)
            }
            Err(error) => {
                let cure = "put a file of that name there that you may open";
                self.findings.push(unreadable(&self.path.join(name), &error, cure, Vec::new()));
                None
            }
        }
    }

    /// The text of `plan.toml`.
    pub fn plan(&mut self) -> Option<Arc<Source>> {
        let name = names::text_file(PLAN);
        if !self.neighbours.has(&name) {
            self.missing(PLAN, None);
            return None;
        }
        self.text(&name)
    }

    pub(super) fn text(&mut self, name: &str) -> Option<Arc<Source>> {
        let bytes = self.bytes(name)?;
        let decoded = text::decode(self.path.join(name).display().to_string(), &bytes);
        decoded.map_err(|found| self.findings.push(*found)).ok()
    }

    /// The records of a table, wherever it is kept; `None` where it is not there or cannot be read.
    pub fn table(&mut self, name: &'static str, columns: &'static [Column], presence: Presence) -> Option<Records> {
        let mut found = Vec::new();
        let file = names::text_file(name);
        if self.neighbours.has(&file) || self.revised.is_some_and(|revised| revised.file == file) {
            let records = self.text(&file).map(|source| records::of_text(&source, columns));
            let called = self.path.join(&file).display().to_string();
            found.push(Kept { called, short: file, records });
        }
        let mut unknown = false;
        for number in 0..self.books.len() {
            let stem = self.books[number].stem.clone();
            if stem == PLAN || stem == name {
                unknown |= self.books[number].content.is_none();
                self.sheets(number, name, columns, &mut found);
            }
        }
        // A sheet without a cell is no table; one without rows gives way to one that has some.
        let is_blank = |kept: &Kept| kept.records.as_ref().is_some_and(|r| r.separator.is_none() && r.list.is_empty());
        let blank = found.iter().find(|kept| is_blank(kept)).map(|kept| kept.called.clone());
        found.retain(|kept| !is_blank(kept));
        if found.len() > 1 {
            let has_rows = |kept: &Kept| kept.records.as_ref().is_none_or(Records::has_rows);
            if found.iter().any(has_rows) {
                found.retain(has_rows);
            }
            found.truncate(if found.iter().any(has_rows) { usize::MAX } else { 1 });
        }
        if !unknown && !found.iter().any(|kept| kept.records.as_ref().is_none_or(Records::has_rows)) {
            self.wanting.push((name, columns));
        }
        match found.as_slice() {
            [] if unknown => return None,
            [] => {
                if presence == Presence::Required {
                    self.missing_table(name, columns, blank);
                }
                return None;
            }
            [only] => self.kept.push((name, only.short.clone())),
            [first, others @ ..] => {
                self.kept.push((name, first.short.clone()));
                let around = format!("{}{MAIN_SEPARATOR}", self.path.display());
                let inside = |kept: &'_ Kept| kept.called.trim_start_matches(&around).to_owned();
                let places: Vec<String> = [first].into_iter().chain(others).map(inside).collect();
                let found = Diagnostic::new(
                    Code::TableTwice,
                    format!("the table {name} is there twice: {}", list(&places, "and")),
                )
                .on_file(&others[0].called)
                .help("keep the one that counts; delete or rename the other");
                self.findings.push(found);
                return None;
            }
        }
        found.pop().and_then(|kept| kept.records)
    }

    /// The sheets of a workbook that are the table `name`.
    fn sheets(&mut self, number: usize, name: &str, columns: &[Column], found: &mut Vec<Kept>) {
        let Book { file, stem, content: Some(book) } = &mut self.books[number] else {
            return;
        };
        if stem != PLAN {
            match sheet_of(book, name, columns) {
                Ok((sheet, records)) => {
                    found.push(Kept { called: book.called(&sheet), short: file.clone(), records: Some(records) });
                }
                Err(refused) => {
                    self.findings.push(*refused);
                    found.push(Kept {
                        called: self.path.join(&*file).display().to_string(),
                        short: file.clone(),
                        records: None,
                    });
                }
            }
            return;
        }
        for sheet in book.sheets.clone().iter().filter(|sheet| names::is_sheet(sheet, name)) {
            let records = book.records(sheet).map_err(|refused| self.findings.push(*refused)).ok();
            let short = if file == "plan.xlsx" {
                format!("sheet {}", quote(sheet))
            } else {
                format!("sheet {} of {file}", quote(sheet))
            };
            found.push(Kept { called: book.called(sheet), short, records });
        }
    }

    fn missing_table(&mut self, name: &'static str, columns: &[Column], blank: Option<String>) {
        if let Some(sheet) = blank {
            let needed = columns.iter().filter(|column| column.need == Need::Required).map(|column| column.name);
            self.findings.push(header::empty(&sheet, "sheet", &needed.collect::<Vec<_>>()));
            return;
        }
        let meant = self.strangers().into_iter().find(|stranger| stranger.meant == name);
        self.missing(
            name,
            meant.map(|Stranger { sheet, .. }| format!("there is the sheet {}: rename it to '{name}'", quote(&sheet))),
        );
    }

    /// Says that a required file is not there.
    fn missing(&mut self, name: &str, hint: Option<String>) {
        let others =
            self.neighbours.files.iter().filter(|other| !names::is_read(other) && names::meant(other) == Some(name));
        let hints =
            others.map(|other| format!("there is '{other}': {}", names::cure(other, name))).chain(hint).collect();
        let path = self.path.join(names::text_file(name));
        let mut found = unreadable(&path, &io::ErrorKind::NotFound.into(), &names::purpose(name), hints);
        if name != PLAN && self.has_plan_workbook() {
            found.message = format!("{}, and plan.xlsx has no sheet '{name}'", found.message);
        }
        self.findings.push(found);
    }

    /// Warns of sheets that look like tables but are not read. Other sheets are the planner's own.
    pub fn misnamed_sheets(&mut self) {
        let mut found = Vec::new();
        let strangers = self.strangers();
        for Stranger { called, sheet, meant, has_its_columns } in &strangers {
            // One that is needed and missing is reported with its likely name anyway.
            if names::REQUIRED.contains(meant) {
                continue;
            }
            let why = has_its_columns.then(|| format!(", though it has the columns of the table {meant}"));
            let message = format!("the sheet {} is not read{}", quote(sheet), why.unwrap_or_default());
            let is_one_of_several = strangers.iter().filter(|other| other.meant == *meant).count() > 1;
            let is_there = self.kept.iter().any(|(kept, _)| kept == meant);
            let cure = match (is_one_of_several, is_there) {
                (true, _) => format!("bring its rows into one sheet '{meant}'"),
                (false, true) => format!("delete the empty table {meant} and rename this sheet to '{meant}'"),
                (false, false) => format!("rename it to '{meant}'"),
            };
            let cure = format!("if it is meant to be read, {cure}");
            found.push(Diagnostic::new(Code::MisnamedFile, message).on_file(called).help(cure));
        }
        for book in self.books.iter().filter(|book| book.stem != PLAN) {
            let Some(content) = &book.content else {
                continue;
            };
            let is_other = |sheet: &&String| names::is_any_sheet(sheet) && !names::is_sheet(sheet, &book.stem);
            for sheet in content.sheets.iter().filter(is_other) {
                let message = format!("the sheet {} is not read", quote(sheet));
                let cure = "several tables in one workbook belong into plan.xlsx";
                found.push(Diagnostic::new(Code::MisnamedFile, message).on_file(content.called(sheet)).help(cure));
            }
        }
        self.findings.extend(found);
    }

    /// The sheets of `plan.xlsx` that are no table by their name, but are likely to be meant for one that has no rows: by a
    /// slip in the name, by the Danish word for it, or by the columns they have.
    fn strangers(&mut self) -> Vec<Stranger> {
        let wanting = &self.wanting;
        let mut found = Vec::new();
        if wanting.is_empty() {
            return found;
        }
        for book in self.books.iter_mut().filter(|book| book.stem == PLAN) {
            let Some(content) = &mut book.content else {
                continue;
            };
            for sheet in content.sheets.clone().into_iter().filter(|sheet| !names::is_any_sheet(sheet)) {
                // A sheet that cannot be read is nobody's business as long as nobody asks for it.
                let records = content.records(&sheet).ok();
                let known = |columns: &[Column]| {
                    let records = records.as_ref().filter(|records| fits(records, columns) && records.has_rows());
                    records.map_or(0, |records| header::known(records, columns))
                };
                let likeliest = wanting.iter().rev().max_by_key(|(_, columns)| known(columns));
                let by_columns = likeliest.filter(|(_, columns)| known(columns) > 0).map(|(name, _)| *name);
                let wanted = |name: &&'static str| wanting.iter().any(|(wanted, _)| wanted == name);
                let by_name = names::meant_by_sheet(&sheet).filter(wanted);
                if let Some(meant) = by_columns.or(by_name) {
                    let (called, has_its_columns) = (content.called(&sheet), by_columns.is_some());
                    found.push(Stranger { called, sheet, meant, has_its_columns });
                }
            }
        }
        found
    }
}

/// A sheet that is not read, but likely to be meant for a table.
struct Stranger {
    /// As messages name it.
    called: String,
    /// Its name.
    sheet: String,
    /// The table.
    meant: &'static str,
    /// Whether its columns say so.
    has_its_columns: bool,
}

/// The sheet of a workbook that is meant where it holds a single table: the one of its name, else the only one that has its
/// columns, else the only one there is.
pub fn sheet_of(book: &mut Workbook, name: &str, columns: &[Column]) -> Result<(String, Records), Box<Diagnostic>> {
    let named: Vec<String> = book.sheets.iter().filter(|sheet| names::is_sheet(sheet, name)).cloned().collect();
    let asked = if named.is_empty() { book.sheets.clone() } else { named };
    let mut sheets = Vec::new();
    for sheet in asked {
        let records = book.records(&sheet)?;
        sheets.push((sheet, records));
    }
    if sheets.len() > 1 {
        sheets.retain(|(_, records)| !records.list.is_empty());
    }
    if sheets.len() > 1 {
        sheets.retain(|(_, records)| fits(records, columns));
    }
    let several: Vec<String> = sheets.iter().map(|(sheet, _)| quote(sheet)).collect();
    match (sheets.pop(), several.len()) {
        (Some(only), 1) => Ok(only),
        (Some((sheet, _)), _) => {
            let message = format!("the table {name} is there twice: the sheets {}", list(&several, "and"));
            let help = format!("name the one that counts '{name}'");
            Err(Box::new(Diagnostic::new(Code::TableTwice, message).on_file(book.called(&sheet)).help(help)))
        }
        (None, _) => {
            let needed: Vec<&str> = columns.iter().filter(|c| c.need == Need::Required).map(|c| c.name).collect();
            let message = format!("the workbook has no sheet '{name}', and none with its columns");
            let help = format!("the sheet's first row names them: {} are needed", list(&needed, "and"));
            Err(Box::new(Diagnostic::new(Code::MissingColumn, message).on_file(book.path()).help(help)))
        }
    }
}

fn no_folder(path: &Path, error: &io::Error) -> Diagnostic {
    let around = path.parent().filter(|_| error.kind() == io::ErrorKind::NotADirectory);
    let cure = match around.map(|around| around.display().to_string()) {
        Some(around) if around.is_empty() => "give the folder the file is in: '.'".to_owned(),
        Some(around) => format!("give the folder the file is in: '{around}'"),
        None => "check the path; 'vagtplan init NAME' makes a folder to start from".to_owned(),
    };
    unreadable(path, error, &cure, Vec::new())
}
