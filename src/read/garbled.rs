//! Letters that were taken from a code page that is not the file's.
//!
//! In: a text as it was decoded. Out: the finding about a word of it that is garbled, and what it seems to be. `Høje` saved as
//! "CSV (MS-DOS)" and read as Windows-1252 is `H›je`: no Danish word has such a sign within it, and another code page gives one that
//! has letters there. A word that may be meant as it stands is left alone; nothing is ever repaired.

use std::sync::{Arc, LazyLock};

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use oem_cp::code_table::{DECODING_TABLE_CP850, DECODING_TABLE_CP865};

use crate::diagnostic::{Code, Diagnostic, Place, Source, quote};

/// A way to write letters beyond ASCII in one byte each.
struct CodePage {
    /// As messages name it.
    name: &'static str,
    /// The characters of the bytes from 128 on.
    letters: [char; 128],
}

/// Those that spreadsheets in Denmark save or take a file for.
static CODE_PAGES: LazyLock<[CodePage; 4]> = LazyLock::new(|| {
    [
        CodePage { name: "Windows-1252", letters: decoded(WINDOWS_1252) },
        CodePage { name: "code page 850 ('CSV (MS-DOS)')", letters: DECODING_TABLE_CP850 },
        CodePage { name: "code page 865 ('CSV (MS-DOS)')", letters: DECODING_TABLE_CP865 },
        CodePage { name: "Macintosh ('CSV (Macintosh)')", letters: decoded(MACINTOSH) },
    ]
});

fn decoded(encoding: &'static Encoding) -> [char; 128] {
    std::array::from_fn(|number| {
        let byte = [128 + number as u8];
        let (text, _) = encoding.decode_without_bom_handling(&byte);
        text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
    })
}

/// What to do about a file whose letters are garbled.
const SAVE_AS: &str = "open the original again, see that its letters are right, and save it with File, Save As, 'CSV UTF-8 (Comma \
                       delimited)', neither as 'CSV (MS-DOS)' nor as 'CSV (Macintosh)'";

/// What to do where a file brought into the spreadsheet is garbled there already.
const IMPORT_AS: &str = "where they are wrong in the spreadsheet already: bring the file in by Data, From Text/CSV, and choose the file \
                         origin under which the letters are right";

/// The finding about the first garbled word of a text; `None` where no word is.
pub fn finding(source: &Arc<Source>) -> Option<Diagnostic> {
    let text = source.text.as_str();
    if text.is_ascii() {
        return None;
    }
    let at = |start: usize, word: &str| Place { source: Arc::clone(source), span: start..start + word.len() };
    if let Some((start, word)) = words(text).find(|(_, word)| word.contains(char::REPLACEMENT_CHARACTER)) {
        let found = Diagnostic::new(Code::Encoding, format!("a letter of {} is lost", quote(word)));
        return Some(found.at(&at(start, word), "a sign stands in its place").help(SAVE_AS).help(IMPORT_AS));
    }
    let (start, word, meant) = words(text).find_map(|(start, word)| Some((start, word, meant(word)?)))?;
    let message = format!("the letters are garbled: {} seems to be {}", quote(word), quote(&meant.word));
    let label = format!("written as {}, read as {}", meant.written, meant.read);
    Some(Diagnostic::new(Code::Encoding, message).at(&at(start, word), label).help(SAVE_AS).help(IMPORT_AS))
}

/// What a garbled word was before.
#[derive(Debug, PartialEq, Eq)]
struct Meant {
    word: String,
    written: &'static str,
    read: &'static str,
}

/// The words with a character beyond ASCII, and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = text.split(|letter: char| letter.is_ascii_whitespace() || ",;|\"/()[]".contains(letter));
    let at = move |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    parts.filter(|part| !part.is_ascii()).map(move |part| (at(part), part))
}

/// What a word seems to be, if it is garbled.
fn meant(word: &str) -> Option<Meant> {
    if let Some(found) = read_once_too_often(word) {
        return Some(found);
    }
    let letters: Vec<char> = word.chars().collect();
    if plausible(&letters) {
        return None;
    }
    let readings = CODE_PAGES.iter().flat_map(|read| CODE_PAGES.iter().map(move |written| (read, written)));
    let mut best: Option<(usize, Meant)> = None;
    for (read, written) in readings.filter(|(read, written)| !std::ptr::eq(*read, *written)) {
        let Some(other) = read_as(&letters, read, written).filter(|other| plausible(other)) else {
            continue;
        };
        let danish = other.iter().filter(|letter| "æøåÆØÅ".contains(**letter)).count();
        let foreign = other.iter().filter(|letter| !letter.is_ascii() && is_name_letter(**letter)).count();
        // Without a Danish letter the evidence is good only for a file that is no UTF-8 and was taken for Windows-1252.
        let enough = danish > 0 || (foreign > 0 && std::ptr::eq(read, &raw const CODE_PAGES[0]));
        if enough && best.as_ref().is_none_or(|(most, _)| danish > *most) {
            let meant = Meant { word: other.into_iter().collect(), written: written.name, read: read.name };
            best = Some((danish, meant));
        }
    }
    best.map(|(_, meant)| meant)
}

/// The word whose bytes were UTF-8 and were taken for one letter each: `SÃ¸nderborg` is `Sønderborg`. In a code page the first
/// byte of such a letter is a sign that no word has before the sign of the second.
fn read_once_too_often(word: &str) -> Option<Meant> {
    for page in CODE_PAGES.iter() {
        let byte = |letter: char| match letter {
            '\0'..='\u{7f}' => Some(letter as u8),
            _ => page.letters.iter().position(|known| *known == letter).map(|number| 128 + number as u8),
        };
        let Some(bytes) = word.chars().map(byte).collect::<Option<Vec<u8>>>() else {
            continue;
        };
        // By chance some signs are UTF-8 of something; only letters of names and what stands among them can have been meant.
        let is_likely =
            |letter: char| letter.is_ascii() || is_name_letter(letter) || WRITTEN_BESIDE_NAMES.contains(letter);
        if let Some(text) = std::str::from_utf8(&bytes).ok().filter(|text| text.chars().all(is_likely)) {
            return Some(Meant { word: text.to_owned(), written: "UTF-8", read: page.name });
        }
    }
    None
}

/// The word with each letter's byte read in another code page; `None` where a letter is not in the first one, or stays the same in
/// both.
fn read_as(letters: &[char], read: &CodePage, written: &CodePage) -> Option<Vec<char>> {
    let other = |letter: &char| match letter {
        '\0'..='\u{7f}' => Some(*letter),
        _ => read.letters.iter().position(|known| known == letter).map(|number| written.letters[number]),
    };
    letters.iter().map(other).collect()
}

/// Letters beyond ASCII of names in northern and western Europe.
fn is_name_letter(letter: char) -> bool {
    "æøåÆØÅäöüÄÖÜéèêëÉÈÊËáàâãÁÀÂÃíìîïÍÎóòôõÓÔÕúùûÚçÇñÑßšžŠŽčćČĆłŁńęąśşğıŞðÐþÞýÝ".contains(letter)
}

/// Signs beyond ASCII that people write with names.
const WRITTEN_BESIDE_NAMES: &str = "’‘“”„»«–—…·°§€½\u{a0}";

/// Signs that stand between two letters of a word.
const WITHIN_WORDS: &str = "’'-–—·.&+´`‐‑\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{a0}\u{202f}";

/// Signs that touch a letter on one side only where letters are garbled.
const NEVER_BESIDE_LETTERS: &str = "†‡‹›‚¿¯ƒˆ˜¸¨¤¬¶°";

/// Whether a word may be meant as it stands: no sign is within it, no capital letter after a small one of another kind.
fn plausible(letters: &[char]) -> bool {
    let all_capitals = !letters.iter().any(|letter| letter.is_lowercase());
    let beside = |at: usize| letters.get(at).copied().filter(|letter| letter.is_alphabetic());
    (0..letters.len()).filter(|at| !letters[*at].is_ascii()).all(|at| {
        let (letter, after) = (letters[at], beside(at + 1));
        let before = at.checked_sub(1).and_then(beside);
        if is_combining(letter) || letter.is_alphabetic() && !in_any_code_page(letter) {
            return true;
        }
        if letter.is_control() {
            return false;
        }
        if letter.is_alphabetic() && letter != 'ª' && letter != 'º' && letter != 'µ' {
            let capital_within = letter.is_uppercase() && before.is_some() && !all_capitals;
            let small_before_capital = letter.is_lowercase() && after.is_some_and(char::is_uppercase);
            return !capital_within && !small_before_capital && (is_name_letter(letter) || before.or(after).is_none());
        }
        match (before, after) {
            // In capitals an apostrophe stands as in O’BRIEN, D’ARC and L’OREAL; elsewhere it is an Æ of MS-DOS.
            (Some(_), Some(_)) if letter == '’' && all_capitals => at == 1 && "ODL".contains(letters[0]),
            (Some(_), Some(_)) => WITHIN_WORDS.contains(letter),
            (None, None) => true,
            // A degree after a number and its unit, a footnote or a quotation mark are none of these.
            _ => !NEVER_BESIDE_LETTERS.contains(letter) && !is_drawing(letter),
        }
    })
}

fn is_combining(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// Whether any of the code pages has a letter: others cannot come from reading one in place of another.
fn in_any_code_page(letter: char) -> bool {
    CODE_PAGES.iter().any(|page| page.letters.contains(&letter))
}

/// Lines and blocks of MS-DOS, and signs of mathematics of the Macintosh.
fn is_drawing(letter: char) -> bool {
    ('\u{2200}'..='\u{25ff}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::{CODE_PAGES, meant, read_as};
    use crate::read::populations;

    /// Every word of the municipalities' names with a Danish letter, in three ways people write it.
    fn names() -> Vec<String> {
        let names = populations::all().into_iter().map(|one| one.name);
        let words: Vec<String> =
            names.flat_map(|name| name.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
        let forms = words.iter().flat_map(|word| [word.clone(), word.to_lowercase(), word.to_uppercase()]);
        forms.filter(|word| !word.is_ascii()).collect()
    }

    #[test]
    fn municipalities_that_are_written_right_are_never_taken_for_garbled() {
        for word in names() {
            assert_eq!(meant(&word), None, "{word}");
        }
        for word in [
            "O’Brien",
            "O’BRIEN",
            "D’Arc",
            "Anna’s",
            "man–fre",
            "“Team”",
            "»Team«",
            "Björk",
            "Jürgen",
            "André",
            "José",
            "Páll",
            "Miloš",
            "Çelik",
            "Łukasz",
            "naïve",
            "25°C",
            "m²",
            "½",
            "✓",
            "✔",
            "x✓",
            "–",
            "København–Roskilde",
            "Şahin",
            "Дмитрий",
            "Ségolène",
            "8–12",
            "O\u{2019}Neil",
            "å",
            "Å",
            "Æ",
            "São",
            "JOÃO",
            "A\u{30a}rslev",
            "100€",
            "§5",
            "µg",
            "Nr.·7",
            "1ª",
        ] {
            assert_eq!(meant(word), None, "{word}");
        }
    }

    #[test]
    fn municipalities_taken_from_a_wrong_code_page_are_told_with_their_right_names() {
        let mut silent = Vec::new();
        for word in names() {
            let letters: Vec<char> = word.chars().collect();
            let [windows, dos, _, macintosh] = &*CODE_PAGES;
            for (written, read) in [(dos, windows), (macintosh, windows), (windows, dos), (windows, macintosh)] {
                let garbled: String = read_as(&letters, written, read).unwrap().into_iter().collect();
                match meant(&garbled) {
                    Some(meant) => assert_eq!(meant.word, word, "{garbled}"),
                    None => silent.push(format!("{garbled} for {word}")),
                }
            }
            let bytes = word
                .bytes()
                .map(|byte| if byte < 128 { char::from(byte) } else { windows.letters[usize::from(byte) - 128] });
            let twice: String = bytes.collect();
            assert_eq!(meant(&twice).map(|meant| meant.word), Some(word));
        }
        assert!(silent.is_empty(), "{silent:?}");
    }
}
