//! A file that a run depends on.
//!
//! In: nothing. Out: [`InputFile`], which `read` makes of each file it reads, `report` writes down and a summary brings back.

/// How the names of files begin that are on their way to their places. No other file is called so.
pub const PASSING: &str = ".vagtplan-";

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// Its name, in a planning folder that within the folder.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}
