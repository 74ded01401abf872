//! `agreements.csv`, written: what a set asks for, as rows that the folder then holds.
//!
//! In: a set, and the table as it is written where there is one. Out: bytes: the rows that were there, and the set's below them, in
//! the columns and the separator of the table.

use crate::domain::Instance;
use crate::domain::as_written::AsWritten;
use crate::domain::concession::Concession;
use crate::domain::guard::guarded;
use crate::relaxation::{Asked, Set};
use crate::report::rows::{self, Style};

const COLUMNS: [&str; 8] =
    ["kind", "municipality", "municipality_name", "staff", "staff_name", "date", "start", "note"];

/// The table with the set in it.
pub fn bytes(instance: &Instance, set: &Set, kept: Option<AsWritten>, style: Style) -> Vec<u8> {
    // What is separated as a Danish spreadsheet does has its dates as well.
    let style = match kept.as_ref().and_then(|table| table.separator) {
        Some(b';') => Style::ExcelDa,
        Some(_) => Style::Plain,
        None => style,
    };
    let new: Vec<[(&str, String); 7]> = set.asked.iter().map(|asked| row(instance, asked, style)).collect();
    let Some(mut table) = kept else {
        let cells = new.into_iter().map(|row| row.into_iter().map(|(_, cell)| cell).chain([String::new()]).collect());
        return rows::csv(style, COLUMNS, cells);
    };
    for column in ["kind", "municipality", "staff", "date", "start"] {
        if !table.columns.contains(&Some(column)) {
            table.columns.push(Some(column));
            table.header.push(column.to_owned());
            table.rows.iter_mut().for_each(|row| row.push(String::new()));
        }
    }
    for cells in new {
        let cell = |column: &Option<&str>| cells.iter().find(|(name, _)| *column == Some(*name));
        table.rows.push(
            table
                .columns
                .iter()
                .map(|column| cell(column).map_or_else(String::new, |(_, cell)| cell.clone()))
                .collect(),
        );
    }
    rows::copied(table.separator.unwrap_or(b','), &table.header, &table.rows)
}

/// A row, cell by cell, without the planner's note.
fn row(instance: &Instance, asked: &Asked, style: Style) -> [(&'static str, String); 7] {
    let concession = asked.concession;
    let staff = concession.staff().map(|staff| &instance.staff[staff]);
    let home = match concession {
        Concession::Away { municipality, .. } => municipality,
        _ => staff.map_or(0, |staff| staff.municipality),
    };
    let home = &instance.municipalities[home];
    let window = concession.window().map(|window| &instance.windows[window]);
    let date = match concession {
        // Any day of the week will do; that of the window says more.
        Concession::Week { monday, .. } => Some(asked.fills.map_or(monday, |window| instance.windows[window].date)),
        _ => window.map(|window| window.date),
    };
    let text = |text: &str| guarded(text);
    [
        ("kind", concession.kind().name().to_owned()),
        ("municipality", text(&home.code)),
        ("municipality_name", text(&home.name)),
        ("staff", staff.map_or_else(String::new, |staff| text(&staff.id))),
        ("staff_name", staff.map_or_else(String::new, |staff| text(&staff.name))),
        ("date", date.map_or_else(String::new, |date| style.date(date))),
        ("start", window.map_or_else(String::new, |window| window.start.format("%H:%M").to_string())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn dates_are_written_in_the_style_of_the_file() {
        let instance = sample::instance();
        let asked = Asked { concession: Concession::Window { staff: 0, window: 0 }, fills: Some(0), price: 1 };
        let date = |style| row(&instance, &asked, style)[5].1.clone();
        assert_eq!((date(Style::Plain), date(Style::ExcelDa)), ("2026-01-05".to_owned(), "05-01-2026".to_owned()));
    }
}
