//! Bytes to text, in the encodings that spreadsheets and editors in Denmark save.
//!
//! In: the bytes of a file. Out: a [`Source`], or the finding that says which encoding it is not. UTF-8 with or without
//! a byte-order mark is taken as it is, everything else as Windows-1252. Bytes are never replaced by a guess: what
//! neither encoding knows is refused, and so is what comes out garbled.

use std::sync::Arc;

use encoding_rs::WINDOWS_1252;

use super::garbled;
use crate::diagnostic::{Code, Diagnostic, Place, Source};

/// UTF-8's byte-order mark.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The Danish letters as UTF-8 writes them, first byte aside. Read as Windows-1252 they are letters no Danish word has
/// after an `Ã`, so a file with them that is no UTF-8 has been put together from two encodings.
const DANISH_SECOND_BYTES: &[u8] = b"\xA6\xB8\xA5\x86\x98\x85";

/// What to do about a file that is not text in an encoding that is read.
const SAVE_AS: &str = "in Excel: File, Save As, 'CSV UTF-8 (Comma delimited)'; in an editor: save with encoding UTF-8";

/// What to do about a workbook whose name says that it is a text.
pub const SAVE_AS_CSV: &str = "save it there as 'CSV UTF-8 (Comma delimited)'";

/// The text of the file `name`.
pub fn decode(name: String, bytes: &[u8]) -> Result<Arc<Source>, Box<Diagnostic>> {
    let refuse = |message: String| Box::new(Diagnostic::new(Code::Encoding, message).on_file(&name).help(SAVE_AS));
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(refuse("the file is saved as UTF-16 ('Unicode text'), which is not read".to_owned()));
    }
    let is_new = bytes.starts_with(b"PK\x03\x04");
    if is_new || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let message = "the file is an Excel workbook that only bears the name of a text file";
        let cure = if is_new {
            "let its name end in .xlsx, or save it in Excel with File, Save As, 'CSV UTF-8 (Comma delimited)'"
        } else {
            "open it in Excel, then File, Save As, 'CSV UTF-8 (Comma delimited)'; to rename it is not enough"
        };
        return Err(Box::new(Diagnostic::new(Code::Encoding, message).on_file(&name).help(cure)));
    }
    if bytes.contains(&0) {
        return Err(refuse("the file is not plain text: it contains NUL bytes".to_owned()));
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let source = Source::file(name, text.to_owned());
            garbled::finding(&source).map_or(Ok(source), |found| Err(Box::new(found)))
        }
        Err(error) => windows_1252(name, bytes, error.valid_up_to()),
    }
}

/// The text of a file that is not UTF-8, for the first time at `odd`.
fn windows_1252(name: String, bytes: &[u8], odd: usize) -> Result<Arc<Source>, Box<Diagnostic>> {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let source = Source::file(name, text.into_owned());
    let refuse = |at: usize, message: &str, label: &str| {
        // Windows-1252 is one byte a character, so the byte's number is the character's.
        let start = source.text.char_indices().nth(at).map_or(source.text.len(), |(start, _)| start);
        let length = source.text[start..].chars().next().map_or(0, char::len_utf8);
        let place = Place { source: Arc::clone(&source), span: start..start + length };
        Box::new(Diagnostic::new(Code::Encoding, message).at(&place, label).help(SAVE_AS))
    };
    let mixed = bytes.windows(2).any(|pair| pair[0] == 0xC3 && DANISH_SECOND_BYTES.contains(&pair[1]));
    if mixed {
        let message = "the file mixes two encodings: most of it is UTF-8, but not this letter";
        return Err(refuse(odd, message, "saved in another encoding than the rest"));
    }
    // Bytes that Windows-1252 does not have are letters of other code pages.
    if let Some(found) = garbled::finding(&source) {
        return Err(Box::new(found));
    }
    match bytes.iter().position(|byte| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)) {
        Some(at) => {
            let message = "the file is neither UTF-8 nor Windows-1252";
            Err(refuse(at, message, "no letter in either encoding"))
        }
        None => Ok(source),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn text(bytes: &[u8]) -> Option<String> {
        decode("f".to_owned(), bytes).ok().map(|source| source.text.clone())
    }

    #[test]
    fn the_three_encodings_give_the_same_text() {
        assert_eq!(text("Ærø".as_bytes()).as_deref(), Some("Ærø"));
        assert_eq!(text("\u{feff}Ærø".as_bytes()).as_deref(), Some("Ærø"));
        assert_eq!(text(b"\xC6r\xF8 \x80").as_deref(), Some("Ærø €"));
    }

    #[test]
    fn what_is_neither_is_refused() {
        assert_eq!(text(b"a\x81b"), None);
        assert_eq!(text(b"a\0b\0"), None);
        assert_eq!(text(b"\xFF\xFEa\0"), None);
        assert_eq!(text(b"PK\x03\x04..."), None);
        assert_eq!(text(b"Gr\xC3\xA6sted \xE6"), None);
        assert_eq!(text(b"H\x9Bje Taastrup"), None);
        assert_eq!(text("SÃ¸nderborg".as_bytes()), None);
        assert_eq!(text("S\u{fffd}nderborg".as_bytes()), None);
    }
}
