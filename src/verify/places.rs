//! Places, counted: how many shifts come before a given one.
//!
//! In: an instance, a class of windows and the shifts given in it. Out: Σ place(m, k). Nothing is sorted: a place is one more
//! than the shifts before it, and of each municipality those are a whole number that can be written down. Where a float
//! is near a whole number, the fraction decides.

use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

use crate::domain::clock::Moment;
use crate::domain::{Exact, Instance};
use crate::shares::Account;

/// A float that is farther than this part of itself from a whole number is on the right side of it.
const NEAR: f64 = 1e-9;

/// Σ_m Σ_{max(⌊target_m⌋, 0) < k ≤ n_m} place(m, k) for all shifts, or for a burden.
pub(super) fn sum(
    instance: &Instance,
    burden: Option<usize>,
    accounts: &[Account],
    rates: &[Exact],
    given: &[u64],
) -> u64 {
    let in_class = instance.windows.iter().filter(|window| burden.is_none_or(|c| window.burdens.contains(&c)));
    let seats: u64 = in_class.map(|window| u64::from(window.seats)).sum();
    let half = accounts.iter().map(|account| &account.entitled).sum::<Exact>() / Exact::from_integer(2.into());
    let waiting: Vec<Waiting<'_>> = (0..accounts.len())
        .filter(|&m| accounts[m].entitled.is_positive())
        .map(|m| Waiting::new(instance, burden, m, (&accounts[m], &rates[m]), &half))
        .collect();
    let mut sum = 0;
    for one in &waiting {
        for k in one.free + 1..=given[one.m] {
            let before: u64 = waiting.iter().map(|other| other.before(one, k, seats)).sum();
            sum += before + 1;
        }
    }
    sum
}

struct Waiting<'a> {
    m: usize,
    target: &'a Exact,
    rate: &'a Exact,
    /// The two as floats.
    near: (f64, f64),
    /// max(⌊target⌋, 0).
    free: u64,
    /// The last shift that falls due within half the seats of the period: ⌊target + rate · half⌋.
    soon: u64,
    /// The end of the last shift in history.csv; `None`, the longest time without, where there is none.
    last: Option<Moment>,
}

impl<'a> Waiting<'a> {
    fn new(
        instance: &Instance,
        burden: Option<usize>,
        m: usize,
        (account, rate): (&'a Account, &'a Exact),
        half: &Exact,
    ) -> Self {
        let past = instance.history.iter().filter(|past| instance.staff[past.staff].municipality == m);
        let past = past.filter(|past| burden.is_none_or(|c| past.burdens.contains(&c)));
        let float = |exact: &Exact| exact.to_f64().unwrap_or(f64::NAN);
        Waiting {
            m,
            target: &account.target,
            rate,
            near: (float(&account.target), float(rate)),
            free: account.target.floor().to_integer().to_u64().unwrap_or(0),
            soon: (&account.target + rate * half).floor().to_integer().to_u64().unwrap_or(0),
            last: past.map(|past| past.ends_at).max(),
        }
    }

    /// How many of this municipality's possible shifts come before the shift `k` of `one`: those beyond `free`, up to
    /// `seats`, that are nearer to their target where both fall due soon, or fall due earlier; of equals where this municipality
    /// goes first.
    fn before(&self, one: &Waiting<'_>, k: u64, seats: u64) -> u64 {
        let last = match (self.m == one.m, k <= one.soon) {
            (true, _) => k - 1,
            // What falls due later comes behind all that falls due soon.
            (false, true) => self.last_before(one, k, true).min(self.soon),
            (false, false) => self.last_before(one, k, false),
        };
        last.min(seats).saturating_sub(self.free)
    }

    /// The greatest k' before it: by what is beyond the target where it falls due `soon`, else by when it falls due.
    fn last_before(&self, one: &Waiting<'_>, k: u64, soon: bool) -> u64 {
        let beyond = k as f64 - one.near.0;
        let reached = self.near.0 + if soon { beyond } else { self.near.1 * (beyond / one.near.1) };
        if (reached - reached.round()).abs() > NEAR * (1.0 + reached.abs() + self.near.0.abs()) {
            return reached.floor().max(0.0) as u64;
        }
        let beyond = Exact::from_integer(k.into()) - one.target;
        let reached = self.target + if soon { beyond } else { self.rate * beyond / one.rate };
        let goes_first = (self.last, self.m) < (one.last, one.m);
        let whole = reached.floor().to_integer();
        let last = if reached.is_integer() && !goes_first { whole - BigInt::one() } else { whole };
        last.max(BigInt::zero()).to_u64().unwrap_or(u64::MAX)
    }
}
