//! Where an account stands: within rounding of its target, off it, or outside the goal, since nothing is owed.
//!
//! In: accounts and the shifts given. Out: a standing for each. Every table, picture and sentence asks here which accounts
//! are off, so that none says of a municipality what another denies.

use num_traits::{One, Signed, Zero};

use crate::domain::Exact;
use crate::report::numbers::deviation;
use crate::shares::Account;
use crate::verify::Judgement;

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The shifts given are one of the two whole numbers next to the target.
    WithinRounding,
    /// They are not.
    Off,
    /// Nothing is entitled in the period, so the account counts in no goal: there is nothing to be fair about. It may hold a
    /// balance of earlier periods.
    OutsideTheGoal,
}

/// One municipality's account, for all shifts or a burden, with what was given.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// Index into the municipalities.
    pub municipality: usize,
    /// Index into the burdens; `None` for all shifts.
    pub burden: Option<usize>,
    /// What is owed.
    pub account: &'a Account,
    /// Shifts given.
    pub shifts: u64,
    /// Shifts given less target.
    pub deviation: Exact,
    /// Where that is.
    pub status: Status,
}

impl Standing<'_> {
    /// Whether it is off target by more than rounding.
    pub fn is_off(&self) -> bool {
        self.status == Status::Off
    }
}

/// The accounts of all shifts, by municipality.
pub fn in_all(judgement: &Judgement) -> Vec<Standing<'_>> {
    by_municipality(&judgement.shares.total, &judgement.shifts, None)
}

/// The accounts of a burden, by municipality.
pub fn in_burden(judgement: &Judgement, burden: usize) -> Vec<Standing<'_>> {
    by_municipality(&judgement.shares.burdens[burden], &judgement.burden_shifts[burden], Some(burden))
}

/// The accounts of all burdens, burden by burden.
pub fn in_burdens(judgement: &Judgement) -> Vec<Standing<'_>> {
    (0..judgement.shares.burdens.len()).flat_map(|burden| in_burden(judgement, burden)).collect()
}

/// Those of them that the goals are about, the farthest from the target first.
pub fn owing<'a>(standings: Vec<Standing<'a>>) -> Vec<Standing<'a>> {
    let mut owing = standings;
    owing.retain(|standing| standing.status != Status::OutsideTheGoal);
    owing.sort_by_key(|standing| std::cmp::Reverse(standing.deviation.abs()));
    owing
}

/// Where an account stands that was given so many shifts. As in the goals, only an account with something entitled counts.
pub fn status(account: &Account, shifts: u64) -> Status {
    if !account.entitled.is_positive() {
        return Status::OutsideTheGoal;
    }
    if beyond_rounding(&account.target, shifts) { Status::Off } else { Status::WithinRounding }
}

/// Whether `shifts` lies outside [⌊target⌋, ⌈target⌉].
pub fn beyond_rounding(target: &Exact, shifts: u64) -> bool {
    // Outside the two whole numbers next to the target is at least one whole shift away from it.
    deviation(target, shifts).abs() >= Exact::one()
}

/// Municipalities that owe nothing in the period and still have a balance, with what of it stays open: who has left, or is
/// no member yet. None where nobody owes anything, as when no seat at all is filled.
pub fn open_balances(judgement: &Judgement) -> Vec<(usize, Exact)> {
    let standings = in_all(judgement);
    if standings.iter().all(|standing| standing.status == Status::OutsideTheGoal) {
        return Vec::new();
    }
    let outside = standings.into_iter().filter(|standing| standing.status == Status::OutsideTheGoal);
    outside.map(|standing| (standing.municipality, -standing.deviation)).filter(|(_, open)| !open.is_zero()).collect()
}

/// One municipality's account of all shifts, or of a burden.
pub fn of(judgement: &Judgement, municipality: usize, burden: Option<usize>) -> Standing<'_> {
    let (account, shifts) = match burden {
        None => (&judgement.shares.total[municipality], judgement.shifts[municipality]),
        Some(burden) => {
            (&judgement.shares.burdens[burden][municipality], judgement.burden_shifts[burden][municipality])
        }
    };
    standing(municipality, burden, account, shifts)
}

fn by_municipality<'a>(accounts: &'a [Account], shifts: &[u64], burden: Option<usize>) -> Vec<Standing<'a>> {
    let all = accounts.iter().zip(shifts).enumerate();
    all.map(|(municipality, (account, &shifts))| standing(municipality, burden, account, shifts)).collect()
}

fn standing(municipality: usize, burden: Option<usize>, account: &Account, shifts: u64) -> Standing<'_> {
    let deviation = deviation(&account.target, shifts);
    Standing { municipality, burden, account, shifts, deviation, status: status(account, shifts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact::new(numerator.into(), denominator.into())
    }

    #[test]
    fn rounding_is_anything_below_one_shift() {
        assert!(!beyond_rounding(&exact(27, 10), 2));
        assert!(!beyond_rounding(&exact(27, 10), 3));
        assert!(beyond_rounding(&exact(27, 10), 4));
        assert!(!beyond_rounding(&exact(3, 1), 3));
        assert!(beyond_rounding(&exact(3, 1), 4));
        assert!(beyond_rounding(&exact(-3, 2), 0));
    }

    #[test]
    fn who_is_entitled_to_nothing_is_outside_the_goal_whatever_the_balance() {
        let account = |entitled, carried: Exact| Account { target: &entitled + &carried, entitled, carried };
        assert_eq!(status(&account(exact(0, 1), exact(3, 1)), 0), Status::OutsideTheGoal);
        assert_eq!(status(&account(exact(1, 2), exact(3, 1)), 0), Status::Off);
        assert_eq!(status(&account(exact(1, 2), exact(3, 1)), 3), Status::WithinRounding);
    }
}
