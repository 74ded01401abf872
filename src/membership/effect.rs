//! Every member before and after.
//!
//! In: the instance before and after, and what each municipality's staff can take. Out: a [`Member`] each. All
//! entitlements are those of a period whose every seat is filled; they sum to the seats on days that have members, before and after.

use chrono::NaiveDate;
use num_traits::Zero;

use super::classes;
use crate::domain::{Exact, Instance, Municipality};
use crate::shares::{Shares, shares};

/// Days in a week.
pub const WEEK: (i64, i64) = (7, 1);
/// Days in a month: 365.25 / 12 = 487 / 16.
pub const MONTH: (i64, i64) = (487, 16);
/// Days in a year: 365.25 = 1461 / 4.
pub const YEAR: (i64, i64) = (1461, 4);

/// A municipality in one of the two pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Its part of all seats on days that have members.
    pub share: Exact,
    /// Days of membership in the period.
    pub days: i64,
    /// Shifts owed in the period, by class.
    pub owed: Vec<Exact>,
}

impl Picture {
    /// Shifts of a class per unit of days, taken over the days of membership.
    pub fn rate(&self, class: usize, (numerator, denominator): (i64, i64)) -> Exact {
        if self.days == 0 {
            return Exact::zero();
        }
        &self.owed[class] * Exact::new(numerator.into(), (denominator * self.days).into())
    }
}

/// One municipality, before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Index into the municipalities.
    pub municipality: usize,
    /// With the members of now.
    pub before: Picture,
    /// With those of then.
    pub after: Picture,
    /// Shifts owed in this very period, where the change falls into the middle of it.
    pub this_period: Option<Exact>,
}

impl Member {
    /// Shifts more per period, in a class.
    pub fn more(&self, class: usize) -> Exact {
        &self.after.owed[class] - &self.before.owed[class]
    }

    /// More per unit of days.
    pub fn more_per(&self, class: usize, unit: (i64, i64)) -> Exact {
        self.after.rate(class, unit) - self.before.rate(class, unit)
    }

    /// More as a part of what was owed before; `None` where that was nothing.
    pub fn more_relative(&self, class: usize) -> Option<Exact> {
        let before = &self.before.owed[class];
        (!before.is_zero()).then(|| self.more(class) / before)
    }

    /// Classes in which `most` does not reach what is owed afterwards.
    pub fn beyond(&self, most: &[u64]) -> Vec<usize> {
        (0..most.len()).filter(|&class| self.after.owed[class] > whole(most[class])).collect()
    }
}

/// Every municipality of `after`, with the one of `before` that has its code: whoever has come since owed nothing. `middle` is
/// the instance in which the change happens within the period.
pub fn members(before: &Instance, after: &Instance, middle: Option<&Instance>) -> Vec<Member> {
    let (was, will) = (shares(before, 0), shares(after, 0));
    let middle = middle.map(|middle| (middle, shares(middle, 0)));
    let member = |(m, municipality): (usize, &Municipality)| {
        let in_the_middle = |(middle, shares): &(&Instance, Shares)| {
            let place = middle.municipality_with(&municipality.code);
            place.map_or_else(Exact::zero, |m| shares.total[m].entitled.clone())
        };
        Member {
            municipality: m,
            before: picture(before, &was, before.municipality_with(&municipality.code)),
            after: picture(after, &will, Some(m)),
            this_period: middle.as_ref().map(in_the_middle),
        }
    };
    after.municipalities.iter().enumerate().map(member).collect()
}

fn picture(instance: &Instance, shares: &Shares, m: Option<usize>) -> Picture {
    let Some(m) = m else {
        let owed = classes(instance).map(|_| Exact::zero()).collect();
        return Picture { share: Exact::zero(), days: 0, owed };
    };
    let municipality = &instance.municipalities[m];
    let is_member = |day: &NaiveDate| municipality.is_member(*day);
    let owed = classes(instance).map(|class| match class {
        None => shares.total[m].entitled.clone(),
        Some(burden) => shares.burdens[burden][m].entitled.clone(),
    });
    Picture {
        share: shares.share[m].clone(),
        days: instance.period.days().filter(is_member).count() as i64,
        owed: owed.collect(),
    }
}

fn whole(number: u64) -> Exact {
    Exact::from_integer(number.into())
}
