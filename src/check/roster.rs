//! A roster file against an instance: who sits where.
//!
//! In: an [`Instance`] and the rows of a roster, perhaps edited by hand. Out: a [`Roster`], if every row names a window
//! and a person there are. Whether the roster is any good is not said here, not even whether somebody is in a window
//! twice: `verify` judges that, and `close` alone refuses it. Where cells of a row contradict each other, `staff` decides and the rest is warned of.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::contradiction::{self, Contradiction};
use super::history::is_unfilled;
use super::missing::{self, Missing, Why};
use super::people::unknown;
use super::together::{self, Twice, named};
use super::{slot, views, who};
use crate::diagnostic::{Code, Diagnostic, Place, any_error, list, quote, sort};
use crate::domain::calendar::Period;
use crate::domain::roster::{ClosedShift, Roster};
use crate::domain::{Instance, Staff};
use crate::read::RosterRows;
use crate::read::rows::RosterRow;
use crate::read::table::Field;

/// Checks the rows of a roster.
pub fn roster(instance: &Instance, rows: &RosterRows) -> (Option<Roster>, Vec<Diagnostic>) {
    checked(instance, rows, |_, _| false)
}

/// Checks the rows of a roster that was worked. Whatever rules it breaks, the work was done; but nobody has worked twice
/// in one window, so a row that stands twice is refused: to count it would book a shift that was none. Of a pool two
/// rows are two colleagues.
pub fn worked(instance: &Instance, rows: &RosterRows) -> (Option<Roster>, Vec<Diagnostic>) {
    let (roster, mut findings) = roster(instance, rows);
    let mut first: BTreeMap<(usize, usize), &RosterRow> = BTreeMap::new();
    let mut doubled = Vec::new();
    for row in rows.table.iter().flat_map(|table| &table.rows) {
        let (Some(date), Some(start), Some(written)) = (&row.date, &row.start, &row.staff) else { continue };
        let person = instance.staff.binary_search_by(|staff| staff.id.as_str().cmp(&written.value));
        let (Ok(staff), Some(window)) = (person, instance.window_at(date.value, start.value)) else { continue };
        if instance.staff[staff].is_pool() {
            continue;
        }
        if let Some(earlier) = first.get(&(staff, window)) {
            let said = format!("{} is there twice on {}", who(&instance.staff[staff]), slot(date.value, start.value));
            doubled.push(Twice { said, again: &row.place, first: &earlier.place, hint: None });
            continue;
        }
        first.insert((staff, window), row);
    }
    let cure = "delete one of the two rows, or write who worked the other seat";
    together::twice(Code::DoubledShift, &doubled, "shifts", cure, &mut findings);
    sort(&mut findings);
    (roster.filter(|_| !any_error(&findings)), findings)
}

/// Checks the rows of a published roster that is mended from the day `from` on. A window of that time may have been
/// closed since: its shifts are handed over apart, with a warning.
pub fn published(
    instance: &Instance,
    rows: &RosterRows,
    from: NaiveDate,
) -> (Option<(Roster, Vec<ClosedShift>)>, Vec<Diagnostic>) {
    let is_closed = |date: NaiveDate, start: NaiveTime| {
        from <= date && instance.period.contains(date) && instance.window_at(date, start).is_none()
    };
    let (roster, mut findings) = checked(instance, rows, is_closed);
    let mut cancelled = Vec::new();
    // A window's shifts fall away together, so they are told together.
    let mut closed: BTreeMap<(NaiveDate, NaiveTime), Vec<(&Place, String)>> = BTreeMap::new();
    for row in rows.table.iter().flat_map(|table| &table.rows) {
        let (Some(date), Some(start), Some(written)) = (&row.date, &row.start, &row.staff) else { continue };
        let person = instance.staff.binary_search_by(|staff| staff.id.as_str().cmp(&written.value));
        if let (true, Ok(staff)) = (is_closed(date.value, start.value), person) {
            closed.entry((date.value, start.value)).or_default().push((&start.place, who(&instance.staff[staff])));
            let end = row.end.as_ref().map(|end| end.value);
            cancelled.push(ClosedShift { date: date.value, start: start.value, staff, end });
        }
    }
    let closed: Vec<(String, Vec<(&Place, String)>)> =
        closed.into_iter().map(|((date, start), published)| (slot(date, start), published)).collect();
    const CURE: &str = "nothing to do if the window was closed on purpose, in plan.toml or demand.csv";
    let one = |(slot, published): &(String, Vec<(&Place, String)>)| {
        let names: Vec<&str> = published.iter().map(|(_, name)| name.as_str()).collect();
        let (names, verb) = (list(&names, "and"), if names.len() == 1 { "is" } else { "are" });
        let message = format!("{names} {verb} published on {slot}, which is closed");
        Diagnostic::new(Code::PublishedClosed, message).at(published[0].0, "no such window any more").help(CURE)
    };
    let all = |all: &[(String, Vec<(&Place, String)>)]| {
        let shifts =
            all.iter().flat_map(|(slot, published)| published.iter().map(move |(place, name)| (slot, *place, name)));
        let names: Vec<String> = shifts.clone().map(|(slot, _, name)| format!("{name} on {slot}")).collect();
        let places: Vec<&Place> = shifts.map(|(_, place, _)| place).collect();
        let message = format!("{} are published in windows that are closed", named(&names));
        together::at(Diagnostic::new(Code::PublishedClosed, message), &places, "no such window any more")
            .help("nothing to do if the windows were closed on purpose, in plan.toml or demand.csv")
            .help("'changes.csv' will name each of the shifts that fall away")
    };
    together::told(&closed, one, all, &mut findings);
    sort(&mut findings);
    cancelled.sort();
    (roster.map(|roster| (roster, cancelled)), findings)
}

fn checked(
    instance: &Instance,
    rows: &RosterRows,
    is_closed: impl Fn(NaiveDate, NaiveTime) -> bool,
) -> (Option<Roster>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut shifts = vec![Vec::new(); instance.windows.len()];
    let all = rows.table.iter().flat_map(|table| &table.rows);
    if let Some(found) = another_period(instance, all.clone()) {
        return (None, vec![found]);
    }
    let (mut strangers, mut missing, mut contradictions) = (Vec::new(), Vec::new(), Vec::new());
    for row in all {
        let closed =
            row.date.as_ref().zip(row.start.as_ref()).is_some_and(|(date, start)| is_closed(date.value, start.value));
        let window = if closed { None } else { window(instance, row, &mut missing) };
        let staff = staff(instance, row, &mut strangers, &mut contradictions, &mut findings);
        if let Some(window) = window {
            contradictions.extend(contradiction::dates(&instance.windows[window], row));
        }
        if let Some(staff) = staff {
            contradictions.extend(contradiction::names(instance, staff, row));
        }
        if let (Some(window), Some(staff)) = (window, staff) {
            shifts[window].push(staff);
        }
    }
    unknown(&strangers, instance.staff.iter(), &mut findings);
    let code =
        |why: &Why| if *why == Why::OutsidePeriod { Code::RosterOutsidePeriod } else { Code::RosterWithoutWindow };
    missing::report(&missing, instance.period, code, &mut findings);
    contradictions.extend(contradiction::edited(Some(instance), rows));
    contradiction::report(contradictions, &mut findings);
    findings.extend(views::changed(rows));
    sort(&mut findings);
    let refused = rows.refused || rows.table.is_none() || any_error(&findings);
    (if refused { None } else { Some(Roster::new(shifts)) }, findings)
}

/// The finding about a roster none of whose rows lies in the period: of another one, there is nothing else to say.
fn another_period<'a>(instance: &Instance, rows: impl Iterator<Item = &'a RosterRow>) -> Option<Diagnostic> {
    let dates: Vec<&Field<NaiveDate>> = rows.filter_map(|row| row.date.as_ref()).collect();
    let (first, last) = (dates.iter().min_by_key(|date| date.value)?, dates.iter().max_by_key(|date| date.value)?);
    let Period { from, to } = instance.period;
    if dates.len() < 2 || dates.iter().any(|date| instance.period.contains(date.value)) {
        return None;
    }
    let message = format!("the roster is of another period: {} to {}", first.value, last.value);
    let found = Diagnostic::new(Code::RosterOutsidePeriod, message)
        .at(&dates[0].place, format!("the period is {from} to {to}"))
        .help("give the folder that the roster was made from, or correct 'period' in plan.toml");
    Some(found)
}

fn window<'a>(instance: &Instance, row: &'a RosterRow, missing: &mut Vec<Missing<'a>>) -> Option<usize> {
    let (Some(date), Some(start)) = (&row.date, &row.start) else {
        return None;
    };
    let found = instance.window_at(date.value, start.value);
    if found.is_none() {
        let on_day = instance.windows.iter().filter(|window| window.date == date.value);
        let why = Why::of(date.value, instance.period, None, on_day.map(|window| window.start).collect());
        missing.push(Missing { date, start, why });
    }
    found
}

fn staff<'a>(
    instance: &Instance,
    row: &'a RosterRow,
    strangers: &mut Vec<&'a Field<String>>,
    contradictions: &mut Vec<Contradiction<'a>>,
    findings: &mut Vec<Diagnostic>,
) -> Option<usize> {
    if let Some(written) = &row.staff {
        if let (true, Some(status)) = (is_unfilled(row), &row.status) {
            contradictions.push(contradiction::unfilled(&written.value, &status.place));
        }
        let found = instance.staff.binary_search_by(|staff| staff.id.as_str().cmp(&written.value)).ok();
        if found.is_none() {
            strangers.push(written);
        }
        return found;
    }
    if let Some(name) = &row.staff_name {
        let same: Vec<&Staff> =
            instance.staff.iter().filter(|staff| staff.name.to_lowercase() == name.value.to_lowercase()).collect();
        findings.push(without_id(name, same.iter().map(|staff| staff.id.as_str())));
    } else if let Some(status) = row.status.as_ref().filter(|_| !is_unfilled(row)) {
        contradictions.push(contradiction::assigned(&status.place));
    }
    None
}

/// The finding about a row that has a name but no id; `ids` are those of the people so called.
pub(super) fn without_id<'a>(name: &Field<String>, ids: impl Iterator<Item = &'a str>) -> Diagnostic {
    let cure = match ids.collect::<Vec<_>>().as_slice() {
        [one] => format!("write {} in column staff", quote(one)),
        _ => "write the person's id in column staff".to_owned(),
    };
    Diagnostic::new(Code::NameWithoutStaff, format!("{} has no id in this row", quote(&name.value)))
        .at(&name.place, "the staff column is empty")
        .help(cure)
        .help("delete the name if the seat is meant to be unfilled")
}
