//! Who owes what: shares, entitlements, balances and targets, in exact fractions (CONTRACT, "Goals").
//!
//! In: an [`Instance`] and the number of seats that stay unfilled. Out: [`Shares`]. Pure arithmetic, no solver, and
//! no rounding anywhere.

use std::collections::BTreeMap;

use chrono::{Datelike, IsoWeek, NaiveDate};
use num_traits::Zero;

use crate::domain::{Exact, Instance};

/// One municipality's account, for all shifts or for one burden.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// φ · Σ_w d_w · share_m(w), in shifts.
    pub entitled: Exact,
    /// The ledger's entitled less worked, in shifts.
    pub carried: Exact,
    /// `entitled + carried`, in shifts.
    pub target: Exact,
}

/// What every municipality owes in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// The part of all seats that can be filled: 1 − unfilled / Σ_w d_w (1 where there are no seats).
    pub phi: Exact,
    /// By municipality: its part of the seats, Σ_w d_w · share_m(w) / Σ_w d_w. For a member of the whole period whose
    /// fellow members do not change either, this is its part of their population.
    pub share: Vec<Exact>,
    /// By municipality: all shifts.
    pub total: Vec<Account>,
    /// By burden, then municipality.
    pub burdens: Vec<Vec<Account>>,
    /// The ISO weeks that have windows, in order.
    pub weeks: Vec<IsoWeek>,
    /// By municipality, then week: T = target_m × (entitled up to the week's end / entitled_m); empty where
    /// entitled_m is zero, as it is for everyone when no seat at all is filled.
    pub pace: Vec<Vec<Exact>>,
}

/// The shares of an instance when `unfilled` of its seats stay empty.
pub fn shares(instance: &Instance, unfilled: u64) -> Shares {
    let members = instance.municipalities.len();
    let seats = instance.seats();
    let phi = if seats == 0 { whole(1) } else { whole(1) - fraction(unfilled, seats) };
    let populations = populations(instance);

    let zeros = vec![Exact::zero(); members];
    let mut owed = zeros.clone();
    let mut owed_burdens = vec![zeros.clone(); instance.burdens.len()];
    let mut owed_weeks: BTreeMap<IsoWeek, Vec<Exact>> = BTreeMap::new();
    for (seats, date, week, burdens) in days(instance) {
        let population = populations[&date];
        let week = owed_weeks.entry(week).or_insert_with(|| zeros.clone());
        for (m, municipality) in instance.municipalities.iter().enumerate() {
            if municipality.is_member(date) {
                let part = fraction(seats * municipality.population, population);
                for &(burden, seats) in &burdens {
                    owed_burdens[burden][m] += fraction(seats * municipality.population, population);
                }
                owed[m] += &part;
                week[m] += part;
            }
        }
    }

    let share = owed.iter().map(|owed| if seats == 0 { Exact::zero() } else { owed / whole(seats) }).collect();
    let account = |m: usize, burden: Option<usize>, owed: &Exact| {
        let entitled = &phi * owed;
        let carried =
            instance.ledger.get(&(m, burden)).map_or_else(Exact::zero, |entry| &entry.entitled - &entry.worked);
        Account { target: &entitled + &carried, entitled, carried }
    };
    let total: Vec<Account> = (0..members).map(|m| account(m, None, &owed[m])).collect();
    let burdens = owed_burdens
        .iter()
        .enumerate()
        .map(|(burden, owed)| (0..members).map(|m| account(m, Some(burden), &owed[m])).collect())
        .collect();
    let pace = (0..members).map(|m| pace(&total[m], &owed[m], owed_weeks.values().map(|week| &week[m]))).collect();
    Shares { phi, share, total, burdens, weeks: owed_weeks.into_keys().collect(), pace }
}

/// T at each week's end: the target times the part of the entitlement that has fallen due. φ cancels out of that part.
fn pace<'a>(account: &Account, owed: &Exact, weeks: impl Iterator<Item = &'a Exact>) -> Vec<Exact> {
    if account.entitled.is_zero() {
        return Vec::new();
    }
    weeks
        .scan(Exact::zero(), |due, week| {
            *due += week;
            Some(&account.target * &*due / owed)
        })
        .collect()
}

/// The windows summed by date: (seats, date, week, seats by burden). Shares change with the date only, and a date's
/// windows together make far fewer fractions.
fn days(instance: &Instance) -> Vec<(u64, NaiveDate, IsoWeek, Vec<(usize, u64)>)> {
    let mut days: BTreeMap<NaiveDate, (u64, BTreeMap<usize, u64>)> = BTreeMap::new();
    for window in &instance.windows {
        let (seats, burdens) = days.entry(window.date).or_default();
        *seats += u64::from(window.seats);
        for &burden in &window.burdens {
            *burdens.entry(burden).or_default() += u64::from(window.seats);
        }
    }
    days.into_iter()
        .map(|(date, (seats, burdens))| (seats, date, date.iso_week(), burdens.into_iter().collect()))
        .collect()
}

/// The members' population on each date that has windows.
fn populations(instance: &Instance) -> BTreeMap<NaiveDate, u64> {
    let mut populations = BTreeMap::new();
    for window in &instance.windows {
        populations.entry(window.date).or_insert_with(|| {
            instance
                .municipalities
                .iter()
                .filter(|municipality| municipality.is_member(window.date))
                .map(|municipality| municipality.population)
                .sum()
        });
    }
    populations
}

fn whole(number: u64) -> Exact {
    Exact::from_integer(number.into())
}

fn fraction(numerator: u64, denominator: u64) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}
