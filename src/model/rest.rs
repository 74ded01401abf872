//! The rule `rest_hours`: between the end of a shift and the start of one on a later date there is time to rest.
//!
//! In: the columns x_sw. Out: rows over pairs and cliques of windows that cannot both be taken. Pools are left out:
//! rest there is the municipality's own affair. Rest after `history.csv` is settled where the columns are made.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::names::{self, Words};
use super::people::Shifts;
use super::program::Program;
use crate::domain::Instance;
use crate::domain::rule::Rule;

/// Of an earlier window and the later ones too close to it, a person takes at most one shift.
///
/// Where a person works one shift a day at most, all windows that end no sooner than the earlier one on its date join
/// the row: it is a clique, and the rows of a person then cover consecutive windows. Σ_{w in clique} x_sw ≤ 1
pub(super) fn rest(instance: &Instance, shifts: &Shifts, program: &mut Program) {
    let close = too_close(instance);
    for (s, places) in shifts.of.iter().enumerate().filter(|&(s, _)| !instance.staff[s].is_pool()) {
        let column = |w: usize| places.binary_search_by_key(&w, |&(w, _)| w).ok().map(|place| places[place].1);
        // Shifts that have been worked too close to each other stand, and nothing is added to them.
        let hold = |program: &mut Program, windows: &[usize], name: &dyn Fn(&Words) -> String| {
            let past = windows.iter().filter(|&&w| instance.is_past(w));
            let worked: u32 = past.map(|&w| instance.published_seats(s, w)).sum();
            let columns: Vec<usize> = windows.iter().filter_map(|&w| column(w)).collect();
            program.call(name);
            program.limit(&columns, worked.max(1));
        };
        for ((date, later), earlier) in &close {
            if ![later, earlier].iter().all(|windows| windows.iter().any(|&w| column(w).is_some())) {
                continue;
            }
            // Who has worked two shifts on a day is not bound to one, so the clique would not hold either.
            let is_clique = |windows: &[usize]| {
                windows.iter().filter(|&&w| instance.is_past(w) && column(w).is_some()).count() <= 1
            };
            if instance.staff[s].limits.most(Rule::ShiftsPerDay) <= 1 && is_clique(earlier) && is_clique(later) {
                let clique: Vec<usize> = earlier.iter().chain(later).copied().collect();
                let last = later[later.len() - 1];
                hold(program, &clique, &|words| {
                    format!("rest_hours.{}.{}.{}", words.person(s), names::date(*date), words.window(last))
                });
            } else {
                for &first in earlier {
                    for &second in later {
                        hold(program, &[first, second], &|words| {
                            format!("rest_hours.{}.{}.{}", words.person(s), words.window(first), words.window(second))
                        });
                    }
                }
            }
        }
    }
}

/// Earlier windows of a date, by that date and the set of windows of one later date that are too close to each of them.
///
/// A window that ends later is too close to at least the same ones, so each set lists all earlier windows it holds for.
fn too_close(instance: &Instance) -> BTreeMap<(NaiveDate, Vec<usize>), Vec<usize>> {
    let mut sets: BTreeMap<(NaiveDate, Vec<usize>), Vec<usize>> = BTreeMap::new();
    for (w, window) in instance.windows.iter().enumerate() {
        let rested = window.ends_at() + instance.rest;
        let later: Vec<usize> = (w + 1..instance.windows.len())
            .skip_while(|&v| instance.windows[v].date == window.date)
            .take_while(|&v| instance.windows[v].date <= rested.wall().date())
            .filter(|&v| instance.windows[v].starts_at() < rested)
            .collect();
        for day in later.chunk_by(|&a, &b| instance.windows[a].date == instance.windows[b].date) {
            sets.entry((window.date, day.to_vec())).or_default();
        }
    }
    for ((date, later), earlier) in &mut sets {
        let starts = later.iter().map(|&v| instance.windows[v].starts_at());
        let last = starts.max().expect("chunks are never empty");
        earlier.extend((0..instance.windows.len()).filter(|&w| {
            let window = &instance.windows[w];
            window.date == *date && last < window.ends_at() + instance.rest
        }));
    }
    sets
}
