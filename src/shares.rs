//! Who owes what: shares, entitlements, balances and targets, in exact fractions (docs/reference.md, "Shares").
//!
//! In: an [`Instance`] and the number of seats that stay unfilled in windows that some member takes part in. Out: [`Shares`]. Pure arithmetic, no solver, and
//! no rounding anywhere.

pub mod opening;
pub mod promise;
pub mod standing;

use std::collections::BTreeMap;

use chrono::IsoWeek;
use num_bigint::BigInt;
use num_traits::{One, Zero};

use crate::domain::{Exact, Instance, Window};
use opening::Opening;
use standing::Pattern;

/// One municipality's account, for all shifts or for one burden.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// φ · Σ_w d_w · share_m(w), in shifts.
    pub entitled: Exact,
    /// The ledger's entitled less worked, with what is taken over from those who have left, in shifts.
    pub carried: Exact,
    /// `entitled + carried`, in shifts.
    pub target: Exact,
}

/// What every municipality owes in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// The part of the seats that can be filled: 1 − unfilled / Σ_w d_w, both counted in windows that some member takes part
    /// in (1 where these have no seats). Other seats are nobody's.
    pub phi: Exact,
    /// By municipality: its part of the seats that are somebody's, Σ_w d_w · share_m(w) / Σ_w d_w. For a member of the whole period whose
    /// fellow members do not change either, all of them in every window, this is its part of their population.
    pub share: Vec<Exact>,
    /// By municipality: the rate at which it owes shifts from now on, its part of the seats as things are on its last day
    /// of membership in the period; zero where it is no member on any day. Where everybody takes part in every window, that is its
    /// part of the members' population.
    pub rate: Vec<Exact>,
    /// By burden, then municipality: the same of the burden's seats, as things are on the last day on which it takes part in any of
    /// its windows.
    pub burden_rates: Vec<Vec<Exact>>,
    /// By municipality: all shifts.
    pub total: Vec<Account>,
    /// By burden, then municipality.
    pub burdens: Vec<Vec<Account>>,
    /// What of `carried` is taken over from those who have left.
    pub opening: Opening,
    /// The ISO weeks that have windows, in order.
    pub weeks: Vec<IsoWeek>,
    /// By municipality, then week: T = target_m × (entitled up to the week's end / entitled_m); empty where
    /// entitled_m is zero, as it is for everyone when no seat at all is filled.
    pub pace: Vec<Vec<Exact>>,
}

impl Shares {
    /// The accounts of a class: a burden, or all shifts.
    pub fn accounts(&self, class: Option<usize>) -> &[Account] {
        class.map_or(&self.total, |burden| &self.burdens[burden])
    }

    /// The rates at which shifts of a class are owed from now on, by municipality.
    pub fn rates(&self, class: Option<usize>) -> &[Exact] {
        class.map_or(&self.rate, |burden| &self.burden_rates[burden])
    }
}

/// The shares of an instance when `unfilled` of the seats that are somebody's stay empty.
pub fn shares(instance: &Instance, unfilled: u64) -> Shares {
    let members = 0..instance.municipalities.len();
    let slots = slots(instance);
    let seats: u64 = slots.iter().filter(|slot| slot.population > 0).map(|slot| u64::from(slot.window.seats)).sum();
    let phi = if seats == 0 { Exact::one() } else { Exact::one() - fraction(unfilled.into(), seats) };

    let opening = opening::opening(instance);

    let account = |owed: &Exact, carried: Exact| {
        let entitled = &phi * owed;
        Account { target: &entitled + &carried, entitled, carried }
    };
    let all: Vec<Exact> = members.clone().map(|m| owed(instance, m, &slots, |_| true)).collect();
    let mut classes = opening::classes(instance).zip(&opening.taken).map(|(class, taken)| {
        let owed = |m: usize| match class {
            None => all[m].clone(),
            Some(burden) => owed(instance, m, &slots, |window| window.burdens.contains(&burden)),
        };
        let carried = opening::written(instance, class).into_iter().zip(taken).map(|(balance, taken)| balance + taken);
        carried.enumerate().map(|(m, carried)| account(&owed(m), carried)).collect::<Vec<Account>>()
    });
    let total = classes.next().unwrap_or_default();
    let burdens = classes.collect();
    let share = all.iter().map(|owed| if seats == 0 { Exact::zero() } else { owed / whole(seats) }).collect();
    let mut rates = opening::classes(instance).map(|class| Pattern::of(instance, class).rates(instance));
    let rate = rates.next().unwrap_or_default();
    let burden_rates = rates.collect();
    let weeks: Vec<&[Slot<'_>]> = slots.chunk_by(|a, b| a.window.week() == b.window.week()).collect();
    let pace =
        members.map(|m| pace(&total[m], &all[m], weeks.iter().map(|week| owed(instance, m, week, |_| true)))).collect();
    let weeks = weeks.iter().map(|week| week[0].window.week()).collect();
    Shares { phi, share, rate, burden_rates, total, burdens, opening, weeks, pace }
}

/// Of `unfilled` seats of a roster that keeps the rules, those that are somebody's. Nobody can be rostered in windows that no member
/// takes part in, so all their seats are among the unfilled ones, less what a published roster had there before it is mended.
pub fn unfilled_of_members(instance: &Instance, unfilled: u64) -> u64 {
    let worked = |w: usize| match &instance.published {
        Some(published) if instance.is_past(w) => published.roster.shifts[w].len() as u64,
        _ => 0,
    };
    let nobodys = instance.windows.iter().enumerate().filter(|(_, window)| !instance.is_somebodys(window));
    let nobodys: u64 = nobodys.map(|(w, window)| u64::from(window.seats).saturating_sub(worked(w))).sum();
    unfilled.saturating_sub(nobodys)
}

/// Σ d_w · share_m(w) over those of `slots` that `counts` picks.
///
/// Windows of which those who take part have the same population are summed as whole numbers first: that leaves one fraction for
/// each stretch between two changes, instead of one for each window.
fn owed(instance: &Instance, m: usize, slots: &[Slot<'_>], counts: impl Fn(&Window) -> bool) -> Exact {
    let municipality = &instance.municipalities[m];
    let mut seats: BTreeMap<u128, u64> = BTreeMap::new();
    for slot in slots.iter().filter(|slot| counts(slot.window) && municipality.takes_part(slot.window)) {
        *seats.entry(slot.population).or_default() += u64::from(slot.window.seats);
    }
    seats
        .into_iter()
        .map(|(population, seats)| whole(municipality.population) * fraction(seats.into(), population))
        .fold(Exact::zero(), |sum, part| sum + part)
}

/// T at each week's end: the target times the part of the entitlement that has fallen due. φ cancels out of that part.
fn pace(account: &Account, owed: &Exact, weeks: impl Iterator<Item = Exact>) -> Vec<Exact> {
    if account.entitled.is_zero() {
        return Vec::new();
    }
    let per_owed = &account.target / owed;
    weeks
        .scan(Exact::zero(), |due, week| {
            *due += week;
            Some(&per_owed * &*due)
        })
        .collect()
}

/// A window and who shares it.
struct Slot<'a> {
    window: &'a Window,
    /// Inhabitants of all members that take part in it.
    population: u128,
}

/// The windows, in order.
fn slots(instance: &Instance) -> Vec<Slot<'_>> {
    let slot = |window| {
        let taking = instance.municipalities.iter().filter(|municipality| municipality.takes_part(window));
        Slot { window, population: taking.map(|municipality| u128::from(municipality.population)).sum() }
    };
    instance.windows.iter().map(slot).collect()
}

fn whole(number: u64) -> Exact {
    Exact::from_integer(number.into())
}

fn fraction(numerator: u128, denominator: impl Into<BigInt>) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}
