//! What is short, and why: for each window with unfilled seats, what holds everybody back who is not on it.
//!
//! In: an instance and a roster that holds the rules. Out: counts of heads by reason, for the report to show. Nothing
//! is judged here and nothing depends on it; a roster that breaks rules gives counts, if odd ones, and never a panic.

use chrono::Datelike;

use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::domain::{Instance, PastShift, Staff};

/// Why someone does not take an unfilled seat. The first reason that applies counts, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The municipality is no member on the date.
    NoMember,
    /// Not available in the window.
    NotAvailable,
    /// Ruled out by a lock.
    Forbidden,
    /// Already on shift in this window.
    InThisWindow,
    /// `shifts_per_day` is reached on the date.
    ShiftsPerDay,
    /// `rest_hours` before or after another shift would be cut.
    RestHours,
    /// `shifts_per_week` is reached.
    ShiftsPerWeek,
    /// `shifts_per_period` is reached.
    ShiftsPerPeriod,
    /// The municipality has as many staff in this window as `away_at_once` lets it.
    AwayAtOnce,
    /// No reason at all: could take the seat as the roster stands.
    Free,
}

impl Reason {
    /// Every reason, in order of precedence.
    pub const ALL: [Reason; 10] = [
        Reason::NoMember,
        Reason::NotAvailable,
        Reason::Forbidden,
        Reason::InThisWindow,
        Reason::ShiftsPerDay,
        Reason::RestHours,
        Reason::ShiftsPerWeek,
        Reason::ShiftsPerPeriod,
        Reason::AwayAtOnce,
        Reason::Free,
    ];

    /// The rule that would be broken if they took the seat all the same.
    pub fn rule(self) -> Option<Rule> {
        match self {
            Reason::NoMember => Some(Rule::Membership),
            Reason::NotAvailable => Some(Rule::Availability),
            Reason::Forbidden => Some(Rule::Locks),
            Reason::InThisWindow => Some(Rule::Seats),
            Reason::ShiftsPerDay => Some(Rule::ShiftsPerDay),
            Reason::RestHours => Some(Rule::RestHours),
            Reason::ShiftsPerWeek => Some(Rule::ShiftsPerWeek),
            Reason::ShiftsPerPeriod => Some(Rule::ShiftsPerPeriod),
            Reason::AwayAtOnce => Some(Rule::AwayAtOnce),
            Reason::Free => None,
        }
    }
}

/// A window with unfilled seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// Index into [`Instance::windows`].
    pub window: usize,
    /// Seats nobody sits on, at least one.
    pub unfilled: u32,
    heads: [u32; Reason::ALL.len()],
}

impl Shortfall {
    /// How many heads the reason holds back: a person is one, a pool as many as it has.
    pub fn heads(&self, reason: Reason) -> u32 {
        self.heads[reason as usize]
    }
}

/// The windows with unfilled seats, in order. Over all reasons, each head of the staff is counted once.
///
/// A limit of a pool, or of its municipality, may hold back some of its heads only; then the rest is free.
pub fn shortfalls(instance: &Instance, roster: &Roster) -> Vec<Shortfall> {
    let people = Crowd::of(instance, roster).people;
    let mut shortfalls = Vec::new();
    for (window, (seats, staff)) in instance.windows.iter().zip(&roster.shifts).enumerate() {
        let unfilled = seats.seats.saturating_sub(count(staff.iter()));
        if unfilled == 0 {
            continue;
        }
        let mut heads = [0; Reason::ALL.len()];
        for person in &people {
            let mut left = person.staff.heads;
            for reason in Reason::ALL {
                if left == 0 {
                    break;
                }
                let free = free(instance, roster, person, window, reason).min(left);
                heads[reason as usize] += left - free;
                left = free;
            }
        }
        shortfalls.push(Shortfall { window, unfilled, heads });
    }
    shortfalls
}

/// By staff: everything that keeps all heads from one more seat of `window`, in order of precedence; empty for those who
/// could take it.
pub fn obstacles(instance: &Instance, roster: &Roster, window: usize) -> Vec<Vec<Reason>> {
    Crowd::of(instance, roster).obstacles(window)
}

/// Everybody with all their shifts, to be asked about many windows.
pub struct Crowd<'a> {
    instance: &'a Instance,
    roster: &'a Roster,
    people: Vec<Person<'a>>,
}

impl<'a> Crowd<'a> {
    /// Everybody on a roster, and whoever is not.
    pub fn of(instance: &'a Instance, roster: &'a Roster) -> Self {
        let person = |(index, staff)| Person { index, staff, shifts: Vec::new(), history: Vec::new() };
        let mut people: Vec<Person<'_>> = instance.staff.iter().enumerate().map(person).collect();
        for (window, staff) in roster.shifts.iter().enumerate() {
            for &staff in staff {
                people[staff].shifts.push(window);
            }
        }
        for past in &instance.history {
            people[past.staff].history.push(past);
        }
        Crowd { instance, roster, people }
    }

    /// What [`obstacles`] says.
    pub fn obstacles(&self, window: usize) -> Vec<Vec<Reason>> {
        self.people.iter().map(|person| self.obstacles_of(person, window)).collect()
    }

    /// Everything that would keep somebody from one more seat of `window` once they have left a seat of another window.
    pub fn obstacles_after(&self, staff: usize, left: usize, window: usize) -> Vec<Reason> {
        let Person { index, staff, ref shifts, ref history } = self.people[staff];
        let mut shifts = shifts.clone();
        if let Some(place) = shifts.iter().position(|&other| other == left) {
            shifts.remove(place);
        }
        self.obstacles_of(&Person { index, staff, shifts, history: history.clone() }, window)
    }

    fn obstacles_of(&self, person: &Person<'_>, window: usize) -> Vec<Reason> {
        let holds_all = |reason: &Reason| free(self.instance, self.roster, person, window, *reason) == 0;
        Reason::ALL.into_iter().filter(|reason| *reason != Reason::Free && holds_all(reason)).collect()
    }
}

/// One row of the staff with all its shifts.
struct Person<'a> {
    index: usize,
    staff: &'a Staff,
    shifts: Vec<usize>,
    history: Vec<&'a PastShift>,
}

/// How many heads of `person` could take a seat of `window` if `reason` were all that could hold them back.
fn free(instance: &Instance, roster: &Roster, person: &Person<'_>, window: usize, reason: Reason) -> u32 {
    let Person { index, staff, ref shifts, ref history } = *person;
    let (municipality, all) = (&instance.municipalities[staff.municipality], staff.heads);
    let this = &instance.windows[window];
    let unless = |held_back: bool| if held_back { 0 } else { all };
    let shifts_where = |of: &dyn Fn(usize) -> bool| count(shifts.iter().filter(|&&window| of(window)));
    match reason {
        Reason::NoMember => unless(!municipality.is_member(this.date)),
        Reason::NotAvailable => unless(!instance.stance(index, window).available),
        Reason::Forbidden => unless(instance.forbidden.contains(&(index, window))),
        Reason::InThisWindow => all.saturating_sub(shifts_where(&|other| other == window)),
        Reason::ShiftsPerDay => {
            staff.shifts_per_day.saturating_sub(shifts_where(&|other| instance.windows[other].date == this.date))
        }
        Reason::RestHours => unless(!staff.is_pool() && cuts_rest(instance, person, window)),
        Reason::ShiftsPerWeek => {
            let past = count(history.iter().filter(|past| past.date.iso_week() == this.week()));
            let planned = shifts_where(&|other| instance.windows[other].week() == this.week());
            staff.shifts_per_week.saturating_sub(past + planned)
        }
        Reason::ShiftsPerPeriod => {
            staff.shifts_per_period.map_or(all, |most| most.saturating_sub(count(shifts.iter())))
        }
        Reason::AwayAtOnce => {
            let at_home = |other: &&usize| instance.staff[**other].municipality == staff.municipality;
            let away = count(roster.shifts[window].iter().filter(at_home));
            municipality.away_at_once.map_or(all, |most| most.saturating_sub(away))
        }
        Reason::Free => 0,
    }
}

/// Whether a shift in `window` would come too soon after an earlier day's shift, or a later day's shift after it.
fn cuts_rest(instance: &Instance, person: &Person<'_>, window: usize) -> bool {
    let this = &instance.windows[window];
    let too_soon_after_history =
        person.history.iter().any(|past| past.date < this.date && this.starts_at() - past.ends_at < instance.rest);
    too_soon_after_history
        || person.shifts.iter().map(|&other| &instance.windows[other]).any(|other| {
            let (earlier, later) = if other.date < this.date { (other, this) } else { (this, other) };
            earlier.date < later.date && later.starts_at() - earlier.ends_at() < instance.rest
        })
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
