//! Which calls are expected in each window of the period.
//!
//! In: an instance, and calls before its period or in it. Out: for each window the calls of its intervals, with a range that nine of ten
//! counts should lie in. Calls that are given for a window of the period are taken as they are. Those of any other window follow from the
//! past: from the same window of the same day of the week, in the same season, without the days that had most and fewest.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeDelta};
use num_traits::ToPrimitive;

use crate::domain::Instance;
use crate::domain::calendar::danish_holidays;
use crate::domain::calls::{Calls, Counted};

/// What is expected in an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// When it begins, from the start of its window.
    pub after: TimeDelta,
    /// The calls.
    pub calls: f64,
    /// Nine of ten counts lie between this
    pub low: f64,
    /// and that.
    pub high: f64,
    /// How long a call takes on average, in seconds.
    pub handling_seconds: f64,
}

/// Where the calls of a window are known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// They were given for it.
    Given,
    /// They follow from so many days of the past.
    Past(usize),
}

/// The calls of a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// All intervals of it, in order.
    pub intervals: Vec<Forecast>,
    /// Where they are known from.
    pub source: Source,
}

/// What forecasts would have been worth in the last weeks of the past, made from what lies before them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Backtest {
    /// How many weeks were held back.
    pub weeks: u32,
    /// The sum of all errors by the sum of all calls, interval by interval.
    pub by_interval: f64,
    /// The same, window by window.
    pub by_window: f64,
    /// By how much too many were expected in all, as a part of the calls; below zero too few were.
    pub bias: f64,
    /// The part of intervals whose calls lay within the range that nine of ten should lie in.
    pub within: f64,
}

/// So many days before or after it in any year are the same season.
const SEASON_DAYS: u32 = 42;
/// So many days of a season are enough to go by; with fewer, the last ones of the past are taken.
const ENOUGH: usize = 4;
/// So many of the last days: a quarter of a year.
const LATEST: usize = 13;
/// Of five days the one with the most calls and the one with the fewest are left out, of ten two each.
const TRIMMED: usize = 5;
/// Nine of ten lie within so many standard deviations.
const NINE_OF_TEN: f64 = 1.645;
/// The median of absolute deviations is so much less than a standard deviation (P. J. Rousseeuw and C. Croux, "Alternatives to the median
/// absolute deviation", 1993).
const NORMAL: f64 = 1.4826;
/// So many of the last weeks are held back at most, and no more than a third of all.
const HELD_BACK: u32 = 8;

/// The windows of one start on one day of the week, or on public holidays, which is no day of the week here.
type Class = (Option<u32>, NaiveTime);

/// The past, by what days have in common.
struct Past<'a> {
    days: BTreeMap<Class, Vec<(NaiveDate, &'a Counted)>>,
    handling: f64,
    interval: TimeDelta,
}

/// What is expected in each window of the period; `None` where nothing is known of it.
pub fn forecast(instance: &Instance, calls: &Calls) -> Vec<Option<Expected>> {
    let service = &instance.service;
    let part = |exact: &crate::domain::Exact| exact.to_f64().unwrap_or(0.0);
    let factor = (1.0 + part(&service.growth)) * (1.0 - part(&service.deflected));
    let past = Past::of(calls, |date| date < instance.period.from);
    let handling = overall(calls.windows.values());
    let window = |window: &crate::domain::Window| {
        if let Some(given) = calls.windows.get(&(window.date, window.start)) {
            return Some(Expected { intervals: as_given(given, calls.interval, handling), source: Source::Given });
        }
        past.expected(window.date, window.start, window.length, factor)
    };
    instance.windows.iter().map(window).collect()
}

/// How good such forecasts are; `None` where the past is too short to tell.
pub fn backtest(instance: &Instance, calls: &Calls) -> Option<Backtest> {
    let is_past = |date: NaiveDate| date < instance.period.from;
    let days: Vec<NaiveDate> = calls.windows.keys().map(|(date, _)| *date).filter(|&date| is_past(date)).collect();
    let (first, last) = days.first().zip(days.last())?;
    let weeks = u32::try_from(((*last - *first).num_days() + 1) / 7).ok()?;
    let held_back = HELD_BACK.min(weeks / 3);
    let begin = last.checked_sub_days(Days::new(u64::from(held_back) * 7))?;
    let past = Past::of(calls, |date| date <= begin);
    let (mut total, mut expected, mut off, mut off_by_window, mut within, mut count) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for (&(date, start), counted) in calls.windows.iter().filter(|((date, _), _)| *date > begin && is_past(*date)) {
        let Some(forecast) = past.expected(date, start, counted.length, 1.0) else { continue };
        let (mut of_window, mut expected_of_window) = (0.0, 0.0);
        for one in &forecast.intervals {
            let calls = f64::from(calls_at(counted, one.after));
            of_window += calls;
            expected_of_window += one.calls;
            off += (one.calls - calls).abs();
            within += f64::from(u8::from((one.low.floor()..=one.high.ceil()).contains(&calls)));
            count += 1.0;
        }
        total += of_window;
        expected += expected_of_window;
        off_by_window += (expected_of_window - of_window).abs();
    }
    (held_back > 0 && total > 0.0).then(|| Backtest {
        weeks: held_back,
        by_interval: off / total,
        by_window: off_by_window / total,
        bias: (expected - total) / total,
        within: within / count,
    })
}

impl<'a> Past<'a> {
    fn of(calls: &'a Calls, is_known: impl Fn(NaiveDate) -> bool) -> Self {
        let mut days: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (&(date, start), counted) in calls.windows.iter().filter(|((date, _), _)| is_known(*date)) {
            days.entry((ordinary(date), start)).or_default().push((date, counted));
        }
        let handling = overall(days.values().flatten().map(|(_, counted)| *counted));
        Past { days, handling, interval: calls.interval }
    }

    /// The days to go by: those of the same season where there are enough of them, and the latest otherwise.
    fn alike(&self, date: NaiveDate, start: NaiveTime) -> Vec<&'a Counted> {
        // A public holiday on which the line is open is like others; where there was none, like any day of its week.
        let days = self
            .days
            .get(&(ordinary(date), start))
            .or_else(|| self.days.get(&(Some(date.weekday().num_days_from_monday()), start)));
        let days = days.map_or(&[][..], Vec::as_slice);
        let season: Vec<&Counted> =
            days.iter().filter(|(day, _)| apart(*day, date) <= SEASON_DAYS).map(|(_, counted)| *counted).collect();
        if season.len() >= ENOUGH {
            return season;
        }
        days.iter().rev().take(LATEST).map(|(_, counted)| *counted).collect()
    }

    fn expected(&self, date: NaiveDate, start: NaiveTime, length: TimeDelta, factor: f64) -> Option<Expected> {
        let days = self.alike(date, start);
        if days.is_empty() {
            return None;
        }
        let interval = |after: TimeDelta| {
            let counts: Vec<f64> = days.iter().map(|day| f64::from(calls_at(day, after))).collect();
            let mean = trimmed_mean(&counts);
            // Counts vary at least as chance has it, and more where days do.
            let spread = mean.max(deviation(&counts).powi(2)) * (1.0 + 1.0 / counts.len() as f64);
            let reach = NINE_OF_TEN * spread.sqrt();
            Forecast {
                after,
                calls: mean * factor,
                low: (mean - reach).max(0.0) * factor,
                high: (mean + reach) * factor,
                handling_seconds: handling_at(&days, after).unwrap_or(self.handling),
            }
        };
        let intervals = afters(length, self.interval).map(interval).collect();
        Some(Expected { intervals, source: Source::Past(days.len()) })
    }
}

/// Calls that were given, each interval with what chance makes of such a mean.
fn as_given(given: &Counted, interval: TimeDelta, handling: f64) -> Vec<Forecast> {
    let one = |after| {
        let calls = f64::from(calls_at(given, after));
        let reach = NINE_OF_TEN * calls.sqrt();
        let handling_seconds = handling_at(&[given], after).unwrap_or(handling);
        Forecast { after, calls, low: (calls - reach).max(0.0), high: calls + reach, handling_seconds }
    };
    afters(given.length, interval).map(one).collect()
}

/// When the intervals of a window begin, from its start.
fn afters(length: TimeDelta, interval: TimeDelta) -> impl Iterator<Item = TimeDelta> {
    let count = (length.num_minutes() / interval.num_minutes().max(1)).max(0);
    (0..count).map(move |number| interval * i32::try_from(number).unwrap_or(i32::MAX))
}

fn calls_at(counted: &Counted, after: TimeDelta) -> u32 {
    counted.intervals.iter().find(|one| one.after == after).map_or(0, |one| one.calls)
}

/// The mean handling time of the calls of an interval over days.
fn handling_at(days: &[&Counted], after: TimeDelta) -> Option<f64> {
    let intervals = days.iter().flat_map(|day| &day.intervals).filter(|one| one.after == after);
    mean_handling(intervals)
}

fn mean_handling<'a>(intervals: impl Iterator<Item = &'a crate::domain::calls::Interval>) -> Option<f64> {
    let known = intervals.filter_map(|one| Some((f64::from(one.calls), one.handling_seconds?)));
    let (calls, seconds) =
        known.fold((0.0, 0.0), |(calls, seconds), (some, each)| (calls + some, seconds + some * each));
    (calls > 0.0).then(|| seconds / calls)
}

/// The mean handling time of all calls; of none, a minute.
fn overall<'a>(counted: impl Iterator<Item = &'a Counted>) -> f64 {
    const MINUTE: f64 = 60.0;
    mean_handling(counted.flat_map(|day| &day.intervals)).unwrap_or(MINUTE)
}

/// The day of the week of an ordinary day, from 0 for Monday; a public holiday is none, whatever day it is on.
fn ordinary(date: NaiveDate) -> Option<u32> {
    let is_holiday = danish_holidays(date.year()).iter().any(|(day, _)| *day == date);
    (!is_holiday).then(|| date.weekday().num_days_from_monday())
}

/// How many days two dates lie apart in the year.
fn apart(one: NaiveDate, other: NaiveDate) -> u32 {
    const YEAR: u32 = 365;
    let days = one.ordinal().abs_diff(other.ordinal());
    days.min(YEAR.saturating_sub(days))
}

/// The mean without the highest and the lowest fifth; of three days and more at least one of each is left out.
fn trimmed_mean(counts: &[f64]) -> f64 {
    let mut sorted = counts.to_vec();
    sorted.sort_by(f64::total_cmp);
    let cut = if sorted.len() < 3 { 0 } else { (sorted.len() / TRIMMED).max(1) };
    let kept = &sorted[cut..sorted.len() - cut];
    kept.iter().sum::<f64>() / kept.len() as f64
}

/// A standard deviation that single days do not move: from the median of deviations from the median.
fn deviation(counts: &[f64]) -> f64 {
    let middle = median(counts);
    let off: Vec<f64> = counts.iter().map(|count| (count - middle).abs()).collect();
    NORMAL * median(&off)
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { f64::midpoint(sorted[half - 1], sorted[half]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_odd_day_moves_neither_mean_nor_spread() {
        let quiet = [20.0, 22.0, 19.0, 21.0, 18.0];
        let odd = [20.0, 22.0, 19.0, 21.0, 400.0];
        assert!((trimmed_mean(&quiet) - 20.0).abs() < 1e-9);
        assert!((trimmed_mean(&odd) - 21.0).abs() < 1e-9);
        assert!(deviation(&odd) < 3.0);
        assert!((trimmed_mean(&[4.0, 6.0]) - 5.0).abs() < 1e-9);
    }

    #[test]
    fn a_season_goes_over_the_end_of_the_year() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(apart(date("2025-12-30"), date("2026-01-02")), 3);
        assert_eq!(apart(date("2024-03-01"), date("2026-03-08")), 6);
        assert!(apart(date("2025-07-01"), date("2026-01-02")) > SEASON_DAYS);
    }

    #[test]
    fn holidays_are_days_of_no_week() {
        assert_eq!(ordinary("2026-05-14".parse().unwrap()), None);
        assert_eq!(ordinary("2026-05-13".parse().unwrap()), Some(2));
    }
}
