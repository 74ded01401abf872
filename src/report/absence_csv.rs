//! An absence as a row of `availability.csv`, in the dialect that the file has.
//!
//! In: the file as it is, or none, and the absence. Out: the bytes of the file with the row at its end; all that stands there already
//! stays to the byte.

use chrono::NaiveDate;
use encoding_rs::WINDOWS_1252;

use crate::domain::absence::{Absence, DateForm, Written};
use crate::domain::guard::guarded;
use crate::report::rows::{self, Style};

/// The columns of a new file.
const COLUMNS: [&str; 6] = ["staff", "kind", "days", "start", "from", "to"];

/// The word for being away.
const UNAVAILABLE: &str = "unavailable";

/// Why a row cannot be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritten {
    /// The table lacks this column.
    NoColumn(&'static str),
    /// The id has a letter that the file's encoding has not.
    NoLetter(char),
}

/// The cell of the absence in a column, with dates in this form.
fn cell(absence: &Absence, column: &str, date: impl Fn(NaiveDate) -> String) -> String {
    match column {
        "staff" => guarded(&absence.staff),
        "kind" => UNAVAILABLE.to_owned(),
        "from" => date(absence.from),
        "to" => absence.to.map_or_else(String::new, date),
        _ => String::new(),
    }
}

/// A new file, with the absence as its only row.
pub fn new_file(absence: &Absence, style: Style) -> Vec<u8> {
    let row = COLUMNS.map(|column| cell(absence, column, |date| style.date(date)));
    rows::csv(style, COLUMNS, [row.to_vec()])
}

/// The file with the row at its end.
///
/// # Errors
/// Where it has no place for what the row must say.
pub fn with_row(written: &Written, absence: &Absence) -> Result<Vec<u8>, Unwritten> {
    let has = |column: &str| written.columns.contains(&Some(column));
    let needed = ["staff", "kind", "from", "to"].into_iter().filter(|&column| column != "to" || absence.to.is_some());
    if let Some(lacking) = needed.into_iter().find(|column| !has(column)) {
        return Err(Unwritten::NoColumn(lacking));
    }
    let form = match written.dates {
        DateForm::Iso => "%Y-%m-%d",
        DateForm::Dashes => "%d-%m-%Y",
        DateForm::Points => "%d.%m.%Y",
    };
    let dated = |date: NaiveDate| date.format(form).to_string();
    let cells = written.columns.iter().map(|column| column.map_or_else(String::new, |name| cell(absence, name, dated)));
    let has_cr = written.bytes.windows(2).any(|pair| pair == b"\r\n");
    let line_end = if has_cr { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer =
        csv::WriterBuilder::new().delimiter(written.separator).terminator(line_end).from_writer(Vec::new());
    writer.write_record(cells).expect("memory never refuses a write");
    let row = writer.into_inner().expect("memory never refuses a write");

    let mut bytes = written.bytes.clone();
    if bytes.last().is_some_and(|last| *last != b'\n') {
        bytes.extend_from_slice(if has_cr { b"\r\n" } else { b"\n" });
    }
    if written.is_utf8 {
        bytes.extend(row);
    } else {
        let row = String::from_utf8(row).expect("cells that are text make a row of text");
        let (encoded, _, lacks) = WINDOWS_1252.encode(&row);
        let lacking = row.chars().find(|letter| WINDOWS_1252.encode(letter.encode_utf8(&mut [0; 4])).2);
        if let Some(letter) = lacking.filter(|_| lacks) {
            return Err(Unwritten::NoLetter(letter));
        }
        bytes.extend_from_slice(&encoded);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, day).unwrap()
    }

    fn file(bytes: &[u8], separator: u8, columns: &[Option<&'static str>], dates: DateForm) -> Written {
        let is_utf8 = std::str::from_utf8(bytes).is_ok();
        Written { bytes: bytes.to_vec(), separator, columns: columns.to_vec(), is_utf8, dates }
    }

    #[test]
    fn a_row_is_added_in_the_files_own_dialect() {
        let absence = |staff: &str, to| Absence { staff: staff.to_owned(), from: day(5), to };
        let columns = [Some("kind"), None, Some("staff"), Some("to"), Some("from")];
        let danish = file(b"kind;note;staff;to;from\r\nprefers;a;\xc5SE;;", b';', &columns, DateForm::Dashes);
        let added = with_row(&danish, &absence("\u{c5}SE", Some(day(7)))).unwrap();
        assert!(added.starts_with(&danish.bytes));
        assert_eq!(&added[danish.bytes.len()..], b"\r\nunavailable;;\xc5SE;07-01-2026;05-01-2026\r\n");
        let added = with_row(&danish, &absence("\u{160}1", None)).unwrap();
        assert_eq!(&added[danish.bytes.len()..], b"\r\nunavailable;;\x8a1;;05-01-2026\r\n");
        assert_eq!(with_row(&danish, &absence("\u{142}", None)), Err(Unwritten::NoLetter('\u{142}')));

        let plain = file(b"staff,kind,from\n", b',', &[Some("staff"), Some("kind"), Some("from")], DateForm::Iso);
        let added = with_row(&plain, &absence("=1,2", None)).unwrap();
        assert_eq!(added, b"staff,kind,from\n\"'=1,2\",unavailable,2026-01-05\n");
        assert_eq!(with_row(&plain, &absence("a", Some(day(6)))), Err(Unwritten::NoColumn("to")));
        let points = file(b"staff,kind,from\n", b',', &[Some("staff"), Some("kind"), Some("from")], DateForm::Points);
        assert!(with_row(&points, &absence("a", None)).unwrap().ends_with(b"\na,unavailable,05.01.2026\n"));
    }

    #[test]
    fn a_new_file_names_its_columns() {
        let absence = Absence { staff: "a".to_owned(), from: day(5), to: None };
        let text = String::from_utf8(new_file(&absence, Style::Plain)).unwrap();
        assert_eq!(text, "staff,kind,days,start,from,to\na,unavailable,,,2026-01-05,\n");
    }
}
