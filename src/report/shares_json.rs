//! What `shares --json` prints: who owes what, before anything is planned.
//!
//! In: an instance, its inputs and its shares. Out: bytes, with the rows of `shares.csv` less the shifts nobody has yet.

use serde::Serialize;

use crate::domain::Instance;
use crate::domain::basis::Basis;
use crate::domain::input_file::InputFile;
use crate::report::facts::basis;
use crate::report::figures::{Column, Figure, Table, accounts, class_name, classes};
use crate::report::json::{Period, Versions, pretty};
use crate::report::locale::Locale;
use crate::report::promises::{why, word};
use crate::shares::Shares;
use crate::shares::promise::Promises;

#[derive(Serialize)]
struct Document<'a> {
    versions: Versions,
    inputs: &'a [InputFile],
    title: &'a str,
    period: Period,
    seats: u64,
    basis: basis::Document,
    shares: Table,
    stays_below_one_shift: Table,
}

/// The document.
pub fn bytes(
    instance: &Instance,
    inputs: &[InputFile],
    basis: &Basis,
    shares: &Shares,
    promises: &Promises,
) -> Vec<u8> {
    pretty(&Document {
        versions: Versions::current(),
        inputs,
        title: &instance.title,
        period: Period::of(instance),
        seats: instance.seats(),
        basis: basis::Document::of(basis, None),
        shares: accounts::owed(instance, shares).all(),
        stays_below_one_shift: told(instance, promises),
    })
}

/// What is promised of each account that there is.
fn told(instance: &Instance, promises: &Promises) -> Table {
    let english = Locale::new(Default::default());
    let accounts = (0..instance.municipalities.len()).flat_map(|m| classes(instance).map(move |class| (m, class)));
    let rows = accounts.filter_map(|(m, class)| {
        let promise = class.map_or(&promises.total, |burden| &promises.burdens[burden])[m]?;
        let municipality = &instance.municipalities[m];
        Some([
            Figure::text(&municipality.code),
            Figure::text(&municipality.name),
            class_name(instance, class),
            Figure::text(word(promise)),
            Figure::told(why(&english, instance, promise).as_deref()),
        ])
    });
    Table::new(["municipality", "municipality_name", "burden", "promise", "why"].map(Column::of_a_file), rows)
}
