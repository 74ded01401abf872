//! The files that were written with a roster, as they lie beside it now.
//!
//! In: the path of a roster and the summary beside it. Out: which of the files that the summary names are no longer what was written.
//! A file that is not there any more is no matter: packs are sent and moved away. A roster that was only saved again is none either.

use std::fs;
use std::path::{Component, Path};

use super::summary::{Beside, SummaryRows};
use super::{RosterRows, fingerprint, names};
use crate::domain::input_file::{InputFile, PASSING};

/// A text that people change before they send it.
const OWN: &str = "message.txt";

/// What lies beside a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetRows {
    /// Whether the roster is a file of the set, and has other shifts than it was written with.
    pub other_shifts: bool,
    /// The names of the files that are not those that were written, sorted.
    pub other_files: Vec<String>,
    /// Whether a run that wrote there has not come to its end.
    pub unfinished: bool,
}

/// Looks at the files beside the roster at `path`, whose rows these are.
pub fn set(path: &Path, rows: &RosterRows, beside: &Beside) -> SetRows {
    let folder = path.parent().unwrap_or(Path::new("."));
    let entries = fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let mut names = entries.into_iter().flatten().flatten().map(|entry| entry.file_name());
    let unfinished = names.any(|name| name.to_string_lossy().starts_with(PASSING));
    let mut found = SetRows { other_shifts: false, other_files: Vec::new(), unfinished };
    let Beside::Read(summary) = beside else { return found };
    let name = rows.input.as_ref().map_or("", |input| &input.file);
    if !summary.outputs.iter().any(|output| output.file == name) {
        return found;
    }
    found.other_shifts = summary.roster.is_some() && rows.shifts() != summary.roster;
    let others = summary.outputs.iter().filter(|output| output.file != name && output.file != OWN);
    found.other_files =
        others.filter(|output| is_other(folder, output, summary)).map(|output| output.file.clone()).collect();
    found.other_files.sort();
    found
}

/// Whether a file is there and is not what was written.
fn is_other(folder: &Path, output: &InputFile, summary: &SummaryRows) -> bool {
    let within = Path::new(&output.file).components().all(|part| matches!(part, Component::Normal(_)));
    let path = folder.join(&output.file);
    if !within || !path.is_file() {
        return false;
    }
    let is_written = fs::read(&path).is_ok_and(|bytes| fingerprint(&bytes) == output.sha256);
    let has_the_shifts = || names::is_roster(&output.file) && super::roster(&path).0.shifts() == summary.roster;
    !(is_written || has_the_shifts())
}
