//! The balances a period opens with: the ledger's, with those of municipalities that have left spread over the members.
//!
//! In: an instance. Out: what each municipality takes over and hands over, by class: first all shifts, then each burden.
//! In every class these sum to zero, so that no balance is lost and none is made up here.

use chrono::NaiveDate;
use num_traits::Zero;

use super::standing::Pattern;
use crate::domain::{Exact, Instance};

/// Who has left with a balance, and who takes it over on the first day of the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// Those who have left by the first day of the period and have a balance in some class.
    pub leavers: Vec<usize>,
    /// The members of that day; where there are none, nothing is taken over and the balances stay where they are.
    pub heirs: Vec<usize>,
    /// By class, then municipality: the shifts taken over, below zero for those handed over.
    pub taken: Vec<Vec<Exact>>,
}

/// What is taken over as the period begins.
///
/// A member that leaves within the period is still one on its first day; its balance is taken over as the next period
/// begins, with what that period has added to it.
pub fn opening(instance: &Instance) -> Opening {
    let day = instance.period.from;
    let members = 0..instance.municipalities.len();
    let balances: Vec<Vec<Exact>> = classes(instance).map(|class| written(instance, class)).collect();
    let has_left = |m: &usize| instance.municipalities[*m].has_left(day);
    let is_open = |m: &usize| balances.iter().any(|balances| !balances[*m].is_zero());
    let leavers: Vec<usize> = members.clone().filter(has_left).filter(is_open).collect();
    let heirs: Vec<usize> = members.filter(|&m| instance.municipalities[m].is_member(day)).collect();
    let taken = classes(instance).zip(&balances).map(|(class, balances)| {
        let parts = parts(instance, class, day, &heirs);
        spread(balances, &leavers, &parts)
    });
    Opening { taken: taken.collect(), leavers, heirs }
}

/// By municipality: the part of a balance of a class that each of `heirs` takes over on a day, which is its part of the seats of the class
/// then. Where everybody takes part in every window, that is by population.
pub fn parts(instance: &Instance, class: Option<usize>, day: NaiveDate, heirs: &[usize]) -> Vec<Exact> {
    Pattern::of(instance, class).parts(instance, day, |m| heirs.contains(&m))
}

/// What goes over where the `balances` of `leavers` are taken over in these parts: `taken_m = Σ balances of the leavers · part_m`, and
/// for each leaver its balance with the other sign. All zeros where nobody is there to take anything over.
pub fn spread(balances: &[Exact], leavers: &[usize], parts: &[Exact]) -> Vec<Exact> {
    let mut taken = vec![Exact::zero(); balances.len()];
    if parts.iter().all(Exact::is_zero) {
        return taken;
    }
    let handed_over: Exact = leavers.iter().map(|&m| &balances[m]).sum();
    for (taken, part) in taken.iter_mut().zip(parts) {
        *taken = &handed_over * part;
    }
    for &m in leavers {
        taken[m] = -&balances[m];
    }
    taken
}

/// Every municipality's balance in a class as the ledger has it: entitled less worked, zero without a row.
pub fn written(instance: &Instance, class: Option<usize>) -> Vec<Exact> {
    let balance = |m: usize| {
        let entry = instance.ledger.get(&(m, class));
        entry.map_or_else(Exact::zero, |entry| &entry.entitled - &entry.worked)
    };
    (0..instance.municipalities.len()).map(balance).collect()
}

/// The classes of an instance: all shifts (`None`), then each burden.
pub fn classes(instance: &Instance) -> impl Iterator<Item = Option<usize>> + use<> {
    std::iter::once(None).chain((0..instance.burdens.len()).map(Some))
}
