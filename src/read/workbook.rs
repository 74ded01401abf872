//! A workbook of Excel: its sheets as records of cells.
//!
//! In: the bytes of an .xlsx file. Out: [`Records`] of any of its sheets, or the finding that says why there are none. A file
//! from outside may claim to unpack to anything: how much it unpacks to is measured before it is read, and cells are
//! counted as they come. Cells that only carry a format are no cells.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::{self, Cursor, Read};
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};

use calamine::{Reader, SheetType, Xlsx, XlsxError};
use zip::ZipArchive;

use super::decimal::Spelling;
use super::excel_value;
use super::formula;
use super::garbled;
use super::records::{Record, Records};
use crate::diagnostic::sheet::{Cells, letters};
use crate::diagnostic::{Code, Diagnostic, Source, quote};
use crate::domain::letters::settled;

/// A roster of 50,000 shifts takes about 3 MiB.
const MOST_BYTES: usize = 32 << 20;
/// What all parts of a workbook may unpack to: five times such a roster, and what fits into memory however it is split into texts.
const MOST_UNPACKED: u64 = 128 << 20;
/// The cells of a sheet, empty ones before the last of a row among them.
const MOST_CELLS: usize = 2_000_000;

/// The rows and columns that a sheet of Excel has. What claims to stand beyond them would be looked for in a text of as many lines.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// More columns than any table but a grid has, those of the planner's own among them. So many cells of each row are there for
/// messages to name, whether they hold anything or not.
const WIDEST_FORM: usize = 32;

/// How the first bytes of every .xlsx file read: those of a zip archive.
const ZIP: &[u8] = b"PK";
/// How the first bytes of older workbooks and of encrypted ones read.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0";
/// The part of an encrypted workbook that holds the workbook, as its name is written there.
const ENCRYPTED: &str = "EncryptedPackage";

/// What to do about a workbook of another kind.
pub const SAVE_AS_XLSX: &str = "open it in Excel, then File, Save As, 'Excel Workbook (*.xlsx)'";

/// What stands between the cells of a row, where a message shows it.
const BETWEEN_CELLS: &str = " | ";

/// A workbook that could be opened.
pub struct Workbook {
    /// The path as the user wrote it.
    path: String,
    /// The names of its sheets with cells, in their order.
    pub sheets: Vec<String>,
    /// What the file holds.
    content: Xlsx<Cursor<Vec<u8>>>,
    /// Whether the program that wrote it has left its formulas for Excel to calculate.
    awaits_calculation: bool,
}

/// Opens the workbook at `path`, whose bytes these are.
pub fn open(path: String, bytes: Vec<u8>) -> Result<Workbook, Box<Diagnostic>> {
    let refuse = |message: &str, help: &str| refused(&path, message, help);
    if bytes.starts_with(COMPOUND_FILE) {
        let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Err(if bytes.windows(name.len()).any(|part| part == name) {
            let cure = "in Excel: File, Info, Protect Workbook, Encrypt with Password, empty the field, and save again";
            refuse("the workbook is protected by a password and cannot be read", cure)
        } else {
            refuse("the workbook is of an older kind that is not read", SAVE_AS_XLSX)
        });
    }
    if !bytes.starts_with(ZIP) {
        let what = if bytes.is_empty() { "the file is empty" } else { "the file only bears the name of a workbook" };
        return Err(refuse(
            what,
            "open it in Excel and save it as 'Excel Workbook (*.xlsx)', or as CSV with that ending",
        ));
    }
    if bytes.len() > MOST_BYTES || !unpacks_within(&bytes, MOST_UNPACKED) {
        let cure = "keep the tables in a workbook of their own, or save them as CSV";
        return Err(refuse("the workbook is too large", cure));
    }
    let awaits_calculation = formula::awaits_calculation(&bytes);
    let opened = guarded(|| Xlsx::new(Cursor::new(bytes)));
    let content = opened.map_err(|said| damaged(&path, &said))?;
    let sheets = content.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets = sheets.map(|sheet| sheet.name.clone()).collect();
    Ok(Workbook { path, sheets, content, awaits_calculation })
}

impl Workbook {
    /// The path as the user wrote it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How messages name a sheet of it.
    pub fn called(&self, sheet: &str) -> String {
        format!("{}, sheet {}", self.path, quote(sheet))
    }

    /// The records of a sheet, those without any value left out.
    pub fn records(&mut self, sheet: &str) -> Result<Records, Box<Diagnostic>> {
        let called = self.called(sheet);
        let awaits = self.awaits_calculation;
        let cells = guarded(|| cells(&mut self.content, sheet, awaits)).map_err(|said| damaged(&called, &said))?;
        let Some(cells) = cells else {
            let cure = "look for a value far below or beside the table, and delete it with its row or column";
            return Err(refused(&called, "the sheet is too large", cure));
        };
        let mut records = written_down(called, cells);
        records.merged = self.merged(sheet, &records);
        garbled::finding(&records.source).map_or(Ok(records), |found| Err(Box::new(found)))
    }
}

impl Workbook {
    /// The cells that are merged with others and hold something. A sheet whose merges can't be read has none: its cells were read.
    fn merged(&mut self, sheet: &str, records: &Records) -> Vec<(Range<usize>, String)> {
        let regions = guarded(|| self.content.merge_cells_by_sheet_name(sheet)).unwrap_or_default();
        if regions.is_empty() {
            return Vec::new();
        }
        let lines = records.list.iter().map(|record| (records.source.line(record.span.start), record));
        let lines: BTreeMap<usize, &Record> = lines.collect();
        let first = |line: u32, column: u32| {
            let record = lines.get(&(line as usize + 1))?;
            let at = column as usize;
            record.cells.get(at).filter(|cell| !cell.trim().is_empty())?;
            record.spans.get(at).cloned()
        };
        let name = |(row, column): (u32, u32)| format!("{}{}", letters(column), u64::from(row) + 1);
        regions
            .iter()
            .filter(|region| region.start != region.end)
            .filter_map(|region| {
                let span = first(region.start.0, region.start.1)?;
                Some((span, format!("{}:{}", name(region.start), name(region.end))))
            })
            .collect()
    }
}

/// A cell that holds something.
struct SheetCell {
    /// The numbers of its row and column, the first being 0.
    position: (u32, u32),
    /// What it shows.
    shown: String,
    /// What is read, where that is not the same.
    read: Option<String>,
    /// Whether it holds a formula whose result was never saved: what it shows is the formula then.
    unsaved: bool,
}

/// The cells of a sheet that hold anything, row by row; `None` where they are too many.
fn cells(
    content: &mut Xlsx<Cursor<Vec<u8>>>,
    sheet: &str,
    awaits_calculation: bool,
) -> Result<Option<Vec<SheetCell>>, XlsxError> {
    let is_1904 = content.has_1904_epoch();
    let mut reader = content.worksheet_cells_reader(sheet)?;
    let mut cells: Vec<SheetCell> = Vec::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata()? {
        if cell.pos.0 >= ROWS || cell.pos.1 >= COLUMNS {
            return Err(XlsxError::Unexpected("a cell stands beyond the last row or column that a sheet has"));
        }
        let unsaved = formula::unsaved(&cell, awaits_calculation);
        let shown = unsaved.clone().unwrap_or_else(|| excel_value::text(&cell.value, is_1904));
        if !shown.trim().is_empty() {
            let read = excel_value::unambiguous(&cell.value, &shown).filter(|_| unsaved.is_none());
            cells.push(SheetCell { position: cell.pos, shown, read, unsaved: unsaved.is_some() });
        }
        if cells.len() > MOST_CELLS {
            return Ok(None);
        }
    }
    // Other programs may write them in any order.
    cells.sort_by_key(|cell| cell.position);
    cells.dedup_by_key(|cell| cell.position);
    let rows = cells.chunk_by(|one, other| one.position.0 == other.position.0);
    let width = |row: &[SheetCell]| row.last().map_or(0, |cell| (cell.position.1 as usize + 1).max(WIDEST_FORM));
    Ok((rows.map(width).sum::<usize>() <= MOST_CELLS).then_some(cells))
}

/// The sheet as text, a line for each row, so that a message can show where in it something stands.
fn written_down(name: String, cells: Vec<SheetCell>) -> Records {
    let mut text = String::new();
    let mut starts = Vec::new();
    let mut list = Vec::new();
    let mut row = 0;
    let mut width = 0;
    for line in cells.chunk_by(|one, other| one.position.0 == other.position.0) {
        text.extend((row..line[0].position.0).map(|_| '\n'));
        row = line[0].position.0;
        let begin = text.len();
        let mut record =
            Record { cells: Vec::new(), spans: Vec::new(), span: begin..begin, open: None, unsaved: Vec::new() };
        for cell in line {
            for column in record.cells.len() as u32..=cell.position.1 {
                if column > 0 {
                    text.push_str(BETWEEN_CELLS);
                }
                starts.push((text.len(), column));
                record.spans.push(text.len()..text.len());
                record.cells.push(String::new());
            }
            let start = text.len();
            text.extend(cell.shown.trim().chars().map(|letter| if letter.is_control() { ' ' } else { letter }));
            if let (Some(span), Some(value)) = (record.spans.last_mut(), record.cells.last_mut()) {
                *span = start..text.len();
                *value = settled(cell.read.as_ref().unwrap_or(&cell.shown)).into_owned();
            }
            if cell.unsaved {
                record.unsaved.push(record.cells.len() - 1);
            }
        }
        // A cell that is missing at the end of a row has a place of its own all the same.
        width = if list.is_empty() { record.cells.len().min(WIDEST_FORM) } else { width };
        for column in record.cells.len()..width {
            text.push_str(BETWEEN_CELLS.trim_end());
            starts.push((text.len(), column as u32));
            record.spans.push(text.len()..text.len());
            record.cells.push(String::new());
        }
        record.span = begin..text.len();
        list.push(record);
    }
    let source = Source::sheet(name, text, Cells { starts });
    Records { source, separator: None, spelling: Spelling::Either, list, merged: Vec::new() }
}

/// Whether all parts of an archive together unpack to so many bytes at most. What an archive says of itself need not be
/// true, so they are unpacked and counted. One that cannot be unpacked is for its reader to refuse.
fn unpacks_within(bytes: &[u8], most: u64) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return true;
    };
    let mut left = most;
    for number in 0..archive.len() {
        let Ok(part) = archive.by_index(number) else {
            continue;
        };
        match io::copy(&mut part.take(left + 1), &mut io::sink()) {
            Ok(size) if size > left => return false,
            Ok(size) => left -= size,
            Err(_) => {}
        }
    }
    true
}

/// Runs what reads a workbook. It was written for sound ones: where a broken one makes it panic, that is refused like
/// anything else that cannot be read.
fn guarded<T>(read: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, String> {
    match panic::catch_unwind(AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("its parts do not fit together".to_owned()),
    }
}

fn damaged(name: &str, said: &str) -> Box<Diagnostic> {
    let mut message = "the workbook is damaged".to_owned();
    let said: String = said.chars().filter(|letter| !letter.is_control()).take(100).collect();
    // Writing to a String cannot fail.
    let _ = write!(message, ": {said}");
    refused(name, &message, "open it in Excel, let it repair what it can, and save it again; or save the tables as CSV")
}

fn refused(name: &str, message: &str, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::Workbook, message).on_file(name).help(help))
}
