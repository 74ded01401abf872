//! What `check --format json` prints: whether the folder is in order, what it amounts to, and every finding with its place.
//!
//! In: the folder's instance where there is one, its inputs and the findings. Out: bytes. A folder that is refused is told
//! of as one that is in order: a program that reads this never has to look elsewhere.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::report::json::{Period, Versions, pretty};

#[derive(Serialize)]
struct Document<'a> {
    versions: Versions,
    inputs: &'a [InputFile],
    status: &'static str,
    errors: usize,
    warnings: usize,
    /// This and what follows up to the findings is `null` where the folder is refused.
    title: Option<&'a str>,
    period: Option<Period>,
    municipalities: Option<usize>,
    staff: Option<u64>,
    pools: Option<usize>,
    windows: Option<usize>,
    seats: Option<u64>,
    findings: Vec<Finding<'a>>,
}

/// A finding as documents tell of it.
#[derive(Serialize)]
pub struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    /// `null` where the finding is about no one file.
    file: Option<&'a str>,
    /// `null`, like what follows, where no line can be shown. Of a sheet it is the row.
    line: Option<usize>,
    /// `null` in a sheet.
    column: Option<usize>,
    /// The cell of a sheet, such as `C5`; `null` in a text file, and where it is about a row.
    cell: Option<String>,
    label: &'a str,
    /// Other places that belong to it.
    related: Vec<Related<'a>>,
    help: &'a [String],
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    line: usize,
    column: Option<usize>,
    cell: Option<String>,
    label: &'a str,
}

/// The document; without an instance the folder is refused.
pub fn bytes(instance: Option<&Instance>, inputs: &[InputFile], findings: &[Diagnostic]) -> Vec<u8> {
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    pretty(&Document {
        versions: Versions::current(),
        inputs,
        status: if instance.is_some() { "in-order" } else { "refused" },
        errors,
        warnings: findings.len() - errors,
        title: instance.map(|instance| instance.title.as_str()),
        period: instance.map(Period::of),
        municipalities: instance.map(|instance| instance.municipalities.len()),
        staff: instance.map(|instance| instance.staff.iter().map(|staff| u64::from(staff.heads)).sum()),
        pools: instance.map(|instance| instance.staff.iter().filter(|staff| staff.is_pool()).count()),
        windows: instance.map(|instance| instance.windows.len()),
        seats: instance.map(|instance| instance.seats()),
        findings: findings.iter().map(finding).collect(),
    })
}

/// A finding of a folder.
pub fn finding(diagnostic: &Diagnostic) -> Finding<'_> {
    let mut labels = diagnostic.labels.iter();
    let first = labels.next();
    let place = first.map(|label| position(&label.place));
    let others = diagnostic.also.iter().map(|place| related(place, ""));
    Finding {
        code: diagnostic.code.name(),
        severity: match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        file: first.map(|label| label.place.source.name.as_str()).or(diagnostic.file.as_deref()),
        line: place.map(|(line, _)| line),
        column: place.and_then(|(_, column)| column),
        cell: first.and_then(|label| cell(&label.place)),
        label: first.map_or("", |label| &label.text),
        related: labels.map(|label| related(&label.place, &label.text)).chain(others).collect(),
        help: &diagnostic.help,
    }
}

fn related<'a>(place: &'a Place, label: &'a str) -> Related<'a> {
    let (line, column) = position(place);
    Related { file: &place.source.name, line, column, cell: cell(place), label }
}

/// The cell of a sheet.
fn cell(place: &Place) -> Option<String> {
    place.cell()?.strip_prefix("cell ").map(str::to_owned)
}

/// Line and column of the place's beginning, both from one and in characters, as the findings on the terminal have them.
/// The text of a sheet has rows, and its columns are cells.
fn position(place: &Place) -> (usize, Option<usize>) {
    let text = &place.source.text;
    let at = (0..=place.span.start.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let column = text[line_start..at].chars().count() + 1;
    (place.source.line(at), place.source.cells.is_none().then_some(column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::sheet::Cells;
    use crate::diagnostic::{Code, Source, render};
    use crate::report::sample;

    #[test]
    fn a_place_is_the_one_that_the_terminal_shows() {
        let source = Source::file("f/staff.csv".to_owned(), "id;name\nå1;Åse\n".to_owned());
        let place = Place { source, span: 12..16 };
        let other = Place { span: 0..2, ..place.clone() };
        let found = Diagnostic::new(Code::BadDate, "this is no date").at(&place, "here").help("write 2026-01-05");
        let found = found.also_at(&[&other]);
        assert!(render(std::slice::from_ref(&found), false).contains("f/staff.csv:2:4"));
        let document: serde_json::Value = serde_json::from_slice(&bytes(None, &[], &[found])).unwrap();
        let expected = serde_json::json!([{
            "code": "V115", "severity": "error", "message": "this is no date", "file": "f/staff.csv", "line": 2,
            "column": 4, "cell": null, "label": "here", "related": [
                { "file": "f/staff.csv", "line": 1, "column": 1, "cell": null, "label": "" }
            ], "help": ["write 2026-01-05"],
        }]);
        assert_eq!(document["findings"], expected);
        assert_eq!((&document["status"], &document["errors"]), (&"refused".into(), &1.into()));
        assert!(document["seats"].is_null());
    }

    #[test]
    fn a_place_in_a_sheet_is_a_row_and_a_cell() {
        let cells = Cells { starts: vec![(0, 0), (3, 1), (8, 0), (12, 1)] };
        let source = Source::sheet("f/plan.xlsx, staff".to_owned(), "id,name\nå1,Åse\n".to_owned(), cells);
        let place = Place { source, span: 12..16 };
        let found = Diagnostic::new(Code::BadDate, "this is no date").at(&place, "");
        let document: serde_json::Value = serde_json::from_slice(&bytes(None, &[], &[found])).unwrap();
        let found = &document["findings"][0];
        assert_eq!((&found["line"], &found["cell"]), (&2.into(), &"B2".into()));
        assert!(found["column"].is_null());
    }

    #[test]
    fn a_folder_in_order_says_what_it_amounts_to() {
        let instance = sample::instance();
        let document: serde_json::Value = serde_json::from_slice(&bytes(Some(&instance), &[], &[])).unwrap();
        assert_eq!((&document["status"], &document["seats"]), (&"in-order".into(), &14.into()));
        assert_eq!((&document["staff"], &document["pools"]), (&6.into(), &1.into()));
    }
}
