//! What calls say of seats, and seats of callers: tables for files, for programs and for people.
//!
//! In: an instance and its outlooks. Out: tables by window, by interval, and by day of the week and start. Times are seconds to programs,
//! minutes and seconds to people.

pub mod demand_json;
pub mod demand_text;
pub mod found;

use chrono::{NaiveTime, TimeDelta};

use crate::callers::forecast::Source;
use crate::callers::outlook::Outlooks;
use crate::callers::seats::{self, Served};
use crate::domain::{Exact, Instance};
use crate::queueing::erlang::Answer;
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::locale::Locale;

/// A number with so many decimals.
pub(super) fn rounded(value: f64, places: i32) -> Figure {
    let scale = 10_f64.powi(places);
    let units = (value * scale).round();
    if !units.is_finite() {
        return Figure::Unknown;
    }
    Figure::Exact(Exact::new((units as i64).into(), (scale as i64).into()))
}

/// A part of a whole, to a hundredth of a per cent.
pub(super) fn part(value: f64) -> Figure {
    rounded(value, 4)
}

fn seconds(value: Option<f64>) -> Figure {
    value.map_or(Figure::Unknown, |value| rounded(value, 1))
}

/// A wait as people read it: minutes and seconds.
pub(super) fn wait(locale: &Locale, seconds: Option<f64>) -> String {
    const DAY: f64 = 86_400.0;
    match seconds.filter(|seconds| *seconds < DAY) {
        None => locale.pick("uendelig", "endless").to_owned(),
        Some(seconds) => {
            let whole = seconds.round() as u64;
            format!("{}:{:02}", whole / 60, whole % 60)
        }
    }
}

/// The wait of those who are answered; a dash where nobody is.
pub(super) fn waits(locale: &Locale, answer: &Answer) -> String {
    if answer.answered > 0.0 { wait(locale, answer.mean_wait) } else { "–".to_owned() }
}

/// A part of a whole as people read it, in per cent without decimals: nothing that is short of all is said to be all.
pub(super) fn per_cent(locale: &Locale, value: f64) -> String {
    let hundredths = value * 100.0;
    let shown = if hundredths > 99.0 && hundredths < 99.95 { 1 } else { 0 };
    locale.decimal(hundredths, shown)
}

/// How many are answered, and after how long.
pub(super) fn answered(locale: &Locale, served: &Served) -> String {
    let answered = per_cent(locale, served.answer.answered);
    match served.answer.mean_wait {
        Some(_) => {
            let wait = wait(locale, served.answer.mean_wait);
            locale.pick(
                format!("{answered}\u{a0}% besvares efter {wait} i gennemsnit"),
                format!("{answered}% are answered after {wait} on average"),
            )
        }
        None if served.answer.answered <= 0.0 => locale.pick("ingen besvares", "none are answered").to_owned(),
        None => locale.pick(
            format!(
                "{answered}\u{a0}% kan besvares, og ventetiden vokser, hvor der kommer flere opkald, end der er tid til"
            ),
            format!("{answered}% can be answered, and the wait grows where more calls come than there is time for"),
        ),
    }
}

/// What callers find, as three figures.
fn found(answer: &Answer) -> [Figure; 3] {
    [part(answer.answered), seconds(answer.mean_wait), part(answer.occupancy)]
}

/// The new `demand.csv`: a row for each window with calls. A column `least` is there where the folder asks for one.
pub fn demand(instance: &Instance, outlooks: &Outlooks) -> Table {
    let with_least = instance.windows.iter().any(|window| window.least > 0);
    let keys = ["date", "start", "seats", "least"].map(Column::of_a_file);
    let row = |one: &crate::callers::outlook::Outlook| {
        let window = &instance.windows[one.window];
        let seats = one.need.seats;
        let (date, start) = (Figure::Date(window.date), Figure::Time(window.start));
        [date, start, Figure::Count(seats.into()), Figure::Count(window.least.min(seats).into())]
    };
    let table = Table::new(keys, outlooks.windows.iter().map(row));
    if with_least { table } else { table.only(&["date", "start", "seats"]) }
}

/// `windows.csv`: what each window needs, and what callers find with as many seats as are needed and as are planned.
pub fn windows(instance: &Instance, outlooks: &Outlooks, planned: &[Served]) -> Table {
    let columns = [
        "date",
        "weekday",
        "start",
        "calls",
        "source",
        "days",
        "staff",
        "seats_needed",
        "answered_needed",
        "mean_wait_needed",
        "occupancy_needed",
        "lost_needed",
        "seats",
        "answered",
        "mean_wait",
        "occupancy",
        "lost",
    ];
    let row = |(one, planned): (&crate::callers::outlook::Outlook, &Served)| {
        let window = &instance.windows[one.window];
        let (source, days) = match one.expected.source {
            Source::Given => ("given", Figure::Unknown),
            Source::Past(days) => ("past", Figure::Count(days as u64)),
        };
        let [answered_needed, wait_needed, occupancy_needed] = found(&one.needed.answer);
        let [answered, wait, occupancy] = found(&planned.answer);
        [
            Figure::Date(window.date),
            Figure::Weekday(chrono::Datelike::weekday(&window.date)),
            Figure::Time(window.start),
            rounded(planned.calls, 2),
            Figure::text(source),
            days,
            Figure::Count(one.need.staff.iter().copied().max().unwrap_or(0).into()),
            Figure::Count(one.need.seats.into()),
            answered_needed,
            wait_needed,
            occupancy_needed,
            rounded(one.needed.lost, 2),
            Figure::Count(window.seats.into()),
            answered,
            wait,
            occupancy,
            rounded(planned.lost, 2),
        ]
    };
    Table::new(columns.map(Column::of_a_file), outlooks.windows.iter().zip(planned).map(row))
}

/// `intervals.csv`: the calls of each interval, the least staff that holds the targets, and what callers find with as many seats as the
/// window needs.
pub fn intervals(instance: &Instance, outlooks: &Outlooks) -> Table {
    let columns = [
        "date",
        "window",
        "start",
        "calls",
        "calls_low",
        "calls_high",
        "handling",
        "erlangs",
        "staff",
        "answered",
        "mean_wait",
        "occupancy",
    ];
    let rows = outlooks.windows.iter().flat_map(|one| {
        let window = &instance.windows[one.window];
        let of = |(number, forecast): (usize, &crate::callers::forecast::Forecast)| {
            let load = seats::load(forecast, outlooks.interval_seconds, &instance.service);
            let [answered, wait, occupancy] = found(&one.needed.intervals[number]);
            let start: NaiveTime = window.start + TimeDelta::minutes(forecast.after.num_minutes());
            [
                Figure::Date(window.date),
                Figure::Time(window.start),
                Figure::Time(start),
                rounded(forecast.calls, 2),
                rounded(forecast.low, 2),
                rounded(forecast.high, 2),
                rounded(forecast.handling_seconds, 1),
                rounded(load.erlangs(), 3),
                Figure::Count(one.need.staff[number].into()),
                answered,
                wait,
                occupancy,
            ]
        };
        one.expected.intervals.iter().enumerate().map(of).collect::<Vec<_>>()
    });
    Table::new(columns.map(Column::of_a_file), rows.collect::<Vec<_>>())
}

/// What a number of seats means for callers, window by window: as programs read it.
pub fn by_window(instance: &Instance, outlooks: &Outlooks, manned: &[(u32, Served)], all: &[Served]) -> Table {
    let columns =
        ["date", "start", "calls", "seats", "manned", "answered", "mean_wait", "occupancy", "lost", "lost_by_holes"];
    let rows = outlooks.windows.iter().zip(manned).zip(all).map(|((one, (seats, served)), all)| {
        let window = &instance.windows[one.window];
        let [answered, wait, occupancy] = found(&served.answer);
        [
            Figure::Date(window.date),
            Figure::Time(window.start),
            rounded(served.calls, 2),
            Figure::Count(window.seats.into()),
            Figure::Count((*seats).into()),
            answered,
            wait,
            occupancy,
            rounded(served.lost, 2),
            rounded((served.lost - all.lost).max(0.0), 2),
        ]
    });
    Table::new(columns.map(|key| Column::new(key, Kind::Verbatim, [key, key])), rows.collect::<Vec<_>>())
}
