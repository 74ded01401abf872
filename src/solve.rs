//! The ladder: every rung to proven optimality, each held at its exact value for the next.
//!
//! In: an [`Instance`](crate::domain::Instance). Out: [`Event`]s: bounds that are proven, and rosters that are offered. A bound holds for every
//! roster that keeps all earlier rungs at their bounds. Nothing here is trusted: whoever listens verifies the rosters,
//! and calls a rung proven only where the verified value meets the bound.
//!
//! Solver values are rounded and decoded in this room alone, and a limit that was reached is never called optimal.

mod colleagues;
pub mod exchanges;
pub mod export;
pub mod fast;
mod foreign;
pub mod grants;
mod greedy;
mod highs;
mod interior;
mod ladder;
mod linear;
pub mod mps;
mod parallel;
pub mod plain;
mod problem;
pub mod reach;
mod reduced;
pub mod relaxing;
mod safe;
mod sifting;
mod whole;

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::domain::goal::Rung;
use crate::domain::roster::Roster;

/// The version of HiGHS that is built in.
pub fn solver_version() -> String {
    foreign::version()
}

/// What the engine reports while it works.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A rung is begun.
    Started(Rung),
    /// No roster that keeps the earlier rungs at their bounds has a smaller value on this rung.
    Bound {
        /// The rung.
        rung: Rung,
        /// The proven bound.
        bound: f64,
        /// Time spent on the rung so far.
        spent: Duration,
    },
    /// A roster to be verified and compared with the best so far.
    Roster(Roster),
}

/// Why an engine gave up before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Halt {
    /// The deadline passed, or somebody asked to stop.
    Stopped,
    /// The solver did something it never should.
    Defect(String),
}

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub struct Limits<'a> {
    /// The moment to stop at.
    pub deadline: Option<Instant>,
    /// Set when somebody asks to stop.
    pub stop: &'a AtomicBool,
    /// How many threads may work at once; the answer is the same with any number.
    pub threads: NonZeroUsize,
}

impl Limits<'_> {
    /// Time left, if it is limited.
    ///
    /// # Errors
    /// [`Halt::Stopped`] where there is none.
    fn left(&self) -> Result<Option<Duration>, Halt> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Halt::Stopped);
        }
        match self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())) {
            Some(Duration::ZERO) => Err(Halt::Stopped),
            left => Ok(left),
        }
    }
}
