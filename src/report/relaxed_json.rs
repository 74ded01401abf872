//! What `relax` prints as JSON.
//!
//! In: an instance, what was wanted and what was found. Out: one document; its rows are those of relax.csv.

use serde::Serialize;

use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::relaxation::{Relaxation, Wanted};
use crate::report::figures::{Figure, Table};
use crate::report::json::{Period, Versions, pretty};
use crate::report::relaxed;

#[derive(Serialize)]
struct Document<'a> {
    versions: Versions,
    inputs: &'a [InputFile],
    title: &'a str,
    period: Period,
    /// The most seats that were to stay unfilled.
    wanted: u64,
    now: u64,
    least: Option<u64>,
    at_least: u64,
    proven: bool,
    all: bool,
    sets: Vec<Set>,
}

#[derive(Serialize)]
struct Set {
    price: u64,
    unfilled: u64,
    asked: Table,
}

/// The document.
pub fn bytes(instance: &Instance, inputs: &[InputFile], wanted: &Wanted, found: &Relaxation) -> Vec<u8> {
    let table = relaxed::table(instance, found);
    let keys: Vec<&str> = table.columns.iter().map(|column| column.key).filter(|key| *key != "set").collect();
    let sets = found.sets.iter().zip(1..).map(|(set, number)| {
        let mut asked = table.clone();
        let place = asked.place("set");
        asked.rows.retain(|row| row[place] == Figure::Count(number));
        Set { price: set.price, unfilled: set.verified.judgement().unfilled, asked: asked.only(&keys) }
    });
    pretty(&Document {
        versions: Versions::current(),
        inputs,
        title: &instance.title,
        period: Period::of(instance),
        wanted: wanted.unfilled,
        now: found.now,
        // Where nobody has to be asked, it is not looked for.
        least: (found.now > wanted.unfilled).then_some(found.least),
        at_least: found.at_least,
        proven: found.is_proven(),
        all: found.is_all,
        sets: sets.collect(),
    })
}
