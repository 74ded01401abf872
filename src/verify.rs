//! The referee: judges any roster by the contract, and trusts nobody.
//!
//! In: an [`Instance`] and a [`Roster`]. Out: a [`Judgement`]; where no rule is broken, a [`Verified`] roster, which
//! nothing else can make and without which nothing is written. This room never imports `model` or `solve`, and
//! recomputes every goal from the contract's formulas.

mod by_person;
mod goals;
mod past;
mod places;
mod presence;
mod rules;
mod spacing;
mod wording;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::domain::{Exact, Instance};
use crate::shares::{self, Shares};

use by_person::ByPerson;

pub use past::{added, no_worse};
pub use spacing::Paces;

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// The person, where one broke it: index into `Instance::staff`.
    pub staff: Option<usize>,
    /// The municipality, where one broke it: index into `Instance::municipalities`.
    pub municipality: Option<usize>,
    /// The windows concerned, ascending: indices into `Instance::windows`.
    pub windows: Vec<usize>,
    /// The burden, where a cap on its shifts is broken: index into `Instance::burdens`.
    pub burden: Option<usize>,
    /// By how much: shifts, seats or staff too many or missing, minutes of rest missing; 1 where there is no more or less.
    pub over: u64,
    /// One sentence with names, dates and numbers.
    pub message: String,
}

/// What a roster is worth, whether it holds the rules or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Broken rules, sorted by rule, then window, then person.
    pub violations: Vec<Violation>,
    /// Rules that were broken before the day from which on a published roster is mended, or was: nothing a new plan could
    /// help, so they are no violations of it.
    pub past: Vec<Violation>,
    /// Seats nobody sits on.
    pub unfilled: u64,
    /// By window: seats nobody sits on.
    pub unfilled_by_window: Vec<u32>,
    /// The value of every rung of the instance's ladder, in order.
    pub values: Vec<(Rung, f64)>,
    /// Shares with the φ of this roster's unfilled seats on days that have members.
    pub shares: Arc<Shares>,
    /// By municipality: shifts given to its staff.
    pub shifts: Vec<u64>,
    /// By burden, then municipality: shifts given to its staff.
    pub burden_shifts: Vec<Vec<u64>>,
}

/// A roster that breaks no rule, with its judgement, or none that the roster it was made of did not break. Only [`verify`]
/// and [`no_worse`] make one.
#[derive(Debug, Clone, PartialEq)]
pub struct Verified {
    roster: Roster,
    judgement: Judgement,
}

impl Verified {
    /// The roster.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// What it is worth; its `violations` are empty, or those of the roster it was made of.
    pub fn judgement(&self) -> &Judgement {
        &self.judgement
    }
}

/// Judges a roster and, if it breaks no rule, vouches for it.
///
/// # Errors
/// Every violation there is.
pub fn verify(instance: &Instance, roster: Roster) -> Result<Verified, Vec<Violation>> {
    let judgement = judge(instance, &roster);
    if judgement.violations.is_empty() { Ok(Verified { roster, judgement }) } else { Err(judgement.violations) }
}

/// Judges a roster: every broken rule, and the value of every rung.
///
/// # Panics
/// Where the roster was made for another instance: another number of windows, or staff that is not there.
pub fn judge(instance: &Instance, roster: &Roster) -> Judgement {
    Referee::new(instance).judge(roster)
}

/// Judges many rosters of one instance. Shares depend on nothing but the number of unfilled seats on days that have
/// members, and take longer than all the rest: they are worked out once for each number. Parts in turns depend on no roster.
pub struct Referee<'a> {
    instance: &'a Instance,
    /// By staff: the part in turns, by weight and time present.
    parts: Vec<Option<Exact>>,
    /// By number of unfilled seats on days that have members.
    shares: BTreeMap<u64, Arc<Shares>>,
}

impl<'a> Referee<'a> {
    /// A referee of an instance.
    pub fn new(instance: &'a Instance) -> Self {
        Referee { instance, parts: presence::parts(instance), shares: BTreeMap::new() }
    }

    /// What [`judge`] says.
    ///
    /// # Panics
    /// As there.
    pub fn judge(&mut self, roster: &Roster) -> Judgement {
        let shares = |unfilled| {
            Arc::clone(self.shares.entry(unfilled).or_insert_with(|| Arc::new(shares::shares(self.instance, unfilled))))
        };
        judged(self.instance, roster, &self.parts, shares)
    }
}

fn judged(
    instance: &Instance,
    roster: &Roster,
    parts: &[Option<Exact>],
    shares: impl FnOnce(u64) -> Arc<Shares>,
) -> Judgement {
    assert_eq!(roster.shifts.len(), instance.windows.len(), "a roster has one entry per window of its instance");
    let by_person = ByPerson::new(instance, roster);
    let unfilled_by_window = unfilled_by_window(instance, roster);
    let unfilled = unfilled_by_window.iter().map(|&seats| u64::from(seats)).sum();
    let of_members = instance.windows.iter().zip(&unfilled_by_window);
    let of_members = of_members.filter(|(window, _)| instance.is_somebodys(window));
    let unfilled_of_members = of_members.map(|(_, &seats)| u64::from(seats)).sum();
    let (past, mut violations): (Vec<Violation>, Vec<Violation>) = rules::violations(instance, roster, &by_person)
        .into_iter()
        .partition(|violation| violation.windows.iter().all(|&window| instance.is_past(window)));
    violations.extend(rules::letter(instance, roster));
    let mut judgement = Judgement {
        violations,
        past,
        unfilled,
        unfilled_by_window,
        values: Vec::new(),
        shares: shares(unfilled_of_members),
        shifts: vec![0; instance.municipalities.len()],
        burden_shifts: vec![vec![0; instance.municipalities.len()]; instance.burdens.len()],
    };
    for (window, staff) in instance.windows.iter().zip(&roster.shifts) {
        for &staff in staff {
            let municipality = instance.staff[staff].municipality;
            judgement.shifts[municipality] += 1;
            for &burden in &window.burdens {
                judgement.burden_shifts[burden][municipality] += 1;
            }
        }
    }
    judgement.values = instance
        .rungs()
        .into_iter()
        .map(|rung| (rung, goals::value(rung, instance, roster, &by_person, parts, &judgement)))
        .collect();
    judgement
}

/// Seats nobody sits on. A window with more people than seats has none, and breaks a rule instead.
fn unfilled_by_window(instance: &Instance, roster: &Roster) -> Vec<u32> {
    instance
        .windows
        .iter()
        .zip(&roster.shifts)
        .map(|(window, staff)| window.seats.saturating_sub(u32::try_from(staff.len()).unwrap_or(u32::MAX)))
        .collect()
}
