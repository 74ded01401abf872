//! Calls as a call centre's system counts them: so many in each quarter of an hour, half an hour or hour, and how long they took.
//!
//! In: the path of a table. Out: typed rows, every field with its place. Which windows they fall in is looked up by `check`.

use std::path::Path;

use chrono::{NaiveDate, NaiveTime};

use super::cell::{Fault, whole};
use super::column::Column;
use super::decimal::{Spelling, decimal};
use super::rows::{TableRow, optional, required};
use super::table::{Field, Rows};
use super::when::{date, time};
use super::{Alone, Table, alone};
use crate::diagnostic::{Code, Diagnostic, Place, quote};
use crate::domain::input_file::InputFile;
use num_traits::ToPrimitive;

/// A row.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct CallRow {
    pub place: Place,
    pub date: Option<Field<NaiveDate>>,
    pub start: Option<Field<NaiveTime>>,
    pub end: Option<Field<NaiveTime>>,
    pub calls: Option<Field<u32>>,
    /// In seconds.
    pub handling: Option<Field<f64>>,
    /// Whether all cells that it has could be read.
    pub is_sound: bool,
}

/// A file of calls.
#[derive(Debug, Clone, PartialEq)]
pub struct CallRows {
    /// The rows; `None` where the file is missing or cannot be read.
    pub table: Option<Table<CallRow>>,
    /// The file, if it could be read.
    pub input: Option<InputFile>,
    /// Whether a finding refuses it already.
    pub refused: bool,
}

/// No line takes more in an hour.
const MOST_CALLS: i64 = 100_000;
/// A call takes from a second to four hours on average.
const LONGEST_SECONDS: f64 = 14_400.0;

impl TableRow for CallRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] = &[
            required("date"),
            required("start"),
            required("calls"),
            required("handling"),
            optional("end"),
            optional("weekday"),
            optional("week"),
        ];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        let handling = handling(rows.spelling);
        rows.build(findings, |cells, place| {
            let before = cells.told();
            let (date, start) = (cells.needed("date", date), cells.needed("start", time));
            let (end, calls) = (cells.field("end", time), cells.needed("calls", whole(0..=MOST_CALLS)));
            // Where nobody called, no call took any time, whatever a system writes there.
            let handling = match calls.as_ref().is_some_and(|calls| calls.value == 0) {
                true => None,
                false => cells.needed("handling", &handling),
            };
            let is_sound = cells.told() == before;
            CallRow { place, date, start, end, calls, handling, is_sound }
        })
    }
}

/// A mean time: in seconds, or as minutes and seconds with a colon between, with hours before them or not.
fn handling(spelling: Spelling) -> impl Fn(&str) -> Result<f64, Fault> {
    let cure = "write the mean time of a call in seconds, such as 245, or as minutes and seconds, such as 4:05";
    move |cell| {
        let seconds = match cell.contains(':') {
            true => clock(cell),
            false => match decimal(spelling)(cell) {
                Ok(seconds) => seconds.to_f64(),
                Err(fault) if fault.code == Code::BadNumber => None,
                Err(fault) => return Err(fault),
            },
        };
        let Some(seconds) = seconds else {
            let message = format!("{} is not a length of time", quote(cell));
            return Err(Fault::new(Code::BadNumber, message, cure));
        };
        match (1.0..=LONGEST_SECONDS).contains(&seconds) {
            true => Ok(seconds),
            false => {
                let message = format!("{} is out of range: calls take from a second to four hours", quote(cell));
                Err(Fault::new(Code::OutOfRange, message, cure))
            }
        }
    }
}

fn clock(cell: &str) -> Option<f64> {
    let part = |text: &str| {
        let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|_| is_number)
    };
    let parts = cell.split(':').map(part).collect::<Option<Vec<u32>>>()?;
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, *minutes, *seconds),
        [hours, minutes, seconds] if *minutes < 60 => (*hours, *minutes, *seconds),
        _ => return None,
    };
    (seconds < 60).then(|| f64::from(hours * 3600 + minutes * 60 + seconds))
}

/// Reads such a file.
pub fn calls(path: &Path) -> (CallRows, Vec<Diagnostic>) {
    let cure = "check the path; calls are a table with the columns date, start, calls and handling";
    let (Alone { table, input, refused, .. }, findings) = alone::<CallRow>(path, "calls", cure);
    (CallRows { table, input, refused }, findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_seconds_or_minutes_with_a_colon() {
        let comma = handling(Spelling::Comma);
        for (cell, seconds) in [("245", 245.0), ("245,5", 245.5), ("4:05", 245.0), ("04:05", 245.0), ("0:04:05", 245.0)]
        {
            assert_eq!(comma(cell), Ok(seconds), "{cell}");
        }
        for (cell, code) in [
            ("0", Code::OutOfRange),
            ("-3", Code::OutOfRange),
            ("4:05:00", Code::OutOfRange),
            ("4:60", Code::BadNumber),
            ("4:", Code::BadNumber),
            ("fire", Code::BadNumber),
        ] {
            assert_eq!(comma(cell).unwrap_err().code, code, "{cell}");
        }
    }
}
