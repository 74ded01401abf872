//! The goals shares and burdens: everyone at its target but for rounding, and the largest remainders rounded up.
//!
//! In: the columns z_mw and the targets. Out: unit steps for n_m (shifts given to municipality m) and n_mc (the same
//! within burden c), and the costs of their two rungs each.

use std::collections::BTreeMap;

use num_traits::{ToPrimitive, Zero};

use super::Objective;
use super::manning::Manning;
use super::program::Program;
use crate::domain::goal::Rung;
use crate::domain::{Exact, Instance};
use crate::shares::{Account, Shares};

/// shares: Σ_m dist(n_m, [⌊target_m⌋, ⌈target_m⌉])² / entitled_m. shares-rounding: Σ_m (n_m − target_m)².
pub(super) fn shares(
    shares: &Shares,
    manning: &Manning,
    capacities: &[Vec<u32>],
    program: &mut Program,
    objectives: &mut BTreeMap<Rung, Objective>,
) {
    let (mut within, mut rounding) = (Objective::default(), Objective::default());
    for (m, (account, capacity)) in shares.total.iter().zip(capacities).enumerate() {
        let given = manning.columns(m, |_| true);
        program.call(|words| format!("shares.{}", words.municipality(m)));
        balance(&given, capacity[0], account, program, &mut within, &mut rounding);
    }
    objectives.insert(Rung::Shares, within);
    objectives.insert(Rung::SharesRounding, rounding);
}

/// The same two for every burden, summed.
pub(super) fn burdens(
    instance: &Instance,
    shares: &Shares,
    manning: &Manning,
    capacities: &[Vec<u32>],
    program: &mut Program,
    objectives: &mut BTreeMap<Rung, Objective>,
) {
    let (mut within, mut rounding) = (Objective::default(), Objective::default());
    for (burden, accounts) in shares.burdens.iter().enumerate() {
        for (m, account) in accounts.iter().enumerate() {
            let given = manning.columns(m, |w| instance.windows[w].burdens.contains(&burden));
            program.call(|words| format!("burdens.{}.{}", words.municipality(m), words.burden(burden)));
            balance(&given, capacities[m][burden + 1], account, program, &mut within, &mut rounding);
        }
    }
    objectives.insert(Rung::Burdens, within);
    objectives.insert(Rung::BurdensRounding, rounding);
}

/// One municipality's costs, as functions of the shifts that `given` add up to, which are no more than `capacity`.
fn balance(
    given: &[usize],
    capacity: u32,
    account: &Account,
    program: &mut Program,
    within: &mut Objective,
    rounding: &mut Objective,
) {
    let most: f64 = given.iter().map(|&column| program.upper[column]).sum();
    let steps = program.steps(given, capacity.min(most as u32));
    let target = float(&account.target);
    rounding.convex(&steps, |n| (n as f64 - target).powi(2));
    if account.entitled > Exact::zero() {
        let entitled = float(&account.entitled);
        let (floor, ceil) = whole_bounds(&account.target);
        within.convex(&steps, |n| {
            let distance = (floor - n).max(n - ceil).max(0) as f64;
            distance * distance / entitled
        });
    }
}

/// ⌊value⌋ and ⌈value⌉.
pub(super) fn whole_bounds(value: &Exact) -> (i64, i64) {
    let bound = |value: Exact| value.to_integer().to_i64().expect("targets are sums of shifts, far below 2^63");
    (bound(value.floor()), bound(value.ceil()))
}

pub(super) fn float(value: &Exact) -> f64 {
    value.to_f64().expect("a fraction has a nearest float")
}
