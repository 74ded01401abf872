//! `demand.csv`, written: windows with other seats, as rows that the folder then holds.
//!
//! In: windows, and the table as it is written where there is one, without the rows that these stand for. Out: bytes: the rows that were
//! there, and the new ones below them, in the columns and the separator of the table.

use crate::domain::as_written::AsWritten;
use crate::domain::surge::Raised;
use crate::report::rows::{self, Style};

/// The table with the windows in it.
pub fn bytes(windows: &[Raised], kept: Option<AsWritten>, style: Style) -> Vec<u8> {
    // What is separated as a Danish spreadsheet does has its dates as well.
    let style = match kept.as_ref().and_then(|table| table.separator) {
        Some(b';') => Style::ExcelDa,
        Some(_) => Style::Plain,
        None => style,
    };
    let separator = if style == Style::ExcelDa { b';' } else { b',' };
    let mut table = kept.unwrap_or(AsWritten {
        name: "demand",
        file: None,
        separator: Some(separator),
        columns: Vec::new(),
        dates: Vec::new(),
        header: Vec::new(),
        rows: Vec::new(),
    });
    let is_needed = windows.iter().any(|window| window.least > 0);
    for column in ["date", "start", "seats", "least"] {
        if !table.columns.contains(&Some(column)) && (column != "least" || is_needed) {
            table.columns.push(Some(column));
            table.header.push(column.to_owned());
            table.rows.iter_mut().for_each(|row| row.push(String::new()));
        }
    }
    for window in windows {
        let cell = |column: &Option<&str>| match column {
            Some("date") => style.date(window.date),
            Some("start") => window.start.format("%H:%M").to_string(),
            Some("seats") => window.seats.to_string(),
            Some("least") if window.least > 0 => window.least.to_string(),
            _ => String::new(),
        };
        table.rows.push(table.columns.iter().map(cell).collect());
    }
    rows::copied(table.separator.unwrap_or(separator), &table.header, &table.rows)
}
