//! The `summary.json` that a run left beside its roster: what it says is proven.
//!
//! In: the path of a roster. Out: what the summary there says, word by word, or a warning about what cannot be read. A
//! summary is no input of a plan: nothing is refused for its sake, and nothing it claims is believed here.

use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::{bytes, prices, text, unreadable};
use crate::diagnostic::{Code, Diagnostic, Place, Source};
use crate::domain::evidence::{Run, Searched};
use crate::domain::input_file::InputFile;
use crate::domain::price::Price;
use crate::domain::state::{Earlier, State};

/// How much of the parser's words is shown: they may quote the file, and a file may be long.
const SAID: usize = 120;

/// The file's name.
pub const FILE: &str = "summary.json";

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
    /// The files that the command read.
    pub inputs: Vec<InputFile>,
    /// The period it is about, first and last day; `None` where it says none.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The first day that could change, where a published roster was mended.
    pub replanned_from: Option<NaiveDate>,
    /// Whether the roster was sent out; `None` where it does not say so.
    pub state: Option<State>,
    /// The fingerprint of the shifts that it is about; `None` where it has none.
    pub roster: Option<String>,
    /// The search that the roster comes from; `None` where nothing was known of it.
    pub run: Option<Run>,
    /// The rules that were broken before that day.
    pub past: Vec<PastRow>,
    /// The files that were written with it; none where it does not say.
    pub outputs: Vec<InputFile>,
    /// What the goals cost; `None` where it does not say.
    pub prices: Option<Vec<Price>>,
}

/// Whether there is a summary, and what it says.
#[derive(Debug, Clone, PartialEq)]
pub enum Beside {
    /// There is none.
    Missing,
    /// It cannot be read; a warning says why.
    Unreadable,
    /// What it says.
    Read(Box<SummaryRows>),
}

#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    versions: Versions,
    inputs: Vec<serde_json::Value>,
    #[serde(default)]
    period: Option<Days>,
    #[serde(default)]
    replanned_from: Option<String>,
    #[serde(default)]
    state: Option<String>,
    #[serde(default)]
    sent: Option<String>,
    #[serde(default)]
    changes: Option<Changes>,
    #[serde(default)]
    roster: Option<String>,
    #[serde(default)]
    status: String,
    #[serde(default)]
    seconds: f64,
    goals: Vec<Goal>,
    /// Where no search made this very roster: the one that it comes from, or `null`.
    #[serde(default, deserialize_with = "told")]
    proofs: Option<Option<Proofs>>,
    #[serde(default)]
    past: Vec<PastRow>,
    #[serde(default)]
    outputs: Vec<serde_json::Value>,
    #[serde(default)]
    prices: serde_json::Value,
}

#[derive(Default, Deserialize)]
struct Versions {
    highs: Option<String>,
}

#[derive(Deserialize)]
struct Proofs {
    highs: Option<String>,
    inputs: Vec<serde_json::Value>,
    status: String,
    seconds: f64,
    goals: Vec<Goal>,
}

#[derive(Deserialize)]
struct Goal {
    goal: String,
    value: f64,
    bound: Option<f64>,
    proven: bool,
}

#[derive(Deserialize)]
struct Changes {
    file: String,
    roster: String,
    sent: Option<String>,
    published: Option<String>,
}

#[derive(Deserialize)]
struct Days {
    from: String,
    to: String,
}

/// A value that is there, be it `null`.
fn told<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<Proofs>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Reads the summary beside a roster.
pub fn beside(roster: &Path) -> (Beside, Vec<Diagnostic>) {
    let path = roster.with_file_name(FILE);
    let bytes = match bytes::found(&path) {
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
        Ok(rows) => (Beside::Read(Box::new(rows)), Vec::new()),
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
    let broken = |said: &str| Box::new(Diagnostic::new(Code::BrokenSummary, said).on_file(&source.name));
    let from = document.replanned_from.map(|day| day.parse::<NaiveDate>()).transpose();
    let from = from.map_err(|_| broken("'replanned_from' of the summary is no date"))?;
    let period = document.period.and_then(|days| Some((days.from.parse().ok()?, days.to.parse().ok()?)));
    let inputs = files(&document.inputs).ok_or_else(|| broken(NO_FILE))?;
    let state = state(document.state.as_deref(), document.sent.as_deref(), document.changes);
    let state = state.ok_or_else(|| broken("'state' of the summary does not go with 'sent' and 'changes'"))?;
    let run = match document.proofs {
        None => Some(Run {
            highs: document.versions.highs,
            inputs: inputs.clone(),
            status: document.status,
            seconds: document.seconds,
            goals: searched(document.goals),
        }),
        Some(None) => None,
        Some(Some(proofs)) => Some(Run {
            highs: proofs.highs,
            inputs: files(&proofs.inputs).ok_or_else(|| broken(NO_FILE))?,
            status: proofs.status,
            seconds: proofs.seconds,
            goals: searched(proofs.goals),
        }),
    };
    let is_odd = |goal: &Searched| !goal.value.is_finite() || goal.bound.is_some_and(|bound| !bound.is_finite());
    if run.iter().any(|run| run.goals.iter().any(is_odd)) {
        return Err(broken("a number of the summary is not finite"));
    }
    let outputs = files(&document.outputs)
        .ok_or_else(|| broken("an entry of 'outputs' in the summary is no file with its 'sha256'"))?;
    let (roster, past, prices) = (document.roster, document.past, prices::prices(document.prices));
    Ok(SummaryRows { inputs, period, replanned_from: from, state, roster, run, past, outputs, prices })
}

const NO_FILE: &str = "an entry of 'inputs' in the summary is no file with its 'sha256'";

fn files(entries: &[serde_json::Value]) -> Option<Vec<InputFile>> {
    entries.iter().map(input).collect()
}

fn searched(goals: Vec<Goal>) -> Vec<Searched> {
    let row = |Goal { goal, value, bound, proven }| Searched { goal, value, bound, proven };
    goals.into_iter().map(row).collect()
}

/// Whether the roster was sent out, where that is said; nothing where it is said in a way that makes no sense.
fn state(word: Option<&str>, sent: Option<&str>, changes: Option<Changes>) -> Option<Option<State>> {
    let Some(word) = word else { return Some(None) };
    let day =
        |day: Option<&str>| day.map(|day| day.parse::<NaiveDate>().ok()).map_or(Some(None), |day| Some(Some(day?)));
    let of = match changes {
        None => None,
        Some(Changes { file, roster, sent, published }) => {
            Some(Earlier { file, roster, sent: day(sent.as_deref())?, published: day(published.as_deref())? })
        }
    };
    let [draft, published, changed] = State::WORDS;
    let state = match (day(sent)?, of) {
        (None, of) if word == draft => State::Draft { of },
        (Some(on), None) if word == published => State::Published { on },
        (Some(on), Some(of)) if word == changed => State::Changed { on, of },
        _ => return None,
    };
    Some(Some(state))
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
        for state in
            ["\"sent\"", "\"published\"", "\"draft\", \"sent\": \"2026-03-01\"", "\"published\", \"sent\": \"soon\""]
        {
            let found = read(&format!("{{\"inputs\": [], \"goals\": [], \"state\": {state}}}")).unwrap_err();
            assert!(found.message.contains("'state'"), "{state}");
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
        assert_eq!((rows.replanned_from, rows.state, rows.roster), (None, None, None));
        assert!(rows.run.is_some());
    }

    #[test]
    fn proofs_of_another_roster_are_told_from_those_of_this_one() {
        let of = |proofs: &str| {
            let goals = "[{\"goal\": \"coverage\", \"value\": 2, \"bound\": null, \"proven\": false}]";
            let run = read(&format!("{{\"inputs\": [], \"goals\": {goals}{proofs}}}")).unwrap().run;
            run.map(|run| run.goals.iter().map(|goal| goal.value).collect::<Vec<f64>>())
        };
        assert_eq!(of(""), Some(vec![2.0]));
        assert_eq!(of(", \"proofs\": null"), None);
        let goal = "{\"goal\": \"coverage\", \"value\": 1, \"bound\": 1, \"proven\": true}";
        let proofs =
            format!(", \"proofs\": {{\"inputs\": [], \"status\": \"proven\", \"seconds\": 1, \"goals\": [{goal}]}}");
        assert_eq!(of(&proofs), Some(vec![1.0]));
    }

    #[test]
    fn a_state_is_read_as_it_is_written() {
        let of = |state: &str| read(&format!("{{\"inputs\": [], \"goals\": [], {state}}}")).unwrap().state;
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        assert_eq!(of("\"state\": \"draft\""), Some(State::DRAFT));
        assert_eq!(of("\"state\": \"published\", \"sent\": \"2026-03-01\""), Some(State::Published { on: day(1) }));
        let changes =
            "\"changes\": {\"file\": \"roster.csv\", \"roster\": \"f\", \"sent\": \"2026-03-01\", \"published\": null}";
        let changed = of(&format!("\"state\": \"changed\", \"sent\": \"2026-03-10\", {changes}"));
        assert_eq!(changed.as_ref().and_then(State::sent), Some(day(10)));
        assert_eq!(changed.as_ref().and_then(State::of).and_then(|of| of.sent), Some(day(1)));
    }
}
