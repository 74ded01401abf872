//! Which character separates the cells of a table.
//!
//! In: the text of a file and the columns it should have. Out: the separator and where the table begins. The line
//! `sep=;` that Excel writes and obeys decides; otherwise the separator under which most columns are known.

use super::column::{self, Column};
use super::decimal::Spelling;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The byte between cells.
    pub separator: u8,
    /// The byte of the text at which the header line begins.
    pub begins: usize,
}

impl Dialect {
    /// The decimal mark that goes with the separator.
    pub fn spelling(self) -> Spelling {
        match self.separator {
            b';' => Spelling::Comma,
            b'\t' => Spelling::Either,
            _ => Spelling::Point,
        }
    }
}

/// The separators there are, the first wins a tie.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// How many lines may name the columns.
const LINES_LOOKED_AT: usize = 10;

/// The dialect of a table.
pub fn detect(text: &str, columns: &[Column]) -> Dialect {
    let begins = blank(text);
    let first = text[begins..].lines().next().unwrap_or_default();
    if let Some(separator) =
        first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| first.as_bytes().get(4))
        && first.trim_end().len() <= 5
        && SEPARATORS.contains(separator)
    {
        let after = begins + first.len();
        return Dialect { separator: *separator, begins: after + blank(&text[after..]) };
    }
    let known = |line: &str, separator: u8| {
        let cells = line.split(char::from(separator)).map(|cell| cell.trim().trim_matches('"').trim().to_lowercase());
        cells.filter(|cell| column::meant(cell, columns).is_some()).count()
    };
    // Where a title stands above the names, the names still tell the separator; that the title is too much is said
    // by whoever reads the table.
    let names_columns = |line: &&str| SEPARATORS.iter().any(|&separator| known(line, separator) > 1);
    let header = text[begins..].lines().take(LINES_LOOKED_AT).find(names_columns).unwrap_or(first);
    let count = |separator: u8| header.bytes().filter(|&byte| byte == separator).count();
    let mut best = SEPARATORS[0];
    for separator in SEPARATORS {
        if (known(header, separator), count(separator)) > (known(header, best), count(best)) {
            best = separator;
        }
    }
    Dialect { separator: best, begins }
}

/// The length of the blank lines that a text begins with.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start_matches(['\r', '\n', ' ']).len()
}

#[cfg(test)]
mod tests {
    use super::{Dialect, detect};
    use crate::read::column::{Column, Need};

    const COLUMNS: [Column; 2] =
        [Column { name: "id", need: Need::Required }, Column { name: "name", need: Need::Required }];

    #[test]
    fn the_separator_that_makes_columns_known_wins() {
        let separator = |text| detect(text, &COLUMNS).separator;
        assert_eq!(separator("id,name\n"), b',');
        assert_eq!(separator("\"id\";\"Name\"\r\n1;\"a,b,c\"\n"), b';');
        assert_eq!(separator("id\tname, with commas, in it\tname\n"), b'\t');
        assert_eq!(separator("æ;ø;å"), b';');
        assert_eq!(separator("Staff, as of today\n\nid;name\n"), b';');
        assert_eq!(separator(""), b',');
    }

    #[test]
    fn excels_own_line_decides() {
        assert_eq!(detect("sep=;\r\nid;name\r\n", &COLUMNS), Dialect { separator: b';', begins: 7 });
        assert_eq!(detect("\nSEP=\t\nid\tname\n", &COLUMNS), Dialect { separator: b'\t', begins: 7 });
        assert_eq!(detect("sepæ", &COLUMNS).begins, 0);
    }
}
