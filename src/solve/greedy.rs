//! A first roster, built in one pass: not good, but allowed, and there within milliseconds.
//!
//! In: an [`Instance`]. Out: a [`Roster`] that keeps every rule. Week by week, the scarcest windows are filled first;
//! a seat goes to the municipality that is furthest behind its pace, and there to the colleague with the fewest shifts.

use std::cmp::Ordering;

use num_traits::ToPrimitive;

use crate::domain::roster::Roster;
use crate::domain::{Exact, Instance};
use crate::legality::Tally;
use crate::{presence, shares};

/// Builds the roster.
pub(super) fn construct(instance: &Instance) -> Roster {
    let mut tally = Tally::given(instance);
    let mut pace = Pace::of(instance, &tally);
    let weights: Vec<f64> = presence::weights(instance).iter().map(number).collect();
    for w in order(instance, &tally) {
        // By municipality: who may take the window, with their turns so far, the first in turn last. A seat for one of
        // them changes nothing for the others but `away_at_once`.
        let mut open: Vec<Vec<Turn>> = vec![Vec::new(); instance.municipalities.len()];
        let turn = |tally: &Tally<'_>, s: usize| Turn { taken: f64::from(tally.shifts(s)) / weights[s], s };
        for s in (0..instance.staff.len()).filter(|&s| tally.allows(s, w)) {
            open[instance.staff[s].municipality].push(turn(&tally, s));
        }
        open.iter_mut().for_each(|colleagues| colleagues.sort_unstable_by(|a, b| b.order(a)));
        let mut ahead: Vec<[f64; 2]> = (0..open.len()).map(|m| pace.ahead(m, w)).collect();
        while tally.unfilled(w) > 0 {
            let next = (0..open.len()).filter(|&m| !open[m].is_empty()).min_by(|&a, &b| {
                let pace = ahead[a].iter().zip(&ahead[b]).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne());
                pace.unwrap_or_else(|| open[a][open[a].len() - 1].order(&open[b][open[b].len() - 1]))
            });
            let Some((m, Turn { s, .. })) = next.and_then(|m| Some((m, open[m].pop()?))) else { break };
            tally.give(s, w);
            pace.give(m, w);
            ahead[m] = pace.ahead(m, w);
            if tally.allows(s, w) {
                // A pool may take several seats, each in its turn.
                let turn = turn(&tally, s);
                let place = open[m].partition_point(|other| other.order(&turn).is_gt());
                open[m].insert(place, turn);
            } else if open[m].last().is_some_and(|next| !tally.allows(next.s, w)) {
                open[m].clear();
            }
        }
    }
    tally.roster().clone()
}

/// The windows that are open to change, week by week, those with the fewest available people a seat first.
fn order(instance: &Instance, tally: &Tally<'_>) -> Vec<usize> {
    let available = |w: usize| (0..instance.staff.len()).filter(|&s| instance.stance(s, w).available).count();
    let mut order: Vec<(usize, usize, usize)> = (0..instance.windows.len())
        .filter(|&w| !instance.is_past(w))
        .map(|w| (tally.week_of()[w], available(w) / instance.windows[w].seats as usize, w))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(.., w)| w).collect()
}

/// A colleague in the order of turns.
#[derive(Clone, Copy)]
struct Turn {
    /// Shifts in the period so far, by weight and time present. Who is never present has no seat open to them.
    taken: f64,
    s: usize,
}

impl Turn {
    fn order(&self, other: &Turn) -> Ordering {
        self.taken.total_cmp(&other.taken).then(self.s.cmp(&other.s))
    }
}

/// What has been given to each municipality, and what has fallen due by the end of each week, in shifts.
struct Pace<'a> {
    instance: &'a Instance,
    week_of: Vec<usize>,
    /// For all shifts, then for each burden: by municipality.
    given: Vec<Vec<u32>>,
    /// For all shifts, then for each burden: by municipality, then week; empty where nothing is owed.
    due: Vec<Vec<Vec<f64>>>,
}

impl<'a> Pace<'a> {
    /// The pace of a roster that has been begun.
    fn of(instance: &'a Instance, tally: &Tally<'_>) -> Self {
        let shares = shares::shares(instance, 0);
        let all: Vec<Vec<f64>> = shares.pace.iter().map(|pace| pace.iter().map(number).collect()).collect();
        let part = |m: usize, target: f64| {
            let total = number(&shares.total[m].target);
            all[m].iter().map(|due| if total > 0.0 { target * due / total } else { 0.0 }).collect()
        };
        let burdens = shares.burdens.iter();
        let burdens = burdens
            .map(|accounts| accounts.iter().enumerate().map(|(m, account)| part(m, number(&account.target))).collect());
        let due: Vec<Vec<Vec<f64>>> = [all.clone()].into_iter().chain(burdens).collect();
        let given = vec![vec![0; instance.municipalities.len()]; due.len()];
        let mut pace = Pace { instance, week_of: tally.week_of().to_vec(), given, due };
        for (w, staff) in tally.roster().shifts.iter().enumerate() {
            staff.iter().for_each(|&s| pace.give(instance.staff[s].municipality, w));
        }
        pace
    }

    fn give(&mut self, m: usize, w: usize) {
        self.given[0][m] += 1;
        self.instance.windows[w].burdens.iter().for_each(|&burden| self.given[burden + 1][m] += 1);
    }

    /// How far one more seat of a window would put a municipality ahead of its pace, as a part of what is due: in the
    /// window's burdens, and in all shifts. Who owes nothing is infinitely far ahead.
    fn ahead(&self, m: usize, w: usize) -> [f64; 2] {
        let part = |class: usize| match self.due[class][m].get(self.week_of[w]) {
            Some(&due) if due > 0.0 => (f64::from(self.given[class][m]) + 1.0) / due,
            _ => f64::INFINITY,
        };
        let burdens = self.instance.windows[w].burdens.iter().map(|&burden| part(burden + 1));
        [burdens.fold(0.0, f64::max), part(0)]
    }
}

fn number(value: &Exact) -> f64 {
    value.to_f64().expect("a fraction has a nearest float")
}
