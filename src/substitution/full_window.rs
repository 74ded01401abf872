//! A full window, in which each of who sits there is replaced in turn: all of that is one list.
//!
//! In: an instance, a roster and people on one of its windows. Out: the best replacements, as a single seat's candidates are ranked, and how
//! many there are. Of hundreds of colleagues and dozens of seats not each is judged: replacements that are the same to a goal are judged once for
//! it, and whatever it leaves behind the best ones, and is not as good as the roster so far, is not looked at again.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::{Candidate, Excluded, Sitting, Substitutes, comparable, rank};
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::legality::Tally;
use crate::verify::{Judgement, Referee};

/// A replacement before it is ranked.
struct Replacement {
    /// On the goals that were looked at, in order.
    values: Vec<i128>,
    staff: usize,
    out: usize,
    /// How the roster with it stands to the roster as it is, by these goals.
    to_now: Ordering,
}

/// Who could take the seat of one of these, each of whom is on the window: the best replacements, at most `most`.
pub fn replacements(instance: &Instance, roster: &Roster, window: usize, outs: &[usize], most: usize) -> Substitutes {
    let mut referee = Referee::new(instance);
    let now = referee.judge(roster);
    let Lawful { sitting, pairs, excluded } = lawful(instance, roster, window, outs);
    let free: BTreeSet<usize> = pairs.iter().map(|&(staff, _)| staff).collect();
    let (free, possible) = (free.len(), pairs.len());
    let with = |staff: usize, out: usize| roster.clone().without(window, out).with(window, staff);
    let one = |(staff, out)| Replacement { values: Vec::new(), staff, out, to_now: Ordering::Equal };
    let mut left: Vec<Replacement> = pairs.into_iter().map(one).collect();
    let by_name = |one: &Replacement| (instance.staff[one.staff].municipality, one.staff, one.out);
    let mut better = 0;
    // By what a goal can see of a replacement, the values of all goals of one that it cannot tell from others.
    let mut known: BTreeMap<Vec<usize>, Vec<i128>> = BTreeMap::new();
    for (place, rung) in instance.rungs().into_iter().enumerate() {
        let now = comparable(now.values[place].1);
        for one in &mut left {
            let values = known
                .entry(sameness(instance, rung, one))
                .or_insert_with(|| values(&referee.judge(&with(one.staff, one.out))));
            one.values.push(values[place]);
            one.to_now = one.to_now.then(values[place].cmp(&now));
        }
        left.sort_by(|one, other| one.values.cmp(&other.values).then_with(|| by_name(one).cmp(&by_name(other))));
        if let Some(last) = most.checked_sub(1).and_then(|last| left.get(last)).map(|last| last.values.clone()) {
            left.retain(|one| {
                let stays = one.values <= last || one.to_now == Ordering::Equal;
                better += usize::from(!stays && one.to_now == Ordering::Less);
                stays
            });
        }
    }
    better += left.iter().filter(|one| one.to_now == Ordering::Less).count();
    left.truncate(most);
    let mut candidates: Vec<Candidate> = Vec::new();
    for one in left {
        let with = with(one.staff, one.out);
        let shifts = with.shifts.iter().flatten().filter(|&&other| other == one.staff).count() as u64;
        candidates.push(Candidate { out: Some(one.out), staff: one.staff, shifts, judgement: referee.judge(&with) });
    }
    rank(instance, &mut candidates);
    let open = (outs.len() == 1).then(|| referee.judge(&roster.clone().without(window, outs[0])));
    let mut fixed: Vec<usize> =
        roster.seated(instance, window).into_iter().filter(|other| !outs.contains(other)).collect();
    fixed.dedup();
    Substitutes { now, open, sitting, fixed, candidates, excluded, free, possible, better }
}

/// Who may replace whom, as (staff, out), and what holds the others from every seat.
struct Lawful {
    sitting: Vec<Sitting>,
    pairs: Vec<(usize, usize)>,
    excluded: Vec<Excluded>,
}

fn lawful(instance: &Instance, roster: &Roster, window: usize, outs: &[usize]) -> Lawful {
    let mut tally = Tally::of(instance, roster);
    let (mut sitting, mut pairs) = (Vec::new(), Vec::new());
    // By person: what holds them from all of the seats so far; nothing, if they could take one.
    let mut held: Vec<Option<Vec<Rule>>> = vec![None; instance.staff.len()];
    for &out in outs {
        tally.take_back(out, window);
        sitting.push(Sitting { staff: out, breaks: tally.obstacles(out, window) });
        for staff in (0..instance.staff.len()).filter(|&staff| staff != out) {
            let rules = tally.obstacles(staff, window);
            if rules.is_empty() {
                pairs.push((staff, out));
            }
            match &mut held[staff] {
                Some(known) => known.retain(|rule| rules.contains(rule)),
                None => held[staff] = Some(rules),
            }
        }
        tally.give(out, window);
    }
    let excluded = held.into_iter().enumerate().filter_map(|(staff, rules)| {
        let rules = rules.filter(|rules| !rules.is_empty() && !roster.shifts[window].contains(&staff))?;
        Some(Excluded { staff, rules })
    });
    Lawful { sitting, pairs, excluded: excluded.collect() }
}

fn values(judgement: &Judgement) -> Vec<i128> {
    judgement.values.iter().map(|&(_, value)| comparable(value)).collect()
}

/// What of a replacement a goal can see: whose shift it is in the same window, by municipality or by person.
fn sameness(instance: &Instance, rung: Rung, replacement: &Replacement) -> Vec<usize> {
    let &Replacement { staff, out, .. } = replacement;
    let home = |staff: usize| instance.staff[staff].municipality;
    match rung.is_of_people() {
        false => vec![home(out), home(staff)],
        true => vec![home(out), home(staff), out, staff],
    }
}
