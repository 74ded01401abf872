//! What the staff could take.
//!
//! In: people, their availability and their limits. Out: shifts, if seats were never the matter.

use chrono::{Datelike, IsoWeek};

use super::opening::Opening;
use super::people::Person;
use super::rota::Rules;
use super::sheet::Availability;

/// The most shifts that people could take in the period, if seats were never the matter: in each week as many as their
/// limit and their days allow.
pub fn capacity(rules: Rules, opening: &Opening, people: &[Person], availability: &Availability) -> u64 {
    let slots = &opening.slots;
    let mut sum = 0;
    for (person, free) in people.iter().zip(&availability.free) {
        let mut mine = 0;
        let in_period: Vec<usize> = (opening.first..slots.len()).collect();
        for week in in_period.chunk_by(|&one, &other| week(opening, one) == week(opening, other)) {
            let days = week.chunk_by(|&one, &other| slots[one].date == slots[other].date);
            let days = days.filter(|day| day.iter().any(|&slot| free[slot])).count() as u64;
            mine += days.min(person.shifts_per_week.unwrap_or(rules.shifts_per_week));
        }
        sum += person.shifts_per_period.map_or(mine, |limit| mine.min(limit)) * person.heads;
    }
    sum
}

fn week(opening: &Opening, slot: usize) -> IsoWeek {
    opening.slots[slot].date.iso_week()
}
