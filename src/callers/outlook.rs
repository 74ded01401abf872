//! All that calls say of a period: what is expected, what it needs, and what seats mean.
//!
//! In: an instance and calls. Out: an [`Outlook`], window by window. Nothing here depends on who sits there.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::forecast::{self, Backtest, Expected, Source};
use super::seats::{self, Manned, Need, Served};
use crate::domain::Instance;
use crate::domain::calls::Calls;
use crate::queueing::simulation::Observed;

/// Each day is tried so many times.
const TRIES: u32 = 20;
/// The seed of the simulation: the same calls give the same figures.
const SEED: u64 = 2012;

/// A window with calls.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// Index into the instance's windows.
    pub window: usize,
    /// What is expected.
    pub expected: Expected,
    /// What it needs.
    pub need: Need,
    /// What callers find with as many seats as it needs.
    pub needed: Served,
}

/// What calls say of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlooks {
    /// How long an interval is, in seconds.
    pub interval_seconds: f64,
    /// The windows with calls, in order.
    pub windows: Vec<Outlook>,
    /// The windows of which nothing is known.
    pub unknown: Vec<usize>,
    /// What the forecast would have been worth in the past.
    pub backtest: Option<Backtest>,
    /// Days of the past with calls on which the line is closed by now.
    pub closed: Vec<NaiveDate>,
}

/// The windows of one start on one day of the week.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The day.
    pub day: Weekday,
    /// The start.
    pub start: NaiveTime,
    /// Which of the outlooks these are.
    pub windows: Vec<usize>,
}

/// What calls say.
pub fn outlooks(instance: &Instance, calls: &Calls) -> Outlooks {
    const SECONDS: f64 = 60.0;
    let interval_seconds = calls.interval.num_minutes() as f64 * SECONDS;
    let service = &instance.service;
    let (mut windows, mut unknown) = (Vec::new(), Vec::new());
    for (window, expected) in forecast::forecast(instance, calls).into_iter().enumerate() {
        let Some(expected) = expected else {
            unknown.push(window);
            continue;
        };
        let need = seats::need(&expected, interval_seconds, service);
        let needed = seats::served(&expected, interval_seconds, service, need.seats);
        windows.push(Outlook { window, expected, need, needed });
    }
    let backtest = forecast::backtest(instance, calls);
    Outlooks { interval_seconds, windows, unknown, backtest, closed: calls.closed.clone() }
}

impl Outlooks {
    /// What callers find in each window with so many seats in it.
    pub fn served(&self, instance: &Instance, seats_of: impl Fn(usize) -> u32) -> Vec<Served> {
        let served = |one: &Outlook| {
            seats::served(&one.expected, self.interval_seconds, &instance.service, seats_of(one.window))
        };
        self.windows.iter().map(served).collect()
    }

    /// The same, tried by chance, by day of the week and start.
    pub fn simulated(
        &self,
        instance: &Instance,
        seats_of: impl Fn(&Outlook) -> u32,
    ) -> Vec<((Weekday, NaiveTime), Observed)> {
        let manned = |one| -> Manned<'_> {
            let outlook: &Outlook = one;
            let (window, expected) = (&instance.windows[outlook.window], &outlook.expected);
            Manned { window, expected, seats: seats_of(outlook) }
        };
        let windows: Vec<Manned<'_>> = self.windows.iter().map(manned).collect();
        seats::simulated(&windows, self.interval_seconds, &instance.service, TRIES, SEED)
    }

    /// The windows by day of the week and start, in the order of the week.
    pub fn slots(&self, instance: &Instance) -> Vec<Slot> {
        let mut slots: Vec<Slot> = Vec::new();
        for (number, one) in self.windows.iter().enumerate() {
            let window = &instance.windows[one.window];
            let (day, start) = (window.date.weekday(), window.start);
            match slots.iter_mut().find(|slot| (slot.day, slot.start) == (day, start)) {
                Some(slot) => slot.windows.push(number),
                None => slots.push(Slot { day, start, windows: vec![number] }),
            }
        }
        slots.sort_by_key(|slot| (slot.day.num_days_from_monday(), slot.start));
        slots
    }

    /// How many windows have calls of their own, and how many have those of the past.
    pub fn sources(&self) -> (usize, usize) {
        let given = self.windows.iter().filter(|one| one.expected.source == Source::Given).count();
        (given, self.windows.len() - given)
    }
}
