//! Brute force: the contract read a second time, with no thought for speed.
//!
//! In: an instance. Out: the rules a roster breaks, the value of each rung, and the best values over all rosters there
//! are. Shares no code with `verify` or `shares`: rosters are tables of counts here, rules are stated as loops over all
//! pairs, and formulas are taken from docs/reference.md, "Goals", term by term. Instances must be tiny.

mod goals;
mod part;
mod presence;
mod queue;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use vagtplan::domain::Instance;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::Rule;

use super::greenwich::greenwich;
use goals::{Owed, value};

/// Two values of a rung that lie this close are the same value, summed in another order.
pub const TOLERANCE: f64 = 1e-7;

/// Seats by window, then staff.
type Counts = Vec<Vec<u32>>;

/// A rule, and the person and municipality that broke it.
pub type Broken = (Rule, Option<usize>, Option<usize>);

/// Every rule that `roster` breaks, and by whom.
pub fn broken(instance: &Instance, roster: &Roster) -> BTreeSet<Broken> {
    let counts = counts(instance, roster);
    let mut broken = BTreeSet::new();
    for (w, window) in instance.windows.iter().enumerate() {
        if counts[w].iter().sum::<u32>() > window.seats {
            broken.insert((Rule::Seats, None, None));
        }
        for (m, municipality) in instance.municipalities.iter().enumerate() {
            let staff = (0..instance.staff.len()).filter(|&s| instance.staff[s].municipality == m);
            let away: u32 = staff.map(|s| counts[w][s]).sum();
            let more = instance.agreed.away.get(&(m, w)).copied().unwrap_or(0);
            if municipality.limits[Rule::AwayAtOnce].is_some_and(|most| away > most + more) {
                broken.insert((Rule::AwayAtOnce, None, Some(m)));
            }
        }
    }
    for s in 0..instance.staff.len() {
        for rule in broken_by(instance, &counts, s) {
            broken.insert((rule, Some(s), Some(instance.staff[s].municipality)));
        }
    }
    broken
}

/// Every rule that person `s` breaks.
fn broken_by(instance: &Instance, counts: &Counts, s: usize) -> BTreeSet<Rule> {
    let mut rules = BTreeSet::new();
    let person = &instance.staff[s];
    let windows = &instance.windows;
    let held = |of: &dyn Fn(NaiveDate) -> bool| -> u32 {
        (0..windows.len()).filter(|&w| of(windows[w].date)).map(|w| counts[w][s]).sum()
    };
    for (w, window) in windows.iter().enumerate() {
        let times = counts[w][s];
        if times < instance.fixed.get(&(s, w)).copied().unwrap_or(0) {
            rules.insert(Rule::Locks);
        }
        if times == 0 {
            continue;
        }
        if times > person.heads {
            rules.insert(Rule::Seats);
        }
        if !part::is_member(instance, person.municipality, window.date) {
            rules.insert(Rule::Membership);
        } else if !part::takes(instance, person.municipality, window) {
            rules.insert(Rule::Participation);
        }
        if !instance.stance(s, w).available {
            rules.insert(Rule::Availability);
        }
        if instance.forbidden.contains(&(s, w)) {
            rules.insert(Rule::Locks);
        }
        if held(&|date| date == window.date) > person.limits.most(Rule::ShiftsPerDay) {
            rules.insert(Rule::ShiftsPerDay);
        }
        // ISO weeks begin on Monday, so two dates share one when they share its Monday.
        let monday = |date: NaiveDate| date - chrono::Days::new(date.weekday().num_days_from_monday().into());
        let past =
            instance.history.iter().filter(|past| past.staff == s && monday(past.date) == monday(window.date)).count();
        let agreed = instance.agreed.weeks.get(&(s, monday(window.date))).copied().unwrap_or(0);
        let most = person.limits.most(Rule::ShiftsPerWeek).saturating_add(agreed);
        if held(&|date| monday(date) == monday(window.date)) + past as u32 > most {
            rules.insert(Rule::ShiftsPerWeek);
        }
        if person.limits[Rule::ShiftsPerPeriod].is_some_and(|most| held(&|_| true) > most) {
            rules.insert(Rule::ShiftsPerPeriod);
        }
        for &c in &window.burdens {
            let in_burden = |of: &dyn Fn(NaiveDate) -> bool| -> u32 {
                let there = (0..windows.len()).filter(|&v| windows[v].burdens.contains(&c) && of(windows[v].date));
                there.map(|v| counts[v][s]).sum()
            };
            let before = instance.history.iter().filter(|past| past.staff == s && past.burdens.contains(&c));
            let before = before.filter(|past| monday(past.date) == monday(window.date)).count() as u32;
            let this_week = in_burden(&|date| monday(date) == monday(window.date)) + before;
            if person.limits.cap(Rule::PerPersonWeek, c).is_some_and(|most| this_week > most) {
                rules.insert(Rule::PerPersonWeek);
            }
            if person.limits.cap(Rule::PerPersonPeriod, c).is_some_and(|most| in_burden(&|_| true) > most) {
                rules.insert(Rule::PerPersonPeriod);
            }
        }
        if person.heads == 1 {
            let start = greenwich(window.date.and_time(window.start));
            let planned = (0..w).filter(|&e| counts[e][s] > 0 && windows[e].date < window.date);
            let ends = planned.map(|e| greenwich(windows[e].date.and_time(windows[e].start) + windows[e].length));
            let mine = instance.history.iter().filter(|past| past.staff == s);
            if ends.chain(mine.map(|past| greenwich(past.ends_at.wall()))).any(|end| start < end + instance.rest) {
                rules.insert(Rule::RestHours);
            }
        }
    }
    rules
}

/// The value of every rung of the instance's ladder in `roster`.
pub fn values(instance: &Instance, roster: &Roster) -> Vec<f64> {
    let counts = counts(instance, roster);
    let holes = |w: usize| instance.windows[w].seats.saturating_sub(counts[w].iter().sum());
    let owed = Owed::new(instance, (0..counts.len()).filter(|&w| somebodys(instance, w)).map(holes).sum());
    instance.rungs().into_iter().map(|rung| value(instance, &counts, &owed, rung)).collect()
}

fn counts(instance: &Instance, roster: &Roster) -> Counts {
    let count = |staff: &Vec<usize>, s| staff.iter().filter(|&&other| other == s).count() as u32;
    roster.shifts.iter().map(|staff| (0..instance.staff.len()).map(|s| count(staff, s)).collect()).collect()
}

fn unfilled(instance: &Instance, counts: &Counts) -> u32 {
    (0..counts.len()).map(|w| instance.windows[w].seats.saturating_sub(counts[w].iter().sum())).sum()
}

/// Whether any member takes part in a window; else its seats are nobody's.
fn somebodys(instance: &Instance, w: usize) -> bool {
    (0..instance.municipalities.len()).any(|m| part::takes(instance, m, &instance.windows[w]))
}

/// How many rosters there are at most, when people's limits are left out of it; what brute force would have to look at.
pub fn rosters_at_most(instance: &Instance) -> f64 {
    let ways = |w: usize| {
        // By seats taken so far: in how many ways.
        let mut ways = vec![1.0];
        for s in 0..instance.staff.len() {
            let most = if may_ever(instance, s, w) { instance.staff[s].heads } else { 0 };
            let mut next = vec![0.0; (ways.len() + most as usize).min(instance.windows[w].seats as usize + 1)];
            for (taken, ways) in ways.iter().enumerate() {
                for more in 0..=most as usize {
                    if let Some(next) = next.get_mut(taken + more) {
                        *next += ways;
                    }
                }
            }
            ways = next;
        }
        ways.iter().sum::<f64>()
    };
    (0..instance.windows.len()).map(ways).product()
}

fn may_ever(instance: &Instance, s: usize, w: usize) -> bool {
    instance.stance(s, w).available
        && !instance.forbidden.contains(&(s, w))
        && part::takes(instance, instance.staff[s].municipality, &instance.windows[w])
}

/// The lexicographically best values over all rosters that break no rule, rung by rung. There is always such a roster:
/// what an instance fixes breaks none.
pub fn best_values(instance: &Instance) -> Vec<f64> {
    // φ is the same in all rosters that coverage leaves standing, which only seats that are needed come before.
    let missing = |counts: &Counts| -> u32 {
        let windows = instance.windows.iter().zip(counts);
        windows.map(|(window, seats)| window.least.saturating_sub(seats.iter().sum())).sum()
    };
    let is_simple = instance.windows.iter().all(|window| window.least == 0);
    let (mut least, mut fewest) = (u32::MAX, u32::MAX);
    rosters(instance, u32::MAX, &mut |counts, unfilled, most| {
        if (missing(counts), unfilled) < (least, fewest) {
            (least, fewest) = (missing(counts), unfilled);
        }
        if is_simple {
            *most = fewest;
        }
    });
    assert!(fewest < u32::MAX, "the locks of an instance are a roster that breaks no rule");
    // Nobody may be rostered where no member is there.
    let nobodys = (0..instance.windows.len()).filter(|&w| !somebodys(instance, w));
    let owed = Owed::new(instance, fewest - nobodys.map(|w| instance.windows[w].seats).sum::<u32>());
    let rungs = instance.rungs();
    let mut best: Option<Vec<f64>> = None;
    rosters(instance, fewest, &mut |counts, _, _| {
        if missing(counts) > least {
            return;
        }
        let mut found = Vec::new();
        let mut better = best.is_none();
        for (position, &rung) in rungs.iter().enumerate() {
            let value = value(instance, counts, &owed, rung);
            if let Some(best) = best.as_ref().filter(|_| !better) {
                if value > best[position] + TOLERANCE {
                    return;
                }
                better = value < best[position] - TOLERANCE;
            }
            found.push(value);
        }
        if better {
            best = Some(found);
        }
    });
    best.expect("the second walk visits what the first has found")
}

/// The lexicographically best values over the rosters that break no rule, leave exactly so many seats unfilled, and are `allowed`; `None`
/// where there are none.
pub fn best_values_among(
    instance: &Instance,
    unfilled: u32,
    allowed: &mut dyn FnMut(&Roster) -> bool,
) -> Option<Vec<f64>> {
    let nobodys = (0..instance.windows.len()).filter(|&w| !somebodys(instance, w));
    let owed = Owed::new(instance, unfilled - nobodys.map(|w| instance.windows[w].seats).sum::<u32>());
    let rungs = instance.rungs();
    let mut best: Option<Vec<f64>> = None;
    rosters(instance, unfilled, &mut |counts, open, _| {
        if open != unfilled {
            return;
        }
        let found: Vec<f64> = rungs.iter().map(|&rung| value(instance, counts, &owed, rung)).collect();
        let is_better = best.as_ref().is_none_or(|best| {
            let differing = best.iter().zip(&found).find(|(best, found)| (*best - *found).abs() > TOLERANCE);
            differing.is_some_and(|(best, found)| found < best)
        });
        let seats = |on: &Vec<u32>| {
            let of = on.iter().enumerate();
            of.flat_map(|(s, &seats)| std::iter::repeat_n(s, seats as usize)).collect::<Vec<usize>>()
        };
        if is_better && allowed(&Roster::new(counts.iter().map(seats).collect())) {
            best = Some(found);
        }
    });
    best
}

/// What is done with each roster: (seats, how many stay unfilled, the most that may; it can be lowered on the way).
type Visit<'a> = dyn FnMut(&Counts, u32, &mut u32) + 'a;

/// Visits every roster that breaks no rule and leaves at most `most_unfilled` seats unfilled.
fn rosters(instance: &Instance, mut most_unfilled: u32, visit: &mut Visit<'_>) {
    let mut counts = vec![vec![0; instance.staff.len()]; instance.windows.len()];
    extend(instance, &mut counts, (0, 0), 0, &mut most_unfilled, visit);
}

/// Gives person `s` every possible number of seats in window `w`, and goes on with the next person.
fn extend(
    instance: &Instance,
    counts: &mut Counts,
    (w, s): (usize, usize),
    unfilled: u32,
    most_unfilled: &mut u32,
    visit: &mut Visit<'_>,
) {
    if unfilled > *most_unfilled {
        return;
    }
    if w == instance.windows.len() {
        visit(counts, unfilled, most_unfilled);
        return;
    }
    let left = instance.windows[w].seats - counts[w].iter().sum::<u32>();
    if s == instance.staff.len() {
        extend(instance, counts, (w + 1, 0), unfilled + left, most_unfilled, visit);
        return;
    }
    let person = &instance.staff[s];
    let most = if may_ever(instance, s, w) { person.heads.min(left) } else { 0 };
    let least = instance.fixed.get(&(s, w)).copied().unwrap_or(0);
    for seats in (least..=most).rev() {
        counts[w][s] = seats;
        let away: u32 = instance.staff_of(person.municipality).map(|c| counts[w][c]).sum();
        let limits = &instance.municipalities[person.municipality].limits;
        // Locks of later windows cannot be held yet; those of this one are, by the range above.
        let holds = || broken_by(instance, counts, s).iter().all(|&rule| rule == Rule::Locks);
        let more = instance.agreed.away.get(&(person.municipality, w)).copied().unwrap_or(0);
        if limits[Rule::AwayAtOnce].is_none_or(|most| away <= most + more) && (seats == 0 || holds()) {
            extend(instance, counts, (w, s + 1), unfilled, most_unfilled, visit);
        }
    }
    counts[w][s] = 0;
}
