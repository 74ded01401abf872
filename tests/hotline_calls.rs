//! The hotline's 350,000 calls a year in its 60 hours a week: seats that hold its targets by formula and by simulation.
//!
//! In: the profile of the week, the handling time and the patience, all of which are invented; the calls of a year and the opening hours
//! are the hotline's. Out: nothing, where both hold and the reference tells the same figures.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use vagtplan::callers::forecast::{Expected, Forecast, Source};
use vagtplan::callers::seats::{self, Manned, Served};
use vagtplan::domain::Window;
use vagtplan::domain::calls::Service;

const CALLS_A_YEAR: f64 = 350_000.0;
const WEEKS_A_YEAR: f64 = 365.25 / 7.0;
const HANDLING_SECONDS: f64 = 150.0;
const PATIENCE_SECONDS: u32 = 120;
const HALF_AN_HOUR: f64 = 1800.0;

/// How busy the hours from 08:00 to 20:00 are, relative to each other.
const HOURS: [f64; 12] = [1.0, 1.5, 1.6, 1.35, 1.15, 1.2, 1.1, 0.95, 0.65, 0.5, 0.4, 0.35];
/// Days from Monday, and the hours from when to when the line is open.
const DAYS: [(u32, f64, usize, usize); 6] =
    [(0, 1.3, 8, 20), (1, 1.1, 8, 20), (2, 1.05, 8, 20), (3, 1.0, 8, 20), (4, 0.95, 8, 16), (6, 0.7, 16, 20)];

fn service() -> Service {
    Service { patience_seconds: Some(PATIENCE_SECONDS), ..Service::default() }
}

/// The 15 windows of four hours of an ordinary week.
fn week() -> Vec<(Window, Expected)> {
    let weight = |day: f64, hour: usize| day * HOURS[hour - 8];
    let whole: f64 = DAYS.iter().flat_map(|&(_, day, from, to)| (from..to).map(move |hour| weight(day, hour))).sum();
    let monday = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    let windows =
        DAYS.iter().flat_map(|&(day, busy, from, to)| (from..to).step_by(4).map(move |start| (day, busy, start)));
    let window = |(day, busy, start): (u32, f64, usize)| {
        let interval = |number: usize| {
            let calls = CALLS_A_YEAR / WEEKS_A_YEAR * weight(busy, start + number / 2) / whole / 2.0;
            let after = TimeDelta::minutes(30 * number as i64);
            Forecast { after, calls, low: 0.0, high: 0.0, handling_seconds: HANDLING_SECONDS }
        };
        let window = Window {
            date: monday + TimeDelta::days(day.into()),
            start: NaiveTime::from_hms_opt(start as u32, 0, 0).unwrap(),
            length: TimeDelta::hours(4),
            seats: 1,
            least: 0,
            burdens: Vec::new(),
        };
        (window, Expected { intervals: (0..8).map(interval).collect(), source: Source::Given })
    };
    windows.map(window).collect()
}

#[test]
fn the_hotlines_calls_give_seats_that_hold_its_targets_by_formula_and_by_simulation() {
    let (service, week) = (service(), week());
    assert_eq!(week.len(), 15);
    let calls: f64 = week.iter().flat_map(|(_, expected)| &expected.intervals).map(|one| one.calls).sum();
    assert!((calls * WEEKS_A_YEAR - CALLS_A_YEAR).abs() < 1e-6);

    let needs: Vec<u32> =
        week.iter().map(|(_, expected)| seats::need(expected, HALF_AN_HOUR, &service).seats).collect();
    let served: Vec<Served> = week
        .iter()
        .zip(&needs)
        .map(|((_, expected), &seats)| seats::served(expected, HALF_AN_HOUR, &service, seats))
        .collect();
    let targets = seats::targets(&service);
    for (one, &seats) in served.iter().zip(&needs) {
        assert!(one.intervals.iter().all(|answer| targets.hold(answer)), "{seats}: {one:?}");
    }
    // With one seat less some interval of each window misses them.
    for ((window, expected), &seats) in week.iter().zip(&needs) {
        let fewer = seats::served(expected, HALF_AN_HOUR, &service, seats - 1);
        assert!(!fewer.intervals.iter().all(|answer| targets.hold(answer)), "{window:?}: {seats}");
    }

    let manned: Vec<Manned<'_>> =
        week.iter().zip(&needs).map(|((window, expected), &seats)| Manned { window, expected, seats }).collect();
    let tried = seats::simulated(&manned, HALF_AN_HOUR, &service, 400, 1);
    assert_eq!(tried.len(), 15);
    for ((slot, seen), said) in tried.iter().zip(&served) {
        assert!(
            seen.answered.mean >= targets.answered && seen.mean_wait.mean <= targets.mean_wait,
            "{slot:?}: {seen:?}"
        );
        // A window begins with an empty line or with that of the one before: some more than chance may lie between.
        let off = (seen.answered.mean - said.answer.answered).abs();
        assert!(off <= 4.0 * seen.answered.error + 0.01, "{slot:?}: {seen:?} and {:?}", said.answer);
    }

    let all = seats::together(&served);
    let docs = include_str!("../docs/reference.md").split_whitespace().collect::<Vec<_>>().join(" ");
    let told = format!(
        "ask for {} seats in the 15 windows of a week. The formulas say then that {:.1} % of the calls of the week are answered, after {:.0} \
         seconds on average",
        needs.iter().sum::<u32>(),
        all.answer.answered * 100.0,
        all.answer.mean_wait.unwrap(),
    );
    assert!(docs.contains(&told), "the reference should say: {told}");
}

/// Shrinkage is made up for, and what a part of a person does lies between what whole ones do.
#[test]
fn seats_make_up_for_shrinkage() {
    let mut service = service();
    for (staff, hundredths, seats) in
        [(9, 10, 10), (10, 10, 12), (1, 10, 2), (0, 10, 0), (6, 25, 8), (7, 0, 7), (90, 10, 100)]
    {
        service.shrinkage = vagtplan::domain::Exact::new(hundredths.into(), 100.into());
        assert_eq!(seats::seats_for(staff, &service), seats, "{staff}");
    }
    service.shrinkage = vagtplan::domain::Exact::new(1.into(), 10.into());
    for (window, expected) in week() {
        let need = seats::need(&expected, HALF_AN_HOUR, &service);
        let mut last = 0.0;
        for seats in 0..=need.seats {
            let answered = seats::served(&expected, HALF_AN_HOUR, &service, seats).answer.answered;
            assert!(answered > last || seats == 0, "{window:?}: {seats}");
            last = answered;
        }
        let served = seats::served(&expected, HALF_AN_HOUR, &service, need.seats);
        assert!(served.intervals.iter().all(|answer| seats::targets(&service).hold(answer)), "{window:?}: {need:?}");
    }
}

/// A folder takes 5,000 seats in a window: what needs more is said to be beyond that, and no file has a number that would be refused.
#[test]
fn no_window_needs_more_seats_than_a_folder_takes() {
    let (_, mut expected) = week().remove(0);
    for (calls, is_beyond) in [(10.0, false), (100_000.0, true), (1_000_000.0, true)] {
        expected.intervals.iter_mut().for_each(|one| one.calls = calls);
        let need = seats::need(&expected, HALF_AN_HOUR, &service());
        assert_eq!((need.is_beyond, need.seats <= 5_000), (is_beyond, true), "{need:?}");
    }
}
