//! Which changes of membership municipalities.csv knows of already.
//!
//! In: an instance and a day. Out: what has changed until then, step by step. The period stays the pattern: its windows, seats
//! and closed days.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::Period;
use crate::domain::{Exact, Instance};
use crate::shares::shares;

/// A change of membership after the first day of the period that municipalities.csv knows of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Whose.
    pub municipality: usize,
    /// Its first day, or the first day after it.
    pub day: NaiveDate,
    /// Whether it joins; else it leaves.
    pub joins: bool,
}

impl Known {
    /// Whether it has happened in what is shown: by the day that is asked about, or within the period where none is.
    pub fn is_counted(&self, asked: Option<NaiveDate>, period: Period) -> bool {
        self.day <= asked.unwrap_or(period.to)
    }
}

/// A day on which the members change.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The first day after the change.
    pub day: NaiveDate,
    /// Who leaves.
    pub leaving: Vec<usize>,
    /// Who joins.
    pub joining: Vec<usize>,
    /// Members from then on.
    pub members: u64,
    /// Their inhabitants.
    pub population: u128,
    /// Shifts a period that move from those who leave, with the members of the day before.
    pub moved: Exact,
}

/// The changes after the first day of the period, by day, then by code; those of `moving` are what is asked about.
pub fn known(instance: &Instance, moving: &[usize]) -> Vec<Known> {
    let of = |(m, municipality): (usize, &crate::domain::Municipality)| {
        let joined = municipality.joined.map(|day| Known { municipality: m, day, joins: true });
        let left = municipality.left.map(|day| Known { municipality: m, day, joins: false });
        joined.into_iter().chain(left)
    };
    let mut known: Vec<Known> = instance.municipalities.iter().enumerate().flat_map(of).collect();
    known.retain(|change| change.day > instance.period.from && !moving.contains(&change.municipality));
    known.sort_by_key(|change| (change.day, change.municipality));
    known
}

/// The days on which members leave or join until `day`, on which `leavers` leave as well.
pub fn steps(instance: &Instance, leavers: &[usize], day: NaiveDate) -> Vec<Step> {
    let planned = instance.clone().without(leavers, Some(day));
    let mut days: BTreeMap<NaiveDate, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    days.insert(day, (leavers.to_vec(), Vec::new()));
    for Known { municipality, day, joins } in known(instance, leavers) {
        let (leaving, joining) = days.entry(day).or_default();
        if joins { joining.push(municipality) } else { leaving.push(municipality) }
    }
    let until = days.into_iter().take_while(|(changed, _)| *changed <= day);
    until
        .map(|(day, (leaving, joining))| {
            let before = day.pred_opt().unwrap_or(day);
            let owed = shares(&planned.clone().as_of(before), 0).total;
            let members = || planned.municipalities.iter().filter(|member| member.is_member(day));
            Step {
                day,
                members: members().count() as u64,
                population: members().map(|member| u128::from(member.population)).sum(),
                moved: leaving.iter().map(|&m| &owed[m].entitled).sum(),
                leaving,
                joining,
            }
        })
        .collect()
}
