//! Why a municipality has as many shifts as it has.
//!
//! In: an instance, the judgement of a roster, a municipality, and the most its staff can take. Out: its accounts, for all
//! shifts and each burden, with who stands before and behind it in the order of rounding.

use num_traits::Signed;

use crate::domain::{Exact, Instance};
use crate::explanation::queue::{self, Claim};
use crate::shares::Account;
use crate::verify::Judgement;

/// The most that a municipality's staff can take, whatever everybody else does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Most {
    /// Of all shifts.
    pub shifts: u64,
    /// Of the shifts of each burden.
    pub burdens: Vec<u64>,
}

/// An account and how its number came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Reasons {
    /// Index into the municipalities.
    pub municipality: usize,
    /// Index into the burdens; `None` for all shifts.
    pub class: Option<usize>,
    /// Inhabitants of the municipality, and of all who are members on its last day of membership in the period.
    pub inhabitants: (u64, u64),
    /// Seats of the class on days that have members.
    pub seats: u64,
    /// Of them, what was filled.
    pub filled: u64,
    /// Entitled, carried, target.
    pub account: Account,
    /// Shifts given.
    pub given: u64,
    /// What its staff can take at most.
    pub most: u64,
    /// How the last part of a shift was decided; `None` where nothing is entitled, or the target is a whole number that
    /// was given.
    pub rounding: Option<Rounding>,
}

/// The place of a municipality's next shift in the order of rounding.
#[derive(Debug, Clone, PartialEq)]
pub struct Rounding {
    /// The shift that was decided: the last one beyond the whole number that it was given, or the first that it was not.
    pub claim: Claim,
    /// Whether it was given.
    pub granted: bool,
    /// Its place, from 1.
    pub place: usize,
    /// How many claims were granted in all.
    pub all_granted: u64,
    /// The claims right before and right behind it, at most `SHOWN` each, nearest first, and whether each was granted.
    pub before: Vec<(Claim, bool)>,
    /// Those behind it.
    pub behind: Vec<(Claim, bool)>,
}

/// How many neighbours in the order are named on either side.
const SHOWN: usize = 2;

/// The reasons of a municipality's accounts: all shifts, then each burden.
pub fn reasons(instance: &Instance, judgement: &Judgement, municipality: usize, most: &Most) -> Vec<Reasons> {
    let classes = std::iter::once(None).chain((0..instance.burdens.len()).map(Some));
    classes.map(|class| of_class(instance, judgement, municipality, most, class)).collect()
}

fn of_class(
    instance: &Instance,
    judgement: &Judgement,
    municipality: usize,
    most: &Most,
    class: Option<usize>,
) -> Reasons {
    let given = class.map_or(&judgement.shifts, |burden| &judgement.burden_shifts[burden]);
    let in_class = instance.windows.iter().filter(|window| class.is_none_or(|c| window.burdens.contains(&c)));
    let seats = in_class.filter(|window| instance.has_members(window.date)).map(|window| u64::from(window.seats)).sum();
    let home = &instance.municipalities[municipality];
    let to = instance.period.to;
    let last = home.left.and_then(|left| left.pred_opt()).map_or(to, |last| last.min(to));
    let members = instance.municipalities.iter().filter(|other| other.is_member(last));
    let account = queue::accounts(&judgement.shares, class)[municipality].clone();
    Reasons {
        municipality,
        class,
        inhabitants: (home.population, members.map(|other| other.population).sum()),
        seats,
        filled: given.iter().sum(),
        rounding: rounding(instance, judgement, municipality, class, given),
        account,
        given: given[municipality],
        most: class.map_or(most.shifts, |burden| most.burdens[burden]),
    }
}

fn rounding(
    instance: &Instance,
    judgement: &Judgement,
    municipality: usize,
    class: Option<usize>,
    given: &[u64],
) -> Option<Rounding> {
    let accounts = queue::accounts(&judgement.shares, class);
    let is_granted = |claim: &Claim| claim.shift <= given[claim.municipality];
    let own = |claim: &&Claim| claim.municipality == municipality;
    // Of everybody so many claims that all are there that come before the one in question.
    let mut further = 1;
    let (claims, at) = loop {
        let claims = queue::claims(instance, &judgement.shares, class, given, further);
        // The last one that was granted; where none was, the first that was not.
        let granted = claims.iter().rposition(|claim| own(&claim) && is_granted(claim));
        let at = granted.or_else(|| claims.iter().position(|claim| own(&claim)))?;
        let reaches = |m: usize| claims[at + 1..].iter().any(|claim| claim.municipality == m);
        let all = (0..accounts.len()).all(|m| m == municipality || !accounts[m].entitled.is_positive() || reaches(m));
        if all || further >= queue::seats(instance, class) {
            break (claims, at);
        }
        further *= 2;
    };
    let claim = &claims[at];
    let granted = is_granted(claim).then_some(claim);
    if granted.is_none() && accounts[municipality].target == Exact::from_integer(given[municipality].into()) {
        return None;
    }
    let told = |claim: &Claim| (claim.clone(), is_granted(claim));
    Some(Rounding {
        granted: granted.is_some(),
        place: at + 1,
        all_granted: claims.iter().filter(|claim| is_granted(claim)).count() as u64,
        before: claims[..at].iter().rev().take(SHOWN).map(told).collect(),
        behind: claims[at + 1..].iter().take(SHOWN).map(told).collect(),
        claim: claim.clone(),
    })
}
