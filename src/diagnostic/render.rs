//! Findings as text: the code, file:line:column, the line with a caret under it, the cure.
//!
//! In: [`Diagnostic`] values. Out: one string, coloured or not. Only the lines concerned are handed to the renderer
//! (`excerpt.rs`), so a large file costs no more than a small one.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpt};
use super::{Code, Diagnostic, Label, Place, Severity, Source, list};

/// Columns a snippet may take; tables fit the same width.
const WIDTH: usize = 100;

/// So many findings of one code in one file are shown in full. A column of dates in a wrong form is one mistake, made a thousand
/// times.
const SHOWN_IN_FULL: usize = 3;

/// How many of those that follow have a line each.
const SHOWN_IN_A_LINE: usize = 12;

/// How many lines a finding names that say the same again.
const SAME_LINES_NAMED: usize = 6;

/// Findings as text, in the order given, with an empty line after each. What is said again in other lines of a file is
/// shown once, with those lines. Of more than a few findings of one code in one file the first are shown in full, those that follow
/// have a line each, and of very many the rest is counted.
pub fn render(diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = if color { Renderer::styled().hyperlink(false) } else { Renderer::plain() }.term_width(WIDTH);
    let lots = gathered(diagnostics);
    let key = |lot: &[&Diagnostic]| (lot[0].order().0.to_owned(), lot[0].code);
    let mut by_kind: BTreeMap<(String, Code), Vec<usize>> = BTreeMap::new();
    for (number, lot) in lots.iter().enumerate() {
        by_kind.entry(key(lot)).or_default().push(number);
    }
    let mut text = String::new();
    for (number, same) in lots.iter().enumerate() {
        let kind = key(same);
        let all = &by_kind[&kind];
        // A single one more takes no more room in full than in a line with a heading.
        let full = if all.len() > SHOWN_IN_FULL + 1 { SHOWN_IN_FULL } else { all.len() };
        let rank = all.partition_point(|&earlier| earlier < number);
        if rank == full {
            let (shown, rest) = all.split_at(full);
            let lots = |numbers: &[usize]| numbers.iter().map(|&lot| lots[lot].as_slice()).collect::<Vec<_>>();
            let (shown, rest) = (lots(shown), lots(rest));
            text.push_str(&renderer.render(&[in_a_line_each(&kind, &shown, &rest)]));
            text.push_str("\n\n");
        }
        if rank >= full {
            continue;
        }
        let mut group = group(same[0]);
        if let Some(again) = again(&same[1..]) {
            group = group.element(Level::NOTE.message(again));
        }
        text.push_str(&without_columns(renderer.render(&[group]), same[0]));
        text.push_str("\n\n");
    }
    text
}

/// What is left of one kind in one file: a line for each, with what those that are shown in full have not said; and how many more
/// there are.
fn in_a_line_each<'a>(
    (file, code): &(String, Code),
    shown: &[&[&'a Diagnostic]],
    rest: &[&[&'a Diagnostic]],
) -> Group<'a> {
    let findings: usize = rest.iter().map(|lot| lot.len()).sum();
    let mut group = Group::with_title(Level::NOTE.primary_title(format!("{findings} more {code} in {file}")));
    for lot in &rest[..rest.len().min(SHOWN_IN_A_LINE)] {
        let (found, label) = (lot[0], lot[0].labels.first());
        let is_new = |said: &str| !said.is_empty() && !shown.iter().any(|lot| says(lot[0], said));
        let words = [
            Some(found.message.as_str()),
            label.map(|label| label.text.as_str()),
            found.help.first().map(String::as_str),
        ];
        let mut words: Vec<&str> = words.into_iter().flatten().filter(|said| is_new(said)).collect();
        let (again, also) = (again(&lot[1..]), also(found));
        words.extend(again.as_deref());
        words.extend(Some(also.as_str()).filter(|also| !also.is_empty()));
        if words.is_empty() {
            words.push("the same");
        }
        let place = label.map(|label| &label.place).map(|place| {
            place.cell().unwrap_or_else(|| format!("line {}", place.source.line(place.span.start))) + ": "
        });
        group = group.element(Level::NOTE.message(wrapped(&(place.unwrap_or_default() + &words.join("; ")))));
    }
    let uncounted: usize = rest.iter().skip(SHOWN_IN_A_LINE).map(|lot| lot.len()).sum();
    match uncounted {
        0 => group,
        more => group.element(Level::NOTE.message(format!("and {more} more: cure the first ones and run again"))),
    }
}

/// Whether a finding that is shown in full says this.
fn says(found: &Diagnostic, said: &str) -> bool {
    found.message == said
        || found.labels.first().is_some_and(|label| label.text == said)
        || found.help.iter().any(|help| help == said)
}

/// Findings that say the same of different lines of one file together, each lot where its first one stands. A finding
/// with several places speaks of those places alone.
fn gathered(diagnostics: &[Diagnostic]) -> Vec<Vec<&Diagnostic>> {
    let mut lots: Vec<Vec<&Diagnostic>> = Vec::new();
    let mut known: BTreeMap<(&str, Code, &str, &str, &[String]), usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        let ([label], []) = (diagnostic.labels.as_slice(), diagnostic.also.as_slice()) else {
            lots.push(vec![diagnostic]);
            continue;
        };
        let Diagnostic { code, message, help, .. } = diagnostic;
        let key = (label.place.source.name.as_str(), *code, message.as_str(), label.text.as_str(), help.as_slice());
        match known.get(&key) {
            Some(&lot) => lots[lot].push(diagnostic),
            None => {
                known.insert(key, lots.len());
                lots.push(vec![diagnostic]);
            }
        }
    }
    lots
}

/// Where else the same was found, such as `the same on lines 3, 4 and 5`, or `the same in cell C4` of a sheet.
fn again(others: &[&Diagnostic]) -> Option<String> {
    let places: Vec<&Place> = others.iter().filter_map(|other| Some(&other.labels.first()?.place)).collect();
    let named = named(&places)?;
    let preposition = if named.starts_with("cell") { "in" } else { "on" };
    Some(format!("the same {preposition} {named}"))
}

/// Where else there is what a finding tells of, such as `also lines 3, 4 and 5`; empty where that is all in one line.
fn also(diagnostic: &Diagnostic) -> String {
    let at = |place: &Place| (place.cell(), place.source.line(place.span.start));
    let Some(first) = diagnostic.labels.first() else { return String::new() };
    let others: Vec<&Place> = diagnostic.also.iter().filter(|place| at(place) != at(&first.place)).collect();
    named(&others).map_or_else(String::new, |named| format!("also {named}"))
}

/// Places of one file as a sentence names them: `lines 3, 4 and 5`, or `cell C4`. They are of one kind, for they stand at the same
/// place of their rows.
fn named(places: &[&Place]) -> Option<String> {
    // A single line more is named rather than counted.
    let first = if places.len() > SAME_LINES_NAMED + 1 { &places[..SAME_LINES_NAMED] } else { places };
    let mut named: Vec<String> = first
        .iter()
        .map(|place| place.cell().unwrap_or_else(|| format!("line {}", place.source.line(place.span.start))))
        .collect();
    named.dedup();
    let kind = named.first()?.split(' ').next()?.to_owned();
    named.iter_mut().for_each(|name| *name = name.split(' ').next_back().unwrap_or_default().to_owned());
    let more = places.len() - first.len();
    let plural = if named.len() == 1 && more == 0 { "" } else { "s" };
    named.extend((more > 0).then(|| format!("{more} more")));
    Some(format!("{kind}{plural} {}", list(&named, "and")))
}

/// How many findings there are, such as `2 errors, 1 warning`; empty where there are none.
pub fn tally(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let mut text = String::new();
    for (count, word) in [(errors, "error"), (diagnostics.len() - errors, "warning")] {
        if count > 0 {
            let comma = if text.is_empty() { "" } else { ", " };
            let plural = if count == 1 { "" } else { "s" };
            // Writing to a String cannot fail.
            let _ = write!(text, "{comma}{count} {word}{plural}");
        }
    }
    text
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.name()));
    if let Some(file) = &diagnostic.file {
        group = group.element(Origin::path(file.as_str()));
    }
    let mut labels: Vec<(bool, &Label)> = diagnostic.labels.iter().enumerate().map(|(i, l)| (i == 0, l)).collect();
    while let Some(&(_, first)) = labels.first() {
        let source = &first.place.source;
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            labels.into_iter().partition(|(_, label)| Arc::ptr_eq(&label.place.source, source));
        group = group.element(snippet(source, &here, also(diagnostic)));
        labels = elsewhere;
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(wrapped(help)));
    }
    group
}

/// The width of what stands before a line of help.
const HELP_INDENT: usize = 14;

/// A help text in lines that fit.
fn wrapped(help: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    for word in help.split(' ') {
        let length = word.chars().count();
        if width > 0 {
            let fits = width + 1 + length <= WIDTH - HELP_INDENT;
            lines.push(if fits { ' ' } else { '\n' });
            width = if fits { width + 1 } else { 0 };
        }
        lines.push_str(word);
        width += length;
    }
    lines
}

/// The lines that bear a label, the rest folded away.
fn snippet<'a>(
    source: &'a Source,
    labels: &[(bool, &'a Label)],
    also: String,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let Excerpt { text, line, spans } = excerpt(source, labels.iter().map(|(_, label)| &label.place.span));
    let path = labels.first().map_or_else(|| source.name.clone(), |(_, label)| origin(&label.place));
    Snippet::source(text).path(Some(path)).line_start(line).annotations(spans.into_iter().zip(labels).map(
        |(span, (primary, label))| {
            let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let cell = label.place.cell().filter(|_| !primary).map(|cell| format!("({cell})"));
            let text = Some(label.text.clone()).filter(|text| !text.is_empty());
            let label = [text, cell].into_iter().flatten().reduce(|text, cell| format!("{text} {cell}"));
            let also = Some(also.clone()).filter(|also| *primary && !also.is_empty());
            let label = [label, also].into_iter().flatten().reduce(|text, also| format!("{text}; {also}"));
            kind.span(span).label(label)
        },
    ))
}

/// What stands above a snippet: the file, and in a sheet the cell as well.
fn origin(place: &Place) -> String {
    match place.cell() {
        Some(cell) => format!("{}, {cell}", place.source.name),
        None => place.source.name.clone(),
    }
}

/// Takes line and column away from the places of a sheet. Its cells have names of their own, and columns of its text mean
/// nothing to whoever sees it in Excel.
fn without_columns(mut text: String, diagnostic: &Diagnostic) -> String {
    for place in diagnostic.labels.iter().map(|label| &label.place).filter(|place| place.source.cells.is_some()) {
        let origin = origin(place);
        if let Some(at) = text.find(&format!("{origin}:")) {
            let behind = &text[at + origin.len()..];
            let numbers = behind.len() - behind.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()).len();
            text.replace_range(at + origin.len()..at + origin.len() + numbers, "");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{SHOWN_IN_FULL, render, tally};
    use crate::diagnostic::sheet::Cells;
    use crate::diagnostic::{Code, Diagnostic, Place, Source};

    fn place(text: &str, span: std::ops::Range<usize>) -> Place {
        Place { source: Source::file("f/staff.csv".to_owned(), text.to_owned()), span }
    }

    #[test]
    fn the_line_is_shown_with_a_caret_and_the_cure() {
        let place = place("id;name\r\nå1;Åse\r\n", 13..17);
        let found = Diagnostic::new(Code::BadDate, "this is no date").at(&place, "here").help("write 2026-01-05");
        let expected = "error[V115]: this is no date\n --> f/staff.csv:2:4\n  |\n2 | å1;Åse\n  |    ^^^ here\n  \
                        |\n  = help: write 2026-01-05\n\n";
        assert_eq!(render(&[found], false), expected);
    }

    #[test]
    fn a_sheet_has_cells() {
        let cells = Cells { starts: vec![(1, 0), (7, 1), (11, 0), (17, 1)] };
        let text = "\nid | 0x\na1 | 0y".to_owned();
        let name = "f/plan.xlsx, sheet 'staff'".to_owned();
        let source = Source::sheet(name, text, cells);
        let at = |start| Place { source: Arc::clone(&source), span: start..start + 2 };
        let found = Diagnostic::new(Code::BadDate, "m").at(&at(11), "again").at(&at(1), "first");
        let said = render(&[found], false);
        assert!(said.starts_with("error[V115]: m\n --> f/plan.xlsx, sheet 'staff', cell A3\n  |\n"), "{said}");
        assert!(said.contains("first (cell A2)"), "{said}");
        let same = |start| Diagnostic::new(Code::BadDate, "m").at(&at(start), "");
        assert!(render(&[same(1), same(11)], false).contains("the same in cell A3\n"));
    }

    #[test]
    fn no_span_is_wrong_enough_to_panic() {
        for (start, end) in [(0, 0), (0, 99), (3, 4), (99, 120), (2, 1), (8, 8), (9, 9)] {
            for text in ["", "æøå\r\nb\n", "\n", "x"] {
                assert!(
                    !render(&[Diagnostic::new(Code::BadDate, "m").at(&place(text, start..end), "")], true).is_empty()
                );
            }
        }
    }

    #[test]
    fn long_lines_stay_readable() {
        let text = format!("{};x;{}", "a".repeat(5000), "b".repeat(5000));
        let found = Diagnostic::new(Code::BadDate, "m").at(&place(&text, 5001..5002), "here");
        assert!(render(&[found], false).lines().all(|line| line.chars().count() < 130));
        let found = Diagnostic::new(Code::BadDate, "m").at(&place(&text, 0..9000), "");
        assert!(render(&[found], false).lines().all(|line| line.chars().count() < 130));
    }

    #[test]
    fn a_mistake_made_a_thousand_times_is_counted() {
        let found: Vec<_> = (0..1000)
            .map(|number| Diagnostic::new(Code::BadDate, format!("m{number}")).at(&place("x", 0..1), ""))
            .collect();
        let text = render(&found, false);
        assert_eq!(text.matches("error[").count(), SHOWN_IN_FULL);
        assert!(text.contains("note: 997 more V115 in f/staff.csv\n"), "{text}");
        assert!(text.contains("= note: line 1: m3\n") && text.contains("= note: line 1: m14\n"), "{text}");
        assert!(!text.contains("m15") && text.contains("= note: and 985 more: cure the first ones and run again\n"));
        let four = render(&found[..4], false);
        assert!(four.matches("error[").count() == 4 && !four.contains("more"), "{four}");
        assert_eq!(tally(&found), "1000 errors");
    }

    #[test]
    fn what_is_said_again_is_shown_once_with_its_lines() {
        let text = "x\n".repeat(10);
        let found = |line: usize| Diagnostic::new(Code::BadDate, "m").at(&place(&text, 2 * line..2 * line + 1), "");
        let expected = "error[V115]: m\n --> f/staff.csv:2:1\n  |\n2 | x\n  | ^\n  |\n  = note: the same on line 4\n\n";
        assert_eq!(render(&[found(1), found(3)], false), expected);
        let all: Vec<_> = (0..10).map(found).collect();
        assert!(render(&all, false).contains("the same on lines 2, 3, 4, 5, 6, 7 and 3 more\n"));
    }

    #[test]
    fn what_is_told_of_many_rows_is_shown_with_their_lines() {
        let text = "x\n".repeat(10);
        let places: Vec<Place> = (0..10).map(|line| place(&text, 2 * line..2 * line + 1)).collect();
        let places: Vec<&Place> = places.iter().collect();
        let label = |others: &[&Place], label: &str| {
            let found = Diagnostic::new(Code::BadDate, "m").at(places[0], label).also_at(others);
            render(&[found], false).lines().nth(4).unwrap().trim_start_matches([' ', '|', '^']).to_owned()
        };
        assert_eq!(label(&[], "here"), "here");
        assert_eq!(label(&places[..2], "here"), "here; also line 2");
        assert_eq!(label(&places[1..], ""), "also lines 2, 3, 4, 5, 6, 7 and 3 more");
    }
}
