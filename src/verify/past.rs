//! What a roster broke before it was mended or swapped: what is known of it, and what is new.
//!
//! In: judgements, and the breaches that a mended roster's summary names. Out: the same violations, those that were known
//! apart from the others. A violation counts as known only where rule, person and municipality are the same and each of its
//! windows was in the known one: a breach that was made less is still that breach, and a shift that came in since is judged like
//! any other.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::domain::Instance;
use crate::domain::breach::Breach;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;

use super::{Judgement, Verified, Violation, judge};

impl Judgement {
    /// The same judgement with the violations that are named as past among `past`.
    #[must_use]
    pub fn knowing(mut self, breaches: &[Breach]) -> Self {
        let is_known = |violation: &Violation| {
            breaches.iter().any(|breach| {
                (breach.rule, breach.staff, breach.municipality)
                    == (violation.rule, violation.staff, violation.municipality)
                    && !violation.windows.is_empty()
                    && violation.windows.iter().all(|window| breach.windows.contains(window))
            })
        };
        let (past, violations) = std::mem::take(&mut self.violations).into_iter().partition(is_known);
        self.past.extend::<Vec<Violation>>(past);
        self.violations = violations;
        self
    }
}

/// Judges a roster that was made of another by a few changes, and vouches for it if it breaks no rule that the other did
/// not break as well.
///
/// # Errors
/// What the roster is worth, where it does.
pub fn no_worse(
    instance: &Instance,
    before: &Judgement,
    roster: Roster,
    breaches: &[Breach],
) -> Result<Verified, Box<Judgement>> {
    let judgement = judge(instance, &roster).knowing(breaches);
    let added = !added(instance, before, &judgement).is_empty();
    if added { Err(Box::new(judgement)) } else { Ok(Verified { roster, judgement }) }
}

/// The violations of `after` that `before` did not have. A limit that was passed already, and is passed by no more, is not
/// among them, whoever else it is that passes it now.
pub fn added<'a>(instance: &Instance, before: &Judgement, after: &'a Judgement) -> Vec<&'a Violation> {
    let mut passed: BTreeMap<_, u64> = BTreeMap::new();
    for violation in before.violations.iter().chain(&before.past) {
        *passed.entry(place(instance, violation)).or_default() += violation.over;
    }
    let mut passes: BTreeMap<_, u64> = BTreeMap::new();
    for violation in &after.violations {
        *passes.entry(place(instance, violation)).or_default() += violation.over;
    }
    let is_new = |violation: &&Violation| {
        let place = place(instance, violation);
        passes.get(&place) > passed.get(&place)
    };
    after.violations.iter().filter(is_new).collect()
}

/// The person, the municipality and the burden of a violation.
type Whose = (Option<usize>, Option<usize>, Option<usize>);

/// What a violation is about: the rule, whose it is, and the limit that it passes.
fn place(instance: &Instance, violation: &Violation) -> (Rule, Whose, Vec<i64>) {
    let first = violation.windows.first().map(|&window| &instance.windows[window]);
    let limit = match violation.rule {
        Rule::ShiftsPerPeriod | Rule::PerPersonPeriod => Vec::new(),
        Rule::ShiftsPerWeek | Rule::PerPersonWeek => {
            let monday = |date: chrono::NaiveDate| {
                i64::from(date.num_days_from_ce()) - i64::from(date.weekday().num_days_from_monday())
            };
            first.map(|window| monday(window.date)).into_iter().collect()
        }
        Rule::ShiftsPerDay => first.map(|window| i64::from(window.date.num_days_from_ce())).into_iter().collect(),
        Rule::Seats
        | Rule::Membership
        | Rule::Participation
        | Rule::Availability
        | Rule::RestHours
        | Rule::AwayAtOnce
        | Rule::Locks => violation.windows.iter().map(|&window| i64::try_from(window).unwrap_or(i64::MAX)).collect(),
    };
    (violation.rule, (violation.staff, violation.municipality, violation.burden), limit)
}
