//! Which balances stay below one shift, period after period (docs/reference.md, "How far balances drift").
//!
//! In: an [`Instance`] and its [`Shares`] with φ = 1. Out: what holds for each account, and for how long, as long as the staff
//! suffice. Never more than is proven there: where a test would take too long, nothing is promised.

use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::standing::Pattern;
use super::{Account, Shares};
use crate::domain::goal::Goal;
use crate::domain::{Exact, Instance};

/// How many times an account is looked at, a seat later each, before its future is given up.
const LOOKS: usize = 2_000_000;

/// What can be said of an account's balance after this period and every later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// It stays below one shift, above and below zero, even if populations change or a member comes or goes, as long as
    /// periods have no fewer seats than this one.
    Always,
    /// It stays below one shift while the same members keep their populations; a period may have more seats than the one
    /// before it, or fewer, but not less than half as many.
    WhileSharesStay,
    /// It may reach a whole shift.
    Not(Why),
}

/// Why nothing is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The ladder has no goal that shares the class out.
    NoGoal,
    /// Goals other than coverage come before the one that shares the class out.
    OtherGoalsFirst,
    /// Burdens are shared out before all shifts are.
    BurdensFirst,
    /// Balances of the class sum to a shift or more, or, where classes are shared out together, not to zero.
    Unbalanced,
    /// A member leaves within the period: its balance goes to the others.
    Leaves(usize),
    /// A member takes part in some of the class's windows and not in others, or in none any more: not everybody can be given every seat,
    /// and which part of the seats is whose changes with closed days.
    TakesPart(usize),
    /// Sooner or later more shifts fall due than there are seats.
    DueTogether,
    /// The account's own balance is a whole shift or more below zero after the period, whatever it is given.
    Ahead,
    /// The burden has windows in common with another one, and neither lies within the other.
    Overlaps(usize),
    /// Somebody owes too little of the burden, or of the shifts beside the burdens, for both to be rounded freely.
    TooSmall,
}

/// What can be promised, for every account that is one: the municipality is a member on a day of the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promises {
    /// By municipality: all shifts.
    pub total: Vec<Option<Promise>>,
    /// By burden, then municipality; `None` also where the burden has no windows.
    pub burdens: Vec<Vec<Option<Promise>>>,
}

/// What can be promised of the balances after the period of an instance, and later. `shares` must have φ = 1.
pub fn promises(instance: &Instance, shares: &Shares) -> Promises {
    let classes = Classes::new(instance, shares);
    let total = match standing(instance, Goal::Shares) {
        Ok(Standing::First) => alone(instance, shares, None),
        Ok(Standing::Second) => every(shares, None, Promise::Not(Why::BurdensFirst)),
        Err(why) => every(shares, None, Promise::Not(why)),
    };
    let burdens = (0..instance.burdens.len()).map(|c| match standing(instance, Goal::Burdens) {
        _ if classes.windows[c].is_empty() => vec![None; shares.rate.len()],
        Ok(Standing::First) if classes.stands_apart(c) => alone(instance, shares, Some(c)),
        Ok(standing) => every(shares, Some(c), classes.together(c, standing)),
        Err(why) => every(shares, Some(c), Promise::Not(why)),
    });
    Promises { total, burdens: burdens.collect() }
}

/// Where a goal stands among those of its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Only coverage comes before it.
    First,
    /// The other of shares and burdens comes before it as well.
    Second,
}

fn standing(instance: &Instance, goal: Goal) -> Result<Standing, Why> {
    let place = instance.goals.iter().position(|&other| other == goal).ok_or(Why::NoGoal)?;
    let mut standing = Standing::First;
    for &before in &instance.goals[..place] {
        match before {
            Goal::Coverage | Goal::Stability => {}
            Goal::Burdens if instance.burdens.is_empty() => {}
            Goal::Shares | Goal::Burdens => standing = Standing::Second,
            _ => return Err(Why::OtherGoalsFirst),
        }
    }
    Ok(standing)
}

/// The same for everybody who takes part in the class.
fn every(shares: &Shares, class: Option<usize>, promise: Promise) -> Vec<Option<Promise>> {
    shares.rates(class).iter().map(|rate| rate.is_positive().then_some(promise)).collect()
}

/// A member that does not take part in all windows of a class alike, throughout its time in the period. Where there is none, the class is
/// shared among those who take part in it as if there were no others.
fn partial(instance: &Instance, class: Option<usize>) -> Option<usize> {
    let pattern = Pattern::of(instance, class);
    let is_odd = |m: &usize| {
        let municipality = &instance.municipalities[*m];
        let days = instance.period.days().filter(|&day| municipality.is_member(day));
        let mut taken = days.map(|day| pattern.is_taken_by(municipality, day)).scan(Some(false), |before, now| {
            let ends = *before == Some(true) && now == Some(false);
            *before = now;
            Some(now.is_none() || ends)
        });
        !municipality.stretches.is_empty() && taken.any(|odd| odd)
    };
    (0..instance.municipalities.len()).find(is_odd)
}

/// What holds for a class that nothing else is rounded with or before.
fn alone(instance: &Instance, shares: &Shares, class: Option<usize>) -> Vec<Option<Promise>> {
    let (accounts, rates) = (shares.accounts(class), shares.rates(class));
    let every = |promise| every(shares, class, promise);
    if let Some(m) = partial(instance, class) {
        return every(Promise::Not(Why::TakesPart(m)));
    }
    let members: Vec<usize> = (0..accounts.len()).filter(|&m| rates[m].is_positive()).collect();
    let seats: Exact = members.iter().map(|&m| &accounts[m].entitled).sum();
    let carried: Exact = members.iter().map(|&m| &accounts[m].carried).sum();
    if carried.abs() >= Exact::one() {
        return every(Promise::Not(Why::Unbalanced));
    }
    // Who has no window in the period cannot be given what is due.
    let stranded = |m: &usize| accounts[*m].entitled.is_zero() && accounts[*m].target >= Exact::one();
    if members.iter().any(stranded) {
        return every(Promise::Not(Why::DueTogether));
    }
    let leaves = |m: &usize| !instance.municipalities[*m].is_member(instance.period.to);
    let owes_a_shift =
        |m: &usize| !accounts[*m].target.is_negative() && (leaves(m) || &rates[*m] * &seats >= Exact::one());
    if carried.is_zero() && members.iter().all(owes_a_shift) {
        return every(Promise::Always);
    }
    if let Some(&leaver) = members.iter().find(|m| leaves(m)) {
        return every(Promise::Not(Why::Leaves(leaver)));
    }
    let of_members = members.iter().map(|&m| (&accounts[m].target, &rates[m])).collect::<Vec<_>>();
    if !falls_due_in_time(&of_members, &seats) {
        return every(Promise::Not(Why::DueTogether));
    }
    let promise = |m: usize| match accounts[m].target > -Exact::one() {
        true => Promise::WhileSharesStay,
        false => Promise::Not(Why::Ahead),
    };
    (0..accounts.len()).map(|m| rates[m].is_positive().then(|| promise(m))).collect()
}

/// Whether no more shifts ever fall due than seats have come by: Σ_m max(0, ⌊target_m + share_m · H⌋) ≤ seats + H for
/// every whole number H of seats after the period. (target, share) of each member; the shares sum to one.
///
/// With A(H) = Σ_m max(0, −(target_m + share_m · H)), what members are still ahead, the left side is at most
/// seats + H + Σ balances + A(H). A never grows, so once Σ balances + A(H) is below one the rest holds by itself.
pub fn falls_due_in_time(members: &[(&Exact, &Exact)], seats: &Exact) -> bool {
    let denominators = members.iter().flat_map(|(target, share)| [target.denom(), share.denom()]);
    // The least common multiple: what a fraction's denominator keeps of itself in lowest terms is new.
    let common = denominators
        .fold(BigInt::one(), |common, denominator| &common * Exact::new(common.clone(), denominator.clone()).denom());
    let scaled = |exact: &Exact| exact.numer() * (&common / exact.denom());
    // By member: target + share · H as a whole number and what is left of it, over the common denominator.
    let mut stand: Vec<(BigInt, BigInt, BigInt)> = members
        .iter()
        .map(|(target, share)| {
            let whole = target.floor();
            (whole.to_integer(), scaled(&(*target - &whole)), scaled(share))
        })
        .collect();
    let Some(mut by_then) = seats.to_integer().to_i64() else { return false };
    let balances = scaled(&(members.iter().map(|(target, _)| *target).sum::<Exact>() - seats));
    for _ in 0..LOOKS / members.len().max(1) {
        let due: BigInt = stand.iter().map(|(whole, ..)| whole).filter(|whole| whole.is_positive()).sum();
        if due > BigInt::from(by_then) {
            return false;
        }
        let ahead = stand.iter().filter(|(whole, ..)| whole.is_negative());
        let ahead: BigInt = ahead.map(|(whole, rest, _)| -(whole * &common + rest)).sum();
        if ahead + &balances < common {
            return true;
        }
        for (whole, rest, share) in &mut stand {
            *rest += &*share;
            if *rest >= common {
                *rest -= &common;
                *whole += 1;
            }
        }
        by_then += 1;
    }
    false
}

/// The classes of windows and how they lie within each other.
struct Classes<'a> {
    instance: &'a Instance,
    shares: &'a Shares,
    /// By burden: its windows, ascending.
    windows: Vec<Vec<usize>>,
}

impl<'a> Classes<'a> {
    fn new(instance: &'a Instance, shares: &'a Shares) -> Self {
        let of = |c: usize| (0..instance.windows.len()).filter(|&w| instance.windows[w].burdens.contains(&c)).collect();
        Classes { instance, shares, windows: (0..instance.burdens.len()).map(of).collect() }
    }

    /// Whether `inner` lies within `outer`; of two with the same windows the second lies within the first.
    fn within(&self, inner: usize, outer: usize) -> bool {
        let (a, b) = (&self.windows[inner], &self.windows[outer]);
        a.iter().all(|w| b.binary_search(w).is_ok()) && (a.len() < b.len() || inner > outer)
    }

    fn in_common(&self, a: usize, b: usize) -> bool {
        self.windows[a].iter().any(|w| self.windows[b].binary_search(w).is_ok())
    }

    fn burdens(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.windows.len()).filter(|&c| !self.windows[c].is_empty())
    }

    /// Whether a burden has no window in common with another one.
    fn stands_apart(&self, c: usize) -> bool {
        self.burdens().all(|other| other == c || !self.in_common(c, other))
    }

    /// The burdens right within a burden, or, for `None`, within none.
    fn children(&self, parent: Option<usize>) -> Vec<usize> {
        let inside = |c: usize, outer: Option<usize>| outer.is_none_or(|outer| self.within(c, outer));
        let direct = |&c: &usize| {
            Some(c) != parent
                && inside(c, parent)
                && !self.burdens().any(|d| d != c && Some(d) != parent && inside(d, parent) && self.within(c, d))
        };
        self.burdens().filter(direct).collect()
    }

    /// What holds for a burden that is rounded together with others, and after all shifts where those come first. Each
    /// class must leave everybody enough beside the burdens within it; docs/reference.md has the proof.
    fn together(&self, c: usize, standing: Standing) -> Promise {
        for a in self.burdens() {
            let other =
                self.burdens().find(|&b| self.in_common(a, b) && a != b && !self.within(a, b) && !self.within(b, a));
            if let Some(other) = other {
                return Promise::Not(Why::Overlaps(if a == c { other } else { a }));
            }
        }
        let classes = std::iter::once(None).chain(self.burdens().map(Some));
        if let Some(m) = { classes }.find_map(|class| partial(self.instance, class)) {
            return Promise::Not(Why::TakesPart(m));
        }
        let total = (standing == Standing::Second).then_some((None, &self.shares.total));
        let burdens = self.burdens().map(|burden| (Some(burden), &self.shares.burdens[burden]));
        for (class, accounts) in total.into_iter().chain(burdens) {
            if !accounts.iter().map(|account| &account.carried).sum::<Exact>().is_zero() {
                return Promise::Not(Why::Unbalanced);
            }
            let children = self.children(class);
            // All shifts have been rounded before, and may be a whole one less than their target.
            let rounded = if class.is_none() { Exact::one() } else { Exact::zero() };
            let classes = Exact::from_integer((1 + children.len()).into());
            for m in (0..accounts.len()).filter(|&m| self.shares.rate[m].is_positive()) {
                let own = |of: fn(&Account) -> &Exact| {
                    of(&accounts[m]) - children.iter().map(|&child| of(&self.shares.burdens[child][m])).sum::<Exact>()
                };
                let seats: u64 = self.seats(class) - children.iter().map(|&child| self.seats(Some(child))).sum::<u64>();
                let stays = self.instance.municipalities[m].is_member(self.instance.period.to);
                let rate = &self.shares.rate[m];
                // A balance can be one shift, and the member's part of a leaver's, in each of these classes.
                let needed = &classes * (rate + Exact::one()) + &rounded;
                let later = !stays || rate * Exact::from_integer(seats.into()) >= needed;
                if !later || own(|account| &account.target) < rounded {
                    return Promise::Not(Why::TooSmall);
                }
            }
        }
        Promise::Always
    }

    /// Seats of a class on days that have members.
    fn seats(&self, class: Option<usize>) -> u64 {
        let windows = self.instance.windows.iter().filter(|window| self.instance.is_somebodys(window));
        let inside = windows.filter(|window| class.is_none_or(|burden| window.burdens.contains(&burden)));
        inside.map(|window| u64::from(window.seats)).sum()
    }
}
