//! Rows and first lines that do not have the shape of their table, and what may have happened to them.
//!
//! In: a row as it is written and the shape it should have. Out: a finding whose words are the same for every row that
//! the same thing happened to, so that a whole file saved wrongly is told once.

use crate::diagnostic::{Code, Diagnostic, Place};

/// What a row should look like, and what it is.
#[derive(Debug)]
pub struct Shape<'a> {
    /// The line as it is written.
    pub written: &'a str,
    /// Its cells.
    pub cells: &'a [String],
    /// How many cells it has up to the last one that is not empty.
    pub filled: usize,
    /// How many columns the first line names.
    pub width: usize,
    /// What separates cells in the first line.
    pub separator: u8,
}

/// The separators and what they are called.
const NAMES: [(char, &str); 3] = [(',', "commas"), (';', "semicolons"), ('\t', "tabs")];

/// The finding about a row with too many or too few cells.
pub fn misshapen(shape: &Shape<'_>, place: &Place) -> Diagnostic {
    let Shape { written, cells, filled, width, .. } = *shape;
    if is_one_quoted_cell(cells, written) {
        return ragged("the whole row stands in quotation marks, which makes it one cell", place)
            .help("delete the quotation marks at both ends of the line; two in a row in it are one");
    }
    if let Some((own, first)) = separated_otherwise(shape) {
        return ragged(
            &format!("the cells of this row are separated by {own}, those of the first line by {first}"),
            place,
        )
        .help("use one of them in the whole file");
    }
    let said = if cells.len() == 1 { "1 cell".to_owned() } else { format!("{} cells", cells.len().max(filled)) };
    let found = ragged(&format!("this row has {said}, the first line {width}"), place);
    if filled <= width {
        return found.help("add the cells that are missing; empty ones are written as separators alone");
    }
    let digits = |cell: &String| !cell.is_empty() && cell.trim().bytes().all(|byte| byte.is_ascii_digit());
    let number = shape.separator == b',' && cells.windows(2).any(|pair| pair.iter().all(digits));
    found
        .help_if(number.then(|| "a number with a comma in it falls into two cells: write 19722, or 0.5".to_owned()))
        .help("quote a cell that contains the separator, or remove what does not belong to a column")
}

/// The finding about a quotation mark that is never closed.
pub fn open_quote(place: &Place) -> Diagnostic {
    Diagnostic::new(Code::OpenQuote, "a quotation mark is opened here and never closed")
        .at(place, "")
        .help("add the closing quotation mark, or delete this one")
}

fn ragged(message: &str, place: &Place) -> Diagnostic {
    Diagnostic::new(Code::RaggedRow, message).at(place, "")
}

/// Whether a line that should have several cells is a single one in quotation marks: so do some programs save a sheet
/// whose cells had all been pasted into the first column.
pub fn is_one_quoted_cell(cells: &[String], written: &str) -> bool {
    written.starts_with('"') && matches!(cells, [only] if only.contains(NAMES.map(|(separator, _)| separator)))
}

/// What separates the cells of this row, and what those of the first line, where that explains the row.
fn separated_otherwise(shape: &Shape<'_>) -> Option<(&'static str, &'static str)> {
    let first = NAMES.iter().find(|(separator, _)| *separator == char::from(shape.separator))?;
    let own = NAMES.iter().find(|(separator, _)| {
        separator != &first.0 && shape.written.split(*separator).count() == shape.width.max(2)
    })?;
    (shape.cells.len() < shape.width).then_some((own.1, first.1))
}
