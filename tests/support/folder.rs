//! A planning folder as text: tables of cells, and the dialects they arrive in.
//!
//! In: cells in one plain form (ISO dates, decimal points). Out: the files of a folder, in whatever separator, encoding
//! and notation a spreadsheet may have left them. A test changes cells, never bytes.

use std::fs;
use std::path::Path;

use vagtplan::diagnostic::Diagnostic;
use vagtplan::domain::Instance;
use vagtplan::{check, read};

/// A CSV file.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// File name.
    pub name: &'static str,
    /// Column names.
    pub header: Vec<&'static str>,
    /// Cells, a row a line.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows; `header` is separated by commas.
    pub fn new(name: &'static str, header: &'static str) -> Self {
        Table { name, header: header.split(',').collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push<const N: usize>(&mut self, row: [&str; N]) {
        assert_eq!(N, self.header.len(), "a cell per column of {}", self.name);
        self.rows.push(row.map(str::to_owned).to_vec());
    }

    /// The position of a column.
    pub fn column(&self, name: &str) -> usize {
        self.header.iter().position(|column| *column == name).expect("a column of the table")
    }
}

/// How a spreadsheet saved a CSV file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dialect {
    /// `,`, `;` or a tab. With `;`, numbers have a decimal comma.
    pub separator: char,
    /// `31-12-2026` for `2026-12-31`.
    pub danish_dates: bool,
    /// CRLF for LF.
    pub carriage_returns: bool,
    /// A byte-order mark before UTF-8.
    pub byte_order_mark: bool,
    /// Windows-1252 for UTF-8.
    pub windows_1252: bool,
}

impl Dialect {
    /// Commas, ISO dates, LF, UTF-8.
    pub const PLAIN: Dialect = Dialect {
        separator: ',',
        danish_dates: false,
        carriage_returns: false,
        byte_order_mark: false,
        windows_1252: false,
    };

    /// Any of the dialects.
    pub fn random(random: &mut fastrand::Rng) -> Self {
        let windows_1252 = random.bool();
        Dialect {
            separator: random.choice([',', ';', '\t']).expect("three of them"),
            danish_dates: random.bool(),
            carriage_returns: random.bool(),
            byte_order_mark: !windows_1252 && random.bool(),
            windows_1252,
        }
    }

    fn bytes(self, table: &Table) -> Vec<u8> {
        let header = table.header.iter().map(|cell| (*cell).to_owned()).collect();
        let mut text = String::new();
        for (line, row) in std::iter::once(&header).chain(&table.rows).enumerate() {
            let cells = row.iter().zip(&table.header);
            let cells = cells.map(|(cell, column)| if line == 0 { cell.clone() } else { self.cell(column, cell) });
            text += &cells.collect::<Vec<_>>().join(&self.separator.to_string());
            text += if self.carriage_returns { "\r\n" } else { "\n" };
        }
        if self.windows_1252 {
            // Of its letters beyond ASCII, names here have only those that both tables number alike.
            return text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("a Latin letter")).collect();
        }
        let mark = if self.byte_order_mark { "\u{feff}" } else { "" };
        format!("{mark}{text}").into_bytes()
    }

    fn cell(self, column: &str, cell: &str) -> String {
        let cell = match column {
            "date" | "from" | "to" | "joined" | "left" if self.danish_dates && !cell.is_empty() => {
                cell.split('-').rev().collect::<Vec<_>>().join("-")
            }
            "weight" | "entitled" | "worked" if self.separator == ';' => cell.replace('.', ","),
            _ => cell.to_owned(),
        };
        if cell.contains([self.separator, '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    }
}

/// A planning folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    /// `plan.toml`.
    pub plan: String,
    /// The CSV files.
    pub tables: Vec<Table>,
    /// How the CSV files are saved.
    pub dialect: Dialect,
}

impl Folder {
    /// Writes all files into `dir`, which must be there.
    pub fn write(&self, dir: &Path) {
        let write = |name: &str, bytes: &[u8]| fs::write(dir.join(name), bytes).expect("a directory of the test's own");
        write("plan.toml", self.plan.as_bytes());
        for table in &self.tables {
            write(table.name, &self.dialect.bytes(table));
        }
    }

    /// The folder as the program understands it. Warnings are fine, errors are a defect of the test or the program.
    pub fn instance(&self) -> Instance {
        let dir = tempfile::tempdir().expect("a temporary directory");
        self.write(dir.path());
        let (folder, mut findings) = read::folder(dir.path());
        let (instance, more) = check::instance(&folder);
        findings.extend(more);
        findings.retain(Diagnostic::is_error);
        assert!(findings.is_empty(), "{findings:#?}\n{self:#?}");
        instance.expect("no finding refuses the folder")
    }

    /// The table of this name.
    pub fn table(&mut self, name: &str) -> &mut Table {
        self.tables.iter_mut().find(|table| table.name == name).expect("a table of the folder")
    }
}
