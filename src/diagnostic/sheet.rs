//! Sheets of workbooks as sources: where in the text of a sheet which cell stands.
//!
//! In: the spans of the cells of a sheet that was written down as text, a line for each of its rows. Out: the names that
//! Excel gives to cells, such as `C5`. A text file has no cells of this kind.

use super::Place;

/// Where the cells of a sheet stand in its text. Line and row have the same number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells {
    /// The byte at which each cell begins, ascending, and the number of its column, the first being 0.
    pub starts: Vec<(usize, u32)>,
}

impl Cells {
    /// The cell that a place is about, such as `cell C5`, or the row where it is about several: `row 5`.
    pub(super) fn name(&self, place: &Place) -> String {
        let row = place.source.line(place.span.start);
        let after = self.starts.partition_point(|(start, _)| *start <= place.span.start);
        let several = self.starts.get(after).is_some_and(|(next, _)| *next < place.span.end);
        match self.starts[..after].last() {
            Some((_, column)) if !several => format!("cell {}{row}", letters(*column)),
            _ => format!("row {row}"),
        }
    }
}

/// The letters of a column: A to Z, then AA and so on.
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        // The rest is below 26, so it is one of the letters.
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Cells, letters};
    use crate::diagnostic::{Place, Source};

    #[test]
    fn columns_have_the_letters_of_excel() {
        let named: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16_383].into_iter().map(letters).collect();
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn a_place_is_a_cell_or_a_row() {
        let cells = Cells { starts: vec![(1, 0), (5, 1), (8, 3)] };
        let text = "\na | b |  | d".to_owned();
        let source = Source::sheet("x.xlsx, sheet 'a'".to_owned(), text, cells);
        let name = |span| Place { source: Arc::clone(&source), span }.cell().unwrap();
        assert_eq!((name(5..6), name(8..8), name(1..13)), ("cell B2".into(), "cell D2".into(), "row 2".into()));
        assert_eq!((name(0..0), name(99..99)), ("row 1".into(), "cell D2".into()));
    }
}
