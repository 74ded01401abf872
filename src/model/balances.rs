//! The goals shares and burdens: everyone at its target but for rounding, and rounded up in the order in which shifts fall due.
//!
//! In: the columns z_mw and the targets. Out: unit steps for n_m (shifts given to municipality m) and n_mc (the same
//! within burden c), and the costs of their two rungs each.

use std::collections::BTreeMap;

use num_traits::{ToPrimitive, Zero};

use super::Objective;
use super::manning::Manning;
use super::places::{self, Class, Costs};
use super::program::Program;
use crate::domain::goal::Rung;
use crate::domain::{Exact, Instance};
use crate::shares::{Account, Shares};

/// shares: Σ_m dist(n_m, [⌊target_m⌋, ⌈target_m⌉])² / entitled_m. shares-rounding: Σ_m Σ_k place(m, k).
pub(super) fn shares(
    instance: &Instance,
    shares: &Shares,
    manning: &Manning,
    capacities: &[Vec<u32>],
    program: &mut Program,
    objectives: &mut BTreeMap<Rung, Objective>,
) {
    let (mut within, mut rounding) = (Objective::default(), Objective::default());
    let given: Vec<Vec<usize>> = (0..shares.total.len()).map(|m| manning.columns(m, |_| true)).collect();
    let most = most(&given, capacities, 0, program);
    let class = Class {
        accounts: &shares.total,
        rates: shares.rates(None),
        last: places::last_shifts(instance, None),
        seats: instance.seats(),
    };
    for (m, (account, costs)) in shares.total.iter().zip(places::costs(&class, &most)).enumerate() {
        program.call(|words| format!("shares.{}", words.municipality(m)));
        balance(&given[m], account, &costs, program, &mut within, &mut rounding);
    }
    within.divided_by(shares.total.iter().map(|account| &account.entitled));
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
        let inside = |w: usize| instance.windows[w].burdens.contains(&burden);
        let given: Vec<Vec<usize>> = (0..accounts.len()).map(|m| manning.columns(m, inside)).collect();
        let most = most(&given, capacities, burden + 1, program);
        let seats = (0..instance.windows.len()).filter(|&w| inside(w)).map(|w| u64::from(instance.windows[w].seats));
        let last = places::last_shifts(instance, Some(burden));
        let class = Class { accounts, rates: shares.rates(Some(burden)), last, seats: seats.sum() };
        for (m, (account, costs)) in accounts.iter().zip(places::costs(&class, &most)).enumerate() {
            program.call(|words| format!("burdens.{}.{}", words.municipality(m), words.burden(burden)));
            balance(&given[m], account, &costs, program, &mut within, &mut rounding);
        }
    }
    within.divided_by(shares.burdens.iter().flatten().map(|account| &account.entitled));
    objectives.insert(Rung::Burdens, within);
    objectives.insert(Rung::BurdensRounding, rounding);
}

/// By municipality: the most shifts that its columns can add up to within its capacity of a class.
fn most(given: &[Vec<usize>], capacities: &[Vec<u32>], class: usize, program: &Program) -> Vec<u32> {
    let columns = |given: &Vec<usize>| given.iter().map(|&column| program.upper[column]).sum::<f64>() as u32;
    given.iter().zip(capacities).map(|(given, capacity)| capacity[class].min(columns(given))).collect()
}

/// One municipality's costs, as functions of the shifts that `given` add up to; `places` holds what each number of them costs.
fn balance(
    given: &[usize],
    account: &Account,
    places: &Costs,
    program: &mut Program,
    within: &mut Objective,
    rounding: &mut Objective,
) {
    let steps = program.steps(given, places.len() as u32 - 1);
    rounding.convex(&steps, |n| places[n as usize]);
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
