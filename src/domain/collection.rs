//! Which answers were laid into a folder.
//!
//! In: nothing. Out: the type. The record of it is a file of the folder, so that an older answer is known from a newer one.

/// An answer that was laid in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidIn {
    /// The code of its municipality.
    pub code: String,
    /// The name of the file that came back.
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
    /// When it was saved, as it says itself.
    pub saved: Option<String>,
    /// The SHA-256 of the availability that was made of it, by which a later change of that file is known.
    pub table: Option<String>,
    /// The first and the last day of its period.
    pub period: (String, String),
}

/// The file of the record.
pub const RECORD: &str = "answers.json";
