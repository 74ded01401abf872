//! What a planning run came to: the best verified roster, and what is proven of it, rung by rung.
//!
//! In: an instance and a way to stop. Out: a [`Plan`]. The engine runs in a thread of its own, which a [`Search`] owns, and
//! only sends rosters and bounds; what it sends is verified here before it counts, so a clock that runs out or Ctrl-C always
//! finds the best verified roster so far. The same goes for memory that runs short and for a solver that fails.

mod best;
mod evened;
pub mod memory;
mod search;
pub mod side_by_side;
pub mod staffing;

pub use evened::evened;
pub use search::Search;

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::Duration;

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::verify::Verified;
use best::{Best, End};

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
    /// The memory limit came first.
    MemoryLimit,
    /// Ctrl-C came first.
    Interrupted,
    /// The engine came to its end with a rung unproven, or failed.
    Unproven,
}

impl Status {
    /// The word in `summary.json`.
    pub fn name(self) -> &'static str {
        match self {
            Status::Proven => "proven",
            Status::TimeLimit => "time-limit",
            Status::MemoryLimit => "memory-limit",
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
    /// The version of HiGHS, which proved the bounds; `None` where nothing was solved.
    pub highs: Option<String>,
    /// What went wrong in the engine, where that ended the search: it failed, or offered a roster that breaks a rule. The
    /// roster and the bounds are from before.
    pub failure: Option<Defect>,
}

impl Plan {
    /// Whether no roster is better on a goal without giving up an earlier one.
    pub fn has_proven(&self, rung: Rung) -> bool {
        self.rungs.iter().any(|report| report.rung == rung && report.proven)
    }
}

/// Which engine solves the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// The engine.
    #[default]
    Fast,
    /// The plain model, the oracle the engine is compared with.
    Plain,
}

/// How to plan.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Time for the whole run; `None` means until everything is proven.
    pub time_limit: Option<Duration>,
    /// The engine.
    pub engine: Engine,
    /// How many threads may work at once; `None` means as many as the machine has. The roster is the same with any number.
    pub threads: Option<NonZeroUsize>,
    /// The most memory the process may hold, in bytes; `None` means as much as the machine gives. Where
    /// [`memory::resident`] knows nothing, this limits nothing.
    pub memory: Option<u64>,
    /// Set to true from outside to stop with the best roster so far.
    pub stop: Arc<AtomicBool>,
    /// A roster to begin with, which the engine's have to beat.
    pub start: Option<Verified>,
}

impl Options {
    /// How many threads may work at once on this machine.
    pub fn threads(&self) -> NonZeroUsize {
        self.threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
    }
}

/// What can be told while it works.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// A rung is begun.
    Started(Rung),
    /// A better verified roster, with its value on every rung.
    Improved {
        /// In ladder order.
        values: Vec<(Rung, f64)>,
    },
    /// That roster.
    Found(Verified),
    /// A bound is proven.
    Bound {
        /// The rung.
        rung: Rung,
        /// The bound, given that all earlier rungs are held at theirs.
        bound: f64,
    },
    /// The search is over, and people's shifts are moved apart.
    MovingApart,
    /// Time goes by.
    Tick,
    /// The search ends early, for this reason.
    Stopped(Status),
}

/// The program did something it never should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect(pub String);

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Defect {}

/// Plans an instance: the best verified roster with its proofs, or `None` where the limits came before any roster. Nothing
/// is left at work when it returns.
///
/// # Errors
/// [`Defect`] where the solver failed, or offered rosters that break rules, before there was one that breaks none.
pub fn plan(
    instance: &Arc<Instance>,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<Plan>, Defect> {
    Search::begin(instance, options).follow(instance, options, progress)
}

/// A roster that came from elsewhere as a plan of its own. Nothing is solved, so nothing is known of it but the least that
/// any roster could have of a goal ([`Rung::least`]): where it has that, it is proven.
pub fn unsearched(instance: &Instance, verified: Verified) -> Plan {
    let mut best = Best::new(instance, Some(verified));
    for (bound, rung) in best.bounds.iter_mut().zip(&best.rungs) {
        *bound = rung.least();
    }
    let plan = best.plan(End::Came, Duration::ZERO).expect("there is a roster");
    Plan { highs: None, ..plan }
}
