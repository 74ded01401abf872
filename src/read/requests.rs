//! Requests of colleagues on a published roster, row by row.
//!
//! In: the path of a table with the columns `staff`, `date`, `start`, `wants` and perhaps `with`, `with_date`, `with_start`, or of a planning
//! folder that has such tables. Out: typed rows. Who and which windows are meant is looked up by `check`.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime};

use super::cell::{Fault, text};
use super::column::Column;
use super::rows::{TableRow, optional, required, word};
use super::table::{Field, Rows};
use super::when::{date, time};
use super::{Alone, Table, alone, parts, unreadable};
use crate::diagnostic::{Diagnostic, Place, any_error};
use crate::domain::form;
use crate::domain::input_file::InputFile;

/// What a row asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variants are the words of the contract")]
pub enum Wanted {
    Off,
    Swap,
    Take,
    Give,
}

const WANTS: [(&str, Wanted); 4] =
    [("off", Wanted::Off), ("swap", Wanted::Swap), ("take", Wanted::Take), ("give", Wanted::Give)];

impl Wanted {
    /// What is written: the word of the contract, or the one that forms have for it in Danish.
    fn read(cell: &str) -> Result<Wanted, Fault> {
        let lower = cell.to_lowercase();
        let name = form::WANTS.iter().find(|(_, words)| words.contains(&lower.as_str())).map(|(name, _)| *name);
        word(&WANTS, "request")(name.unwrap_or(cell))
    }

    /// The word in files.
    fn word(self) -> &'static str {
        WANTS.iter().find(|(_, wanted)| *wanted == self).map_or("", |(word, _)| *word)
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct RequestRow {
    pub place: Place,
    pub staff: Option<Field<String>>,
    pub date: Option<Field<NaiveDate>>,
    pub start: Option<Field<NaiveTime>>,
    pub wants: Option<Field<Wanted>>,
    pub with: Option<Field<String>>,
    pub with_date: Option<Field<NaiveDate>>,
    pub with_start: Option<Field<NaiveTime>>,
}

impl TableRow for RequestRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[
            required("staff"),
            required("date"),
            required("start"),
            required("wants"),
            optional("with"),
            optional("with_date"),
            optional("with_start"),
        ];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        rows.build(findings, |cells, place| RequestRow {
            place,
            staff: cells.needed("staff", text),
            date: cells.needed("date", date),
            start: cells.needed("start", time),
            wants: cells.needed("wants", Wanted::read),
            with: cells.field("with", text),
            with_date: cells.field("with_date", date),
            with_start: cells.field("with_start", time),
        })
    }
}

/// The columns, as a file of requests is headed.
pub const HEADER: [&str; 7] = ["staff", "date", "start", "wants", "with", "with_date", "with_start"];

/// Rows as the cells of such a file.
pub fn written(rows: &[RequestRow]) -> Vec<Vec<String>> {
    let text = |field: &Option<Field<String>>| field.as_ref().map_or_else(String::new, |field| field.value.clone());
    let day = |field: &Option<Field<NaiveDate>>| field.as_ref().map_or_else(String::new, |day| day.value.to_string());
    let time = |field: &Option<Field<NaiveTime>>| {
        field.as_ref().map_or_else(String::new, |time| time.value.format("%H:%M").to_string())
    };
    let wants = |row: &RequestRow| row.wants.as_ref().map_or("", |wants| wants.value.word()).to_owned();
    let cells = |row: &RequestRow| {
        vec![
            text(&row.staff),
            day(&row.date),
            time(&row.start),
            wants(row),
            text(&row.with),
            day(&row.with_date),
            time(&row.with_start),
        ]
    };
    rows.iter().map(cells).collect()
}

/// The requests of a planning folder: its file, and the folder of files that municipalities have sent.
const NAME: &str = "requests";

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Requests {
    /// The rows of all files.
    pub rows: Vec<RequestRow>,
    /// The files.
    pub inputs: Vec<InputFile>,
    /// Whether a finding refuses them already.
    pub refused: bool,
}

/// Reads the requests of a file, or those of a planning folder.
pub fn requests(folder: &Path, file: Option<&Path>) -> (Requests, Vec<Diagnostic>) {
    let mut read = Requests { rows: Vec::new(), inputs: Vec::new(), refused: false };
    let mut findings = Vec::new();
    let files = match file {
        Some(file) => vec![file.to_owned()],
        None => of_folder(folder, &mut findings),
    };
    for path in &files {
        let cure = "check the path; requests are a table with the columns staff, date, start, wants and with";
        let (Alone { table, input, refused, .. }, more) = alone(path, NAME, cure);
        findings.extend(more);
        read.refused |= refused;
        read.rows.extend(table.into_iter().flat_map(|table: Table<RequestRow>| table.rows));
        read.inputs.extend(input);
    }
    read.refused |= any_error(&findings);
    (read, findings)
}

/// The files of requests that a planning folder has.
fn of_folder(folder: &Path, findings: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let single = [".csv", ".xlsx"].map(|ending| folder.join(format!("{NAME}{ending}")));
    let mut files: Vec<PathBuf> = single.into_iter().filter(|file| file.is_file()).collect();
    let inside = folder.join(NAME);
    if inside.is_dir() {
        let (read, others) = parts::inside(&inside);
        files.extend(read.into_iter().map(|name| inside.join(name)));
        findings.extend(parts::not_read(&inside, &others));
    }
    if files.is_empty() {
        let missing = folder.join(format!("{NAME}.csv"));
        let cure = "write a row for each request, with the columns staff, date, start, wants (off, swap, take or give) and with; or name \
                    another file with --file FILE";
        findings.push(unreadable(&missing, &io::ErrorKind::NotFound.into(), cure, Vec::new()));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::{WANTS, Wanted};

    #[test]
    fn what_is_asked_for_may_be_written_as_in_a_danish_form() {
        for (written, wanted) in
            [("Fri", Wanted::Off), ("BYTTE", Wanted::Swap), ("tage", Wanted::Take), ("give", Wanted::Give)]
        {
            assert_eq!(Wanted::read(written).ok(), Some(wanted), "{written}");
        }
        for (word, wanted) in WANTS {
            assert_eq!(Wanted::read(word).ok(), Some(wanted), "{word}");
        }
        assert_eq!(Wanted::read("hjem").expect_err("no request").message, "'hjem' is not a request");
    }
}
