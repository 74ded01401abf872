//! Which changes of membership municipalities.csv knows of already.
//!
//! In: an instance and a day. Out: what has changed until then, step by step. The period stays the pattern: its windows, seats
//! and closed days.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::calendar::Period;
use crate::domain::participation::Stretch;
use crate::domain::{Exact, Instance, Municipality};
use crate::shares::shares;

/// A change of membership after the first day of the period that municipalities.csv knows of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Whose.
    pub municipality: usize,
    /// The first day on which it is so.
    pub day: NaiveDate,
    /// What changes.
    pub what: What,
    /// Whether it leaves on a day that the notice rule does not allow.
    pub breaks_rule: bool,
}

/// What changes of a membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A municipality joins.
    Joins,
    /// It leaves.
    Leaves,
    /// It stays, and takes part in other windows than before.
    TakesPart,
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
    /// Who stays, and takes part in other windows.
    pub changing: Vec<usize>,
    /// Members from then on.
    pub members: u64,
    /// Their inhabitants.
    pub population: u128,
    /// Shifts a period that move from those who leave, with the members of the day before.
    pub moved: Exact,
    /// Shifts a period that those who join take, with the members from then on.
    pub taken: Exact,
    /// Shifts a period that those who take part in other windows owe more than the day before; below zero where it is less.
    pub more: Exact,
}

/// The changes after the day `since`, by day, then by code; those of `moving` are what is asked about.
pub fn known(instance: &Instance, moving: &[usize], since: NaiveDate) -> Vec<Known> {
    let mut known = dated(instance);
    known.retain(|change| change.day > since && !moving.contains(&change.municipality));
    known
}

/// Every change that municipalities.csv has a day for.
fn dated(instance: &Instance) -> Vec<Known> {
    let of = |(m, municipality): (usize, &Municipality)| {
        let comes = municipality.joined.into_iter().chain(gaps(municipality).filter_map(|gap| gap.until));
        let comes = comes.map(move |day| Known { municipality: m, day, what: What::Joins, breaks_rule: false });
        let goes = municipality.ends().map(move |day| {
            let breaks_rule = !instance.withdrawal.allows(day);
            Known { municipality: m, day, what: What::Leaves, breaks_rule }
        });
        let changes = changes(municipality).into_iter();
        let changes = changes.map(move |day| Known { municipality: m, day, what: What::TakesPart, breaks_rule: false });
        comes.chain(goes).chain(changes).collect::<Vec<Known>>()
    };
    let mut dated: Vec<Known> = instance.municipalities.iter().enumerate().flat_map(of).collect();
    dated.sort_by_key(|change| (change.day, change.municipality));
    dated
}

fn gaps(municipality: &Municipality) -> impl Iterator<Item = &Stretch> {
    municipality.stretches.iter().filter(|stretch| stretch.is_gap())
}

/// The days from which on a municipality that is a member before and after takes part in other windows.
fn changes(municipality: &Municipality) -> BTreeSet<NaiveDate> {
    let ends = municipality.stretches.iter().flat_map(|stretch| [stretch.from, stretch.until]).flatten();
    let is_change = |day: &NaiveDate| {
        let before = day.pred_opt().unwrap_or(*day);
        municipality.is_member(before)
            && municipality.is_member(*day)
            && municipality.part_on(before) != municipality.part_on(*day)
    };
    ends.filter(is_change).collect()
}

/// The days after `since` on which members leave, join or take part in other windows, until `day`, on which `changed` makes of the members of the day
/// those who are asked about. `changed` has everybody at the same place.
pub fn steps(
    instance: &Instance,
    since: NaiveDate,
    day: NaiveDate,
    changed: impl Fn(Instance) -> Instance,
) -> Vec<Step> {
    let on = |date: NaiveDate| {
        let then = instance.clone().as_of(date);
        if date < day { then } else { changed(then) }
    };
    let first = instance.period.from;
    let members = |then: &Instance| -> Vec<usize> {
        (0..then.municipalities.len()).filter(|&m| then.municipalities[m].is_member(first)).collect()
    };
    let between = dated(instance).into_iter().map(|change| change.day).filter(|&date| since < date && date < day);
    let days: BTreeSet<NaiveDate> = between.chain([day]).collect();
    let step = |day: NaiveDate| {
        let (before, after) = (on(day.pred_opt().unwrap_or(day)), on(day));
        let (were, are) = (members(&before), members(&after));
        let [owed, owing] = [&before, &after].map(|then| shares(then, 0).total);
        let leaving: Vec<usize> = were.iter().copied().filter(|m| !are.contains(m)).collect();
        let joining: Vec<usize> = are.iter().copied().filter(|m| !were.contains(m)).collect();
        let part = |then: &Instance, m: usize| then.municipalities[m].part_on(first).map(<[_]>::to_vec);
        let stays = are.iter().copied().filter(|m| were.contains(m));
        let changing: Vec<usize> = stays.filter(|&m| part(&before, m) != part(&after, m)).collect();
        Step {
            day,
            members: are.len() as u64,
            population: are.iter().map(|&m| u128::from(after.municipalities[m].population)).sum(),
            moved: leaving.iter().map(|&m| &owed[m].entitled).sum(),
            taken: joining.iter().map(|&m| &owing[m].entitled).sum(),
            more: changing.iter().map(|&m| &owing[m].entitled - &owed[m].entitled).sum(),
            leaving,
            joining,
            changing,
        }
    };
    days.into_iter().map(step).collect()
}
