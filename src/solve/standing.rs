//! A roster while it is built by hand, and which shifts the rules still allow in it.
//!
//! In: an [`Instance`], then shifts that are given. Out: the [`Roster`], and answers that look at no other
//! person's shifts: counts by day, week, person and municipality are kept up with every shift, so that asking is cheap
//! however large the roster is.

use chrono::Datelike;

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;

/// The shifts given so far.
pub(super) struct Standing<'a> {
    instance: &'a Instance,
    /// The staff of each window, in the order they were given.
    pub(super) roster: Roster,
    /// By window: which of the days that have windows it lies on, and in which of the ISO weeks.
    day_of: Vec<usize>,
    pub(super) week_of: Vec<usize>,
    /// By window: the windows of other dates that leave too little rest before or after it.
    too_close: Vec<Vec<usize>>,
    /// By person: shifts of the period.
    pub(super) total: Vec<u32>,
    /// By person, then day.
    days: Table,
    /// By person, then week; shifts of `history.csv` count.
    weeks: Table,
    /// By person, then window: how many shifts leave too little rest for this one.
    tired: Table,
    /// By municipality, then window: its staff there.
    manned: Table,
}

/// Counts in rows of the same length.
struct Table {
    counts: Vec<u32>,
    width: usize,
}

impl Table {
    fn new(rows: usize, width: usize) -> Self {
        Table { counts: vec![0; rows * width], width }
    }

    fn at(&self, row: usize, column: usize) -> u32 {
        self.counts[row * self.width + column]
    }

    fn add(&mut self, row: usize, column: usize) {
        self.counts[row * self.width + column] += 1;
    }
}

impl<'a> Standing<'a> {
    /// What a plan has to begin with: shifts that have been worked and shifts that are fixed.
    pub(super) fn given(instance: &'a Instance) -> Self {
        let windows = &instance.windows;
        let day_of = numbered(windows.iter().map(|window| window.date));
        let week_of = numbered(windows.iter().map(|window| window.week()));
        let count = |numbers: &[usize]| numbers.last().map_or(0, |last| last + 1);
        let staff = instance.staff.len();
        let mut standing = Standing {
            roster: Roster::empty(windows.len()),
            too_close: too_close(instance),
            total: vec![0; staff],
            days: Table::new(staff, count(&day_of)),
            weeks: Table::new(staff, count(&week_of)),
            tired: Table::new(staff, windows.len()),
            manned: Table::new(instance.municipalities.len(), windows.len()),
            day_of,
            week_of,
            instance,
        };
        for past in &instance.history {
            let same_week = (0..windows.len()).find(|&w| windows[w].week() == past.date.iso_week());
            same_week.iter().for_each(|&w| standing.weeks.add(past.staff, standing.week_of[w]));
            let rested = past.ends_at + instance.rest;
            let soon = (0..windows.len()).take_while(|&w| windows[w].starts_at() < rested);
            soon.for_each(|w| standing.tired.add(past.staff, w));
        }
        for w in 0..windows.len() {
            let worked = instance.published.as_ref().filter(|_| instance.is_past(w));
            worked.iter().flat_map(|published| &published.roster.shifts[w]).for_each(|&s| standing.give(s, w));
        }
        for (&(s, w), &seats) in instance.fixed.iter().filter(|&(&(_, w), _)| !instance.is_past(w)) {
            (0..seats).for_each(|_| standing.give(s, w));
        }
        standing
    }

    /// Gives a person a seat of a window.
    pub(super) fn give(&mut self, s: usize, w: usize) {
        self.roster.shifts[w].push(s);
        self.days.add(s, self.day_of[w]);
        self.weeks.add(s, self.week_of[w]);
        self.total[s] += 1;
        self.manned.add(self.instance.staff[s].municipality, w);
        for &other in &self.too_close[w] {
            self.tired.add(s, other);
        }
    }

    /// Seats of a window nobody sits on.
    pub(super) fn unfilled(&self, w: usize) -> usize {
        (self.instance.windows[w].seats as usize).saturating_sub(self.roster.shifts[w].len())
    }

    /// Whether one more seat of a window for a person keeps every rule, as long as the window has one left.
    pub(super) fn allows(&self, s: usize, w: usize) -> bool {
        let (instance, staff) = (self.instance, &self.instance.staff[s]);
        let home = &instance.municipalities[staff.municipality];
        let today = self.days.at(s, self.day_of[w]);
        instance.stance(s, w).available
            && today < staff.limits.most(Rule::ShiftsPerDay)
            && self.weeks.at(s, self.week_of[w]) < staff.limits.most(Rule::ShiftsPerWeek)
            && staff.limits[Rule::ShiftsPerPeriod].is_none_or(|limit| self.total[s] < limit)
            && (staff.is_pool() || self.tired.at(s, w) == 0)
            && home.is_member(instance.windows[w].date)
            && home.limits[Rule::AwayAtOnce].is_none_or(|away| self.manned.at(staff.municipality, w) < away)
            && (today == 0 || self.seats(s, w) < staff.heads as usize)
            && !instance.forbidden.contains(&(s, w))
    }

    /// How many seats of a window a person has.
    fn seats(&self, s: usize, w: usize) -> usize {
        self.roster.shifts[w].iter().filter(|&&other| other == s).count()
    }
}

/// The numbers of stretches of equal values, such as the days of windows in order of time.
fn numbered<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<usize> {
    let mut last: Option<(T, usize)> = None;
    values
        .map(|value| {
            let number = match &last {
                Some((before, number)) => number + usize::from(*before != value),
                None => 0,
            };
            last = Some((value, number));
            number
        })
        .collect()
}

/// By window: those of other dates with too little rest between the end of the earlier and the start of the later one.
fn too_close(instance: &Instance) -> Vec<Vec<usize>> {
    let windows = &instance.windows;
    let mut close = vec![Vec::new(); windows.len()];
    for (w, window) in windows.iter().enumerate() {
        let rested = window.ends_at() + instance.rest;
        let later = (w + 1..windows.len()).skip_while(|&v| windows[v].date == window.date);
        for v in later.take_while(|&v| windows[v].starts_at() < rested) {
            close[w].push(v);
            close[v].push(w);
        }
    }
    close
}
