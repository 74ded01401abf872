//! Whether a municipality's staff can carry its part, and in each account in which they cannot, what it takes.
//!
//! In: a [`Member`] and what its staff can take. Out: a [`Verdict`]. Every cause is about the account that is short: it names
//! only what would help there.

use num_traits::{One, ToPrimitive, Zero};

use super::ceiling::Ceiling;
use super::effect::Member;
use crate::domain::Exact;

/// What a municipality's staff can take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staffing {
    /// Colleagues, pools counted by their heads.
    pub heads: u64,
    /// The most shifts, by class, each on its own.
    pub most: Vec<u64>,
    /// The same with `away_at_once` lifted, where that was asked for.
    pub freely: Option<Vec<u64>>,
    /// What any number of colleagues like the present ones could take.
    pub ceiling: Ceiling,
}

/// Whether a municipality can carry its part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It can, in every class.
    Carries,
    /// It cannot in these, in the order of the classes; there is at least one.
    Falls(Vec<Lack>),
}

/// What a municipality lacks in a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// The class.
    pub class: usize,
    /// Shifts owed beyond the most its staff can take, above zero.
    pub short: Exact,
    /// What it takes, all of them together; there is at least one.
    pub causes: Vec<Cause>,
}

/// What keeps a municipality's staff from a class. In this order where there are several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// It has no staff.
    NoStaff,
    /// Nobody of its staff is available in any window of the class, so more like them would not help.
    NobodyAvailable,
    /// Its staff are available for no more than so many seats of the class, however many like them there were.
    FewAvailable(u64),
    /// Its staff are available, but limits, rest and locks leave them none of the class.
    LimitsLeaveNone,
    /// `away_at_once` has to be raised.
    AwayAtOnce,
    /// What is short is less than a shift: no colleague has to be had for that.
    PartOfAShift,
    /// So many more colleagues are needed who take as much of the class as the present ones do on average, at least one.
    /// Where there are none at present, those of all members.
    Colleagues(u64),
}

impl Cause {
    /// The word in files.
    pub fn name(self) -> &'static str {
        match self {
            Cause::NoStaff => "no_staff",
            Cause::NobodyAvailable => "nobody_available",
            Cause::FewAvailable(_) => "few_available",
            Cause::LimitsLeaveNone => "limits",
            Cause::AwayAtOnce => "away_at_once",
            Cause::PartOfAShift => "part_of_a_shift",
            Cause::Colleagues(_) => "colleagues",
        }
    }
}

impl Verdict {
    /// What it lacks in a class; `None` where it carries that.
    pub fn lack(&self, class: usize) -> Option<&Lack> {
        match self {
            Verdict::Carries => None,
            Verdict::Falls(lacks) => lacks.iter().find(|lack| lack.class == class),
        }
    }
}

/// Whether `member` can carry its part afterwards. `others` are all members who are there then: where it has nobody itself,
/// an average colleague is one of theirs.
pub fn verdict(member: &Member, staffing: &Staffing, others: &[&Staffing]) -> Verdict {
    let lack = |class: usize| Lack {
        class,
        short: &member.after.owed[class] - whole(staffing.most[class]),
        causes: causes(&member.after.owed[class], class, staffing, others),
    };
    let lacks: Vec<Lack> = member.beyond(&staffing.most).into_iter().map(lack).collect();
    if lacks.is_empty() { Verdict::Carries } else { Verdict::Falls(lacks) }
}

/// What it takes to carry what is owed of a class, of which the staff can take less.
fn causes(owed: &Exact, class: usize, staffing: &Staffing, others: &[&Staffing]) -> Vec<Cause> {
    let most = staffing.most[class];
    let freely = staffing.freely.as_ref().map_or(most, |freely| freely[class]);
    let (held, open) = (staffing.ceiling.held[class], staffing.ceiling.open[class]);
    let mut causes = Vec::new();
    if staffing.heads == 0 {
        causes.push(Cause::NoStaff);
    } else if open == 0 {
        return vec![Cause::NobodyAvailable];
    }
    if *owed > whole(open) {
        if staffing.heads > 0 {
            causes.push(Cause::FewAvailable(open));
        }
        return causes;
    }
    // Raising it is the cure where that alone will do, and needed where no number of colleagues will do without.
    let is_enough = *owed <= whole(freely);
    let is_away = is_enough || *owed > whole(held);
    if is_away {
        causes.push(Cause::AwayAtOnce);
    }
    if is_enough {
        return causes;
    }
    let take = if is_away { freely } else { most };
    let (taken, heads) = match staffing.heads {
        0 => others.iter().fold((0, 0), |(most, heads), other| (most + other.most[class], heads + other.heads)),
        heads => (take, heads),
    };
    let colleagues = (taken > 0).then(|| {
        let average = Exact::new(taken.into(), heads.into());
        ((owed - whole(take)) / average).ceil().to_u64().unwrap_or(u64::MAX)
    });
    match colleagues {
        Some(_) if staffing.heads > 0 && owed - whole(take) < Exact::one() => causes.push(Cause::PartOfAShift),
        Some(colleagues) => causes.push(Cause::Colleagues(colleagues)),
        None if staffing.heads > 0 => causes.insert(0, Cause::LimitsLeaveNone),
        None => {}
    }
    causes
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

/// Shifts that `members` owe afterwards beyond the most that their staff can take, of all shifts.
pub fn beyond_staff<'a>(members: impl Iterator<Item = (&'a Member, &'a Vec<u64>)>) -> Exact {
    members.fold(Exact::zero(), |sum, (member, most)| {
        let beyond = &member.after.owed[0] - whole(most[0]);
        if beyond > Exact::zero() { sum + beyond } else { sum }
    })
}

fn whole(number: u64) -> Exact {
    Exact::from_integer(number.into())
}
