//! Rows of cells to CSV bytes, the same way for every output file, in the style that was asked for.
//!
//! In: the names of the columns and rows of [`Cell`]s that know what they hold. Out: bytes. A cell never begins with
//! what a spreadsheet takes for a formula, unless it is a number: names come from outside. What is written here, `read`
//! reads to the same values, in either style; an apostrophe set before a text is taken away again there.

use std::fmt::Display;

use chrono::{NaiveDate, NaiveTime};

use crate::domain::Exact;
use crate::domain::guard::guarded;
use crate::report::numbers::fixed;

/// How CSV files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Commas, decimal points, ISO dates, LF, UTF-8 without a mark: for programs.
    #[default]
    Plain,
    /// Semicolons, decimal commas, dates from the day on, CRLF, UTF-8 with a byte-order mark: what Excel in Danish opens
    /// with a double click, and saves itself.
    ExcelDa,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text from outside: ids, names, and sentences that have them in.
    Text(String),
    /// One of the contract's own words, such as `assigned`, or a week, such as `2026-W02`.
    Word(String),
    /// A number with a decimal point.
    Number(String),
    /// A date.
    Date(NaiveDate),
    /// A time of the day.
    Time(NaiveTime),
    /// Nothing.
    Empty,
}

impl Cell {
    /// Text from outside.
    pub fn text(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }

    /// One of the contract's own words.
    pub fn word(word: &str) -> Self {
        Cell::Word(word.to_owned())
    }

    /// `yes` or `no`.
    pub fn flag(flag: bool) -> Self {
        Cell::word(if flag { "yes" } else { "no" })
    }

    /// A whole number.
    pub fn count(count: impl Display) -> Self {
        Cell::Number(count.to_string())
    }

    /// A fraction with so many decimals.
    pub fn exact(value: &Exact, places: u32) -> Self {
        Cell::Number(fixed(value, places))
    }

    fn written(&self, style: Style) -> String {
        match (self, style) {
            (Cell::Text(text), _) => guarded(text),
            (Cell::Word(word), _) => word.clone(),
            (Cell::Number(number), Style::Plain) => number.clone(),
            // Thousands are never grouped, so the point before the decimals is the only one.
            (Cell::Number(number), Style::ExcelDa) => number.replace('.', ","),
            (Cell::Date(date), Style::Plain) => date.to_string(),
            (Cell::Date(date), Style::ExcelDa) => date.format("%d-%m-%Y").to_string(),
            (Cell::Time(time), _) => time.format("%H:%M").to_string(),
            (Cell::Empty, _) => String::new(),
        }
    }
}

/// A table as CSV: the names of the columns, and rows with a cell for each.
pub fn csv<R: AsRef<[Cell]>>(style: Style, columns: &[&str], rows: impl IntoIterator<Item = R>) -> Vec<u8> {
    let (mark, separator, line_end) = match style {
        Style::Plain => ("", b',', csv::Terminator::Any(b'\n')),
        Style::ExcelDa => ("\u{feff}", b';', csv::Terminator::CRLF),
    };
    let bytes = mark.as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().delimiter(separator).terminator(line_end).from_writer(bytes);
    writer.write_record(columns).expect("memory never refuses a write");
    for row in rows {
        let cells = row.as_ref().iter().map(|cell| cell.written(style));
        writer.write_record(cells).expect("rows have a cell for each column and always fit in memory");
    }
    writer.into_inner().expect("memory never refuses a write")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(style: Style) -> String {
        let date = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        let time = NaiveTime::from_hms_opt(8, 0, 0).unwrap();
        let rows = [
            [Cell::text("a,b;c"), Cell::text("say \"hi\""), Cell::Date(date)],
            [Cell::text("-1"), Cell::text("Ærø"), Cell::Time(time)],
            [Cell::Number("-1234.500000".to_owned()), Cell::word("2026-W02"), Cell::Empty],
        ];
        String::from_utf8(csv(style, &["x", "y", "z"], rows)).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_needed_and_only_text_is_guarded() {
        let expected = "x,y,z\n\"a,b;c\",\"say \"\"hi\"\"\",2026-01-05\n'-1,Ærø,08:00\n-1234.500000,2026-W02,\n";
        assert_eq!(written(Style::Plain), expected);
    }

    #[test]
    fn danish_excel_gets_its_own_separators_and_dates() {
        let expected = "\u{feff}x;y;z\r\n\"a,b;c\";\"say \"\"hi\"\"\";05-01-2026\r\n'-1;Ærø;08:00\r\n\
                        -1234,500000;2026-W02;\r\n";
        assert_eq!(written(Style::ExcelDa), expected);
    }
}
