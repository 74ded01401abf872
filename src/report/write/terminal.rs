//! Text on stdout and stderr.
//!
//! In: data, and what is said beside it. Out: nothing, where nobody listens any more. A reader who closes the pipe early is no error.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use comfy_table::Table;

use super::fault::{Unwritable, unwritable};
use crate::domain::language::Language;
use crate::report::table::{NARROWEST, Terminal, WIDEST};

/// Prints data.
///
/// # Errors
/// Where stdout can't be written to, unless its reader has simply had enough.
pub fn stdout(data: &[u8]) -> Result<(), Unwritable> {
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(data).and_then(|()| stdout.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(unwritable(Path::new("stdout"), cause)),
        _ => Ok(()),
    }
}

/// Prints what is not data. Where not even stderr can be written to there is nobody left to tell.
pub fn stderr(text: &str) {
    anstream::stderr().lock().write_all(text.as_bytes()).ok();
}

/// How much is said on stderr beside findings, which are always said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verbosity {
    /// Warnings and errors alone: a quiet tool must not be quietly wrong.
    Quiet,
    /// Progress, and where the files went.
    #[default]
    Usual,
    /// Also what was read, and every step of a search.
    Verbose,
}

/// Asked for once, before anything is said; like the choice of colours it belongs to the whole process.
static VERBOSITY: OnceLock<Verbosity> = OnceLock::new();

/// Sets how much is said. Whoever comes first is heard.
pub fn set_verbosity(verbosity: Verbosity) {
    VERBOSITY.get_or_init(|| verbosity);
}

/// Like how much is said, it belongs to the whole process.
static LANGUAGE: OnceLock<Language> = OnceLock::new();

/// Sets the language of what is said of files and of what comes next, where one was asked for. Whoever comes first is heard.
pub fn set_language(language: Option<Language>) {
    LANGUAGE.get_or_init(|| language.unwrap_or_default());
}

/// Those of two words, Danish or English, that are in the language of what is said.
pub fn said<T>(danish: T, english: T) -> T {
    match LANGUAGE.get().copied().unwrap_or_default() {
        Language::Danish => danish,
        Language::English => english,
    }
}

/// What stands before the name of a file that was written.
pub fn wrote_it() -> &'static str {
    said("skrev", "wrote")
}

/// How much is said.
pub fn verbosity() -> Verbosity {
    VERBOSITY.get().copied().unwrap_or_default()
}

/// Says which files were written, unless it is to be quiet.
pub fn wrote(paths: &[PathBuf]) {
    paths.iter().for_each(|path| note(&format!("{} {}", wrote_it(), path.display())));
}

/// Says a line that is good to know, unless it is to be quiet.
pub fn note(line: &str) {
    if verbosity() != Verbosity::Quiet {
        stderr(&format!("{line}\n"));
    }
}

/// Says a line for those who asked to hear everything.
pub fn detail(line: &str) {
    if verbosity() == Verbosity::Verbose {
        stderr(&format!("{line}\n"));
    }
}

/// How wide tables on stdout may be.
pub fn width() -> u16 {
    Table::new().width().unwrap_or(WIDEST).clamp(NARROWEST, WIDEST)
}

/// The terminal, in the language that was asked for: whatever the folder says, it is English otherwise.
pub fn terminal(language: Option<Language>) -> Terminal {
    Terminal::new(language.unwrap_or_default(), width())
}
