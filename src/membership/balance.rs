//! The balances when members leave: taken over by the rest, never lost.
//!
//! In: an instance, who leaves, and on which day. Out: every balance before and after, by class. Shifts go over in
//! proportion to population, whether money moves the other way or not: if they did not, the rest would for ever owe
//! each other what the leaver owed them.

use chrono::NaiveDate;

use crate::domain::{Exact, Instance};
use crate::shares::opening::{self, classes};

/// One municipality's balance: shifts it owes the hotline, below zero where the hotline owes them to it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Balance {
    /// As the period begins with it: as the ledger has it, and what is taken over from those who have left before.
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

/// The balances of every municipality, by class, when `leavers` have left on `day`: the members of that day take theirs
/// over as they do at the beginning of any period ([`opening::spread`]). The balances sum to what they summed to before,
/// unless nobody is left to take them over: then they stay.
pub fn settle(instance: &Instance, leavers: &[usize], day: NaiveDate) -> Vec<Vec<Balance>> {
    let stays = |m: &usize| !leavers.contains(m) && instance.municipalities[*m].is_member(day);
    let heirs: Vec<usize> = (0..instance.municipalities.len()).filter(stays).collect();
    let taken_before = opening::opening(instance).taken;
    classes(instance)
        .zip(taken_before)
        .map(|(class, taken_before)| {
            let written = opening::written(instance, class).into_iter();
            let before: Vec<Exact> = written.zip(taken_before).map(|(balance, taken)| balance + taken).collect();
            let taken = opening::spread(instance, &before, leavers, &heirs);
            let balance = |(before, taken): (Exact, Exact)| Balance { after: &before + taken, before };
            before.into_iter().zip(taken).map(balance).collect()
        })
        .collect()
}
