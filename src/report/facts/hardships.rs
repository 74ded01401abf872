//! What no planner would send out without a word: three shifts in nine days, none for sixty, every shift against somebody's wishes.
//!
//! In: an instance and everybody's strip. Out: who has it so, and whether the days on which they can come leave any other way for as many
//! shifts as they have. Where shifts come that often or that seldom at an even pace, nobody is named.

use chrono::{NaiveDate, TimeDelta};
use num_traits::ToPrimitive;

use super::strips::{Strip, Wishes};
use crate::domain::Instance;
use crate::domain::rule::Rule;

/// So many shifts …
const MANY: usize = 3;
/// … within so many days are too many.
const DAYS: i64 = 9;
/// So many days from one shift to the next are too many.
const LONG: i64 = 60;

/// Somebody who has it hard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hard {
    /// Who.
    pub staff: usize,
    /// Whether locks and the days on which the person can come leave no other way.
    pub no_other_way: bool,
}

/// Whoever has it hard, by staff.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hardships {
    /// Three shifts in nine days.
    pub crowded: Vec<Hard>,
    /// No shift for sixty days.
    pub idle: Vec<Hard>,
    /// Every shift against wishes.
    pub refused: Vec<Hard>,
}

impl Hardships {
    /// Whether anybody has it hard who could have it otherwise.
    pub fn are_avoidable(&self) -> bool {
        [&self.crowded, &self.idle, &self.refused].into_iter().flatten().any(|hard| !hard.no_other_way)
    }
}

/// Who has it hard; pools have no strips that say so.
pub fn hardships(instance: &Instance, strips: &[Strip]) -> Hardships {
    let mut all = Hardships::default();
    for (staff, strip) in strips.iter().enumerate().filter(|(_, strip)| strip.apart.is_some()) {
        let pace = strip.pace.as_ref().map(|pace| pace.to_f64().unwrap_or(f64::INFINITY));
        let dates: Vec<NaiveDate> =
            strip.before.into_iter().chain(strip.windows.iter().map(|&w| instance.windows[w].date)).collect();
        let is_crowded = dates.windows(MANY).any(|some| (some[MANY - 1] - some[0]).num_days() < DAYS);
        // At an even pace that many may fall into these days anyway.
        if is_crowded && pace.is_none_or(|pace| pace * (MANY - 1) as f64 > (DAYS - 1) as f64) {
            all.crowded.push(Hard { staff, no_other_way: must_crowd(instance, staff, strip) });
        }
        if let Some(there) = There::of(instance, staff, strip.before)
            && pace.is_some_and(|pace| pace < LONG as f64)
            && there.is_idle(&dates)
        {
            all.idle.push(Hard { staff, no_other_way: there.must_be_idle(instance, staff, strip.windows.len()) });
        }
        if strip.met().is_some_and(|(met, of)| met == 0 && of > 0) {
            let wishes = Wishes::of(instance, staff);
            let is_wished = |window: usize| wishes.as_ref().is_some_and(|wishes| wishes.fit(instance, staff, window));
            let other = open(instance, staff).any(is_wished);
            all.refused.push(Hard { staff, no_other_way: !other || is_given(instance, staff, &strip.windows) });
        }
    }
    all
}

/// The windows that a person could be given: where able to come, not ruled out by a lock, and not before the day of mending.
fn open(instance: &Instance, staff: usize) -> impl Iterator<Item = usize> {
    let home = &instance.municipalities[instance.staff[staff].municipality];
    (0..instance.windows.len()).filter(move |&window| {
        instance.given_seats(staff, window) > 0
            || (instance.stance(staff, window).available
                && home.is_member(instance.windows[window].date)
                && !instance.forbidden.contains(&(staff, window))
                && !instance.is_past(window))
    })
}

/// Whether all of a person's shifts are given by locks, or lie before the day of mending.
fn is_given(instance: &Instance, staff: usize, windows: &[usize]) -> bool {
    windows.iter().all(|&window| instance.given_seats(staff, window) > 0)
}

/// Whether there are no days for as many shifts as the person has without three of them in nine days. Taking each day as early as it may
/// be taken gives the most there can be.
fn must_crowd(instance: &Instance, staff: usize, strip: &Strip) -> bool {
    let a_day = instance.staff[staff].limits[Rule::ShiftsPerDay].map_or(usize::MAX, |limit| limit as usize);
    let mut taken: Vec<NaiveDate> = strip.before.into_iter().collect();
    let before = taken.len();
    for date in open(instance, staff).map(|window| instance.windows[window].date) {
        let near = |days: i64| taken.iter().rev().take_while(|other| (date - **other).num_days() < days).count();
        if near(1) < a_day && near(DAYS) < MANY - 1 {
            taken.push(date);
        }
    }
    let crowded: Vec<usize> = strip.windows.clone();
    let given = crowded.windows(MANY).any(|some| {
        let [first, last] = [some[0], some[MANY - 1]].map(|window| instance.windows[window].date);
        (last - first).num_days() < DAYS && is_given(instance, staff, some)
    });
    given || taken.len() - before < strip.windows.len()
}

/// The days of the period on which somebody is there, first and last, or the last shift before it instead of the first.
struct There {
    from: NaiveDate,
    to: NaiveDate,
}

impl There {
    fn of(instance: &Instance, staff: usize, before: Option<NaiveDate>) -> Option<Self> {
        let person = &instance.staff[staff];
        let home = &instance.municipalities[person.municipality];
        let joined = [person.joined, home.joined].into_iter().flatten();
        let left = [person.left, home.left].into_iter().flatten().filter_map(|left| left.pred_opt());
        let first = joined.fold(instance.period.from, NaiveDate::max);
        let to = left.fold(instance.period.to, NaiveDate::min);
        // A shift so long ago says nothing of this period.
        let from = before.filter(|before| (first - *before).num_days() < LONG).unwrap_or(first);
        (first <= to).then_some(There { from, to })
    }

    /// Whether there are sixty days without a shift.
    fn is_idle(&self, dates: &[NaiveDate]) -> bool {
        let stops: Vec<NaiveDate> = std::iter::once(self.from)
            .chain(dates.iter().copied().filter(|date| *date > self.from))
            .chain([self.to])
            .collect();
        stops.windows(2).any(|pair| (pair[1] - pair[0]).num_days() >= LONG)
    }

    /// Whether so many shifts are too few for the days on which the person can come: each is put as late as may be.
    fn must_be_idle(&self, instance: &Instance, staff: usize, shifts: usize) -> bool {
        let dates: Vec<NaiveDate> = open(instance, staff).map(|window| instance.windows[window].date).collect();
        let (mut last, mut needed) = (self.from, 0);
        while (self.to - last).num_days() >= LONG {
            let until = last + TimeDelta::days(LONG);
            match dates.iter().rev().find(|date| **date < until) {
                Some(&next) if next > last => last = next,
                _ => return true,
            }
            needed += 1;
        }
        needed > shifts.max(1)
    }
}
