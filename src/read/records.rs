//! A table as records of cells that know their place, whatever file it was kept in.
//!
//! In: a decoded text, or the cells of a sheet. Out: [`Records`]. The csv crate cuts a text into cells; this file finds where
//! in the text each of them stands. What the cells mean is for others to say.

use std::ops::Range;
use std::sync::Arc;

use super::column::Column;
use super::decimal::Spelling;
use super::dialect;
use crate::diagnostic::{Place, Source};
use crate::domain::letters::settled;

/// A row of cells as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The cells, in the one way that texts are compared.
    pub cells: Vec<String>,
    /// Where each of them stands, without quotation marks and outer spaces: as many as there are cells.
    pub spans: Vec<Range<usize>>,
    /// The bytes of the text that the record comes from.
    pub span: Range<usize>,
    /// A quotation mark that is opened in it and never closed.
    pub open: Option<Range<usize>>,
    /// The positions of cells of a workbook with a formula whose result was never saved.
    pub unsaved: Vec<usize>,
}

/// The records of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// Where they stand.
    pub source: Arc<Source>,
    /// What separates cells; `None` in a sheet, where each is in a place of its own.
    pub separator: Option<u8>,
    /// How decimals are written.
    pub spelling: Spelling,
    /// The records, the header first.
    pub list: Vec<Record>,
    /// Cells of a sheet that are merged with others: where the first of them stands, and all of them by their names, as `C7:F7`.
    pub merged: Vec<(Range<usize>, String)>,
}

impl Record {
    /// How many cells it has up to the last one that is not empty.
    pub fn filled(&self) -> usize {
        self.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1)
    }
}

impl Records {
    /// A stretch of the source as a place.
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place { source: Arc::clone(&self.source), span: span.clone() }
    }

    /// Whether a row follows the header.
    pub fn has_rows(&self) -> bool {
        self.list.iter().skip(1).any(|record| record.filled() > 0)
    }

    /// What stands below each other in a file of this kind: lines of a text, rows of a sheet.
    pub fn lines(&self) -> &'static str {
        if self.separator.is_some() { "line" } else { "row" }
    }
}

/// The records of a text, which may be written in any dialect.
pub fn of_text(source: &Arc<Source>, columns: &[Column]) -> Records {
    let dialect = dialect::detect(&source.text, columns);
    let list = records(source, dialect.begins, dialect.separator);
    Records {
        source: Arc::clone(source),
        separator: Some(dialect.separator),
        spelling: dialect.spelling(),
        list,
        merged: Vec::new(),
    }
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
        let cells: Vec<String> =
            record.iter().map(|cell| settled(&String::from_utf8_lossy(cell)).into_owned()).collect();
        let span = start..start + line.len();
        let (mut spans, open) = cell_spans(&source.text, &span, separator);
        // The cell whose quotation mark is never closed has no end of its own.
        spans.resize(cells.len(), span.end..span.end);
        records.push(Record { cells, spans, span, open, unsaved: Vec::new() });
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
