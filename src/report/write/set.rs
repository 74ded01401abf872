//! A set of files that appears whole or not at all.
//!
//! In: folders, names, bytes. Out: the files, the last one last. All are on the disk under passing names before the first takes its
//! place; where one cannot, those that have are taken back. Only a process that is killed meanwhile leaves files of two sets: then the
//! last file, which names the others by their hashes, is still the earlier one, and whoever reads it sees that.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use tempfile::TempPath;

use super::disk;
use super::fault::{Unwritable, unwritable};
use super::folder::Folder;

/// A folder, and files by their names in it.
pub type FilesOf<'a, N> = (&'a Folder, &'a [(N, Vec<u8>)]);

/// Held while files take their places.
static PLACING: Mutex<()> = Mutex::new(());

/// Waits until no set is half in its place, and lets none begin to be while the guard is there: for whoever ends the program.
pub fn settled() -> MutexGuard<'static, ()> {
    PLACING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The files of several folders, all of them or none, the last of the last folder last. A name may lead through folders, which are made.
///
/// # Errors
/// The first place that could not be written to.
pub fn together<N: AsRef<str>>(all: &[FilesOf<'_, N>]) -> Result<Vec<PathBuf>, Unwritable> {
    let mut made = Vec::new();
    let written = written(all, &mut made);
    if written.is_err() {
        // Those that hold something stay.
        made.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
    written
}

impl Folder {
    /// Writes all files, or none, the last one last: they take the place of earlier ones only after all have reached the disk. A name
    /// may lead through folders, such as `calendars/a.ics`; those are made.
    ///
    /// # Errors
    /// The first place that could not be written to.
    pub fn write<N: AsRef<str>>(&self, files: &[(N, Vec<u8>)]) -> Result<Vec<PathBuf>, Unwritable> {
        together(&[(self, files)])
    }
}

/// A file that is to take its place: its folder, its path, its bytes.
type Place<'a> = (PathBuf, PathBuf, &'a [u8]);

fn written<N: AsRef<str>>(all: &[FilesOf<'_, N>], made: &mut Vec<PathBuf>) -> Result<Vec<PathBuf>, Unwritable> {
    let mut folders: BTreeSet<PathBuf> = all.iter().map(|(folder, _)| folder.path.clone()).collect();
    let (mut places, mut paths): (Vec<Place<'_>>, _) = (Vec::new(), Vec::new());
    for (root, name, bytes) in all.iter().flat_map(|(root, files)| files.iter().map(move |(n, b)| (root, n, b))) {
        let path = root.path.join(name.as_ref());
        let folder = path.parent().unwrap_or(&root.path).to_owned();
        if !folders.contains(&folder) {
            make(&folder, made).map_err(|cause| unwritable(&folder, cause))?;
        }
        root.replaceable(name.as_ref())?;
        paths.push(path.clone());
        // What is there already, byte by byte, is left alone: of a thousand calendars a swap changes four.
        if !fs::read(&path).is_ok_and(|there| there == *bytes) {
            places.push((folder.clone(), path, bytes.as_slice()));
            folders.insert(folder);
        }
    }
    let ready = filled(&places)?;
    placed(ready, &places)?;
    // The renames are on the disk once the folder is. Not every system can sync a folder, and the files are whole
    // without it, so a refusal is no error.
    for folder in folders {
        if let Ok(folder) = File::open(folder) {
            folder.sync_all().ok();
        }
    }
    Ok(paths)
}

/// Makes a folder and those above it, and notes which were not there.
fn make(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    fs::create_dir_all(folder)?;
    made.extend(missing.into_iter().rev().map(Path::to_owned));
    Ok(())
}

/// How many files are on their way to the disk at once. A disk that is asked for one at a time spends most of it waiting.
const AT_ONCE: usize = 8;

/// A file under a passing name for each place, with its bytes, all on the disk.
fn filled(places: &[Place<'_>]) -> Result<Vec<TempPath>, Unwritable> {
    let fill = |(folder, path, bytes): &Place<'_>| disk::filled(folder, bytes).map_err(|cause| unwritable(path, cause));
    let fill_all = move |places: &[Place<'_>]| places.iter().map(fill).collect::<Vec<_>>();
    let chunk = places.len().div_ceil(AT_ONCE).max(1);
    thread::scope(|scope| {
        let workers: Vec<_> = places
            .chunks(chunk)
            .map(|places| (places, thread::Builder::new().spawn_scoped(scope, move || fill_all(places))))
            .collect();
        let filled = |(places, worker): (&[Place<'_>], io::Result<thread::ScopedJoinHandle<'_, Vec<_>>>)| match worker {
            Ok(worker) => worker.join().expect("writing a file never panics"),
            // A system that has no more threads to give still has this one.
            Err(_) => fill_all(places),
        };
        workers.into_iter().flat_map(filled).collect()
    })
}

/// Puts every file in its place, or leaves what was there.
fn placed(ready: Vec<TempPath>, places: &[Place<'_>]) -> Result<(), Unwritable> {
    let _settled = settled();
    let mut done: Vec<(&Path, Option<TempPath>)> = Vec::new();
    for (file, (_, path, _)) in ready.into_iter().zip(places) {
        let put = disk::kept(path).and_then(|earlier| disk::put(file, path).map(|()| earlier));
        match put {
            Ok(earlier) => done.push((path, earlier)),
            Err(cause) => return Err(Unwritable { new: taken_back(done), ..unwritable(path, cause) }),
        }
    }
    Ok(())
}

/// Puts the earlier files back. Those that stay new all the same.
fn taken_back(done: Vec<(&Path, Option<TempPath>)>) -> Vec<PathBuf> {
    let back = |(path, earlier): (&Path, Option<TempPath>)| {
        let back = match earlier {
            Some(earlier) => disk::put(earlier, path),
            None => disk::removed(path),
        };
        back.is_err().then(|| path.to_owned())
    };
    done.into_iter().rev().filter_map(back).collect()
}
