//! The marks of a grid of availability.
//!
//! In: the text of a cell. Out: what the mark in it means, or why it is none. A mark that is not in the list is refused, never
//! guessed.

use super::cell::{Fault, spreadsheet_error};
use super::rows::AvailabilityKind;
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
                           prefers) for a window that is liked, (x) (helst ikke, nødig, avoids) for one that is not";

/// What a mark means; an empty cell means nothing.
pub fn kind(mark: &str) -> Result<Option<AvailabilityKind>, Fault> {
    if mark.is_empty() {
        return Ok(None);
    }
    if let Some(fault) = spreadsheet_error(mark) {
        return Err(fault);
    }
    let lower = mark.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let found = MARKS.iter().find(|(_, words)| words.contains(&lower.as_str()));
    let unknown = || Fault::new(Code::UnknownMark, format!("{} is no mark that is known", quote(mark)), KNOWN_MARKS);
    found.map(|(kind, _)| Some(*kind)).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::{MARKS, kind};
    use crate::diagnostic::Code;
    use crate::read::rows::AvailabilityKind;

    #[test]
    fn marks_are_known_in_any_case() {
        assert_eq!(kind("X"), Ok(Some(AvailabilityKind::Available)));
        assert_eq!(kind("Ferie"), Ok(Some(AvailabilityKind::Unavailable)));
        assert_eq!(kind("Helst  Ikke"), Ok(Some(AvailabilityKind::Avoids)));
        assert_eq!(kind("helst"), Ok(Some(AvailabilityKind::Prefers)));
        assert_eq!(kind(""), Ok(None));
        for mark in ["?", "måske", "xx", "8-12", "2"] {
            assert_eq!(kind(mark).unwrap_err().code, Code::UnknownMark, "{mark}");
        }
        assert_eq!(kind("#N/A").unwrap_err().code, Code::CellError);
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
