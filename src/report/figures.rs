//! A table of figures: what a column is called, of which kind it is and what stands in it is said once. The CSV file, the list in a
//! JSON document, the terminal, the page and the workbook show the same rows, so they cannot disagree; where one shows fewer
//! columns, it selects them by key.
//!
//! In: columns, and rows with a [`Figure`] for each. Out: bytes, a list that serde writes, or text in a language; how a page and a
//! workbook set their cells is theirs. Fractions are exact until here, and rounded once.

pub mod accounts;
pub mod balances;
pub mod bill;
pub mod calls;
pub mod changes;
mod column;
pub mod comparison;
pub mod differences;
mod figure;
pub mod gaps;
pub mod goals;
pub mod requests;
pub mod roster;
pub mod surge;
pub mod terminal;
pub mod violations;

pub use column::{Column, Kind};
pub use figure::Figure;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::domain::Instance;
use crate::report::rows::{self, Style};

/// All shifts, then the burdens: the classes that each municipality has an account in.
pub fn classes(instance: &Instance) -> impl Iterator<Item = Option<usize>> + use<> {
    std::iter::once(None).chain((0..instance.burdens.len()).map(Some))
}

/// The name of a class in files: that of the burden, and nothing for all shifts.
pub fn class_name(instance: &Instance, class: Option<usize>) -> Figure {
    Figure::text(class.map_or("", |burden| &instance.burdens[burden].name))
}

/// A CSV file of rows as they come.
pub fn csv<R: AsRef<[Figure]>>(style: Style, columns: &[Column], rows: impl IntoIterator<Item = R>) -> Vec<u8> {
    let keys = columns.iter().map(|column| column.key);
    rows::csv(
        style,
        keys,
        rows.into_iter().map(|row| row.as_ref().iter().map(|figure| figure.written(style)).collect()),
    )
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
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

    /// The same with the columns of a table of the same rows to the right.
    #[must_use]
    pub fn beside(mut self, right: Table) -> Self {
        self.columns.extend(right.columns);
        self.rows.iter_mut().zip(right.rows).for_each(|(row, right)| row.extend(right));
        self.sum.iter_mut().zip(right.sum).for_each(|(sum, right)| sum.extend(right));
        self
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Where a column stands.
    pub fn place(&self, key: &str) -> usize {
        self.columns.iter().position(|column| column.key == key).expect("tables are asked for columns they have")
    }

    /// The file.
    pub fn csv(&self, style: Style) -> Vec<u8> {
        csv(style, &self.columns, &self.rows)
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
    use chrono::{NaiveDate, NaiveTime, Weekday};

    use super::*;
    use crate::domain::Exact;
    use crate::domain::language::Words;

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact::new(numerator.into(), denominator.into())
    }

    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 5).unwrap()
    }

    #[test]
    fn dates_and_words_are_the_same_to_every_program() {
        let row = [
            Figure::Date(monday()),
            Figure::Weekday(Weekday::Mon),
            Figure::Time(NaiveTime::MIN),
            Figure::Value(2.0),
            Figure::Words(Words::new("en", "one")),
            Figure::Slots(vec![(monday(), NaiveTime::MIN)]),
        ];
        let table = Table::new(["date", "day", "start", "value", "word", "windows"].map(Column::of_a_file), [row]);
        assert_eq!(table.csv(Style::Plain), b"date,day,start,value,word,windows\n2026-01-05,mon,00:00,2,one,\n");
        let danish = "\u{feff}date;day;start;value;word;windows\r\n05-01-2026;mon;00:00;2;one;\r\n";
        assert_eq!(table.csv(Style::ExcelDa), danish.as_bytes());
        let windows = serde_json::json!([{"date": "2026-01-05", "start": "00:00"}]);
        let json = serde_json::json!([{
            "date": "2026-01-05", "day": "mon", "start": "00:00", "value": 2.0, "word": "one", "windows": windows,
        }]);
        assert_eq!(serde_json::to_value(&table).unwrap(), json);
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
}
