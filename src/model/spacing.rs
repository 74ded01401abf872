//! The goal spacing: each colleague's shifts come evenly, all of them and those in each burden.
//!
//! In: the columns x_sw, the targets and who is present for how much of the time. Out: columns for the shifts that a stretch of days holds beyond one, their rows
//! and their cost. Pools are left out: nobody knows which of its heads comes.

mod line;

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Days, NaiveDate};
use num_traits::{Signed, ToPrimitive, Zero};

pub use line::Line;

use super::Objective;
use super::names::{self, Words};
use super::people::Shifts;
use super::program::Program;
use crate::domain::goal::Rung;
use crate::domain::{Exact, Instance, Staff};
use crate::presence;
use crate::shares::Shares;

/// Nobody's shifts are asked to lie further apart than this, in days.
const LONGEST: u64 = 28;

/// spacing: Σ_s Σ over consecutive shifts of s of max(0, L_s − days between them), and the same in each burden c with L_sc.
/// The last shift in `history.csv` comes before the first of the period.
///
/// Two consecutive shifts that lie g days apart stand together in L − g stretches of L days, or in none. So the same number is
/// Σ over all stretches of L days of max(0, shifts in it − 1). Σ_{w in stretch} x_sw ≤ 1 + excess
pub(super) fn spacing(
    instance: &Instance,
    shares: &Shares,
    shifts: &Shifts,
    program: &mut Program,
    objectives: &mut BTreeMap<Rung, Objective>,
) {
    let pace = Pace::of(instance, shares);
    let mut objective = Objective::default();
    for (s, places) in shifts.of.iter().enumerate().filter(|&(s, _)| !instance.staff[s].is_pool()) {
        let m = instance.staff[s].municipality;
        for &Asked { class, length, before } in &pace.asked[s] {
            let places = places.iter().filter(|&&(w, _)| counts(instance, class, w));
            let places: Vec<(NaiveDate, usize)> = places.map(|&(w, c)| (instance.windows[w].date, c)).collect();
            for stretch in stretches(&places, before, length) {
                let columns = &places[stretch.places];
                let sum = |bounds: &[f64]| columns.iter().map(|&(_, column)| bounds[column]).sum::<f64>();
                let beyond = f64::from(u8::from(stretch.is_after_history)) - 1.0;
                let (least, most) = (sum(&program.lower) + beyond, sum(&program.upper) + beyond);
                if least == most || most <= 0.0 {
                    // Settled already.
                    objective.constant += stretch.days as f64 * least.max(0.0);
                    continue;
                }
                let name = |what: &'static str| {
                    move |words: &Words| {
                        let of = class.map_or(String::new(), |burden| format!(".{}", words.burden(burden)));
                        format!("{what}.{}{of}.{}", words.person(s), names::date(stretch.first))
                    }
                };
                program.call(name("too_close"));
                let excess = program.column(Some(m), least.max(0.0), most);
                program.call(name("spacing"));
                let terms = columns.iter().map(|&(_, column)| (column, 1.0)).chain([(excess, -1.0)]).collect();
                program.at_most(terms, -beyond);
                objective.terms.push((excess, stretch.days as f64));
            }
        }
    }
    objectives.insert(Rung::Spacing, objective);
}

/// How far apart shifts should lie.
pub struct Pace {
    /// By person: what is asked of all their shifts, then of those in each burden; nothing of a pool.
    asked: Vec<Vec<Asked>>,
    /// By person: the first and the last day of the period on which they could be there.
    there: Vec<(NaiveDate, NaiveDate)>,
}

/// What is asked of a person's shifts.
struct Asked {
    /// All of them, or those in this burden.
    class: Option<usize>,
    /// How many days should lie between two of them, from date to date.
    length: u64,
    /// The last one in `history.csv`.
    before: Option<NaiveDate>,
}

impl Pace {
    /// What is asked of everybody.
    pub fn of(instance: &Instance, shares: &Shares) -> Self {
        let weights = presence::weights(instance);
        let mut turns = vec![Exact::zero(); instance.municipalities.len()];
        for (person, weight) in instance.staff.iter().zip(&weights) {
            turns[person.municipality] += weight;
        }
        let days: Vec<i64> = instance
            .municipalities
            .iter()
            .map(|m| instance.period.days().filter(|&day| m.is_member(day)).count() as i64)
            .collect();
        let mut last: BTreeMap<(usize, Option<usize>), NaiveDate> = BTreeMap::new();
        for past in &instance.history {
            for class in std::iter::once(None).chain(past.burdens.iter().copied().map(Some)) {
                let last = last.entry((past.staff, class)).or_insert(past.date);
                *last = past.date.max(*last);
            }
        }
        let asked = |(s, person): (usize, &Staff)| {
            let m = person.municipality;
            let classes = std::iter::once(None).chain((0..instance.burdens.len()).map(Some));
            let of = |class: Option<usize>| {
                let target = &class.map_or(&shares.total, |burden| &shares.burdens[burden])[m].target;
                let length = length(target, &person.weight, &turns[m], days[m]);
                Asked { class, length, before: last.get(&(s, class)).copied() }
            };
            classes.filter(|_| !person.is_pool()).map(of).collect()
        };
        let there = |person: &Staff| {
            let home = &instance.municipalities[person.municipality];
            let joined = person.joined.into_iter().chain(home.joined);
            let left = person.left.into_iter().chain(home.left).filter_map(|left| left.pred_opt());
            (joined.fold(instance.period.from, NaiveDate::max), left.fold(instance.period.to, NaiveDate::min))
        };
        Pace {
            asked: instance.staff.iter().enumerate().map(asked).collect(),
            there: instance.staff.iter().map(there).collect(),
        }
    }

    /// How a person's shifts lie if they are in these windows, which are in order: all of them, then those in each burden; nothing of a pool.
    pub fn lines(&self, instance: &Instance, staff: usize, windows: &[usize]) -> Vec<Line> {
        let (first, last) = self.there[staff];
        let of = |asked: &Asked| Line {
            length: asked.length as i64,
            longest: if asked.class.is_none() && asked.length < LONGEST { 2 * LONGEST as i64 } else { i64::MAX },
            before: asked.before.map(|before| day(instance, before)),
            first: day(instance, first),
            last: day(instance, last),
            days: windows
                .iter()
                .filter(|&&w| counts(instance, asked.class, w))
                .map(|&w| day(instance, instance.windows[w].date))
                .collect(),
        };
        self.asked[staff].iter().map(of).collect()
    }
}

/// A date as a [`Line`] counts days: from the first day of the period.
pub fn day(instance: &Instance, date: NaiveDate) -> i64 {
    (date - instance.period.from).num_days()
}

fn counts(instance: &Instance, class: Option<usize>, w: usize) -> bool {
    class.is_none_or(|burden| instance.windows[w].burdens.contains(&burden))
}

/// L: half of the days that lie between shifts at an even pace, in whole days. ⌈days / (2 · target · weight / turns)⌉,
/// at least 1 and at most 28.
fn length(target: &Exact, weight: &Exact, turns: &Exact, days: i64) -> u64 {
    if !target.is_positive() || turns.is_zero() {
        return LONGEST;
    }
    let half = Exact::from_integer(days.into()) * turns / (Exact::from_integer(2.into()) * target * weight);
    half.ceil().to_integer().to_u64().unwrap_or(LONGEST).clamp(1, LONGEST)
}

/// Stretches of days that begin one after the other and hold the same shifts.
struct Stretch {
    /// The first day of the first of them.
    first: NaiveDate,
    /// How many there are.
    days: u64,
    /// The places that they hold.
    places: Range<usize>,
    /// Whether they hold the last shift before the period.
    is_after_history: bool,
}

/// All stretches of `length` days that hold more than one place where a shift is or could be. They may begin before the first
/// place and end after the last.
fn stretches(places: &[(NaiveDate, usize)], before: Option<NaiveDate>, length: u64) -> Vec<Stretch> {
    let (Some(&(first, _)), Some(&(last, _))) = (places.first(), places.last()) else { return Vec::new() };
    let begin = before.map_or(first, |before| before.min(first)) - Days::new(length - 1);
    let mut stretches: Vec<Stretch> = Vec::new();
    let (mut from, mut to) = (0, 0);
    for day in begin.iter_days().take_while(|&day| day <= last) {
        let end = day + Days::new(length - 1);
        while from < places.len() && places[from].0 < day {
            from += 1;
        }
        while to < places.len() && places[to].0 <= end {
            to += 1;
        }
        let is_after_history = before.is_some_and(|before| day <= before && before <= end);
        match stretches.last_mut() {
            Some(same) if same.places == (from..to) && same.is_after_history == is_after_history => same.days += 1,
            _ => stretches.push(Stretch { first: day, days: 1, places: from..to, is_after_history }),
        }
    }
    stretches.retain(|stretch| !stretch.places.is_empty());
    stretches
}
