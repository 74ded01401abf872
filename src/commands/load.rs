//! What every command begins with: read the folder, check it, say what was found.
//!
//! In: a path. Out: a checked instance with the hashes of its files, or nothing, with every finding on stderr.

use std::path::Path;
use std::sync::Arc;

use crate::check;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::domain::Instance;
use crate::read;
use crate::report::json::Input;
use crate::report::write::{self, Unwritable};

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
    show(&findings);
    let instance = accepted(instance, &findings)?;
    let inputs =
        folder.inputs.iter().map(|input| Input { file: input.name.clone(), sha256: input.sha256.clone() }).collect();
    Some(Loaded { instance: Arc::new(instance), inputs, warnings: warnings(&findings) })
}

/// Shows findings on stderr.
pub fn show(findings: &[Diagnostic]) {
    if !findings.is_empty() {
        // The writer takes the colours out again where they are not wanted.
        write::stderr(&diagnostic::render(findings, true));
    }
}

/// What was read, unless a finding refuses it.
pub fn accepted<T>(read: Option<T>, findings: &[Diagnostic]) -> Option<T> {
    read.filter(|_| findings.iter().all(|finding| finding.severity() != Severity::Error))
}

/// How many of the findings are warnings.
fn warnings(findings: &[Diagnostic]) -> u64 {
    findings.iter().filter(|finding| finding.severity() == Severity::Warning).count() as u64
}

/// Says that something can't be written, and what to do.
pub fn complain(error: &Unwritable, cure: &str) {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    write::stderr(&format!("{red}error{red:#}: {error}\n  = help: {cure}\n"));
}
