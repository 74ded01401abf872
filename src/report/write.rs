//! The one place that touches the disk and the terminal.
//!
//! In: bytes and where they go. Out: files that appear whole or not at all, and text on stdout and stderr. No file is
//! ever opened for writing under its own name: each is written beside its place, synced, and renamed over it, and
//! none is renamed before all are written. A reader who closes the pipe early is no error.

pub mod bar;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use comfy_table::Table;
use tempfile::{NamedTempFile, TempPath};

use crate::domain::language::Language;
use crate::report::table::{NARROWEST, Terminal, WIDEST};

/// A place that can't be written to.
#[derive(Debug)]
pub struct Unwritable {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "can't write to '{}': {}", self.path.display(), plain(&self.cause))
    }
}

impl std::error::Error for Unwritable {}

/// A folder that was seen to take files.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Makes the folder if it is missing, and sees that files called `names` can be put there.
    ///
    /// # Errors
    /// Where they can't. Whoever asks before the work begins does not lose it at the end.
    pub fn open(path: &Path, names: &[&str]) -> Result<Self, Unwritable> {
        fs::create_dir_all(path).map_err(|cause| unwritable(path, cause))?;
        let folder = Folder { path: path.to_owned() };
        temporary(path).map_err(|cause| unwritable(path, cause))?;
        for name in names {
            folder.replaceable(name)?;
        }
        Ok(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes all files, or none: they take the place of earlier ones only after all have reached the disk. A name may
    /// lead through folders, such as `calendars/a.ics`; those are made.
    ///
    /// # Errors
    /// The first place that could not be written to.
    pub fn write<N: AsRef<str>>(&self, files: &[(N, Vec<u8>)]) -> Result<Vec<PathBuf>, Unwritable> {
        together(&[(self, files)])
    }

    /// What was written, a line each; of the files in a folder below, how many.
    pub fn told(&self, paths: &[PathBuf]) -> String {
        let mut told = String::new();
        let mut below: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for path in paths {
            let mut parts = path.strip_prefix(&self.path).unwrap_or(path).iter();
            match (parts.next(), parts.next()) {
                (Some(folder), Some(_)) => *below.entry(self.path.join(folder)).or_default() += 1,
                _ => told += &format!("wrote {}\n", path.display()),
            }
        }
        for (folder, count) in below {
            let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
            told += &format!("wrote {}: {files}\n", folder.display());
        }
        told
    }

    /// An existing file that is write-protected, or held open by a spreadsheet on Windows, is not replaced.
    fn replaceable(&self, name: &str) -> Result<(), Unwritable> {
        let path = self.path.join(name);
        match File::options().write(true).open(&path) {
            Ok(_) => Ok(()),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(cause) => Err(unwritable(&path, cause)),
        }
    }
}

/// A folder, and files by their names in it.
pub type FilesOf<'a, N> = (&'a Folder, &'a [(N, Vec<u8>)]);

/// The files of several folders, all of them or none, the last folder's last.
///
/// # Errors
/// The first place that could not be written to.
pub fn together<N: AsRef<str>>(all: &[FilesOf<'_, N>]) -> Result<Vec<PathBuf>, Unwritable> {
    let mut folders: BTreeSet<PathBuf> = all.iter().map(|(folder, _)| folder.path.clone()).collect();
    let (mut places, mut paths) = (Vec::new(), Vec::new());
    for (root, name, bytes) in all.iter().flat_map(|(root, files)| files.iter().map(move |(n, b)| (root, n, b))) {
        let path = root.path.join(name.as_ref());
        let folder = path.parent().unwrap_or(&root.path).to_owned();
        if !folders.contains(&folder) {
            fs::create_dir_all(&folder).map_err(|cause| unwritable(&folder, cause))?;
        }
        root.replaceable(name.as_ref())?;
        paths.push(path.clone());
        // What is there already, byte by byte, is left alone: of a thousand calendars a swap changes four.
        if !fs::read(&path).is_ok_and(|there| there == *bytes) {
            places.push((folder.clone(), path, bytes.as_slice()));
            folders.insert(folder);
        }
    }
    let ready = all_filled(&places)?;
    for (file, (_, path, _)) in ready.into_iter().zip(&places) {
        file.persist(path).map_err(|error| unwritable(path, error.error))?;
    }
    // The renames are on the disk once the folder is. Not every system can sync a folder, and the files are whole
    // without it, so a refusal is no error.
    for folder in folders {
        if let Ok(folder) = File::open(folder) {
            folder.sync_all().ok();
        }
    }
    Ok(paths)
}

/// How many files are on their way to the disk at once. A disk that is asked for one at a time spends most of it waiting.
const AT_ONCE: usize = 8;

/// A temporary file for each place, with its bytes, all on the disk.
fn all_filled(places: &[(PathBuf, PathBuf, &[u8])]) -> Result<Vec<TempPath>, Unwritable> {
    let fill = |(folder, path, bytes): &(PathBuf, PathBuf, &[u8])| {
        filled(folder, bytes).map_err(|cause| unwritable(path, cause))
    };
    let chunk = places.len().div_ceil(AT_ONCE).max(1);
    std::thread::scope(|scope| {
        let workers: Vec<_> = places
            .chunks(chunk)
            .map(|places| scope.spawn(move || places.iter().map(fill).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("writing a file never panics")).collect()
    })
}

/// A temporary file with these bytes, on the disk and closed: a system lets a program have only so many open.
fn filled(folder: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".vagtplan-");
    // Temporary files are private by default; a roster is for the whole office, as far as the umask allows.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

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

/// Prints data.
///
/// # Errors
/// Where stdout can't be written to, unless its reader has simply had enough.
pub fn stdout(data: &[u8]) -> Result<(), Unwritable> {
    let mut stdout = anstream::stdout().lock();
    match stdout.write_all(data).and_then(|()| stdout.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(unwritable(Path::new("stdout"), cause)),
        _ => Ok(()),
    }
}

/// Prints what is not data. Where not even stderr can be written to there is nobody left to tell.
pub fn stderr(text: &str) {
    anstream::stderr().lock().write_all(text.as_bytes()).ok();
}

/// How much is said on stderr beside findings, which are always said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verbosity {
    /// Warnings and errors alone: a quiet tool must not be quietly wrong.
    Quiet,
    /// Progress, and where the files went.
    #[default]
    Usual,
    /// Also what was read, and every step of a search.
    Verbose,
}

/// Asked for once, before anything is said; like the choice of colours it belongs to the whole process.
static VERBOSITY: OnceLock<Verbosity> = OnceLock::new();

/// Sets how much is said. Whoever comes first is heard.
pub fn set_verbosity(verbosity: Verbosity) {
    VERBOSITY.get_or_init(|| verbosity);
}

/// How much is said.
pub fn verbosity() -> Verbosity {
    VERBOSITY.get().copied().unwrap_or_default()
}

/// Says which files were written, unless it is to be quiet.
pub fn wrote(paths: &[PathBuf]) {
    paths.iter().for_each(|path| note(&format!("wrote {}", path.display())));
}

/// Says a line that is good to know, unless it is to be quiet.
pub fn note(line: &str) {
    if verbosity() != Verbosity::Quiet {
        stderr(&format!("{line}\n"));
    }
}

/// Says a line for those who asked to hear everything.
pub fn detail(line: &str) {
    if verbosity() == Verbosity::Verbose {
        stderr(&format!("{line}\n"));
    }
}

/// How wide tables on stdout may be.
pub fn width() -> u16 {
    Table::new().width().unwrap_or(WIDEST).clamp(NARROWEST, WIDEST)
}

/// The terminal, in the language that was asked for: whatever the folder says, it is English otherwise.
pub fn terminal(language: Option<Language>) -> Terminal {
    Terminal::new(language.unwrap_or_default(), width())
}

fn unwritable(path: &Path, cause: io::Error) -> Unwritable {
    Unwritable { path: path.to_owned(), cause }
}

/// What the system said, without its error number.
fn plain(cause: &io::Error) -> String {
    let text = match cause.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "a file of that name is in the way".to_owned(),
        io::ErrorKind::IsADirectory => "a folder of that name is in the way".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => cause.to_string(),
    };
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn files_replace_earlier_ones_and_leave_nothing_else_behind() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("deep/down");
        let folder = Folder::open(&path, &["a.csv", "b.csv"]).unwrap();
        assert!(names(&path).is_empty());
        folder.write(&[("a.csv", b"old".to_vec())]).unwrap();
        folder.write(&[("a.csv", b"new".to_vec()), ("b.csv", b"more".to_vec())]).unwrap();
        assert_eq!(names(&path), ["a.csv", "b.csv"]);
        folder.write(&[("below/c.csv", b"c".to_vec())]).unwrap();
        assert_eq!(names(&path.join("below")), ["c.csv"]);
        assert_eq!(fs::read(path.join("a.csv")).unwrap(), b"new");
    }

    #[test]
    fn files_in_folders_below_are_counted() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path(), &[]).unwrap();
        let files: Vec<(String, Vec<u8>)> = (0..40).map(|n| (format!("below/{}/{n}.csv", n % 3), vec![n])).collect();
        let paths = folder.write(&[vec![("a.csv".to_owned(), Vec::new())], files].concat()).unwrap();
        let told = folder.told(&paths).replace(&place.path().display().to_string(), "OUT");
        assert_eq!(told.replace('\\', "/"), "wrote OUT/a.csv\nwrote OUT/below: 40 files\n");
        assert_eq!(fs::read(place.path().join("below/1/37.csv")).unwrap(), [37]);
        assert_eq!(folders_in(&place.path().join("below")).len(), 3);
        assert!(folders_in(&place.path().join("nowhere")).is_empty());
        assert_eq!(files_below(place.path(), "csv").len(), 41);
        assert_eq!(files_below(place.path(), "ics").len(), 0);
    }

    #[test]
    fn when_one_file_cannot_be_written_none_is() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path(), &[]).unwrap();
        folder.write(&[("a.csv", b"old".to_vec())]).unwrap();
        fs::create_dir(place.path().join("b.csv")).unwrap();
        let error = folder.write(&[("a.csv", b"new".to_vec()), ("b.csv", b"more".to_vec())]).unwrap_err();
        assert!(error.to_string().ends_with("b.csv': a folder of that name is in the way"), "{error}");
        assert_eq!(fs::read(place.path().join("a.csv")).unwrap(), b"old");
        assert_eq!(names(place.path()), ["a.csv", "b.csv"]);
    }

    #[test]
    fn the_files_of_two_folders_are_written_together_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let one = Folder::open(&place.path().join("one"), &[]).unwrap();
        let other = Folder::open(&place.path().join("other"), &[]).unwrap();
        let [first, second] = [[("a.csv", b"a".to_vec())], [("b.csv", b"b".to_vec())]];
        fs::create_dir(other.path().join("b.csv")).unwrap();
        assert!(together(&[(&one, &first), (&other, &second)]).is_err());
        assert!(names(one.path()).is_empty());
        fs::remove_dir(other.path().join("b.csv")).unwrap();
        let paths = together(&[(&one, &first), (&other, &second)]).unwrap();
        assert_eq!(paths, [one.path().join("a.csv"), other.path().join("b.csv")]);
        assert_eq!(fs::read(other.path().join("b.csv")).unwrap(), b"b");
    }

    #[test]
    fn a_place_that_takes_no_files_is_found_out_at_once() {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("file"), "").unwrap();
        fs::create_dir(place.path().join("roster.csv")).unwrap();
        assert!(Folder::open(&place.path().join("file"), &[]).is_err());
        assert!(Folder::open(&place.path().join("file/below"), &[]).is_err());
        assert!(Folder::open(place.path(), &["roster.csv"]).is_err());
    }
}
