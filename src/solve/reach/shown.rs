//! The most shifts a municipality's staff can take, where it shows itself without a solver.
//!
//! In: an instance and a municipality. Out: the number, where shifts given one after the other come to as many as no roster can pass;
//! nothing where they do not, and then the solver has to say. So what is told is exact either way.

use std::collections::BTreeMap;

use crate::domain::Instance;
use crate::domain::rule::Rule;
use crate::legality::Tally;

/// What every roster of an instance has to begin with.
pub struct Shown<'a> {
    instance: &'a Instance,
    given: Tally<'a>,
}

impl<'a> Shown<'a> {
    /// Of an instance.
    pub fn new(instance: &'a Instance) -> Self {
        Shown { instance, given: Tally::given(instance) }
    }

    /// The most shifts of a municipality in these windows.
    pub fn most(&mut self, municipality: usize, windows: &[usize]) -> Option<u64> {
        let staff: Vec<usize> = self.instance.staff_of(municipality).collect();
        let is_own = |s: &&usize| self.instance.staff[**s].municipality == municipality;
        let held = |w: usize| self.given.roster().shifts[w].iter().filter(is_own).count() as u64;
        let held: u64 = windows.iter().map(|&w| held(w)).sum();
        let bound = self.by_windows(&staff, windows).min(self.by_people(&staff, windows));
        (self.taken(&staff, windows, bound) == bound).then_some(held + bound)
    }

    /// No more than each window has room for: Σ_w min(unfilled, what may still be away, Σ_s what s may take there).
    fn by_windows(&self, staff: &[usize], windows: &[usize]) -> u64 {
        let room = |&w: &usize| {
            let people: u64 = staff.iter().map(|&s| self.room(s, w)).sum();
            people.min(u64::from(self.given.unfilled(w)))
        };
        let away = |&w: &usize| {
            let home = self.instance.staff[staff[0]].municipality;
            let is_own = |s: &&usize| self.instance.staff[**s].municipality == home;
            let there = self.given.roster().shifts[w].iter().filter(is_own).count() as u64;
            self.instance.most_away(home, w).map_or(u64::MAX, |most| u64::from(most).saturating_sub(there))
        };
        if staff.is_empty() { 0 } else { windows.iter().map(|w| room(w).min(away(w))).sum() }
    }

    /// What a person may take in a window, were it the only one.
    fn room(&self, s: usize, w: usize) -> u64 {
        Rule::ALL.into_iter().map(|rule| u64::from(self.given.room(rule, s, w))).min().unwrap_or(0)
    }

    /// No more than the limits of each person leave: Σ_s min(period, Σ_weeks min(week, Σ_days min(day, Σ_w room))).
    fn by_people(&self, staff: &[usize], windows: &[usize]) -> u64 {
        let most = |&s: &usize| {
            let (mut days, mut period) = (BTreeMap::<(usize, usize), (u64, u64)>::new(), u64::MAX);
            let mut limits = BTreeMap::new();
            for &w in windows {
                let [day, week, left] = self.given.left(s, w).map(u64::from);
                let (week_of, day_of) = (self.given.week_of()[w], self.given.day_of()[w]);
                let on_day = days.entry((week_of, day_of)).or_insert((0, day));
                on_day.0 += self.room(s, w);
                limits.insert(week_of, week);
                period = left;
            }
            let mut weeks = BTreeMap::<usize, u64>::new();
            days.iter().for_each(|(&(week, _), &(open, limit))| *weeks.entry(week).or_default() += open.min(limit));
            weeks.iter().map(|(week, &open)| open.min(limits[week])).sum::<u64>().min(period)
        };
        staff.iter().map(most).sum()
    }

    /// Shifts given one after the other, up to `bound`: whoever has least to choose from in a week first, where fewest others could come.
    fn taken(&mut self, staff: &[usize], windows: &[usize], bound: u64) -> u64 {
        let mut taken: Vec<(usize, usize)> = Vec::new();
        let weeks = windows.chunk_by(|&one, &other| self.given.week_of()[one] == self.given.week_of()[other]);
        for week in weeks.map(<[usize]>::to_vec).collect::<Vec<_>>() {
            let open = |s: usize, given: &Tally<'_>| week.iter().filter(|&&w| given.allows(s, w)).count();
            let mut people: Vec<(usize, usize)> = staff.iter().map(|&s| (open(s, &self.given), s)).collect();
            people.sort_unstable();
            let wanted = |w: usize| staff.iter().filter(|&&s| self.given.allows(s, w)).count();
            let mut order: Vec<(usize, usize)> = week.iter().map(|&w| (wanted(w), w)).collect();
            order.sort_unstable();
            for &(_, s) in &people {
                for &(_, w) in &order {
                    while (taken.len() as u64) < bound && self.given.unfilled(w) > 0 && self.given.allows(s, w) {
                        self.given.give(s, w);
                        taken.push((s, w));
                    }
                }
            }
        }
        for &(s, w) in &taken {
            self.given.take_back(s, w);
        }
        taken.len() as u64
    }
}
