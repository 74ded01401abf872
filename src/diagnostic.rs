//! What vagtplan says of its input: a code, the place, what is wrong, the cure.
//!
//! In: sources and spans. Out: [`Diagnostic`] values that render like a good compiler's. Nothing here decides what is
//! wrong; `read` and `check` do.

use std::ops::Range;
use std::sync::Arc;

/// A file as it was read, decoded to text.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as the user would write it.
    pub name: String,
    /// Its decoded text.
    pub text: String,
}

/// A stretch of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// Byte range in its text.
    pub span: Range<usize>,
}

/// Whether a finding refuses the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input is refused.
    Error,
    /// The input is taken, but someone should look.
    Warning,
}
