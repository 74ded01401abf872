//! What a workbook, a page or a pack tells of: a roster with all that is known of it.
//!
//! In: an instance, a judged roster, what is proven, and the roster it replaces. Out: one value that every picture is drawn
//! from, so that none knows more than another. Nothing is called proven here that is not.

use crate::difference::{self, Change};
use crate::domain::Instance;
use crate::domain::evidence::{Claim, Doubt, Evidence};
use crate::domain::goal::Rung;
use crate::domain::price::Price;
use crate::domain::roster::Roster;
use crate::domain::state::State;
use crate::planning::Plan;
use crate::report::callers::found::Found;
use crate::report::locale::Locale;
use crate::verify::Judgement;

/// What a roster attains of one goal of the ladder, and what is known of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attained {
    /// The goal.
    pub rung: Rung,
    /// Its value in the roster, as `verify` computed it.
    pub value: f64,
    /// What is known of how good that is.
    pub proof: Proof,
}

/// What is known of how good a goal's value is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Proof {
    /// No roster has a better value without giving up an earlier goal.
    Proven,
    /// The search ended with this bound: no roster is below it without giving up an earlier goal.
    Bounded(f64),
    /// The search ended before anything was known.
    Open,
    /// Nobody has searched, or what was searched is another folder.
    Unknown,
}

/// A roster and what is known of it.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The problem.
    pub instance: &'a Instance,
    /// The roster, for the windows of the instance.
    pub roster: &'a Roster,
    /// What the roster is worth.
    pub judgement: &'a Judgement,
    /// By rung, in ladder order.
    pub attained: Vec<Attained>,
    /// Why not everything is known that a run could have proven.
    pub doubt: Option<&'a Doubt>,
    /// The roster that people have in their calendars; `None` where none was published.
    pub published: Option<&'a Roster>,
    /// Whether it was sent out; `None` where nobody knows.
    pub state: Option<&'a State>,
    /// What its goals cost those behind them; `None` where nobody has asked, or it no longer holds.
    pub prices: Option<&'a [Price]>,
    /// What its seats mean for callers; `None` where no calls were given.
    pub callers: Option<&'a Found<'a>>,
    /// The language it is told in.
    pub locale: &'a Locale,
}

impl<'a> Subject<'a> {
    /// A finished run; what was published is what the instance says.
    pub fn of_plan(instance: &'a Instance, plan: &'a Plan, locale: &'a Locale) -> Self {
        let attained = |rung: &crate::planning::RungReport| Attained {
            rung: rung.rung,
            value: rung.value,
            proof: match rung.bound.filter(|bound| bound.is_finite()) {
                _ if rung.proven => Proof::Proven,
                Some(bound) => Proof::Bounded(bound),
                None => Proof::Open,
            },
        };
        Subject {
            instance,
            roster: plan.verified.roster(),
            judgement: plan.verified.judgement(),
            attained: plan.rungs.iter().map(attained).collect(),
            doubt: None,
            published: instance.published.as_ref().map(|published| &published.roster),
            state: None,
            prices: None,
            callers: None,
            locale,
        }
    }

    /// A roster of which nobody has proven anything.
    pub fn of_roster(
        instance: &'a Instance,
        roster: &'a Roster,
        judgement: &'a Judgement,
        published: Option<&'a Roster>,
        locale: &'a Locale,
    ) -> Self {
        let attained = |&(rung, value): &(Rung, f64)| Attained { rung, value, proof: Proof::Unknown };
        let attained = judgement.values.iter().map(attained).collect();
        Subject {
            instance,
            roster,
            judgement,
            attained,
            doubt: None,
            published,
            state: None,
            prices: None,
            callers: None,
            locale,
        }
    }

    /// The same, where it is known whether the roster was sent out.
    #[must_use]
    pub fn with_state(self, state: Option<&'a State>) -> Self {
        Subject { state, ..self }
    }

    /// The same with what its goals cost.
    #[must_use]
    pub fn with_prices(self, prices: Option<&'a [Price]>) -> Self {
        Subject { prices, ..self }
    }

    /// The same with what its seats mean for callers.
    #[must_use]
    pub fn with_callers(self, callers: Option<&'a Found<'a>>) -> Self {
        Subject { callers, ..self }
    }

    /// The same with what is known from the run that made the roster.
    #[must_use]
    pub fn with_evidence(mut self, evidence: &'a Evidence) -> Self {
        self.doubt = evidence.doubt.as_ref();
        for (attained, claim) in self.attained.iter_mut().zip(&evidence.claims) {
            attained.proof = match claim {
                Some(Claim::Proven) => Proof::Proven,
                Some(Claim::AtLeast(bound)) => Proof::Bounded(*bound),
                Some(Claim::Open) => Proof::Open,
                None => Proof::Unknown,
            };
        }
        self
    }

    /// Whether no roster is better on a goal without giving up an earlier one.
    pub fn has_proven(&self, rung: Rung) -> bool {
        self.attained.iter().any(|attained| attained.rung == rung && attained.proof == Proof::Proven)
    }

    /// The seats that changed hands since the published roster, in order of time; none where none was published.
    pub fn changes(&self) -> Vec<Change> {
        self.published.map_or_else(Vec::new, |published| difference::changes(self.instance, published, self.roster))
    }

    /// The municipalities in the order of their names.
    pub fn municipalities_by_name(&self) -> Vec<usize> {
        let municipalities = &self.instance.municipalities;
        let mut order: Vec<usize> = (0..municipalities.len()).collect();
        order.sort_by(|&one, &other| self.locale.compare(&municipalities[one].name, &municipalities[other].name));
        order
    }

    /// The staff of a municipality in the order of their names.
    pub fn staff_by_name(&self, municipality: usize) -> Vec<usize> {
        let staff = &self.instance.staff;
        let mut order: Vec<usize> = self.instance.staff_of(municipality).collect();
        order.sort_by(|&one, &other| self.locale.compare(&staff[one].name, &staff[other].name).then(one.cmp(&other)));
        order
    }

    /// The windows a person is on, in order of time; a pool stands once per seat it holds.
    pub fn shifts_of(&self, staff: usize) -> Vec<usize> {
        let windows = self.roster.shifts.iter().enumerate();
        windows.flat_map(|(window, on)| on.iter().filter(move |&&other| other == staff).map(move |_| window)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;

    #[test]
    fn what_is_told_is_what_the_plan_knows() {
        let instance = sample::instance();
        let plan = sample::plan(&instance);
        let locale = Locale::new(Language::Danish);
        let subject = Subject::of_plan(&instance, &plan, &locale);
        let proofs: Vec<Proof> = subject.attained.iter().map(|attained| attained.proof).collect();
        assert_eq!(proofs[..3], [Proof::Proven; 3]);
        assert!(matches!(proofs[3], Proof::Bounded(_)));
        assert_eq!(proofs[4..], [Proof::Open; 6]);
        assert_eq!(subject.municipalities_by_name(), [0, 2, 1], "Aarhus is Århus, which comes last");
        assert_eq!(subject.shifts_of(2), [0, 2, 2, 4, 5, 6]);
        assert!(subject.changes().is_empty());
    }
}
