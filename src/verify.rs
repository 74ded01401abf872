//! The referee: judges any roster by the contract, and trusts nobody.
//!
//! In: an [`Instance`] and a [`Roster`]. Out: a [`Judgement`]; where no rule is broken, a [`Verified`] roster, which
//! nothing else can make and without which nothing is written. This room never imports `model` or `solve`, and
//! recomputes every goal from the contract's formulas.

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::shares::Shares;

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// The person, where one broke it: index into [`Instance::staff`].
    pub staff: Option<usize>,
    /// The municipality, where one broke it: index into [`Instance::municipalities`].
    pub municipality: Option<usize>,
    /// The windows concerned, ascending: indices into [`Instance::windows`].
    pub windows: Vec<usize>,
    /// One sentence with names, dates and numbers.
    pub message: String,
}

/// What a roster is worth, whether it holds the rules or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Broken rules, sorted by rule, then window, then person.
    pub violations: Vec<Violation>,
    /// Seats nobody sits on.
    pub unfilled: u64,
    /// By window: seats nobody sits on.
    pub unfilled_by_window: Vec<u32>,
    /// The value of every rung of the instance's ladder, in order.
    pub values: Vec<(Rung, f64)>,
    /// Shares with the φ of this roster's unfilled seats.
    pub shares: Shares,
    /// By municipality: shifts given to its staff.
    pub shifts: Vec<u64>,
    /// By burden, then municipality: shifts given to its staff.
    pub burden_shifts: Vec<Vec<u64>>,
}

/// A roster that breaks no rule, with its judgement. Only [`verify`] makes one.
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

    /// What it is worth; its `violations` are empty.
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
pub fn judge(_instance: &Instance, _roster: &Roster) -> Judgement {
    unimplemented!()
}
