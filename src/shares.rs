//! Who owes what: shares, entitlements, balances and targets, in exact fractions (docs/reference.md, "Shares").
//!
//! In: an [`Instance`] and the number of seats that stay unfilled on days with members. Out: [`Shares`]. Pure arithmetic, no solver, and
//! no rounding anywhere.

pub mod opening;
pub mod promise;

use std::collections::BTreeMap;

use chrono::{Datelike, IsoWeek, NaiveDate};
use num_bigint::BigInt;
use num_traits::{One, Zero};

use crate::domain::{Exact, Instance, Window};
use opening::Opening;

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
    /// The part of the seats that can be filled: 1 − unfilled / Σ_w d_w, both counted on days that have members alone
    /// (1 where these have no seats). Seats on other days are nobody's.
    pub phi: Exact,
    /// By municipality: its part of the seats on days that have members, Σ_w d_w · share_m(w) / Σ_w d_w. For a member of the whole period whose
    /// fellow members do not change either, this is its part of their population.
    pub share: Vec<Exact>,
    /// By municipality: the rate at which it owes shifts from now on, its part of the members' population on its last day
    /// of membership in the period; zero where it is no member on any day.
    pub rate: Vec<Exact>,
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

/// The shares of an instance when `unfilled` of the seats on days that have members stay empty.
pub fn shares(instance: &Instance, unfilled: u64) -> Shares {
    let members = 0..instance.municipalities.len();
    let days = days(instance);
    let seats: u64 = days.iter().filter(|day| day.population > 0).map(|day| day.seats).sum();
    let phi = if seats == 0 { Exact::one() } else { Exact::one() - fraction(unfilled.into(), seats) };

    let opening = opening::opening(instance);

    let account = |owed: &Exact, carried: Exact| {
        let entitled = &phi * owed;
        Account { target: &entitled + &carried, entitled, carried }
    };
    let all: Vec<Exact> = members.clone().map(|m| owed(instance, m, &days, |day| day.seats)).collect();
    let mut classes = opening::classes(instance).zip(&opening.taken).map(|(class, taken)| {
        let owed = |m: usize| match class {
            None => all[m].clone(),
            Some(burden) => owed(instance, m, &days, |day| day.burden_seats[burden]),
        };
        let carried = opening::written(instance, class).into_iter().zip(taken).map(|(balance, taken)| balance + taken);
        carried.enumerate().map(|(m, carried)| account(&owed(m), carried)).collect::<Vec<Account>>()
    });
    let total = classes.next().unwrap_or_default();
    let burdens = classes.collect();
    let share = all.iter().map(|owed| if seats == 0 { Exact::zero() } else { owed / whole(seats) }).collect();
    let rate = members.clone().map(|m| rate(instance, m)).collect();
    let weeks: Vec<&[Day]> = days.chunk_by(|a, b| a.date.iso_week() == b.date.iso_week()).collect();
    let pace = members
        .map(|m| pace(&total[m], &all[m], weeks.iter().map(|week| owed(instance, m, week, |day| day.seats))))
        .collect();
    let weeks = weeks.iter().map(|week| week[0].date.iso_week()).collect();
    Shares { phi, share, rate, total, burdens, opening, weeks, pace }
}

/// Of `unfilled` seats of a roster that keeps the rules, those on days that have members. On other days nobody can be
/// rostered, so all their seats are among the unfilled ones, less what a published roster had there before it is mended.
pub fn unfilled_of_members(instance: &Instance, unfilled: u64) -> u64 {
    let worked = |w: usize| match &instance.published {
        Some(published) if instance.is_past(w) => published.roster.shifts[w].len() as u64,
        _ => 0,
    };
    let nobodys = instance.windows.iter().enumerate().filter(|(_, window)| !instance.has_members(window.date));
    let nobodys: u64 = nobodys.map(|(w, window)| u64::from(window.seats).saturating_sub(worked(w))).sum();
    unfilled.saturating_sub(nobodys)
}

/// Σ d_w · share_m(w) over the windows of `days`, of which `seats_of` tells the seats that count.
///
/// Days on which the members have the same population are summed as whole numbers first: that leaves one fraction for
/// each stretch between two joinings or leavings, instead of one for each day.
fn owed(instance: &Instance, m: usize, days: &[Day], seats_of: impl Fn(&Day) -> u64) -> Exact {
    let municipality = &instance.municipalities[m];
    let mut seats: BTreeMap<u128, u64> = BTreeMap::new();
    for day in days.iter().filter(|day| municipality.is_member(day.date)) {
        *seats.entry(day.population).or_default() += seats_of(day);
    }
    seats
        .into_iter()
        .map(|(population, seats)| whole(municipality.population) * fraction(seats.into(), population))
        .fold(Exact::zero(), |sum, part| sum + part)
}

/// share_m on the last day of the period on which `m` is a member.
fn rate(instance: &Instance, m: usize) -> Exact {
    let municipality = &instance.municipalities[m];
    let to = instance.period.to;
    let last = municipality.left.and_then(|left| left.pred_opt()).map_or(to, |last| last.min(to));
    if last < instance.period.from || !municipality.is_member(last) {
        return Exact::zero();
    }
    let members = instance.municipalities.iter().filter(|other| other.is_member(last));
    let population: u128 = members.map(|other| u128::from(other.population)).sum();
    fraction(municipality.population.into(), population)
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

/// The windows of one date, taken together: shares change with the date only.
struct Day {
    date: NaiveDate,
    /// Inhabitants of all members.
    population: u128,
    seats: u64,
    /// By burden.
    burden_seats: Vec<u64>,
}

/// The dates that have windows, in order.
fn days(instance: &Instance) -> Vec<Day> {
    let day = |windows: &[Window]| {
        let date = windows[0].date;
        let members = instance.municipalities.iter().filter(|municipality| municipality.is_member(date));
        let mut burden_seats = vec![0; instance.burdens.len()];
        for window in windows {
            for &burden in &window.burdens {
                burden_seats[burden] += u64::from(window.seats);
            }
        }
        Day {
            date,
            population: members.map(|municipality| u128::from(municipality.population)).sum(),
            seats: windows.iter().map(|window| u64::from(window.seats)).sum(),
            burden_seats,
        }
    };
    instance.windows.chunk_by(|a, b| a.date == b.date).map(day).collect()
}

fn whole(number: u64) -> Exact {
    Exact::from_integer(number.into())
}

fn fraction(numerator: u128, denominator: impl Into<BigInt>) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}
