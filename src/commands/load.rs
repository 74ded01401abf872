//! What every command begins with: read the folder, check it, say what was found.
//!
//! In: a path. Out: a checked instance with the hashes of its files, or nothing, with every finding on stderr.

use std::fmt::Display;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::check;
use crate::check::arguments::Refusal;
use crate::commands::Exit;
use crate::diagnostic::{self, Diagnostic};
use crate::domain::Instance;
use crate::domain::absence::Revised;
use crate::domain::breach::{Breach, Past};
use crate::domain::input_file::InputFile;
use crate::domain::roster::Roster;
use crate::domain::state::State;
use crate::domain::words::counted;
use crate::read::summary::Beside;
use crate::read::{self, Folder, RosterRows};
use crate::report::write;
use crate::verify::{self, Judgement};

/// A planning folder, read and checked.
#[derive(Debug)]
pub struct Loaded {
    /// What it says.
    pub instance: Arc<Instance>,
    /// Its rows.
    pub folder: Folder,
    /// The files it says it in.
    pub inputs: Vec<InputFile>,
    /// How many warnings were shown.
    pub warnings: u64,
}

/// A planning folder as it was found, in order or not.
#[derive(Debug)]
pub struct Found {
    /// What it says; nothing where it is refused.
    pub instance: Option<Arc<Instance>>,
    /// Its rows.
    pub folder: Folder,
    /// The files it says it in.
    pub inputs: Vec<InputFile>,
    /// Every finding, sorted by file and line.
    pub findings: Vec<Diagnostic>,
}

/// A planning folder with a roster of any origin.
#[derive(Debug)]
pub struct Judged {
    /// The folder.
    pub loaded: Loaded,
    /// The roster.
    pub roster: Roster,
    /// Its file.
    pub file: Option<InputFile>,
    /// The summary beside it.
    pub beside: Beside,
    /// What was over when the roster was mended, where it was.
    pub past: Option<Past>,
    /// Whether it was sent out, where that is known.
    pub state: Option<State>,
}

impl Judged {
    /// What the roster is worth. What was broken before it was mended is past.
    pub fn judgement(&self) -> Judgement {
        verify::judge(&self.loaded.instance, &self.roster).knowing(self.breaches())
    }

    /// What was broken before the roster was mended.
    pub fn breaches(&self) -> &[Breach] {
        self.past.as_ref().map_or(&[], |past| &past.breaches)
    }
}

/// Reads and checks a planning folder; `None` where it is refused.
pub fn folder(path: &Path) -> Option<Loaded> {
    folder_from(path, |_| None)
}

/// The same where what lies before the day `from` is over, if the folder has one.
pub fn folder_from(path: &Path, from: impl Fn(&Folder) -> Option<NaiveDate>) -> Option<Loaded> {
    taken(found_from(path, from))
}

/// The same where one file of the folder is taken as it will be.
pub fn folder_revised(path: &Path, from: NaiveDate, revised: Option<&Revised>) -> Option<Loaded> {
    taken(found_with(path, revised, |_| Some(from)))
}

/// What was found, with every finding shown; `None` where it is refused.
pub fn taken(mut found: Found) -> Option<Loaded> {
    show(&mut found.findings);
    // An instance exists only where nothing refuses the folder, so what is left are warnings.
    let warnings = found.findings.len() as u64;
    Some(Loaded { instance: found.instance?, folder: found.folder, inputs: found.inputs, warnings })
}

/// Reads and checks a planning folder, and shows nothing yet.
pub fn found(path: &Path) -> Found {
    found_from(path, |_| None)
}

/// The same where what lies before the day `from` is over, if the folder has one.
pub fn found_from(path: &Path, from: impl Fn(&Folder) -> Option<NaiveDate>) -> Found {
    found_with(path, None, from)
}

fn found_with(path: &Path, revised: Option<&Revised>, from: impl Fn(&Folder) -> Option<NaiveDate>) -> Found {
    let (mut folder, mut findings) = read::folder_with(path, revised);
    told(&folder);
    let (instance, more) = check::instance_from(&folder, from(&folder));
    findings.extend(more);
    diagnostic::sort(&mut findings);
    let inputs = std::mem::take(&mut folder.inputs);
    Found { instance: instance.map(Arc::new), folder, inputs, findings }
}

/// Reads a folder and a roster and checks one against the other; `None` where either is refused. The summary beside the
/// roster tells what was over when it was made.
pub fn judged(folder: &Path, roster: &Path) -> Option<Judged> {
    judged_as(folder, roster, check::roster)
}

/// The same for a roster that is to be closed.
pub fn worked(folder: &Path, roster: &Path) -> Option<Judged> {
    judged_as(folder, roster, check::worked)
}

fn judged_as(
    folder: &Path,
    path: &Path,
    check_roster: impl Fn(&Instance, &RosterRows) -> (Option<Roster>, Vec<Diagnostic>),
) -> Option<Judged> {
    let (beside, mut warnings) = read::summary::beside(path);
    let loaded = folder_from(folder, |folder| check::summary::from(folder, &beside))?;
    let instance = &loaded.instance;
    let (rows, mut findings) = read::roster(path);
    told_roster(path, &rows);
    let (roster, more) = check_roster(instance, &rows);
    findings.extend(more);
    show(&mut findings);
    let roster = roster?;
    show(&mut warnings);
    one_set(path, &rows, &beside);
    let past = check::summary::past(instance, &beside, &roster, None);
    let name = rows.input.as_ref().map_or("", |input| &input.file);
    let state = check::summary::state(&beside, name, rows.shifts().as_deref());
    Some(Judged { loaded, roster, file: rows.input, beside, past, state })
}

/// Says what was read, for those who asked to hear it.
fn told(folder: &Folder) {
    write::detail(&format!("read {}", folder.path));
    let rows = [
        ("municipalities", folder.municipalities.as_ref().map(|table| table.rows.len())),
        ("staff", folder.staff.as_ref().map(|table| table.rows.len())),
        ("availability", folder.availability.as_ref().map(|table| table.rows.len())),
        ("demand", folder.demand.as_ref().map(|table| table.rows.len())),
        ("ledger", folder.ledger.as_ref().map(|table| table.rows.len())),
        ("locks", folder.locks.as_ref().map(|table| table.rows.len())),
        ("agreements", folder.agreements.as_ref().map(|table| table.rows.len())),
        ("history", folder.history.as_ref().map(|table| table.rows.len())),
        ("calls_by_member", folder.calls.as_ref().map(|table| table.rows.len())),
    ];
    for (name, rows) in rows {
        if let Some(rows) = rows {
            write::detail(&format!("read {name}: {}", counted(rows as u64, "row", "rows")));
        }
    }
}

/// Says so where a roster and the files beside it are not of one run.
pub fn one_set(path: &Path, rows: &RosterRows, beside: &Beside) {
    show(&mut check::set::mixed(path, beside, &read::set::set(path, rows, beside)).into_iter().collect());
}

/// Says which roster was read, and how long it is.
pub fn told_roster(path: &Path, rows: &RosterRows) {
    if let Some(table) = &rows.table {
        write::detail(&format!("read {}: {}", path.display(), counted(table.rows.len() as u64, "row", "rows")));
    }
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
            if let Some(first) = findings.iter().find(|found| found.is_error()) {
                write::stderr(&format!("'vagtplan explain {}' says more of it\n", first.code));
            }
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

/// Says what does not go as one would expect, though the command goes on, and what to do.
pub fn warn(what: &str, cure: &str) {
    let yellow = anstyle::AnsiColor::Yellow.on_default().bold();
    write::stderr(&format!("{yellow}warning{yellow:#}: {what}\n  = help: {cure}\n"));
}
