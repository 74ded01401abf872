//! What `close --format json` prints: broken rules, and every member's balance before and after.
//!
//! In: an instance, its inputs, the roster file, its judgement, the closing, and what was worked otherwise. Out: bytes, with a row for each
//! municipality and burden, all shifts first (`burden` empty), as in `shares.csv`.

use serde::Serialize;

use crate::closing::Closing;
use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::report::figures::{Table, balances, changes, violations};
use crate::report::json::{Head, pretty};
use crate::report::worked::{Worked, seats};
use crate::verify::Judgement;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    seats: u64,
    unfilled: u64,
    violations: Table,
    /// Those from before the roster was mended; left out where there are none.
    #[serde(skip_serializing_if = "Table::is_empty")]
    past: Table,
    balances: Table,
    /// What was worked otherwise than the roster says; left out where nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<Actual<'a>>,
}

#[derive(Serialize)]
struct Actual<'a> {
    file: Option<&'a InputFile>,
    changes: Table,
}

/// The document.
pub fn bytes(
    instance: &Instance,
    inputs: &[InputFile],
    roster: Option<&InputFile>,
    judgement: &Judgement,
    closing: &Closing,
    worked: Option<&Worked>,
) -> Vec<u8> {
    pretty(&Document {
        head: Head::of(instance, inputs, roster),
        seats: instance.seats(),
        unfilled: judgement.unfilled,
        violations: violations::file(instance, &judgement.violations),
        past: violations::file(instance, &judgement.past),
        balances: balances::all(instance, closing),
        actual: worked.map(|worked| Actual {
            file: worked.file.as_ref(),
            changes: seats(instance, worked).only(&changes::SEATS),
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closing;
    use crate::report::sample;
    use crate::verify;

    #[test]
    fn balances_stand_before_and_after_for_all_shifts_and_each_burden() {
        let instance = sample::instance();
        let judgement = verify::judge(&instance, &sample::roster());
        let closing = closing::close(&instance, &judgement);
        let document: serde_json::Value =
            serde_json::from_slice(&bytes(&instance, &[], None, &judgement, &closing, None)).unwrap();
        let rows = document["balances"].as_array().unwrap();
        assert_eq!(rows.len(), 3 * 3);
        // As in the ledger: 12.9 entitled and 12 worked in all.
        let expected = serde_json::json!({
            "municipality": "665", "municipality_name": "Lemvig", "burden": "", "balance_before": 0.5,
            "taken_over": 0.0, "entitled": 2.4, "worked": 2, "balance_after": 0.9,
        });
        assert_eq!(rows[0], expected);
    }
}
