//! Whether a roster and the files beside it are of one run: whoever sends them out, or reads one for another, relies on that.
//!
//! In: what lies beside a roster. Out: a warning, where they are not. Nothing is refused for it: a roster that somebody has changed by hand is
//! what they mean.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, list, quote};
use crate::domain::words::counted;
use crate::read::set::SetRows;
use crate::read::summary::Beside;

/// How many files a sentence names.
const NAMED: usize = 3;

/// The findings about the files beside the roster at `path`.
pub fn mixed(path: &Path, beside: &Beside, set: &SetRows) -> Option<Diagnostic> {
    let roster = path.display().to_string();
    let is_broken_off = *beside == Beside::Missing && set.unfinished;
    let message = if set.other_shifts {
        "the roster has other shifts than the files beside it".to_owned()
    } else if !set.other_files.is_empty() {
        let count = counted(set.other_files.len() as u64, "file", "files");
        let is = if set.other_files.len() == 1 { "is" } else { "are" };
        format!("{count} beside the roster {is} not what was written with it: {}", named(&set.other_files))
    } else if is_broken_off {
        "the files beside the roster are of a run that was ended while it wrote".to_owned()
    } else {
        return None;
    };
    let found = Diagnostic::new(Code::MixedSet, message).on_file(roster);
    Some(if set.unfinished {
        found.help(
            "a run was ended while it wrote there, or is writing now: run it again, which takes away what it has left",
        )
    } else if set.other_shifts {
        found
            .help("if somebody has changed the roster, 'vagtplan publish' or 'vagtplan report' writes workbook, calendars and packs of it")
            .help("if nobody has, a run was ended while it wrote: run it again")
    } else {
        found
            .help("if somebody has changed them, that counts for nothing: commands read the roster")
            .help("if nobody has, they are of another run: run it again, and send none of them before")
    })
}

fn named(files: &[String]) -> String {
    let mut named: Vec<String> = files.iter().take(NAMED).map(|file| quote(file)).collect();
    let more = files.len().saturating_sub(NAMED);
    if more > 0 {
        named.push(format!("{more} more"));
    }
    list(&named, "and")
}
