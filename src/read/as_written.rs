//! The tables of a folder as they are written, for a command that carries them on.
//!
//! In: the path of a folder, and a table's name. Out: its cells, with what each column is called in the contract. Findings are
//! not told here: whoever reads the folder tells them.

use std::io;
use std::path::Path;

use chrono::NaiveDate;

use super::agreement::AgreementRow;
use super::bytes;
use super::calls_by_member::CallsRow;
use super::column::Column;
use super::demand::DemandRow;
use super::grid;
use super::grid_columns::staff_column;
use super::header;
use super::heading::{self, Heading};
use super::reader::{Presence, Reader};
use super::records::Records;
use super::rows::{AvailabilityRow, LedgerRow, LockRow, MunicipalityRow, RosterRow, StaffRow, TableRow};
use super::text;
use crate::domain::as_written::AsWritten;

/// The text of `plan.toml`.
pub fn plan(folder: &Path) -> Option<String> {
    let path = folder.join("plan.toml");
    let source = text::decode(path.display().to_string(), &bytes::found(&path).ok()?).ok()?;
    Some(source.text.clone())
}

/// The bytes of a file of the folder that is copied as it is.
///
/// # Errors
/// Where it cannot be read.
pub fn file(folder: &Path, name: &str) -> io::Result<Vec<u8>> {
    bytes::found(&folder.join(name))
}

/// A table of the folder; `None` where it is not there, or can't be read.
pub fn table(folder: &Path, name: &'static str) -> Option<AsWritten> {
    let mut reader = Reader::open(folder, None).ok()?;
    let records = reader.table(name, columns(name), Presence::Optional)?;
    written(name, None, &records)
}

/// The files of a table that is a folder. Forms are left out: they have no rows to carry on as they are written.
pub fn parts(folder: &Path, name: &'static str) -> Vec<AsWritten> {
    let Ok(mut reader) = Reader::open(folder, None) else { return Vec::new() };
    let parts = reader.parts(name, columns(name)).into_iter();
    parts.filter(|part| part.form.is_none()).filter_map(|part| written(name, Some(part.file), &part.records?)).collect()
}

fn written(name: &'static str, file: Option<String>, records: &Records) -> Option<AsWritten> {
    let columns = columns(name);
    let first = records.list.first()?;
    let width = records.list.iter().map(|record| record.filled()).max()?;
    let (columns, dates) = match name == "availability" && grid::is_grid(records) {
        true => heads(records, width),
        false => (named(columns, records, width), vec![None; width]),
    };
    let cells = |cells: &[String]| {
        let blank = std::iter::repeat_n(String::new(), width.saturating_sub(cells.len()));
        cells.iter().take(width).cloned().chain(blank).collect::<Vec<String>>()
    };
    let others = records.list.iter().skip(1).filter(|record| record.filled() > 0);
    Some(AsWritten {
        name,
        file,
        separator: records.separator,
        columns,
        dates,
        header: cells(&first.cells),
        rows: others.map(|record| cells(&record.cells)).collect(),
    })
}

fn columns(name: &str) -> &'static [Column] {
    match name {
        "municipalities" => MunicipalityRow::columns(),
        "staff" => StaffRow::columns(),
        "availability" => AvailabilityRow::columns(),
        "demand" => DemandRow::columns(),
        "ledger" => LedgerRow::columns(),
        "locks" => LockRow::columns(),
        "agreements" => AgreementRow::columns(),
        "calls_by_member" => CallsRow::columns(),
        _ => RosterRow::columns(),
    }
}

/// The columns of a table that is no grid.
fn named(columns: &[Column], records: &Records, width: usize) -> Vec<Option<&'static str>> {
    let mut named = vec![None; width];
    let Some(first) = records.list.first() else { return named };
    let positions = header::positions(columns, records, first, &header::Own::default(), &mut Vec::new());
    for (column, position) in columns.iter().zip(positions) {
        if let Some(place) = position.and_then(|position| named.get_mut(position)) {
            *place = Some(column.name);
        }
    }
    named
}

/// The columns of a grid: that of the staff, and the dates.
fn heads(records: &Records, width: usize) -> (Vec<Option<&'static str>>, Vec<Option<NaiveDate>>) {
    let (mut named, mut dates) = (vec![None; width], vec![None; width]);
    let Some(first) = records.list.first() else { return (named, dates) };
    if let Some(place) = staff_column(first).and_then(|position| named.get_mut(position)) {
        *place = Some("staff");
    }
    for (cell, date) in first.cells.iter().zip(&mut dates) {
        if let Heading::Windows(windows) = heading::read(cell) {
            *date = windows.date;
        }
    }
    (named, dates)
}
