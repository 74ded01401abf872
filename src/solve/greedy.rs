//! A first roster, built in one pass: not good, but allowed, and there within milliseconds.
//!
//! In: an [`Instance`]. Out: a [`Roster`] that keeps every rule. The scarcest windows are filled first; a seat goes to
//! the municipality that is furthest behind its target, and there to the colleague with the fewest shifts.

use std::collections::BTreeMap;

use chrono::{Datelike, IsoWeek, NaiveDate, NaiveDateTime};
use num_traits::ToPrimitive;

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::shares;

/// What has been given out so far.
struct Given<'a> {
    instance: &'a Instance,
    roster: Roster,
    day: BTreeMap<(usize, NaiveDate), u32>,
    week: BTreeMap<(usize, IsoWeek), u32>,
    total: Vec<u32>,
    municipality: Vec<u32>,
    away: Vec<Vec<u32>>,
    /// By person: date, start and end of every shift, also those before the period.
    times: Vec<Vec<(NaiveDate, NaiveDateTime, NaiveDateTime)>>,
}

/// Builds the roster.
pub(super) fn construct(instance: &Instance) -> Roster {
    let staff = instance.staff.len();
    let mut given = Given {
        instance,
        roster: Roster::empty(instance.windows.len()),
        day: BTreeMap::new(),
        week: BTreeMap::new(),
        total: vec![0; staff],
        municipality: vec![0; instance.municipalities.len()],
        away: vec![vec![0; instance.windows.len()]; instance.municipalities.len()],
        times: vec![Vec::new(); staff],
    };
    for past in &instance.history {
        *given.week.entry((past.staff, past.date.iso_week())).or_default() += 1;
        // Only the end matters: nothing in the period starts before it.
        given.times[past.staff].push((past.date, past.date.and_time(chrono::NaiveTime::MIN), past.ends_at));
    }
    for w in 0..instance.windows.len() {
        let worked = instance.published.as_ref().filter(|_| instance.is_past(w));
        worked.iter().flat_map(|published| &published.roster.shifts[w]).for_each(|&s| given.give(s, w));
    }
    for (&(s, w), &seats) in instance.fixed.iter().filter(|&(&(_, w), _)| !instance.is_past(w)) {
        (0..seats).for_each(|_| given.give(s, w));
    }

    let shares = shares::shares(instance, 0);
    let target: Vec<f64> =
        shares.total.iter().map(|account| account.target.to_f64().unwrap_or(0.0).max(f64::MIN_POSITIVE)).collect();
    let open: Vec<Vec<usize>> = (0..instance.windows.len())
        .map(|w| (0..staff).filter(|&s| instance.stance(s, w).available).collect())
        .collect();
    let mut order: Vec<usize> = (0..instance.windows.len()).filter(|&w| !instance.is_past(w)).collect();
    order.sort_by_key(|&w| (open[w].len() / instance.windows[w].seats as usize, w));
    for w in order {
        while given.roster.shifts[w].len() < instance.windows[w].seats as usize {
            let next = open[w].iter().copied().filter(|&s| given.allows(s, w)).min_by(|&a, &b| {
                let urgency = |s: usize| {
                    let m = instance.staff[s].municipality;
                    let weight = instance.staff[s].weight.to_f64().unwrap_or(1.0);
                    (f64::from(given.municipality[m]) / target[m], f64::from(given.total[s]) / weight)
                };
                let (a_first, a_then) = urgency(a);
                let (b_first, b_then) = urgency(b);
                a_first.total_cmp(&b_first).then(a_then.total_cmp(&b_then)).then(a.cmp(&b))
            });
            match next {
                Some(s) => given.give(s, w),
                None => break,
            }
        }
    }
    given.roster.sorted()
}

impl Given<'_> {
    fn give(&mut self, s: usize, w: usize) {
        let window = &self.instance.windows[w];
        self.roster.shifts[w].push(s);
        *self.day.entry((s, window.date)).or_default() += 1;
        *self.week.entry((s, window.week())).or_default() += 1;
        self.total[s] += 1;
        self.municipality[self.instance.staff[s].municipality] += 1;
        self.away[self.instance.staff[s].municipality][w] += 1;
        self.times[s].push((window.date, window.starts_at(), window.ends_at()));
    }

    /// Whether one more seat of a window for a person, who is available there, keeps every rule.
    fn allows(&self, s: usize, w: usize) -> bool {
        let (staff, window) = (&self.instance.staff[s], &self.instance.windows[w]);
        let home = &self.instance.municipalities[staff.municipality];
        let seated = self.roster.shifts[w].iter().filter(|&&other| other == s).count();
        let count = |counted: Option<&u32>| counted.copied().unwrap_or(0);
        home.is_member(window.date)
            && !self.instance.forbidden.contains(&(s, w))
            && seated < staff.heads as usize
            && home.away_at_once.is_none_or(|away| self.away[staff.municipality][w] < away)
            && count(self.day.get(&(s, window.date))) < staff.shifts_per_day
            && count(self.week.get(&(s, window.week()))) < staff.shifts_per_week
            && staff.shifts_per_period.is_none_or(|limit| self.total[s] < limit)
            && (staff.is_pool() || self.is_rested(s, w))
    }

    fn is_rested(&self, s: usize, w: usize) -> bool {
        let (window, rest) = (&self.instance.windows[w], self.instance.rest);
        self.times[s].iter().all(|&(date, start, end)| {
            date == window.date
                || if date < window.date { end + rest <= window.starts_at() } else { window.ends_at() + rest <= start }
        })
    }
}
