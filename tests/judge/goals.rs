//! The value of every goal, by the formulas of the reference.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::cells::weekday;
use super::part::{last_day, part, share};
use super::presence::present;
use super::reading::{Fraction, Read};
use super::rules::Seats;
use super::slips::slip;

/// The value of each row, by its name.
pub type Values = BTreeMap<String, f64>;

/// One class of shifts: all, or those of a burden.
struct Class {
    /// By window: whether it counts.
    counts: Vec<bool>,
    entitled: Vec<Fraction>,
    target: Vec<Fraction>,
    given: Vec<u64>,
    burden: Option<usize>,
}

fn whole(n: u64) -> Fraction {
    Fraction::from_integer(n.into())
}

fn number(fraction: &Fraction) -> f64 {
    fraction.to_f64().expect("a number")
}

/// How far `n` lies outside the two whole numbers around an exact one.
fn off(n: u64, around: &Fraction) -> Fraction {
    let (n, low, high) = (whole(n), around.floor(), around.ceil());
    let high = if slip("rounding: down alone") { low.clone() } else { high };
    if n < low {
        low - n
    } else if n > high {
        n - high
    } else {
        Fraction::zero()
    }
}

/// What does not change with the roster.
pub struct Known<'a> {
    folder: &'a Read,
    /// By window, then municipality.
    shares: Vec<Vec<Fraction>>,
    /// By person: the part of the time that they are there.
    present: Vec<Fraction>,
    /// By person and window: free, prefers, avoids.
    stances: Vec<Vec<(bool, u64, u64)>>,
}

impl<'a> Known<'a> {
    pub fn new(folder: &'a Read) -> Self {
        let towns = 0..folder.municipalities.len();
        let of_window = |(day, start): (NaiveDate, NaiveTime)| {
            towns.clone().map(|m| share(folder, m, day, (weekday(day), start))).collect()
        };
        let shares = folder.windows.iter().map(|window| of_window(window.slot)).collect();
        let stances =
            (0..folder.people.len()).map(|p| (0..folder.windows.len()).map(|w| folder.stance(p, w)).collect());
        let stances = stances.collect();
        Known { folder, shares, present: (0..folder.people.len()).map(|p| present(folder, p)).collect(), stances }
    }

    /// The value of every goal of the ladder.
    pub fn values(&self, seats: &Seats) -> Values {
        let folder = self.folder;
        let mut values = Values::new();
        let filled: Vec<u64> = seats.iter().map(|on| on.iter().sum()).collect();
        let unfilled: Vec<u64> =
            folder.windows.iter().zip(&filled).map(|(window, n)| window.seats.saturating_sub(*n)).collect();
        let nobodys = |w: usize| self.shares[w].iter().all(Zero::is_zero);
        let sum = |of: &[u64]| -> u64 { (0..of.len()).filter(|&w| !nobodys(w)).map(|w| of[w]).sum() };
        let all: Vec<u64> = folder.windows.iter().map(|window| window.seats).collect();
        let fillable = if sum(&all) == 0 || slip("shares: as if all were filled") {
            Fraction::one()
        } else {
            Fraction::one() - Fraction::new(sum(&unfilled).into(), sum(&all).into())
        };
        let classes: Vec<Class> = std::iter::once(None)
            .chain((0..folder.burdens.len()).map(Some))
            .map(|burden| self.class(seats, burden, &fillable))
            .collect();
        let mut put = |name: &str, value: f64| {
            values.insert(name.to_owned(), value);
        };
        if folder.windows.iter().any(|window| window.least > 0) {
            put(
                "coverage-least",
                folder
                    .windows
                    .iter()
                    .zip(&filled)
                    .map(|(window, n)| {
                        (if slip("coverage-least: all seats") { window.seats } else { window.least }).saturating_sub(*n)
                            as f64
                    })
                    .sum(),
            );
        }
        put("coverage", unfilled.iter().sum::<u64>() as f64);
        put(
            "coverage-spread",
            unfilled
                .iter()
                .zip(&all)
                .map(|(u, d)| (u * u) as f64 / if slip("coverage-spread: whatever the size") { 1.0 } else { *d as f64 })
                .sum(),
        );
        let squares = |class: &Class| -> Fraction {
            let owing = (0..class.given.len()).filter(|&m| class.entitled[m].is_positive());
            owing
                .map(|m| {
                    off(class.given[m], &class.target[m]).pow(if slip("shares: not squared") { 1 } else { 2 })
                        / if slip("shares: not by size") { Fraction::one() } else { class.entitled[m].clone() }
                })
                .sum()
        };
        let places = |class: &Class| self.places(class);
        put("shares", number(&squares(&classes[0])));
        put("shares-rounding", places(&classes[0]));
        put("burdens", number(&classes[1..].iter().map(squares).sum()));
        put("burdens-rounding", classes[1..].iter().map(places).sum());
        put("rhythm", self.rhythm(seats, &classes[0]));
        put("rotation", self.rotation(seats));
        put("spacing", self.spacing(seats, &classes));
        let (wishes, spread) = self.wishes(seats);
        put("wishes", wishes);
        put("wishes-spread", spread);
        let goals = |row: &str| {
            folder
                .goals
                .iter()
                .any(|goal| row == goal || row.strip_prefix(goal.as_str()).is_some_and(|rest| rest.starts_with('-')))
        };
        values.retain(|row, _| goals(row));
        values
    }

    fn class(&self, seats: &Seats, burden: Option<usize>, fillable: &Fraction) -> Class {
        let folder = self.folder;
        let counts: Vec<bool> =
            folder.windows.iter().map(|window| burden.is_none_or(|b| window.burdens.contains(&b))).collect();
        let towns = folder.municipalities.len();
        let windows = || (0..folder.windows.len()).filter(|&w| counts[w]);
        let owed = |m: usize| windows().map(|w| whole(folder.windows[w].seats) * &self.shares[w][m]).sum::<Fraction>();
        let on_its_own = burden.is_some() && slip("burdens: filled on their own");
        let all: u64 = windows().map(|w| folder.windows[w].seats).sum();
        let filled: u64 = windows().map(|w| seats[w].iter().sum::<u64>().min(folder.windows[w].seats)).sum();
        let own = Fraction::new(filled.into(), all.max(1).into());
        let fillable = if on_its_own { &own } else { fillable };
        let entitled: Vec<Fraction> = (0..towns).map(|m| fillable * owed(m)).collect();
        let no_ledger = slip("shares: no ledger");
        let balance = |m: usize| {
            if no_ledger {
                Fraction::zero()
            } else {
                folder.ledger.get(&(m, burden)).cloned().unwrap_or_else(Fraction::zero)
            }
        };
        let was_there = |m: usize| folder.municipalities[m].joined.is_none_or(|joined| joined < folder.from);
        let is_gone = |m: usize| was_there(m) && !folder.is_member(m, folder.from);
        let left: Fraction = (0..towns).filter(|&m| is_gone(m)).map(balance).sum();
        let taken = |m: usize| part(folder, m, folder.from, &counts) * &left;
        let somebody = (0..towns).any(|m| folder.is_member(m, folder.from));
        let carried = |m: usize| {
            if !somebody || slip("shares: nothing is taken over") {
                balance(m)
            } else if is_gone(m) {
                Fraction::zero()
            } else {
                balance(m) + taken(m)
            }
        };
        let target = (0..towns).map(|m| &entitled[m] + carried(m)).collect();
        let mut given = vec![0; towns];
        windows()
            .for_each(|w| (0..folder.people.len()).for_each(|p| given[folder.people[p].municipality] += seats[w][p]));
        Class { counts, entitled, target, given, burden }
    }

    /// The sum of the places of all shifts beyond whole targets.
    fn places(&self, class: &Class) -> f64 {
        let folder = self.folder;
        let seats: u64 = folder
            .windows
            .iter()
            .zip(&class.counts)
            .filter(|(_, counts)| **counts)
            .map(|(window, _)| window.seats)
            .sum();
        let half = class.entitled.iter().sum::<Fraction>() / whole(2);
        let owing = || (0..class.given.len()).filter(|&m| class.entitled[m].is_positive());
        // By municipality: the rate at which it owes shifts from now on, and since when it has been without one.
        let waits = |m: usize| {
            let last = last_day(folder, m, &class.counts).unwrap_or(folder.from);
            let last = if slip("places: the rate of the first day") { folder.from } else { last };
            let lately = |past: &&super::reading::Past| {
                folder.people[past.person].municipality == m && class.burden.is_none_or(|b| past.burdens.contains(&b))
            };
            let without: Option<NaiveDateTime> = folder.history.iter().filter(lately).map(|past| past.ends).max();
            (part(folder, m, last, &class.counts), without.filter(|_| !slip("places: no history")))
        };
        let waits: Vec<_> = (0..class.given.len()).map(waits).collect();
        let (by_due, by_beyond) = (slip("places: all by when they fall due"), slip("places: all by what is beyond"));
        let key = |m: usize, k: u64| {
            let (rate, without) = &waits[m];
            let beyond = whole(k) - &class.target[m];
            let due = if rate.is_zero() { beyond.clone() } else { &beyond / rate };
            let is_late = (due > half || by_due) && !by_beyond;
            (is_late, if is_late { due } else { beyond }, *without, m, k)
        };
        let mut order: Vec<_> = owing()
            .flat_map(|m| (first_open(&class.target[m])..=seats).map(move |k| (m, k)))
            .map(|(m, k)| key(m, k))
            .collect();
        order.sort();
        let mut sum = 0;
        for m in owing() {
            for k in first_open(&class.target[m])..=class.given[m] {
                // Also beyond the number of seats it is one more than those before it.
                let own = key(m, k);
                sum += order.partition_point(|other| *other < own) + 1;
            }
        }
        sum as f64
    }

    fn rhythm(&self, seats: &Seats, class: &Class) -> f64 {
        let folder = self.folder;
        let weeks: BTreeSet<(i32, u32)> =
            folder.from.iter_days().take_while(|day| *day <= folder.to).map(week).collect();
        let mut sum = Fraction::zero();
        for m in (0..class.given.len()).filter(|&m| class.entitled[m].is_positive()) {
            let owed = |until: Option<(i32, u32)>| -> Fraction {
                let windows = folder
                    .windows
                    .iter()
                    .enumerate()
                    .filter(|(_, window)| until.is_none_or(|until| week(window.slot.0) <= until));
                windows.map(|(w, window)| whole(window.seats) * &self.shares[w][m]).sum()
            };
            let all = owed(None);
            for &until in &weeks {
                let target = if slip("rhythm: no balance") { &class.entitled[m] } else { &class.target[m] };
                let due = target * owed(Some(until)) / &all;
                let windows = (0..folder.windows.len()).filter(|&w| week(folder.windows[w].slot.0) <= until);
                let given = windows
                    .map(|w| {
                        (0..folder.people.len())
                            .filter(|&p| folder.people[p].municipality == m)
                            .map(|p| seats[w][p])
                            .sum::<u64>()
                    })
                    .sum();
                sum += off(given, &due);
            }
        }
        number(&sum)
    }

    fn rotation(&self, seats: &Seats) -> f64 {
        let folder = self.folder;
        let mut sum = 0.0;
        for p in (0..folder.people.len()).filter(|&p| self.present[p].is_positive()) {
            let weight = if slip("rotation: no weights") { Fraction::one() } else { folder.people[p].weight.clone() };
            let there = if slip("rotation: always there") { Fraction::one() } else { self.present[p].clone() };
            let part = number(&(weight * there));
            let count = |burden: Option<usize>| -> u64 {
                let own = |burdens: &[usize]| burden.is_none_or(|b| burdens.contains(&b));
                let now: u64 =
                    (0..folder.windows.len()).filter(|&w| own(&folder.windows[w].burdens)).map(|w| seats[w][p]).sum();
                let past = folder.history.iter().filter(|past| past.person == p && own(&past.burdens));
                now + past.filter(|_| !slip("rotation: no history")).count() as u64
            };
            let classes = if slip("rotation: no burdens") { 0 } else { folder.burdens.len() };
            for n in std::iter::once(None).chain((0..classes).map(Some)).map(count) {
                sum += (n * n) as f64 / part;
            }
        }
        sum
    }

    fn spacing(&self, seats: &Seats, classes: &[Class]) -> f64 {
        let folder = self.folder;
        let mut sum = 0;
        for (p, who) in
            folder.people.iter().enumerate().filter(|(_, who)| who.heads == 1 || slip("spacing: pools as well"))
        {
            let colleagues = (0..folder.people.len()).filter(|&t| folder.people[t].municipality == who.municipality);
            let parts: Fraction = colleagues
                .map(|t| {
                    &folder.people[t].weight
                        * if slip("spacing: always there") { Fraction::one() } else { self.present[t].clone() }
                })
                .sum();
            let member = folder.from.iter_days().take_while(|day| *day <= folder.to);
            let days = member.filter(|day| folder.is_member(who.municipality, *day)).count() as u64;
            for class in &classes[..if slip("spacing: no burdens") { 1 } else { classes.len() }] {
                let counts = |burdens: &[usize]| class.burden.is_none_or(|b| burdens.contains(&b));
                let even = if parts.is_zero() {
                    Fraction::zero()
                } else {
                    &class.target[who.municipality] * &who.weight / &parts
                };
                let apart = if even.is_positive() {
                    let apart = (whole(days) / (whole(if slip("spacing: not half") { 1 } else { 2 }) * even))
                        .ceil()
                        .to_integer()
                        .to_i64()
                        .unwrap_or(28);
                    apart.clamp(1, if slip("spacing: however far") { 400 } else { 28 })
                } else {
                    28
                };
                let last = folder
                    .history
                    .iter()
                    .filter(|past| past.person == p && counts(&past.burdens))
                    .map(|past| past.date)
                    .max()
                    .filter(|_| !slip("spacing: no history"));
                let now = (0..folder.windows.len()).filter(|&w| counts(&folder.windows[w].burdens));
                let now = now.flat_map(|w| (0..seats[w][p]).map(move |_| folder.windows[w].slot.0));
                let all: Vec<NaiveDate> = last.into_iter().chain(now).collect();
                sum += all.windows(2).map(|two| (apart - (two[1] - two[0]).num_days()).max(0)).sum::<i64>();
            }
        }
        sum as f64
    }

    fn wishes(&self, seats: &Seats) -> (f64, f64) {
        let folder = self.folder;
        let (mut wishes, mut spread) = (0.0, 0.0);
        for (p, who) in folder.people.iter().enumerate() {
            let prefers_any = self.stances[p].iter().any(|stance| stance.1 > 0);
            let mut against = 0;
            for (w, on) in seats.iter().enumerate() {
                let (_, prefers, avoids) = self.stances[p][w];
                let most = if slip("wishes: no strengths") { 1 } else { u64::MAX };
                let (prefers, avoids) = (prefers.min(most), avoids.min(most));
                wishes +=
                    on[p] as f64 * (avoids as f64 - if slip("wishes: avoids alone") { 0.0 } else { prefers as f64 });
                against += if (avoids > 0 && !slip("wishes-spread: what is avoided is fine"))
                    || (prefers_any && prefers == 0 && !slip("wishes-spread: what is not preferred is fine"))
                {
                    on[p]
                } else {
                    0
                };
            }
            let heads = if slip("wishes-spread: a pool is one person") { 1 } else { who.heads };
            let (each, more) = (against / heads, against % heads);
            spread += (if slip("wishes-spread: not squared") {
                against
            } else {
                more * (each + 1) * (each + 1) + (heads - more) * each * each
            }) as f64;
        }
        (wishes, spread)
    }
}

fn week(day: NaiveDate) -> (i32, u32) {
    (day.iso_week().year(), day.iso_week().week())
}

/// The first shift that is beyond a target.
fn first_open(target: &Fraction) -> u64 {
    target.floor().to_integer().to_u64().unwrap_or(0) + 1
}
