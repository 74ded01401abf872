//! The columns a table may have.
//!
//! In: nothing. Out: the name of each, and whether a table can do without it. What a file of the folder has for columns stands in
//! `rows`; how they are found in a first line, in `header`.

/// Whether a table must have a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may; a missing one means that all its cells are empty.
    Optional,
}

/// A column a table may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, in lower case.
    pub name: &'static str,
    /// Whether it must be there.
    pub need: Need,
}
