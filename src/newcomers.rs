//! Who came after a roster was published: what the mended one gives them, and why not more.
//!
//! In: an instance with its published roster, and the new one. Out: an entry for each newcomer. Nothing is solved; what another roster
//! would be worth is asked of `verify` alone. The even part is that of `rotation`, which the ladder minimises after keeping shifts.

use std::cmp::Ordering;

use num_traits::{One, ToPrimitive, Zero};

use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::domain::{Exact, Instance, Published};
use crate::legality::Tally;
use crate::presence;
use crate::substitution::{compare, first_difference};
use crate::verify::{Judgement, Referee};

/// The most seats of which it is tried what would be if a newcomer had them.
const TRIED: usize = 40;

/// Somebody without a shift in the published roster, and none before.
#[derive(Debug, Clone, PartialEq)]
pub struct Newcomer {
    /// Index into `Instance::staff`.
    pub staff: usize,
    /// Shifts in the new roster.
    pub shifts: u64,
    /// Their part of the municipality's shifts, those of `history.csv` counted in, in exact proportion to weight and time present.
    pub part: Exact,
    /// How many published shifts of colleagues could be handed over to bring them nearest to it.
    pub changes: u64,
    /// Why they have fewer; `None` where they do not.
    pub why: Option<Why>,
}

/// Why a newcomer has fewer shifts than an even part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The rules leave them no more windows.
    NoWindow,
    /// Each shift would cost a published one, which decides.
    Kept,
    /// Others have the seats that were given anew, or all that they could have: this goal decides.
    Goal(Rung),
    /// Nothing decides: a roster with one more for them would be as good or better, and the search ended before.
    Open,
}

/// The newcomers, in order of municipality and id. Without a published roster there are none.
///
/// A newcomer is no pool, is present at some time, and has no shift in the published roster nor in `history.csv`; and either
/// joins after the period's first day, or is owed a shift at least by an even part while every colleague who is present has one.
pub fn newcomers(instance: &Instance, roster: &Roster) -> Vec<Newcomer> {
    let Some(published) = &instance.published else { return Vec::new() };
    let mut had = vec![false; instance.staff.len()];
    published.roster.shifts.iter().flatten().for_each(|&staff| had[staff] = true);
    instance.history.iter().for_each(|past| had[past.staff] = true);
    let weights = presence::weights(instance);
    let mut given = vec![0_u64; instance.staff.len()];
    roster.shifts.iter().flatten().for_each(|&staff| given[staff] += 1);
    let is_new = |&staff: &usize| {
        let person = &instance.staff[staff];
        let later = person.joined.is_some_and(|joined| instance.period.from < joined);
        let colleagues =
            || instance.staff_of(person.municipality).filter(|&one| one != staff && !weights[one].is_zero());
        let only_one = || colleagues().next().is_some() && colleagues().all(|colleague| had[colleague]);
        // Who is owed less than a shift may well have none, and was there all the time.
        let is_owed_one = || part(instance, staff, &given, &weights) >= Exact::one();
        let is_there = !person.is_pool() && !weights[staff].is_zero();
        !had[staff] && is_there && (later || only_one() && is_owed_one())
    };
    let mut new: Vec<usize> = (0..instance.staff.len()).filter(is_new).collect();
    if new.is_empty() {
        return Vec::new();
    }
    new.sort_by_key(|&staff| (instance.staff[staff].municipality, staff));
    let mut referee = Referee::new(instance);
    let now = referee.judge(roster);
    let mut tally = Tally::of(instance, roster);
    new.into_iter()
        .map(|staff| {
            let part = part(instance, staff, &given, &weights);
            let short = (&part - Exact::from_integer(given[staff].into())).round().to_integer().to_u64().unwrap_or(0);
            let mut look = Look { instance, published, roster, tally: &mut tally };
            let changes = look.handed_over(staff, short);
            let why = (short > 0).then(|| look.why(staff, &mut referee, &now));
            Newcomer { staff, shifts: given[staff], part, changes, why }
        })
        .collect()
}

/// Somebody's part of their municipality's shifts, in proportion to weight and time present.
fn part(instance: &Instance, staff: usize, given: &[u64], weights: &[Exact]) -> Exact {
    let home = instance.staff[staff].municipality;
    let worked = instance.history.iter().filter(|past| instance.staff[past.staff].municipality == home).count() as u64;
    let shifts = worked + instance.staff_of(home).map(|colleague| given[colleague]).sum::<u64>();
    let all: Exact = instance.staff_of(home).map(|colleague| weights[colleague].clone()).sum();
    Exact::from_integer(shifts.into()) * &weights[staff] / all
}

/// A look at the new roster.
struct Look<'a, 'i> {
    instance: &'i Instance,
    published: &'i Published,
    roster: &'a Roster,
    /// Of the new roster; whatever is tried in it is taken back.
    tally: &'a mut Tally<'i>,
}

impl Look<'_, '_> {
    /// The windows that may change.
    fn windows(&self) -> std::ops::Range<usize> {
        let first = self.instance.windows.partition_point(|window| window.date < self.published.from);
        first..self.instance.windows.len()
    }

    /// Whether a person may have somebody else's seat, if nothing else changes.
    fn may_have(&mut self, staff: usize, window: usize, holder: usize) -> bool {
        if holder == staff || self.roster.is_fixed(self.instance, window, holder) {
            return false;
        }
        self.tally.take_back(holder, window);
        let may = self.tally.allows(staff, window);
        self.tally.give(holder, window);
        may
    }

    /// How many shifts of colleagues a person could take over within the rules, one after the other and no more than `most`: all of
    /// them published ones.
    fn handed_over(&mut self, staff: usize, most: u64) -> u64 {
        let home = self.instance.staff[staff].municipality;
        let mut done = Vec::new();
        for window in self.windows() {
            if done.len() as u64 == most {
                break;
            }
            let colleagues: Vec<usize> = self.roster.shifts[window]
                .iter()
                .copied()
                .filter(|&holder| self.instance.staff[holder].municipality == home && self.had(holder, window))
                .collect();
            if let Some(holder) = colleagues.into_iter().find(|&holder| self.may_have(staff, window, holder)) {
                self.tally.take_back(holder, window);
                self.tally.give(staff, window);
                done.push((holder, window));
            }
        }
        for &(holder, window) in &done {
            self.tally.take_back(staff, window);
            self.tally.give(holder, window);
        }
        done.len() as u64
    }

    /// Whether the published roster has somebody on a window.
    fn had(&self, staff: usize, window: usize) -> bool {
        self.published.roster.shifts[window].contains(&staff)
    }

    /// Why a person has no shift more: what decides against the best of the seats that they could have. Those that were given anew cost no
    /// published shift, and come first; then a colleague's, which changes nothing for other municipalities.
    fn why(&mut self, staff: usize, referee: &mut Referee<'_>, now: &Judgement) -> Why {
        let home = self.instance.staff[staff].municipality;
        let mut seats: Vec<(bool, bool, usize, Option<usize>)> = Vec::new();
        for window in self.windows() {
            for &holder in &self.roster.shifts[window] {
                let kept = self.had(holder, window);
                seats.push((kept, self.instance.staff[holder].municipality != home, window, Some(holder)));
            }
            if self.tally.unfilled(window) > 0 {
                seats.push((false, false, window, None));
            }
        }
        seats.sort();
        let mut judged: Vec<Judgement> = Vec::new();
        for (_, _, window, holder) in seats {
            let may = match holder {
                Some(holder) => self.may_have(staff, window, holder),
                None => self.tally.allows(staff, window),
            };
            if may {
                let without = match holder {
                    Some(holder) => self.roster.clone().without(window, holder),
                    None => self.roster.clone(),
                };
                judged.push(referee.judge(&without.with(window, staff)));
            }
            if judged.len() == TRIED {
                break;
            }
        }
        let Some(best) = judged.iter().min_by(|one, other| compare(one, other)) else { return Why::NoWindow };
        match (compare(best, now), first_difference(best, now)) {
            (Ordering::Greater, Some((Rung::Stability, _))) => Why::Kept,
            (Ordering::Greater, Some((rung, _))) => Why::Goal(rung),
            _ => Why::Open,
        }
    }
}
