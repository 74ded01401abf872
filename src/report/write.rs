//! The one place that touches the disk and the terminal.
//!
//! In: bytes and where they go. Out: files that appear whole or not at all, and text on stdout and stderr. No file is
//! ever opened for writing under its own name: each is written beside its place, synced, and renamed over it, and
//! none is renamed before all are written. A reader who closes the pipe early is no error.

pub mod bar;
pub mod disk;
mod fault;
mod folder;
mod lock;
mod look;
mod set;
mod terminal;

pub use fault::Unwritable;
pub use folder::{Folder, leave_if_empty};
pub use look::{aside, files_below, files_in, folders_in, fresh_beside, fresh_elsewhere, is_free, is_same};
pub use set::{FilesOf, settled, together};
pub use terminal::{
    Verbosity, detail, note, said, set_language, set_verbosity, stderr, stdout, terminal, verbosity, width, wrote,
    wrote_it,
};

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

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
