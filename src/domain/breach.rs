//! Rules that were broken before a published roster was mended, as its summary names them.
//!
//! In: nothing. Out: the types. What lies before the day of mending is over: it stays as it was worked, and what was
//! broken there is known. Only what is named here is known; whatever else is broken on those days is not.

use chrono::NaiveDate;

use super::rule::Rule;

/// A rule that was broken: by whom, where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The rule.
    pub rule: Rule,
    /// The person, where one broke it: index into [`super::Instance::staff`].
    pub staff: Option<usize>,
    /// The municipality, where one broke it: index into [`super::Instance::municipalities`].
    pub municipality: Option<usize>,
    /// The windows concerned, ascending: indices into [`super::Instance::windows`].
    pub windows: Vec<usize>,
}

/// What was over when a published roster was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The first day that could change.
    pub from: NaiveDate,
    /// What was broken before it; all their windows lie before it.
    pub breaches: Vec<Breach>,
}
