//! Who is here for a part of the time, where the tables may not say so: warnings.
//!
//! In: the staff, the history and how long everybody is present. Out: a finding about all who are not employed in the period at all,
//! and one about all who had no turns before it and no reason that the tables know: they would make up for them.

use num_traits::ToPrimitive;

use super::history::Worked;
use super::people::{People, Person};
use super::together::{self, named};
use super::who;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::domain::calendar::Period;
use crate::domain::{Exact, Instance};
use crate::presence;

/// Fewer shifts than this are missed by chance.
const MISSED: u64 = 2;

/// Warns of people whose dates lie outside the period. Who has left stays in `staff.csv` as long as the history names them.
pub fn employed(people: &People<'_>, history: &[Worked<'_>], period: Period, findings: &mut Vec<Diagnostic>) {
    let outside = |(number, person): (usize, &Person<'_>)| {
        let (joined, left) = (person.row.joined.as_ref(), person.row.left.as_ref());
        let in_order = person.staff.joined.zip(person.staff.left).is_none_or(|(joined, left)| joined < left);
        let is_named = || history.iter().any(|worked| worked.shift.staff == number);
        let later = joined.filter(|joined| period.to < joined.value);
        let gone = || left.filter(|left| left.value <= period.from && !is_named());
        let date = later.or_else(gone).filter(|_| in_order)?;
        Some((date.place.clone(), who(&person.staff)))
    };
    let mut found: Vec<(Place, String)> = people.list.iter().enumerate().filter_map(outside).collect();
    let Some((places, names)) = in_file_order(&mut found) else { return };
    let (be, rows) = if names.len() == 1 { ("is", "the row") } else { ("are", "the rows") };
    let message = format!("{} {be} not employed on any day of the period", named(&names));
    findings.push(
        together::at(Diagnostic::new(Code::NotEmployed, message), &places, "")
            .help(format!("the period is {} to {}: look at the year in joined and left", period.from, period.to))
            .help(format!("if the dates are right, {rows} may stay, or be deleted until they are needed")),
    );
}

/// As the rows stand in the file, so that the first line shown is the first that is meant; nothing where there are none.
fn in_file_order(found: &mut [(Place, String)]) -> Option<(Vec<&Place>, Vec<String>)> {
    found.sort_by_key(|(place, _)| place.span.start);
    let places: Vec<&Place> = found.iter().map(|(place, _)| place).collect();
    (!places.is_empty()).then(|| (places, found.iter().map(|(_, name)| name.clone()).collect()))
}

/// Warns of people without any shift in the history, where their part of their municipality's would be two or more.
pub fn explained(instance: &Instance, people: &People<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(before) = instance.period.from.pred_opt().filter(|before| instance.attendance.since <= *before) else {
        return;
    };
    let before = Period { from: instance.attendance.since, to: before };
    let mut worked = vec![0_u32; instance.staff.len()];
    instance.history.iter().for_each(|past| worked[past.staff] += 1);
    let part = |staff: usize| {
        &instance.staff[staff].weight * Exact::from_integer(presence::days(instance, staff, before).into())
    };
    let mut parts = vec![Exact::default(); instance.municipalities.len()];
    let mut shifts = vec![0_u32; instance.municipalities.len()];
    for (staff, person) in instance.staff.iter().enumerate() {
        parts[person.municipality] += part(staff);
        shifts[person.municipality] += worked[staff];
    }
    let (mut missed, mut least) = (Vec::new(), None);
    for (staff, person) in instance.staff.iter().enumerate().filter(|(staff, _)| worked[*staff] == 0) {
        let all = &parts[person.municipality];
        if *all > Exact::default() {
            let due = part(staff) * Exact::from_integer(shifts[person.municipality].into()) / all;
            let due = due.floor().to_integer().to_u64().filter(|due| *due >= MISSED);
            if let Some(due) = due {
                least = Some(least.map_or(due, |least: u64| least.min(due)));
                let row = people.list[staff].row;
                let place = row.id.as_ref().map_or(&row.place, |id| &id.place);
                missed.push((place.clone(), who(person)));
            }
        }
    }
    let (Some((places, names)), Some(least)) = (in_file_order(&mut missed), least) else { return };
    let (have, each) = if names.len() == 1 { ("has", "") } else { ("have", " each") };
    let names = named(&names);
    let message = format!("{names} {have} no shift in history.csv, where {least} or more{each} would be their part");
    let since = before.from;
    findings.push(
        together::at(Diagnostic::new(Code::NoTurnsBefore, message), &places, "")
            .help(format!("turns are counted from {since} on, and what is missing there is made up for in this period"))
            .help("who came later needs a date in column joined, who was away for long a row in availability.csv")
            .help("who was there all the time, and had no turns, needs nothing"),
    );
}
