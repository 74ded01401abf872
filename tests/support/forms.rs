//! Forms of the quickstart: sent out, filled in, and collected.
//!
//! In: the quickstart. Out: forms as they come back, and what `collect` says of them.

use std::fs;

use super::place::Place;
use super::workbook::fill;

/// The forms of the quickstart, in English.
pub fn formed() -> Place {
    let place = Place::new();
    place.done(&["forms", ".", "--language", "en", "--deadline", "2025-12-01"]);
    place
}

pub fn form(place: &Place, name: &str) -> Vec<u8> {
    fs::read(place.path(&format!("out/forms/{name}.xlsx"))).expect("a form")
}

pub fn put(place: &Place, name: &str, bytes: &[u8]) {
    fs::create_dir_all(place.path("answers")).expect("a folder");
    fs::write(place.path(&format!("answers/{name}")), bytes).expect("an answer");
}

/// What `collect` says, and its summary.
pub fn collect(place: &Place, more: &[&str]) -> (i32, String, serde_json::Value) {
    let output = place.output(&[&["collect", ".", "answers", "--json"], more].concat());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let summary = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{said}"));
    (output.status.code().expect("an exit code"), said, summary)
}

/// The states of Lemvig, Skive and Struer.
pub fn states(summary: &serde_json::Value) -> Vec<String> {
    let answers = summary["answers"].as_array().expect("answers").iter();
    answers.map(|answer| answer["state"].as_str().expect("a state").to_owned()).collect()
}

/// In the form of Skive: the headings stand in row 6, Gitte, Per, Rikke and Yasmin below, then five empty rows; mon 08:00 is column C, tue
/// 08:00 and 16:00 are D and E. On the sheet of dates the headings stand in row 4.
pub fn skive(place: &Place, cells: &[(usize, &str, &str)]) -> Vec<u8> {
    cells.iter().fold(form(place, "779 Skive"), |form, (sheet, cell, text)| fill(&form, *sheet, cell, text))
}
