//! What in `staff.csv` can be read, but is hardly meant: one warning for all rows of a kind.
//!
//! In: the people. Out: findings about one name under two ids, whose limits would be counted apart, and about weights such as hours
//! or percent beside empty cells, which count as one.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use num_traits::ToPrimitive;

use super::people::{People, Person};
use super::together::{self, named};
use super::who;
use crate::diagnostic::{Code, Diagnostic, Place, list, plain, quote};
use crate::domain::calendar::Period;
use crate::domain::{Exact, Staff};

/// So many turns of a colleague's nobody takes: what is written then is hours or percent.
const MANY_TURNS: u32 = 5;

/// Warns of both.
pub fn check(people: &People<'_>, period: Option<Period>, findings: &mut Vec<Diagnostic>) {
    if let Some(period) = period {
        one_person_twice(people, period, findings);
    }
    odd_weights(people, findings);
}

/// Warns of people that may be one.
fn one_person_twice(people: &People<'_>, period: Period, findings: &mut Vec<Diagnostic>) {
    let mut by_name: BTreeMap<String, Vec<&Person<'_>>> = BTreeMap::new();
    for person in people.list.iter().filter(|person| !person.staff.is_pool() && person.staff.name != person.staff.id) {
        by_name.entry(person.staff.name.to_lowercase()).or_default().push(person);
    }
    let mut pairs: Vec<(&Person<'_>, &Person<'_>)> = Vec::new();
    for same in by_name.values() {
        let pair = |one: usize| same[one + 1..].iter().find(|other| overlap(&same[one].staff, &other.staff, period));
        pairs.extend((0..same.len()).find_map(|one| Some((same[one], *pair(one)?))));
    }
    for pair in &mut pairs {
        if place(pair.1).span.start < place(pair.0).span.start {
            *pair = (pair.1, pair.0);
        }
    }
    pairs.sort_by_key(|pair| place(pair.1).span.start);
    let Some(first) = pairs.first() else { return };
    let names: Vec<String> = pairs.iter().map(|(one, other)| said(&one.staff, &other.staff)).collect();
    let places: Vec<&Place> = pairs.iter().map(|pair| place(pair.1)).collect();
    let message = match names.as_slice() {
        [only] => format!("{only} may be one person with two ids"),
        _ => format!("{} may each be one person with two ids", named(&names)),
    };
    let found = together::at(Diagnostic::new(Code::OnePersonTwice, message), &places, "their limits are counted apart")
        .at(place(first.0), "the same name")
        .help("if it is one person: one row, or 'left' in the one and 'joined' in the other where the municipality has changed")
        .help("if they are two, nothing is to be done; a second name or a letter would tell them apart for others as well");
    findings.push(found);
}

fn said(one: &Staff, other: &Staff) -> String {
    format!("{} ({})", plain(&one.name), list(&[plain(&one.id), plain(&other.id)], "and"))
}

fn place<'a>(person: &Person<'a>) -> &'a Place {
    person.row.id.as_ref().map_or(&person.row.place, |id| &id.place)
}

/// Whether both are employed on the same day, and some such day is not before the period is over or after it began.
fn overlap(one: &Staff, other: &Staff, period: Period) -> bool {
    let begin = [one.joined, other.joined, Some(period.from)].into_iter().flatten().max().unwrap_or(period.from);
    let end: Option<NaiveDate> = [one.left, other.left, period.to.succ_opt()].into_iter().flatten().min();
    end.is_none_or(|end| begin < end)
}

/// Warns of weights that would give somebody many times the turns of a colleague without one.
fn odd_weights(people: &People<'_>, findings: &mut Vec<Diagnostic>) {
    let many = Exact::from_integer(MANY_TURNS.into());
    let alone = || people.list.iter().filter(|person| !person.staff.is_pool() && person.home.is_some());
    let is_bare = |home| alone().find(|person| person.home == home && person.row.weight.is_none());
    let mut odd: Vec<(&Person<'_>, &Place)> = alone()
        .filter(|person| person.staff.weight >= many && is_bare(person.home).is_some())
        .filter_map(|person| Some((person, &person.row.weight.as_ref()?.place)))
        .collect();
    odd.sort_by_key(|(_, place)| place.span.start);
    let Some((first, _)) = odd.first() else { return };
    let Some(bare) = is_bare(first.home) else { return };
    let shown = |person: &Person<'_>| person.staff.weight.to_f64().unwrap_or_default();
    let names: Vec<String> =
        odd.iter().map(|(person, _)| format!("{} of {}", shown(person), who(&person.staff))).collect();
    let places: Vec<&Place> = odd.iter().map(|(_, place)| *place).collect();
    let (noun, verb) = if odd.len() == 1 { ("weight", "stands") } else { ("weights", "stand") };
    let message = format!("the {noun} {} {verb} beside empty cells, which count as 1", named(&names));
    let label = format!("{} turns for one of {}", shown(first), quote(&bare.staff.name));
    let found = together::at(Diagnostic::new(Code::OddWeights, message), &places, &label)
        .at(place(bare), "no weight")
        .help("if they are hours or percent, write those of everybody in the municipality, such as 37 or 100; or 0.5 for half, and leave full time empty");
    findings.push(found);
}
