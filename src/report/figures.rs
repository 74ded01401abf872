//! A table of figures: what a column is called, of which kind it is and what stands in it is said once. The CSV file, the list in a
//! JSON document, the terminal, the page and the workbook show the same rows, so they cannot disagree; where one shows fewer
//! columns, it selects them by key.
//!
//! In: columns, and rows with a [`Figure`] for each. Out: bytes, a list that serde writes, or text in a language; how a page and a
//! workbook set their cells is theirs. Fractions are exact until here, and rounded once.

pub mod accounts;
pub mod terminal;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::domain::Exact;
use crate::report::json::number;
use crate::report::locale::Locale;
use crate::report::numbers::FILE_PLACES;
use crate::report::rows::{self, Cell, Style};

/// What the figures of a column are, and how people read them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Names and words.
    Text,
    /// What means something to programs.
    Code,
    /// The name of a burden; empty for all shifts.
    Burden,
    /// Whole numbers.
    Whole,
    /// Fractions with so many decimals.
    Amount(u32),
    /// The same, with a plus before what is above zero.
    Signed(u32),
    /// Parts of a whole.
    Percent,
    /// Changes in hundredths, with so many decimals and a plus before what is above zero.
    Hundredths(u32),
}

impl Kind {
    /// Whether it is percentages.
    pub fn is_percentage(self) -> bool {
        matches!(self, Kind::Percent | Kind::Hundredths(_))
    }

    /// Whether it is numbers, which stand to the right.
    pub fn is_number(self) -> bool {
        !matches!(self, Kind::Text | Kind::Code | Kind::Burden)
    }
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name to programs.
    pub key: &'static str,
    /// What its figures are.
    pub kind: Kind,
    /// What its figures count more than the others of a row: they stand out.
    pub stands_out: bool,
    titles: [&'static str; 2],
    on_terminal: Option<&'static str>,
}

impl Column {
    /// A column with its titles, the Danish one first.
    pub const fn new(key: &'static str, kind: Kind, titles: [&'static str; 2]) -> Self {
        Column { key, kind, stands_out: false, titles, on_terminal: None }
    }

    /// A column that only programs read.
    pub const fn of_a_file(key: &'static str) -> Self {
        Column::new(key, Kind::Text, [key, key])
    }

    /// The same, standing out.
    #[must_use]
    pub const fn standing_out(mut self) -> Self {
        self.stands_out = true;
        self
    }

    /// The same, under another title on the terminal.
    #[must_use]
    pub const fn on_terminal(mut self, title: &'static str) -> Self {
        self.on_terminal = Some(title);
        self
    }

    /// Its title.
    pub fn title(&self, locale: &Locale) -> &'static str {
        let [danish, english] = self.titles;
        locale.pick(danish, english)
    }
}

/// What a cell of a table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// A code, a name, a word.
    Text(String),
    /// A fraction.
    Exact(Exact),
    /// A fraction that is off by more than rounding, which people are shown.
    Off(Exact),
    /// A whole number.
    Count(u64),
    /// A whole number of which it is not proven that no smaller one would do.
    AtMost(u64),
    /// Yes or no.
    Flag(bool),
    /// Nothing: an empty cell, `null`.
    Unknown,
}

impl Figure {
    /// A text.
    pub fn text(text: &str) -> Self {
        Figure::Text(text.to_owned())
    }

    /// A fraction, if it is known.
    pub fn exact(exact: Option<Exact>) -> Self {
        exact.map_or(Figure::Unknown, Figure::Exact)
    }

    /// A whole number, if it is known.
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Figure::Unknown, Figure::Count)
    }

    /// As people read it.
    pub fn shown(&self, kind: Kind, locale: &Locale) -> String {
        match self {
            Figure::Text(name) if kind == Kind::Burden && name.is_empty() => locale.pick("alle", "all").to_owned(),
            Figure::Text(name) if kind == Kind::Burden => locale.burden(name).to_owned(),
            Figure::Text(text) => text.clone(),
            Figure::Exact(exact) | Figure::Off(exact) => match kind {
                Kind::Percent => locale.percent(exact),
                Kind::Hundredths(places) => locale.signed(exact, places) + locale.pick("\u{a0}%", "%"),
                Kind::Signed(places) => locale.signed(exact, places),
                Kind::Amount(places) => locale.exact(exact, places),
                Kind::Text | Kind::Code | Kind::Burden | Kind::Whole => locale.exact(exact, FILE_PLACES),
            },
            Figure::Count(count) => locale.whole(*count),
            Figure::AtMost(count) => format!("≤ {}", locale.whole(*count)),
            Figure::Flag(flag) => if *flag { locale.pick("ja", "yes") } else { locale.pick("nej", "no") }.to_owned(),
            Figure::Unknown => String::new(),
        }
    }

    fn cell(&self) -> Cell {
        match self {
            Figure::Text(text) => Cell::text(text),
            Figure::Exact(exact) | Figure::Off(exact) => Cell::exact(exact, FILE_PLACES),
            Figure::Count(count) | Figure::AtMost(count) => Cell::count(count),
            Figure::Flag(flag) => Cell::flag(*flag),
            Figure::Unknown => Cell::Empty,
        }
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Figure::Text(text) => serializer.serialize_str(text),
            Figure::Exact(exact) | Figure::Off(exact) => serializer.serialize_f64(number(exact)),
            Figure::Count(count) | Figure::AtMost(count) => serializer.serialize_u64(*count),
            Figure::Flag(flag) => serializer.serialize_bool(*flag),
            Figure::Unknown => serializer.serialize_none(),
        }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, with a figure for each column.
    pub rows: Vec<Vec<Figure>>,
    /// What the columns add up to, where people are shown that. Files have no such row: programs would count it with the others.
    pub sum: Option<Vec<Figure>>,
}

impl Table {
    /// Rows under their columns.
    pub fn new<const N: usize>(columns: [Column; N], rows: impl IntoIterator<Item = [Figure; N]>) -> Self {
        Table { columns: columns.to_vec(), rows: rows.into_iter().map(Vec::from).collect(), sum: None }
    }

    /// The same with a row below that sums up the others.
    #[must_use]
    pub fn summed<const N: usize>(mut self, sum: [Figure; N]) -> Self {
        self.sum = Some(sum.to_vec());
        self
    }

    /// These columns of it, in this order.
    #[must_use]
    pub fn only(&self, keys: &[&str]) -> Self {
        let places: Vec<usize> = keys.iter().map(|key| self.place(key)).collect();
        let of = |row: &Vec<Figure>| places.iter().map(|&place| row[place].clone()).collect();
        Table {
            columns: places.iter().map(|&place| self.columns[place]).collect(),
            rows: self.rows.iter().map(of).collect(),
            sum: self.sum.as_ref().map(of),
        }
    }

    /// Where a column stands.
    pub fn place(&self, key: &str) -> usize {
        self.columns.iter().position(|column| column.key == key).expect("tables are asked for columns they have")
    }

    /// The file.
    pub fn csv(&self, style: Style) -> Vec<u8> {
        let rows = self.rows.iter().map(|row| row.iter().map(Figure::cell).collect::<Vec<Cell>>());
        let keys: Vec<&str> = self.columns.iter().map(|column| column.key).collect();
        rows::csv(style, &keys, rows)
    }
}

/// A list of objects, one a row.
impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.rows.len()))?;
        for row in &self.rows {
            list.serialize_element(&Row { columns: &self.columns, row })?;
        }
        list.end()
    }
}

struct Row<'a> {
    columns: &'a [Column],
    row: &'a [Figure],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, figure) in self.columns.iter().zip(self.row) {
            map.serialize_entry(column.key, figure)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact::new(numerator.into(), denominator.into())
    }

    #[test]
    fn csv_and_json_hold_the_same() {
        let rows = [[Figure::text("=1"), Figure::Exact(exact(1, 3))], [Figure::Flag(true), Figure::Unknown]];
        let table = Table::new(["a", "b"].map(Column::of_a_file), rows).summed([Figure::Count(2), Figure::Unknown]);
        assert_eq!(table.csv(Style::Plain), b"a,b\n'=1,0.333333\nyes,\n");
        let json = serde_json::json!([{"a": "=1", "b": 0.333333}, {"a": true, "b": null}]);
        assert_eq!(serde_json::to_value(&table).unwrap(), json);
        assert_eq!(table.only(&["b", "a"]).csv(Style::Plain), b"b,a\n0.333333,'=1\n,yes\n");
    }

    #[test]
    fn people_read_the_same_figures_in_their_language() {
        let figures = [
            (Figure::Exact(exact(-1001, 1)), Kind::Amount(2), ["-1.001,00", "-1,001.00"]),
            (Figure::Off(exact(1, 3)), Kind::Signed(1), ["+0,3", "+0.3"]),
            (Figure::Exact(exact(1, 8)), Kind::Percent, ["12,50\u{a0}%", "12.50%"]),
            (Figure::Exact(exact(25, 2)), Kind::Hundredths(1), ["+12,5\u{a0}%", "+12.5%"]),
            (Figure::AtMost(7), Kind::Whole, ["≤ 7", "≤ 7"]),
            (Figure::Count(1234), Kind::Whole, ["1.234", "1,234"]),
            (Figure::text("evening"), Kind::Burden, ["aften", "evening"]),
            (Figure::text(""), Kind::Burden, ["alle", "all"]),
            (Figure::text("665"), Kind::Code, ["665", "665"]),
            (Figure::Flag(false), Kind::Text, ["nej", "no"]),
            (Figure::Unknown, Kind::Percent, ["", ""]),
        ];
        for (figure, kind, expected) in figures {
            let shown =
                [Language::Danish, Language::English].map(|language| figure.shown(kind, &Locale::new(language)));
            assert_eq!(shown, expected, "{figure:?}");
        }
    }
}
