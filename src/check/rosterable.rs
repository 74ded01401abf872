//! Who cannot be rostered in the period at all, and why: warnings, those of one cause together.
//!
//! In: the staff with everything that holds somebody back. Out: findings. The people of a municipality that has left are one
//! finding, not one each: what is told twenty times is not read once.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::people::Person;
use super::{day, who};
use crate::diagnostic::{Code, Diagnostic, Place, list, plain};
use crate::domain::Stance;
use crate::domain::rule::{Rule, Unit};

/// How many people a warning names before it counts.
const NAMED_PEOPLE: usize = 6;

/// Why somebody cannot be rostered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// Their municipality, by its index, is no member in the period.
    NoMember(usize),
    /// A limit of theirs is zero.
    LimitOfZero,
    /// Every window is closed to them.
    NoWindow,
}

/// Warns of people whom no roster of the period can have, and says why.
pub fn check(
    context: &Context<'_, '_>,
    stances: &[Stance],
    forbidden: &BTreeSet<(usize, usize)>,
    findings: &mut Vec<Diagnostic>,
) {
    let Context { members, people, windows, frame, .. } = context;
    let sound = windows.complete && context.folder.availability.as_ref().is_none_or(|table| table.sound);
    let Some(period) = frame.period.filter(|_| sound && !windows.list.is_empty() && !stances.is_empty()) else {
        return;
    };
    let mut kept_out: BTreeMap<Reason, Vec<&Person<'_>>> = BTreeMap::new();
    for (number, person) in people.list.iter().enumerate() {
        let Some(home) = person.home.filter(|home| members.list[*home].dates_in_order()) else {
            continue;
        };
        // Who comes later or has gone says so by the dates.
        let (joined, left) = (person.staff.joined, person.staff.left);
        if joined.is_some_and(|joined| period.to < joined)
            || left.is_some_and(|left| left <= joined.unwrap_or(period.from).max(period.from))
        {
            continue;
        }
        let member = &members.list[home];
        let none_allowed =
            Rule::amounts().any(|(rule, amount)| amount.unit == Unit::Whole && person.staff.limits[rule] == Some(0));
        let possible = || {
            windows.list.iter().enumerate().any(|(window, slot)| {
                stances[number * windows.list.len() + window].available
                    && member.municipality.is_member(slot.window.date)
                    && !forbidden.contains(&(number, window))
            })
        };
        let reason = if !member.belongs_to(period) {
            Reason::NoMember(home)
        } else if none_allowed {
            Reason::LimitOfZero
        } else if !possible() {
            Reason::NoWindow
        } else {
            continue;
        };
        kept_out.entry(reason).or_default().push(person);
    }
    for (reason, mut group) in kept_out {
        // As they stand in the file, so that the first line shown is the first that is meant.
        group.sort_by_key(|person| place(person).span.start);
        findings.push(finding(context, reason, &group));
    }
}

fn place<'a>(person: &'a Person<'_>) -> &'a Place {
    person.row.id.as_ref().map_or(&person.row.place, |id| &id.place)
}

/// The finding about everybody who is kept out for one reason.
fn finding(context: &Context<'_, '_>, reason: Reason, group: &[&Person<'_>]) -> Diagnostic {
    let names = named(group);
    let first = place(group[0]);
    match reason {
        Reason::NoMember(home) => {
            let member = &context.members.list[home];
            let name = plain(&member.municipality.name);
            let from = context.frame.period.map(|period| period.from);
            let left = member.row.left.as_ref().filter(|left| from.is_some_and(|from| left.value <= from));
            let (said, at) = match (left, &member.row.joined) {
                (Some(left), _) => (format!("left on {}", day(left.value)), Some(&left.place)),
                (None, Some(joined)) => (format!("joins only on {}", day(joined.value)), Some(&joined.place)),
                (None, None) => ("is no member".to_owned(), None),
            };
            let message = format!("{names} cannot be rostered: {name} {said}");
            let found = Diagnostic::new(Code::StaffOutsideMembership, message).at(first, also(group));
            let found = match at {
                Some(at) => found.at(at, "outside the period"),
                None => found,
            };
            let rows = if group.len() == 1 { "row" } else { "rows" };
            found.help(format!("delete the {rows}, or correct the municipality's dates"))
        }
        Reason::LimitOfZero | Reason::NoWindow => {
            let zero = reason == Reason::LimitOfZero;
            let why = if zero { "a limit of zero allows no shift" } else { "no window is left for them" };
            let more = also(group);
            let label = if more.is_empty() { why.to_owned() } else { format!("{why}; {more}") };
            Diagnostic::new(Code::NeverRostered, format!("{names} cannot be rostered in this period"))
                .at(first, label)
                .help("look at their rows in availability.csv and locks.csv and at their limits, if that is not meant")
        }
    }
}

/// The people as a sentence names them: so many first, then how many more.
fn named(group: &[&Person<'_>]) -> String {
    // A single one more is named rather than counted.
    let shown = if group.len() > NAMED_PEOPLE + 1 { NAMED_PEOPLE } else { group.len() };
    let mut names: Vec<String> = group[..shown].iter().map(|person| who(&person.staff)).collect();
    names.extend((group.len() > shown).then(|| format!("{} more", group.len() - shown)));
    list(&names, "and")
}

/// Where the others of a group stand; empty where there are none.
fn also(group: &[&Person<'_>]) -> String {
    let lines: Vec<usize> =
        group[1..].iter().map(|person| place(person).source.line(place(person).span.start)).collect();
    let shown = if lines.len() > NAMED_PEOPLE + 1 { NAMED_PEOPLE } else { lines.len() };
    let mut named: Vec<String> = lines[..shown].iter().map(usize::to_string).collect();
    named.extend((lines.len() > shown).then(|| format!("{} more", lines.len() - shown)));
    let line = if place(group[0]).source.cells.is_some() { "row" } else { "line" };
    match named.len() {
        0 => String::new(),
        1 => format!("also {line} {}", named[0]),
        _ => format!("also {line}s {}", list(&named, "and")),
    }
}
