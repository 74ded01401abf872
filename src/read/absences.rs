//! How a folder keeps availability, for a command that enters an absence there.
//!
//! In: the path of a folder, and who is away. Out: the file in which the person's availability is kept, as it is written, where a row can be
//! added to it, and otherwise what stands in the way. Findings are not told here: whoever reads the folder tells them.

use std::path::Path;

use super::column::Column;
use super::names::text_file;
use super::parts::Part;
use super::reader::{Presence, Reader};
use super::records::Records;
use super::rows::{AvailabilityKind, AvailabilityRow, TableRow};
use super::{bytes, grid, header, table};
use crate::domain::absence::{Absence, DateForm, Written};

/// The table.
const TABLE: &str = "availability";

/// How a folder keeps availability.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    /// Not at all, or in a sheet without rows, which gives way to a CSV file.
    Nowhere,
    /// In the long form, in a CSV file.
    LongForm(Written, Vec<AvailabilityRow>),
    /// As a grid, in this file or sheet.
    Grid(String),
    /// In the long form, in this sheet or workbook.
    Sheet(String),
    /// In a way that is refused.
    Unreadable,
}

impl Kept {
    /// Whether the table has exactly this absence already.
    pub fn has(&self, absence: &Absence) -> bool {
        let Kept::LongForm(_, rows) = self else { return false };
        rows.iter().any(|row| {
            row.kind.as_ref().is_some_and(|kind| kind.value == AvailabilityKind::Unavailable)
                && row.staff.as_ref().is_some_and(|staff| staff.value == absence.staff)
                && row.days.is_none()
                && row.start.is_none()
                && row.from.as_ref().map(|from| from.value) == Some(absence.from)
                && row.to.as_ref().map(|to| to.value) == absence.to
        })
    }
}

/// How the folder keeps a person's availability, and in which file: the one of `availability/` that has rows of the person, or is the own file of
/// the person's municipality, which has this code; else the single file of all.
pub fn kept(folder: &Path, staff: &str, code: &str) -> (String, Kept) {
    let single = text_file(TABLE);
    let Ok(mut reader) = Reader::open(folder, None) else { return (single, Kept::Unreadable) };
    let parts = reader.parts(TABLE, AvailabilityRow::columns());
    let is_about = |part: &&Part| part.records.as_ref().is_some_and(|records| has_rows_of(records, staff));
    let part = parts.iter().find(is_about).or_else(|| parts.iter().find(|part| part.code() == Some(code)));
    match part {
        None => (single, kept_in_single(folder, &mut reader)),
        Some(Part { file, records: None, .. }) => (file.clone(), Kept::Unreadable),
        Some(Part { file, records: Some(records), .. }) => (file.clone(), kept_in(folder, file, records, file)),
    }
}

/// Whether a table has any row about a person.
fn has_rows_of(records: &Records, staff: &str) -> bool {
    let rows = match grid::is_grid(records) {
        true => grid::read(records, &mut Vec::new()).map(|table| table.rows),
        false => table::rows(records, AvailabilityRow::columns(), &header::Own::default(), &mut Vec::new())
            .map(|rows| AvailabilityRow::read(&rows, &mut Vec::new())),
    };
    rows.into_iter().flatten().any(|row| row.staff.is_some_and(|written| written.value == staff))
}

fn kept_in_single(folder: &Path, reader: &mut Reader<'_>) -> Kept {
    let records = reader.table(TABLE, AvailabilityRow::columns(), Presence::Optional);
    let place = reader.kept.iter().find(|(name, _)| *name == TABLE).map(|(_, short)| short.clone());
    let (place, records) = match (place, records) {
        (None, _) => return Kept::Nowhere,
        (Some(_), None) => return Kept::Unreadable,
        (Some(place), Some(records)) => (place, records),
    };
    let is_text = place == text_file(TABLE);
    if !is_text && !records.has_rows() {
        return Kept::Nowhere;
    }
    kept_in(folder, &text_file(TABLE), &records, &place)
}

/// How a table is kept, which messages call `place`.
fn kept_in(folder: &Path, file: &str, records: &Records, place: &str) -> Kept {
    if grid::is_grid(records) {
        return Kept::Grid(place.to_owned());
    }
    if records.separator.is_none() {
        return Kept::Sheet(place.to_owned());
    }
    let written = bytes(folder, file).and_then(|bytes| written(records, bytes));
    let rows = table::rows(records, AvailabilityRow::columns(), &header::Own::default(), &mut Vec::new());
    match (written, rows) {
        (Some(written), Some(rows)) => Kept::LongForm(written, AvailabilityRow::read(&rows, &mut Vec::new())),
        _ => Kept::Unreadable,
    }
}

/// The file as it is now; `None` where there is none.
pub fn bytes(folder: &Path, file: &str) -> Option<Vec<u8>> {
    bytes::found(&folder.join(file)).ok()
}

fn written(records: &Records, bytes: Vec<u8>) -> Option<Written> {
    let columns: &'static [Column] = AvailabilityRow::columns();
    let first = records.list.first()?;
    let positions = header::positions(columns, records, first, &header::Own::default(), &mut Vec::new());
    let mut named = vec![None; first.filled()];
    for (column, position) in columns.iter().zip(&positions) {
        if let Some(place) = position.and_then(|position| named.get_mut(position)) {
            *place = Some(column.name);
        }
    }
    let dated: Vec<usize> = (0..named.len()).filter(|&at| matches!(named[at], Some("from" | "to"))).collect();
    let cells = records.list.iter().skip(1).flat_map(|record| dated.iter().filter_map(|&at| record.cells.get(at)));
    let last = cells.map(|cell| cell.trim()).rfind(|cell| !cell.is_empty());
    let separator = records.separator?;
    Some(Written {
        is_utf8: std::str::from_utf8(&bytes).is_ok(),
        bytes,
        separator,
        columns: named,
        dates: form(last, separator),
    })
}

/// How dates are written where the last of them is `last`. A Danish spreadsheet separates cells by semicolons.
fn form(last: Option<&str>, separator: u8) -> DateForm {
    match last {
        Some(last) if last.contains('.') => DateForm::Points,
        Some(last) if last.find('-').is_some_and(|at| at < 4) => DateForm::Dashes,
        None if separator == b';' => DateForm::Dashes,
        _ => DateForm::Iso,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_the_last_one_is() {
        let forms = [Some("2026-01-05"), Some("5-1-2026"), Some("05.01.2026"), None].map(|last| form(last, b','));
        assert_eq!(forms, [DateForm::Iso, DateForm::Dashes, DateForm::Points, DateForm::Iso]);
        assert_eq!(form(None, b';'), DateForm::Dashes);
    }
}
