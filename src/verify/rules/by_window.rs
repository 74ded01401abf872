//! The rules that look at one window at a time: seats, membership, participation, availability, away_at_once, locks.
//!
//! In: an instance and any roster. Out: violations, each about exactly one window.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::diagnostic::plain;
use crate::domain::participation::WindowClass;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::domain::{Instance, Window, words};

use super::super::{Violation, wording};

/// A window has no more people than seats, nobody twice, and of a pool no more than its heads.
pub(super) fn seats(instance: &Instance, roster: &Roster) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (index, (window, staff)) in occupied(instance, roster) {
        let name = wording::window(window);
        let held = times(staff.iter().copied());
        if staff.len() as u64 > u64::from(window.seats) {
            let people: Vec<String> = held.iter().map(|&(staff, times)| on_window(instance, staff, times)).collect();
            violations.push(Violation {
                rule: Rule::Seats,
                staff: None,
                municipality: None,
                windows: vec![index],
                burden: None,
                over: staff.len() as u64 - u64::from(window.seats),
                message: format!(
                    "seats: {} taken on {name}, which has {}: {}.",
                    wording::counted(staff.len() as u64, "seat is", "seats are"),
                    window.seats,
                    people.join(", ")
                ),
            });
        }
        for &(staff, times) in &held {
            let heads = instance.staff[staff].heads;
            if times > heads as usize {
                let person = wording::person(instance, staff);
                let message = if instance.staff[staff].is_pool() {
                    format!("seats: {person} is on {name} with {times} seats, but the pool has only {heads} heads.")
                } else {
                    format!("seats: {person} has {times} seats on {name}, but can take only one of a window.")
                };
                let over = (times - heads as usize) as u64;
                violations.push(Violation { over, ..personal(instance, Rule::Seats, staff, index, message) });
            }
        }
    }
    violations
}

/// Only staff of a municipality that is a member on the date.
pub(super) fn membership(instance: &Instance, roster: &Roster) -> Vec<Violation> {
    each_person(instance, roster, |index, window, staff, _| {
        let municipality = instance.staff[staff].municipality;
        (!instance.municipalities[municipality].is_member(window.date)).then(|| {
            let message = format!(
                "membership: {} is on {}, but {}.",
                wording::person(instance, staff),
                wording::window(window),
                why_no_member(instance, municipality, window)
            );
            personal(instance, Rule::Membership, staff, index, message)
        })
    })
}

/// Where a member takes part in some windows only, none of its staff is in others.
pub(super) fn participation(instance: &Instance, roster: &Roster) -> Vec<Violation> {
    each_person(instance, roster, |index, window, staff, _| {
        let municipality = instance.staff[staff].municipality;
        let open = classes_on(instance, municipality, window.date)?;
        let is_one = |class: &WindowClass| {
            let on_day = class.days.contains(&window.date.weekday());
            on_day && (class.starts.is_empty() || class.starts.contains(&window.start))
        };
        (!open.iter().any(is_one)).then(|| {
            let message = format!(
                "participation: {} is on {}, but {} takes part in {} only.",
                wording::person(instance, staff),
                wording::window(window),
                wording::municipality(instance, municipality),
                words::classes(open)
            );
            personal(instance, Rule::Participation, staff, index, message)
        })
    })
}

/// The classes of windows that a member takes part in on a date, where that is not all windows.
fn classes_on(instance: &Instance, municipality: usize, date: NaiveDate) -> Option<&[WindowClass]> {
    let stretches = &instance.municipalities[municipality].stretches;
    let begun = stretches.iter().filter(|stretch| stretch.from.is_none_or(|from| date >= from));
    let current = { begun }.find(|stretch| stretch.until.is_none_or(|until| date < until))?;
    // Who is no member breaks that rule, and not this one as well.
    let is_part = instance.municipalities[municipality].is_member(date) && !current.windows.is_empty();
    is_part.then_some(current.windows.as_slice())
}

/// Only staff that is available in the window, and employed from its start to its end.
pub(super) fn availability(instance: &Instance, roster: &Roster) -> Vec<Violation> {
    each_person(instance, roster, |index, window, staff, _| {
        let but = not_employed(instance, staff, window)
            .or_else(|| (!instance.stance(staff, index).available).then(|| "is not available then".to_owned()))?;
        let message =
            format!("availability: {} is on {}, but {but}.", wording::person(instance, staff), wording::window(window));
        Some(personal(instance, Rule::Availability, staff, index, message))
    })
}

/// The first day of employment is the first on which a window may begin; by the midnight before the first day after it,
/// the last one is over.
fn not_employed(instance: &Instance, staff: usize, window: &Window) -> Option<String> {
    let person = &instance.staff[staff];
    if let Some(joined) = person.joined.filter(|&joined| window.date < joined) {
        return Some(format!("joins only on {}", wording::day(joined)));
    }
    let last_minute = window.end() - TimeDelta::minutes(1);
    let left = person.left.filter(|&left| left <= last_minute.date())?;
    Some(format!("is not employed from {} on", wording::day(left)))
}

/// A municipality has at most `away_at_once` of its staff in a window, heads of pools counted.
pub(super) fn away_at_once(instance: &Instance, roster: &Roster) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (index, (window, staff)) in occupied(instance, roster) {
        for (away, present) in times(staff.iter().map(|&staff| instance.staff[staff].municipality)) {
            let municipality = &instance.municipalities[away];
            let more = instance.agreed.in_window(away, index);
            let limit = municipality.limits[Rule::AwayAtOnce].map(|most| most.saturating_add(more));
            let Some(most) = limit.filter(|&most| present > most as usize) else {
                continue;
            };
            let people = times(staff.iter().copied().filter(|&staff| instance.staff[staff].municipality == away));
            let people: Vec<String> = people.iter().map(|&(staff, times)| on_window(instance, staff, times)).collect();
            violations.push(Violation {
                rule: Rule::AwayAtOnce,
                staff: None,
                municipality: Some(away),
                windows: vec![index],
                burden: None,
                over: present as u64 - u64::from(most),
                message: format!(
                    "away_at_once: {} ({}) has {present} of its staff on {}, but may have at most {most}: {}.",
                    wording::municipality(instance, away),
                    plain(&municipality.code),
                    wording::window(window),
                    people.join(", ")
                ),
            });
        }
    }
    violations
}

/// Fixed shifts are there, forbidden ones are not.
pub(super) fn locks(instance: &Instance, roster: &Roster) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (&(staff, index), &seats) in &instance.fixed {
        let held = roster.shifts[index].iter().filter(|&&other| other == staff).count();
        if held < seats as usize {
            let (person, window) = (wording::person(instance, staff), wording::window(&instance.windows[index]));
            let message = if instance.staff[staff].is_pool() {
                format!(
                    "locks: {person} is on {window} with {}, but locks.csv fixes {seats} there.",
                    wording::counted(held as u64, "seat", "seats")
                )
            } else {
                format!("locks: {person} is not on {window}, but locks.csv fixes that shift.")
            };
            let over = u64::from(seats) - held as u64;
            violations.push(Violation { over, ..personal(instance, Rule::Locks, staff, index, message) });
        }
    }
    violations.extend(each_person(instance, roster, |index, window, staff, _| {
        instance.forbidden.contains(&(staff, index)).then(|| {
            let message = format!(
                "locks: {} is on {}, but locks.csv forbids that shift.",
                wording::person(instance, staff),
                wording::window(window)
            );
            personal(instance, Rule::Locks, staff, index, message)
        })
    }));
    violations
}

/// Nobody joins or leaves a window that is over by the day of replanning.
pub(super) fn letter(instance: &Instance, roster: &Roster) -> Vec<Violation> {
    let mut violations = Vec::new();
    let Some(published) = &instance.published else { return violations };
    for (index, (now, before)) in roster.shifts.iter().zip(&published.roster.shifts).enumerate() {
        if !instance.is_past(index) {
            continue;
        }
        let counted = |staff: &[usize]| times(staff.iter().copied()).into_iter().collect::<BTreeMap<usize, usize>>();
        let (now, before) = (counted(now), counted(before));
        let concerned: BTreeSet<usize> = now.keys().chain(before.keys()).copied().collect();
        for staff in concerned {
            let change = match now.get(&staff).cmp(&before.get(&staff)) {
                Ordering::Less => "was on",
                Ordering::Equal => continue,
                Ordering::Greater => "was not on",
            };
            let (person, window) = (wording::person(instance, staff), wording::window(&instance.windows[index]));
            let message = format!(
                "locks: {person} {change} {window} in the published roster, and what lies before {} stays.",
                wording::day(published.from)
            );
            violations.push(personal(instance, Rule::Locks, staff, index, message));
        }
    }
    violations
}

/// Asks `judge` about each person on each window, once however many seats the person holds there.
fn each_person<'a>(
    instance: &'a Instance,
    roster: &'a Roster,
    judge: impl Fn(usize, &'a Window, usize, usize) -> Option<Violation>,
) -> Vec<Violation> {
    let mut violations = Vec::new();
    for (index, (window, staff)) in occupied(instance, roster) {
        for (staff, seats) in times(staff.iter().copied()) {
            violations.extend(judge(index, window, staff, seats));
        }
    }
    violations
}

fn occupied<'a>(
    instance: &'a Instance,
    roster: &'a Roster,
) -> impl Iterator<Item = (usize, (&'a Window, &'a Vec<usize>))> {
    instance.windows.iter().zip(&roster.shifts).enumerate().filter(|(_, (_, staff))| !staff.is_empty())
}

/// How often each comes, ascending.
fn times(items: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let mut items: Vec<usize> = items.collect();
    items.sort_unstable();
    items.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect()
}

fn personal(instance: &Instance, rule: Rule, staff: usize, window: usize, message: String) -> Violation {
    let municipality = Some(instance.staff[staff].municipality);
    Violation { rule, staff: Some(staff), municipality, windows: vec![window], burden: None, over: 1, message }
}

fn on_window(instance: &Instance, staff: usize, times: usize) -> String {
    let person = wording::person(instance, staff);
    if times == 1 { person } else { format!("{person} with {times} seats") }
}

fn why_no_member(instance: &Instance, municipality: usize, window: &Window) -> String {
    let (name, municipality) = (wording::municipality(instance, municipality), &instance.municipalities[municipality]);
    let ends = municipality.ends().filter(|&end| end <= window.date);
    match (ends.max(), municipality.joined) {
        (Some(left), _) => format!("{name} is no member from {} on", wording::day(left)),
        (None, Some(joined)) => format!("{name} joins on {}", wording::day(joined)),
        (None, None) => format!("{name} is no member then"),
    }
}
