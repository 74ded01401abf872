//! What a roster takes beyond what people have offered and beyond their limits, thing by thing.
//!
//! In: an instance and a roster that keeps all that nobody can be asked for. Out: the fewest concessions that make it lawful;
//! there is one such list for each roster.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::Instance;
use crate::domain::concession::{Concession, monday};
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;

/// What a roster takes that nobody has offered, each as often as it does, in the order of concessions.
pub fn taken(instance: &Instance, roster: &Roster) -> Vec<Concession> {
    let mut taken = Vec::new();
    let mut weeks: BTreeMap<(usize, NaiveDate), u32> = BTreeMap::new();
    let mut period: BTreeMap<usize, u32> = BTreeMap::new();
    let mut away: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let mut seats: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for past in &instance.history {
        *weeks.entry((past.staff, monday(past.date))).or_default() += 1;
    }
    for (w, on) in roster.shifts.iter().enumerate() {
        for &s in on {
            *seats.entry((s, w)).or_default() += 1;
            *weeks.entry((s, monday(instance.windows[w].date))).or_default() += 1;
            *period.entry(s).or_default() += 1;
            *away.entry((instance.staff[s].municipality, w)).or_default() += 1;
        }
    }
    for &(staff, window) in seats.keys() {
        if !instance.stance(staff, window).available {
            taken.push(Concession::Window { staff, window });
        }
        if instance.forbidden.contains(&(staff, window)) {
            taken.push(Concession::Lock { staff, window });
        }
    }
    let held = |lock: &(usize, usize)| seats.get(lock).copied().unwrap_or(0);
    let given_up = instance.fixed.iter().filter(|&(lock, fixed)| held(lock) < *fixed);
    taken.extend(given_up.map(|(&(staff, window), _)| Concession::Lock { staff, window }));
    let mut beyond = |count: u32, limit: u32, concession: Concession| {
        taken.extend((limit..count).map(|_| concession));
    };
    // A week before the period has no shift of the roster.
    for ((staff, first), count) in weeks
        .into_iter()
        .filter(|((s, first), _)| seats.keys().any(|&(of, w)| of == *s && monday(instance.windows[w].date) == *first))
    {
        beyond(count, instance.most_in_week(staff, first.iso_week()), Concession::Week { staff, monday: first });
    }
    for (staff, count) in period {
        beyond(count, instance.staff[staff].limits.most(Rule::ShiftsPerPeriod), Concession::Period { staff });
    }
    for ((municipality, window), count) in away {
        let limit = instance.most_away(municipality, window).unwrap_or(u32::MAX);
        beyond(count, limit, Concession::Away { municipality, window });
    }
    taken.sort_unstable();
    taken
}
