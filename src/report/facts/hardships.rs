//! What no planner would send out without a word: three shifts in nine days, none for sixty, every shift against somebody's wishes.
//!
//! In: an instance, everybody's strip, and whether no roster is better in wishes. Out: who has it so, and whether the days on which they can
//! come leave any other way for as many shifts as they have. Where shifts come that often or that seldom at an even pace, nobody is named.

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
    /// Whether it could be otherwise.
    pub way: Way,
}

/// Whether somebody could have it otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// As far as is known.
    Open,
    /// At the price of others' wishes, or of an earlier goal: no roster is better in wishes without giving one up.
    AtAPrice,
    /// Locks and the days on which the person can come leave no other way.
    None,
}

impl Way {
    fn none_if(none: bool) -> Self {
        if none { Way::None } else { Way::Open }
    }
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
        [&self.crowded, &self.idle, &self.refused].into_iter().flatten().any(|hard| hard.way == Way::Open)
    }
}

/// Who has it hard; pools have no strips that say so. Where `wishes` is proven, whoever has all wishes refused could have one met only if
/// somebody else had one less, or an earlier goal were worse: else there would be a roster that is better in wishes.
pub fn hardships(instance: &Instance, strips: &[Strip], wishes_proven: bool) -> Hardships {
    let mut all = Hardships::default();
    for (staff, strip) in strips.iter().enumerate().filter(|(_, strip)| strip.apart.is_some()) {
        let pace = strip.pace.as_ref().map(|pace| pace.to_f64().unwrap_or(f64::INFINITY));
        let dates: Vec<NaiveDate> =
            strip.before.into_iter().chain(strip.windows.iter().map(|&w| instance.windows[w].date)).collect();
        let is_crowded = dates.windows(MANY).any(|some| (some[MANY - 1] - some[0]).num_days() < DAYS);
        // At an even pace that many may fall into these days anyway.
        if is_crowded && pace.is_none_or(|pace| pace * (MANY - 1) as f64 > (DAYS - 1) as f64) {
            all.crowded.push(Hard { staff, way: Way::none_if(must_crowd(instance, staff, strip)) });
        }
        if let Some(there) = There::of(instance, staff, strip.before)
            && pace.is_some_and(|pace| pace < LONG as f64)
            && there.is_idle(&dates)
        {
            let way = Way::none_if(there.must_be_idle(instance, staff, strip.windows.len()));
            all.idle.push(Hard { staff, way });
        }
        if strip.met().is_some_and(|(met, of)| met == 0 && of > 0) {
            let wishes = Wishes::of(instance, staff);
            let is_wished = |window: usize| wishes.as_ref().is_some_and(|wishes| wishes.fit(instance, staff, window));
            let other = open(instance, staff).any(is_wished);
            let way = match !other || is_given(instance, staff, &strip.windows) {
                true => Way::None,
                false if wishes_proven && is_gain(instance, staff, strip, is_wished) => Way::AtAPrice,
                false => Way::Open,
            };
            all.refused.push(Hard { staff, way });
        }
    }
    all
}

/// Whether any window as wished counts for more than any that the person has: not so where one is preferred and avoided at once.
fn is_gain(instance: &Instance, staff: usize, strip: &Strip, is_wished: impl Fn(usize) -> bool) -> bool {
    let met = |window: usize| {
        let stance = instance.stance(staff, window);
        i64::from(stance.prefers) - i64::from(stance.avoids)
    };
    let least = open(instance, staff).filter(|&window| is_wished(window)).map(met).min();
    least > strip.windows.iter().map(|&window| met(window)).max()
}

/// The windows that a person could be given: where able to come, not ruled out by a lock, and not before the day of mending.
fn open(instance: &Instance, staff: usize) -> impl DoubleEndedIterator<Item = usize> {
    let home = &instance.municipalities[instance.staff[staff].municipality];
    (0..instance.windows.len()).filter(move |&window| {
        instance.given_seats(staff, window) > 0
            || (instance.stance(staff, window).available
                && home.takes_part(&instance.windows[window])
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

/// The first and the last day of the period on which somebody can come, or the last shift before it instead of the first. Whoever is away
/// at the end of the period, or not there yet at its beginning, waits for no shift meanwhile.
struct There {
    from: NaiveDate,
    to: NaiveDate,
}

impl There {
    fn of(instance: &Instance, staff: usize, before: Option<NaiveDate>) -> Option<Self> {
        let is_there = |date: &NaiveDate| instance.staff[staff].is_employed(*date);
        let mut days = open(instance, staff).map(|window| instance.windows[window].date).filter(is_there);
        let first = days.next()?;
        let to = days.next_back().unwrap_or(first);
        // A shift so long ago says nothing of this period.
        let from = before.filter(|before| (first - *before).num_days() < LONG).unwrap_or(first);
        Some(There { from, to })
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
