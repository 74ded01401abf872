//! The `summary.json` that a run left beside its roster: what it says is proven.
//!
//! In: the path of a roster. Out: what the summary there says, word by word, or a warning about what cannot be read. A
//! summary is no input of a plan: nothing is refused for its sake, and nothing it claims is believed here.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{text, unreadable};
use crate::diagnostic::{Code, Diagnostic, Place, Source};
use crate::domain::input_file::InputFile;

/// How much of the parser's words is shown: they may quote the file, and a file may be long.
const SAID: usize = 120;

/// The file's name.
pub const FILE: &str = "summary.json";

/// What a summary says of one goal.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoalRow {
    /// The goal's name.
    pub goal: String,
    /// Its value.
    pub value: f64,
    /// The bound, where there is one.
    pub bound: Option<f64>,
    /// Whether it says that value and bound agree.
    pub proven: bool,
}

/// A rule that a summary says was broken before a roster was mended, in its own words.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PastRow {
    /// The rule's name.
    pub rule: String,
    /// The id of whoever broke it, where it is about a person.
    pub staff: Option<String>,
    /// The code of the municipality.
    pub municipality: Option<String>,
    /// The windows concerned.
    pub windows: Vec<PastWindow>,
}

/// A window as a summary names it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PastWindow {
    /// Its date, such as `2026-01-05`.
    pub date: String,
    /// Its start, such as `08:00`.
    pub start: String,
}

/// What a summary says, as far as a roster's proofs depend on it.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryRows {
    /// The files that the run read.
    pub inputs: Vec<InputFile>,
    /// The period it is about, first and last day; `None` where it says none.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The first day that could change, where a published roster was mended.
    pub replanned_from: Option<NaiveDate>,
    /// The goals, in the order of the ladder.
    pub goals: Vec<GoalRow>,
    /// The rules that were broken before that day.
    pub past: Vec<PastRow>,
}

/// Whether there is a summary, and what it says.
#[derive(Debug, Clone, PartialEq)]
pub enum Beside {
    /// There is none.
    Missing,
    /// It cannot be read; a warning says why.
    Unreadable,
    /// What it says.
    Read(SummaryRows),
}

#[derive(Deserialize)]
struct Document {
    inputs: Vec<serde_json::Value>,
    #[serde(default)]
    period: Option<Days>,
    #[serde(default)]
    replanned_from: Option<String>,
    goals: Vec<GoalRow>,
    #[serde(default)]
    past: Vec<PastRow>,
}

#[derive(Deserialize)]
struct Days {
    from: String,
    to: String,
}

/// Reads the summary beside a roster.
pub fn beside(roster: &Path) -> (Beside, Vec<Diagnostic>) {
    let path = roster.with_file_name(FILE);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (Beside::Missing, Vec::new()),
        Err(error) => {
            let mut found = unreadable(&path, &error, "let it be read, or plan again", Vec::new());
            found.code = Code::BrokenSummary;
            return (Beside::Unreadable, vec![found]);
        }
    };
    let read = text::decode(path.display().to_string(), &bytes);
    match read.and_then(|source| rows(&source)) {
        Ok(rows) => (Beside::Read(rows), Vec::new()),
        Err(mut found) => {
            found.code = Code::BrokenSummary;
            found.help = cures(&bytes, roster.with_file_name(CHANGES).exists());
            (Beside::Unreadable, vec![*found])
        }
    }
}

/// The list that a mended roster comes with.
const CHANGES: &str = "changes.csv";

/// What to do about a summary that cannot be read; of a mended roster it has said what was broken before, too.
fn cures(bytes: &[u8], has_changes: bool) -> Vec<String> {
    let is_mended = has_changes || String::from_utf8_lossy(bytes).contains("\"replanned_from\"");
    let cures: &[&str] = match is_mended {
        false => &["nothing of this roster counts as proven; 'vagtplan plan' writes the file anew"],
        true => &[
            "nothing of this roster counts as proven, and what was broken before it was mended is judged like the rest",
            "'vagtplan replan' with the same --published and --from writes the file anew; 'plan' would make another roster",
        ],
    };
    cures.iter().map(|cure| (*cure).to_owned()).collect()
}

fn rows(source: &Arc<Source>) -> Result<SummaryRows, Box<Diagnostic>> {
    let document: Document = serde_json::from_str(&source.text).map_err(|error| {
        let place = Place { source: Arc::clone(source), span: span(&source.text, error.line(), error.column()) };
        // What serde says ends in the place, which the line shows already.
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default();
        let shown: String = said.chars().take(SAID).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        let found = Diagnostic::new(Code::BrokenSummary, "the summary beside the roster cannot be read");
        Box::new(found.at(&place, shown))
    })?;
    let from = document.replanned_from.map(|day| day.parse::<NaiveDate>()).transpose().map_err(|_| {
        Box::new(
            Diagnostic::new(Code::BrokenSummary, "'replanned_from' of the summary is no date").on_file(&source.name),
        )
    })?;
    if document.goals.iter().any(|goal| !goal.value.is_finite() || goal.bound.is_some_and(|bound| !bound.is_finite())) {
        let found = Diagnostic::new(Code::BrokenSummary, "a number of the summary is not finite");
        return Err(Box::new(found.on_file(&source.name)));
    }
    let inputs: Option<Vec<InputFile>> = document.inputs.iter().map(input).collect();
    let inputs = inputs.ok_or_else(|| {
        let said = "an entry of 'inputs' in the summary is no file with its 'sha256'";
        Box::new(Diagnostic::new(Code::BrokenSummary, said).on_file(&source.name))
    })?;
    let period = document.period.and_then(|days| Some((days.from.parse().ok()?, days.to.parse().ok()?)));
    Ok(SummaryRows { inputs, period, replanned_from: from, goals: document.goals, past: document.past })
}

/// A file as a summary names it.
fn input(entry: &serde_json::Value) -> Option<InputFile> {
    let text = |key: &str| entry.get(key)?.as_str().map(str::to_owned);
    Some(InputFile { file: text("file")?, sha256: text("sha256")? })
}

/// The character at a line and column, both counted from one; the column counts bytes.
fn span(text: &str, line: usize, column: usize) -> std::ops::Range<usize> {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut start = (before + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    start..start + text[start..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<SummaryRows, Box<Diagnostic>> {
        rows(&Source::file("summary.json".to_owned(), text.to_owned()))
    }

    #[test]
    fn what_is_missing_or_odd_is_said_and_never_panics() {
        for text in ["", "{", "[]", "{\"inputs\": []}", "æ\u{0}", "{\"inputs\": [], \"goals\": [{\"goal\": 1}]}"] {
            let found = read(text).unwrap_err();
            assert_eq!(found.code, Code::BrokenSummary, "{text}");
        }
        let bad_day = read("{\"inputs\": [], \"goals\": [], \"replanned_from\": \"soon\"}").unwrap_err();
        assert!(bad_day.message.contains("no date"));
        for inputs in ["[{\"file\": \"plan.toml\"}]", "[\"plan.toml\"]", "[{\"file\": \"plan.toml\", \"sha256\": 1}]"] {
            let found = read(&format!("{{\"inputs\": {inputs}, \"goals\": []}}")).unwrap_err();
            assert!(found.message.contains("'sha256'"), "{inputs}");
        }
        let huge =
            read("{\"inputs\": [], \"goals\": [{\"goal\":\"shares\",\"value\":1e999,\"bound\":null,\"proven\":true}]}");
        assert!(huge.is_err());
    }

    #[test]
    fn keys_that_are_not_needed_are_passed_over() {
        let rows =
            read("{\"title\": \"x\", \"inputs\": [{\"file\": \"a\", \"sha256\": \"0\"}], \"goals\": []}").unwrap();
        assert_eq!(rows.inputs[0].file, "a");
        assert_eq!(rows.replanned_from, None);
    }
}
