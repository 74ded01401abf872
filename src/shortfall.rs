//! What is short, and why: for each window with unfilled seats, what holds everybody back who is not on it.
//!
//! In: an instance and a roster that holds the rules. Out: counts of heads by reason, for the report to show. Nothing
//! is judged here and nothing depends on it; a roster that breaks rules gives counts, if odd ones, and never a panic.

use chrono::Datelike;

use crate::domain::roster::Roster;
use crate::domain::rule::Rule;
use crate::domain::{Instance, PastShift, Staff};

/// A window with unfilled seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// Index into [`Instance::windows`].
    pub window: usize,
    /// Seats nobody sits on, at least one.
    pub unfilled: u32,
    /// Heads that could take a seat as the roster stands.
    pub free: u32,
    held: [u32; Rule::ALL.len()],
}

impl Shortfall {
    /// How many heads the rule holds back: a person is one, a pool as many as it has.
    pub fn heads(&self, rule: Rule) -> u32 {
        self.held[rule as usize]
    }
}

/// The windows with unfilled seats, in order. Each head of the staff is counted once: under the rule that holds it back,
/// the first one in the order of precedence, or as free.
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
        let (mut free, mut held) = (0, [0; Rule::ALL.len()]);
        for person in &people {
            let mut left = person.staff.heads;
            for rule in Rule::by_precedence() {
                let room = room(instance, roster, person, window, rule).min(left);
                held[rule as usize] += left - room;
                left = room;
            }
            free += left;
        }
        shortfalls.push(Shortfall { window, unfilled, free, held });
    }
    shortfalls
}

/// By staff: everything that keeps all heads from one more seat of `window`, in order of precedence; empty for those who
/// could take it.
pub fn obstacles(instance: &Instance, roster: &Roster, window: usize) -> Vec<Vec<Rule>> {
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
    pub fn obstacles(&self, window: usize) -> Vec<Vec<Rule>> {
        self.people.iter().map(|person| self.obstacles_of(person, window)).collect()
    }

    /// Everything that would keep somebody from one more seat of `window` once they have left a seat of another window.
    pub fn obstacles_after(&self, staff: usize, left: usize, window: usize) -> Vec<Rule> {
        let Person { index, staff, ref shifts, ref history } = self.people[staff];
        let mut shifts = shifts.clone();
        if let Some(place) = shifts.iter().position(|&other| other == left) {
            shifts.remove(place);
        }
        self.obstacles_of(&Person { index, staff, shifts, history: history.clone() }, window)
    }

    fn obstacles_of(&self, person: &Person<'_>, window: usize) -> Vec<Rule> {
        let holds_all = |rule: &Rule| room(self.instance, self.roster, person, window, *rule) == 0;
        Rule::by_precedence().into_iter().filter(holds_all).collect()
    }
}

/// One row of the staff with all its shifts.
struct Person<'a> {
    index: usize,
    staff: &'a Staff,
    shifts: Vec<usize>,
    history: Vec<&'a PastShift>,
}

/// How many heads of `person` could take a seat of `window` if `rule` were all that could hold them back.
fn room(instance: &Instance, roster: &Roster, person: &Person<'_>, window: usize, rule: Rule) -> u32 {
    let Person { index, staff, ref shifts, ref history } = *person;
    let (municipality, all) = (&instance.municipalities[staff.municipality], staff.heads);
    let this = &instance.windows[window];
    let unless = |held_back: bool| if held_back { 0 } else { all };
    let shifts_where = |of: &dyn Fn(usize) -> bool| count(shifts.iter().filter(|&&window| of(window)));
    match rule {
        Rule::Membership => unless(!municipality.is_member(this.date)),
        Rule::Availability => unless(!instance.stance(index, window).available),
        Rule::Locks => unless(instance.forbidden.contains(&(index, window))),
        Rule::Seats => all.saturating_sub(shifts_where(&|other| other == window)),
        Rule::ShiftsPerDay => staff
            .limits
            .most(Rule::ShiftsPerDay)
            .saturating_sub(shifts_where(&|other| instance.windows[other].date == this.date)),
        Rule::RestHours => unless(!staff.is_pool() && cuts_rest(instance, person, window)),
        Rule::ShiftsPerWeek => {
            let past = count(history.iter().filter(|past| past.date.iso_week() == this.week()));
            let planned = shifts_where(&|other| instance.windows[other].week() == this.week());
            staff.limits.most(Rule::ShiftsPerWeek).saturating_sub(past + planned)
        }
        Rule::ShiftsPerPeriod => {
            staff.limits[Rule::ShiftsPerPeriod].map_or(all, |most| most.saturating_sub(count(shifts.iter())))
        }
        Rule::AwayAtOnce => {
            let at_home = |other: &&usize| instance.staff[**other].municipality == staff.municipality;
            let away = count(roster.shifts[window].iter().filter(at_home));
            municipality.limits[Rule::AwayAtOnce].map_or(all, |most| most.saturating_sub(away))
        }
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
