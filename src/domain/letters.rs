//! One way to write each text: letters composed, one kind of space, nothing that cannot be seen.
//!
//! In: an id, a name or a heading as it was typed or pasted. Out: the text that is compared and shown. `Å` may be one character or
//! an A and a ring, a space may be one that does not break, and a web page may leave a sign without width in a name: to the eye all
//! of these are the same, so they are the same here.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// Whether a character leaves no mark: joiners, breaks without width, soft hyphens, signs of direction, selectors of a glyph.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// Whether a character is a space that is not the usual one.
fn is_other_space(letter: char) -> bool {
    letter.is_whitespace() && !letter.is_ascii()
}

/// The text in the one way it is compared and shown: composed (Unicode's form NFC), without invisible characters, with the usual
/// space for every other kind.
pub fn settled(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|letter| !is_invisible(*letter));
    let spaced: String = seen.map(|letter| if is_other_space(letter) { ' ' } else { letter }).collect();
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&spaced);
    Cow::Owned(composed.into_owned())
}

#[cfg(test)]
mod tests {
    use super::settled;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for text in ["A\u{30a}rslev", "\u{feff}Årslev", "Å\u{200b}rslev", "Års\u{ad}lev\u{200e}", "\u{212b}rslev"] {
            assert_eq!(settled(text), "Årslev", "{text:?}");
        }
        for text in ["Høje\u{a0}Taastrup", "Høje\u{202f}Taastrup", "Hø\u{2060}je Taastrup"] {
            assert_eq!(settled(text), "Høje Taastrup", "{text:?}");
        }
        assert_eq!((settled(" a1 ").as_ref(), settled("a1\u{a0}").as_ref()), (" a1 ", "a1 "));
        // A letter of another alphabet may look the same to somebody, but it can be seen.
        assert_ne!(settled("а1"), "a1");
    }

    #[test]
    fn settled_text_stays() {
        for text in ["", "Ærø", "=A1", "Anna\tBerg", "e\u{301}\u{323}", "\u{200b}"] {
            assert_eq!(settled(&settled(text)), settled(text), "{text:?}");
        }
    }
}
