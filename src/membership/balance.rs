//! The balances when members leave: taken over by the rest, never lost.
//!
//! In: an instance, who leaves, and on which day. Out: every balance before and after, by class. Shifts go over in
//! proportion to population, whether money moves the other way or not: if they did not, the rest would for ever owe
//! each other what the leaver owed them.

use chrono::NaiveDate;
use num_traits::Zero;

use super::classes;
use crate::domain::{Exact, Instance};

/// One municipality's balance: shifts it owes the hotline, below zero where the hotline owes them to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// As the ledger has it.
    pub before: Exact,
    /// After the leavers' balances have gone over.
    pub after: Exact,
}

impl Balance {
    /// Shifts that were taken over; below zero for those handed over.
    pub fn taken(&self) -> Exact {
        &self.after - &self.before
    }

    /// What the municipality is paid for the shifts it takes over, at `price` each; below zero where it pays.
    pub fn paid(&self, price: &Exact) -> Exact {
        self.taken() * price
    }
}

/// The balances of every municipality, by class, when `leavers` have left on `day`. They sum to what they summed to
/// before, unless nobody is left to take them over: then they stay.
pub fn settle(instance: &Instance, leavers: &[usize], day: NaiveDate) -> Vec<Vec<Balance>> {
    let members = 0..instance.municipalities.len();
    let stays = |m: &usize| !leavers.contains(m) && instance.municipalities[*m].is_member(day);
    let weight = |m: usize| Exact::from_integer(instance.municipalities[m].population.into());
    let population: Exact = members.clone().filter(stays).map(weight).sum();
    classes(instance)
        .map(|class| {
            let carried = |m: usize| {
                let entry = instance.ledger.get(&(m, class));
                entry.map_or_else(Exact::zero, |entry| &entry.entitled - &entry.worked)
            };
            let handed_over: Exact = leavers.iter().map(|&m| carried(m)).sum();
            let balance = |m: usize| {
                let before = carried(m);
                let after = if population.is_zero() {
                    before.clone()
                } else if leavers.contains(&m) {
                    Exact::zero()
                } else if stays(&m) {
                    &before + &handed_over * weight(m) / &population
                } else {
                    before.clone()
                };
                Balance { before, after }
            };
            members.clone().map(balance).collect()
        })
        .collect()
}
