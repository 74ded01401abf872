//! The first row of a grid of availability: which column is about which windows.
//!
//! In: the records of a table. Out: where the column of staff is, and the columns of marks with their windows. A column of the
//! planner's own is warned of; one that looks meant but fits nothing is refused, since its marks would be lost.

use super::danish;
use super::header::{headless, unknown_columns};
use super::heading::{self, Heading, Windows};
use super::mark;
use super::records::{Record, Records};
use super::table::{Field, cell};
use crate::diagnostic::{Code, Diagnostic, Place, any_error, quote};

/// The column that says who a row is about.
pub const STAFF: &str = "staff";
/// Columns that a grid may have for whoever looks at it.
const FOR_THE_EYE: [&str; 2] = ["name", "municipality"];
/// The column that a grid has not.
pub const KIND: &str = "kind";
/// The columns by which the long form is known.
pub const LONG_FORM: [&str; 5] = [KIND, "days", "start", "from", "to"];

/// How to head a column.
const HEADINGS: &str = "a column of a grid is headed by a day, a date or either with a time: 'mon', 'mandag 08-12', 'mon 08:00', \
                        '2026-01-05', '2026-01-05 16:00'";

/// What to do about a column that is there twice.
const ONE_OF_THEM: &str = "rename or delete the one that is not meant";

/// What to do about two columns of the same windows.
const ALL_IN_ONE: &str = "if they are about different times or weeks, let each heading say all of it: 'mon 08:00' and 'mon 12:00', or \
                          '2026-01-05' and '2026-01-12'; otherwise delete one of them";

/// A column of marks.
pub struct Column {
    /// Its position in a row.
    pub position: usize,
    /// Its heading.
    pub place: Place,
    /// What it is about.
    pub windows: Windows,
}

/// What to do about a table that is a grid in part.
pub const ONE_FORM: &str =
    "use one form for all: rows with kind, days, start, from and to, or a grid with a column for each window";

/// Where the column of staff stands: by its name, else the only one that a Danish word for it heads.
pub fn staff_column(first: &Record) -> Option<usize> {
    let named = first.cells.iter().position(|cell| cell.trim().eq_ignore_ascii_case(STAFF));
    named.or_else(|| {
        let is_staff = |cell: &String| danish::named(cell, &[STAFF, "name", "municipality"]) == Some(STAFF);
        let mut meant = (0..first.cells.len()).filter(|&at| is_staff(&first.cells[at]));
        meant.next().filter(|_| meant.next().is_none())
    })
}

/// Where the column of staff is, and the columns of marks; `None` where they cannot all be told.
pub fn columns(records: &Records, first: &Record, findings: &mut Vec<Diagnostic>) -> Option<(usize, Vec<Column>)> {
    let before = findings.len();
    let mut staff: Option<Field<String>> = None;
    let at = staff_column(first);
    let mut at_staff = 0;
    let mut columns: Vec<Column> = Vec::new();
    let mut strangers = Vec::new();
    for position in 0..first.cells.len() {
        let found = cell(records, first, position);
        let name = found.value.to_lowercase();
        let doubled = |first: &Place, cure: &str| {
            Diagnostic::new(Code::DoubledColumn, format!("the column {} is there twice", quote(&found.value)))
                .at(&found.place, "again")
                .at(first, "first")
                .help(cure)
        };
        if name == STAFF || at == Some(position) {
            match &staff {
                Some(first) => findings.push(doubled(&first.place, ONE_OF_THEM)),
                None => (staff, at_staff) = (Some(found), position),
            }
        } else if LONG_FORM.contains(&name.as_str()) {
            findings.push(unreadable(&found, "this column belongs to the long form").help(ONE_FORM));
        } else if !name.is_empty() && !is_for_the_eye(&name) {
            match heading::read(&found.value) {
                Heading::Windows(windows) => match columns.iter().find(|column| column.windows == windows) {
                    Some(same) => findings.push(doubled(&same.place, ALL_IN_ONE)),
                    None => columns.push(Column { position, place: found.place, windows }),
                },
                Heading::Unreadable(why) => findings.push(unreadable(&found, &why).help(HEADINGS)),
                Heading::Other => strangers.push(position),
            }
        }
    }
    // Marks that nobody knows the window of would be lost.
    if let Some(mut found) = headless(records, first).filter(|found| !is_beyond(records, first, found)) {
        found.code = Code::GridColumn;
        found.help =
            vec![HEADINGS.to_owned(), "a heading that spans several columns counts for the first alone".to_owned()];
        findings.push(found);
    }
    strangers.retain(|&position| {
        let lost = lost(records, first, position);
        let found = lost.map(|found| findings.push(found));
        found.is_none()
    });
    let place = |position: usize| records.place(first.spans.get(position).unwrap_or(&first.span));
    let names: Vec<&str> = [STAFF].into_iter().chain(FOR_THE_EYE).chain(["one for each window"]).collect();
    unknown_columns(&strangers, &first.cells, &names, place, findings);
    (!any_error(&findings[before..])).then_some((at_staff, columns))
}

/// The finding about a column that is no window's, but names a day or holds nothing but marks: somebody means it to count.
fn lost(records: &Records, first: &Record, position: usize) -> Option<Diagnostic> {
    let heading = cell(records, first, position);
    let cells = records.list.iter().skip(1).filter_map(|record| record.cells.get(position));
    let filled: Vec<&str> = cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let found = if heading::speaks_of_a_day(&heading.value) {
        unreadable(&heading, "it speaks of a day, but it is not clear of which windows").help(HEADINGS)
    } else if !filled.is_empty() && filled.iter().all(|cell| mark::said(cell).is_ok()) {
        unreadable(&heading, "it holds marks, but the heading is no day or date").help(HEADINGS)
    } else {
        return None;
    };
    Some(found.help("a column that is not about availability belongs into another table, or has to go"))
}

/// Whether a column is there for whoever looks at the grid, in English or Danish.
fn is_for_the_eye(name: &str) -> bool {
    FOR_THE_EYE.iter().any(|column| *column == name || danish::is_column(name, column))
}

/// Whether a finding is about a cell of a text beyond its header, which makes the row too long and is told as that.
fn is_beyond(records: &Records, first: &Record, found: &Diagnostic) -> bool {
    let row = |record: &&Record| record.span.end >= found.labels[0].place.span.start;
    let filled = records.list.iter().find(row).map_or(0, Record::filled);
    records.separator.is_some() && filled > first.filled()
}

/// The finding about a column that cannot be told, and why.
pub fn unreadable(heading: &Field<String>, why: &str) -> Diagnostic {
    let message = format!("the column {} of the grid cannot be read", quote(&heading.value));
    Diagnostic::new(Code::GridColumn, message).at(&heading.place, why)
}
