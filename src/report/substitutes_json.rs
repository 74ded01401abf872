//! What `substitutes --json` prints: everybody who could take the seat, everybody who can't, and the best exchanges.
//!
//! In: an instance, its inputs, the roster file, the seat and who was found for it. Out: bytes. Indices never leave the
//! program; lists are in the order of the tables, and those who can't are in order of their ids.

use serde::Serialize;

use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::report::effect;
use crate::report::figures::{Table, goals};
use crate::report::json::{Head, Slot, pretty};
use crate::report::locale::Locale;
use crate::substitution::{Exchange, Seat, Substitutes};
use crate::verify::Judgement;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    seat: Place<'a>,
    goals: Table,
    candidates: Vec<Can<'a>>,
    excluded: Vec<Cannot<'a>>,
    /// `null` where nobody asked for any.
    exchanges: Option<Vec<Move<'a>>>,
}

#[derive(Serialize)]
struct Place<'a> {
    #[serde(flatten)]
    slot: Slot,
    out: Option<Person<'a>>,
}

/// A person as the roster names them.
#[derive(Serialize)]
struct Person<'a> {
    municipality: &'a str,
    municipality_name: &'a str,
    staff: &'a str,
    staff_name: &'a str,
}

#[derive(Serialize)]
struct Can<'a> {
    #[serde(flatten)]
    person: Person<'a>,
    shifts: u64,
    effect: String,
    goals: Table,
}

#[derive(Serialize)]
struct Cannot<'a> {
    #[serde(flatten)]
    person: Person<'a>,
    rules: Vec<&'static str>,
}

#[derive(Serialize)]
struct Move<'a> {
    mover: Person<'a>,
    from: Slot,
    filler: Person<'a>,
    effect: String,
    goals: Table,
}

/// The document; `roster` is the file that was read, and its `goals` are those with the seat empty.
pub fn bytes(
    instance: &Instance,
    inputs: &[InputFile],
    roster: Option<&InputFile>,
    seat: Seat,
    found: &Substitutes,
    exchanges: Option<&[Exchange]>,
) -> Vec<u8> {
    // Documents are the same in every language.
    let english = Locale::new(Default::default());
    let moved = |exchange: &Exchange| Move {
        mover: person(instance, exchange.mover),
        from: Slot::of(instance, exchange.from),
        filler: person(instance, exchange.filler),
        effect: effect::exchange(&english, instance, seat, exchange),
        goals: values(&exchange.judgement),
    };
    pretty(&Document {
        head: Head::of(instance, inputs, roster),
        seat: Place { slot: Slot::of(instance, seat.window), out: seat.out.map(|out| person(instance, out)) },
        goals: values(&found.open),
        candidates: found
            .candidates
            .iter()
            .map(|candidate| Can {
                person: person(instance, candidate.staff),
                shifts: candidate.shifts,
                effect: effect::candidate(&english, instance, seat, candidate),
                goals: values(&candidate.judgement),
            })
            .collect(),
        excluded: found
            .excluded
            .iter()
            .map(|excluded| Cannot {
                person: person(instance, excluded.staff),
                rules: excluded.rules.iter().map(|rule| rule.name()).collect(),
            })
            .collect(),
        exchanges: exchanges.map(|exchanges| exchanges.iter().map(moved).collect()),
    })
}

fn values(judgement: &Judgement) -> Table {
    goals::unproven(&judgement.values).only(&goals::VALUES)
}

fn person(instance: &Instance, staff: usize) -> Person<'_> {
    let staff = &instance.staff[staff];
    let home = &instance.municipalities[staff.municipality];
    Person { municipality: &home.code, municipality_name: &home.name, staff: &staff.id, staff_name: &staff.name }
}
