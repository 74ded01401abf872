//! The lines of a file that a finding shows, as a terminal may show them.
//!
//! In: a [`Source`] and the spans that are pointed at. Out: the lines that hold them, and where the spans lie in these. No span, however wrong, may
//! make it panic, and no control character that a terminal would obey may come out: the renderer makes the older half of them visible itself.

use std::ops::Range;

use super::Source;

/// The most characters a caret line underlines.
const UNDERLINED: usize = 60;

/// Lines of a file, the number of the first, and spans in their text.
pub(super) struct Excerpt {
    pub text: String,
    pub line: usize,
    pub spans: Vec<Range<usize>>,
}

/// The lines that hold the spans.
pub(super) fn excerpt<'a>(source: &Source, spans: impl Iterator<Item = &'a Range<usize>>) -> Excerpt {
    let spans: Vec<Range<usize>> = spans.map(|span| within_line(source, span)).collect();
    let first = spans.iter().map(|span| span.start).min().unwrap_or_default();
    let last = spans.iter().map(|span| span.end).max().unwrap_or_default();
    let from = line_start(&source.text, first);
    let text = &source.text[from..line_end(&source.text, last)];
    // Each mark for a letter that was taken out is longer than the letter.
    let wider = '\u{fffd}'.len_utf8() - '\u{80}'.len_utf8();
    let at = |place: usize| place - from + wider * text[..place - from].matches(is_obeyed).count();
    Excerpt {
        text: text.replace(is_obeyed, "\u{fffd}"),
        line: source.line(from),
        spans: spans.into_iter().map(|span| at(span.start)..at(span.end)).collect(),
    }
}

/// Whether a terminal may do what this says instead of showing it: the newer half of the control characters.
fn is_obeyed(letter: char) -> bool {
    matches!(letter, '\u{80}'..='\u{9f}')
}

/// The span, kept to its first line, to [`UNDERLINED`] characters and to whole characters.
fn within_line(source: &Source, span: &Range<usize>) -> Range<usize> {
    let text = &source.text;
    let start = whole_character(text, span.start.min(text.len()));
    let line_end = line_end(text, start);
    let start = start.min(line_end);
    let end = whole_character(text, span.end.clamp(start, line_end));
    let longest = text[start..end].char_indices().nth(UNDERLINED).map_or(end, |(offset, _)| start + offset);
    start..longest
}

/// The last place not after `at` that lies between two characters.
fn whole_character(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The end of the line `at` lies on, before its LF or CRLF.
fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    if text[..end].ends_with('\r') { end - 1 } else { end }
}

#[cfg(test)]
mod tests {
    use super::excerpt;
    use crate::diagnostic::Source;

    /// U+0090 begins a command of the terminal as ESC P does.
    #[test]
    fn what_a_terminal_would_obey_is_not_shown_to_it() {
        let text = "id,name\na\u{90}q,\u{9b}2J\u{80}Ada\n";
        let source = Source::file("f/staff.csv".to_owned(), text.to_owned());
        let name = text.find("\u{9b}").unwrap()..text.len() - 1;
        let shown = excerpt(&source, [&name].into_iter());
        assert_eq!((shown.text.as_str(), shown.line), ("a\u{fffd}q,\u{fffd}2J\u{fffd}Ada", 2));
        assert_eq!(&shown.text[shown.spans[0].clone()], "\u{fffd}2J\u{fffd}Ada");
    }
}
