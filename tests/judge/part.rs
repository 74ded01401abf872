//! What part each municipality has: of a window, and of the seats of some windows as things are on a day.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use num_traits::Zero;

use super::cells::weekday;
use super::reading::{Fraction, Read};
use super::slips::slip;

fn whole(n: u64) -> Fraction {
    Fraction::from_integer(n.into())
}

/// The part of a municipality in windows of a weekday at a time, as things are on a day.
pub fn share(folder: &Read, m: usize, day: NaiveDate, when: (u32, NaiveTime)) -> Fraction {
    let takes = |m: usize| match slip("shares: whoever is a member") {
        true => folder.is_member(m, day),
        false => folder.takes(m, day, when),
    };
    let all: u64 =
        (0..folder.municipalities.len()).filter(|&m| takes(m)).map(|m| folder.municipalities[m].population).sum();
    if takes(m) { Fraction::new(folder.municipalities[m].population.into(), all.into()) } else { Fraction::zero() }
}

/// The part of a municipality in the seats of some windows, as things are on a day.
pub fn part(folder: &Read, m: usize, day: NaiveDate, counts: &[bool]) -> Fraction {
    let towns = 0..folder.municipalities.len();
    let (mut own, mut all) = (Fraction::zero(), 0);
    for window in folder.windows.iter().zip(counts).filter(|(_, counts)| **counts).map(|(window, _)| window) {
        let when = (weekday(window.slot.0), window.slot.1);
        if towns.clone().any(|n| folder.takes(n, day, when)) {
            all += window.seats;
            own += whole(window.seats) * share(folder, m, day, when);
        }
    }
    if all > 0 && !slip("places: by population") {
        return own / whole(all);
    }
    let there = |n: &usize| folder.is_member(*n, day);
    let everybody: u64 = towns.filter(there).map(|n| folder.municipalities[n].population).sum();
    if there(&m) {
        Fraction::new(folder.municipalities[m].population.into(), everybody.into())
    } else {
        Fraction::zero()
    }
}

/// The last day of the period on which a municipality takes part in any of some windows.
pub fn last_day(folder: &Read, m: usize, counts: &[bool]) -> Option<NaiveDate> {
    let whens: BTreeSet<(u32, NaiveTime)> = folder
        .windows
        .iter()
        .zip(counts)
        .filter(|(_, counts)| **counts)
        .map(|(window, _)| (weekday(window.slot.0), window.slot.1))
        .collect();
    let days = folder.from.iter_days().take_while(|day| *day <= folder.to);
    let takes = |day: &NaiveDate| {
        whens.iter().any(|&when| folder.takes(m, *day, when)) || whens.is_empty() && folder.is_member(m, *day)
    };
    days.filter(takes).last()
}
