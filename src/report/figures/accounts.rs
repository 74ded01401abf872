//! What each municipality owed and what it was given, for all shifts and for each burden: the rows of `shares.csv`, which JSON
//! documents hold as well.
//!
//! In: an instance and its shares, and the shifts where they are known. Out: figures: by municipality code, first all shifts
//! (`burden` empty), then the burdens by name.

use crate::domain::Instance;
use crate::report::figures::{Figure, Figures};
use crate::report::numbers::deviation;
use crate::shares::{Account, Shares};
use crate::verify::Judgement;

const KEYS: [&str; 10] = [
    "municipality",
    "municipality_name",
    "burden",
    "population",
    "share",
    "entitled",
    "carried",
    "target",
    "shifts",
    "deviation",
];

/// Those of the columns that are about shifts given.
const GIVEN: usize = 2;

/// With the shifts of a roster.
pub fn given(instance: &Instance, judgement: &Judgement) -> Figures {
    let shifts = |m: usize, burden: Option<usize>| {
        burden.map_or(judgement.shifts[m], |burden| judgement.burden_shifts[burden][m])
    };
    rows(instance, &judgement.shares, shifts)
}

/// Before anything is given: the columns that are about shifts are left out.
pub fn owed(instance: &Instance, shares: &Shares) -> Figures {
    rows(instance, shares, |_, _| 0).without_last(GIVEN)
}

fn rows(instance: &Instance, shares: &Shares, shifts: impl Fn(usize, Option<usize>) -> u64) -> Figures {
    let row = |m: usize, burden: &str, account: &Account, shifts: u64| {
        let municipality = &instance.municipalities[m];
        [
            Figure::text(&municipality.code),
            Figure::text(&municipality.name),
            Figure::text(burden),
            Figure::Count(municipality.population),
            Figure::Exact(shares.share[m].clone()),
            Figure::Exact(account.entitled.clone()),
            Figure::Exact(account.carried.clone()),
            Figure::Exact(account.target.clone()),
            Figure::Count(shifts),
            Figure::Exact(deviation(&account.target, shifts)),
        ]
    };
    let mut rows = Vec::new();
    for m in 0..instance.municipalities.len() {
        rows.push(row(m, "", &shares.total[m], shifts(m, None)));
        for (c, burden) in instance.burdens.iter().enumerate() {
            rows.push(row(m, &burden.name, &shares.burdens[c][m], shifts(m, Some(c))));
        }
    }
    Figures::new(KEYS, rows)
}
