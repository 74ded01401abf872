//! The columns a table may have.
//!
//! In: nothing, or a heading. Out: the name of each, whether a table can do without it, and which of them a heading names. What a file of the folder has for columns stands in
//! `rows`; how they are found in a first line, in `header`.

use super::danish;

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

/// The column that a heading names: by its own name, or by a Danish word that can mean no other column of this table.
pub fn meant(heading: &str, columns: &[Column]) -> Option<&'static str> {
    let word = heading.trim().to_lowercase();
    let names: Vec<&'static str> = columns.iter().map(|column| column.name).collect();
    names.iter().copied().find(|name| *name == word).or_else(|| danish::named(&word, &names))
}
