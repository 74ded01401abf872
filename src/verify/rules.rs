//! The hard rules, in the contract's order.
//!
//! In: an instance and any roster. Out: every broken rule, each with one sentence. A rule never relies on another one
//! being held: a person who is on a window against three rules gets three violations.

mod by_person;
mod by_window;

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;

use super::{ByPerson, Violation};

/// Shifts before the day from which on a published roster is mended stand to the letter.
pub(super) fn letter(instance: &Instance, roster: &Roster) -> Vec<Violation> {
    by_window::letter(instance, roster)
}

/// Every violation, sorted by rule, then window, then person, then burden.
pub(super) fn violations(instance: &Instance, roster: &Roster, held: &ByPerson<'_>) -> Vec<Violation> {
    let mut violations = Vec::new();
    for rule in Rule::ALL {
        violations.extend(match rule {
            Rule::Seats => by_window::seats(instance, roster),
            Rule::Membership => by_window::membership(instance, roster),
            Rule::Participation => by_window::participation(instance, roster),
            Rule::Availability => by_window::availability(instance, roster),
            Rule::ShiftsPerDay => by_person::shifts_per_day(instance, held),
            Rule::ShiftsPerWeek => by_person::shifts_per_week(instance, held),
            Rule::ShiftsPerPeriod => by_person::shifts_per_period(instance, held),
            Rule::PerPersonWeek => by_person::per_person_week(instance, held),
            Rule::PerPersonPeriod => by_person::per_person_period(instance, held),
            Rule::RestHours => by_person::rest_hours(instance, held),
            Rule::AwayAtOnce => by_window::away_at_once(instance, roster),
            Rule::Locks => by_window::locks(instance, roster),
        });
    }
    violations.sort_by(|a, b| {
        let key = |v: &Violation| (v.rule, v.windows.first().copied(), v.staff, v.municipality, v.burden);
        key(a).cmp(&key(b))
    });
    violations
}
