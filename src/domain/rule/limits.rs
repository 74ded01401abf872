//! The limits of one person or municipality, by rule.
//!
//! In: the numbers of `[rules]` and of burdens, and those of a row. Out: [`Limits`], in the unit of each rule; those of pools
//! multiplied by their heads.

use std::collections::BTreeMap;
use std::ops::{Index, IndexMut};

use super::{Rule, Whom};

/// The limits of a person, of a municipality, or of `[rules]` for everyone, in the unit of each rule; `None` for no limit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    of_rules: [Option<u32>; Rule::ALL.len()],
    /// By rule that is a cap, and burden: an index into `Instance::burdens`.
    caps: BTreeMap<(Rule, usize), u32>,
}

impl Limits {
    /// What holds where `plan.toml` says nothing.
    pub fn usual() -> Self {
        Limits::of(|rule| rule.row().amount.and_then(|amount| amount.default))
    }

    /// A limit for each rule, and no cap in any burden.
    pub fn of(limit: impl FnMut(Rule) -> Option<u32>) -> Self {
        Limits { of_rules: Rule::ALL.map(limit), caps: BTreeMap::new() }
    }

    /// The limits of one person or pool of so many heads: those of `own` where there are any, else those of `self`; with the
    /// caps of `self` in each burden.
    #[must_use]
    pub fn of_person(&self, heads: u32, own: impl Fn(Rule) -> Option<u32>) -> Self {
        let mut limits = Limits::of(|rule| match rule.row().amount?.whom {
            Whom::Heads => own(rule).or(self[rule]).map(|limit| limit.saturating_mul(heads)),
            Whom::Person if heads > 1 => None,
            Whom::Person => own(rule).or(self[rule]),
            Whom::Municipality => None,
        });
        // Caps are on heads, all of them.
        limits.caps = self.caps.iter().map(|(&place, cap)| (place, cap.saturating_mul(heads))).collect();
        limits
    }

    /// The limits of one municipality: those of `own` where there are any, else those of `self`.
    #[must_use]
    pub fn of_municipality(&self, own: impl Fn(Rule) -> Option<u32>) -> Self {
        Limits::of(|rule| match rule.row().amount?.whom {
            Whom::Heads | Whom::Person => None,
            Whom::Municipality => own(rule).or(self[rule]),
        })
    }

    /// Puts a cap in a burden, as it holds for all heads of the row.
    pub fn set_cap(&mut self, rule: Rule, burden: usize, cap: u32) {
        self.caps.insert((rule, burden), cap);
    }

    /// The cap of a rule in a burden; `None` for no cap.
    pub fn cap(&self, rule: Rule, burden: usize) -> Option<u32> {
        self.caps.get(&(rule, burden)).copied()
    }

    /// The burdens that a rule has a cap in, ascending, each with it.
    pub fn caps(&self, rule: Rule) -> impl Iterator<Item = (usize, u32)> {
        self.caps.range((rule, 0)..=(rule, usize::MAX)).map(|(&(_, burden), &cap)| (burden, cap))
    }

    /// The same where the burdens stand in other places.
    #[must_use]
    pub(in crate::domain) fn moved(self, to: impl Fn(usize) -> usize) -> Self {
        let caps = self.caps.into_iter().map(|((rule, burden), cap)| ((rule, to(burden)), cap)).collect();
        Limits { caps, ..self }
    }

    /// Whether every cap is in one of so many burdens.
    pub(in crate::domain) fn fit(&self, burdens: usize) -> bool {
        self.caps.keys().all(|&(_, burden)| burden < burdens)
    }

    /// The limit, or a number that no count reaches.
    pub fn most(&self, rule: Rule) -> u32 {
        self[rule].unwrap_or(u32::MAX)
    }
}

impl Index<Rule> for Limits {
    type Output = Option<u32>;

    fn index(&self, rule: Rule) -> &Option<u32> {
        &self.of_rules[rule as usize]
    }
}

impl IndexMut<Rule> for Limits {
    fn index_mut(&mut self, rule: Rule) -> &mut Option<u32> {
        &mut self.of_rules[rule as usize]
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

    #[test]
    fn a_cap_is_one_of_each_burden_and_of_each_head() {
        let mut rules = Limits::usual();
        rules.set_cap(Rule::PerPersonWeek, 1, 2);
        rules.set_cap(Rule::PerPersonPeriod, 0, 3);
        let mut pool = rules.of_person(3, |_| None);
        pool.set_cap(Rule::PerPersonWeek, 0, 0);
        assert_eq!(pool.caps(Rule::PerPersonWeek).collect::<Vec<_>>(), [(0, 0), (1, 6)]);
        assert_eq!((pool.cap(Rule::PerPersonPeriod, 0), pool.cap(Rule::PerPersonPeriod, 1)), (Some(9), None));
        assert!(pool.fit(2) && !pool.fit(1));
        let moved = pool.moved(|burden| 1 - burden);
        assert_eq!(moved.caps(Rule::PerPersonWeek).collect::<Vec<_>>(), [(0, 6), (1, 0)]);
        assert_eq!(rules.of_municipality(|_| None).caps(Rule::PerPersonWeek).count(), 0);
    }
}
