//! Findings of one kind with one cause, told together.
//!
//! In: what a finding is about, and where. Out: the words in which many of them are one finding. What is told twenty times is not
//! read once; of a few each is told with its own cure.

use crate::diagnostic::{Diagnostic, Place, list};

/// So many of one cause are told one by one; more are told together.
pub const ALONE: usize = 3;

/// How many a finding names before it counts.
const NAMED: usize = 6;

/// The findings about `things` of one cause: one for each of a few, or one about all of them.
pub fn told<T>(
    things: &[T],
    one: impl Fn(&T) -> Diagnostic,
    all: impl FnOnce(&[T]) -> Diagnostic,
    findings: &mut Vec<Diagnostic>,
) {
    if things.len() > ALONE {
        findings.push(all(things));
    } else {
        findings.extend(things.iter().map(one));
    }
}

/// As a sentence names them: so many first, then how many more. A single one more is named rather than counted.
pub fn named(names: &[String]) -> String {
    let shown = if names.len() > NAMED + 1 { NAMED } else { names.len() };
    let mut named = names[..shown].to_vec();
    named.extend((names.len() > shown).then(|| format!("{} more", names.len() - shown)));
    list(&named, "and")
}

/// A finding at the first of these places, with the lines of the others beside its label.
pub fn at(found: Diagnostic, places: &[&Place], label: &str) -> Diagnostic {
    let Some((first, others)) = places.split_first() else { return found };
    let also = also(first, others);
    let words: Vec<&str> = [label, also.as_str()].into_iter().filter(|words| !words.is_empty()).collect();
    found.at(first, words.join("; "))
}

/// Where the others of a group stand; empty where there are none.
fn also(first: &Place, others: &[&Place]) -> String {
    let line = |place: &Place| place.source.line(place.span.start);
    let mut lines: Vec<usize> = others.iter().map(|place| line(place)).filter(|&other| other != line(first)).collect();
    lines.dedup();
    if lines.is_empty() {
        return String::new();
    }
    let names: Vec<String> = lines.iter().map(usize::to_string).collect();
    let line = if first.source.cells.is_some() { "row" } else { "line" };
    format!("also {line}{} {}", if names.len() == 1 { "" } else { "s" }, named(&names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Source};

    #[test]
    fn a_few_are_told_one_by_one_and_more_together() {
        let one = |number: &usize| Diagnostic::new(Code::BadDate, number.to_string());
        let all = |numbers: &[usize]| Diagnostic::new(Code::BadDate, format!("{} of them", numbers.len()));
        for (many, said) in [(0, 0), (3, 3), (4, 1)] {
            let mut findings = Vec::new();
            told(&(0..many).collect::<Vec<usize>>(), one, all, &mut findings);
            assert_eq!(findings.len(), said);
        }
    }

    #[test]
    fn so_many_are_named_and_the_rest_is_counted() {
        let names: Vec<String> = ('a'..='h').map(String::from).collect();
        assert_eq!(named(&names[..7]), "a, b, c, d, e, f and g");
        assert_eq!(named(&names), "a, b, c, d, e, f and 2 more");
        let source = Source::file("f".to_owned(), "x\n".repeat(9));
        let places: Vec<Place> =
            (0..9).map(|line| Place { source: source.clone(), span: 2 * line..2 * line + 1 }).collect();
        let places: Vec<&Place> = places.iter().collect();
        let label = |places: &[&Place]| at(Diagnostic::new(Code::BadDate, ""), places, "here").labels[0].text.clone();
        assert_eq!((label(&places[..1]), label(&places[..2])), ("here".to_owned(), "here; also line 2".to_owned()));
        assert_eq!(label(&places), "here; also lines 2, 3, 4, 5, 6, 7 and 2 more");
    }
}
