//! A table of figures on the terminal: its columns, for `report/table.rs` to lay out.
//!
//! In: a table, in English. Out: columns, with the row that sums up in bold. A figure off by more than rounding carries a star, so
//! that nothing depends on colour; the star stands before it, where it moves no digits.

use super::{Figure, Kind, Table};
use crate::domain::language::Language;
use crate::report::locale::Locale;
use crate::report::table::{Cell, Column};

/// All columns of the table. Percentages have their sign in the title.
pub fn columns(table: &Table) -> Vec<Column> {
    let locale = Locale::new(Language::English);
    let column = |(place, column): (usize, &super::Column)| {
        let shown = |row: &[Figure]| {
            let text = row[place].shown(column.kind, &locale);
            if column.kind.is_percentage() { text.trim_end_matches('%').to_owned() } else { text }
        };
        let title = column.on_terminal.map_or_else(|| column.title(&locale).to_lowercase(), str::to_owned);
        let title = if column.kind.is_percentage() { title + " %" } else { title };
        let cell = |row: &Vec<Figure>| marked(matches!(row[place], Figure::Off(_)), shown(row));
        let sum = table.sum.iter().map(|sum| match column.kind {
            Kind::Text => Cell::strong("all"),
            _ => Cell::strong(shown(sum)),
        });
        let cells = table.rows.iter().map(cell).chain(sum).collect();
        match column.kind {
            Kind::Text | Kind::Burden => Column::text(title, cells),
            Kind::Code => Column::word(title, cells),
            _ => Column::number(title, cells),
        }
    };
    table.columns.iter().enumerate().map(column).collect()
}

/// One column from two: `3/2.86`.
pub fn of(table: &Table, title: &str, keys: [&str; 2]) -> Column {
    let locale = Locale::new(Language::English);
    let shown = |row: &[Figure]| {
        let texts = keys.map(|key| {
            let place = table.place(key);
            row[place].shown(table.columns[place].kind, &locale)
        });
        texts.join("/")
    };
    let is_off = |row: &[Figure]| row.iter().any(|figure| matches!(figure, Figure::Off(_)));
    let cells = table.rows.iter().map(|row| marked(is_off(row), shown(row)));
    Column::number(title, cells.chain(table.sum.iter().map(|sum| Cell::strong(shown(sum)))).collect())
}

fn marked(is_off: bool, text: String) -> Cell {
    if is_off { Cell::judged(false, format!("*{text}")) } else { Cell::plain(text) }
}
