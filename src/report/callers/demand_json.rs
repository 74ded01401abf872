//! What `demand --json` prints.
//!
//! In: an instance, its inputs and outlooks. Out: bytes.

use serde::Serialize;

use super::{intervals, windows};
use crate::callers::forecast::Backtest;
use crate::callers::outlook::Outlooks;
use crate::callers::seats::{self, Served};
use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::report::figures::Table;
use crate::report::json::{Head, number, pretty};

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    calls_file: Option<&'a InputFile>,
    targets: Targets,
    interval_minutes: u64,
    calls: f64,
    seats: u64,
    seats_needed: u64,
    planned: Sum,
    needed: Sum,
    backtest: Option<BacktestRow>,
    windows: Table,
    intervals: Table,
    windows_without_calls: Vec<crate::report::json::Slot>,
    closed_days_with_calls: Vec<String>,
}

#[derive(Serialize)]
struct Targets {
    answered: f64,
    mean_wait: u32,
    patience: Option<u32>,
    shrinkage: f64,
    deflected: f64,
    growth: f64,
}

/// What callers find over all windows.
#[derive(Serialize)]
pub(super) struct Sum {
    answered: f64,
    mean_wait: Option<f64>,
    occupancy: f64,
    lost: f64,
}

#[derive(Serialize)]
struct BacktestRow {
    weeks: u32,
    error_by_interval: f64,
    error_by_window: f64,
    bias: f64,
    within_range: f64,
}

fn places(value: f64, places: i32) -> f64 {
    let scale = 10_f64.powi(places);
    crate::report::numbers::tidy((value * scale).round() / scale)
}

impl Sum {
    pub(super) fn of<'a>(windows: impl IntoIterator<Item = &'a Served>) -> Self {
        let all = seats::together(windows);
        Sum {
            answered: places(all.answer.answered, 4),
            mean_wait: all.answer.mean_wait.map(|wait| places(wait, 1)),
            occupancy: places(all.answer.occupancy, 4),
            lost: places(all.lost, 2),
        }
    }
}

fn tested(backtest: &Backtest) -> BacktestRow {
    BacktestRow {
        weeks: backtest.weeks,
        error_by_interval: places(backtest.by_interval, 4),
        error_by_window: places(backtest.by_window, 4),
        bias: places(backtest.bias, 4),
        within_range: places(backtest.within, 4),
    }
}

/// The document; `file` holds the calls.
pub fn bytes(
    instance: &Instance,
    inputs: &[InputFile],
    file: Option<&InputFile>,
    outlooks: &Outlooks,
    planned: &[Served],
) -> Vec<u8> {
    let service = &instance.service;
    let known = outlooks.windows.iter();
    pretty(&Document {
        head: Head::of(instance, inputs, None),
        calls_file: file,
        targets: Targets {
            answered: number(&service.answered),
            mean_wait: service.mean_wait_seconds,
            patience: service.patience_seconds,
            shrinkage: number(&service.shrinkage),
            deflected: number(&service.deflected),
            growth: number(&service.growth),
        },
        interval_minutes: (outlooks.interval_seconds / 60.0).round() as u64,
        calls: places(planned.iter().map(|one| one.calls).sum(), 2),
        seats: known.clone().map(|one| u64::from(instance.windows[one.window].seats)).sum(),
        seats_needed: known.clone().map(|one| u64::from(one.need.seats)).sum(),
        planned: Sum::of(planned),
        needed: Sum::of(known.map(|one| &one.needed)),
        backtest: outlooks.backtest.as_ref().map(tested),
        windows: windows(instance, outlooks, planned),
        intervals: intervals(instance, outlooks),
        windows_without_calls: outlooks
            .unknown
            .iter()
            .map(|&window| crate::report::json::Slot::of(instance, window))
            .collect(),
        closed_days_with_calls: outlooks.closed.iter().map(ToString::to_string).collect(),
    })
}
