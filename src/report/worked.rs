//! What was worked otherwise than the roster says.
//!
//! In: an instance and the seats on which somebody else sat. Out: a table of them, and a sentence.

use crate::difference::Change;
use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::report::facts::sentence::Sentence;
use crate::report::figures::{Table, changes};
use crate::report::locale::Locale;

/// What was worked otherwise than the roster says.
#[derive(Debug)]
pub struct Worked {
    /// The file that says so.
    pub file: Option<InputFile>,
    /// The seats on which somebody else sat.
    pub changes: Vec<Change>,
}

/// The seats on which somebody else sat.
pub fn seats(instance: &Instance, worked: &Worked) -> Table {
    changes::exchanged(instance, &worked.changes, |person| changes::named(instance, person))
}

/// On how many seats somebody else sat than the roster says.
pub fn sentence(locale: &Locale, worked: &Worked) -> Sentence {
    let seats = worked.changes.len() as u64;
    let told = locale.counted(seats, ["plads", "pladser"], ["seat", "seats"]);
    let text = match seats {
        0 => locale.pick("Alt blev taget, som vagtplanen siger.", "All was worked as the roster says.").to_owned(),
        _ => locale.pick(
            format!("På {told} sad en anden, end vagtplanen siger; det er det, der tæller her."),
            format!("On {told} somebody else sat than the roster says; that is what counts here."),
        ),
    };
    Sentence::fact(locale.pick("faktisk", "actual"), text)
}
