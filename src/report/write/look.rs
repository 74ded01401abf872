//! What lies where files go.
//!
//! In: paths. Out: names. Nothing is changed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::fault::{Unwritable, unwritable};
use super::folder::Folder;

/// Whether a folder is missing or empty.
///
/// # Errors
/// Where it can't be looked into, or is no folder.
pub fn is_free(path: &Path) -> Result<bool, Unwritable> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(cause) => Err(unwritable(path, cause)),
    }
}

/// The names of the folders in a folder; none where it is not there or may not be looked into.
pub fn folders_in(path: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// The names of the files with this ending in a folder.
pub fn files_in(path: &Path, ending: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == ending));
    files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// The files with this ending in a folder and those below it.
pub fn files_below(path: &Path, ending: &str) -> BTreeSet<PathBuf> {
    let mut files = BTreeSet::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            // A link to a folder is not followed: it may lead in a circle.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(_) if entry.path().extension().is_some_and(|extension| extension == ending) => {
                    files.insert(entry.path());
                }
                _ => {}
            }
        }
    }
    files
}

/// Whether two paths lead to the same folder; two that are not there do not.
pub fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// A folder that is not there yet, beside another one: its name with `-saved` and perhaps a number behind it.
pub fn fresh_beside(path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(|| "out".into(), |name| name.to_string_lossy().into_owned());
    let numbered =
        |n: u32| path.with_file_name(if n == 1 { format!("{name}-saved") } else { format!("{name}-saved-{n}") });
    (1..).map(numbered).find(|path| fs::symlink_metadata(path).is_err()).expect("there are more names than folders")
}

/// Writes files where temporary files go; they are gone once what is returned is.
///
/// # Errors
/// Where they can't be written.
pub fn aside(files: &[(String, Vec<u8>)]) -> Result<tempfile::TempDir, Unwritable> {
    let place = tempfile::tempdir().map_err(|error| Unwritable::at(&std::env::temp_dir(), error))?;
    Folder::open(place.path(), &[])?.write(files)?;
    Ok(place)
}

/// A fresh folder where the system keeps what is to pass.
pub fn fresh_elsewhere() -> Option<PathBuf> {
    tempfile::Builder::new().prefix("vagtplan-saved-").tempdir().ok().map(tempfile::TempDir::keep)
}
