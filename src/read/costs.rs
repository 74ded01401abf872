//! `costs.csv`: costs beside those that all share, and parts that are agreed on.
//!
//! In: the path of a table. Out: typed rows. Whose they are is looked up by whoever settles.

use std::path::Path;

use super::cell::text;
use super::column::Column;
use super::decimal::decimal;
use super::rows::{TableRow, optional, required};
use super::table::{Field, Rows};
use super::{Alone, Table, alone};
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::Exact;

/// A row.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the columns of the contract")]
pub struct CostRow {
    pub place: Place,
    pub what: Option<Field<String>>,
    pub code: Option<Field<String>>,
    /// In kroner.
    pub amount: Option<Field<Exact>>,
    /// In hundredths of the cost.
    pub share: Option<Field<Exact>>,
}

impl TableRow for CostRow {
    fn columns() -> &'static [Column] {
        const COLUMNS: &[Column] =
            &[required("what"), optional("code"), optional("amount"), optional("share"), optional("note")];
        COLUMNS
    }

    fn read(rows: &Rows, findings: &mut Vec<Diagnostic>) -> Vec<Self> {
        rows.build(findings, |cells, place| CostRow {
            place,
            what: cells.needed("what", text),
            code: cells.field("code", text),
            amount: cells.field("amount", decimal(rows.spelling)),
            share: cells.field("share", decimal(rows.spelling)),
        })
    }
}

/// Reads such a file; `None` where it cannot be read.
pub fn costs(path: &Path) -> (Option<Table<CostRow>>, Vec<Diagnostic>) {
    let cure = "check the path; costs are a table with the columns what, code, amount and share";
    let (Alone { table, .. }, findings) = alone::<CostRow>(path, "costs", cure);
    (table, findings)
}
