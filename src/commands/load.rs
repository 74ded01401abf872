//! What every command begins with: read the folder, check it, say what was found.
//!
//! In: a path. Out: a checked instance with the hashes of its files, or nothing, with every finding on stderr.

use std::fmt::Display;
use std::path::Path;
use std::sync::Arc;

use crate::check;
use crate::check::arguments::Refusal;
use crate::commands::Exit;
use crate::diagnostic::{self, Diagnostic};
use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::read::{self, InputFile};
use crate::report::json::Input;
use crate::report::write;

/// A planning folder, read and checked.
#[derive(Debug)]
pub struct Loaded {
    /// What it says.
    pub instance: Arc<Instance>,
    /// The files it says it in.
    pub inputs: Vec<Input>,
    /// How many warnings were shown.
    pub warnings: u64,
}

/// Reads and checks a planning folder; `None` where it is refused.
pub fn folder(path: &Path) -> Option<Loaded> {
    let (folder, mut findings) = read::folder(path);
    let (instance, more) = check::instance(&folder);
    findings.extend(more);
    show(&mut findings);
    // An instance exists only where nothing refuses the folder, so what is left are warnings.
    Some(Loaded {
        instance: Arc::new(instance?),
        inputs: folder.inputs.into_iter().map(input).collect(),
        warnings: findings.len() as u64,
    })
}

/// Reads a roster and checks it against an instance; `None` where it is refused.
pub fn roster(instance: &Instance, path: &Path) -> Option<(Roster, Option<Input>)> {
    let (rows, mut findings) = read::roster(path);
    let (roster, more) = check::roster(instance, &rows);
    findings.extend(more);
    show(&mut findings);
    Some((roster?, rows.input.map(input)))
}

/// A file that was read, as the outputs name it.
pub fn input(file: InputFile) -> Input {
    Input { file: file.name, sha256: file.sha256 }
}

/// Shows findings on stderr, sorted by file and line, and how many there are where they refuse the input.
pub fn show(findings: &mut Vec<Diagnostic>) {
    diagnostic::sort(findings);
    if !findings.is_empty() {
        // The writer takes the colours out again where they are not wanted.
        write::stderr(&diagnostic::render(findings, true));
        if diagnostic::any_error(findings) {
            // Errors may have scrolled away above warnings: the last line says that nothing was done.
            let what = if findings.len() == 1 { "it" } else { "the errors" };
            write::stderr(&format!("{}: put {what} right and run the command again\n", diagnostic::tally(findings)));
        }
    }
}

/// Says why an argument is not taken, and what to write instead.
pub fn refuse(refusal: &Refusal) -> Exit {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let help: String = refusal.help.iter().map(|line| format!("  = help: {line}\n")).collect();
    write::stderr(&format!("{red}error{red:#}: {}\n{help}", refusal.message));
    Exit::Refused
}

/// Says what is wrong where no file is to blame, and what to do.
pub fn complain(error: &impl Display, cure: &str) {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    write::stderr(&format!("{red}error{red:#}: {error}\n  = help: {cure}\n"));
}
