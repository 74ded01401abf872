//! Calls, for the commands that are given some: read, checked, and what they say of the period.
//!
//! In: a folder that is in order and the path of a table. Out: outlooks and the file, or every finding on stderr.

use std::path::Path;

use crate::callers::outlook::{self, Outlooks};
use crate::check;
use crate::commands::load;
use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::read::{self, Folder};

/// What calls say, and their file; `None` where they are refused.
pub fn outlooks(folder: &Folder, instance: &Instance, path: &Path) -> Option<(Outlooks, Option<InputFile>)> {
    let (rows, mut findings) = read::calls::calls(path);
    let (calls, more) = check::calls::calls(folder, instance, &rows);
    findings.extend(more);
    load::show(&mut findings);
    let calls = calls?;
    Some((outlook::outlooks(instance, &calls), rows.input))
}
