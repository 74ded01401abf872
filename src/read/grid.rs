//! Availability as a grid: a row for each person, a column for each window, day or date, and marks in the cells.
//!
//! In: the records of a table. Out: the rows of the long form that say the same, each with the place of its mark. A mark that is
//! not in the list is refused, never guessed.

use std::collections::BTreeMap;

use super::Table;
use super::cell::{Fault, spreadsheet_error};
use super::danish;
use super::formula;
use super::header::{headless, unknown_columns};
use super::heading::{self, Heading, Windows};
use super::records::{Record, Records};
use super::rows::{AvailabilityKind, AvailabilityRow};
use super::table::{Field, body, cell, open_quote};
use crate::diagnostic::{Code, Diagnostic, Place, any_error, quote};

/// The column that says who a row is about.
const STAFF: &str = "staff";
/// Columns that a grid may have for whoever looks at it.
const FOR_THE_EYE: [&str; 2] = ["name", "municipality"];
/// The column that a grid has not.
const KIND: &str = "kind";
/// The columns by which the long form is known.
const LONG_FORM: [&str; 5] = [KIND, "days", "start", "from", "to"];

/// The marks, in any case. Those of Excel's boxes to tick are among them, in English and as Danish files have them.
const MARKS: [(AvailabilityKind, &[&str]); 4] = [
    (AvailabilityKind::Available, &["x", "ja", "yes", "ok", "v", "1", "✓", "✔", "true", "sand", "available"]),
    (
        AvailabilityKind::Unavailable,
        &["-", "–", "nej", "no", "off", "fri", "ferie", "0", "false", "falsk", "unavailable"],
    ),
    (AvailabilityKind::Prefers, &["+", "gerne", "helst", "prefers"]),
    (AvailabilityKind::Avoids, &["(x)", "helst ikke", "nødig", "avoids"]),
];

/// What to write instead of a mark that is not known.
const KNOWN_MARKS: &str = "write x (ja, yes, ok, v, 1) for available, - (nej, no, off, fri, ferie, 0) for unavailable, + (gerne, helst, \
                           prefers) for a window that is liked, (x) (helst ikke, nødig, avoids) for one that is not";

/// How to head a column.
const HEADINGS: &str = "a column of a grid is headed by a day, a date or either with a time: 'mon', 'mandag 08-12', 'mon 08:00', \
                        '2026-01-05', '2026-01-05 16:00'";

/// What to do about a column that is there twice.
const ONE_OF_THEM: &str = "rename or delete the one that is not meant";

/// What to do about two columns of the same windows.
const ALL_IN_ONE: &str = "if they are about different times or weeks, let each heading say all of it: 'mon 08:00' and 'mon 12:00', or \
                          '2026-01-05' and '2026-01-12'; otherwise delete one of them";

/// A column of marks.
struct Column {
    position: usize,
    place: Place,
    windows: Windows,
}

/// Whether a table is a grid: it names staff, has no kind, and some column is headed by a window.
pub fn is_grid(records: &Records) -> bool {
    records.list.first().is_some_and(heads_a_grid)
}

fn heads_a_grid(first: &Record) -> bool {
    has(first, STAFF) && !has(first, KIND) && first.cells.iter().any(|cell| heading::read(cell) != Heading::Other)
}

fn has(record: &Record, name: &str) -> bool {
    record.cells.iter().any(|cell| cell.trim().eq_ignore_ascii_case(name))
}

/// How far down headings are looked for: a title and headings of months and weeks stand above them, if anything.
const LINES_ABOVE: usize = 10;

/// The finding about a table that is meant to be a grid, by its days and dates, but is not headed like one.
pub fn almost(records: &Records) -> Option<Diagnostic> {
    let first = records.list.first()?;
    if LONG_FORM.iter().any(|name| has(first, name)) || heads_a_grid(first) {
        return None;
    }
    let (place, line) = (records.place(&first.span), records.lines());
    let windows =
        |record: &Record| record.cells.iter().filter(|cell| matches!(heading::read(cell), Heading::Windows(_))).count();
    if windows(first) > 0 {
        let found = Diagnostic::new(Code::MissingColumn, format!("the column {STAFF} is missing"));
        // Only ids tell people apart; a column of names would not do under another heading.
        let help = format!("head the column of ids with {STAFF}; a column of names may stay beside it, headed name");
        return Some(found.at(&place, "days and dates make this a grid").help(help));
    }
    let below = records.list.iter().skip(1).take(LINES_ABOVE);
    let below = below.filter(|record| heads_a_grid(record) || windows(record) > 1);
    let found = Diagnostic::new(Code::MissingColumn, format!("the first {line} does not head the columns of a grid"));
    let found = found.at(&place, "no days and dates are here");
    let better = below.min_by_key(|record| (!heads_a_grid(record), record.span.start))?;
    let better = (records.place(&better.span), heads_a_grid(better));
    Some(match better {
        (place, true) => found.at(&place, format!("this {line} does")).help(format!("delete the {line}s above the one with {STAFF}")),
        (place, false) => found.at(&place, "but here").help(format!(
            "write all headings into one {line}, {STAFF} over the ids and a day or a date over each column of marks, and delete the {line}s above it"
        )),
    })
}

/// The findings about columns of a grid in a table of the long form.
pub fn mixed(records: &Records) -> Vec<Diagnostic> {
    let first = records.list.first().into_iter();
    let headings = first.flat_map(|first| (0..first.cells.len()).map(|at| cell(records, first, at)));
    let windows = headings.filter(|heading| matches!(heading::read(&heading.value), Heading::Windows(_)));
    windows
        .map(|heading| unreadable(&heading, "the table has the column kind, so it is no grid").help(ONE_FORM))
        .collect()
}

const ONE_FORM: &str =
    "use one form for all: rows with kind, days, start, from and to, or a grid with a column for each window";

/// The rows of a grid.
pub fn read(records: &Records, findings: &mut Vec<Diagnostic>) -> Option<Table<AvailabilityRow>> {
    let before = findings.len();
    let first = records.list.first()?;
    if let Some(open) = &first.open {
        findings.push(open_quote(&records.place(open)));
        return None;
    }
    if !first.unsaved.is_empty() {
        findings.extend(first.unsaved.iter().filter_map(|at| formula::finding(records, first, *at)));
        return None;
    }
    let (staff, columns) = columns(records, first, findings)?;
    let lines = body(records, first.filled(), staff + 1, findings);
    let complete = !any_error(&findings[before..]);
    let mut rows = Vec::new();
    let mut known: BTreeMap<String, Place> = BTreeMap::new();
    for (record, shapely) in lines {
        let Some(person) = person(records, record, staff, findings) else {
            continue;
        };
        if let Some(first) = known.get(&person.value) {
            let message = format!("the grid has two rows for {}", quote(&person.value));
            let found = Diagnostic::new(Code::DoubledStaff, message)
                .at(&person.place, "again")
                .at(first, "first")
                .help("make one row of them, or delete the one that is out of date");
            findings.push(found);
            continue;
        }
        known.insert(person.value.clone(), person.place.clone());
        let columns = if shapely { columns.as_slice() } else { &[] };
        rows.extend(row(records, record, &person, columns, findings));
    }
    let sound = !any_error(&findings[before..]);
    Some(Table { header: records.place(&first.span), rows, complete, sound })
}

/// Where the column of staff is, and the columns of marks; `None` where they cannot all be told.
fn columns(records: &Records, first: &Record, findings: &mut Vec<Diagnostic>) -> Option<(usize, Vec<Column>)> {
    let before = findings.len();
    let mut staff: Option<Field<String>> = None;
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
        if name == STAFF {
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
    let place = |position: usize| records.place(first.spans.get(position).unwrap_or(&first.span));
    let names: Vec<&str> = [STAFF].into_iter().chain(FOR_THE_EYE).chain(["one for each window"]).collect();
    unknown_columns(&strangers, &first.cells, &names, place, findings);
    (!any_error(&findings[before..])).then_some((at_staff, columns))
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

fn unreadable(heading: &Field<String>, why: &str) -> Diagnostic {
    let message = format!("the column {} of the grid cannot be read", quote(&heading.value));
    Diagnostic::new(Code::GridColumn, message).at(&heading.place, why)
}

fn person(records: &Records, record: &Record, staff: usize, findings: &mut Vec<Diagnostic>) -> Option<Field<String>> {
    if let Some(found) = formula::finding(records, record, staff) {
        findings.push(found);
        return None;
    }
    let person = cell(records, record, staff);
    if person.value.is_empty() {
        let found = Diagnostic::new(Code::EmptyCell, "the cell in column staff is empty")
            .at(&person.place, "staff is needed")
            .help("fill it in, or delete the row");
        findings.push(found);
        return None;
    }
    match spreadsheet_error(&person.value) {
        Some(fault) => {
            findings.push(told(fault, &person.place, STAFF));
            None
        }
        None => Some(person),
    }
}

/// What the marks of a row say, as rows of the long form.
fn row(
    records: &Records,
    record: &Record,
    person: &Field<String>,
    columns: &[Column],
    findings: &mut Vec<Diagnostic>,
) -> Vec<AvailabilityRow> {
    let mut marks = Vec::new();
    for column in columns {
        if let Some(found) = formula::finding(records, record, column.position) {
            findings.push(found);
            continue;
        }
        let mark = cell(records, record, column.position);
        match kind(&mark.value) {
            Ok(Some(kind)) => marks.push((column, Field { value: kind, place: mark.place })),
            Ok(None) => {}
            Err(fault) => {
                let heading = records.source.text.get(column.place.span.clone()).unwrap_or_default();
                findings.push(told(fault, &mark.place, heading));
            }
        }
    }
    // Who is available where there is an x can also work where there is a wish.
    let restricted = marks.iter().any(|(_, mark)| mark.value == AvailabilityKind::Available);
    let is_wish = |kind| matches!(kind, AvailabilityKind::Prefers | AvailabilityKind::Avoids);
    let also = marks
        .iter()
        .filter(|(_, mark)| restricted && is_wish(mark.value))
        .map(|(column, mark)| (*column, Field { value: AvailabilityKind::Available, place: mark.place.clone() }));
    let also: Vec<_> = also.collect();
    if marks.is_empty() {
        // Nothing is said of this person, but it is still to be seen whether there is one.
        return vec![said(person, None, None)];
    }
    marks.into_iter().chain(also).map(|(column, mark)| said(person, Some(column), Some(mark))).collect()
}

/// One row of the long form.
fn said(person: &Field<String>, column: Option<&Column>, mark: Option<Field<AvailabilityKind>>) -> AvailabilityRow {
    fn field<T: Clone>(column: Option<&Column>, part: impl Fn(&Windows) -> &Option<T>) -> Option<Field<T>> {
        let column = column?;
        part(&column.windows).clone().map(|value| Field { value, place: column.place.clone() })
    }
    let date = field(column, |windows| &windows.date);
    let start = field(column, |windows| &windows.start);
    AvailabilityRow {
        place: mark.as_ref().map_or(&person.place, |mark| &mark.place).clone(),
        staff: Some(person.clone()),
        kind: mark,
        days: field(column, |windows| &windows.days),
        start: start.map(|start| Field { value: vec![start.value], place: start.place }),
        from: date.clone(),
        to: date,
        hours: field(column, |windows| &windows.hours),
        column: column.map(|column| column.place.clone()),
    }
}

fn told(fault: Fault, place: &Place, column: &str) -> Diagnostic {
    Diagnostic::new(fault.code, fault.message).at(place, format!("in column {}", quote(column))).help(fault.help)
}

/// What a mark means; an empty cell means nothing.
fn kind(mark: &str) -> Result<Option<AvailabilityKind>, Fault> {
    if mark.is_empty() {
        return Ok(None);
    }
    if let Some(fault) = spreadsheet_error(mark) {
        return Err(fault);
    }
    let lower = mark.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let found = MARKS.iter().find(|(_, words)| words.contains(&lower.as_str()));
    let unknown = || Fault::new(Code::UnknownMark, format!("{} is no mark that is known", quote(mark)), KNOWN_MARKS);
    found.map(|(kind, _)| Some(*kind)).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::{MARKS, kind};
    use crate::diagnostic::Code;
    use crate::read::rows::AvailabilityKind;

    #[test]
    fn marks_are_known_in_any_case() {
        assert_eq!(kind("X"), Ok(Some(AvailabilityKind::Available)));
        assert_eq!(kind("Ferie"), Ok(Some(AvailabilityKind::Unavailable)));
        assert_eq!(kind("Helst  Ikke"), Ok(Some(AvailabilityKind::Avoids)));
        assert_eq!(kind("helst"), Ok(Some(AvailabilityKind::Prefers)));
        assert_eq!(kind(""), Ok(None));
        for mark in ["?", "måske", "xx", "8-12", "2"] {
            assert_eq!(kind(mark).unwrap_err().code, Code::UnknownMark, "{mark}");
        }
        assert_eq!(kind("#N/A").unwrap_err().code, Code::CellError);
    }

    #[test]
    fn no_mark_means_two_things() {
        let mut all: Vec<&str> = MARKS.iter().flat_map(|(_, words)| *words).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
