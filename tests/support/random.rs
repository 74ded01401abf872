//! Random planning folders that between them use every feature of the contract, and random rosters.
//!
//! In: a seed and a size. Out: a [`Folder`] that `check` accepts, and for a tiny one no more rosters than brute force
//! can visit. The same seed makes the same folder. Locks are drawn from a roster that holds every rule, so they never
//! clash.

mod parts;
mod people;
pub mod rosters;

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use fastrand::Rng;
use vagtplan::domain::Instance;
use vagtplan::domain::goal::Goal;

use super::brute;
use super::folder::{Dialect, Folder, Table};

/// How much there is of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// For brute force: a handful of windows and people.
    Tiny,
    /// For comparing engines: some weeks, a dozen people.
    Small,
}

/// Rosters that brute force may have to look at.
const MOST_ROSTERS: f64 = 1_000_000.0;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// From an ordinary evening's end to the morning's start are ten hours.
const STARTS: [&str; 3] = ["07:00", "12:00", "17:00"];
const DEFAULT_HOURS: i64 = 4;
/// Around these the calendar has holidays (as listed by `is_holiday`), weeks that lie in two years, and both changes of the
/// clock.
const FIRST_DAYS: [&str; 6] = ["2026-01-05", "2026-03-26", "2026-05-11", "2026-12-24", "2025-12-29", "2026-10-21"];

/// A random folder: [`tiny`](RandomFolder::tiny) or [`small`](RandomFolder::small).
#[derive(Debug, Clone, PartialEq)]
pub struct RandomFolder {
    /// What it was made from; name it when a test fails.
    pub seed: u64,
    /// The folder.
    pub folder: Folder,
    /// What the program makes of it.
    pub instance: Instance,
}

impl RandomFolder {
    /// A folder that brute force can solve.
    pub fn tiny(seed: u64) -> Self {
        Self::new(seed, Size::Tiny)
    }

    /// A folder that a plain model solves in an instant.
    pub fn small(seed: u64) -> Self {
        Self::new(seed, Size::Small)
    }

    /// As [`small`](RandomFolder::small), with every member in every window of its time.
    pub fn small_and_whole(seed: u64) -> Self {
        Self::made(seed, Size::Small, false)
    }

    /// A folder of this size.
    pub fn new(seed: u64, size: Size) -> Self {
        Self::made(seed, size, true)
    }

    /// A folder of this size, some of whose members may take part in a part. Drafts without windows or with too many rosters are drawn again.
    fn made(seed: u64, size: Size, in_parts: bool) -> Self {
        let mut random = Rng::with_seed(seed);
        loop {
            let mut draft = Draft::new(&mut random, size);
            let windows = draft.windows();
            let wanted = if size == Size::Tiny { 2..=6 } else { 8..=30 };
            if !wanted.contains(&windows.len()) {
                continue;
            }
            let mut folder = draft.folder(&windows);
            people::leaves(&mut folder, &windows, seed);
            people::caps(&mut folder, seed);
            needed_seats(&mut folder, seed);
            people::strengths(&mut folder, seed);
            if in_parts {
                parts::take_part(&mut folder, &windows, seed);
            }
            let instance = folder.instance();
            if size == Size::Tiny && brute::rosters_at_most(&instance) > MOST_ROSTERS {
                continue;
            }
            if random.f64() < 0.5 {
                folder.tables.push(rosters::locks(&mut random, &instance));
            }
            let instance = folder.instance();
            return RandomFolder { seed, folder, instance };
        }
    }

    /// The folder's instance with every member joining on a day of the period, drawn, or later: on the days before there is
    /// no member at all. Fixed shifts there fall away.
    pub fn deserted_at_first(&self) -> Instance {
        let mut instance = self.instance.clone();
        let mut random = Rng::with_seed(self.seed);
        let windows = instance.windows.len();
        let first = instance.windows[random.usize(windows / 2..windows)].date;
        instance.edit(|instance| {
            for member in &mut instance.municipalities {
                member.joined = Some(member.joined.map_or(first, |joined| joined.max(first)));
            }
            let (members, staff, windows) = (&instance.municipalities, &instance.staff, &instance.windows);
            instance.fixed.retain(|&(s, w), _| {
                windows[w].date >= first && members[staff[s].municipality].takes_part(&windows[w])
            });
        });
        instance
    }

    /// Writes the folder into `dir`, which must be there.
    pub fn write(&self, dir: &std::path::Path) {
        self.folder.write(dir);
    }
}

/// Says in some folders how many seats are needed, in plan.toml and in demand.csv. Chance of its own leaves the rest of a seed's
/// folder as it is.
fn needed_seats(folder: &mut Folder, seed: u64) {
    let mut random = Rng::with_seed(seed.rotate_left(16));
    if random.bool() {
        return;
    }
    let lines: Vec<String> = folder.plan.lines().map(str::to_owned).collect();
    folder.plan.clear();
    for line in lines {
        folder.plan += &format!("{line}\n");
        let seats = line.strip_prefix("seats = ").and_then(|seats| seats.parse::<u32>().ok());
        if let Some(seats) = seats.filter(|_| random.bool()) {
            folder.plan += &format!("least = {}\n", random.u32(0..=seats));
        }
    }
    if let Some(demand) = folder.tables.iter_mut().find(|table| table.name == "demand.csv").filter(|_| random.bool()) {
        demand.header.push("least");
        for row in &mut demand.rows {
            let seats: u32 = row[2].parse().expect("seats");
            row.push(if random.bool() { random.u32(0..=seats).to_string() } else { String::new() });
        }
    }
}

/// What a folder is about, before it is text.
struct Draft<'a> {
    random: &'a mut Rng,
    size: Size,
    from: NaiveDate,
    to: NaiveDate,
    /// (days, start, hours, seats)
    kinds: Vec<(BTreeSet<usize>, &'static str, i64, u32)>,
    closed: BTreeSet<NaiveDate>,
    holidays: bool,
    /// (date, start, seats)
    demand: Vec<(NaiveDate, &'static str, u32)>,
    /// (name, days, starts)
    burdens: Vec<(&'static str, BTreeSet<usize>, Vec<&'static str>)>,
}

impl<'a> Draft<'a> {
    fn new(random: &'a mut Rng, size: Size) -> Self {
        let first: NaiveDate = random.choice(FIRST_DAYS).expect("some days").parse().expect("a literal date");
        // Any day of the week may be the first: weeks are cut through.
        let from = first + Days::new(random.u64(0..7));
        let length = if size == Size::Tiny { random.u64(2..10) } else { random.u64(9..24) };
        let to = from + Days::new(length);
        let mut draft = Draft {
            random,
            size,
            from,
            to,
            kinds: Vec::new(),
            closed: BTreeSet::new(),
            holidays: false,
            demand: Vec::new(),
            burdens: Vec::new(),
        };
        draft.draw_kinds();
        draft.holidays = draft.chance(0.5);
        if draft.chance(0.3) {
            let day = draft.a_day();
            draft.closed.insert(day);
        }
        draft.draw_demand();
        draft.draw_burdens();
        draft
    }

    fn chance(&mut self, probability: f64) -> bool {
        self.random.f64() < probability
    }

    fn a_day(&mut self) -> NaiveDate {
        self.from + Days::new(self.random.u64(0..=(self.to - self.from).num_days() as u64))
    }

    fn draw_kinds(&mut self) {
        let (open, seats) = if self.size == Size::Tiny { (0.2, 1..=2) } else { (0.45, 1..=3) };
        for start in STARTS {
            // Two kinds of window may share a start, on different days.
            let (mut one, mut other) = (BTreeSet::new(), BTreeSet::new());
            for day in 0..7 {
                if self.chance(open) {
                    if self.chance(0.7) {
                        one.insert(day)
                    } else {
                        other.insert(day)
                    };
                }
            }
            for days in [one, other] {
                // A kind without a date in the period is only warned of.
                if !days.is_empty() {
                    let seats = self.random.u32(seats.clone());
                    // From 17:00, eight hours reach into the next day.
                    let hours: &[i64] = if start == "17:00" { &[4, 4, 4, 3, 8] } else { &[4, 4, 4, 3, 5] };
                    let hours = *self.random.choice(hours).expect("some hours");
                    self.kinds.push((days, start, hours, seats));
                }
            }
        }
    }

    /// Windows with what the kinds and closed days give them, demand left out.
    fn ordinary(&self) -> Vec<(NaiveDate, &'static str, u32)> {
        let mut windows = Vec::new();
        for date in self.from.iter_days().take_while(|day| *day <= self.to) {
            let closed = self.closed.contains(&date) || self.holidays && is_holiday(date);
            for (days, start, _, seats) in &self.kinds {
                if !closed && days.contains(&(date.weekday().num_days_from_monday() as usize)) {
                    windows.push((date, *start, *seats));
                }
            }
        }
        windows
    }

    /// Windows with at least one seat.
    fn windows(&mut self) -> Vec<(NaiveDate, &'static str, u32)> {
        let mut windows = self.ordinary();
        for (date, start, seats) in &mut windows {
            let demand = self.demand.iter().find(|demand| (demand.0, demand.1) == (*date, *start));
            *seats = demand.map_or(*seats, |demand| demand.2);
        }
        windows.retain(|(.., seats)| *seats > 0);
        windows
    }

    fn draw_demand(&mut self) {
        for (date, start, seats) in self.ordinary() {
            if self.chance(0.1) {
                let seats = self.random.u32(0..=seats + 1);
                self.demand.push((date, start, seats));
            }
        }
    }

    fn draw_burdens(&mut self) {
        let two_days = BTreeSet::from([self.random.usize(0..7), self.random.usize(0..7)]);
        let candidates = [
            ("evening", BTreeSet::from([0, 1, 2, 3, 4, 5, 6]), vec!["17:00"]),
            ("late", two_days, vec!["12:00", "17:00"]),
            ("weekend", BTreeSet::from([5, 6]), Vec::new()),
        ];
        let windows = self.windows();
        for (name, days, mut starts) in candidates {
            // A start at which no kind of window starts is refused.
            starts.retain(|start| self.kinds.iter().any(|(_, kind, ..)| kind == start));
            let covers = windows.iter().any(|(date, start, _)| {
                days.contains(&(date.weekday().num_days_from_monday() as usize))
                    && (starts.is_empty() || starts.contains(start))
            });
            if covers && self.chance(0.6) {
                self.burdens.push((name, days, starts));
            }
        }
    }

    fn folder(&mut self, windows: &[(NaiveDate, &'static str, u32)]) -> Folder {
        let plan = self.plan();
        let municipalities = self.municipalities();
        let staff = self.staff(&municipalities);
        let mut tables = vec![self.availability(&staff, windows), self.ledger(&municipalities)];
        tables.push(self.history(&municipalities, &staff));
        let mut demand = Table::new("demand.csv", "date,start,seats");
        for (date, start, seats) in &self.demand {
            demand.push([&date.to_string(), start, &seats.to_string()]);
        }
        tables.push(demand);
        // Optional files with no rows are left out.
        tables.retain(|table| !table.rows.is_empty());
        tables.extend([municipalities, staff]);
        Folder { plan, tables, dialect: Dialect::random(self.random) }
    }

    fn plan(&mut self) -> String {
        let list = |items: Vec<String>| format!("[{}]", items.join(", "));
        let quoted = |items: &[&str]| list(items.iter().map(|item| format!("\"{item}\"")).collect());
        let days = |days: &BTreeSet<usize>| quoted(&days.iter().map(|&day| DAYS[day]).collect::<Vec<_>>());
        let mut plan = format!("title = \"Tilfældig\"\nperiod = {{ from = {}, to = {} }}\n", self.from, self.to);
        if self.chance(0.5) {
            let hours: i64 = self.kinds.iter().map(|(days, _, hours, _)| days.len() as i64 * hours).sum();
            plan += &format!("weekly_hours = {hours}\n");
        }
        if self.chance(0.4) {
            // Stability counts where a roster was published; tests of that put it in themselves.
            let asked = Goal::ALL.into_iter().filter(|goal| !matches!(goal, Goal::Coverage | Goal::Stability));
            let mut goals: Vec<&str> = asked.map(Goal::name).collect();
            self.random.shuffle(&mut goals);
            goals.truncate(self.random.usize(0..=goals.len()));
            goals.insert(0, "coverage");
            plan += &format!("goals = {}\n", quoted(&goals));
        }
        for (on, start, hours, seats) in &self.kinds {
            plan += &format!("[[windows]]\ndays = {}\nstart = \"{start}\"\nseats = {seats}\n", days(on));
            if *hours != DEFAULT_HOURS {
                plan += &format!("hours = {hours}\n");
            }
        }
        for (name, on, starts) in &self.burdens {
            plan += &format!("[burdens.{name}]\ndays = {}\n", days(on));
            if !starts.is_empty() {
                plan += &format!("start = {}\n", quoted(starts));
            }
        }
        plan += "[closed]\n";
        if self.holidays {
            plan += "holidays = \"DK\"\n";
        }
        plan += &format!("dates = {}\n", list(self.closed.iter().map(NaiveDate::to_string).collect()));
        let (per_day, per_week) = (self.random.u32(1..=2), self.random.u32(1..=4));
        let rest = self.random.choice([0, 8, 10, 11, 11, 15, 24]).expect("some");
        plan + &format!("[rules]\nshifts_per_day = {per_day}\nshifts_per_week = {per_week}\nrest_hours = {rest}\n")
    }
}

fn is_holiday(date: NaiveDate) -> bool {
    let holidays = [
        (2026, &[(1, 1), (4, 2), (4, 3), (4, 5), (4, 6), (5, 14), (5, 24), (5, 25), (12, 25), (12, 26)][..]),
        (2025, &[(12, 25), (12, 26)][..]),
        (2027, &[(1, 1)][..]),
    ];
    holidays.iter().any(|(year, days)| *year == date.year() && days.contains(&(date.month(), date.day())))
}
