//! The order in which further shifts are given, written down shift by shift and sorted as fractions.
//!
//! In: an [`Instance`] and the accounts of one class. Out: what n shifts of a municipality cost. Slow, and as plain as it can be.

use num_traits::{Signed, Zero};

use crate::domain::clock::Moment;
use crate::domain::{Exact, Instance};
use crate::shares::Account;

/// The places of one class.
pub(super) struct Places {
    /// All possible shifts beyond what is due already, in order: (falls due later than half a
    /// period from now, what is beyond the target or when it falls due, last shift before, municipality, number).
    order: Vec<(bool, Exact, Option<Moment>, usize, i64)>,
    /// The seats of the class: numbers beyond it are no possible shifts.
    seats: i64,
}

impl Places {
    /// The places of all shifts, or those in a burden.
    pub(super) fn new(instance: &Instance, accounts: &[Account], rates: &[Exact], burden: Option<usize>) -> Self {
        let of_class = |burdens: &[usize]| burden.is_none_or(|burden| burdens.contains(&burden));
        let windows = instance.windows.iter().filter(|window| of_class(&window.burdens));
        let seats: i64 = windows.map(|window| i64::from(window.seats)).sum();
        // A published window that is over may have held more people than seats.
        let worked = instance.published.iter().flat_map(|published| &published.roster.shifts);
        let most = seats.max(worked.map(|staff| staff.len() as i64).sum::<i64>() + seats);
        let mut order = Vec::new();
        let half = accounts.iter().map(|account| &account.entitled).sum::<Exact>() / Exact::from_integer(2.into());
        for (m, (account, rate)) in
            accounts.iter().zip(rates).enumerate().filter(|(_, (a, _))| a.entitled.is_positive())
        {
            let past = instance.history.iter().filter(|past| instance.staff[past.staff].municipality == m);
            let last = past.filter(|past| of_class(&past.burdens)).map(|past| past.ends_at).max();
            for k in 1..=most {
                let number = Exact::from_integer(k.into());
                // Beyond ⌊target⌋ is beyond the target, as numbers are whole.
                if number > account.target.floor().max(Exact::zero()) {
                    let beyond = number - &account.target;
                    let due = &beyond / rate;
                    let late = due > half;
                    order.push((late, if late { due } else { beyond }, last, m, k));
                }
            }
        }
        order.sort();
        Places { order, seats }
    }

    /// Σ place(m, k) over the further shifts k ≤ n.
    pub(super) fn cost(&self, m: usize, n: i64) -> f64 {
        let (mut before, mut sum) = (0_u64, 0_u64);
        for &(_, _, _, other, k) in &self.order {
            if other == m && k <= n {
                sum += before + 1;
            }
            before += u64::from(k <= self.seats);
        }
        sum as f64
    }
}
