//! A table as rows of cells that know their place.
//!
//! In: the records of a table and the columns it may have. Out: [`Rows`], and the findings about header and shape. A row
//! whose shape is wrong is reported once; of its cells only the first is handed on, so that whoever refers to it by its key
//! is not told that it does not exist.

use std::ops::Range;

use super::cell::{Fault, spreadsheet_error};
use super::column::{Column, Need};
use super::decimal::Spelling;
use super::formula;
use super::header::{self, Own};
use super::records::{Record, Records};
use super::shape::{Shape, misshapen, open_quote};
use crate::diagnostic::{Code, Diagnostic, Place};

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
    /// By column: its heading, as messages tell of it; behind them those of the columns of this file alone.
    headings: Vec<String>,
}

/// A row of cells.
#[derive(Debug)]
pub struct Row {
    /// The whole line.
    pub place: Place,
    /// By known column: the cell, if the row has one; behind them those of the columns of this file alone.
    cells: Vec<Option<Field<String>>>,
    /// Whether it has as many cells as it should; what is wrong in a misshapen row is not worth telling.
    shapely: bool,
}

/// Reads the cells of one row into values, and reports those it cannot read.
pub struct Cells<'a> {
    row: &'a Row,
    columns: &'static [Column],
    headings: &'a [String],
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
        rows.map(|row| {
            build(&mut Cells { row, columns: self.columns, headings: &self.headings, findings }, row.place.clone())
        })
        .collect()
    }
}

impl Cells<'_> {
    /// Whether the table has the column.
    pub fn has(&self, column: &str) -> bool {
        self.cell(column).is_some()
    }

    /// Whether something stands in the cell, whether it can be read or not.
    pub fn is_filled(&self, column: &str) -> bool {
        self.cell(column).is_some_and(|cell| !cell.value.is_empty())
    }

    /// How many findings there are by now.
    pub fn told(&self) -> usize {
        self.findings.len()
    }

    fn cell(&self, column: &str) -> Option<&Field<String>> {
        let position = self.columns.iter().position(|known| known.name == column)?;
        self.row.cells[position].as_ref()
    }

    /// The value of a cell that may be empty; `None` where it is empty or cannot be read.
    pub fn field<T>(&mut self, column: &str, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Option<Field<T>> {
        let position = self.columns.iter().position(|known| known.name == column)?;
        self.value(position, parse)
    }

    /// The same of a column that this file alone has, by its place among those.
    pub fn own<T>(&mut self, place: usize, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Option<Field<T>> {
        self.value(self.columns.len() + place, parse)
    }

    fn value<T>(&mut self, position: usize, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Option<Field<T>> {
        let cell = self.row.cells[position].as_ref().filter(|cell| !cell.value.is_empty())?;
        match spreadsheet_error(&cell.value).map_or_else(|| parse(&cell.value), Err) {
            Ok(value) => Some(Field { value, place: cell.place.clone() }),
            Err(fault) => {
                if self.row.shapely {
                    let label = format!("in column {}", self.headings[position]);
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
            let heading = &self.headings[position];
            let found = Diagnostic::new(Code::EmptyCell, format!("the cell in column {heading} is empty"))
                .at(&cell.place, format!("{heading} is needed"))
                .help("fill it in, or delete the row");
            self.findings.push(found);
        }
        self.field(column, parse)
    }
}

/// The rows of a table; `None` where there is no header that could tell the columns apart. `own` are the columns that this file
/// alone has.
pub fn rows(records: &Records, columns: &'static [Column], own: &Own, findings: &mut Vec<Diagnostic>) -> Option<Rows> {
    let first = header::record(records, columns, findings)?;
    let mut positions = header::positions(columns, records, first, own, findings);
    let last_needed = columns.iter().zip(&positions).filter(|(column, _)| column.need == Need::Required);
    let last_needed = last_needed.filter_map(|(_, position)| *position).max().map_or(0, |last| last + 1);
    positions.extend(own.at.iter().copied().map(Some));

    let mut rows = Vec::new();
    for (record, shapely) in body(records, first.filled(), last_needed, findings) {
        let unsaved: Vec<usize> =
            positions.iter().flatten().copied().filter(|at| record.unsaved.contains(at)).collect();
        findings.extend(unsaved.iter().filter_map(|at| formula::finding(records, record, *at)));
        // What is told of is not told a second time as an empty cell.
        let cell =
            |position: &Option<usize>| position.filter(|at| !unsaved.contains(at)).map(|at| cell(records, record, at));
        // In a misshapen row nobody knows which cell is which, except for the first.
        let told = |position: &&Option<usize>| shapely || **position == Some(0);
        let cells = positions.iter().map(|position| Some(position).filter(told).and_then(cell)).collect();
        rows.push(Row { place: records.place(&record.span), cells, shapely });
    }
    // A heading in another language is told as it is written.
    let heading = |(column, position): (&Column, &Option<usize>)| match position.and_then(|at| first.cells.get(at)) {
        Some(written) if !written.trim().eq_ignore_ascii_case(column.name) => written.trim().to_owned(),
        _ => column.name.to_owned(),
    };
    let mut headings: Vec<String> = columns.iter().zip(&positions).map(heading).collect();
    headings.extend(own.at.iter().map(|&at| first.cells[at].trim().to_owned()));
    Some(Rows { header: records.place(&first.span), spelling: records.spelling, rows, columns, headings })
}

/// The rows below the header that hold anything, and whether each has the shape of its table: no cells beyond `width`,
/// and at least `least`. Reports those that have not, and leaves out those that cannot be cut into cells.
pub fn body<'a>(
    records: &'a Records,
    width: usize,
    least: usize,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(&'a Record, bool)> {
    let mut rows = Vec::new();
    let begin = records.list.get(1).map_or(usize::MAX, |record| record.span.start);
    findings.extend(
        records.merged.iter().filter(|(span, _)| span.start >= begin).map(|merged| told_merged(records, merged)),
    );
    for record in records.list.iter().skip(1).filter(|record| record.filled() > 0) {
        if let Some(open) = &record.open {
            findings.push(open_quote(&records.place(open)));
            continue;
        }
        let filled = record.filled();
        let mut shapely = true;
        // In a sheet each cell stands below its heading, whatever stands beside it.
        if let Some(separator) = records.separator {
            shapely = filled <= width && record.cells.len() >= least;
            if !shapely {
                let written = &records.source.text[record.span.clone()];
                let shape = Shape { written, cells: &record.cells, filled, width, separator };
                findings.push(misshapen(&shape, &records.place(&record.span)));
            }
        }
        rows.push((record, shapely));
    }
    rows
}

/// The finding about cells that are merged: only the first of them holds what all of them show.
fn told_merged(records: &Records, (span, names): &(Range<usize>, String)) -> Diagnostic {
    Diagnostic::new(Code::MergedCells, format!("the cells {names} are merged"))
        .at(&records.place(span), "only this one holds it")
        .help("take the merge apart, and write into each cell what it should say; in Excel: Merge & Center, Unmerge Cells")
}

/// A cell of a record. One that is missing at the end of a row is an empty cell.
pub fn cell(records: &Records, record: &Record, position: usize) -> Field<String> {
    let span = record.spans.get(position).cloned().unwrap_or(record.span.end..record.span.end);
    let value = record.cells.get(position).map(|cell| cell.trim().to_owned()).unwrap_or_default();
    Field { value, place: records.place(&span) }
}
