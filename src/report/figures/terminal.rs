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
        let shown = |row: &[Figure]| shown(&row[place], column.kind, locale);
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

/// One column from several, with a text between their figures: `3/2.86`; what is not known is left out with it.
pub fn joined(table: &Table, title: &str, keys: &[&str], between: &str, locale: &Locale) -> Column {
    let known = |texts: &[String]| texts.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>();
    combined(table, title, keys, locale, |texts| known(texts).join(between))
}

/// One column from what was before and what is after: `1.90 → 1.93`, or the one figure where nothing changes to be seen.
pub fn changed(table: &Table, title: &str, keys: [&str; 2], locale: &Locale) -> Column {
    let arrow = |texts: &[String]| if texts[0] == texts[1] { texts[1].clone() } else { texts.join(" → ") };
    combined(table, title, &keys, locale, arrow)
}

fn combined(
    table: &Table,
    title: &str,
    keys: &[&str],
    locale: &Locale,
    combine: impl Fn(&[String]) -> String,
) -> Column {
    let places: Vec<usize> = keys.iter().map(|key| table.place(key)).collect();
    let text = |row: &[Figure]| {
        let texts = places.iter().map(|&place| shown(&row[place], table.columns[place].kind, locale));
        combine(&texts.collect::<Vec<_>>())
    };
    let is_off = |row: &[Figure]| places.iter().any(|&place| matches!(row[place], Figure::Off(_)));
    let cells = table.rows.iter().map(|row| starred(is_off(row), text(row)));
    Column::number(title, cells.chain(table.sum.iter().map(|sum| Cell::strong(text(sum)))).collect())
}

/// As people read it; percentages have their sign in the title.
fn shown(figure: &Figure, kind: Kind, locale: &Locale) -> String {
    let text = figure.shown(kind, locale);
    if kind.is_percentage() { text.trim_end_matches(['%', '\u{a0}']).to_owned() } else { text }
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
