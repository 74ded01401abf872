//! The files of a planning folder that was made up.
//!
//! In: a draft. Out: bytes for each file, in the order a planner meets them; the same draft gives the same bytes.

use crate::generate::{Draft, Table};

/// The files, by name.
pub fn files(draft: &Draft) -> Vec<(&'static str, Vec<u8>)> {
    let plan = ("plan.toml", draft.plan.clone().into_bytes());
    std::iter::once(plan).chain(draft.tables.iter().map(|table| (table.name, bytes(table)))).collect()
}

fn bytes(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(table.columns).expect("rows of one length always fit in memory");
    for row in &table.rows {
        writer.write_record(row).expect("rows of one length always fit in memory");
    }
    writer.into_inner().expect("memory never refuses a write")
}
