//! Text from outside that no spreadsheet takes for a formula: an apostrophe stands before what would begin one.
//!
//! In: an id, a name, a title. Out: the text of its cell in a CSV file, and back. Both ways stand here, since one must
//! undo the other to the letter: `unguarded(guarded(text))` is `text`, whatever the text.

/// What begins a formula: the signs that spreadsheets know, and their full-width forms, which some take for the same.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// What may end a cell. Excel in Danish opens a file with commas as if semicolons separated its cells, so what follows
/// such a character in the middle of a text may stand at the beginning of a cell there, quotation marks or not.
const SEPARATORS: [char; 5] = [',', ';', '\t', '\n', '\r'];

/// The text with an apostrophe before whatever a spreadsheet would take for a formula: before `=`, `+`, `-` or `@` at its
/// beginning or after a comma, semicolon, tab or line end in it, and before a control character that it begins with.
/// Apostrophes that stand there already get one more.
pub fn guarded(text: &str) -> String {
    let guarded = |(at, piece)| if needs_guard(at, piece) { ["'", piece] } else { ["", piece] };
    pieces(text).flat_map(guarded).collect()
}

/// The text that was [`guarded`]; any other text as it is.
pub fn unguarded(cell: &str) -> String {
    let bare = |(at, piece): (usize, &'_ str)| match piece.strip_prefix('\'') {
        Some(rest) if needs_guard(at, rest) => rest.to_owned(),
        _ => piece.to_owned(),
    };
    pieces(cell).map(bare).collect()
}

/// The parts of a text that could become a cell, each with the separator that ends it. An apostrophe before one of
/// them leaves all others as they are, which is why the way back finds the same.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive(SEPARATORS).enumerate()
}

/// Whether a formula would begin here, behind apostrophes, spaces and quotation marks, which a spreadsheet may drop.
fn needs_guard(at: usize, piece: &str) -> bool {
    let is_dropped = |c: char| c == '"' || (c.is_whitespace() && !c.is_control());
    let first = piece.trim_start_matches('\'').trim_start_matches(is_dropped).chars().next();
    first.is_some_and(|first| SIGNS.contains(&first) || (at == 0 && first.is_control()))
}

#[cfg(test)]
mod tests {
    use super::{guarded, unguarded};

    #[test]
    fn an_apostrophe_stands_before_what_would_be_a_formula() {
        for (text, cell) in [
            ("=A1", "'=A1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("+45 12 34", "'+45 12 34"),
            ("\u{1}x", "'\u{1}x"),
            ("\u{ff1d}A1", "'\u{ff1d}A1"),
            (" \u{a0}=A1", "' \u{a0}=A1"),
            ("'=A1", "''=A1"),
            ("\"=A1", "'\"=A1"),
            ("Anna; =A1", "Anna;' =A1"),
            ("Anna\n=A1", "Anna\n'=A1"),
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(unguarded(cell), text);
        }
    }

    #[test]
    fn all_other_text_is_left_alone() {
        for text in ["", "Åse-Marie", "a=b", "O'Neill", "'t Hooft", "'", "Lind, Ava", "a@b.dk", "Anna\r\nBo", "''"] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }

    /// Every text of up to six characters out of those that mean something here.
    #[test]
    fn nothing_is_lost_on_the_way_there_and_back() {
        let letters = ['=', '\'', ' ', ';', '\t', '"', 'a'];
        let mut texts = vec![String::new()];
        for length in 0..6 {
            let longest: Vec<String> = texts.iter().filter(|text| text.chars().count() == length).cloned().collect();
            texts.extend(longest.iter().flat_map(|text| letters.map(|letter| format!("{text}{letter}"))));
        }
        assert_eq!(texts.len(), (7_usize.pow(7) - 1) / 6);
        for text in texts {
            let cell = guarded(&text);
            assert_eq!(unguarded(&cell), text, "{cell:?}");
            let starts = cell.split([';', '\t']).map(|part| part.trim_start_matches([' ', '"']));
            assert!(starts.into_iter().all(|start| !start.starts_with('=')), "{cell:?}");
            assert!(!cell.starts_with('\t'), "{cell:?}");
        }
    }
}
