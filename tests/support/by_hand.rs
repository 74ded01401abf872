//! Instances and rosters written down in Rust, for tests that need to know every person in them.
//!
//! In: dates, names and numbers as literals. Out: an [`Instance`] with open windows and willing people, whose parts a
//! test then edits to what it is about. Nothing is read from files, so these tests stand without `read` and `check`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use vagtplan::domain::attendance::Attendance;
use vagtplan::domain::calendar::Period;
use vagtplan::domain::clock::Moment;
use vagtplan::domain::goal::Goal;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::{Limits, Rule};
use vagtplan::domain::{Burden, Exact, Instance, Municipality, Parts, PastShift, Staff, Stance, Window};

/// A date from `2026-01-05`.
pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a literal date")
}

/// A time from `08:00`.
pub fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a literal time")
}

/// A moment from `2026-01-05 08:00`.
pub fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a literal moment")
}

/// The fraction `numerator / denominator`.
pub fn exact(numerator: i64, denominator: i64) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}

/// A member since ever, with no limit on who is away.
pub fn municipality(code: &str, name: &str, population: u64) -> Municipality {
    Municipality {
        code: code.into(),
        name: name.into(),
        population,
        joined: None,
        left: None,
        stretches: Vec::new(),
        limits: Limits::default(),
    }
}

/// A person, or with `heads` above one a pool, whose limits never bind.
pub fn staff(id: &str, name: &str, municipality: usize, heads: u32) -> Staff {
    Staff {
        id: id.into(),
        name: name.into(),
        municipality,
        heads,
        joined: None,
        left: None,
        weight: Exact::from_integer(heads.into()),
        limits: Limits::of(|rule| match rule {
            Rule::ShiftsPerDay => Some(9 * heads),
            Rule::ShiftsPerWeek => Some(99 * heads),
            _ => None,
        }),
    }
}

/// The whole ladder, every day of the period open at each of `starts` for four hours, everybody available, no rest
/// asked for.
pub fn instance(
    (from, to): (&str, &str),
    starts: &[&str],
    seats: u32,
    burdens: Vec<Burden>,
    municipalities: Vec<Municipality>,
    staff: Vec<Staff>,
) -> Instance {
    let period = Period { from: date(from), to: date(to) };
    let windows: Vec<Window> = period
        .days()
        .flat_map(|date| starts.iter().map(move |start| (date, time(start))))
        .map(|(date, start)| {
            let burdens = (0..burdens.len()).filter(|&burden| burdens[burden].includes(date, start)).collect();
            Window { date, start, length: TimeDelta::hours(4), seats, least: 0, burdens }
        })
        .collect();
    let willing = Stance { available: true, prefers: 0, avoids: 0 };
    Instance::new(Parts {
        title: "By hand".into(),
        period,
        goals: Goal::default_ladder(),
        rest: TimeDelta::zero(),
        burdens,
        stances: vec![willing; staff.len() * windows.len()],
        windows,
        municipalities,
        staff,
        fixed: BTreeMap::new(),
        forbidden: BTreeSet::new(),
        ledger: BTreeMap::new(),
        calls: BTreeMap::new(),
        history: Vec::new(),
        attendance: Attendance::of(period),
        published: None,
        language: Default::default(),
        withdrawal: Default::default(),
        service: Default::default(),
        price_per_hour: Default::default(),
        agreed: Default::default(),
        prices: Default::default(),
        rules: Limits::usual(),
    })
}

/// The window named `2026-01-05 08:00`.
pub fn window(instance: &Parts, name: &str) -> usize {
    let moment = moment(name);
    instance.window_at(moment.date(), moment.time()).unwrap_or_else(|| panic!("no window {name}"))
}

/// The person with this id.
pub fn person(instance: &Parts, id: &str) -> usize {
    instance.staff.iter().position(|staff| staff.id == id).unwrap_or_else(|| panic!("no staff {id}"))
}

/// The stance of a person in a window, to be changed in an edit.
pub fn stance<'a>(instance: &'a mut Parts, id: &str, name: &str) -> &'a mut Stance {
    let index = person(instance, id) * instance.windows.len() + window(instance, name);
    &mut instance.stances[index]
}

/// A shift before the period, four hours long, in no burden.
pub fn past(instance: &Parts, id: &str, name: &str) -> PastShift {
    let start = moment(name);
    PastShift {
        staff: person(instance, id),
        date: start.date(),
        ends_at: Moment::at(start + TimeDelta::hours(4)),
        burdens: Vec::new(),
    }
}

/// A roster of (window, person) pairs, a pair a seat.
pub fn roster(instance: &Instance, seats: &[(&str, &str)]) -> Roster {
    let mut roster = Roster::empty(instance.windows.len());
    for (name, id) in seats {
        roster.give(window(instance, name), person(instance, id));
    }
    roster
}
