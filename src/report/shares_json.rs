//! What `shares --json` prints: who owes what, before anything is planned.
//!
//! In: an instance, its inputs and its shares. Out: bytes, with the rows of `shares.csv` less the shifts nobody has yet.

use serde::Serialize;

use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::report::figures::{Table, accounts};
use crate::report::json::{Period, Versions, pretty};
use crate::report::promises::{why, word};
use crate::shares::Shares;
use crate::shares::promise::{Promise, Promises};

#[derive(Serialize)]
struct Document<'a> {
    versions: Versions,
    inputs: &'a [InputFile],
    title: &'a str,
    period: Period,
    seats: u64,
    shares: Table,
    stays_below_one_shift: Vec<PromiseRow<'a>>,
}

/// What is promised of one account.
#[derive(Serialize)]
struct PromiseRow<'a> {
    municipality: &'a str,
    municipality_name: &'a str,
    /// Empty for all shifts.
    burden: &'a str,
    promise: &'static str,
    why: Option<String>,
}

/// The document.
pub fn bytes(instance: &Instance, inputs: &[InputFile], shares: &Shares, promises: &Promises) -> Vec<u8> {
    pretty(&Document {
        versions: Versions::current(),
        inputs,
        title: &instance.title,
        period: Period::of(instance),
        seats: instance.seats(),
        shares: accounts::owed(instance, shares).all(),
        stays_below_one_shift: told(instance, promises),
    })
}

fn told<'a>(instance: &'a Instance, promises: &Promises) -> Vec<PromiseRow<'a>> {
    let row = |m: usize, burden: &'a str, promise: Promise| PromiseRow {
        municipality: &instance.municipalities[m].code,
        municipality_name: &instance.municipalities[m].name,
        burden,
        promise: word(promise),
        why: why(instance, promise),
    };
    let mut rows = Vec::new();
    for m in 0..instance.municipalities.len() {
        rows.extend(promises.total[m].map(|promise| row(m, "", promise)));
        let burdens = instance.burdens.iter().zip(&promises.burdens);
        rows.extend(burdens.filter_map(|(burden, accounts)| Some(row(m, &burden.name, accounts[m]?))));
    }
    rows
}
