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
    let of_class = |(class, before)| handed_over(before, leavers, &opening::parts(instance, class, day, &heirs));
    classes(instance).zip(opened(instance)).map(of_class).collect()
}

/// The same where `then` has the members of a later day, as [`Instance::as_of`] makes it: whoever has left before the period hands
/// over to the members of its first day, whoever leaves from then on until that day to the members of that day. A town that
/// joins in between takes nothing over from the first.
pub fn settle_then(instance: &Instance, then: &Instance, leavers: &[usize]) -> Vec<Vec<Balance>> {
    let first = instance.period.from;
    let has_left_since = |m: &usize| {
        let ends = instance.municipalities[*m].ends().any(|end| end > first);
        ends && !then.municipalities[*m].is_member(first)
    };
    let members = || 0..instance.municipalities.len();
    let left_since: Vec<usize> = members().filter(has_left_since).collect();
    let there: Vec<usize> = members().filter(|&m| then.municipalities[m].is_member(first)).collect();
    let heirs: Vec<usize> = there.iter().copied().filter(|m| !leavers.contains(m)).collect();
    let balances = classes(instance).zip(opened(instance)).map(|(class, opened)| {
        let parts = |heirs: &[usize]| opening::parts(then, class, first, heirs);
        let by_then = handed_over(opened, &left_since, &parts(&there)).into_iter().map(|balance| balance.after);
        handed_over(by_then.collect(), leavers, &parts(&heirs))
    });
    balances.collect()
}

/// By class, then municipality: the balances as the period opens with them.
fn opened(instance: &Instance) -> Vec<Vec<Exact>> {
    let written = classes(instance).map(|class| opening::written(instance, class));
    let with_taken = written.zip(opening::opening(instance).taken);
    with_taken.map(|(written, taken)| written.into_iter().zip(taken).map(|(a, b)| a + b).collect()).collect()
}

fn handed_over(before: Vec<Exact>, leavers: &[usize], parts: &[Exact]) -> Vec<Balance> {
    let taken = opening::spread(&before, leavers, parts);
    before.into_iter().zip(taken).map(|(before, taken)| Balance { after: &before + taken, before }).collect()
}
