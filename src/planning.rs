//! What a planning run came to: the best verified roster, and what is proven of it, rung by rung.
//!
//! In: an instance and a way to stop. Out: a [`Plan`]. The engine runs in a thread of its own and only sends rosters
//! and bounds; what it sends is verified here before it counts, so a clock that runs out or Ctrl-C always finds the
//! best verified roster so far.

use crate::domain::goal::Rung;
use crate::verify::Verified;

/// What is known of one rung.
#[derive(Debug, Clone, PartialEq)]
pub struct RungReport {
    /// The rung.
    pub rung: Rung,
    /// Its value in the roster, as `verify` computed it.
    pub value: f64,
    /// The proven lower bound, given that all earlier rungs are held at their values; `None` where there is none yet.
    pub bound: Option<f64>,
    /// Whether value and bound agree, here and on every earlier rung.
    pub proven: bool,
    /// Seconds spent on the rung.
    pub seconds: f64,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Every rung is proven.
    Proven,
    /// The time limit came first.
    TimeLimit,
    /// Ctrl-C came first.
    Interrupted,
    /// The engine came to its end with a rung unproven.
    Unproven,
}

impl Status {
    /// The word in `summary.json`.
    pub fn name(self) -> &'static str {
        match self {
            Status::Proven => "proven",
            Status::TimeLimit => "time-limit",
            Status::Interrupted => "interrupted",
            Status::Unproven => "unproven",
        }
    }
}

/// A finished run.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The roster, verified.
    pub verified: Verified,
    /// By rung, in ladder order.
    pub rungs: Vec<RungReport>,
    /// How the run ended.
    pub status: Status,
    /// Seconds from the start of the run to its end.
    pub seconds: f64,
}

/// Which engine solves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The fast one.
    Fast,
    /// The oracle.
    Plain,
}

/// How to search.
#[derive(Debug, Clone)]
pub struct Options {
    /// When to stop.
    pub time_limit: Option<std::time::Duration>,
    /// With what.
    pub engine: Engine,
    /// Set to stop.
    pub stop: std::sync::Arc<std::sync::atomic::AtomicBool>,
}

/// What the search tells.
#[derive(Debug, Clone)]
pub enum Progress {
    /// A rung begins.
    Started(Rung),
    /// A better roster.
    Improved {
        /// Its values.
        values: Vec<(Rung, f64)>,
    },
    /// A better bound.
    Bound {
        /// Of the rung.
        rung: Rung,
        /// The bound.
        bound: f64,
    },
    /// Nothing new.
    Tick,
}

/// A fault of the program.
#[derive(Debug)]
pub struct Defect;

impl std::fmt::Display for Defect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("stand-in")
    }
}

/// Stand-in.
pub fn plan(
    instance: &std::sync::Arc<crate::domain::Instance>,
    _options: &Options,
    _progress: &mut dyn FnMut(Progress),
) -> Result<Option<Plan>, Defect> {
    let roster = crate::domain::roster::Roster::empty(instance.windows.len());
    let verified = crate::verify::verify(instance, roster).map_err(|_| Defect)?;
    let rungs = verified
        .judgement()
        .values
        .iter()
        .map(|&(rung, value)| RungReport { rung, value, bound: None, proven: false, seconds: 0.0 })
        .collect();
    Ok(Some(Plan { verified, rungs, status: Status::Unproven, seconds: 0.0 }))
}
