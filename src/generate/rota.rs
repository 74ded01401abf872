//! A roster that keeps every rule, so that locks, history and tight availability agree with each other.
//!
//! In: members, people, windows, availability and limits. Out: who sits where, by window, from the first day of the history
//! on. It is fair by the look of it and no more: nobody is told that it is good.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::opening::{HOURS, Opening};
use super::people::{Person, WHOLE};
use super::sheet::Availability;
use super::towns::Town;

/// What everybody's shifts are held to.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// Most shifts in an ISO week, for whoever has no limit of their own.
    pub shifts_per_week: u64,
    /// Hours from the end of a shift to a start on a later date.
    pub rest_hours: u64,
    /// Whether nobody has two shifts of a burden in a week, nor more in the period than their cap.
    pub capped: bool,
}

/// What somebody has done so far.
#[derive(Debug, Clone, Default)]
struct Done {
    shifts: u64,
    in_period: u64,
    /// Year and number of the last week with a shift, and how many it had.
    week: (i32, u32),
    in_week: u64,
    last: Option<(NaiveDate, u64)>,
    /// By burden: shifts in the period, and the last week with one.
    burdens: Vec<(u64, Option<(i32, u32)>)>,
}

/// Hours of a day.
const DAY: i64 = 24;

/// The roster: by window, indices of people; seats that nobody can take stay empty.
pub fn rota(
    rules: Rules,
    towns: &[Town],
    people: &[Person],
    opening: &Opening,
    availability: &Availability,
) -> Vec<Vec<usize>> {
    let all: u64 = towns.iter().map(|town| town.population).sum();
    let untouched = Done { burdens: vec![(0, None); opening.burdens.len()], ..Done::default() };
    let mut done = vec![untouched; people.len()];
    // What each member is behind its share, in seats times all inhabitants.
    let mut behind = vec![0_i128; towns.len()];
    let mut seated: Vec<Vec<usize>> = Vec::new();
    for (number, slot) in opening.slots.iter().enumerate() {
        let week = (slot.date.iso_week().year(), slot.date.iso_week().week());
        let start = opening.starts[slot.part];
        let burdens = opening.burdens.iter().enumerate().filter(|(_, burden)| burden.includes_on(slot.date, slot.part));
        let burdens: Vec<usize> = burdens.map(|(number, _)| number).collect();
        let may = |person: usize, done: &Done| {
            let who = &people[person];
            let (in_week, limit) = (
                if done.week == week { done.in_week } else { 0 },
                who.shifts_per_week.unwrap_or(rules.shifts_per_week) * who.heads,
            );
            let period = who.shifts_per_period.filter(|_| number >= opening.first);
            let rested = done.last.is_none_or(|(date, hour)| {
                let hours = (slot.date - date).num_days() * DAY + start.cast_signed() - (hour + HOURS).cast_signed();
                who.heads > 1 || (date < slot.date && hours >= rules.rest_hours.cast_signed())
            });
            let is_capped = |&burden: &usize| {
                let (in_period, last) = done.burdens[burden];
                last == Some(week) || (number >= opening.first && in_period >= who.caps[burden])
            };
            let same_day = done.last.is_some_and(|(date, _)| date == slot.date);
            availability.free[person][number]
                && in_week < limit
                && period.is_none_or(|limit| done.in_period < limit * who.heads)
                && rested
                && !same_day
                && !(rules.capped && burdens.iter().any(is_capped))
        };
        let mut ready: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for person in (0..people.len()).filter(|&person| may(person, &done[person])) {
            ready.entry(people[person].town).or_default().push(person);
        }
        for (town, ready) in &mut ready {
            // The last of the list is taken first; who did little for their weight comes first.
            ready.sort_by_key(|&person| Reverse((done[person].shifts * WHOLE * WHOLE / people[person].weight, person)));
            if let Some(most) = towns[*town].away_at_once {
                let most = usize::try_from(most).unwrap_or(usize::MAX);
                ready.drain(..ready.len().saturating_sub(most));
            }
        }
        behind.iter_mut().zip(towns).for_each(|(behind, town)| *behind += i128::from(slot.seats * town.population));
        let mut here = Vec::new();
        for _ in 0..slot.seats {
            let next = ready.iter().filter(|(_, ready)| !ready.is_empty()).max_by_key(|(town, _)| behind[**town]);
            let Some(town) = next.map(|(&town, _)| town) else { break };
            let Some(person) = ready.get_mut(&town).and_then(Vec::pop) else { break };
            behind[town] -= i128::from(all);
            let did = &mut done[person];
            did.shifts += 1;
            did.in_period += u64::from(number >= opening.first);
            did.in_week = if did.week == week { did.in_week + 1 } else { 1 };
            did.week = week;
            did.last = Some((slot.date, start));
            for &burden in &burdens {
                did.burdens[burden].0 += u64::from(number >= opening.first);
                did.burdens[burden].1 = Some(week);
            }
            here.push(person);
        }
        here.sort_unstable();
        seated.push(here);
    }
    seated
}
