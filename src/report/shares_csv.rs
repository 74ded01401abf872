//! `shares.csv`: what each municipality owed and what it was given, for all shifts and for each burden.
//!
//! In: an instance and a judgement. Out: bytes: by municipality code, first all shifts (`burden` empty), then the
//! burdens by name. Every figure comes from an exact fraction and is rounded once.

use crate::domain::Instance;
use crate::report::numbers::{FILE_PLACES, deviation, fixed};
use crate::report::rows;
use crate::shares::Account;
use crate::verify::Judgement;

const COLUMNS: [&str; 10] = [
    "municipality",
    "municipality_name",
    "burden",
    "population",
    "share",
    "entitled",
    "carried",
    "target",
    "shifts",
    "deviation",
];

/// The file.
pub fn bytes(instance: &Instance, judgement: &Judgement) -> Vec<u8> {
    let shares = &judgement.shares;
    let mut rows = vec![COLUMNS.map(str::to_owned)];
    for (m, municipality) in instance.municipalities.iter().enumerate() {
        let row = |burden: &str, account: &Account, shifts: u64| {
            [
                municipality.code.clone(),
                municipality.name.clone(),
                burden.to_owned(),
                municipality.population.to_string(),
                fixed(&shares.share[m], FILE_PLACES),
                fixed(&account.entitled, FILE_PLACES),
                fixed(&account.carried, FILE_PLACES),
                fixed(&account.target, FILE_PLACES),
                shifts.to_string(),
                fixed(&deviation(&account.target, shifts), FILE_PLACES),
            ]
        };
        rows.push(row("", &shares.total[m], judgement.shifts[m]));
        for (c, burden) in instance.burdens.iter().enumerate() {
            rows.push(row(&burden.name, &shares.burdens[c][m], judgement.burden_shifts[c][m]));
        }
    }
    rows::csv(&rows)
}
