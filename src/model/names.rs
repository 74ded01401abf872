//! Names of columns and rows, for people and programs outside: by rule or goal, municipality, person and window.
//!
//! In: an instance, and what the rules and goals call their columns and rows while they add them. Out: a name for each,
//! ASCII without spaces and unique, the same for the same folder. They are made only where somebody asks for them.
//!
//! A name is a word and what it is about, with points between: `shift.LEM1.20260105T0800`. Whatever could be mistaken for
//! anything else in a file format, such as a space, a point or a letter beyond ASCII, is percent-encoded (RFC 3986).

use std::collections::BTreeMap;

use chrono::{IsoWeek, NaiveDate};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::domain::Instance;

/// What stays as it is in an identifier: letters, digits and the underscore. Points separate, hyphens are minus signs in
/// some formats, and the tilde marks what is numbered here.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'_');

/// An identifier is cut off after so many characters: some readers take names of 255 at most, or of 160.
const LONGEST_IDENTIFIER: usize = 40;

/// The words that names are put together from, and the names that were given so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// By column.
    pub columns: Vec<String>,
    /// By row.
    pub rows: Vec<String>,
    /// What the next columns and rows are called.
    pub(super) next: String,
    words: Words,
}

/// The identifiers of an instance as names can hold them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Words {
    people: Vec<String>,
    municipalities: Vec<String>,
    burdens: Vec<String>,
    windows: Vec<String>,
}

impl Names {
    pub(super) fn of(instance: &Instance) -> Self {
        let windows = instance.windows.iter().map(|window| window.begin().format("%Y%m%dT%H%M").to_string());
        let words = Words {
            people: words(instance.staff.iter().map(|staff| staff.id.as_str())),
            municipalities: words(instance.municipalities.iter().map(|municipality| municipality.code.as_str())),
            burdens: words(instance.burdens.iter().map(|burden| burden.name.as_str())),
            windows: unique(windows.collect()),
        };
        Names { words, ..Names::default() }
    }

    pub(super) fn call(&mut self, name: impl FnOnce(&Words) -> String) {
        self.next = name(&self.words);
    }

    /// Tells apart what has been called the same, such as two rows about the same two windows.
    pub(super) fn finish(&mut self) {
        self.columns = unique(std::mem::take(&mut self.columns));
        self.rows = unique(std::mem::take(&mut self.rows));
    }
}

impl Words {
    pub(super) fn person(&self, staff: usize) -> &str {
        &self.people[staff]
    }

    pub(super) fn municipality(&self, municipality: usize) -> &str {
        &self.municipalities[municipality]
    }

    pub(super) fn burden(&self, burden: usize) -> &str {
        &self.burdens[burden]
    }

    /// `20260105T0800`.
    pub(super) fn window(&self, window: usize) -> &str {
        &self.windows[window]
    }
}

/// `20260105`.
pub(super) fn date(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

/// `2026W02`.
pub(super) fn week(week: IsoWeek) -> String {
    format!("{:04}W{:02}", week.year(), week.week())
}

/// Identifiers as words of a name.
fn words<'a>(identifiers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let word = |identifier: &str| {
        let pieces = utf8_percent_encode(identifier, ESCAPED);
        // An escape is never cut in two: the pieces are escapes and stretches of plain characters.
        let mut word = String::new();
        for piece in pieces {
            let room = LONGEST_IDENTIFIER - word.len();
            if piece.len() > room && piece.starts_with('%') {
                break;
            }
            word.push_str(&piece[..piece.len().min(room)]);
        }
        word
    };
    unique(identifiers.map(word).collect())
}

/// The same names, but the second that is the same as an earlier one gets `~2` at its end, the third `~3`, and so on. No
/// name has a tilde otherwise.
fn unique(mut names: Vec<String>) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for name in &mut names {
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            name.push_str(&format!("~{times}"));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_escaped_cut_off_and_told_apart() {
        let written = |identifiers: &[&str]| words(identifiers.iter().copied());
        assert_eq!(written(&["LEM1", "a_b", "Åse 1.-"]), ["LEM1", "a_b", "%C3%85se%201%2E%2D"]);
        let long = "æ".repeat(30);
        let (one, other) = (format!("{long}1"), format!("{long}2"));
        let words = written(&[&one, &other]);
        assert_eq!(words[0], "%C3%A6".repeat(6) + "%C3");
        assert_eq!(words[1], format!("{}~2", words[0]));
        assert_eq!(written(&[&"x".repeat(99)])[0].len(), LONGEST_IDENTIFIER);
    }
}
