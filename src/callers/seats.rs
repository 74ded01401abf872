//! How many seats windows need, and what callers find with so many.
//!
//! In: the calls that are expected in a window, and what has to hold. Out: staff and seats that hold it in each interval, and what any
//! number of seats means. A seat is on the phones for all of a shift but for the part that `shrinkage` takes.

use chrono::{NaiveDate, NaiveTime};
use num_traits::{One, ToPrimitive};

use crate::callers::forecast::{Expected, Forecast};
use crate::domain::calls::Service;
use crate::domain::plan_key::SEATS;
use crate::domain::{Exact, Window};
use crate::queueing::erlang::{self, Answer, Load, Targets};
use crate::queueing::simulation::{self, Observed, Stretch};

/// What callers find in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Served {
    /// The calls.
    pub calls: f64,
    /// How many of them are not answered.
    pub lost: f64,
    /// Over all of the window.
    pub answer: Answer,
    /// In each interval.
    pub intervals: Vec<Answer>,
}

/// What a window needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// The least number on the phones in each interval.
    pub staff: Vec<u32>,
    /// The least number of seats that holds the targets in each interval; one at least, since the line is open, and no more than a window may
    /// have.
    pub seats: u32,
    /// Whether no number that can be planned holds them.
    pub is_beyond: bool,
}

/// The calls of an interval as a load.
pub fn load(forecast: &Forecast, interval_seconds: f64, service: &Service) -> Load {
    const HOUR: f64 = 3600.0;
    Load {
        calls_per_hour: forecast.calls * HOUR / interval_seconds,
        handling_seconds: forecast.handling_seconds,
        patience_seconds: service.patience_seconds.map(f64::from),
    }
}

/// The targets as numbers.
pub fn targets(service: &Service) -> Targets {
    Targets { answered: service.answered.to_f64().unwrap_or(1.0), mean_wait: f64::from(service.mean_wait_seconds) }
}

/// What a window needs.
pub fn need(expected: &Expected, interval_seconds: f64, service: &Service) -> Need {
    let targets = targets(service);
    let least = |one: &Forecast| erlang::least(&load(one, interval_seconds, service), &targets);
    let staff: Vec<Option<u32>> = expected.intervals.iter().map(least).collect();
    let is_known = staff.iter().all(Option::is_some);
    let staff: Vec<u32> = staff.into_iter().map(|staff| staff.unwrap_or(erlang::MOST)).collect();
    let needed = seats_for(staff.iter().copied().max().unwrap_or(0), service).max(1);
    // No window of a folder may have more.
    let most = u32::try_from(*SEATS.end()).unwrap_or(u32::MAX);
    Need { seats: needed.min(most), staff, is_beyond: !is_known || needed > most }
}

/// The seats with which so many are on the phones: staff / (1 − shrinkage), rounded up.
pub fn seats_for(staff: u32, service: &Service) -> u32 {
    let seats = Exact::from_integer(staff.into()) / (Exact::one() - &service.shrinkage);
    seats.ceil().to_integer().to_u32().unwrap_or(u32::MAX)
}

/// How many are on the phones on average with so many seats.
fn on_the_phones(seats: u32, service: &Service) -> f64 {
    (Exact::from_integer(seats.into()) * (Exact::one() - &service.shrinkage)).to_f64().unwrap_or(0.0)
}

/// What callers find with so many seats.
pub fn served(expected: &Expected, interval_seconds: f64, service: &Service, seats: u32) -> Served {
    let staff = on_the_phones(seats, service);
    let answer = |one: &Forecast| erlang::answer_between(&load(one, interval_seconds, service), staff);
    let intervals: Vec<Answer> = expected.intervals.iter().map(answer).collect();
    let weighed: Vec<(f64, Answer)> =
        expected.intervals.iter().zip(&intervals).map(|(one, answer)| (one.calls, *answer)).collect();
    let calls: f64 = expected.intervals.iter().map(|one| one.calls).sum();
    // Those on the phones are there for all of the window, with many calls or few.
    let occupancy = erlang::mixed(&weighed, |_| 1.0).occupancy;
    let answer = Answer { occupancy, ..erlang::mixed(&weighed, |(calls, _)| *calls) };
    Served { calls, lost: calls * (1.0 - answer.answered), answer, intervals }
}

/// Several windows as one.
pub fn together<'a>(windows: impl IntoIterator<Item = &'a Served>) -> Served {
    let windows: Vec<&Served> = windows.into_iter().collect();
    let weighed: Vec<(f64, Answer)> = windows.iter().map(|one| (one.calls, one.answer)).collect();
    let occupancy = erlang::mixed(&weighed, |_| 1.0).occupancy;
    Served {
        calls: windows.iter().map(|one| one.calls).sum(),
        lost: windows.iter().map(|one| one.lost).sum(),
        answer: Answer { occupancy, ..erlang::mixed(&weighed, |(calls, _)| *calls) },
        intervals: Vec::new(),
    }
}

/// A window of the simulation.
#[derive(Debug, Clone, Copy)]
pub struct Manned<'a> {
    /// The window.
    pub window: &'a Window,
    /// Its calls.
    pub expected: &'a Expected,
    /// How many seats are manned.
    pub seats: u32,
}

/// What is tried by chance, by day of the week and start: each day of the period so many times, with the line empty when it opens, and
/// who waits at the end of a window taken along into the next.
pub fn simulated(
    windows: &[Manned<'_>],
    interval_seconds: f64,
    service: &Service,
    tries: u32,
    seed: u64,
) -> Vec<((chrono::Weekday, NaiveTime), Observed)> {
    use chrono::Datelike;
    let slot = |one: &Manned<'_>| (one.window.date.weekday(), one.window.start);
    let mut slots: Vec<_> = windows.iter().map(slot).collect();
    slots.sort_unstable_by_key(|(day, start)| (day.num_days_from_monday(), *start));
    slots.dedup();
    let patience = service.patience_seconds.map(f64::from);
    let (mut stretches, mut groups) = (Vec::new(), Vec::new());
    let mut lines: Vec<(Vec<Stretch>, Vec<usize>)> = Vec::new();
    let mut last: Option<(NaiveDate, NaiveTime, chrono::TimeDelta)> = None;
    for one in windows {
        let follows = last.is_some_and(|(date, start, length)| {
            date.and_time(start) + length == one.window.date.and_time(one.window.start)
        });
        if !follows && !groups.is_empty() {
            lines.push((std::mem::take(&mut stretches), std::mem::take(&mut groups)));
        }
        last = Some((one.window.date, one.window.start, one.window.length));
        let group = slots.iter().position(|known| *known == slot(one)).unwrap_or(0);
        for forecast in &one.expected.intervals {
            let staff = on_the_phones(one.seats, service);
            let (calls, handling_seconds) = (forecast.calls, forecast.handling_seconds);
            stretches.push(Stretch { seconds: interval_seconds, calls, handling_seconds, staff });
            groups.push(group);
        }
    }
    lines.push((stretches, groups));
    let observed = simulation::simulate_lines(&lines, slots.len(), patience, tries, seed);
    slots.into_iter().zip(observed).filter_map(|(slot, observed)| Some((slot, observed?))).collect()
}
