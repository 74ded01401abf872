//! A form that came back: the sheets of a workbook that `forms` has made, or its windows of the week as a CSV file.
//!
//! In: a workbook, or the records of a text. Out: whose form it is and for which period, and its tables with the columns of the
//! contract, each cell in its place: they are read as any other table is. Rows may have moved and sheets been renamed: a sheet is known by
//! its columns. What cannot be told is left as it is, and refused where it is read.

mod words;

use std::collections::BTreeMap;

use super::grid;
use super::grid_columns::staff_column;
use super::records::{Record, Records};
use super::views;
use super::workbook::Workbook;
use crate::diagnostic::Diagnostic;
use crate::domain::form::{Columns, DATES, Identity, MARK, REQUESTS, STAFF};

/// How far down the headings of a sheet are looked for.
const LINES_ABOVE: usize = 15;

/// A form.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Whose, and for which period.
    pub identity: Identity,
    /// The grid of the windows of the week; `None` where no sheet is one.
    pub grid: Option<Records>,
    /// Single days, as rows of availability.
    pub dates: Option<Records>,
    /// Who the staff are, as rows of staff.
    pub staff: Option<Records>,
    /// What they ask for, as rows of requests.
    pub requests: Option<Records>,
}

/// The form that a workbook is; `None` where it is none.
pub fn of_workbook(book: &mut Workbook, bytes: &[u8]) -> Result<Option<Form>, Box<Diagnostic>> {
    let marked = views::property(bytes, MARK).and_then(|mark| Identity::read(&mark));
    let mut sheets = Vec::new();
    for sheet in book.sheets.clone() {
        sheets.push(book.records(&sheet)?);
    }
    let written = || sheets.iter().find_map(|records| records.list.first().and_then(identity));
    Ok(marked.or_else(written).map(|identity| of_sheets(identity, &sheets)))
}

/// The form whose sheet with the windows of the week was saved as text; `None` where it is none.
pub fn of_text(records: &Records) -> Option<Form> {
    let identity = records.list.iter().take(LINES_ABOVE).find_map(identity)?;
    Some(of_sheets(identity, std::slice::from_ref(records)))
}

fn identity(record: &Record) -> Option<Identity> {
    record.cells.iter().find(|cell| !cell.trim().is_empty()).and_then(|cell| Identity::read(cell))
}

fn of_sheets(identity: Identity, sheets: &[Records]) -> Form {
    let begin = |records: &Records, is_head: &dyn Fn(&Record) -> bool| {
        records.list.iter().take(LINES_ABOVE).position(is_head).map(|head| (records.clone(), head))
    };
    let is_grid = |record: &Record| grid::heads_a_grid(record);
    let grid = sheets.iter().find_map(|records| begin(records, &is_grid)).map(|(records, head)| from(records, head));
    let names = grid.as_ref().map(people).unwrap_or_default();
    let heads = |columns: &'static Columns, least: usize| {
        move |record: &Record| !grid::heads_a_grid(record) && words::known(record, columns) >= least
    };
    let dates = sheets.iter().find_map(|records| begin(records, &heads(&DATES, 4)));
    let dates = dates.map(|(records, head)| words::dates(from(records, head), &names));
    let staff = sheets.iter().find_map(|records| begin(records, &heads(&STAFF, 4)));
    let staff = staff.map(|(records, head)| words::staff(from(records, head), &identity.code));
    let requests = sheets.iter().find_map(|records| begin(records, &heads(&REQUESTS, 4)));
    let requests = requests.map(|(records, head)| words::requests(from(records, head), &names));
    Form { identity, grid, dates, staff, requests }
}

/// A table that begins at this record. Rows below it that hold nothing are no rows.
fn from(records: Records, head: usize) -> Records {
    let list = records.list.into_iter().skip(head).filter(|record| record.filled() > 0).collect();
    Records { list, ..records }
}

/// The ids of the people of a grid by their names, in small letters; none for a name that two have.
fn people(records: &Records) -> BTreeMap<String, Option<String>> {
    let mut ids: BTreeMap<String, Option<String>> = BTreeMap::new();
    let Some(first) = records.list.first() else { return ids };
    let name = words::position(first, &crate::domain::form::GRID, "name");
    let (Some(staff), Some(name)) = (staff_column(first), name) else { return ids };
    for record in records.list.iter().skip(1) {
        let cell = |at: usize| record.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        if let (Some(id), Some(name)) = (cell(staff), cell(name)) {
            let known = ids.entry(name.to_lowercase()).or_insert_with(|| Some(id.to_owned()));
            if known.as_deref() != Some(id) {
                *known = None;
            }
        }
    }
    ids
}
