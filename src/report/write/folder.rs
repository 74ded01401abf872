//! A folder that takes files: tried before the work begins, and held until it is done.
//!
//! In: a path and names. Out: a [`Folder`]. What a run has left there that was killed is taken away.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::fault::{Unwritable, unwritable};
use super::terminal::{note, said, wrote_it};
use super::{disk, lock};

/// A folder that was seen to take files.
#[derive(Debug)]
pub struct Folder {
    pub(super) path: PathBuf,
    /// The folders that were not there before, the outermost first.
    made: Vec<PathBuf>,
    /// Nobody else writes there meanwhile.
    hold: Option<lock::Hold>,
}

impl Drop for Folder {
    /// What was made and holds nothing was made for nothing.
    fn drop(&mut self) {
        self.made.iter().rev().for_each(|folder| leave_if_empty(folder));
    }
}

impl Folder {
    /// Makes the folder if it is missing, and sees that files called `names` can be put there.
    ///
    /// # Errors
    /// Where they can't. Whoever asks before the work begins does not lose it at the end.
    pub fn open(path: &Path, names: &[&str]) -> Result<Self, Unwritable> {
        let made: Vec<PathBuf> = path.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        let made = made.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()).collect();
        // From here on, whoever refuses takes them away again.
        let mut folder = Folder { path: path.to_owned(), made, hold: None };
        fs::create_dir_all(path).map_err(|cause| unwritable(path, cause))?;
        folder.hold = lock::hold(path).map_err(|cause| unwritable(path, cause))?;
        folder.sweep(false, path);
        disk::temporary(path).map_err(|cause| unwritable(path, cause))?;
        for name in names {
            folder.replaceable(name)?;
        }
        Ok(folder)
    }

    /// Sees that files with these names, which may lead through folders, can be put there. Nothing is made.
    ///
    /// # Errors
    /// The first place where they can't.
    pub fn try_places(&self, names: &[String]) -> Result<(), Unwritable> {
        let mut tried = BTreeSet::new();
        for name in names {
            let path = self.path.join(name);
            let folder = path.ancestors().skip(1).find(|folder| folder.exists()).unwrap_or(&self.path).to_owned();
            if tried.insert(folder.clone()) {
                disk::temporary(&folder).map_err(|cause| unwritable(&folder, cause))?;
            }
            self.replaceable(name)?;
        }
        Ok(())
    }

    /// Takes away what a run that was killed has left in a folder below this one.
    pub fn sweep_below(&self, name: &str) {
        self.sweep(true, &self.path.join(name));
    }

    fn sweep(&self, deep: bool, folder: &Path) {
        let went = disk::swept(folder, deep);
        if went > 0 {
            let files = if went == 1 { "1 file".to_owned() } else { format!("{went} files") };
            note(&format!("took away {files} that a run left in {} which was ended while it wrote", folder.display()));
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was written, a line each; of the files in a folder below, how many.
    pub fn told(&self, paths: &[PathBuf]) -> String {
        let mut told = String::new();
        let mut below: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for path in paths {
            let mut parts = path.strip_prefix(&self.path).unwrap_or(path).iter();
            match (parts.next(), parts.next()) {
                (Some(folder), Some(_)) => *below.entry(self.path.join(folder)).or_default() += 1,
                _ => told += &format!("{} {}\n", wrote_it(), path.display()),
            }
        }
        for (folder, count) in below {
            let files = if count == 1 { said("fil", "file") } else { said("filer", "files") };
            told += &format!("{} {}: {count} {files}\n", wrote_it(), folder.display());
        }
        told
    }

    /// An existing file that is write-protected, or held open by a spreadsheet on Windows, is not replaced.
    pub(super) fn replaceable(&self, name: &str) -> Result<(), Unwritable> {
        let path = self.path.join(name);
        // Whoever opens a pipe waits for whoever reads it.
        if fs::metadata(&path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            return Err(unwritable(&path, io::ErrorKind::AlreadyExists.into()));
        }
        match File::options().write(true).open(&path) {
            Ok(_) => Ok(()),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(cause) => Err(unwritable(&path, cause)),
        }
    }
}

/// Takes a folder away that was made for nothing.
pub fn leave_if_empty(path: &Path) {
    fs::remove_dir(path).ok();
}
