//! Findings of one kind with one cause, told together.
//!
//! In: what a finding is about, and where. Out: the words in which many of them are one finding. What is told twenty times is not
//! read once; of a few each is told with its own cure.

use crate::diagnostic::{Code, Diagnostic, Place, list};

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

/// A row that says again what an earlier row of its table has said.
pub struct Twice<'a> {
    /// What is there twice, in a sentence.
    pub said: String,
    /// The later row, or its key.
    pub again: &'a Place,
    /// The earlier one.
    pub first: &'a Place,
    /// What else to say of the two.
    pub hint: Option<String>,
}

/// The findings about rows of one table that are there twice: `things` is what they are together, `cure` what to do with two.
/// Very many are a table that was put together from two.
pub fn twice(code: Code, twice: &[Twice<'_>], things: &str, cure: &str, findings: &mut Vec<Diagnostic>) {
    let one = |row: &Twice<'_>| {
        let found = Diagnostic::new(code, row.said.clone()).at(row.again, "again").at(row.first, "first");
        found.help_if(row.hint.clone()).help(cure)
    };
    let all = |rows: &[Twice<'_>]| {
        let places: Vec<&Place> = rows.iter().map(|row| row.again).collect();
        let found = Diagnostic::new(code, format!("{} {things} are there twice: {}", rows.len(), rows[0].said));
        at(found, &places, "again")
            .at(rows[0].first, "first")
            .help_if(rows.iter().find_map(|row| row.hint.clone()))
            .help(cure)
            .help("look whether the table was put together from two that overlap")
    };
    told(twice, one, all, findings);
}

/// As a sentence names them: so many first, then how many more. A single one more is named rather than counted.
pub fn named(names: &[String]) -> String {
    let shown = if names.len() > NAMED + 1 { NAMED } else { names.len() };
    let mut named = names[..shown].to_vec();
    named.extend((names.len() > shown).then(|| format!("{} more", names.len() - shown)));
    list(&named, "and")
}

/// A finding at the first of these places, and at the others as well.
pub fn at(found: Diagnostic, places: &[&Place], label: &str) -> Diagnostic {
    match places.split_first() {
        Some((first, others)) => found.at(first, label).also_at(others),
        None => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
