//! A file that a run depends on.
//!
//! In: nothing. Out: [`InputFile`], which `read` makes of each file it reads, `report` writes down and a summary brings back.

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// Its name, in a planning folder that within the folder.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}
