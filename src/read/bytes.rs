//! The bytes of a file, which are never waited for.
//!
//! In: a path. Out: what is in the file. A pipe or a device is none: whoever opens a pipe to which nobody writes waits for ever, and some
//! devices have no end.

use std::fs;
use std::io;
use std::path::Path;

/// Those of a file that nobody has named, but that lies where it is looked for.
pub(super) fn found(path: &Path) -> io::Result<Vec<u8>> {
    let kind = fs::metadata(path)?;
    if !kind.is_file() && !kind.is_dir() {
        return Err(io::Error::other("it is a pipe or a device, and no file"));
    }
    fs::read(path)
}

/// Those of a file that somebody has named. What a shell passes on, as `/dev/stdin` or by `<(...)`, is a pipe that another program
/// writes to, and is read to its end.
pub(super) fn named(path: &Path) -> io::Result<Vec<u8>> {
    let is_passed_on = ["/dev/fd", "/dev/stdin", "/proc/self/fd"].iter().any(|place| path.starts_with(place));
    if is_passed_on && is_pipe(path) { fs::read(path) } else { found(path) }
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    fs::metadata(path).is_ok_and(|kind| kind.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}
