//! A folder for one run at a time: two that write to one at once would leave files of both.
//!
//! In: a folder. Out: a hold on it, which ends with the process at the latest, however that ends. The system keeps it; where a file
//! system knows no such thing, nobody is kept out.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// A hold on a folder.
pub type Hold = Arc<File>;

/// What this process holds: a command may write to one folder in two ways.
static HELD: Mutex<Vec<(PathBuf, Weak<File>)>> = Mutex::new(Vec::new());

/// Holds a folder; `None` where its file system knows no holds.
///
/// # Errors
/// Where another run has it, as [`io::ErrorKind::WouldBlock`].
pub fn hold(folder: &Path) -> io::Result<Option<Hold>> {
    let Ok(path) = folder.canonicalize() else { return Ok(None) };
    let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
    held.retain(|(_, file)| file.strong_count() > 0);
    if let Some(file) = held.iter().find(|(other, _)| *other == path).and_then(|(_, file)| file.upgrade()) {
        return Ok(Some(file));
    }
    let Ok(file) = lockable(&path) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => {
            let file = Arc::new(file);
            held.push((path, Arc::downgrade(&file)));
            Ok(Some(file))
        }
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// The folder itself, so that nothing is left in it.
#[cfg(unix)]
fn lockable(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// A file in it, where folders cannot be opened.
#[cfg(not(unix))]
fn lockable(folder: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(folder.join(".vagtplan.lock"))
}
