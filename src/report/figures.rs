//! A table of figures for programs: the CSV file and the list in a JSON document come from the same rows, so they cannot disagree.
//!
//! In: the keys of the columns, and rows with a [`Figure`] for each. Out: bytes, or a list that serde writes. Fractions are exact
//! until here, and rounded once.

pub mod accounts;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::domain::Exact;
use crate::report::json::number;
use crate::report::numbers::FILE_PLACES;
use crate::report::rows::{self, Cell, Style};

/// What a cell of a table for programs holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// A code, a name, a word.
    Text(String),
    /// A fraction.
    Exact(Exact),
    /// A whole number.
    Count(u64),
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

    fn cell(&self) -> Cell {
        match self {
            Figure::Text(text) => Cell::text(text),
            Figure::Exact(exact) => Cell::exact(exact, FILE_PLACES),
            Figure::Count(count) => Cell::count(count),
            Figure::Flag(flag) => Cell::flag(*flag),
            Figure::Unknown => Cell::Empty,
        }
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Figure::Text(text) => serializer.serialize_str(text),
            Figure::Exact(exact) => serializer.serialize_f64(number(exact)),
            Figure::Count(count) => serializer.serialize_u64(*count),
            Figure::Flag(flag) => serializer.serialize_bool(*flag),
            Figure::Unknown => serializer.serialize_none(),
        }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    keys: Vec<&'static str>,
    rows: Vec<Vec<Figure>>,
}

impl Figures {
    /// Rows under the keys of their columns.
    pub fn new<const N: usize>(keys: [&'static str; N], rows: impl IntoIterator<Item = [Figure; N]>) -> Self {
        Figures { keys: keys.to_vec(), rows: rows.into_iter().map(Vec::from).collect() }
    }

    /// The same without the last columns.
    #[must_use]
    pub fn without_last(mut self, columns: usize) -> Self {
        let kept = self.keys.len().saturating_sub(columns);
        self.keys.truncate(kept);
        self.rows.iter_mut().for_each(|row| row.truncate(kept));
        self
    }

    /// The file.
    pub fn csv(&self, style: Style) -> Vec<u8> {
        let rows = self.rows.iter().map(|row| row.iter().map(Figure::cell).collect::<Vec<Cell>>());
        rows::csv(style, &self.keys, rows)
    }
}

/// A list of objects, one a row.
impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.rows.len()))?;
        for row in &self.rows {
            list.serialize_element(&Row { keys: &self.keys, row })?;
        }
        list.end()
    }
}

struct Row<'a> {
    keys: &'a [&'static str],
    row: &'a [Figure],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.keys.len()))?;
        for (key, figure) in self.keys.iter().zip(self.row) {
            map.serialize_entry(key, figure)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_and_json_hold_the_same() {
        let third = Exact::new(1.into(), 3.into());
        let rows = [[Figure::text("=1"), Figure::Exact(third)], [Figure::Flag(true), Figure::Unknown]];
        let figures = Figures::new(["a", "b"], rows);
        assert_eq!(figures.csv(Style::Plain), b"a,b\n'=1,0.333333\nyes,\n");
        let json = serde_json::json!([{"a": "=1", "b": 0.333333}, {"a": true, "b": null}]);
        assert_eq!(serde_json::to_value(&figures).unwrap(), json);
        assert_eq!(figures.without_last(1).csv(Style::Plain), b"a\n'=1\nyes\n");
    }
}
