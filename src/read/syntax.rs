//! What is not TOML in `plan.toml`, in a planner's words.
//!
//! In: the text and what the parser found. Out: one finding a line, with what that line should look like. A slip that
//! swallows the lines below it, or a table that is there twice, is told once: whatever else the parser made of it is
//! not the planner's doing.

use std::ops::Range;
use std::sync::Arc;

use super::period;
use crate::diagnostic::{Code, Diagnostic, Place, Source};
use crate::domain::plan_key;

/// What is wrong with the writing.
#[derive(Debug, Default)]
pub struct Slips {
    /// The findings, a line each.
    pub findings: Vec<Diagnostic>,
    /// Whether the rest of the file went into a list that is never closed: nothing below means what it says.
    pub swallowed: bool,
    /// The lines concerned.
    lines: Vec<Range<usize>>,
}

impl Slips {
    /// Whether a finding is about a line that has a slip in it, or about a key that a slip may have hidden.
    pub fn explain(&self, finding: &Diagnostic) -> bool {
        let at = finding.labels.first().map(|label| label.place.span.start);
        let hidden = finding.code == Code::MissingKey && !self.lines.is_empty();
        hidden || at.is_some_and(|at| self.lines.iter().any(|line| (line.start..=line.end).contains(&at)))
    }
}

/// Puts the parser's errors, each a place and a few words, into a planner's.
pub fn slips(source: &Arc<Source>, errors: impl Iterator<Item = (Range<usize>, String)>) -> Slips {
    let text = &source.text;
    let mut errors: Vec<(Range<usize>, String)> = errors.collect();
    errors.sort_by_key(|(span, _)| span.start);
    let mut slips = Slips::default();
    // The table that is there twice, whose keys are then there twice as well.
    let mut doubled: Option<usize> = None;
    for (span, said) in errors {
        let line = line(text, span.start);
        let written = &text[line.clone()];
        let is_header = written.trim_start().starts_with('[');
        if said == DUPLICATE {
            let header = header_above(text, line.start);
            if is_header {
                doubled = Some(line.start);
            }
            // [windows] for [[windows]] is told where the value is read.
            if (!is_header && doubled.is_some() && doubled == header) || (is_header && written.contains("windows")) {
                continue;
            }
        }
        if slips.lines.contains(&line) {
            continue;
        }
        slips.swallowed = said.starts_with(MISSING_COMMA)
            && (is_header || written.contains('='))
            && !text[line.start..span.start].contains('[');
        let (label, cure) = match slips.swallowed {
            true => ("the list above is not closed", "write ']' at the end of that list".to_owned()),
            false => (label(&text[span.clone()], &said, is_header), cure(written, &said, is_header)),
        };
        let place = Place { source: Arc::clone(source), span };
        let found = Diagnostic::new(Code::TomlSyntax, "this line is not written as plan.toml must be")
            .at(&place, label)
            .help(cure);
        slips.findings.push(found);
        slips.lines.push(line);
        if slips.swallowed {
            break;
        }
    }
    slips
}

/// What the parser says of a table or key that is there already.
const DUPLICATE: &str = "duplicate key";
/// What it says where a list goes on without a comma.
const MISSING_COMMA: &str = "missing comma between array elements";
/// What it says of a value that is a text without quotes, or is not there at all.
const NO_QUOTES: &str = "string values must be quoted";

/// One thing the parser says, and what to say instead.
struct Message {
    /// How its words begin, up to the first comma.
    said: &'static str,
    /// Of which lines: what is written there, and whether it is a header.
    of: fn(&str, bool) -> bool,
    /// In words that need no manual.
    label: &'static str,
    /// A file of which the parser says this. A test tries each, so that a parser with other words is noticed.
    #[cfg_attr(not(test), expect(dead_code, reason = "the test reads it"))]
    example: &'static str,
}

const fn message(said: &'static str, label: &'static str, example: &'static str) -> Message {
    Message { said, of: |_, _| true, label, example }
}

/// All that the parser is known to say; the first that fits counts.
const MESSAGES: [Message; 18] = [
    Message {
        of: |written, _| written.trim().is_empty(),
        ..message(NO_QUOTES, "nothing stands after the equals sign", "seats =\n")
    },
    Message {
        of: |written, _| written.contains(['“', '”', '„', '’', '‘', '»', '«']),
        ..message(NO_QUOTES, "these are typographic quotes, plain ones are meant", "start = “08:00”\n")
    },
    message(NO_QUOTES, "a text stands in quotes, a number stands alone", "title = Den Digitale\n"),
    message("invalid basic string", "the closing quotation mark is missing", "title = \"Hotline\n"),
    message("invalid literal string", "the closing quotation mark is missing", "title = 'Hotline\n"),
    message(MISSING_COMMA, "a comma is missing before this", "days = [\"mon\" \"tue\"]\n"),
    message("key with no value", "an equals sign and a value are missing", "seats 2\n"),
    Message {
        of: |written, _| written.starts_with(':'),
        ..message("invalid unquoted key", "an equals sign is meant", "seats: 2\n")
    },
    message("invalid unquoted key", "cannot stand in a name", "sæts = 2\n"),
    message("invalid date", NO_DATE, "period = 2026-01-0\n"),
    message("invalid time", NO_DATE, "start = 08:0\n"),
    Message { of: |_, is_header| is_header, ..message(DUPLICATE, "this table is there already", "[rules]\n[rules]\n") },
    message(DUPLICATE, "this key is there already", "seats = 2\nseats = 3\n"),
    message("unclosed table", "a bracket is missing", "[rules\nrest_hours = 1\n"),
    message("unexpected key or value", "this is too much", "seats = 2,5\n"),
    message("invalid boolean", "this is neither a number nor a text in quotes", "seats = two\n"),
    message("unexpected leading zero", "a number does not begin with 0", "seats = 08\n"),
    message("unclosed array", "the list is not closed", "days = [\"mon\""),
];

const NO_DATE: &str = "this is no date or time";

/// What the parser said, where its words need a manual.
fn label<'a>(written: &str, said: &'a str, is_header: bool) -> &'a str {
    let words = said.split([',', '\n']).next().unwrap_or_default();
    let known = MESSAGES.iter().find(|message| message.said == words && (message.of)(written, is_header));
    known.map_or(words, |message| message.label)
}

fn cure(written: &str, said: &str, is_header: bool) -> String {
    const GENERAL: &str = "a line is 'key = value': texts in \"quotes\", lists in [brackets], dates as 2026-01-05";
    let key = written.split(['=', ':', ' ']).find(|word| !word.is_empty()).unwrap_or_default();
    let example = plan_key::named(key);
    match (said == DUPLICATE, is_header, example) {
        (true, true, _) => "delete one of the two, and put the keys of both under the other".to_owned(),
        (true, false, _) => "delete one of the two".to_owned(),
        (false, true, _) => "write its name in brackets, such as [rules], [[windows]] or [burdens.evening]".to_owned(),
        (false, false, _) if key == "period" => period::CURE.to_owned(),
        (false, false, Some(known)) => format!("write it like this: {}", known.example),
        (false, false, None) => GENERAL.to_owned(),
    }
}

/// The bytes of the line that a place lies on.
fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    start..text[at..].find('\n').map_or(text.len(), |newline| at + newline)
}

/// Where the last header line before a place begins.
fn header_above(text: &str, before: usize) -> Option<usize> {
    let mut start = before;
    while start > 0 {
        let above = line(text, start - 1);
        if text[above.clone()].trim_start().starts_with('[') {
            return Some(above.start);
        }
        start = above.start;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(String, String)> {
        let source = Source::file("plan.toml".to_owned(), text.to_owned());
        let (_, errors) = toml::de::DeTable::parse_recoverable(text);
        let errors = errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message().to_owned()));
        let slips = slips(&source, errors);
        slips.findings.into_iter().map(|found| (found.labels[0].text.clone(), found.help[0].clone())).collect()
    }

    #[test]
    fn slips_are_told_in_words_that_need_no_manual() {
        for (text, label, help) in [
            ("title = Den Digitale\n", "in quotes", "title = \"Our hotline\""),
            ("title = \"Hotline\n", "closing quotation mark", "title"),
            ("start = “08:00”\n", "typographic", "start = \"08:00\""),
            ("seats =\n", "nothing stands after", "seats = 8"),
            ("seats 2\n", "equals sign", "seats = 8"),
            ("seats: 2\n", "an equals sign is meant", "seats = 8"),
            ("seats = two\n", "neither a number", "seats = 8"),
            ("seats = 08\n", "begin with 0", "seats = 8"),
            ("seats = 2,5\n", "too much", "seats = 8"),
            ("seats = 2\nseats = 3\n", "there already", "delete"),
            ("days = [\"mon\" \"tue\"]\n", "comma is missing", "days = [\"mon\", \"tue\"]"),
            ("period = 2026-01\n", "no date or time", "\"2026-Q1\""),
            ("[rules\nrest_hours = 1\n", "bracket", "[rules]"),
            ("Plan for foråret\n", "equals sign", "key = value"),
        ] {
            let said = said(text);
            assert_eq!(said.len(), 1, "{text}: {said:?}");
            assert!(said[0].0.contains(label) && said[0].1.contains(help), "{text}: {said:?}");
        }
    }

    #[test]
    fn the_parser_still_says_what_is_known_of_it() {
        let mut other = Vec::new();
        for message in MESSAGES {
            let (_, errors) = toml::de::DeTable::parse_recoverable(message.example);
            let heard = errors.iter().any(|error| {
                let span = error.span().unwrap_or(0..0);
                let line = line(message.example, span.start);
                let is_header = message.example[line].trim_start().starts_with('[');
                let words = error.message().split([',', '\n']).next();
                words == Some(message.said)
                    && label(&message.example[span], error.message(), is_header) == message.label
            });
            if !heard {
                let said: Vec<_> = errors.iter().map(|error| error.message().to_owned()).collect();
                other.push(format!("{:?}: {said:?} instead of {:?}", message.example, message.said));
            }
        }
        assert!(other.is_empty(), "{other:#?}");
    }

    #[test]
    fn a_slip_that_spoils_many_lines_is_told_once() {
        let open = said("days = [\"mon\", \"tue\"\nstart = \"08:00\"\nseats = 2\n[rules]\nrest_hours = 11\n");
        assert_eq!(open.len(), 1, "{open:?}");
        assert!(open[0].0.contains("list above"), "{open:?}");
        let twice =
            said("[rules]\nrest_hours = 11\nshifts_per_day = 1\n[rules]\nrest_hours = 11\nshifts_per_day = 1\n");
        assert_eq!(twice.len(), 1, "{twice:?}");
        assert!(said("[windows]\nseats = 1\n[windows]\nseats = 1\n").is_empty());
    }
}
