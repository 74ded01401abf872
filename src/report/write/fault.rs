//! A place that cannot be written to, and what the system said of it.
//!
//! In: what the system says. Out: a sentence without its numbers.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A place that can't be written to.
#[derive(Debug)]
pub struct Unwritable {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
    /// The files that are new all the same, where some could not be taken back.
    pub new: Vec<PathBuf>,
}

impl Unwritable {
    /// A place that the system refuses.
    pub fn at(path: &Path, cause: io::Error) -> Self {
        unwritable(path, cause)
    }
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "can't write to '{}': {}", self.path.display(), plain(&self.cause))?;
        if !self.new.is_empty() {
            let new: Vec<String> = self.new.iter().map(|path| format!("'{}'", path.display())).collect();
            write!(f, "; of the files there these are new, and the others are of the run before: {}", new.join(", "))?;
        }
        Ok(())
    }
}

impl std::error::Error for Unwritable {}

/// A place that the system refuses.
pub(super) fn unwritable(path: &Path, cause: io::Error) -> Unwritable {
    Unwritable { path: path.to_owned(), cause, new: Vec::new() }
}

/// What the system said, without its error number.
fn plain(cause: &io::Error) -> String {
    let text = match cause.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "a file of that name is in the way".to_owned(),
        io::ErrorKind::IsADirectory => "a folder of that name is in the way".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::WouldBlock => "another run of vagtplan is writing there".to_owned(),
        io::ErrorKind::FileTooLarge => "no file may be as large".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => cause.to_string(),
    };
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
