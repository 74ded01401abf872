//! Files of a command that searches for nothing: their folder is tried first, and they are written all at once.
//!
//! In: a folder, names, bytes. Out: what was written, on stderr, or why it could not be.

use std::path::Path;

use crate::commands::load;
use crate::report::write;

/// Opens the folder of these files, or says why that can't be.
pub fn open(place: &Path, names: &[&str]) -> Option<write::Folder> {
    let refused = |error| load::complain(&error, "make it writable, or choose another folder with --out DIR");
    write::Folder::open(place, names).map_err(refused).ok()
}

/// Writes the files and says so. Whether the folder took them.
pub fn written<N: AsRef<str>>(out: &write::Folder, files: &[(N, Vec<u8>)]) -> bool {
    match out.write(files) {
        Ok(paths) => {
            write::wrote(&paths);
            true
        }
        Err(error) => {
            load::complain(&error, "put that right and run the command again, or choose another folder with --out DIR");
            false
        }
    }
}
