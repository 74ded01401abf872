//! What a change of membership means, as tables, files and sentences.
//!
//! In: a [`Change`]: the instance afterwards, every member before and after, what the staff can take, and the seats that
//! nobody can fill. Out: bytes and text. Nothing here is computed that is not shown, and no sentence claims more than
//! the exact figures say.

pub mod calls;
pub mod expected;
pub mod figures;
pub mod lacks;
pub mod newcomer;
pub mod ranking;
pub mod sentences;
pub mod statements;
pub mod text;

use chrono::NaiveDate;

use crate::domain::basis::Basis;
use crate::domain::{Exact, Instance};
use crate::membership::balance::Balance;
use crate::membership::effect::Member;
use crate::membership::known::{Known, Step};
use crate::membership::staffing::{Lack, Staffing, Verdict};
use crate::planning::staffing::Unfilled;
use crate::report::locale::Locale;

/// When a change takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct When {
    /// The day of notice, if one was given.
    pub notice: Option<NaiveDate>,
    /// The first day after the change; `None` where the whole period is meant.
    pub from: Option<NaiveDate>,
    /// The last day of notice for that, by the rule.
    pub last_notice: Option<NaiveDate>,
    /// Whether the day breaks the notice rule.
    pub breaks_rule: bool,
}

/// Whether somebody leaves or joins.
#[derive(Debug, Clone, PartialEq)]
pub enum Movement {
    /// Members leave.
    Leaves,
    /// A municipality joins.
    Joins {
        /// Whether `--staff` said how many colleagues it brings, or it has some in staff.csv.
        staffed: bool,
        /// The fewest ordinary colleagues in all that carry its part; `None` where no number does.
        needed: Option<u32>,
        /// The year of the population, where it was looked up.
        looked_up: Option<u32>,
    },
}

/// A change of membership.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'a> {
    /// The instance afterwards; municipalities and staff stand where they stood before.
    pub instance: &'a Instance,
    /// Which change it is.
    pub kind: Movement,
    /// Who leaves or joins.
    pub moving: &'a [usize],
    /// When.
    pub when: When,
    /// Every municipality, by index.
    pub members: Vec<Member>,
    /// What the staff of those who are there afterwards can take, by index.
    pub staffing: Vec<Option<Staffing>>,
    /// Whether they can carry their part, by index.
    pub verdicts: Vec<Option<Verdict>>,
    /// The most shifts by class that the staff of those who stay could take before, by index.
    pub most_before: Vec<Option<Vec<u64>>>,
    /// The balances, by class and index.
    pub balances: Vec<Vec<Balance>>,
    /// Seats nobody can fill, before and after.
    pub unfilled: (Unfilled, Unfilled),
    /// What municipalities.csv knows of changes after the first day of the period, the ones asked about left out.
    pub known: Vec<Known>,
    /// The days on which members change until the day of the change; none where no day is given.
    pub steps: Vec<Step>,
    /// How far the period that it is worked out on is from ordinary weeks.
    pub basis: Basis,
}

impl Change<'_> {
    /// Members before and after.
    pub fn staying(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| {
            member.before.days > 0 && member.after.days > 0 && !self.moving.contains(&member.municipality)
        })
    }

    /// Those who leave or join.
    pub fn movers(&self) -> impl Iterator<Item = &Member> {
        self.moving.iter().map(|&m| &self.members[m])
    }

    /// What a member lacks to carry its part afterwards; nothing of a newcomer of whose staff nobody has said anything.
    pub fn lacks(&self, member: &Member) -> &[Lack] {
        match &self.verdicts[member.municipality] {
            Some(Verdict::Falls(lacks)) if !self.is_asked(member) => lacks,
            _ => &[],
        }
    }

    /// Whether a member cannot carry its part afterwards.
    pub fn falls(&self, member: &Member) -> bool {
        !self.lacks(member).is_empty()
    }

    /// Whether a member could not carry its part of a class before either.
    pub fn fell(&self, member: &Member, class: usize) -> bool {
        let most = self.most_before[member.municipality].as_ref();
        most.is_some_and(|most| member.before.owed[class] > Exact::from_integer(most[class].into()))
    }

    /// Whether the change is why a member cannot carry its part: before it could, of all shifts or of a burden.
    pub fn falls_anew(&self, member: &Member) -> bool {
        self.lacks(member).iter().any(|lack| !self.fell(member, lack.class))
    }

    /// Whether it is a newcomer of whose staff nobody has said anything.
    pub fn is_asked(&self, member: &Member) -> bool {
        self.moving.contains(&member.municipality) && matches!(self.kind, Movement::Joins { staffed: false, .. })
    }

    /// A municipality's name.
    pub fn name(&self, municipality: usize) -> &str {
        &self.instance.municipalities[municipality].name
    }

    /// The least and the most that a staying member's part changes by, as a part of what it was.
    pub fn growth(&self) -> Option<(Exact, Exact)> {
        let all = || self.staying().filter_map(|member| member.more_relative(0));
        Some((all().min()?, all().max()?))
    }

    /// The names of those who leave or join.
    pub fn movers_named(&self, locale: &Locale) -> String {
        locale.list(&self.moving.iter().map(|&m| self.name(m)).collect::<Vec<_>>())
    }
}
