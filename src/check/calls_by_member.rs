//! `calls_by_member.csv`: the calls that each municipality's citizens have made.
//!
//! In: its rows and the members. Out: calls by municipality and month. A municipality may have months that others lack, and months
//! outside the period: which of them are compared with what is for those who tell of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::members::Members;
use super::together::{self, Twice};
use crate::diagnostic::{Code, Diagnostic, plain};
use crate::read::Folder;
use crate::read::calls_by_member::CallsRow;

/// By municipality and first day of the month.
pub type Calls = BTreeMap<(usize, NaiveDate), u64>;

/// Checks `calls_by_member.csv`.
pub fn check(folder: &Folder, members: &Members<'_>, findings: &mut Vec<Diagnostic>) -> Calls {
    let mut calls = Calls::new();
    let mut first: BTreeMap<(usize, NaiveDate), &CallsRow> = BTreeMap::new();
    let mut again = Vec::new();
    for row in folder.calls.iter().flat_map(|table| &table.rows) {
        let municipality = row.code.as_ref().and_then(|written| members.find(written, findings));
        let (Some(municipality), Some(month)) = (municipality, &row.month) else { continue };
        let key = (municipality, month.value);
        if let Some(earlier) = first.get(&key) {
            let name = plain(&members.list[municipality].municipality.name);
            let said = format!("the calls of {name} in {} are there twice", month.value.format("%Y-%m"));
            again.push(Twice { said, again: &row.place, first: &earlier.place, hint: None });
            continue;
        }
        first.insert(key, row);
        if let Some(count) = &row.calls {
            calls.insert(key, count.value.into());
        }
    }
    let cure = "keep the row that counts; if both do, write their sum in one";
    together::twice(Code::DoubledCalls, &again, "months of municipalities", cure, findings);
    calls
}
