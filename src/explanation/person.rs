//! Why a person has as many shifts as they have, and such: the turn among colleagues, wishes, and what keeps them from other windows.
//!
//! In: an instance, a roster of it, people. Out: numbers, exact, and windows counted. Nothing is solved: what another shift would cost is
//! for `cost` to find out.

use chrono::{Datelike, Weekday};
use num_traits::{One, Zero};

use crate::domain::calendar::Period;
use crate::domain::roster::Roster;
use crate::domain::{Exact, Instance};
use crate::explanation::days::{self, Counted, Kind, Standing};
use crate::legality::Tally;
use crate::presence;

/// What is told of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Reasons {
    /// Index into `Instance::staff`.
    pub staff: usize,
    /// The part in the turn of the municipality's staff.
    pub part: Part,
    /// All shifts, then each burden.
    pub turns: Vec<Turn>,
    /// How many of the shifts locks give.
    pub locked: u64,
    /// `None` for who has no wishes.
    pub wishes: Option<Wishes>,
    /// By kind of window.
    pub kinds: Vec<Kind>,
    /// All windows of the period.
    pub all: Counted,
    /// Burdens and days of the week on which the person has no shift, though others have; none for who has no shift at all.
    pub never: Vec<(Never, Counted)>,
    /// In how many of the windows where the person could be a seat is empty.
    pub empty: u64,
    /// A window to ask about: one where the person could be and is not, if it may be one that they prefer.
    pub example: Option<usize>,
}

/// A person's part in the turn: weight · time present, of that of all colleagues.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Colleagues in the turn, the person among them; a pool counts by its heads.
    pub colleagues: u64,
    /// Whether all have the same.
    pub is_even: bool,
    /// The weight.
    pub weight: Exact,
    /// On how many days the person is present, of those over which turns are counted.
    pub days: (i64, i64),
    /// Weight · time present.
    pub own: Exact,
    /// The sum of all colleagues.
    pub all: Exact,
}

impl Part {
    /// The part; zero where nobody is present.
    pub fn part(&self) -> Exact {
        if self.all.is_zero() { Exact::zero() } else { &self.own / &self.all }
    }
}

/// A person's shifts beside those of all colleagues.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Index into the burdens; `None` for all shifts.
    pub class: Option<usize>,
    /// Shifts of the person, and of the municipality.
    pub shifts: (u64, u64),
    /// The same in `history.csv`.
    pub before: (u64, u64),
    /// What the turn brings in this period: the person's part of all, those before the period counted in, less what they had before.
    pub due: Exact,
    /// In how many of the windows the person is available, and how many there are.
    pub available: (u64, u64),
}

impl Turn {
    /// Shifts beyond the turn; below zero where there are fewer.
    pub fn beyond(&self) -> Exact {
        Exact::from_integer(self.shifts.0.into()) - &self.due
    }
}

/// How wishes were met. Shifts are seats, so of a pool there may be several in a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// Shifts as wished.
    pub met: u64,
    /// Shifts in windows that the person avoids.
    pub avoided: u64,
    /// Shifts outside the windows that the person prefers, where there are any.
    pub outside: u64,
    /// The windows that the person prefers.
    pub preferred: Counted,
}

/// On what a person never has a shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {
    /// In a burden.
    Burden(usize),
    /// On a day of the week.
    Day(Weekday),
}

/// Of each of these people.
pub fn reasons(instance: &Instance, roster: &Roster, people: impl IntoIterator<Item = usize>) -> Vec<Reasons> {
    let tally = Tally::of(instance, roster);
    let weights = presence::weights(instance);
    let counts = Counts::of(instance, roster);
    let of = |staff: usize| {
        let standings = days::standings(instance, roster, &tally, staff);
        let part = part(instance, &weights, staff);
        let free = |w: &usize| standings[*w] == Standing::Free;
        let open = || (0..instance.windows.len()).filter(free);
        let prefers = |w: &usize| instance.stance(staff, *w).prefers > 0;
        let turns = classes(instance).map(|class| turn(instance, &counts, &part, staff, class)).collect();
        Reasons {
            staff,
            part,
            turns,
            locked: instance.fixed.range((staff, 0)..=(staff, usize::MAX)).map(|(_, &seats)| u64::from(seats)).sum(),
            wishes: wishes(instance, roster, staff, &standings),
            kinds: days::kinds(instance, roster, staff, &standings),
            all: Counted::of(standings.iter().copied()),
            never: never(instance, &standings),
            empty: open().filter(|&w| tally.unfilled(w) > 0).count() as u64,
            example: open().find(prefers).or_else(|| open().next()),
        }
    };
    people.into_iter().map(of).collect()
}

fn classes(instance: &Instance) -> impl Iterator<Item = Option<usize>> {
    std::iter::once(None).chain((0..instance.burdens.len()).map(Some))
}

/// Shifts by class, then person: of the roster, and of `history.csv`.
struct Counts {
    now: Vec<Vec<u64>>,
    before: Vec<Vec<u64>>,
}

impl Counts {
    fn of(instance: &Instance, roster: &Roster) -> Self {
        let none = || vec![vec![0; instance.staff.len()]; 1 + instance.burdens.len()];
        let (mut now, mut before) = (none(), none());
        let count = |into: &mut Vec<Vec<u64>>, staff: usize, burdens: &[usize]| {
            into[0][staff] += 1;
            burdens.iter().for_each(|burden| into[1 + burden][staff] += 1);
        };
        for (window, staff) in instance.windows.iter().zip(&roster.shifts) {
            staff.iter().for_each(|&staff| count(&mut now, staff, &window.burdens));
        }
        instance.history.iter().for_each(|past| count(&mut before, past.staff, &past.burdens));
        Counts { now, before }
    }
}

fn part(instance: &Instance, weights: &[Exact], staff: usize) -> Part {
    let person = &instance.staff[staff];
    let span = Period { from: instance.attendance.since, to: instance.period.to };
    let present: Vec<usize> =
        instance.staff_of(person.municipality).filter(|&other| !weights[other].is_zero()).collect();
    let head = |other: usize| &weights[other] / Exact::from_integer(instance.staff[other].heads.into());
    Part {
        colleagues: present.iter().map(|&other| u64::from(instance.staff[other].heads)).sum(),
        is_even: present.windows(2).all(|pair| head(pair[0]) == head(pair[1])),
        weight: person.weight.clone(),
        days: (presence::days(instance, staff, span), span.length_in_days()),
        own: weights[staff].clone(),
        all: present.iter().map(|&other| &weights[other]).sum(),
    }
}

fn turn(instance: &Instance, counts: &Counts, part: &Part, staff: usize, class: Option<usize>) -> Turn {
    let place = class.map_or(0, |burden| burden + 1);
    let of = |counts: &[Vec<u64>]| {
        let home = instance.staff_of(instance.staff[staff].municipality).map(|other| counts[place][other]).sum::<u64>();
        (counts[place][staff], home)
    };
    let (shifts, before) = (of(&counts.now), of(&counts.before));
    let whole = |number: u64| Exact::from_integer(number.into());
    let windows = || {
        let all = instance.windows.iter().enumerate();
        all.filter(|(_, window)| class.is_none_or(|burden| window.burdens.contains(&burden))).map(|(w, _)| w)
    };
    let available = windows().filter(|&w| instance.stance(staff, w).available).count() as u64;
    Turn {
        class,
        shifts,
        before,
        due: part.part() * whole(shifts.1 + before.1) - whole(before.0),
        available: (available, windows().count() as u64),
    }
}

fn wishes(instance: &Instance, roster: &Roster, staff: usize, standings: &[Standing]) -> Option<Wishes> {
    let stance = |w: usize| instance.stance(staff, w);
    let windows = || 0..instance.windows.len();
    let prefers = windows().any(|w| stance(w).prefers > 0);
    if !prefers && windows().all(|w| stance(w).avoids == 0) {
        return None;
    }
    let count = |among: &dyn Fn(usize) -> bool| {
        windows().filter(|&w| among(w)).map(|w| u64::from(roster.seats_of(staff, w))).sum::<u64>()
    };
    let is_outside = |w: usize| stance(w).avoids == 0 && prefers && stance(w).prefers == 0;
    Some(Wishes {
        met: count(&|w| stance(w).avoids == 0 && !is_outside(w)),
        avoided: count(&|w| stance(w).avoids > 0),
        outside: count(&is_outside),
        preferred: Counted::of(windows().filter(|&w| stance(w).prefers > 0).map(|w| standings[w])),
    })
}

/// Burdens, then days of the week; of two with the same windows the first alone.
fn never(instance: &Instance, standings: &[Standing]) -> Vec<(Never, Counted)> {
    if standings.iter().all(|standing| *standing != Standing::On) {
        return Vec::new();
    }
    let burdens = (0..instance.burdens.len()).map(Never::Burden);
    let week = std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ()).filter(|day| *day != Weekday::Mon));
    let mut told: Vec<(Vec<usize>, (Never, Counted))> = Vec::new();
    for never in burdens.chain(week.map(Never::Day)) {
        let is_one = |w: &usize| match never {
            Never::Burden(burden) => instance.windows[*w].burdens.contains(&burden),
            Never::Day(day) => instance.windows[*w].date.weekday() == day,
        };
        let windows: Vec<usize> = (0..standings.len()).filter(is_one).collect();
        let counted = Counted::of(windows.iter().map(|&w| standings[w]));
        if counted.windows > 0 && counted.on == 0 && told.iter().all(|(other, _)| *other != windows) {
            told.push((windows, (never, counted)));
        }
    }
    told.into_iter().map(|(_, never)| never).collect()
}

/// Whether shifts are a whole one or more off the turn, which is more than rounding.
pub fn is_off(turn: &Turn) -> bool {
    let beyond = turn.beyond();
    beyond >= Exact::one() || beyond <= -Exact::one()
}
