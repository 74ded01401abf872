//! Texts as cells and printed pages take them: nothing that breaks the file, nothing longer than fits.
//!
//! In: texts from anywhere. Out: texts that a spreadsheet opens without repair, and how much room they take.

/// The longest text of a cell, in units of UTF-16.
const LONGEST_TEXT: usize = 32_767;
/// The longest title in the header of a printed page, in letters: all of a header has to stay below 255 units.
const LONGEST_TITLE: usize = 60;

/// A text for people: in one line, without anything that cannot be seen.
pub fn clean(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { storable(letter) }).collect()
}

/// XML has no way to hold these two at all. The control characters it cannot hold either are escaped on writing.
pub fn storable(letter: char) -> char {
    if matches!(letter, '\u{fffe}' | '\u{ffff}') { char::REPLACEMENT_CHARACTER } else { letter }
}

/// A text that is not longer than a cell holds.
pub fn cropped(mut text: String) -> String {
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units >= LONGEST_TEXT
    });
    if let Some((end, _)) = end {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// A text in the header of a printed page, where `&` opens a code.
pub fn printed(text: &str) -> String {
    let text = clean(text);
    let mut short: String = text.chars().take(LONGEST_TITLE).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    // A bracket behind it would make a code of both even where it stands for itself.
    short.replace("&[", "& [").replace('&', "&&")
}

/// How many lines a text takes that is wrapped at its spaces, or within words that are too long for one.
pub fn lines(text: &str, room: u32, wide: impl Fn(&str) -> u32) -> u32 {
    let (mut lines, mut taken) = (1, 0);
    for word in text.split(' ') {
        let width = wide(word);
        if taken > 0 {
            taken += wide(" ");
        }
        if taken > 0 && taken + width > room {
            (lines, taken) = (lines + 1, 0);
        }
        lines += width.saturating_sub(1) / room;
        taken += width;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_are_wrapped() {
        let letters = |text: &str| text.chars().count() as u32;
        assert_eq!(lines("", 5, letters), 1);
        assert_eq!(lines("one two", 7, letters), 1);
        assert_eq!(lines("one two", 6, letters), 2);
        assert_eq!(lines("one two three", 5, letters), 3);
        assert_eq!(lines("threefour", 5, letters), 2, "a word too long for a line is broken");
    }

    #[test]
    fn texts_fit_into_a_cell_and_have_nothing_in_them_that_cannot_be_seen() {
        assert_eq!(clean("a\u{7}b\r\nc\u{ffff}"), "a b  c\u{fffd}");
        let long = cropped("😀".repeat(LONGEST_TEXT));
        assert!(long.ends_with('…') && long.encode_utf16().count() <= LONGEST_TEXT);
        assert_eq!(cropped("å".repeat(LONGEST_TEXT)).encode_utf16().count(), LONGEST_TEXT);
        assert_eq!(printed("R&D &[Page]"), "R&&D && [Page]");
        assert_eq!(printed(&"&".repeat(500)).matches("&&").count(), LONGEST_TITLE);
    }
}
