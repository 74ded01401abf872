//! What `substitutes --json` prints: everybody who could take the seat, everybody who can't, and the best exchanges.
//!
//! In: an instance, its inputs, the roster file, the window and who was found for it. Out: bytes. Indices never leave the
//! program; lists are in the order of the tables, and those who can't are in order of their ids.

use serde::Serialize;

use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::domain::rule::Rule;
use crate::report::effect;
use crate::report::figures::{Table, goals};
use crate::report::json::{Head, Slot, pretty};
use crate::report::locale::Locale;
use crate::substitution::{Candidate, Exchange, Substitutes};
use crate::verify::Judgement;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    seat: Place<'a>,
    sitting: Vec<Sits<'a>>,
    /// With the seat empty; `null` where several are tried in turn.
    goals: Option<Table>,
    /// As the roster is.
    goals_now: Table,
    /// How many replacements break no rule.
    possible: usize,
    /// With how many of them the roster is better than it is.
    better: usize,
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
struct Sits<'a> {
    #[serde(flatten)]
    person: Person<'a>,
    /// Whether a lock keeps them there.
    fixed: bool,
    /// Those that are broken by their sitting there.
    rules: Vec<&'static str>,
}

#[derive(Serialize)]
struct Can<'a> {
    #[serde(flatten)]
    person: Person<'a>,
    /// The id of whom they replace.
    replaces: Option<&'a str>,
    /// Whether the roster is better with them than it is.
    better: bool,
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
    replaces: Option<&'a str>,
    effect: String,
    goals: Table,
}

/// The document; `roster` is the file that was read.
pub fn bytes(
    instance: &Instance,
    inputs: &[InputFile],
    roster: Option<&InputFile>,
    window: usize,
    found: &Substitutes,
    exchanges: Option<&[Exchange]>,
) -> Vec<u8> {
    // Documents are the same in every language.
    let english = Locale::new(Default::default());
    let id = |out: Option<usize>| out.map(|out| instance.staff[out].id.as_str());
    let moved = |exchange: &Exchange| Move {
        mover: person(instance, exchange.mover),
        from: Slot::of(instance, exchange.from),
        filler: person(instance, exchange.filler),
        replaces: id(exchange.out),
        effect: effect::exchange(&english, instance, window, exchange),
        goals: values(&exchange.judgement),
    };
    let names = |rules: &[Rule]| rules.iter().map(|rule| rule.name()).collect();
    let tried = found.sitting.iter().map(|sitting| (sitting.staff, false, names(&sitting.breaks)));
    let fixed = found.fixed.iter().map(|&staff| (staff, true, Vec::new()));
    let several = found.sitting.len() > 1;
    let out = match found.sitting.as_slice() {
        [one] => Some(person(instance, one.staff)),
        _ => None,
    };
    let can = |(place, candidate): (usize, &Candidate)| Can {
        person: person(instance, candidate.staff),
        replaces: id(candidate.out),
        better: place < found.better,
        shifts: candidate.shifts,
        effect: match several {
            true => effect::replacement(&english, instance, window, candidate),
            false => effect::candidate(&english, instance, window, candidate),
        },
        goals: values(&candidate.judgement),
    };
    pretty(&Document {
        head: Head::of(instance, inputs, roster),
        seat: Place { slot: Slot::of(instance, window), out },
        sitting: tried
            .chain(fixed)
            .map(|(staff, fixed, rules)| Sits { person: person(instance, staff), fixed, rules })
            .collect(),
        goals: found.open.as_ref().map(values),
        goals_now: values(&found.now),
        possible: found.possible,
        better: found.better,
        candidates: found.candidates.iter().enumerate().map(can).collect(),
        excluded: found
            .excluded
            .iter()
            .map(|excluded| Cannot { person: person(instance, excluded.staff), rules: names(&excluded.rules) })
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
