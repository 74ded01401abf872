//! What `diff --json` prints: the seats that changed hands, and shifts gained and lost by person and municipality.
//!
//! In: a difference and the two files. Out: bytes, in order of time, of staff id, of municipality code.

use chrono::Datelike;
use serde::Serialize;

use crate::difference::{Difference, SheetChange, Tally};
use crate::domain::calendar::weekday_name;
use crate::domain::input_file::InputFile;
use crate::report::json::{Versions, pretty};

#[derive(Serialize)]
struct Document<'a> {
    versions: Versions,
    old: Option<&'a InputFile>,
    new: Option<&'a InputFile>,
    windows: u64,
    changes: Vec<Change<'a>>,
    people: Vec<Person<'a>>,
    municipalities: Vec<Town<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    date: String,
    weekday: &'static str,
    start: String,
    /// `null` where nobody sat there.
    was: Option<&'a str>,
    is: Option<&'a str>,
}

#[derive(Serialize)]
struct Person<'a> {
    staff: &'a str,
    /// Empty where neither file says.
    staff_name: &'a str,
    municipality: &'a str,
    municipality_name: &'a str,
    gained: u64,
    lost: u64,
}

#[derive(Serialize)]
struct Town<'a> {
    municipality: &'a str,
    municipality_name: &'a str,
    gained: u64,
    lost: u64,
}

/// The document.
pub fn bytes(difference: &Difference, old: Option<&InputFile>, new: Option<&InputFile>) -> Vec<u8> {
    pretty(&Document {
        versions: Versions::current(),
        old,
        new,
        windows: difference.windows,
        changes: difference.changes.iter().map(change).collect(),
        people: difference.people.iter().map(|(id, tally)| person(difference, id, tally)).collect(),
        municipalities: difference
            .municipalities
            .iter()
            .map(|((code, name), tally)| Town {
                municipality: code,
                municipality_name: name,
                gained: tally.gained,
                lost: tally.lost,
            })
            .collect(),
    })
}

fn change(change: &SheetChange) -> Change<'_> {
    Change {
        date: change.date.to_string(),
        weekday: weekday_name(change.date.weekday()),
        start: change.start.format("%H:%M").to_string(),
        was: change.was.as_deref(),
        is: change.is.as_deref(),
    }
}

fn person<'a>(difference: &'a Difference, id: &'a str, tally: &Tally) -> Person<'a> {
    let holder = difference.holders.get(id);
    Person {
        staff: id,
        staff_name: holder.map_or("", |holder| &holder.name),
        municipality: holder.map_or("", |holder| &holder.municipality),
        municipality_name: holder.map_or("", |holder| &holder.municipality_name),
        gained: tally.gained,
        lost: tally.lost,
    }
}
