//! The goals, recomputed from the contract's formulas.
//!
//! In: an instance, a roster, and the counts and shares that [`super::judge`] has made of them. Out: the value of one
//! rung. Targets are rounded as exact fractions; only then do terms become `f64`, and they are summed in a fixed order,
//! so the same roster has the same value to the last bit.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::domain::{Exact, Instance};
use crate::shares::Account;

use super::{ByPerson, Judgement, places, spacing};

/// The value of `rung`. Of `judgement`, everything but the values is read.
pub(super) fn value(
    rung: Rung,
    instance: &Instance,
    roster: &Roster,
    held: &ByPerson<'_>,
    parts: &[Option<Exact>],
    judgement: &Judgement,
) -> f64 {
    let (shares, burden_shifts) = (&judgement.shares, &judgement.burden_shifts);
    let burdens = || shares.burdens.iter().zip(burden_shifts);
    match rung {
        Rung::CoverageLeast => needed_and_empty(instance, roster) as f64,
        Rung::Coverage => judgement.unfilled as f64,
        Rung::CoverageSpread => coverage_spread(instance, &judgement.unfilled_by_window),
        Rung::Shares => off_target(&shares.total, &judgement.shifts),
        Rung::SharesRounding => {
            places::sum(instance, None, &shares.total, shares.rates(None), &judgement.shifts) as f64
        }
        Rung::Burdens => burdens().map(|(accounts, shifts)| off_target(accounts, shifts)).sum::<f64>() + 0.0,
        Rung::BurdensRounding => {
            let each = burdens().enumerate();
            each.map(|(c, (accounts, shifts))| places::sum(instance, Some(c), accounts, shares.rates(Some(c)), shifts))
                .sum::<u64>() as f64
        }
        Rung::Rhythm => rhythm(instance, roster, judgement),
        Rung::Rotation => rotation(instance, held, parts),
        Rung::Spacing => spacing::too_close(instance, held, parts, shares) as f64,
        Rung::Wishes => wishes(instance, roster) as f64,
        Rung::WishesSpread => refusals(instance, held) as f64,
        Rung::Stability => not_kept(instance, roster) as f64,
    }
}

/// Published shifts from the day of replanning on that are not kept.
fn not_kept(instance: &Instance, roster: &Roster) -> u64 {
    let Some(published) = &instance.published else { return 0 };
    let later = published.roster.shifts.iter().zip(&roster.shifts).zip(&instance.windows);
    later
        .filter(|(_, window)| window.date >= published.from)
        .map(|((before, now), _)| {
            let mut now = now.clone();
            let gone = before.iter().filter(|staff| match now.iter().position(|other| other == *staff) {
                Some(place) => {
                    now.swap_remove(place);
                    false
                }
                None => true,
            });
            gone.count() as u64
        })
        .sum()
}

/// Σ_w max(0, least_w − filled_w).
fn needed_and_empty(instance: &Instance, roster: &Roster) -> u64 {
    let windows = instance.windows.iter().zip(&roster.shifts);
    windows.map(|(window, staff)| u64::from(window.least).saturating_sub(staff.len() as u64)).sum()
}

/// Σ_w unfilled_w² / d_w.
fn coverage_spread(instance: &Instance, unfilled: &[u32]) -> f64 {
    let terms = instance.windows.iter().zip(unfilled);
    terms.fold(0.0, |sum, (window, &unfilled)| sum + f64::from(unfilled).powi(2) / f64::from(window.seats))
}

/// Σ_m dist(n_m, [⌊target_m⌋, ⌈target_m⌉])² / entitled_m, over m with entitled_m > 0.
fn off_target(accounts: &[Account], shifts: &[u64]) -> f64 {
    let terms = accounts.iter().zip(shifts).filter(|(account, _)| account.entitled.is_positive());
    terms.fold(0.0, |sum, (account, &shifts)| {
        sum + number(&distance(shifts, &account.target)).powi(2) / number(&account.entitled)
    })
}

/// Σ_m Σ_week of how far m's cumulative shifts lie outside [⌊T⌋, ⌈T⌉].
fn rhythm(instance: &Instance, roster: &Roster, judgement: &Judgement) -> f64 {
    let weeks = &judgement.shares.weeks;
    let mut shifts = vec![vec![0_u64; weeks.len()]; instance.municipalities.len()];
    for (window, staff) in instance.windows.iter().zip(&roster.shifts) {
        // Weeks are ascending and hold that of every window, so this is the window's own.
        let week = weeks.partition_point(|week| *week < window.week());
        for &staff in staff {
            shifts[instance.staff[staff].municipality][week] += 1;
        }
    }
    let mut sum = Exact::zero();
    for (m, shifts) in shifts.iter().enumerate() {
        if !judgement.shares.total[m].entitled.is_positive() {
            continue;
        }
        let mut so_far = 0;
        for (&shifts, pace) in shifts.iter().zip(&judgement.shares.pace[m]) {
            so_far += shifts;
            sum += distance(so_far, pace);
        }
    }
    number(&sum)
}

/// Σ_s n_s² / (weight_s · p_s) + Σ_c Σ_s n_sc² / (weight_s · p_s), shifts of `history.csv` counted in. Who is never present
/// has no term.
fn rotation(instance: &Instance, held: &ByPerson<'_>, parts: &[Option<Exact>]) -> f64 {
    let mut sum = 0.0;
    for (staff, part) in parts.iter().enumerate() {
        let Some(part) = part else { continue };
        let (shifts, history) = (&held.shifts[staff], &held.history[staff]);
        let mut by_burden = vec![0_u64; instance.burdens.len()];
        let planned = shifts.iter().flat_map(|&window| &instance.windows[window].burdens);
        for &burden in planned.chain(history.iter().flat_map(|past| &past.burdens)) {
            by_burden[burden] += 1;
        }
        let all = (shifts.len() + history.len()) as u64;
        let squares: u64 = by_burden.iter().chain([&all]).map(|shifts| shifts * shifts).sum();
        sum += squares as f64 / number(part);
    }
    sum
}

/// Shifts in windows their holder avoids, less shifts in windows their holder prefers, each as often as the wish is strong.
fn wishes(instance: &Instance, roster: &Roster) -> i64 {
    let mut sum = 0;
    for (window, staff) in roster.shifts.iter().enumerate() {
        for &staff in staff {
            let stance = instance.stance(staff, window);
            sum += i64::from(stance.avoids) - i64::from(stance.prefers);
        }
    }
    sum
}

/// Σ_s r_s², with r_s the shifts of s in windows that s avoids and, if s prefers any window, in those that s does not prefer;
/// of a pool, Σ over its heads, to whom these shifts go in turn.
fn refusals(instance: &Instance, held: &ByPerson<'_>) -> u64 {
    let windows = 0..instance.windows.len();
    let mut sum = 0;
    for (staff, shifts) in held.shifts.iter().enumerate() {
        let has_preferences = windows.clone().any(|window| instance.stance(staff, window).prefers > 0);
        let is_refusal = |window: &&usize| match instance.stance(staff, **window) {
            stance if stance.avoids > 0 => true,
            stance => has_preferences && stance.prefers == 0,
        };
        let mut heads = vec![0_u64; instance.staff[staff].heads as usize];
        let many = heads.len();
        shifts.iter().filter(is_refusal).enumerate().for_each(|(nth, _)| heads[nth % many] += 1);
        sum += heads.iter().map(|refusals| refusals * refusals).sum::<u64>();
    }
    sum
}

/// dist(n, [⌊target⌋, ⌈target⌉]): how many shifts `n` lies outside of what rounding excuses.
fn distance(n: u64, target: &Exact) -> Exact {
    let n = BigInt::from(n);
    let (floor, ceil) = (target.floor().to_integer(), target.ceil().to_integer());
    Exact::from_integer((floor - &n).max(n - ceil).max(BigInt::zero()))
}

/// The nearest `f64`. A fraction of big integers always has one, if an infinite one.
fn number(exact: &Exact) -> f64 {
    exact.to_f64().unwrap_or(f64::NAN)
}
