//! Every member before and after, and whether its staff can carry its part.
//!
//! In: the instance before and after, and what each municipality's staff can take. Out: a [`Member`] each. All
//! entitlements are those of a period whose every seat is filled; they sum to the seats on days that have members, before and after.

use chrono::NaiveDate;
use num_traits::{ToPrimitive, Zero};

use super::classes;
use crate::domain::{Exact, Instance};
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

/// What a municipality's staff can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staffing {
    /// Colleagues, pools counted by their heads.
    pub heads: u64,
    /// The most shifts, by class, each on its own.
    pub most: Vec<u64>,
    /// The same with `away_at_once` lifted, where that was asked for.
    pub freely: Option<Vec<u64>>,
}

/// Whether a municipality can carry its part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It can, in every class.
    Carries,
    /// It cannot.
    Falls {
        /// Classes in which it cannot.
        classes: Vec<usize>,
        /// By how many average colleagues its staff would have to grow; zero where people suffice and `away_at_once` is
        /// what stands in the way, `None` where nobody is there to take an average of.
        people: Option<u64>,
        /// Whether `away_at_once` would have to be raised.
        away: bool,
    },
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

/// Every municipality of `after`, which has those of `before` at the same places. `middle` is the instance in which the
/// change happens within the period.
pub fn members(before: &Instance, after: &Instance, middle: Option<&Instance>) -> Vec<Member> {
    let (was, will) = (shares(before, 0), shares(after, 0));
    let middle = middle.map(|middle| shares(middle, 0));
    (0..after.municipalities.len())
        .map(|m| Member {
            municipality: m,
            before: picture(before, &was, m),
            after: picture(after, &will, m),
            this_period: middle.as_ref().map(|middle| middle.total[m].entitled.clone()),
        })
        .collect()
}

fn picture(instance: &Instance, shares: &Shares, m: usize) -> Picture {
    let Some(municipality) = instance.municipalities.get(m) else {
        let owed = classes(instance).map(|_| Exact::zero()).collect();
        return Picture { share: Exact::zero(), days: 0, owed };
    };
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

/// Whether `member` can carry its part afterwards. `others` are all members who stay: where it has nobody itself, the
/// average is theirs.
///
/// An average colleague takes, of each class, the most that the municipality's staff can take, divided by their heads.
pub fn verdict(member: &Member, staffing: &Staffing, others: &[&Staffing]) -> Verdict {
    let beyond = member.beyond(&staffing.most);
    if beyond.is_empty() {
        return Verdict::Carries;
    }
    let freely = staffing.freely.as_ref().unwrap_or(&staffing.most);
    let average = |class: usize| {
        if staffing.heads > 0 && freely[class] > 0 {
            return Some(Exact::new(freely[class].into(), staffing.heads.into()));
        }
        let (most, heads): (u64, u64) =
            others.iter().fold((0, 0), |(most, heads), other| (most + other.most[class], heads + other.heads));
        (most > 0 && heads > 0).then(|| Exact::new(most.into(), heads.into()))
    };
    let people = member
        .beyond(freely)
        .into_iter()
        .map(|class| ((&member.after.owed[class] - whole(freely[class])) / average(class)?).ceil().to_u64())
        .try_fold(0, |most, people| Some(most.max(people?)));
    Verdict::Falls { classes: beyond, people, away: *freely != staffing.most }
}

/// The fewest colleagues who could carry `member`'s part if each could take what one takes alone; `None` where one can
/// take nothing of a class that is owed.
pub fn fewest(member: &Member, one: &[u64]) -> Option<u32> {
    let needed = |(owed, &one): (&Exact, &u64)| match (owed.is_zero(), one) {
        (true, _) => Some(0),
        (false, 0) => None,
        (false, one) => (owed / whole(one)).ceil().to_u32(),
    };
    member.after.owed.iter().zip(one).map(needed).try_fold(0, |most, people| Some(most.max(people?)))
}

/// Shifts that `members` owe afterwards beyond what their staff can take, in all.
pub fn beyond_staff<'a>(members: impl Iterator<Item = (&'a Member, &'a Staffing)>) -> Exact {
    members.fold(Exact::zero(), |sum, (member, staffing)| {
        let beyond = &member.after.owed[0] - whole(staffing.most[0]);
        if beyond > Exact::zero() { sum + beyond } else { sum }
    })
}

fn whole(number: u64) -> Exact {
    Exact::from_integer(number.into())
}
