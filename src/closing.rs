//! A period that is over, and what the next one starts from (docs/reference.md, "From one
//! period to the next"): the ledger's sums with this period in.
//!
//! In: an [`Instance`] and the [`Judgement`] of the roster that was worked. Out: a [`Closing`], a line per municipality
//! and class of windows. Balances must never sum to anything else than before, not even by a millionth of a shift: what
//! is added to what was owed is exactly what was worked.

use num_bigint::BigInt;
use num_traits::{ToPrimitive, Zero};

use crate::domain::{Exact, Instance, LedgerEntry};
use crate::shares::opening::Opening;
use crate::shares::{self, Account};
use crate::verify::Judgement;

/// Decimals in the ledger. Fractions would be exact, but `3/4` is a date to a spreadsheet, and with a population that
/// changes each year their denominators grow by six digits a year. With six decimals a century of quarters is off by less
/// than a thousandth of a shift.
pub const PLACES: u32 = 6;

/// One municipality's line, for all shifts or for one burden.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The sums of the earlier periods; zeros where the ledger has no row.
    pub before: LedgerEntry,
    /// Shifts of balances taken over as the period began from municipalities that had left; below zero for those handed
    /// over.
    pub taken: Exact,
    /// Shifts owed in the period, not rounded.
    pub entitled: Exact,
    /// Shifts worked in the period.
    pub worked: u64,
    /// The sums of all periods, in decimals with [`PLACES`] places.
    pub after: LedgerEntry,
    /// Whether the ledger has, or now needs, a row for it.
    pub is_kept: bool,
}

/// A closed period.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// By municipality: all shifts.
    pub total: Vec<Line>,
    /// By burden, then municipality.
    pub burdens: Vec<Vec<Line>>,
}

impl Closing {
    /// The lines of a class: a burden, or all shifts.
    pub fn lines(&self, class: Option<usize>) -> &[Line] {
        class.map_or(&self.total, |burden| &self.burdens[burden])
    }
}

/// Closes the period of `instance` with the roster that `judgement` judged.
///
/// `entitled_m = Σ_m n_m · owed_m / Σ_m owed_m`, where `owed_m = Σ_w d_w · share_m(w)`: the part of the seats that is
/// the municipality's own, times the seats that were filled. For all shifts that is `φ · owed_m`, the entitlement the
/// roster was planned on. For a burden it has the seats that were filled in the burden, where the plan had to take
/// φ for everything: with φ, seats that nobody sat on would stand as a debt to nobody, and grow.
pub fn close(instance: &Instance, judgement: &Judgement) -> Closing {
    // φ = 1: how many seats were filled is brought in by the shifts worked.
    let owed = shares::shares(instance, 0);
    let Opening { leavers, taken, .. } = &owed.opening;
    let lines = |burden: Option<usize>, owed: &[Account], taken: &[Exact], worked: &[u64]| {
        let owed: Vec<Exact> = owed.iter().map(|account| account.entitled.clone()).collect();
        lines(instance, burden, &Added { leavers, taken, entitled: &entitled(&owed, worked), worked })
    };
    Closing {
        total: lines(None, &owed.total, &taken[0], &judgement.shifts),
        burdens: (0..instance.burdens.len())
            .map(|c| lines(Some(c), &owed.burdens[c], &taken[c + 1], &judgement.burden_shifts[c]))
            .collect(),
    }
}

/// What a period adds to the sums of a class, by municipality.
struct Added<'a> {
    /// Those whose balances are taken over.
    leavers: &'a [usize],
    taken: &'a [Exact],
    entitled: &'a [Exact],
    worked: &'a [u64],
}

/// Entitled less worked.
pub fn balance(entry: &LedgerEntry) -> Exact {
    &entry.entitled - &entry.worked
}

/// What was worked, divided in proportion to what was owed. Where nobody owed anything, since no member was there on
/// those days, it was the affair of whoever worked it.
fn entitled(owed: &[Exact], worked: &[u64]) -> Vec<Exact> {
    let all_owed: Exact = owed.iter().sum();
    let all_worked = Exact::from_integer(worked.iter().sum::<u64>().into());
    if all_owed.is_zero() {
        return worked.iter().map(|&shifts| Exact::from_integer(shifts.into())).collect();
    }
    owed.iter().map(|owed| &all_worked * owed / &all_owed).collect()
}

/// Balances that are taken over move between the sums of what was owed: whoever hands one over has then owed what it has
/// worked, and the others have owed so much more. So each column sums to what it would have summed to without that.
fn lines(instance: &Instance, burden: Option<usize>, added: &Added<'_>) -> Vec<Line> {
    let Added { leavers, taken, entitled, worked } = *added;
    let nothing = || LedgerEntry { entitled: Exact::zero(), worked: Exact::zero() };
    let members = 0..instance.municipalities.len();
    let before: Vec<LedgerEntry> =
        members.clone().map(|m| instance.ledger.get(&(m, burden)).cloned().unwrap_or_else(nothing)).collect();
    let opened = members.clone().map(|m| {
        let LedgerEntry { entitled, worked } = &before[m];
        if leavers.contains(&m) && entitled + &taken[m] == *worked {
            // In a ledger typed with more decimals, too, the balance of who has left comes to zero and not to a millionth.
            let settled = rounded(worked);
            return (settled.clone(), settled);
        }
        (entitled + &taken[m], worked.clone())
    });
    let (all_owed, all_worked): (Vec<Exact>, Vec<Exact>) = opened
        .enumerate()
        .map(|(m, (owed, done))| (owed + &entitled[m], done + Exact::from_integer(worked[m].into())))
        .unzip();
    let sums = in_decimals(&all_owed).into_iter().zip(in_decimals(&all_worked));
    let after = sums.map(|(entitled, worked)| LedgerEntry { entitled, worked });
    let line = |((m, before), after): ((usize, LedgerEntry), LedgerEntry)| Line {
        is_kept: instance.ledger.contains_key(&(m, burden))
            || !taken[m].is_zero()
            || !entitled[m].is_zero()
            || worked[m] > 0,
        before,
        taken: taken[m].clone(),
        entitled: entitled[m].clone(),
        worked: worked[m],
        after,
    };
    before.into_iter().enumerate().zip(after).map(line).collect()
}

/// Amounts as decimals with [`PLACES`] places whose sum is that of the amounts: each is rounded down, and the
/// millionths that are then missing go to those with the largest remainders; of equals, to the first. A sum that has
/// more decimals, as only a ledger typed by hand can give it, is rounded itself.
fn in_decimals(amounts: &[Exact]) -> Vec<Exact> {
    let scale = BigInt::from(10).pow(PLACES);
    let scaled: Vec<Exact> = amounts.iter().map(|amount| amount * Exact::from_integer(scale.clone())).collect();
    let mut whole: Vec<BigInt> = scaled.iter().map(|amount| amount.floor().to_integer()).collect();
    let sum = scaled.iter().sum::<Exact>().round().to_integer();
    let missing = (sum - whole.iter().sum::<BigInt>()).to_usize().unwrap_or_default();
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    // The sort is stable, so equals stay in the order of the codes.
    order.sort_by_key(|&m| std::cmp::Reverse(&scaled[m] - scaled[m].floor()));
    for &m in order.iter().take(missing) {
        whole[m] += 1;
    }
    whole.into_iter().map(|millionths| Exact::new(millionths, scale.clone())).collect()
}

/// An amount with [`PLACES`] decimals.
fn rounded(amount: &Exact) -> Exact {
    let scale = Exact::from_integer(BigInt::from(10).pow(PLACES));
    (amount * &scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact::new(numerator.into(), denominator.into())
    }

    #[test]
    fn decimals_add_up_to_what_the_fractions_add_up_to() {
        let thirds = in_decimals(&[exact(10, 3), exact(20, 3), exact(-1, 3), exact(1, 3)]);
        assert_eq!(
            thirds,
            [
                exact(3_333_333, 1_000_000),
                exact(6_666_667, 1_000_000),
                exact(-333_333, 1_000_000),
                exact(333_333, 1_000_000)
            ]
        );
        assert_eq!(in_decimals(&[exact(1, 2), exact(3, 2)]), [exact(1, 2), exact(3, 2)]);
        // Of equals, the first.
        assert_eq!(in_decimals(&[exact(1, 3), exact(1, 3), exact(1, 3)])[0], exact(333_334, 1_000_000));
    }

    #[test]
    fn what_was_worked_is_what_is_owed() {
        let owed = [exact(13, 4), exact(0, 1), exact(7, 3)];
        for worked in [[0, 0, 0], [1, 2, 3], [9, 0, 0]] {
            let sum: Exact = entitled(&owed, &worked).iter().sum();
            assert_eq!(sum, Exact::from_integer(worked.iter().sum::<u64>().into()));
        }
        assert_eq!(entitled(&[exact(0, 1), exact(0, 1)], &[0, 2]), [exact(0, 1), exact(2, 1)]);
    }
}
