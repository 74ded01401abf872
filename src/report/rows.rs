//! Texts to CSV bytes, the same way for every output file, in the style that was asked for.
//!
//! In: the names of the columns and rows of texts. Out: bytes. What is written here, `read` reads to the same values, in either
//! style.

use chrono::NaiveDate;

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

impl Style {
    /// A number of our own, which has a decimal point if anything.
    pub fn number(self, number: &str) -> String {
        match self {
            Style::Plain => number.to_owned(),
            // Thousands are never grouped, so the point before the decimals is the only one.
            Style::ExcelDa => number.replace('.', ","),
        }
    }

    /// A date.
    pub fn date(self, date: NaiveDate) -> String {
        match self {
            Style::Plain => date.to_string(),
            Style::ExcelDa => date.format("%d-%m-%Y").to_string(),
        }
    }
}

/// A table as CSV: the names of the columns, and rows with a text for each.
pub fn csv<'a>(
    style: Style,
    columns: impl IntoIterator<Item = &'a str>,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Vec<u8> {
    let (mark, separator, line_end) = match style {
        Style::Plain => ("", b',', csv::Terminator::Any(b'\n')),
        Style::ExcelDa => ("\u{feff}", b';', csv::Terminator::CRLF),
    };
    let bytes = mark.as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().delimiter(separator).terminator(line_end).from_writer(bytes);
    writer.write_record(columns).expect("memory never refuses a write");
    for row in rows {
        writer.write_record(row).expect("rows have a text for each column and always fit in memory");
    }
    writer.into_inner().expect("memory never refuses a write")
}

/// A table whose cells are written already, in the dialect that separates them so: what a Danish spreadsheet has saved is what it
/// opens with a double click.
pub fn copied(separator: u8, header: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let (mark, line_end) = match separator {
        b';' => ("\u{feff}", csv::Terminator::CRLF),
        _ => ("", csv::Terminator::Any(b'\n')),
    };
    let bytes = mark.as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().delimiter(separator).terminator(line_end).from_writer(bytes);
    for row in std::iter::once(header).chain(rows.iter().map(Vec::as_slice)) {
        writer.write_record(row).expect("rows are as wide as the first and always fit in memory");
    }
    writer.into_inner().expect("memory never refuses a write")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(style: Style) -> String {
        let date = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        let rows = [
            vec!["a,b;c".to_owned(), "say \"hi\"".to_owned(), style.date(date)],
            vec![style.number("-1234.500000"), "2026-W02".to_owned(), String::new()],
        ];
        String::from_utf8(csv(style, ["x", "y", "z"], rows)).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_needed() {
        let expected = "x,y,z\n\"a,b;c\",\"say \"\"hi\"\"\",2026-01-05\n-1234.500000,2026-W02,\n";
        assert_eq!(written(Style::Plain), expected);
    }

    #[test]
    fn danish_excel_gets_its_own_separators_and_dates() {
        let expected = "\u{feff}x;y;z\r\n\"a,b;c\";\"say \"\"hi\"\"\";05-01-2026\r\n-1234,500000;2026-W02;\r\n";
        assert_eq!(written(Style::ExcelDa), expected);
    }
}
