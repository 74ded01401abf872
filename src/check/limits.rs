//! Fixed locks against each other: the rules that count.
//!
//! In: the fixed locks, sorted by person and time, doubled ones of people left out, and the history. Out: a finding per
//! limit that is broken, each naming the lock that is too many and those before it. The limit of a day, week or period
//! is the person's own, already multiplied by the heads of a pool.

use std::collections::BTreeMap;

use chrono::{Datelike, IsoWeek, NaiveDate, TimeDelta};

use super::context::{Context, Lock};
use super::history::Worked;
use super::{count, day, slot, who};
use crate::diagnostic::{Code, Diagnostic, Place, plain};
use crate::domain::Instance;
use crate::domain::calendar::week_name;
use crate::domain::clock::Moment;
use crate::domain::language::Language;
use crate::domain::rule::Rule;
use crate::legality::Tally;

/// How many of the other locks a finding points at.
const OTHERS_SHOWN: usize = 4;

/// Checks every rule that several locks can break together.
pub fn check(context: &Context<'_, '_>, fixed: &[Lock<'_>], history: &[Worked<'_>], findings: &mut Vec<Diagnostic>) {
    seats(context, fixed, findings);
    heads(context, fixed, findings);
    away_at_once(context, fixed, findings);
    for mine in fixed.chunk_by(|one, other| one.staff == other.staff) {
        let Some(first) = mine.first() else { continue };
        let past: Vec<&Worked<'_>> = history.iter().filter(|worked| worked.shift.staff == first.staff).collect();
        per_day(context, mine, findings);
        per_week(context, mine, &past, findings);
        per_period(context, mine, findings);
        if !context.person(first).staff.is_pool() {
            rest(context, mine, &past, findings);
        }
    }
}

/// Refuses the first lock of a person that is one too many for a rule which has no words of its own above. Without them a lock
/// that no roster can hold would pass.
pub fn others(instance: &Instance, fixed: &[Lock<'_>], findings: &mut Vec<Diagnostic>) {
    let mut tally = Tally::new(instance);
    let mut told: Vec<(usize, Rule)> = Vec::new();
    for lock in fixed {
        for rule in tally.obstacles(lock.staff, lock.window) {
            if told.contains(&(lock.staff, rule)) {
                continue;
            }
            told.push((lock.staff, rule));
            let window = &instance.windows[lock.window];
            let (who, slot) = (who(&instance.staff[lock.staff]), slot(window.date, window.start));
            let broken = rule.row().broken.of(Language::English).to_lowercase();
            let burden =
                tally.burden_broken(rule, lock.staff, lock.window).map(|burden| &instance.burdens[burden].name);
            let column = burden.and_then(|burden| rule.column_of(burden));
            let of = burden.map_or(String::new(), |burden| format!(" ({burden})"));
            let found = Diagnostic::new(
                code(rule),
                format!("{who} is fixed on {slot}, which breaks {rule}{of}: {broken}"),
            )
            .at(lock.place, "fixed")
            .help(match (column, burden) {
                (Some(column), Some(burden)) => {
                    format!(
                        "delete a lock, or raise {column} in staff.csv, or {rule} under [burdens.{burden}] in plan.toml"
                    )
                }
                _ => format!("delete a lock, or change what {rule} asks for"),
            });
            findings.push(found);
        }
        tally.give(lock.staff, lock.window);
    }
}

/// The kind of finding about a lock that breaks a rule.
fn code(rule: Rule) -> Code {
    match rule {
        Rule::Seats => Code::LockSeats,
        Rule::Membership => Code::LockMembership,
        Rule::Participation => Code::LockParticipation,
        Rule::Availability => Code::LockAvailability,
        Rule::ShiftsPerDay => Code::LockPerDay,
        Rule::ShiftsPerWeek => Code::LockPerWeek,
        Rule::ShiftsPerPeriod => Code::LockPerPeriod,
        Rule::PerPersonWeek => Code::LockBurdenWeek,
        Rule::PerPersonPeriod => Code::LockBurdenPeriod,
        Rule::RestHours => Code::LockRest,
        Rule::AwayAtOnce => Code::LockAway,
        Rule::Locks => Code::LockForbidden,
    }
}

/// The lock that is too many, with the ones it comes on top of; there are more locks than `limit`.
fn too_many(code: Code, message: String, locks: &[&Lock<'_>], limit: usize) -> Diagnostic {
    let mut found = Diagnostic::new(code, message).at(locks[limit].place, "one too many");
    for lock in locks[..limit].iter().rev().take(OTHERS_SHOWN).rev() {
        found = found.at(lock.place, "fixed as well");
    }
    found
}

/// As an index: a limit no list of locks reaches counts as no limit.
fn index(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

fn seats(context: &Context<'_, '_>, fixed: &[Lock<'_>], findings: &mut Vec<Diagnostic>) {
    let mut by_window: BTreeMap<usize, Vec<&Lock<'_>>> = BTreeMap::new();
    for lock in fixed {
        by_window.entry(lock.window).or_default().push(lock);
    }
    for mut locks in by_window.into_values() {
        locks.sort_by_key(|lock| lock.place.span.start);
        let place = context.slot(locks[0]);
        if locks.len() > index(place.window.seats) {
            let (seats, window) = (count(place.window.seats, "seat"), slot(place.window.date, place.window.start));
            let message = format!("{} shifts are fixed on {window}, which has {seats}", locks.len());
            let found = too_many(Code::LockSeats, message, &locks, index(place.window.seats))
                .at(&place.seats_place, "its seats")
                .help("delete a lock, or raise the seats of this one window in demand.csv");
            findings.push(found);
        }
    }
}

/// A person takes one seat of a window, a pool as many as it has heads.
fn heads(context: &Context<'_, '_>, fixed: &[Lock<'_>], findings: &mut Vec<Diagnostic>) {
    let mut by_seat: BTreeMap<(usize, usize), Vec<&Lock<'_>>> = BTreeMap::new();
    for lock in fixed {
        by_seat.entry((lock.staff, lock.window)).or_default().push(lock);
    }
    for mut locks in by_seat.into_values() {
        locks.sort_by_key(|lock| lock.place.span.start);
        let staff = &context.person(locks[0]).staff;
        if staff.is_pool() && locks.len() > index(staff.heads) {
            let window = &context.slot(locks[0]).window;
            let message = format!(
                "{} shifts are fixed for {} on {}, a pool of {} heads",
                locks.len(),
                plain(&staff.name),
                slot(window.date, window.start),
                staff.heads
            );
            let found = too_many(Code::LockSeats, message, &locks, index(staff.heads));
            findings.push(found.help("delete a lock, or raise the pool's heads in staff.csv"));
        }
    }
}

fn away_at_once(context: &Context<'_, '_>, fixed: &[Lock<'_>], findings: &mut Vec<Diagnostic>) {
    let mut by_town: BTreeMap<(usize, usize), Vec<&Lock<'_>>> = BTreeMap::new();
    for lock in fixed {
        if let Some(home) = context.person(lock).home {
            by_town.entry((home, lock.window)).or_default().push(lock);
        }
    }
    for ((home, _), mut locks) in by_town {
        locks.sort_by_key(|lock| lock.place.span.start);
        let member = &context.members.list[home];
        let more = context.agreements.agreed.in_window(home, locks[0].window);
        let limit = member.municipality.limits[Rule::AwayAtOnce].map(|limit| limit.saturating_add(more));
        let Some(limit) = limit.filter(|limit| locks.len() > index(*limit)) else {
            continue;
        };
        let window = &context.slot(locks[0]).window;
        let message = format!(
            "{} of {}'s staff are fixed on {}, but at most {limit} may be away at once",
            locks.len(),
            plain(&member.municipality.name),
            slot(window.date, window.start)
        );
        let mut found = too_many(Code::LockAway, message, &locks, index(limit));
        if let Some(field) = member.row.limits.get(&Rule::AwayAtOnce) {
            found = found.at(&field.place, "the limit");
        }
        findings.push(found.help("delete a lock, or raise away_at_once"));
    }
}

fn per_day(context: &Context<'_, '_>, mine: &[Lock<'_>], findings: &mut Vec<Diagnostic>) {
    let date = |lock: &Lock<'_>| context.slot(lock).window.date;
    for same in mine.chunk_by(|one, other| date(one) == date(other)) {
        let staff = &context.person(&same[0]).staff;
        if same.len() > index(staff.limits.most(Rule::ShiftsPerDay)) {
            let (n, limit) = (same.len(), count(staff.limits.most(Rule::ShiftsPerDay), "shift"));
            let message = format!(
                "{} is fixed {n} times on {}, but takes at most {limit} a day",
                who(staff),
                day(date(&same[0]))
            );
            let locks: Vec<&Lock<'_>> = same.iter().collect();
            let found = too_many(Code::LockPerDay, message, &locks, index(staff.limits.most(Rule::ShiftsPerDay)));
            findings.push(found.help("delete a lock, or raise shifts_per_day under [rules] in plan.toml"));
        }
    }
}

fn per_week(context: &Context<'_, '_>, mine: &[Lock<'_>], past: &[&Worked<'_>], findings: &mut Vec<Diagnostic>) {
    let date = |lock: &Lock<'_>| context.slot(lock).window.date;
    let week = |lock: &Lock<'_>| -> IsoWeek { context.slot(lock).window.week() };
    for same in mine.chunk_by(|one, other| week(one) == week(other)) {
        let staff = &context.person(&same[0]).staff;
        let worked: Vec<&Place> =
            past.iter().filter(|past| past.shift.date.iso_week() == week(&same[0])).map(|past| past.place).collect();
        let before = worked.len();
        let more = context.agreements.agreed.in_week(same[0].staff, week(&same[0]));
        let most = staff.limits.most(Rule::ShiftsPerWeek).saturating_add(more);
        if same.len() + before > index(most) {
            let (n, limit) = (same.len() + before, count(most, "shift"));
            let past = if before > 0 { format!(" ({before} of them in history.csv)") } else { String::new() };
            let message = format!(
                "{} has {n} shifts{past} in week {}, but takes at most {limit} a week",
                who(staff),
                week_name(date(&same[0]))
            );
            let locks: Vec<&Lock<'_>> = same.iter().collect();
            let left = index(most).saturating_sub(before);
            let mut found = too_many(Code::LockPerWeek, message, &locks, left);
            for place in worked.iter().rev().take(OTHERS_SHOWN).rev() {
                found = found.at(place, "worked already");
            }
            findings.push(found.help("delete a lock, or raise shifts_per_week in staff.csv or under [rules]"));
        }
    }
}

fn per_period(context: &Context<'_, '_>, mine: &[Lock<'_>], findings: &mut Vec<Diagnostic>) {
    let Some(first) = mine.first() else { return };
    let person = context.person(first);
    if let Some(limit) = person.staff.limits[Rule::ShiftsPerPeriod].filter(|limit| mine.len() > index(*limit)) {
        let (n, said) = (mine.len(), count(limit, "shift"));
        let message = format!("{} is fixed {n} times, but takes at most {said} in the period", who(&person.staff));
        let locks: Vec<&Lock<'_>> = mine.iter().collect();
        let mut found = too_many(Code::LockPerPeriod, message, &locks, index(limit));
        if let Some(field) = person.row.limits.get(&Rule::ShiftsPerPeriod) {
            found = found.at(&field.place, "the limit");
        }
        findings.push(found.help("delete a lock, or raise shifts_per_period"));
    }
}

/// Two shifts on different dates need the rest between them. Windows never overlap, so if any two of a person's shifts
/// are too close, so are two that follow each other.
fn rest(context: &Context<'_, '_>, mine: &[Lock<'_>], past: &[&Worked<'_>], findings: &mut Vec<Diagnostic>) {
    let mut last: Option<Before<'_>> = past.iter().max_by_key(|worked| worked.shift.ends_at).map(|worked| Before {
        date: worked.shift.date,
        end: worked.shift.ends_at,
        place: worked.place,
    });
    for lock in mine {
        let window = &context.slot(lock).window;
        if let Some(before) = &last
            && before.date != window.date
            && window.starts_at() - before.end < context.frame.rest
        {
            findings.push(too_close(context, lock, before));
        }
        last = Some(Before { date: window.date, end: window.ends_at(), place: lock.place });
    }
}

/// The shift before another.
struct Before<'a> {
    date: NaiveDate,
    end: Moment,
    place: &'a Place,
}

fn too_close(context: &Context<'_, '_>, lock: &Lock<'_>, before: &Before<'_>) -> Diagnostic {
    let window = &context.slot(lock).window;
    let hours = |span: TimeDelta| {
        let minutes = u32::try_from(span.num_minutes()).unwrap_or_default();
        if minutes % 60 == 0 { count(minutes / 60, "hour") } else { count(minutes, "minute") }
    };
    let message = format!(
        "{} is fixed on {}, {} after a shift of {} ends; rest_hours is {}",
        who(&context.person(lock).staff),
        slot(window.date, window.start),
        hours((window.starts_at() - before.end).max(TimeDelta::zero())),
        day(before.date),
        hours(context.frame.rest)
    );
    Diagnostic::new(Code::LockRest, message)
        .at(lock.place, "too soon")
        .at(before.place, "the shift before")
        .help("delete a lock, or lower rest_hours under [rules] in plan.toml")
}
