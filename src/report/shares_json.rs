//! What `shares --json` prints: who owes what, before anything is planned.
//!
//! In: an instance, its inputs and its shares. Out: bytes, with the rows of `shares.csv` less the shifts nobody has yet.

use serde::Serialize;

use crate::domain::Instance;
use crate::report::figures::{Figures, accounts};
use crate::report::json::{Input, Period, Versions, pretty};
use crate::shares::Shares;

#[derive(Serialize)]
struct Document<'a> {
    versions: Versions,
    inputs: &'a [Input],
    title: &'a str,
    period: Period,
    seats: u64,
    shares: Figures,
}

/// The document.
pub fn bytes(instance: &Instance, inputs: &[Input], shares: &Shares) -> Vec<u8> {
    pretty(&Document {
        versions: Versions::current(),
        inputs,
        title: &instance.title,
        period: Period::of(instance),
        seats: instance.seats(),
        shares: accounts::owed(instance, shares),
    })
}
