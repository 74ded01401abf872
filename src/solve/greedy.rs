//! A first roster, built in one pass: not good, but allowed, and there within milliseconds.
//!
//! In: an [`Instance`]. Out: a [`Roster`] that keeps every rule. Week by week, the scarcest windows are filled first;
//! a seat goes to the municipality that is furthest behind its pace, and there to the colleague with the fewest shifts.

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
    /// By burden, then municipality.
    burdens: Vec<Vec<u32>>,
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
        burdens: vec![vec![0; instance.municipalities.len()]; instance.burdens.len()],
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

    let due = Due::of(instance);
    let weights: Vec<f64> = instance.staff.iter().map(|person| person.weight.to_f64().unwrap_or(1.0)).collect();
    let open: Vec<Vec<usize>> = (0..instance.windows.len())
        .map(|w| (0..staff).filter(|&s| instance.stance(s, w).available).collect())
        .collect();
    let mut order: Vec<usize> = (0..instance.windows.len()).filter(|&w| !instance.is_past(w)).collect();
    order.sort_by_key(|&w| {
        let window = &instance.windows[w];
        (window.week(), open[w].len() / window.seats as usize, w)
    });
    for w in order {
        while given.roster.shifts[w].len() < instance.windows[w].seats as usize {
            let ahead: Vec<[f64; 2]> = (0..instance.municipalities.len()).map(|m| given.ahead(&due, m, w)).collect();
            let next = open[w].iter().copied().filter(|&s| given.allows(s, w)).min_by(|&a, &b| {
                let urgency = |s: usize| {
                    let [burden, all] = ahead[instance.staff[s].municipality];
                    [burden, all, f64::from(given.total[s]) / weights[s]]
                };
                let (a_urgency, b_urgency) = (urgency(a), urgency(b));
                let order = a_urgency.iter().zip(&b_urgency).map(|(a, b)| a.total_cmp(b)).find(|order| order.is_ne());
                order.unwrap_or(a.cmp(&b))
            });
            match next {
                Some(s) => given.give(s, w),
                None => break,
            }
        }
    }
    given.roster.sorted()
}

/// What has fallen due by the end of each week, in shifts, so that the first roster keeps a pace.
struct Due {
    weeks: Vec<IsoWeek>,
    /// By municipality, then week: all shifts.
    all: Vec<Vec<f64>>,
    /// By burden, then municipality, then week.
    burdens: Vec<Vec<Vec<f64>>>,
}

impl Due {
    fn of(instance: &Instance) -> Self {
        let shares = shares::shares(instance, 0);
        let number = |value: &crate::domain::Exact| value.to_f64().unwrap_or(0.0);
        let all: Vec<Vec<f64>> = shares.pace.iter().map(|pace| pace.iter().map(number).collect()).collect();
        let part = |m: usize, target: f64| {
            let total = number(&shares.total[m].target);
            all[m].iter().map(|due| if total > 0.0 { target * due / total } else { 0.0 }).collect()
        };
        let burdens = shares.burdens.iter();
        let burdens = burdens
            .map(|accounts| accounts.iter().enumerate().map(|(m, account)| part(m, number(&account.target))).collect());
        let burdens = burdens.collect();
        Due { weeks: shares.weeks, all, burdens }
    }
}

impl Given<'_> {
    /// How far one more seat of a window would put a municipality ahead of its pace, as a part of what is due: in the
    /// window's burdens, and in all shifts. Who owes nothing is infinitely far ahead.
    fn ahead(&self, due: &Due, m: usize, w: usize) -> [f64; 2] {
        let window = &self.instance.windows[w];
        let week = due.weeks.partition_point(|week| *week < window.week());
        let part = |given: u32, due: &[f64]| match due.get(week) {
            Some(&due) if due > 0.0 => (f64::from(given) + 1.0) / due,
            _ => f64::INFINITY,
        };
        let burdens = window.burdens.iter().map(|&burden| part(self.burdens[burden][m], &due.burdens[burden][m]));
        [burdens.fold(0.0, f64::max), part(self.municipality[m], &due.all[m])]
    }

    fn give(&mut self, s: usize, w: usize) {
        let window = &self.instance.windows[w];
        self.roster.shifts[w].push(s);
        *self.day.entry((s, window.date)).or_default() += 1;
        *self.week.entry((s, window.week())).or_default() += 1;
        self.total[s] += 1;
        self.municipality[self.instance.staff[s].municipality] += 1;
        for &burden in &window.burdens {
            self.burdens[burden][self.instance.staff[s].municipality] += 1;
        }
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
