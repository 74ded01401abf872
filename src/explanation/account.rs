//! Why a municipality has as many shifts as it has.
//!
//! In: an instance, the judgement of a roster, municipalities, and the most their staff can take. Out: their accounts, for all
//! shifts and each burden, with who stands before and behind in the order of rounding.

use crate::domain::{Exact, Instance};
use crate::explanation::queue::{self, Claim, Order};
use crate::planning::{Defect, staffing};
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

/// The most of each of these municipalities; solved, but for a moment.
///
/// # Errors
/// [`Defect`] where the solver failed.
pub fn most(instance: &Instance, municipalities: &[usize]) -> Result<Vec<(usize, Most)>, Defect> {
    let reach = staffing::reach(instance, municipalities)?.into_iter();
    let most = reach.map(|reach| Most { shifts: reach.shifts, burdens: reach.burdens });
    Ok(municipalities.iter().copied().zip(most).collect())
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

/// The reasons of the accounts of each of these municipalities: all shifts, then each burden.
pub fn reasons(instance: &Instance, judgement: &Judgement, asked: &[(usize, Most)]) -> Vec<Vec<Reasons>> {
    let classes: Vec<Option<usize>> = std::iter::once(None).chain((0..instance.burdens.len()).map(Some)).collect();
    let mut told: Vec<Vec<Reasons>> = asked.iter().map(|_| Vec::new()).collect();
    for class in classes {
        let mut queue = Order::new(instance, &judgement.shares, class, given(judgement, class), 1);
        for ((m, most), told) in asked.iter().zip(&mut told) {
            told.push(of_class(instance, judgement, *m, most, class, &mut queue));
        }
    }
    told
}

/// The shifts of a class, by municipality.
fn given(judgement: &Judgement, class: Option<usize>) -> &[u64] {
    class.map_or(&judgement.shifts, |burden| &judgement.burden_shifts[burden])
}

fn of_class(
    instance: &Instance,
    judgement: &Judgement,
    municipality: usize,
    most: &Most,
    class: Option<usize>,
    queue: &mut Order<'_>,
) -> Reasons {
    let given = given(judgement, class);
    let in_class = instance.windows.iter().filter(|window| class.is_none_or(|c| window.burdens.contains(&c)));
    let seats = in_class.filter(|window| instance.is_somebodys(window)).map(|window| u64::from(window.seats)).sum();
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
        rounding: rounding(judgement, municipality, class, queue),
        account,
        given: given[municipality],
        most: class.map_or(most.shifts, |burden| most.burdens[burden]),
    }
}

fn rounding(
    judgement: &Judgement,
    municipality: usize,
    class: Option<usize>,
    queue: &mut Order<'_>,
) -> Option<Rounding> {
    let given = given(judgement, class);
    let accounts = queue::accounts(&judgement.shares, class);
    let is_granted = |claim: &Claim| claim.shift <= given[claim.municipality];
    // Of everybody so many claims that all are there that come before the one in question, or are told behind it.
    let at = loop {
        let claims = queue.claims();
        let own = |claim: &&Claim| claim.municipality == municipality;
        // The last one that was granted; where none was, the first that was not.
        let granted = claims.iter().rposition(|claim| own(claim) && is_granted(claim));
        let at = granted.or_else(|| claims.iter().position(own))?;
        let mut behind = vec![0; accounts.len()];
        claims[at + 1..].iter().for_each(|claim| behind[claim.municipality] += 1);
        let short: Vec<usize> = (0..accounts.len()).filter(|&m| behind[m] < SHOWN).collect();
        if !queue.grow(&short) {
            break at;
        }
    };
    let claims = queue.claims();
    let claim = claims[at];
    let granted = is_granted(claim);
    if !granted && accounts[municipality].target == Exact::from_integer(given[municipality].into()) {
        return None;
    }
    let told = |claim: &&Claim| ((*claim).clone(), is_granted(claim));
    Some(Rounding {
        granted,
        place: at + 1,
        all_granted: claims.iter().filter(|claim| is_granted(claim)).count() as u64,
        before: claims[..at].iter().rev().take(SHOWN).map(told).collect(),
        behind: claims[at + 1..].iter().take(SHOWN).map(told).collect(),
        claim: claim.clone(),
    })
}
