//! A CSV file as rows of cells that know their place.
//!
//! In: a decoded source and the columns it may have. Out: [`Rows`], and the findings about header and shape. The csv
//! crate does the parsing; this file finds where in the text each cell stands. A row whose shape is wrong is
//! reported once; of its cells only the first is handed on, so that whoever refers to it by its key is not told that it
//! does not exist.

use std::ops::Range;
use std::sync::Arc;

use super::cell::Fault;
use super::decimal::Spelling;
use super::dialect;
use super::shape::{Shape, is_one_quoted_cell, misshapen};
use crate::diagnostic::suggest::closest;
use crate::diagnostic::{Code, Diagnostic, Place, Source, list, quote};

/// Whether a table must have a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may; a missing one means that all its cells are empty.
    Optional,
}

/// A column a table may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, in lower case.
    pub name: &'static str,
    /// Whether it must be there.
    pub need: Need,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Field<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

/// The rows of a table.
#[derive(Debug)]
pub struct Rows {
    /// The header line.
    pub header: Place,
    /// How decimals are written here.
    pub spelling: Spelling,
    /// The rows, empty ones left out.
    pub rows: Vec<Row>,
    columns: &'static [Column],
}

/// A row of cells.
#[derive(Debug)]
pub struct Row {
    /// The whole line.
    pub place: Place,
    /// By known column: the cell, if the row has one.
    cells: Vec<Option<Field<String>>>,
    /// Whether it has as many cells as it should; what is wrong in a misshapen row is not worth telling.
    shapely: bool,
}

/// Reads the cells of one row into values, and reports those it cannot read.
pub struct Cells<'a> {
    row: &'a Row,
    columns: &'static [Column],
    findings: &'a mut Vec<Diagnostic>,
}

impl Rows {
    /// The rows, turned into values by `build`.
    pub fn build<T>(
        &self,
        findings: &mut Vec<Diagnostic>,
        mut build: impl FnMut(&mut Cells<'_>, Place) -> T,
    ) -> Vec<T> {
        let rows = self.rows.iter();
        rows.map(|row| build(&mut Cells { row, columns: self.columns, findings }, row.place.clone())).collect()
    }
}

impl Cells<'_> {
    /// The value of a cell that may be empty; `None` where it is empty or cannot be read.
    pub fn field<T>(&mut self, column: &str, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Option<Field<T>> {
        let position = self.columns.iter().position(|known| known.name == column)?;
        let cell = self.row.cells[position].as_ref().filter(|cell| !cell.value.is_empty())?;
        match parse(&cell.value) {
            Ok(value) => Some(Field { value, place: cell.place.clone() }),
            Err(fault) => {
                if self.row.shapely {
                    let label = format!("in column {column}");
                    let found = Diagnostic::new(fault.code, fault.message).at(&cell.place, label).help(fault.help);
                    self.findings.push(found);
                }
                None
            }
        }
    }

    /// The value of a cell that must not be empty.
    pub fn needed<T>(&mut self, column: &str, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Option<Field<T>> {
        let position = self.columns.iter().position(|known| known.name == column)?;
        let cell = self.row.cells[position].as_ref()?;
        if cell.value.is_empty() && self.row.shapely {
            let found = Diagnostic::new(Code::EmptyCell, format!("the cell in column {column} is empty"))
                .at(&cell.place, format!("{column} is needed"))
                .help("fill it in, or delete the row");
            self.findings.push(found);
        }
        self.field(column, parse)
    }
}

/// A record as the csv crate cuts it: its cells, and the bytes of the text it comes from.
struct Record {
    cells: Vec<String>,
    span: Range<usize>,
}

/// The rows of `source`; `None` where there is no header that could tell the columns apart.
pub fn rows(source: &Arc<Source>, columns: &'static [Column], findings: &mut Vec<Diagnostic>) -> Option<Rows> {
    let dialect = dialect::detect(&source.text, columns);
    let records = records(source, dialect.begins, dialect.separator);
    let better = header_below(&records, columns);
    let mut records = records.into_iter();
    let names: Vec<&str> = columns.iter().filter(|column| column.need == Need::Required).map(|c| c.name).collect();
    let Some(header) = records.next() else {
        let found = Diagnostic::new(Code::EmptyTable, "the file is empty")
            .on_file(&source.name)
            .help(format!("its first line names the columns: {}", names.join(",")));
        findings.push(found);
        return None;
    };
    let place = |span: &Range<usize>| Place { source: Arc::clone(source), span: span.clone() };
    let (spans, open) = cell_spans(&source.text, &header.span, dialect.separator);
    if let Some(open) = open {
        findings.push(open_quote(&place(&open)));
        return None;
    }
    let line = place(&header.span);
    if !header.cells.iter().any(|cell| names.contains(&cell.trim().to_lowercase().as_str())) {
        findings.push(no_header(&header, &names, better.map(|below| place(&below)), &line));
        return None;
    }
    let positions = header_positions(columns, &header.cells, &spans, &line, findings);
    let width = header.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    let last_needed = columns.iter().zip(&positions).filter(|(column, _)| column.need == Need::Required);
    let last_needed = last_needed.filter_map(|(_, position)| *position).max().map_or(0, |last| last + 1);

    let mut rows = Vec::new();
    for record in records {
        if record.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let (spans, open) = cell_spans(&source.text, &record.span, dialect.separator);
        if let Some(open) = open {
            findings.push(open_quote(&place(&open)));
            continue;
        }
        let filled = record.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        let cells = record.cells.len();
        let shapely = filled <= width && cells >= last_needed;
        if !shapely {
            let written = &source.text[record.span.clone()];
            let shape = Shape { written, cells: &record.cells, filled, width, separator: dialect.separator };
            findings.push(misshapen(&shape, &place(&record.span)));
        }
        let cell = |position: &Option<usize>| {
            let position = (*position)?;
            let span = spans.get(position).cloned().unwrap_or(record.span.end..record.span.end);
            // A cell missing at the end of a row is an empty cell.
            let value = record.cells.get(position).map(|cell| cell.trim().to_owned()).unwrap_or_default();
            Some(Field { value, place: place(&span) })
        };
        // In a misshapen row nobody knows which cell is which, except for the first.
        let told = |position: &&Option<usize>| shapely || **position == Some(0);
        let cells = positions.iter().map(|position| Some(position).filter(told).and_then(cell)).collect();
        rows.push(Row { place: place(&record.span), cells, shapely });
    }
    Some(Rows { header: place(&header.span), spelling: dialect.spelling(), rows, columns })
}

fn open_quote(place: &Place) -> Diagnostic {
    Diagnostic::new(Code::OpenQuote, "a quotation mark is opened here and never closed")
        .at(place, "")
        .help("add the closing quotation mark, or delete this one")
}

/// The records from byte `begins` on, as the csv crate sees them.
fn records(source: &Source, begins: usize, separator: u8) -> Vec<Record> {
    let text = &source.text[begins..];
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut record = csv::ByteRecord::new();
    // Reading from memory cannot fail, and bytes that are UTF-8 stay UTF-8 when they are cut at ASCII separators.
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let byte = |position: Option<&csv::Position>| position.map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
        let start = byte(record.position()).min(text.len());
        let end = byte(Some(reader.position())).clamp(start, text.len());
        // The csv crate counts line ends to the record that follows; a line as people see it does not.
        let line = text[start..end].trim_matches(['\r', '\n']);
        let start = begins + start + (text[start..end].len() - text[start..end].trim_start_matches(['\r', '\n']).len());
        let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        records.push(Record { cells, span: start..start + line.len() });
    }
    records
}

/// Where the cells of a record stand, without quotation marks and outer spaces, and the one whose quotation mark is
/// never closed.
fn cell_spans(text: &str, record: &Range<usize>, separator: u8) -> (Vec<Range<usize>>, Option<Range<usize>>) {
    let bytes = text.as_bytes();
    let mut spans = Vec::new();
    let mut at = record.start;
    loop {
        let start = at;
        if at < record.end && bytes[at] == b'"' {
            at += 1;
            loop {
                if at >= record.end {
                    return (spans, Some(start..start + 1));
                }
                if bytes[at] == b'"' {
                    at += 1;
                    if at >= record.end || bytes[at] != b'"' {
                        break;
                    }
                }
                at += 1;
            }
        }
        while at < record.end && bytes[at] != separator {
            at += 1;
        }
        spans.push(inner(text, start..at));
        if at >= record.end {
            return (spans, None);
        }
        at += 1;
    }
}

/// The span without outer spaces and quotation marks.
fn inner(text: &str, span: Range<usize>) -> Range<usize> {
    let Some(cell) = text.get(span.clone()) else {
        return span;
    };
    let unquoted = cell.trim().strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell);
    let trimmed = unquoted.trim();
    let start = if trimmed.is_empty() { span.start } else { span.start + cell.find(trimmed).unwrap_or(0) };
    start..start + trimmed.len()
}

/// How far down a header is looked for: a title and a line or two of text stand above it, if anything.
const TITLE_LINES: usize = 10;

/// Where the columns are named, if not in the first line.
fn header_below(records: &[Record], columns: &[Column]) -> Option<Range<usize>> {
    let required = columns.iter().filter(|column| column.need == Need::Required);
    let names_all = |record: &&Record| {
        required.clone().all(|column| record.cells.iter().any(|cell| cell.trim().to_lowercase() == column.name))
    };
    records.iter().skip(1).take(TITLE_LINES).find(names_all).map(|record| record.span.clone())
}

/// The finding about a first line that names none of the columns that are needed.
fn no_header(header: &Record, required: &[&str], better: Option<Place>, line: &Place) -> Diagnostic {
    let found = Diagnostic::new(Code::MissingColumn, "the first line does not name the columns of this table");
    if is_one_quoted_cell(&header.cells, &line.source.text[line.span.clone()]) {
        return found
            .at(line, "the whole line stands in quotation marks, which makes it one cell")
            .help("delete the quotation marks at both ends of each line; two in a row in it are one");
    }
    let found = found.at(line, "none of the columns that are needed is here");
    if let Some(better) = better {
        return found.at(&better, "this line does").help("delete the lines above the one with the names");
    }
    found
        .help(format!("the columns {} are needed", list(required, "and")))
        .help("cells are separated by commas, semicolons or tabs")
}

/// By known column, the position of its cells.
fn header_positions(
    columns: &[Column],
    header: &[String],
    spans: &[Range<usize>],
    line: &Place,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let names: Vec<String> = header.iter().map(|cell| cell.trim().to_lowercase()).collect();
    let place = |position: usize| Place {
        source: Arc::clone(&line.source),
        span: spans.get(position).cloned().unwrap_or(line.span.clone()),
    };
    let known: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let positions: Vec<Option<usize>> =
        columns.iter().map(|column| names.iter().position(|name| name == column.name)).collect();
    let mut strangers: Vec<usize> =
        (0..names.len()).filter(|&at| !names[at].is_empty() && !known.contains(&names[at].as_str())).collect();
    let missing = |(column, position): &(&Column, &Option<usize>)| column.need == Need::Required && position.is_none();
    let only_one = columns.iter().zip(&positions).filter(missing).count() == 1;
    for (column, position) in columns.iter().zip(&positions) {
        match position {
            None if column.need == Need::Required => {
                let meant = closest(column.name, strangers.iter().map(|&at| names[at].as_str()));
                let meant = meant.and_then(|meant| strangers.iter().copied().find(|&at| names[at] == meant));
                // One column is missing and one is not known: they may well be the same one in another language.
                let meant = meant.or(strangers.first().copied().filter(|_| only_one && strangers.len() == 1));
                let mut found = Diagnostic::new(Code::MissingColumn, format!("the column {} is missing", column.name));
                if let Some(at) = meant {
                    strangers.retain(|&stranger| stranger != at);
                    found = found.at(&place(at), "is it this one?").help(format!("rename it to {}", column.name));
                } else {
                    let cure = format!("rename the column that holds it to {}, or add one", column.name);
                    found = found.at(line, "").help(cure);
                }
                findings.push(found);
            }
            None => {}
            Some(first) => {
                for again in (first + 1..names.len()).filter(|&at| names[at] == column.name) {
                    let found =
                        Diagnostic::new(Code::DoubledColumn, format!("the column {} is there twice", column.name))
                            .at(&place(again), "again")
                            .at(&place(*first), "first")
                            .help("rename or delete the one that is not meant");
                    findings.push(found);
                }
            }
        }
    }
    unknown_columns(&strangers, header, &known, place, findings);
    positions
}

/// Columns close to a known one are asked after one by one, the rest are named in one breath.
fn unknown_columns(
    strangers: &[usize],
    header: &[String],
    known: &[&str],
    place: impl Fn(usize) -> Place,
    findings: &mut Vec<Diagnostic>,
) {
    let mut rest = Vec::new();
    for &at in strangers {
        let name = quote(header[at].trim());
        match closest(header[at].trim(), known.iter().copied()) {
            Some(meant) => {
                let found =
                    Diagnostic::new(Code::UnknownColumn, format!("the column {name} is not known and not read"))
                        .at(&place(at), format!("did you mean '{meant}'?"))
                        .help("rename it if so; otherwise leave it, other columns do no harm");
                findings.push(found);
            }
            None => rest.push((at, name)),
        }
    }
    if let Some((first, _)) = rest.first() {
        let names: Vec<&str> = rest.iter().map(|(_, name)| name.as_str()).collect();
        let (noun, verb) = if rest.len() == 1 { ("column", "is") } else { ("columns", "are") };
        let message = format!("the {noun} {} {verb} not known and not read", list(&names, "and"));
        let optional: Vec<&str> = known.to_vec();
        let found = Diagnostic::new(Code::UnknownColumn, message)
            .at(&place(*first), "")
            .help(format!("this table's columns are {}; others do no harm", list(&optional, "and")));
        findings.push(found);
    }
}
