//! The marks of a grid of availability.
//!
//! In: the text of a cell. Out: what the mark in it means, or why it is none. A mark that is not in the list is refused, never
//! guessed.

use super::cell::{Fault, spreadsheet_error};
use super::rows::{AvailabilityKind, strength};
use crate::diagnostic::{Code, quote};

/// The marks, in any case. Those of Excel's boxes to tick are among them, in English and as Danish files have them.
const MARKS: [(AvailabilityKind, &[&str]); 4] = [
    (AvailabilityKind::Available, &["x", "ja", "yes", "ok", "v", "1", "✓", "✔", "true", "sand", "available"]),
    (
        AvailabilityKind::Unavailable,
        &["-", "–", "nej", "no", "off", "fri", "ferie", "0", "false", "falsk", "unavailable"],
    ),
    (AvailabilityKind::Prefers, &["+", "gerne", "helst", "prefers"]),
    (AvailabilityKind::Avoids, &["(x)", "helst ikke", "nødig", "avoids"]),
];

/// What to write instead of a mark that is not known.
const KNOWN_MARKS: &str = "write x (ja, yes, ok, v, 1) for available, - (nej, no, off, fri, ferie, 0) for unavailable, + (gerne, helst, \
                           prefers) for a window that is liked, (x) (helst ikke, nødig, avoids) for one that is not; for a strong \
                           wish a 2 or 3 behind it, such as gerne 2";

/// What a mark says: of what kind it is and, of a wish, how strong.
pub type Said = (AvailabilityKind, Option<u8>);

/// What a mark means; an empty cell means nothing. The strength of a wish stands behind it: `gerne 2`.
pub fn said(mark: &str) -> Result<Option<Said>, Fault> {
    if mark.is_empty() {
        return Ok(None);
    }
    if let Some(fault) = spreadsheet_error(mark) {
        return Err(fault);
    }
    let lower = mark.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let kind = |word: &str| MARKS.iter().find(|(_, words)| words.contains(&word)).map(|(kind, _)| *kind);
    let strong = || {
        let (word, digit) = lower.split_at_checked(lower.len().checked_sub(1)?)?;
        let kind =
            kind(word.trim_end()).filter(|kind| matches!(kind, AvailabilityKind::Prefers | AvailabilityKind::Avoids));
        Some((kind?, Some(strength(digit).ok()?)))
    };
    let found = kind(&lower).map(|kind| (kind, None)).or_else(strong);
    let unknown = || Fault::new(Code::UnknownMark, format!("{} is no mark that is known", quote(mark)), KNOWN_MARKS);
    found.map(Some).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::{MARKS, said};
    use crate::diagnostic::Code;
    use crate::read::rows::AvailabilityKind;

    #[test]
    fn marks_are_known_in_any_case() {
        assert_eq!(said("X"), Ok(Some((AvailabilityKind::Available, None))));
        assert_eq!(said("Ferie"), Ok(Some((AvailabilityKind::Unavailable, None))));
        assert_eq!(said("Helst  Ikke"), Ok(Some((AvailabilityKind::Avoids, None))));
        assert_eq!(said("helst"), Ok(Some((AvailabilityKind::Prefers, None))));
        assert_eq!(said(""), Ok(None));
        for mark in ["?", "måske", "xx", "8-12", "2", "x 2", "- 3", "gerne 4", "gerne 0", "å2"] {
            assert_eq!(said(mark).unwrap_err().code, Code::UnknownMark, "{mark}");
        }
        assert_eq!(said("#N/A").unwrap_err().code, Code::CellError);
    }

    #[test]
    fn a_wish_may_say_how_strong_it_is() {
        for mark in ["+3", "+ 3", "Gerne 3", "helst  3"] {
            assert_eq!(said(mark), Ok(Some((AvailabilityKind::Prefers, Some(3)))), "{mark}");
        }
        for mark in ["(x)2", "(X) 2", "nødig 2", "Helst ikke 2"] {
            assert_eq!(said(mark), Ok(Some((AvailabilityKind::Avoids, Some(2)))), "{mark}");
        }
    }

    #[test]
    fn no_mark_means_two_things() {
        let mut all: Vec<&str> = MARKS.iter().flat_map(|(_, words)| *words).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
