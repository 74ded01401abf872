//! Bytes to rows with places.
//!
//! In: the path of a planning folder, or of a roster. Out: typed rows of every file and sheet there, each field with its place, the fingerprint
//! of every file read, and all findings. Besides `report`, this is the only room that touches files, and it only reads them. What one row says of another is for `check` to look up.

pub mod absences;
pub mod actual;
pub mod agreement;
pub mod answers;
pub mod as_written;
pub mod bytes;
pub mod calendars;
pub mod calls;
pub mod calls_by_member;
pub mod caps;
pub mod ceded;
pub mod cell;
pub mod column;
pub mod costs;
pub mod danish;
pub mod decimal;
pub mod demand;
pub mod dialect;
pub mod excel_value;
pub mod form;
pub mod formula;
pub mod garbled;
pub mod grid;
pub mod grid_columns;
pub mod header;
pub mod heading;
pub mod keys;
pub mod mark;
pub mod names;
pub mod neighbours;
pub mod parts;
pub mod period;
pub mod plan;
pub mod populations;
mod prices;
pub mod process;
pub mod reader;
pub mod records;
pub mod requests;
pub mod rows;
pub mod scenarios;
pub mod set;
pub mod shape;
pub mod solution;
pub mod summary;
pub mod swaps;
pub mod syntax;
pub mod table;
pub mod text;
pub mod views;
pub mod when;
pub mod workbook;

use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic, Place, any_error, sort};
use crate::domain::absence::Revised;
use crate::domain::input_file::InputFile;
use crate::domain::state::listing;
use agreement::AgreementRow;
use calls_by_member::CallsRow;
use column::{Column, Need};
use demand::DemandRow;
use header::Own;
use names::Ending;
use parts::{PartFile, joined};
use plan::PlanRows;
use reader::{Presence, Reader};
use records::Records;
use rows::{AvailabilityRow, LedgerRow, LockRow, MunicipalityRow, RosterRow, StaffRow, TableRow};
use swaps::SwapRow;
use views::ViewRows;

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
    /// `municipalities.csv`, or the sheet of that name.
    pub municipalities: Option<Table<MunicipalityRow>>,
    /// `staff.csv`, or the sheet of that name.
    pub staff: Option<Table<StaffRow>>,
    /// `availability.csv`, or the sheet of that name.
    pub availability: Option<Table<AvailabilityRow>>,
    /// `demand.csv`, or the sheet of that name.
    pub demand: Option<Table<DemandRow>>,
    /// `ledger.csv`, or the sheet of that name.
    pub ledger: Option<Table<LedgerRow>>,
    /// `locks.csv`, or the sheet of that name.
    pub locks: Option<Table<LockRow>>,
    /// `agreements.csv`, or the sheet of that name.
    pub agreements: Option<Table<AgreementRow>>,
    /// `history.csv`, or the sheet of that name.
    pub history: Option<Table<RosterRow>>,
    /// `calls_by_member.csv`, or the sheet of that name.
    pub calls: Option<Table<CallsRow>>,
    /// The files of the tables that are folders.
    pub parts: Vec<PartFile>,
    /// What else to call a table than its CSV file, where it is kept elsewhere: the file's name, and the sheet.
    pub called: Vec<(String, String)>,
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
    /// What the other sheets of its workbook show of it; none where it is no workbook.
    pub views: Vec<ViewRows>,
    /// Whether a finding refuses the roster already.
    pub refused: bool,
}

impl RosterRows {
    /// The fingerprint of the shifts; `None` where the roster cannot be read.
    pub fn shifts(&self) -> Option<String> {
        let shift = |row: &'_ RosterRow| {
            Some((row.date.as_ref()?.value, row.start.as_ref()?.value, row.staff.as_ref()?.value.clone()))
        };
        let shifts: Vec<_> = self.table.as_ref()?.rows.iter().filter_map(shift).collect();
        let listed = listing(shifts.iter().map(|(date, start, staff)| (*date, *start, staff.as_str())));
        Some(fingerprint(listed.as_bytes()))
    }
}

/// A file of swaps, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct SwapRows {
    /// The rows; `None` where the file is missing or cannot be read.
    pub table: Option<Table<SwapRow>>,
    /// The file, if it could be read.
    pub input: Option<InputFile>,
    /// Whether a finding refuses the swaps already.
    pub refused: bool,
}

/// Reads a planning folder.
pub fn folder(path: &Path) -> (Folder, Vec<Diagnostic>) {
    folder_with(path, None)
}

/// The same where one file is not read but taken as it will be.
pub fn folder_with(path: &Path, revised: Option<&Revised>) -> (Folder, Vec<Diagnostic>) {
    let mut folder = Folder {
        path: path.display().to_string(),
        plan: None,
        municipalities: None,
        staff: None,
        availability: None,
        demand: None,
        ledger: None,
        locks: None,
        agreements: None,
        history: None,
        calls: None,
        parts: Vec::new(),
        called: Vec::new(),
        inputs: Vec::new(),
        refused: true,
    };
    let mut reader = match Reader::open(path, revised) {
        Ok(reader) => reader,
        Err(findings) => return (folder, findings),
    };
    if reader.is_no_planning_folder() {
        let message = format!("'{}' is not a planning folder: none of its files is there", folder.path);
        let found = Diagnostic::new(Code::MissingFile, message)
            .on_file(&folder.path)
            .help("give the folder with plan.toml, municipalities.csv and staff.csv in it, or plan.toml and plan.xlsx")
            .help("'vagtplan init NAME' makes one to start from");
        reader.findings.push(found);
    } else {
        folder.plan = reader.plan().and_then(|source| plan::read(&source, &mut reader.findings));
        folder.municipalities = table_of(&mut reader, "municipalities", Presence::Required);
        let burdens: Vec<String> =
            folder.plan.iter().flat_map(|plan| &plan.burdens).map(|burden| burden.name.value.clone()).collect();
        let parts = &mut folder.parts;
        let staff = |records: &Records, findings: &mut _| staff_table(records, &burdens, findings);
        folder.staff = joined(&mut reader, "staff", Presence::Required, staff, parts);
        folder.availability = joined(&mut reader, "availability", Presence::Optional, availability_table, parts);
        folder.demand = joined(&mut reader, "demand", Presence::Optional, table, parts);
        folder.ledger = table_of(&mut reader, "ledger", Presence::Optional);
        folder.locks = joined(&mut reader, "locks", Presence::Optional, table, parts);
        folder.agreements = table_of(&mut reader, "agreements", Presence::Optional);
        folder.history = table_of(&mut reader, "history", Presence::Optional);
        folder.calls = table_of(&mut reader, "calls_by_member", Presence::Optional);
        reader.misnamed_sheets();
    }
    folder.called = called(&reader);
    let Reader { mut inputs, mut findings, .. } = reader;
    inputs.sort();
    folder.inputs = inputs;
    sort(&mut findings);
    folder.refused = any_error(&findings);
    (folder, findings)
}

fn table_of<R: TableRow>(reader: &mut Reader<'_>, name: &'static str, presence: Presence) -> Option<Table<R>> {
    let records = reader.table(name, R::columns(), presence)?;
    table(&records, &mut reader.findings)
}

/// Staff, with the columns of the folder's own burdens.
fn staff_table(records: &Records, burdens: &[String], findings: &mut Vec<Diagnostic>) -> Option<Table<StaffRow>> {
    let before = findings.len();
    let caps = caps::columns(records, burdens.to_vec(), findings);
    let mut table = own_table(records, &caps.own, findings, |rows, findings| {
        let mut values = StaffRow::read(rows, findings);
        for (row, cells) in values.iter_mut().zip(caps.read(rows, findings)) {
            row.caps = cells;
        }
        values
    });
    let is_sound = !any_error(&findings[before..]);
    table.iter_mut().for_each(|table: &mut Table<StaffRow>| table.sound &= is_sound);
    table
}

/// Availability, in the long form or as a grid.
fn availability_table(records: &Records, findings: &mut Vec<Diagnostic>) -> Option<Table<AvailabilityRow>> {
    if grid::is_grid(records) {
        return grid::read(records, findings);
    }
    // A heading that a formula would have to fill tells nothing of what the table is meant to be.
    if records.list.first().is_some_and(|first| !first.unsaved.is_empty()) {
        return table(records, findings);
    }
    let mixed = grid::almost(records).map_or_else(|| grid::mixed(records), |found| vec![found]);
    if mixed.is_empty() {
        return table(records, findings);
    }
    findings.extend(mixed);
    None
}

/// What tables are called that messages name by their CSV files, where they are kept elsewhere. One that is not there would be a sheet as well.
fn called(reader: &Reader<'_>) -> Vec<(String, String)> {
    let called = names::TABLES.into_iter().filter_map(|name| {
        let kept = reader.kept.iter().find(|(kept, _)| *kept == name).map(|(_, short)| short.clone());
        let other = reader.has_plan_workbook().then(|| format!("sheet '{name}'"));
        Some((names::text_file(name), kept.or(other)?))
    });
    called.filter(|(file, short)| file != short).collect()
}

/// Whether a table has the columns that are needed.
fn fits(records: &Records, columns: &[Column]) -> bool {
    if records.list.is_empty() {
        return false;
    }
    let has = |name: &str| names_column(records, columns, name);
    let columns = if columns == DemandRow::columns() { DemandRow::columns_of(&has) } else { columns };
    let needed = columns.iter().filter(|column| column.need == Need::Required);
    needed.clone().all(|column| has(column.name)) || (columns == AvailabilityRow::columns() && grid::is_grid(records))
}

/// Whether the first row names a column, in English or Danish.
fn names_column(records: &Records, columns: &[Column], name: &str) -> bool {
    let first = records.list.first();
    first.is_some_and(|first| first.cells.iter().any(|cell| column::meant(cell, columns) == Some(name)))
}

/// Reads a roster.
pub fn roster(path: &Path) -> (RosterRows, Vec<Diagnostic>) {
    let (file, findings) = alone(path, "roster", "check the path; a roster is a file such as FOLDER/out/roster.csv");
    let Alone { table, input, views, refused } = file;
    (RosterRows { table, input, views, refused }, findings)
}

/// Reads swaps.
pub fn swaps(path: &Path) -> (SwapRows, Vec<Diagnostic>) {
    let (file, findings) =
        alone(path, "swaps", "check the path; swaps are a file with the columns date, start, gives and takes");
    let Alone { table, input, refused, .. } = file;
    (SwapRows { table, input, refused }, findings)
}

/// A table in a file of its own.
struct Alone<R> {
    table: Option<Table<R>>,
    input: Option<InputFile>,
    views: Vec<ViewRows>,
    refused: bool,
}

/// Reads such a table; in a workbook it is the sheet of that name, or the only one with its columns.
fn alone<R: TableRow>(path: &Path, sheet: &str, cure: &str) -> (Alone<R>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut file = Alone { table: None, input: None, views: Vec::new(), refused: true };
    match bytes::named(path) {
        Ok(bytes) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let ending = names::ending(&name);
            file.input = Some(InputFile { file: name, sha256: fingerprint(&bytes) });
            match records_alone(path.display().to_string(), ending, bytes, sheet, R::columns()) {
                Ok((records, seen)) => {
                    file.table = table(&records, &mut findings);
                    file.views = seen;
                }
                Err(found) => findings.push(*found),
            }
        }
        Err(error) => findings.push(unreadable(path, &error, cure, Vec::new())),
    }
    sort(&mut findings);
    file.refused = any_error(&findings);
    (file, findings)
}

/// The records of such a table, and what else its workbook shows of a roster.
fn records_alone(
    path: String,
    ending: Ending,
    bytes: Vec<u8>,
    sheet: &str,
    columns: &'static [Column],
) -> Result<(Records, Vec<ViewRows>), Box<Diagnostic>> {
    match ending {
        Ending::Workbook => {
            let mark = views::mark(&bytes);
            let mut book = workbook::open(path, bytes)?;
            let (_, records) = reader::sheet_of(&mut book, sheet, columns)?;
            Ok((records, views::views(&mut book, mark.as_deref())))
        }
        Ending::OtherWorkbook => {
            let found = Diagnostic::new(Code::Workbook, "the workbook is of a kind that is not read").on_file(path);
            Err(Box::new(found.help(names::roster_cure())))
        }
        Ending::Text | Ending::Other => Ok((records::of_text(&text::decode(path, &bytes)?, columns), Vec::new())),
    }
}

fn table<R: TableRow>(records: &Records, findings: &mut Vec<Diagnostic>) -> Option<Table<R>> {
    own_table(records, &Own::default(), findings, |rows, findings| R::read(rows, findings))
}

/// The same with columns that this file alone has, of which `read` knows.
fn own_table<R: TableRow>(
    records: &Records,
    own: &Own,
    findings: &mut Vec<Diagnostic>,
    read: impl FnOnce(&table::Rows, &mut Vec<Diagnostic>) -> Vec<R>,
) -> Option<Table<R>> {
    let before = findings.len();
    let columns = R::columns_of(&|name| names_column(records, R::columns(), name));
    let rows = table::rows(records, columns, own, findings)?;
    let complete = !any_error(&findings[before..]);
    let values = read(&rows, findings);
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
