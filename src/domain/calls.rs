//! Calls, as they were counted or are expected, and what has to hold for those who call.
//!
//! In: nothing. Out: [`Interval`], [`Calls`] and [`Service`], the `[demand]` table of `plan.toml`. How many seats follow from them is for
//! `callers` to say.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use num_traits::Zero;

use super::Exact;

/// The calls of a quarter of an hour, half an hour or an hour.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// When it begins, from the start of its window.
    pub after: TimeDelta,
    /// How many calls came in it.
    pub calls: u32,
    /// How long each of them took on average, in seconds; `None` where none came.
    pub handling_seconds: Option<f64>,
}

/// A window that calls are known of: of the period, or before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Its length.
    pub length: TimeDelta,
    /// Its intervals with calls, in order. What is left out has none.
    pub intervals: Vec<Interval>,
}

/// Calls by window.
#[derive(Debug, Clone, PartialEq)]
pub struct Calls {
    /// How long an interval is.
    pub interval: TimeDelta,
    /// By date and start of the window.
    pub windows: BTreeMap<(NaiveDate, NaiveTime), Counted>,
    /// Days before the period with calls on which the folder is closed by now: they are told of and count for nothing.
    pub closed: Vec<NaiveDate>,
}

/// What has to hold for callers, and what calls are reckoned with: the `[demand]` table.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// The least part of calls that is answered.
    pub answered: Exact,
    /// The longest mean wait of those that are, in seconds.
    pub mean_wait_seconds: u32,
    /// How long callers wait on average before they hang up, in seconds; `None` where that is not known.
    pub patience_seconds: Option<u32>,
    /// The part of a shift in which somebody is not on the phones.
    pub shrinkage: Exact,
    /// The part of the calls of the past that somebody or something else takes over.
    pub deflected: Exact,
    /// By how much more calls come than in the past; below zero where fewer do.
    pub growth: Exact,
}

impl Default for Service {
    /// What the hotline promises: nine of ten are answered, within two minutes on average.
    fn default() -> Self {
        Service {
            answered: Exact::new(9.into(), 10.into()),
            mean_wait_seconds: 120,
            patience_seconds: None,
            shrinkage: Exact::zero(),
            deflected: Exact::zero(),
            growth: Exact::zero(),
        }
    }
}
