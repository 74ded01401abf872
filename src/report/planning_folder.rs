//! The files of a planning folder that was made up.
//!
//! In: a draft. Out: bytes for each file, in the order a planner meets them; the same draft gives the same bytes.

use crate::generate::{Draft, Table};
use crate::report::rows::{self, Style};

/// The files, by name.
pub fn files(draft: &Draft) -> Vec<(&'static str, Vec<u8>)> {
    let plan = ("plan.toml", draft.plan.clone().into_bytes());
    std::iter::once(plan).chain(draft.tables.iter().map(|table| (table.name, bytes(table)))).collect()
}

fn bytes(table: &Table) -> Vec<u8> {
    // Everything in it is made up here, numbers and dates are text already, and nothing begins as a formula does.
    rows::csv(Style::Plain, table.columns.iter().map(String::as_str), table.rows.iter().cloned())
}
