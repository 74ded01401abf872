//! What vagtplan says of its input: a code, the place, what is wrong, the cure.
//!
//! In: sources and spans. Out: [`Diagnostic`] values that render like a good compiler's. Nothing here decides what is
//! wrong; `read` and `check` do. Text that comes from the user never reaches a message but through [`quote`].

pub mod code;
mod excerpt;
pub mod render;
pub mod sheet;
pub mod suggest;

use std::ops::Range;
use std::sync::Arc;

pub use code::Code;
pub use render::{render, tally};

/// A file as it was read, decoded to text, or a sheet of a workbook written down as text.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as the user would write it, and the sheet where it is one of a workbook.
    pub name: String,
    /// Its decoded text.
    pub text: String,
    /// The cells of a sheet; a text file has none.
    pub cells: Option<sheet::Cells>,
    /// The byte of each line end, for there may be as many findings as lines.
    breaks: Vec<usize>,
}

impl Source {
    /// A text file.
    pub fn file(name: String, text: String) -> Arc<Self> {
        Source::with_cells(name, text, None)
    }

    /// A sheet of a workbook, written down with a line for each row.
    pub fn sheet(name: String, text: String, cells: sheet::Cells) -> Arc<Self> {
        Source::with_cells(name, text, Some(cells))
    }

    fn with_cells(name: String, text: String, cells: Option<sheet::Cells>) -> Arc<Self> {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
        Arc::new(Source { name, text, cells, breaks })
    }

    /// The number of the line that a byte of the text is on, the first being 1.
    pub fn line(&self, at: usize) -> usize {
        self.breaks.partition_point(|end| *end < at) + 1
    }
}

/// A stretch of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// Byte range in its text.
    pub span: Range<usize>,
}

impl Place {
    /// What is written there.
    pub fn text(&self) -> &str {
        self.source.text.get(self.span.clone()).unwrap_or_default()
    }

    /// The cell or row of a sheet, such as `cell C5`; `None` in a text file, which has lines.
    pub fn cell(&self) -> Option<String> {
        self.source.cells.as_ref().map(|cells| cells.name(self))
    }
}

/// Whether a finding refuses the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input is refused.
    Error,
    /// The input is taken, but someone should look.
    Warning,
}

/// A place and what to say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be seen there; empty where the message has said it.
    pub text: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is; this fixes its severity too.
    pub code: Code,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The file, as the user would write it, where no line of it can be shown: it is missing or cannot be read.
    pub file: Option<String>,
    /// Where: the primary place first, then whatever else belongs to it.
    pub labels: Vec<Label>,
    /// Where else there is the same as at the primary place, where one finding tells of many rows.
    pub also: Vec<Place>,
    /// What to do about it, a line each.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A finding without a place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Diagnostic { code, message: message.into(), file: None, labels: Vec::new(), also: Vec::new(), help: Vec::new() }
    }

    /// Adds a place; the first one added is the primary one.
    #[must_use]
    pub fn at(mut self, place: &Place, text: impl Into<String>) -> Self {
        self.labels.push(Label { place: place.clone(), text: text.into() });
        self
    }

    /// Adds places where there is the same as at the primary one.
    #[must_use]
    pub fn also_at(mut self, places: &[&Place]) -> Self {
        self.also.extend(places.iter().map(|place| (*place).clone()));
        self
    }

    /// Names the file of a finding that no line can be shown for.
    #[must_use]
    pub fn on_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Adds a line that says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds a line that says what to do, if there is one.
    #[must_use]
    pub fn help_if(mut self, text: Option<String>) -> Self {
        self.help.extend(text);
        self
    }

    /// Calls a thing by another name wherever the finding speaks of it.
    pub fn rename(&mut self, from: &str, to: &str) {
        let labels = self.labels.iter_mut().map(|label| &mut label.text);
        for text in labels.chain(&mut self.help).chain([&mut self.message]) {
            if text.contains(from) {
                *text = text.replace(from, to);
            }
        }
    }

    /// Whether the finding refuses the input.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Whether the finding refuses the input.
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }

    /// File, position and code: the order findings are shown in.
    fn order(&self) -> (&str, usize, Code, &str) {
        let place = self.labels.first().map(|label| &label.place);
        let file = place.map_or(self.file.as_deref().unwrap_or_default(), |place| &place.source.name);
        (file, place.map_or(0, |place| place.span.start), self.code, &self.message)
    }
}

/// Sorts findings by file, then position, errors and warnings together, and drops those said twice.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|one, other| one.order().cmp(&other.order()));
    diagnostics.dedup();
}

/// Whether any of the findings refuses the input.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

/// How many characters of a user's text a message repeats.
const QUOTED_CHARACTERS: usize = 40;

/// The user's text as messages show it, in single quotes.
pub fn quote(text: &str) -> String {
    format!("'{}'", plain(text))
}

/// The user's text as messages show it: without control characters, cut where it is long.
pub fn plain(text: &str) -> String {
    let mut shown: String =
        text.chars().take(QUOTED_CHARACTERS).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(QUOTED_CHARACTERS).is_some() {
        shown.push('…');
    }
    shown
}

/// Words as a sentence lists them: `a, b and c`.
pub fn list<S: AsRef<str>>(words: &[S], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., end] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", first.join(", "), end.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{list, quote};

    #[test]
    fn quoted_text_is_short_and_harmless() {
        assert_eq!(quote("Åse"), "'Åse'");
        assert_eq!(quote("a\u{1b}[31m"), "'a\u{fffd}[31m'");
        assert_eq!(quote(&"æ".repeat(50)), format!("'{}…'", "æ".repeat(40)));
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(list::<&str>(&[], "or"), "");
        assert_eq!(list(&["a"], "or"), "a");
        assert_eq!(list(&["a", "b", "c"], "or"), "a, b or c");
    }
}
