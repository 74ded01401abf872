//! A table of figures on the terminal: its columns, for `report/table.rs` to lay out.
//!
//! In: a table and a language. Out: columns, with the row that sums up in bold. A figure off by more than rounding carries a star, so
//! that nothing depends on colour; the star stands before it, where it moves no digits.

use super::{Figure, Kind, Table};
use crate::report::locale::Locale;
use crate::report::table::{Cell, Column};

/// All columns of the table. Percentages have their sign in the title.
pub fn columns(table: &Table, locale: &Locale) -> Vec<Column> {
    let column = |(place, column): (usize, &super::Column)| {
        let shown = |row: &[Figure]| {
            let text = row[place].shown(column.kind, locale);
            if column.kind.is_percentage() { text.trim_end_matches(['%', '\u{a0}']).to_owned() } else { text }
        };
        let title = column.terminal_title(locale);
        let cell = |row: &Vec<Figure>| marked(&row[place], column.kind, shown(row));
        let sum = table.sum.iter().map(|sum| match column.kind {
            Kind::Name => Cell::strong(locale.pick("alle", "all")),
            _ => Cell::strong(shown(sum)),
        });
        let cells = table.rows.iter().map(cell).chain(sum).collect();
        match column.kind {
            Kind::Name | Kind::Text | Kind::Person | Kind::Burden => Column::text(title, cells),
            kind if kind.is_number() || kind == Kind::Judged => Column::number(title, cells),
            _ => Column::word(title, cells),
        }
    };
    table.columns.iter().enumerate().map(column).collect()
}

/// The table by itself.
pub fn render(table: &Table, terminal: &crate::report::table::Terminal) -> String {
    crate::report::table::render(&columns(table, &terminal.locale), terminal.width)
}

/// One column from several, with a text between their figures: `3/2.86`.
pub fn joined(table: &Table, title: &str, keys: &[&str], between: &str, locale: &Locale) -> Column {
    let shown = |row: &[Figure]| {
        let text = |&key: &&str| {
            let place = table.place(key);
            row[place].shown(table.columns[place].kind, locale)
        };
        keys.iter().map(text).collect::<Vec<_>>().join(between)
    };
    let is_off = |row: &[Figure]| row.iter().any(|figure| matches!(figure, Figure::Off(_)));
    let cells = table.rows.iter().map(|row| starred(is_off(row), shown(row)));
    Column::number(title, cells.chain(table.sum.iter().map(|sum| Cell::strong(shown(sum)))).collect())
}

fn marked(figure: &Figure, kind: Kind, text: String) -> Cell {
    match figure {
        Figure::Flag(good) if kind == Kind::Judged => Cell::judged(*good, text),
        _ => starred(matches!(figure, Figure::Off(_)), text),
    }
}

fn starred(is_off: bool, text: String) -> Cell {
    if is_off { Cell::judged(false, format!("*{text}")) } else { Cell::plain(text) }
}
