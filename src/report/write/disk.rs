//! The steps by which the writer changes the disk, each in a place of its own, so that each can be seen to fail.
//!
//! In: paths and bytes. Out: a file on the disk under a passing name, a file put in its place, what was there before. No file is ever
//! opened for writing under its own name. Passing names begin with [`PASSING`]; what of them a run leaves behind that was killed, the
//! next one takes away.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use tempfile::{Builder, NamedTempFile, TempPath};

use crate::domain::input_file::PASSING;

/// Something the writer does to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A file under a passing name.
    Create,
    /// Its bytes.
    Write,
    /// Onto the disk.
    Sync,
    /// A second name for what is there, so that it can be put back.
    Keep,
    /// A file takes its place.
    Rename,
    /// A file goes.
    Remove,
}

/// What watches the steps; an error of its own makes the step fail.
pub type Watch = fn(Step, &Path) -> io::Result<()>;

static WATCH: OnceLock<Watch> = OnceLock::new();

/// Has every step of this process watched. Tests see in this way what a fault leaves behind, wherever it comes.
pub fn watch(watch: Watch) {
    WATCH.get_or_init(|| watch);
}

fn step(step: Step, path: &Path) -> io::Result<()> {
    WATCH.get().map_or(Ok(()), |watch| watch(step, path))
}

/// The files under passing names, for whoever has to end at once.
static PASSED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A file under a passing name in a folder.
pub fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    step(Step::Create, folder)?;
    let mut builder = builder();
    // Temporary files are private by default; a roster is for the whole office, as far as the umask allows.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(folder)?;
    remember(file.path());
    Ok(file)
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PASSING);
    builder
}

fn remember(path: &Path) {
    PASSED.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
}

/// A file with these bytes, on the disk and closed: a system lets a program have only so many open.
pub fn filled(folder: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let mut file = temporary(folder)?;
    step(Step::Write, file.path())?;
    file.write_all(bytes)?;
    step(Step::Sync, file.path())?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// What is there, under a passing name beside it as well; `None` where nothing is.
pub fn kept(path: &Path) -> io::Result<Option<TempPath>> {
    if fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(None);
    }
    step(Step::Keep, path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    // Not every file system knows second names. A name that somebody has taken is no reason to write over it.
    let second = |name: &Path| match fs::hard_link(path, name) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => copied(path, name),
        linked => linked,
    };
    let kept = builder().make_in(folder, second)?.into_temp_path();
    remember(&kept);
    Ok(Some(kept))
}

/// A copy under a name that nobody has.
fn copied(path: &Path, name: &Path) -> io::Result<()> {
    let (mut from, mut to) = (fs::File::open(path)?, fs::File::create_new(name)?);
    io::copy(&mut from, &mut to).map(drop)
}

/// Puts a file in its place.
pub fn put(file: TempPath, path: &Path) -> io::Result<()> {
    step(Step::Rename, path)?;
    file.persist(path).map_err(|error| error.error)
}

/// Takes a file away.
pub fn removed(path: &Path) -> io::Result<()> {
    step(Step::Remove, path)?;
    fs::remove_file(path)
}

/// Takes away all files under passing names that this process has made, and what it has saved while it searched.
pub fn abandoned() {
    for path in PASSED.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        fs::remove_file(path).ok();
    }
    rescue(None);
}

/// The folder in which the best roster so far is saved while a search goes on, with the names of its files.
static RESCUE: Mutex<Option<(PathBuf, Vec<String>)>> = Mutex::new(None);

/// Where the best roster so far is saved from now on. What was saved elsewhere before is taken away.
pub fn rescue(place: Option<(PathBuf, Vec<String>)>) {
    let mut rescue = RESCUE.lock().unwrap_or_else(PoisonError::into_inner);
    if *rescue == place {
        return;
    }
    if let Some((folder, names)) = std::mem::replace(&mut *rescue, place) {
        names.iter().for_each(|name| drop(fs::remove_file(folder.join(name))));
        fs::remove_dir(folder).ok();
    }
}

/// Takes away what a run that was killed has left in a folder, and with `deep` in those below it. How many files went.
pub fn swept(folder: &Path, deep: bool) -> usize {
    let mut went = 0;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_passing = entry.file_name().to_string_lossy().starts_with(PASSING);
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && deep => went += swept(&entry.path(), deep),
            Ok(kind) if !kind.is_dir() && is_passing && fs::remove_file(entry.path()).is_ok() => went += 1,
            _ => {}
        }
    }
    went
}
