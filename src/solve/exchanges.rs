//! Exchanges of shifts by which people's shifts come to lie further apart, while every other goal stays as it is.
//!
//! In: an [`Instance`] and a [`Roster`] that keeps every rule. Out: another one whose shifts lie as evenly as a search by single
//! exchanges comes to. Two people exchange a shift each: of the same burdens, so that nobody's turns change; between municipalities as
//! far as that brings none of them further off its pace; and only where it is all the same to the wishes of both and to what was published. The search is a tabu search: it takes the best exchange for somebody whose shifts lie unevenly, even a bad one,
//! and does not take it back for a while. Nothing is proven here, and nothing here is trusted.

use num_traits::ToPrimitive;

use super::Limits;
use crate::domain::roster::Roster;
use crate::domain::{Exact, Instance};
use crate::legality::Tally;
use crate::model::spacing::{self, Line, Pace};
use crate::model::wishes::Wishes;
use crate::shares::{self, Shares};

/// How many exchanges are tried without anything gained before the search gives up: for each person, at least and at most.
const PATIENCE: usize = 20;
const LEAST_PATIENCE: usize = 1_000;
const MOST_PATIENCE: usize = 20_000;

/// For how many exchanges a shift that was given away is not taken back, at least, and by how many more at most.
const TABU: usize = 50;
const MORE_TABU: usize = 50;

/// How often the limits are looked at, in exchanges.
const LOOK: usize = 64;

/// Seed of what is tried first.
const SEED: u64 = 1;

/// The roster with the least uneven shifts ([`Pace::uneven`]) that the search comes to before it gives up or the limits come; the
/// roster itself where that is none with less.
pub fn apart(instance: &Instance, roster: &Roster, limits: &Limits) -> Roster {
    let seats: u64 = instance.windows.iter().map(|window| u64::from(window.seats)).sum();
    let filled = roster.shifts.iter().map(|staff| staff.len() as u64).sum();
    let shares = shares::shares(instance, shares::unfilled_of_members(instance, seats.saturating_sub(filled)));
    let pace = Pace::of(instance, &shares);
    let mut search = Search::of(instance, &shares, &pace, roster);
    let (mut best, mut least) = (roster.clone(), search.uneven());
    let patience = (PATIENCE * instance.staff.len()).clamp(LEAST_PATIENCE, MOST_PATIENCE);
    let (mut step, mut gained) = (0, 0);
    while least > 0 && step - gained < patience {
        if step % LOOK == 0 && limits.left().is_err() {
            break;
        }
        step += 1;
        if search.exchange(step, least) && search.uneven() < least {
            (best, least, gained) = (search.tally.roster().clone(), search.uneven(), step);
        }
    }
    best
}

struct Search<'a> {
    instance: &'a Instance,
    tally: Tally<'a>,
    /// By person: their windows, in order.
    shifts: Vec<Vec<usize>>,
    /// By person: how all of them lie, then those in each burden.
    lines: Vec<Vec<Line>>,
    /// By person: days by which shifts lie too close or too far apart.
    uneven: Vec<i64>,
    /// By person and window: whether the person's shift there may be given away.
    free: Vec<bool>,
    /// By person and window: the step from which on the person may take the window again.
    barred: Vec<usize>,
    /// By window: a number for its burdens, the same for the same ones.
    kind: Vec<usize>,
    /// By window: its day, as lines count them.
    day: Vec<i64>,
    /// By person and window: what it is to their wishes, the same for the same; nothing where they are not available.
    wish: Vec<Option<(i32, bool)>>,
    rhythm: Rhythm,
    random: fastrand::Rng,
}

/// An exchange: a person's window for another person's.
#[derive(Clone, Copy)]
struct Exchange {
    a: usize,
    v: usize,
    b: usize,
    w: usize,
    /// By how much more unevenly the shifts of both lie then.
    more: (i64, i64),
}

impl<'a> Search<'a> {
    fn of(instance: &'a Instance, shares: &Shares, pace: &'a Pace, roster: &Roster) -> Self {
        let mut shifts = vec![Vec::new(); instance.staff.len()];
        for (w, staff) in roster.shifts.iter().enumerate() {
            staff.iter().for_each(|&s| shifts[s].push(w));
        }
        let mut kinds: Vec<&[usize]> = Vec::new();
        let mut kind = Vec::with_capacity(instance.windows.len());
        for window in &instance.windows {
            let known = kinds.iter().position(|&burdens| burdens == window.burdens.as_slice());
            kind.push(known.unwrap_or_else(|| {
                kinds.push(&window.burdens);
                kinds.len() - 1
            }));
        }
        let tally = Tally::of(instance, roster);
        let windows = instance.windows.len();
        let lines: Vec<Vec<Line>> =
            shifts.iter().enumerate().map(|(s, windows)| pace.lines(instance, s, windows)).collect();
        let is_free = |s: usize, w: usize| {
            !instance.staff[s].is_pool() && !instance.is_past(w) && !instance.fixed.contains_key(&(s, w))
        };
        let wish = |s: usize| {
            let wishes = Wishes::of(instance, s);
            move |w: usize| {
                let stance = instance.stance(s, w);
                stance
                    .available
                    .then(|| (i32::from(stance.avoids) - i32::from(stance.prefers), wishes.are_against(instance, s, w)))
            }
        };
        Search {
            instance,
            rhythm: Rhythm::of(instance, shares, &tally),
            tally,
            shifts,
            uneven: lines.iter().map(|lines| lines.iter().map(Line::uneven).sum()).collect(),
            lines,
            free: (0..instance.staff.len()).flat_map(|s| (0..windows).map(move |w| is_free(s, w))).collect(),
            barred: vec![0; instance.staff.len() * windows],
            kind,
            day: instance.windows.iter().map(|window| spacing::day(instance, window.date)).collect(),
            wish: (0..instance.staff.len()).flat_map(|s| (0..windows).map(wish(s))).collect(),
            random: fastrand::Rng::with_seed(SEED),
        }
    }

    fn uneven(&self) -> i64 {
        self.uneven.iter().sum()
    }

    /// Makes the best exchange for somebody whose shifts lie unevenly; whether there was one. What gives less than `best` is
    /// made even if it takes a shift back.
    fn exchange(&mut self, step: usize, best: i64) -> bool {
        let crowded: Vec<usize> = (0..self.uneven.len()).filter(|&s| self.uneven[s] > 0).collect();
        let Some(a) = self.random.choice(crowded) else { return false };
        let free: Vec<usize> = self.shifts[a].iter().copied().filter(|&v| self.is_free(a, v)).collect();
        let Some(v) = self.random.choice(free) else { return false };
        let mut ways = self.ways(a, v, step, best);
        // Of equals, any.
        self.random.shuffle(&mut ways);
        ways.sort_by_key(|way| way.more.0 + way.more.1);
        for way in ways {
            if self.make(way) {
                let until = step + TABU + self.random.usize(..MORE_TABU);
                let windows = self.instance.windows.len();
                self.barred[way.a * windows + way.v] = until;
                self.barred[way.b * windows + way.w] = until;
                return true;
            }
        }
        false
    }

    /// Whether a shift may be given away at all.
    fn is_free(&self, s: usize, w: usize) -> bool {
        self.free[s * self.day.len() + w]
    }

    /// What person `a` could exchange window `v` for, as far as goals are concerned.
    fn ways(&self, a: usize, v: usize, step: usize, best: i64) -> Vec<Exchange> {
        let instance = self.instance;
        let windows = instance.windows.len();
        let home = instance.staff[a].municipality;
        let week = self.tally.week_of();
        let all = self.uneven();
        let kept = |s: usize, w: usize| instance.published_seats(s, w);
        // By window: by how much more unevenly the shifts of `a` would lie with it; nothing where `a` cannot have it instead.
        let could_have =
            |w: usize| self.kind[w] == self.kind[v] && self.is_same(a, v, w) && !self.shifts[a].contains(&w);
        let mine: Vec<Option<i64>> =
            (0..windows).map(|w| (w != v && could_have(w)).then(|| self.more(a, v, w))).collect();
        let mut ways = Vec::new();
        for b in (0..self.shifts.len()).filter(|&b| b != a && !instance.staff[b].is_pool()) {
            let wish = self.wish_of(b, v);
            if wish.is_none() || self.shifts[b].contains(&v) {
                continue;
            }
            let other = instance.staff[b].municipality;
            for &w in &self.shifts[b] {
                let Some(mine) = mine[w] else { continue };
                if self.wish_of(b, w) != wish || !self.is_free(b, w) {
                    continue;
                }
                if kept(a, v) + kept(b, w) != kept(a, w) + kept(b, v) {
                    continue;
                }
                if other != home
                    && self.rhythm.worse(home, week[v], week[w]) + self.rhythm.worse(other, week[w], week[v]) > 0
                {
                    continue;
                }
                let more = (mine, self.more(b, w, v));
                let is_barred = self.barred[a * windows + w] > step || self.barred[b * windows + v] > step;
                if !is_barred || all + more.0 + more.1 < best {
                    ways.push(Exchange { a, v, b, w, more });
                }
            }
        }
        // In the order of windows and of who is there, since chance takes one of equals by where it stands.
        ways.sort_by_cached_key(|way| (way.w, self.tally.roster().shifts[way.w].iter().position(|&s| s == way.b)));
        ways
    }

    /// Whether a person could have one window for the other, all the same to their wishes.
    fn is_same(&self, s: usize, from: usize, to: usize) -> bool {
        let wish = self.wish_of(s, to);
        wish.is_some() && self.wish_of(s, from) == wish
    }

    fn wish_of(&self, s: usize, w: usize) -> Option<(i32, bool)> {
        self.wish[s * self.day.len() + w]
    }

    /// By how much more unevenly a person's shifts would lie with one window for another of the same burdens.
    fn more(&self, s: usize, from: usize, to: usize) -> i64 {
        let lines = self.classes(from).map(|class| &self.lines[s][class]);
        lines.map(|line| line.more(self.day[from], self.day[to])).sum()
    }

    /// The lines that a window counts in.
    fn classes(&self, w: usize) -> impl Iterator<Item = usize> + use<'a> {
        std::iter::once(0).chain(self.instance.windows[w].burdens.iter().map(|burden| burden + 1))
    }

    /// Makes an exchange if the rules allow it; whether they do.
    fn make(&mut self, Exchange { a, v, b, w, more }: Exchange) -> bool {
        self.tally.take_back(a, v);
        self.tally.take_back(b, w);
        let mut is_lawful = self.tally.allows(a, w);
        if is_lawful {
            self.tally.give(a, w);
            is_lawful = self.tally.allows(b, v);
            if is_lawful {
                self.tally.give(b, v);
            } else {
                self.tally.take_back(a, w);
            }
        }
        if !is_lawful {
            self.tally.give(a, v);
            self.tally.give(b, w);
            return false;
        }
        for (s, from, to) in [(a, v, w), (b, w, v)] {
            let week = self.tally.week_of();
            self.rhythm.shift(self.instance.staff[s].municipality, week[from], week[to]);
            let shifts = &mut self.shifts[s];
            shifts.retain(|&window| window != from);
            shifts.insert(shifts.partition_point(|&window| window < to), to);
            for class in self.classes(from) {
                self.lines[s][class].exchange(self.day[from], self.day[to]);
            }
        }
        self.uneven[a] += more.0;
        self.uneven[b] += more.1;
        true
    }
}

/// How far municipalities are off their pace.
struct Rhythm {
    /// By municipality, then week: what has fallen due by the end of the week, rounded down and up, and what has been given;
    /// empty where nothing is owed.
    weeks: Vec<Vec<(i64, i64, i64)>>,
    /// By municipality: by how many shifts it would be further off in the weeks before each one, and before the end, together, with one
    /// given less, and with one more.
    less: Vec<Vec<i64>>,
    more: Vec<Vec<i64>>,
}

impl Rhythm {
    fn of(instance: &Instance, shares: &Shares, tally: &Tally<'_>) -> Self {
        let whole = |due: &Exact| due.to_integer().to_i64().unwrap_or(i64::MAX);
        let of = |pace: &Vec<Exact>| pace.iter().map(|due| (whole(&due.floor()), whole(&due.ceil()), 0)).collect();
        let members = shares.pace.len();
        let (less, more) = (vec![Vec::new(); members], vec![Vec::new(); members]);
        let mut rhythm = Rhythm { weeks: shares.pace.iter().map(of).collect(), less, more };
        for (staff, &week) in tally.roster().shifts.iter().zip(tally.week_of()) {
            for &s in staff {
                let weeks = &mut rhythm.weeks[instance.staff[s].municipality];
                weeks.iter_mut().skip(week).for_each(|(.., given)| *given += 1);
            }
        }
        (0..members).for_each(|m| rhythm.add_up(m));
        rhythm
    }

    fn add_up(&mut self, m: usize) {
        let off = |low: i64, high: i64, given: i64| (low - given).max(given - high).max(0);
        for (sums, change) in [(&mut self.less[m], -1), (&mut self.more[m], 1)] {
            sums.clear();
            sums.push(0);
            let mut sum = 0;
            for &(low, high, given) in &self.weeks[m] {
                sum += off(low, high, given + change) - off(low, high, given);
                sums.push(sum);
            }
        }
    }

    /// By how many shifts a municipality would be further off its pace with a shift in week `to` for one in week `from`.
    fn worse(&self, m: usize, from: usize, to: usize) -> i64 {
        let sums = if to < from { &self.more[m] } else { &self.less[m] };
        let before = |week: usize| sums[week.min(sums.len() - 1)];
        before(from.max(to)) - before(from.min(to))
    }

    /// A shift in week `to` for one in week `from`.
    fn shift(&mut self, m: usize, from: usize, to: usize) {
        let change = if to < from { 1 } else { -1 };
        let weeks = self.weeks[m].iter_mut().take(from.max(to)).skip(from.min(to));
        weeks.for_each(|(.., given)| *given += change);
        self.add_up(m);
    }
}
