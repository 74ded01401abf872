//! What is lawful: whether one more seat for a person in a window would break a rule, and which.
//!
//! In: an [`Instance`], then seats that are given or taken back. Out: answers from running counts by day, week, person and
//! municipality, which are kept up with every seat, so that asking is cheap however large the roster is. The greedy start,
//! shortfalls, substitutes and fixed locks ask here. `model`, `solve/plain` and `verify` code the rules each for itself.

use chrono::Datelike;

use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::domain::rule::Rule;

/// The seats given so far, and what they leave room for.
pub struct Tally<'a> {
    instance: &'a Instance,
    /// The staff of each window, in the order they were given.
    roster: Roster,
    /// By window: which of the days that have windows it lies on, and in which of the ISO weeks.
    day_of: Vec<usize>,
    week_of: Vec<usize>,
    /// By window: the windows of other dates that leave too little rest before or after it.
    too_close: Vec<Vec<usize>>,
    /// By person: shifts of the period.
    total: Vec<u32>,
    /// By person, then day.
    days: Counts,
    /// By person, then week; shifts of `history.csv` count.
    weeks: Counts,
    /// The burdens in which somebody's shifts are capped.
    capped: Vec<usize>,
    /// By person, then capped burden: shifts of the period.
    of_burden: Counts,
    /// By person, then capped burden, then week; shifts of `history.csv` count.
    of_burden_weeks: Counts,
    /// By person, then window: how many shifts leave too little rest for this one.
    tired: Counts,
    /// By municipality, then window: its staff there.
    manned: Counts,
}

impl<'a> Tally<'a> {
    /// No seats yet; shifts of `history.csv` count where the rules say so.
    pub fn new(instance: &'a Instance) -> Self {
        let windows = &instance.windows;
        let day_of = numbered(windows.iter().map(|window| window.date));
        let week_of = numbered(windows.iter().map(|window| window.week()));
        let count = |numbers: &[usize]| numbers.last().map_or(0, |last| last + 1);
        let staff = instance.staff.len();
        let is_capped = |burden: &usize| {
            let rules = || Rule::caps().map(|(rule, _)| rule);
            instance.staff.iter().any(|person| rules().any(|rule| person.limits.cap(rule, *burden).is_some()))
        };
        let capped: Vec<usize> = (0..instance.burdens.len()).filter(is_capped).collect();
        let mut tally = Tally {
            roster: Roster::empty(windows.len()),
            too_close: too_close(instance),
            total: vec![0; staff],
            days: Counts::new(staff, count(&day_of)),
            weeks: Counts::new(staff, count(&week_of)),
            of_burden: Counts::new(staff, capped.len()),
            of_burden_weeks: Counts::new(staff, capped.len() * count(&week_of)),
            capped,
            tired: Counts::new(staff, windows.len()),
            manned: Counts::new(instance.municipalities.len(), windows.len()),
            day_of,
            week_of,
            instance,
        };
        for past in &instance.history {
            let same_week = (0..windows.len()).find(|&w| windows[w].week() == past.date.iso_week());
            if let Some(w) = same_week {
                *tally.weeks.at_mut(past.staff, tally.week_of[w]) += 1;
                for place in (0..tally.capped.len()).filter(|&place| past.burdens.contains(&tally.capped[place])) {
                    let week = tally.burden_week(place, w);
                    *tally.of_burden_weeks.at_mut(past.staff, week) += 1;
                }
            }
            let rested = past.ends_at + instance.rest;
            let soon = (0..windows.len())
                .take_while(|&w| windows[w].date <= rested.wall().date())
                .filter(|&w| windows[w].starts_at() < rested);
            soon.for_each(|w| *tally.tired.at_mut(past.staff, w) += 1);
        }
        tally
    }

    /// The seats of a roster, whether it keeps the rules or not.
    pub fn of(instance: &'a Instance, roster: &Roster) -> Self {
        let mut tally = Tally::new(instance);
        for (w, staff) in roster.shifts.iter().enumerate() {
            staff.iter().for_each(|&s| tally.give(s, w));
        }
        tally
    }

    /// What a plan has to begin with: shifts that have been worked and shifts that are fixed.
    pub fn given(instance: &'a Instance) -> Self {
        let mut tally = Tally::new(instance);
        for w in 0..instance.windows.len() {
            let worked = instance.published.as_ref().filter(|_| instance.is_past(w));
            worked.iter().flat_map(|published| &published.roster.shifts[w]).for_each(|&s| tally.give(s, w));
        }
        for (&(s, w), &seats) in instance.fixed.iter().filter(|&(&(_, w), _)| !instance.is_past(w)) {
            (0..seats).for_each(|_| tally.give(s, w));
        }
        tally
    }

    /// Gives a person a seat of a window, whether it is lawful or not.
    pub fn give(&mut self, s: usize, w: usize) {
        self.roster.give(w, s);
        self.count(s, w, |count| *count += 1);
    }

    /// Takes a seat of a window back from a person; nothing happens where the person has none.
    pub fn take_back(&mut self, s: usize, w: usize) {
        if self.roster.take_back(w, s) {
            self.count(s, w, |count| *count -= 1);
        }
    }

    /// Everything that a seat of a window counts for.
    fn count(&mut self, s: usize, w: usize, change: impl Fn(&mut u32)) {
        change(&mut self.total[s]);
        change(self.days.at_mut(s, self.day_of[w]));
        change(self.weeks.at_mut(s, self.week_of[w]));
        for place in
            (0..self.capped.len()).filter(|&place| self.instance.windows[w].burdens.contains(&self.capped[place]))
        {
            change(self.of_burden.at_mut(s, place));
            let week = self.burden_week(place, w);
            change(self.of_burden_weeks.at_mut(s, week));
        }
        change(self.manned.at_mut(self.instance.staff[s].municipality, w));
        for &other in &self.too_close[w] {
            change(self.tired.at_mut(s, other));
        }
    }

    /// How many seats of a window, which has that many left, the heads of a person could take if `rule` were all that
    /// could hold them back: for a person one or none, for a pool at most its heads.
    pub fn room(&self, rule: Rule, s: usize, w: usize) -> u32 {
        let (instance, staff) = (self.instance, &self.instance.staff[s]);
        let home = &instance.municipalities[staff.municipality];
        let if_so = |lawful: bool| if lawful { staff.heads } else { 0 };
        let up_to = |limit: u32, taken: u32| limit.saturating_sub(taken).min(staff.heads);
        match rule {
            Rule::Seats => up_to(staff.heads, self.seats(s, w)),
            Rule::Membership => if_so(home.is_member(instance.windows[w].date)),
            Rule::Participation => {
                let window = &instance.windows[w];
                if_so(!home.is_member(window.date) || home.takes_part(window))
            }
            Rule::Availability => if_so(instance.stance(s, w).available),
            Rule::ShiftsPerDay => up_to(staff.limits.most(rule), self.days.at(s, self.day_of[w])),
            Rule::ShiftsPerWeek => {
                up_to(instance.most_in_week(s, instance.windows[w].week()), self.weeks.at(s, self.week_of[w]))
            }
            Rule::ShiftsPerPeriod => up_to(staff.limits.most(rule), self.total[s]),
            Rule::PerPersonWeek | Rule::PerPersonPeriod => {
                let rooms = self.caps(rule, s, w).map(|(_, cap, taken)| up_to(cap, taken));
                rooms.min().unwrap_or(staff.heads)
            }
            Rule::RestHours => if_so(staff.is_pool() || self.tired.at(s, w) == 0),
            Rule::AwayAtOnce => {
                let most = instance.most_away(staff.municipality, w).unwrap_or(u32::MAX);
                up_to(most, self.manned.at(staff.municipality, w))
            }
            Rule::Locks => if_so(!instance.forbidden.contains(&(s, w))),
        }
    }

    /// The burdens of a window in which a person's shifts are capped by `rule`: each with the cap, and how many there are.
    fn caps(&self, rule: Rule, s: usize, w: usize) -> impl Iterator<Item = (usize, u32, u32)> {
        let inside =
            self.capped.iter().enumerate().filter(move |(_, burden)| self.instance.windows[w].burdens.contains(burden));
        inside.filter_map(move |(place, &burden)| {
            let taken = match rule {
                Rule::PerPersonWeek => self.of_burden_weeks.at(s, self.burden_week(place, w)),
                _ => self.of_burden.at(s, place),
            };
            Some((burden, self.instance.staff[s].limits.cap(rule, burden)?, taken))
        })
    }

    /// The burden in which one more seat of a window for a person would break a cap, if it breaks that one.
    pub fn burden_broken(&self, rule: Rule, s: usize, w: usize) -> Option<usize> {
        self.caps(rule, s, w).find(|&(_, cap, taken)| taken >= cap).map(|(burden, ..)| burden)
    }

    /// Where the shifts of a capped burden in the week of a window are counted.
    fn burden_week(&self, place: usize, w: usize) -> usize {
        let weeks = self.week_of.last().map_or(0, |last| last + 1);
        place * weeks + self.week_of[w]
    }

    /// Whether one more seat of a window for a person keeps every rule, as long as the window has one left.
    pub fn allows(&self, s: usize, w: usize) -> bool {
        Rule::ALL.into_iter().all(|rule| self.room(rule, s, w) > 0)
    }

    /// Every rule that one more seat of a window for a person would break, in the order of precedence, as long as the window
    /// has a seat left.
    pub fn obstacles(&self, s: usize, w: usize) -> Vec<Rule> {
        let mut broken: Vec<Rule> = Rule::ALL.into_iter().filter(|&rule| self.room(rule, s, w) == 0).collect();
        broken.sort_by_key(|rule| rule.row().precedence);
        broken
    }

    /// Seats of a window nobody sits on.
    pub fn unfilled(&self, w: usize) -> u32 {
        let taken = u32::try_from(self.roster.shifts[w].len()).unwrap_or(u32::MAX);
        self.instance.windows[w].seats.saturating_sub(taken)
    }

    /// A person's shifts of the period.
    pub fn shifts(&self, s: usize) -> u32 {
        self.total[s]
    }

    /// How many more shifts a person's limits leave: on the day of a window, in its week, and in the period.
    pub fn left(&self, s: usize, w: usize) -> [u32; 3] {
        let limits = &self.instance.staff[s].limits;
        let week = self.instance.most_in_week(s, self.instance.windows[w].week());
        [
            limits.most(Rule::ShiftsPerDay).saturating_sub(self.days.at(s, self.day_of[w])),
            week.saturating_sub(self.weeks.at(s, self.week_of[w])),
            limits.most(Rule::ShiftsPerPeriod).saturating_sub(self.total[s]),
        ]
    }

    /// By window: on which of the days that have windows it lies.
    pub fn day_of(&self) -> &[usize] {
        &self.day_of
    }

    /// By window: in which of the ISO weeks that have windows it lies.
    pub fn week_of(&self) -> &[usize] {
        &self.week_of
    }

    /// The seats given so far.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// How many seats of a window a person has.
    fn seats(&self, s: usize, w: usize) -> u32 {
        if self.days.at(s, self.day_of[w]) == 0 {
            return 0;
        }
        let mine = self.roster.shifts[w].iter().filter(|&&other| other == s).count();
        u32::try_from(mine).unwrap_or(u32::MAX)
    }
}

/// Counts in rows of the same length.
struct Counts {
    counts: Vec<u32>,
    width: usize,
}

impl Counts {
    fn new(rows: usize, width: usize) -> Self {
        Counts { counts: vec![0; rows * width], width }
    }

    fn at(&self, row: usize, column: usize) -> u32 {
        self.counts[row * self.width + column]
    }

    fn at_mut(&mut self, row: usize, column: usize) -> &mut u32 {
        &mut self.counts[row * self.width + column]
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
        let later = (w..windows.len()).skip_while(|&v| windows[v].date == window.date);
        for v in
            later.take_while(|&v| windows[v].date <= rested.wall().date()).filter(|&v| windows[v].starts_at() < rested)
        {
            close[w].push(v);
            close[v].push(w);
        }
    }
    close
}
