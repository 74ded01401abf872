//! The solution of an integer program, as solvers write it: a value for each column, by name.
//!
//! In: the path of a file. Out: names and values with their places, and all findings. Read are the files of HiGHS (both
//! styles), SCIP, CBC and Gurobi, the XML of CPLEX, and plain lines of a name and a value. Which of them it is shows in
//! the text itself. What the names mean is for `check` to say; here a value need only be a number.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{bytes, fingerprint, text, unreadable};
use crate::diagnostic::{Code, Diagnostic, Place, Source, any_error, quote, sort};
use crate::domain::input_file::InputFile;

/// The value of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The column's name.
    pub name: String,
    /// Its value, as the solver wrote it; any number, and perhaps no finite one.
    pub value: f64,
    /// The line that says so.
    pub place: Place,
}

/// A solution file, entry by entry.
#[derive(Debug, Clone, PartialEq)]
pub struct SolutionRows {
    /// The path as the user wrote it.
    pub path: String,
    /// The entries, in the order of the file. Solvers may leave out columns that are zero.
    pub entries: Vec<Entry>,
    /// The file, if it could be read.
    pub input: Option<InputFile>,
    /// Whether a finding refuses the solution already.
    pub refused: bool,
}

const FORMATS: &str =
    "a solution file is what HiGHS, SCIP, CBC, Gurobi or CPLEX writes, or lines of a name and a value";

/// Reads a solution.
pub fn solution(path: &Path) -> (SolutionRows, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut rows = SolutionRows { path: path.display().to_string(), entries: Vec::new(), input: None, refused: false };
    match bytes::named(path) {
        Ok(bytes) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            rows.input = Some(InputFile { file: name, sha256: fingerprint(&bytes) });
            match text::decode(rows.path.clone(), &bytes) {
                Ok(source) => rows.entries = entries(&source, &mut findings),
                Err(mut found) => {
                    found.help = vec![FORMATS.to_owned()];
                    findings.push(*found);
                }
            }
        }
        Err(error) => {
            let cure = "check the path; it is the file that the other solver wrote its solution to";
            findings.push(unreadable(path, &error, cure, Vec::new()));
        }
    }
    sort(&mut findings);
    rows.refused = any_error(&findings);
    (rows, findings)
}

fn entries(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let text = &source.text;
    let found = if text.trim_start().starts_with('<') {
        cplex(source, findings)
    } else if text.lines().any(|line| line.trim_end() == "# Primal solution values") {
        section(source, "# Columns ", findings, pair)
    } else if text.lines().next().is_some_and(|line| line.trim_end() == "Columns") {
        section(source, "    Index Status ", findings, pretty)
    } else {
        plain(source, findings)
    };
    if found.is_empty() && findings.is_empty() {
        let message = "the file holds no solution: it gives no column a value";
        let found = Diagnostic::new(Code::NoSolution, message).on_file(&source.name);
        findings.push(found.help("see in the solver's log whether it found one").help(FORMATS));
    }
    found
}

/// A name and a value out of the words of a line; `None` where it has another form.
type Form = for<'a> fn(&[&'a str]) -> Option<(&'a str, &'a str)>;

/// HiGHS: the columns stand below a heading, up to the next heading. Whatever else the file holds, such as prices by the
/// same names, comes after.
fn section(source: &Arc<Source>, heading: &str, findings: &mut Vec<Diagnostic>, form: Form) -> Vec<Entry> {
    let lines = lines(source).skip_while(|(line, _)| !line.starts_with(heading)).skip(1);
    let lines = lines.take_while(|(line, _)| !line.starts_with('#') && line.trim_end() != "Rows");
    listed(source, lines, findings, form)
}

/// SCIP, CBC, Gurobi, or plain pairs.
fn plain(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let is_heading = |line: &str| {
        line.starts_with('#')
            || line.starts_with("solution status:")
            || line.starts_with("objective value:")
            || line.trim_end() == "no solution available"
            || line.contains(" - objective value ")
    };
    let lines = lines(source).filter(|(line, _)| !is_heading(line));
    listed(source, lines, findings, numbered)
}

/// An entry a line, up to the first line that is none: what follows in a file of another kind is not worth a finding each.
fn listed<'a>(
    source: &Arc<Source>,
    lines: impl Iterator<Item = (&'a str, Range<usize>)>,
    findings: &mut Vec<Diagnostic>,
    form: Form,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (line, span) in lines.filter(|(line, _)| !line.trim().is_empty()) {
        match entry(source, line, span, form, findings) {
            Some(entry) => entries.push(entry),
            None => break,
        }
    }
    entries
}

fn entry(
    source: &Arc<Source>,
    line: &str,
    span: Range<usize>,
    form: Form,
    findings: &mut Vec<Diagnostic>,
) -> Option<Entry> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let place = Place { source: Arc::clone(source), span };
    match form(&words) {
        Some((name, value)) => valued(name, value, place, findings),
        None => {
            let found = Diagnostic::new(Code::SolutionSyntax, "a line of the solution is no name with a value");
            findings.push(found.at(&place, "").help(FORMATS));
            None
        }
    }
}

fn valued(name: &str, value: &str, place: Place, findings: &mut Vec<Diagnostic>) -> Option<Entry> {
    match value.parse() {
        Ok(value) => Some(Entry { name: name.to_owned(), value, place }),
        Err(_) => {
            let message = format!("the value of {} is {}, which is no number", quote(name), quote(value));
            findings.push(Diagnostic::new(Code::SolutionSyntax, message).at(&place, "").help(FORMATS));
            None
        }
    }
}

/// `name value`.
fn pair<'a>(words: &[&'a str]) -> Option<(&'a str, &'a str)> {
    match words {
        [name, value] => Some((name, value)),
        _ => None,
    }
}

/// The same, or as SCIP has it, `name value (obj:cost)`, or as CBC has it, `number name value cost`, with two stars before
/// what is not feasible.
fn numbered<'a>(words: &[&'a str]) -> Option<(&'a str, &'a str)> {
    match words {
        [name, value, cost] if cost.starts_with("(obj:") => Some((name, value)),
        ["**", number, name, value, _] | [number, name, value, _] if number.parse::<u64>().is_ok() => {
            Some((name, value))
        }
        _ => pair(words),
    }
}

/// HiGHS's table: index, status (perhaps empty), lower, upper, primal, dual (perhaps empty), type (perhaps empty), name.
fn pretty<'a>(words: &[&'a str]) -> Option<(&'a str, &'a str)> {
    let (name, rest) = words.split_last()?;
    let (index, rest) = rest.split_first()?;
    index.parse::<u64>().ok()?;
    let has_status = rest.first().is_some_and(|word| word.parse::<f64>().is_err());
    Some((name, rest.get(2 + usize::from(has_status))?))
}

/// CPLEX: `<variable name="…" value="…"/>`, of the first solution where the file has several.
fn cplex(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut reader = Reader::from_str(&source.text);
    let mut entries = Vec::new();
    loop {
        let start = position(&reader, source);
        let event = reader.read_event();
        let place = |from: usize| Place { source: Arc::clone(source), span: from..position(&reader, source).max(from) };
        match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.name().as_ref() == "variable" => {
                entries.extend(variable(&tag, place(start), findings));
            }
            Ok(Event::End(tag)) if tag.name().as_ref() == "CPLEXSolution" => return entries,
            Ok(Event::Eof) => {
                let found = Diagnostic::new(Code::SolutionSyntax, "the solution breaks off before its end");
                findings.push(found.at(&place(start), "no </CPLEXSolution> so far").help(FORMATS));
                return entries;
            }
            Ok(_) => {}
            Err(error) => {
                let found = Diagnostic::new(Code::SolutionSyntax, format!("the XML is not well-formed: {error}"));
                findings.push(found.at(&place(start), "").help(FORMATS));
                return entries;
            }
        }
    }
}

fn variable(tag: &BytesStart<'_>, place: Place, findings: &mut Vec<Diagnostic>) -> Option<Entry> {
    let attribute = |name: &str| {
        let attribute = tag.try_get_attribute(name).ok()??;
        // No entity is known but the five of XML itself, so nothing can grow.
        Some(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
    };
    match (attribute("name"), attribute("value")) {
        (Some(name), Some(value)) => valued(&name, &value, place, findings),
        _ => {
            let found = Diagnostic::new(Code::SolutionSyntax, "a variable has no name or no value that can be read");
            findings.push(found.at(&place, "").help(FORMATS));
            None
        }
    }
}

/// Where the reader stands, at a boundary between characters.
fn position(reader: &Reader<&[u8]>, source: &Source) -> usize {
    let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    (0..=at.min(source.text.len())).rev().find(|&at| source.text.is_char_boundary(at)).unwrap_or(0)
}

/// The lines with their places.
fn lines(source: &Arc<Source>) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut start = 0;
    source.text.split_inclusive('\n').map(move |line| {
        let span = start..start + line.trim_end().len();
        start += line.len();
        (line, span)
    })
}
