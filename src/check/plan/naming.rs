//! What may be called what in `plan.toml`.
//!
//! In: a name. Out: a finding, where a table that it stands in could not be read again.

use crate::diagnostic::{Code, Diagnostic, quote};
use crate::read::cell::spreadsheet_error;
use crate::read::table::Field;

/// Refuses a name of a burden that no table can hold: the ledger that is closed with it could not be read again.
pub fn unspeakable(written: &Field<String>) -> Option<Diagnostic> {
    let name = &written.value;
    let is_bad = name.trim().is_empty() || name.chars().any(char::is_control) || spreadsheet_error(name).is_some();
    is_bad.then(|| {
        Diagnostic::new(Code::WrongValue, format!("a burden cannot be called {}", quote(name)))
            .at(&written.place, "no table can hold it")
            .help("give it a name that a cell can hold, such as evening")
    })
}
