//! Whether somebody's wishes were met, in a few words.
//!
//! In: a strip. Out: words in the language; nothing for who has no wishes.

use super::strips::Strip;
use crate::report::locale::Locale;

/// `3 of 5 shifts as wished`.
pub fn told(locale: &Locale, strip: &Strip) -> Option<String> {
    let (met, of) = strip.met()?;
    let met = locale.whole(met);
    let of = locale.counted(of, ["vagt", "vagter"], ["shift", "shifts"]);
    Some(locale.pick(format!("{met} af {of} som ønsket"), format!("{met} of {of} as wished")))
}
