//! `locks.csv`: shifts that are fixed and shifts that are forbidden.
//!
//! In: its rows and everything they refer to. Out: [`Locks`]. Every clash is refused, with both lines named, so that
//! the fixed locks alone are a roster that breaks no rule, from the day on that can change: clashes of one lock with the folder are found here, clashes
//! of several locks with each other in `limits`.

use std::collections::{BTreeMap, BTreeSet};

use super::availability::culprit;
use super::context::{Context, Lock};
use super::history::Worked;
use super::together::{self, Twice, named};
use super::{day, limits, missing, slot, who};
use crate::diagnostic::{Code, Diagnostic, Place, plain};
use crate::domain::{Stance, words};
use crate::read::rows::LockKind;

/// All locks, as an instance has them.
#[derive(Debug, Default)]
pub struct Locks<'a> {
    /// The fixed ones, by person and time.
    pub list: Vec<Lock<'a>>,
    /// (staff, window) to seats.
    pub fixed: BTreeMap<(usize, usize), u32>,
    /// (staff, window).
    pub forbidden: BTreeSet<(usize, usize)>,
}

/// Checks `locks.csv`.
pub fn check<'a>(
    context: &Context<'a, '_>,
    stances: &[Stance],
    history: &[Worked<'_>],
    findings: &mut Vec<Diagnostic>,
) -> Locks<'a> {
    let mut fixed: Vec<Lock<'_>> = Vec::new();
    let mut forbidden: BTreeMap<(usize, usize), &Place> = BTreeMap::new();
    let (mut strangers, mut missing) = (Vec::new(), Vec::new());
    let mut locked = BTreeSet::new();
    for row in context.folder.locks.iter().flat_map(|table| &table.rows) {
        let staff = row.staff.as_ref().and_then(|staff| context.people.find(staff, &mut strangers));
        let window = match (&row.date, &row.start) {
            // Its window may have been closed since.
            (Some(date), Some(start)) if context.is_past(date.value) => {
                context.windows.position(date.value, start.value)
            }
            (Some(date), Some(start)) => context.windows.find(context.frame, date, start, &mut missing),
            _ => None,
        };
        let (Some(staff), Some(window), Some(kind)) = (staff, window, &row.kind) else {
            continue;
        };
        locked.insert((staff, window));
        if context.agreements.gives_up(staff, window) {
            continue;
        }
        match kind.value {
            LockKind::Fixed => fixed.push(Lock { staff, window, place: &row.place }),
            LockKind::Forbidden => {
                forbidden.entry((staff, window)).or_insert(&row.place);
            }
        }
    }
    context.people.unknown(&strangers, findings);
    if context.folder.locks.as_ref().is_none_or(|table| table.sound) {
        context.agreements.without_lock(&locked, (context.people, context.windows), findings);
    }
    if let Some(period) = context.frame.period {
        missing::report(&missing, period, |_| Code::LockWithoutWindow, findings);
    }
    // By person and time, and in the order of the file where both are the same.
    fixed.sort_by_key(|lock| (lock.staff, lock.window));
    let mut locks = Locks { list: Vec::new(), fixed: BTreeMap::new(), forbidden: forbidden.keys().copied().collect() };
    let mut again = Vec::new();
    for lock in fixed {
        let key = (lock.staff, lock.window);
        if context.is_past(context.slot(&lock).window.date) {
            // Whether it was held is told as past.
            *locks.fixed.entry(key).or_default() += 1;
            continue;
        }
        let before = locks.list.last().filter(|before| (before.staff, before.window) == key);
        if let Some(before) = before
            && !context.person(&lock).staff.is_pool()
        {
            again.push(doubled(context, &lock, before));
            continue;
        }
        if before.is_none() {
            alone(context, &lock, stances, forbidden.get(&key).copied(), findings);
        }
        *locks.fixed.entry(key).or_default() += 1;
        locks.list.push(lock);
    }
    let cure = "delete one of the two rows, or correct its date or start";
    together::twice(Code::DoubledLock, &again, "locks", cure, findings);
    outside_membership(context, &locks.list, findings);
    outside_part(context, &locks.list, findings);
    limits::check(context, &locks.list, history, findings);
    locks
}

fn doubled<'a>(context: &Context<'_, '_>, again: &Lock<'a>, first: &Lock<'a>) -> Twice<'a> {
    let window = &context.slot(again).window;
    let who = who(&context.person(again).staff);
    let said = format!("{who} is fixed twice on {}", slot(window.date, window.start));
    Twice { said, again: again.place, first: first.place, hint: None }
}

/// Whether one fixed lock agrees with the rest of the folder.
fn alone(
    context: &Context<'_, '_>,
    lock: &Lock<'_>,
    stances: &[Stance],
    forbidden: Option<&Place>,
    findings: &mut Vec<Diagnostic>,
) {
    let person = context.person(lock);
    let window = &context.slot(lock).window;
    let said = format!("{} is fixed on {}", who(&person.staff), slot(window.date, window.start));
    if let Some(place) = forbidden {
        let found = Diagnostic::new(Code::LockForbidden, format!("{said}, and forbidden there"))
            .at(lock.place, "fixed")
            .at(place, "forbidden")
            .help("delete one of the two rows");
        findings.push(found);
    }
    let stance = stances.get(lock.staff * context.windows.list.len() + lock.window);
    if !person.staff.is_employed_through(window) {
        let joined = person.row.joined.as_ref().filter(|joined| window.date < joined.value);
        let (dated, label) = match joined {
            Some(joined) => (Some(joined), "first day of employment"),
            None => (person.row.left.as_ref(), "first day after employment"),
        };
        let mut found = Diagnostic::new(Code::LockAvailability, format!("{said}, but not employed for all of it"))
            .at(lock.place, "fixed");
        if let Some(dated) = dated {
            found = found.at(&dated.place, label);
        }
        findings.push(found.help("delete the lock, or correct joined and left in staff.csv"));
    } else if stance.is_some_and(|stance| !stance.available) {
        let mut found =
            Diagnostic::new(Code::LockAvailability, format!("{said}, but not available there")).at(lock.place, "fixed");
        if let Some((row, why)) = culprit(context.folder, &person.staff.id, window) {
            found = found.at(&row.place, why);
        }
        findings.push(found.help("delete the lock, or change availability.csv"));
    }
}

/// Refuses locks on days on which the municipality is no member, those of a municipality together.
fn outside_membership(context: &Context<'_, '_>, fixed: &[Lock<'_>], findings: &mut Vec<Diagnostic>) {
    let mut by_town: BTreeMap<(usize, bool), Vec<&Lock<'_>>> = BTreeMap::new();
    for lock in fixed {
        let (home, date) = (context.person(lock).home, context.slot(lock).window.date);
        if let Some(home) = home.filter(|&home| !context.members.list[home].municipality.is_member(date)) {
            let is_before = context.members.list[home].municipality.joined.is_some_and(|joined| date < joined);
            by_town.entry((home, is_before)).or_default().push(lock);
        }
    }
    for ((home, is_before), mut locks) in by_town {
        // Of a pool, several locks may be on one window.
        locks.dedup_by_key(|lock| (lock.staff, lock.window));
        locks.sort_by_key(|lock| lock.place.span.start);
        let member = &context.members.list[home];
        let name = plain(&member.municipality.name);
        let (dated, label) = match is_before {
            true => (member.rows.first().and_then(|row| row.joined.as_ref()), "first day of membership"),
            false => (member.ended_by(context.slot(locks[0]).window.date), "first day after membership"),
        };
        let with_date = |found: Diagnostic| match dated {
            Some(dated) => found.at(&dated.place, label),
            None => found,
        };
        let said = |lock: &&Lock<'_>| {
            let window = &context.slot(lock).window;
            (who(&context.person(lock).staff), slot(window.date, window.start), day(window.date))
        };
        let one = |lock: &&Lock<'_>| {
            let (who, slot, day) = said(lock);
            let message = format!("{who} is fixed on {slot}, but {name} is no member on {day}");
            let found = Diagnostic::new(Code::LockMembership, message).at(lock.place, "fixed");
            with_date(found).help("delete the lock, or correct the dates of the municipality")
        };
        let all = |locks: &[&Lock<'_>]| {
            let names: Vec<String> = locks.iter().map(said).map(|(who, slot, _)| format!("{who} on {slot}")).collect();
            let message = format!("{} are fixed, but {name} is no member then", named(&names));
            let places: Vec<&Place> = locks.iter().map(|lock| lock.place).collect();
            let found = together::at(Diagnostic::new(Code::LockMembership, message), &places, "fixed");
            with_date(found).help("delete the locks, or correct the dates of the municipality")
        };
        together::told(&locks, one, all, findings);
    }
}

/// Refuses locks in windows that the municipality takes no part in, those of a municipality together.
fn outside_part(context: &Context<'_, '_>, fixed: &[Lock<'_>], findings: &mut Vec<Diagnostic>) {
    let mut by_town: BTreeMap<usize, Vec<&Lock<'_>>> = BTreeMap::new();
    for lock in fixed {
        let window = &context.slot(lock).window;
        let is_out = |&home: &usize| {
            let home = &context.members.list[home].municipality;
            home.is_member(window.date) && !home.takes_part(window)
        };
        if let Some(home) = context.person(lock).home.filter(is_out) {
            by_town.entry(home).or_default().push(lock);
        }
    }
    for (home, mut locks) in by_town {
        locks.dedup_by_key(|lock| (lock.staff, lock.window));
        locks.sort_by_key(|lock| lock.place.span.start);
        let member = &context.members.list[home];
        let first = context.slot(locks[0]).window.date;
        let part = member.municipality.part_on(first).map(words::classes).unwrap_or_default();
        let but = format!("{} takes part in {} only", plain(&member.municipality.name), plain(&part));
        let with_windows = |found: Diagnostic| match member.part_on(first) {
            Some(windows) => found.at(&windows.place, "the windows it takes part in"),
            None => found,
        };
        let said = |lock: &&Lock<'_>| {
            let window = &context.slot(lock).window;
            (who(&context.person(lock).staff), slot(window.date, window.start))
        };
        let cure = "or correct the windows of the municipality";
        let one = |lock: &&Lock<'_>| {
            let (who, slot) = said(lock);
            let message = format!("{who} is fixed on {slot}, but {but}");
            let found = Diagnostic::new(Code::LockParticipation, message).at(lock.place, "fixed");
            with_windows(found).help(format!("delete the lock, {cure}"))
        };
        let all = |locks: &[&Lock<'_>]| {
            let names: Vec<String> = locks.iter().map(said).map(|(who, slot)| format!("{who} on {slot}")).collect();
            let message = format!("{} are fixed, but {but}", named(&names));
            let places: Vec<&Place> = locks.iter().map(|lock| lock.place).collect();
            let found = together::at(Diagnostic::new(Code::LockParticipation, message), &places, "fixed");
            with_windows(found).help(format!("delete the locks, {cure}"))
        };
        together::told(&locks, one, all, findings);
    }
}
