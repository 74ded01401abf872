//! What `diff --json` prints: the seats that changed hands, and shifts gained and lost by person and municipality.
//!
//! In: a difference and the two files. Out: bytes, in order of time, of staff id, of municipality code.

use serde::Serialize;

use crate::difference::Difference;
use crate::domain::input_file::InputFile;
use crate::report::figures::{Table, differences};
use crate::report::json::{Versions, pretty};

#[derive(Serialize)]
struct Document<'a> {
    versions: Versions,
    old: Option<&'a InputFile>,
    new: Option<&'a InputFile>,
    windows: u64,
    changes: Table,
    people: Table,
    municipalities: Table,
}

/// The document.
pub fn bytes(difference: &Difference, old: Option<&InputFile>, new: Option<&InputFile>) -> Vec<u8> {
    pretty(&Document {
        versions: Versions::current(),
        old,
        new,
        windows: difference.windows,
        changes: differences::seats(difference).only(&differences::SEATS_OF_A_FILE),
        people: differences::people(difference).only(&differences::PEOPLE_OF_A_FILE),
        municipalities: differences::municipalities(difference).only(&differences::TOWNS_OF_A_FILE),
    })
}
