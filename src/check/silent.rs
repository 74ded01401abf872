//! Municipalities that took part last time and say nothing of their availability now: their list may not have come.
//!
//! In: what is known of everybody before locks are looked at. Out: at most one finding for each of two kinds, and the municipalities
//! of which nobody can take a shift, so that their people are not told of one by one as well.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use num_traits::Signed;

use super::context::Context;
use super::history::Worked;
use super::ledger::Ledger;
use super::people::Person;
use super::together::{self, named};
use crate::diagnostic::{Code, Diagnostic, Place, plain};
use crate::domain::Stance;
use crate::domain::calendar::Period;
use crate::domain::words::counted;
use crate::read::rows::{AvailabilityKind, AvailabilityRow};

/// A municipality that took part last time, with its staff of the period.
struct Town<'a> {
    number: usize,
    staff: Vec<usize>,
    /// Where it is seen that it has worked.
    seen: Place,
    name: String,
    /// Where its name stands.
    place: &'a Place,
}

/// Warns of both kinds, and says of which municipalities nobody can take a shift.
pub fn check(
    context: &Context<'_, '_>,
    stances: &[Stance],
    history: &[Worked<'_>],
    ledger: &Ledger,
    findings: &mut Vec<Diagnostic>,
) -> BTreeSet<usize> {
    let Context { folder, people, windows, frame, members, .. } = context;
    let sound = people.complete && windows.complete && folder.availability.as_ref().is_none_or(|table| table.sound);
    let Some(period) = frame.period.filter(|_| sound && !windows.list.is_empty() && !stances.is_empty()) else {
        return BTreeSet::new();
    };
    let towns = (0..members.list.len()).filter_map(|number| town(context, number, period, history, ledger));
    let is_free = |staff: usize| {
        let mine = &stances[staff * windows.list.len()..][..windows.list.len()];
        mine.iter().any(|stance| stance.available)
    };
    let (open, closed): (Vec<_>, Vec<_>) = towns.partition(|town| town.staff.iter().any(|&staff| is_free(staff)));
    findings.extend(nobody(context, &closed, period));

    // Of whom a row says something of the period, and of whom one said something of the time before it.
    let rows = || folder.availability.iter().flat_map(|table| &table.rows);
    let told = |fits: &dyn Fn(&AvailabilityRow) -> bool| -> BTreeSet<usize> {
        let of = rows().filter(|row| fits(row)).filter_map(|row| people.position(&row.staff.as_ref()?.value));
        of.collect()
    };
    let (now, before) = (told(&|row| is_of(row, period)), told(&|row| ends_before(row, period.from)));
    let all: Vec<usize> = (0..people.list.len()).filter(|&staff| is_here(&people.list[staff], period)).collect();
    let most =
        |staff: &[usize], told: &BTreeSet<usize>| 2 * staff.iter().filter(|s| told.contains(s)).count() > staff.len();
    let is_silent = |town: &Town<'_>| {
        let is_other = |staff: &usize| people.list[*staff].home != Some(town.number);
        let others = || all.iter().copied().filter(is_other).collect::<Vec<usize>>();
        let none = |told: &BTreeSet<usize>| !town.staff.iter().any(|staff| told.contains(staff));
        // Which of its heads is free is the pool's town's own affair.
        let is_named = town.staff.iter().any(|&staff| !people.list[staff].staff.is_pool());
        is_named && none(&now) && (most(&town.staff, &before) || most(&others(), &now))
    };
    let silent: Vec<Town<'_>> = open.into_iter().filter(is_silent).collect();
    // Who was available on days that are over is so on none now.
    let bound = told(&|row| row.kind.as_ref().is_some_and(|kind| kind.value == AvailabilityKind::Available));
    findings.extend(everybody(&silent, &bound));
    closed.iter().map(|town| town.number).collect()
}

/// The municipality, if it is a member in the period, has staff then, and took part last time: some of them stand in `history.csv`,
/// or, where that has no shift, `ledger.csv` says that it has worked.
fn town<'a>(
    context: &Context<'_, 'a>,
    number: usize,
    period: Period,
    history: &[Worked<'_>],
    ledger: &Ledger,
) -> Option<Town<'a>> {
    let (member, people) = (&context.members.list[number], &context.people.list);
    let staff: Vec<usize> = (0..people.len())
        .filter(|&staff| people[staff].home == Some(number) && is_here(&people[staff], period))
        .collect();
    if !member.belongs_to(period) || staff.is_empty() {
        return None;
    }
    let seen = match history {
        [] => {
            let worked = ledger.get(&(number, None)).is_some_and(|entry| entry.worked.is_positive());
            let mut rows = context.folder.ledger.iter().filter(|_| worked).flat_map(|table| &table.rows);
            let row = rows.find(|row| {
                let of = row.municipality.as_ref().and_then(|written| context.members.find(written, &mut Vec::new()));
                of == Some(number) && row.burden.is_none()
            })?;
            row.worked.as_ref().map_or(&row.place, |worked| &worked.place)
        }
        shifts => shifts.iter().rfind(|worked| staff.binary_search(&worked.shift.staff).is_ok())?.place,
    };
    let place = member.row.name.as_ref().map_or(&member.row.place, |name| &name.place);
    Some(Town { number, staff, seen: seen.clone(), name: plain(&member.municipality.name), place })
}

/// Whether somebody is employed on a day of the period.
fn is_here(person: &Person<'_>, period: Period) -> bool {
    person.staff.joined.is_none_or(|joined| joined <= period.to)
        && person.staff.left.is_none_or(|left| period.from < left)
}

/// Whether a row says something of a period by its dates; one without dates does.
fn is_of(row: &AvailabilityRow, period: Period) -> bool {
    row.from.as_ref().is_none_or(|from| from.value <= period.to) && !ends_before(row, period.from)
}

fn ends_before(row: &AvailabilityRow, day: NaiveDate) -> bool {
    row.to.as_ref().is_some_and(|to| to.value < day)
}

/// The finding about municipalities of which nobody is available.
fn nobody(context: &Context<'_, '_>, towns: &[Town<'_>], period: Period) -> Option<Diagnostic> {
    let staff: BTreeSet<usize> = towns.iter().flat_map(|town| town.staff.iter().copied()).collect();
    let rows = context.folder.availability.iter().flat_map(|table| &table.rows);
    let available = rows.filter(|row| {
        let says = row.kind.as_ref().is_some_and(|kind| kind.value == AvailabilityKind::Available);
        let of = row.staff.as_ref().and_then(|staff| context.people.position(&staff.value));
        says && of.is_some_and(|of| staff.contains(&of))
    });
    // Who is available then and then only is so nowhere else.
    let (old, new): (Vec<_>, Vec<_>) = available.partition(|row| ends_before(row, period.from));
    let last = old.iter().filter_map(|row| row.to.as_ref()).map(|to| to.value).max().filter(|_| new.is_empty());
    let hint = last.map(|last| {
        format!(
            "what availability.csv says of them ends on {last}, before the period: put what has come since in its place"
        )
    });
    let message = |names: &str, its: &str| {
        format!("nobody of {names} is available in any window, and {its} staff have worked before the period")
    };
    let found = found(towns, "no window is left for anybody there", message)?;
    Some(
        found
            .help_if(hint)
            .help("if their list has not come yet, ask for it; if it has, look at its dates and marks")
            .help("if they cannot take a shift this time, nothing is to be done: what they owe is carried on"),
    )
}

/// The finding about municipalities of whose staff nothing is said, so that all of them count as free, but for those who were `bound` to
/// days that are over.
fn everybody(towns: &[Town<'_>], bound: &BTreeSet<usize>) -> Option<Diagnostic> {
    let staff = || towns.iter().flat_map(|town| &town.staff);
    let (all, free) = (staff().count() as u64, staff().filter(|staff| !bound.contains(staff)).count() as u64);
    let count = if free == 1 { "counts" } else { "count" };
    let message = |names: &str, its: &str| {
        let who = match free == all {
            true => format!("{its} {}", counted(all, "colleague", "colleagues")),
            false => format!("{free} of {its} {}", counted(all, "colleague", "colleagues")),
        };
        format!("availability.csv says nothing of {names} in the period: {who} {count} as free in every window")
    };
    let found = found(towns, "no row is about anybody there", message)?;
    Some(found.help("if their list has not come yet, ask for it").help(
        "who can always work says so by a row of kind 'available' without days and dates; one of a colleague will do",
    ))
}

/// One finding about all of these; none where there are none.
fn found(towns: &[Town<'_>], label: &str, message: impl Fn(&str, &str) -> String) -> Option<Diagnostic> {
    let mut towns: Vec<&Town<'_>> = towns.iter().collect();
    towns.sort_by_key(|town| town.place.span.start);
    let first = towns.first()?;
    let names: Vec<String> = towns.iter().map(|town| town.name.clone()).collect();
    let places: Vec<&Place> = towns.iter().map(|town| town.place).collect();
    let message = message(&named(&names), if names.len() == 1 { "its" } else { "their" });
    let found = together::at(Diagnostic::new(Code::SilentMunicipality, message), &places, label);
    Some(found.at(&first.seen, format!("{} has worked before", first.name)))
}
