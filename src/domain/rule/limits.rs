//! The limits of one person or municipality, by rule.
//!
//! In: the numbers of `[rules]` and those of a row. Out: [`Limits`], in the unit of each rule; those of pools multiplied by their
//! heads.

use std::ops::{Index, IndexMut};

use super::{Rule, Whom};

/// The limits of a person, of a municipality, or of `[rules]` for everyone, in the unit of each rule; `None` for no limit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits([Option<u32>; Rule::ALL.len()]);

impl Limits {
    /// What holds where `plan.toml` says nothing.
    pub fn usual() -> Self {
        Limits::of(|rule| rule.row().amount.and_then(|amount| amount.default))
    }

    /// A limit for each rule.
    pub fn of(limit: impl FnMut(Rule) -> Option<u32>) -> Self {
        Limits(Rule::ALL.map(limit))
    }

    /// The limits of one person or pool of so many heads: those of `own` where there are any, else those of `self`.
    #[must_use]
    pub fn of_person(&self, heads: u32, own: impl Fn(Rule) -> Option<u32>) -> Self {
        Limits::of(|rule| match rule.row().amount?.whom {
            Whom::Heads => own(rule).or(self[rule]).map(|limit| limit.saturating_mul(heads)),
            Whom::Person if heads > 1 => None,
            Whom::Person => own(rule).or(self[rule]),
            Whom::Municipality => None,
        })
    }

    /// The limits of one municipality: those of `own` where there are any, else those of `self`.
    #[must_use]
    pub fn of_municipality(&self, own: impl Fn(Rule) -> Option<u32>) -> Self {
        Limits::of(|rule| match rule.row().amount?.whom {
            Whom::Heads | Whom::Person => None,
            Whom::Municipality => own(rule).or(self[rule]),
        })
    }

    /// The limit, or a number that no count reaches.
    pub fn most(&self, rule: Rule) -> u32 {
        self[rule].unwrap_or(u32::MAX)
    }
}

impl Index<Rule> for Limits {
    type Output = Option<u32>;

    fn index(&self, rule: Rule) -> &Option<u32> {
        &self.0[rule as usize]
    }
}

impl IndexMut<Rule> for Limits {
    fn index_mut(&mut self, rule: Rule) -> &mut Option<u32> {
        &mut self.0[rule as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_has_as_much_for_each_of_its_heads_and_its_own_way_of_resting() {
        let own = |rule| (rule == Rule::ShiftsPerPeriod).then_some(7);
        let pool = Limits::usual().of_person(3, own);
        assert_eq!((pool[Rule::ShiftsPerDay], pool[Rule::ShiftsPerWeek]), (Some(3), Some(6)));
        assert_eq!((pool[Rule::ShiftsPerPeriod], pool[Rule::RestHours]), (Some(21), None));
        let person = Limits::usual().of_person(1, |_| None);
        assert_eq!((person[Rule::ShiftsPerPeriod], person[Rule::RestHours]), (None, Some(660)));
        assert_eq!(person.most(Rule::ShiftsPerPeriod), u32::MAX);
    }
}
