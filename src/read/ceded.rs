//! A single table without the rows of people whose municipality has a file of its own now.
//!
//! In: the path of a folder, a table, and who has. Out: the file as it will be. Every other line stays as it is, letter by letter.

use std::collections::BTreeSet;
use std::path::Path;

use super::column::Column;
use super::grid;
use super::grid_columns::staff_column;
use super::names::text_file;
use super::records::{self, Record, Records};
use super::rows::{AvailabilityRow, StaffRow, TableRow};
use super::{bytes, header, text};

/// The mark of UTF-8 at the beginning of a file.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The file without the rows of these people; `None` where there is none such row, or the table is kept in a workbook or in another
/// encoding, where nothing is changed.
pub fn without(folder: &Path, table: &'static str, people: &BTreeSet<String>) -> Option<(String, Vec<u8>)> {
    let file = text_file(table);
    let before = bytes::found(&folder.join(&file)).ok()?;
    let (mark, rest) = before.split_at(if before.starts_with(MARK) { MARK.len() } else { 0 });
    let source = text::decode(file.clone(), &before).ok().filter(|source| source.text.as_bytes() == rest)?;
    let columns = if table == "staff" { StaffRow::columns() } else { AvailabilityRow::columns() };
    let records = records::of_text(&source, columns);
    let at = position(table, columns, &records)?;
    let is_theirs = |record: &&Record| record.cells.get(at).is_some_and(|cell| people.contains(cell.trim()));
    let gone: Vec<&Record> = records.list.iter().skip(1).filter(is_theirs).collect();
    if gone.is_empty() {
        return None;
    }
    let text = &source.text;
    let mut after = mark.to_vec();
    let mut kept = 0;
    for record in gone {
        after.extend_from_slice(&rest[kept..record.span.start]);
        let end = text[record.span.end..].find('\n').map_or(text.len(), |end| record.span.end + end + 1);
        kept = end;
    }
    after.extend_from_slice(&rest[kept..]);
    Some((file, after))
}

/// Where the column stands that says who a row is about.
fn position(table: &str, columns: &'static [Column], records: &Records) -> Option<usize> {
    let first = records.list.first()?;
    if table == "availability" && grid::is_grid(records) {
        return staff_column(first);
    }
    let name = if table == "staff" { "id" } else { "staff" };
    let positions = header::positions(columns, records, first, &header::Own::default(), &mut Vec::new());
    columns.iter().zip(positions).find(|(column, _)| column.name == name).and_then(|(_, at)| at)
}
