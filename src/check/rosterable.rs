//! Who cannot be rostered in the period at all, and why: warnings, those of one cause together.
//!
//! In: the staff with everything that holds somebody back. Out: findings. The people of a municipality that has left are one
//! finding, not one each: what is told twenty times is not read once.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::people::Person;
use super::together::{self, named};
use super::{day, who};
use crate::diagnostic::{Code, Diagnostic, Place, plain};
use crate::domain::Stance;
use crate::domain::rule::{Rule, Unit};

/// Why somebody cannot be rostered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// Their municipality, by its index, is no member in the period.
    NoMember(usize),
    /// They are free, but in no window that their municipality takes part in.
    NoPart(usize),
    /// Nobody of their municipality, by its index, may be on the hotline at any time; without one, of any municipality.
    NobodyAway(Option<usize>),
    /// A limit of theirs is zero.
    LimitOfZero,
    /// Every window is closed to them.
    NoWindow,
}

/// Whether a person may have no shift in a burden at all.
fn is_capped_at_zero(person: &Person<'_>, burden: usize) -> bool {
    Rule::caps().any(|(rule, _)| person.staff.limits.cap(rule, burden) == Some(0))
}

/// Warns of people whom no roster of the period can have, and says why. Of the municipalities `silent` it has been told that no window
/// is left for anybody there.
pub fn check(
    context: &Context<'_, '_>,
    stances: &[Stance],
    forbidden: &BTreeSet<(usize, usize)>,
    silent: &BTreeSet<usize>,
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
        let possible = |in_part: bool| {
            windows.list.iter().enumerate().any(|(window, slot)| {
                stances[number * windows.list.len() + window].available
                    && member.municipality.is_member(slot.window.date)
                    && (!in_part || member.municipality.takes_part(&slot.window))
                    && !forbidden.contains(&(number, window))
                    && slot.window.burdens.iter().all(|&burden| !is_capped_at_zero(person, burden))
            })
        };
        let reason = if !member.belongs_to(period) {
            Reason::NoMember(home)
        } else if member.municipality.limits[Rule::AwayAtOnce] == Some(0) {
            Reason::NobodyAway(member.row.limits.contains_key(&Rule::AwayAtOnce).then_some(home))
        } else if none_allowed {
            Reason::LimitOfZero
        } else if !possible(true) && possible(false) {
            Reason::NoPart(home)
        } else if !possible(true) && !silent.contains(&home) {
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
    let names = named(&group.iter().map(|person| who(&person.staff)).collect::<Vec<_>>());
    let places: Vec<&Place> = group.iter().map(|person| place(person)).collect();
    match reason {
        Reason::NoMember(home) => {
            let member = &context.members.list[home];
            let name = plain(&member.municipality.name);
            let from = context.frame.period.map(|period| period.from);
            let left = from.and_then(|from| member.ended_by(from));
            let (said, at) = match (left, &member.rows[0].joined) {
                (Some(left), _) => (format!("left on {}", day(left.value)), Some(&left.place)),
                (None, Some(joined)) => (format!("joins only on {}", day(joined.value)), Some(&joined.place)),
                (None, None) => ("is no member".to_owned(), None),
            };
            let message = format!("{names} cannot be rostered: {name} {said}");
            let found = together::at(Diagnostic::new(Code::StaffOutsideMembership, message), &places, "");
            let found = match at {
                Some(at) => found.at(at, "outside the period"),
                None => found,
            };
            let rows = if group.len() == 1 { "row" } else { "rows" };
            found.help(format!("delete the {rows}, or correct the municipality's dates"))
        }
        Reason::NoPart(home) => {
            let member = &context.members.list[home];
            let message = format!("{names} cannot be rostered in this period");
            let why = format!("free in no window that {} takes part in", plain(&member.municipality.name));
            let found = together::at(Diagnostic::new(Code::NeverRostered, message), &places, &why);
            let written = member.rows.iter().find_map(|row| row.windows.as_ref());
            let found = match written {
                Some(written) => found.at(&written.place, "the windows it takes part in"),
                None => found,
            };
            found.help(
                "look at their rows in availability.csv, and at the windows of the municipality, if that is not meant",
            )
        }
        Reason::NobodyAway(home) => {
            let member = home.map(|home| &context.members.list[home]);
            let limits = member.map_or_else(
                || context.folder.plan.as_ref().map(|plan| &plan.rules),
                |member| Some(&member.row.limits),
            );
            let limit = limits.and_then(|limits| limits.get(&Rule::AwayAtOnce));
            let of = member.map(|member| format!(" of {}", plain(&member.municipality.name))).unwrap_or_default();
            let message = format!("{names} cannot be rostered: away_at_once{of} is 0");
            let found = together::at(Diagnostic::new(Code::NeverRostered, message), &places, "");
            let found = match limit {
                Some(limit) => found.at(&limit.place, "nobody may be on the hotline at any time"),
                None => found,
            };
            found.help("write how many colleagues of a municipality may be on the hotline at once; leave it empty for no limit")
        }
        Reason::LimitOfZero | Reason::NoWindow => {
            let zero = reason == Reason::LimitOfZero;
            let why = if zero { "a limit of zero allows no shift" } else { "no window is left for them" };
            let message = format!("{names} cannot be rostered in this period");
            together::at(Diagnostic::new(Code::NeverRostered, message), &places, why)
                .help("look at their rows in availability.csv and locks.csv and at their limits, if that is not meant")
        }
    }
}
