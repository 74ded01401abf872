//! What a planning run came to: the best verified roster, and what is proven of it, rung by rung.
//!
//! In: an instance and a way to stop. Out: a [`Plan`]. The engine runs in a thread of its own and only sends rosters
//! and bounds; what it sends is verified here before it counts, so a clock that runs out or Ctrl-C always finds the
//! best verified roster so far. The same goes for memory that runs short and for a solver that fails.

mod best;
pub mod memory;
pub mod staffing;

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{self, AtomicBool};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::solve::{Event, Halt, Limits, fast, plain};
use crate::verify::Verified;
use best::{Best, End};

/// How often the clock, the memory and the wish to stop are looked at, besides after each event, and progress is told.
const TICK: Duration = Duration::from_millis(50);

/// How long the engine may take to stop by itself after the time limit, before its thread is left behind.
const GRACE: Duration = Duration::from_millis(500);

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
    /// A bound is proven.
    Bound {
        /// The rung.
        rung: Rung,
        /// The bound, given that all earlier rungs are held at theirs.
        bound: f64,
    },
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

/// What comes from an engine.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Something it has found.
    Event(Event),
    /// It ends.
    Ended(Result<(), Halt>),
}

/// Plans an instance: the best verified roster with its proofs, or `None` where the limits came before any roster.
///
/// # Errors
/// [`Defect`] where the solver failed, or offered rosters that break rules, before there was one that breaks none.
pub fn plan(
    instance: &Arc<Instance>,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<Plan>, Defect> {
    let deadline = options.time_limit.and_then(|limit| Instant::now().checked_add(limit));
    let leave = Arc::new(AtomicBool::new(false));
    let events = start(Arc::clone(instance), options, deadline, Arc::clone(&leave));
    let plan = follow(instance, options, deadline, &events, progress);
    // Nobody listens any more: an engine that is still at work may as well give back its memory.
    leave.store(true, atomic::Ordering::Relaxed);
    plan
}

/// Follows an engine's messages to their end or to a limit; what [`plan`] does with its own engine.
///
/// # Errors
/// [`Defect`] where the engine failed, or offered rosters that break rules, before there was one that breaks none.
pub fn follow(
    instance: &Instance,
    options: &Options,
    deadline: Option<Instant>,
    messages: &Receiver<Message>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<Plan>, Defect> {
    let begun = Instant::now();
    let mut best = Best::new(instance, options.start.clone());
    let end = loop {
        if let Some(status) = reached(options, deadline) {
            break End::Stopped(status);
        }
        match messages.recv_timeout(TICK) {
            Ok(Message::Event(event)) => {
                best.take(event, progress);
                // An engine that breaks rules is not to be believed any further, once there is a roster to keep.
                if best.defect.is_some() && best.verified.is_some() {
                    break End::Came;
                }
            }
            Ok(Message::Ended(Ok(()))) => break End::Came,
            // Before it is told to leave, only its deadline stops an engine.
            Ok(Message::Ended(Err(Halt::Stopped))) => break End::Stopped(Status::TimeLimit),
            Ok(Message::Ended(Err(Halt::Defect(what)))) => break End::Failed(Defect(what)),
            Err(RecvTimeoutError::Timeout) => progress(Progress::Tick),
            Err(RecvTimeoutError::Disconnected) => break End::Failed(Defect("the engine broke down".to_owned())),
        }
    };
    // However it ended, rules were broken.
    let end = best.defect.take().map_or(end, End::Failed);
    match end {
        // What was verified before is as good as ever.
        End::Failed(defect) if best.verified.is_none() => return Err(defect),
        End::Stopped(status) => progress(Progress::Stopped(status)),
        End::Failed(_) | End::Came => {}
    }
    Ok(best.plan(end, begun.elapsed()))
}

/// The limit that is reached, if any.
fn reached(options: &Options, deadline: Option<Instant>) -> Option<Status> {
    if options.stop.load(atomic::Ordering::Relaxed) {
        return Some(Status::Interrupted);
    }
    if deadline.is_some_and(|deadline| Instant::now() > deadline + GRACE) {
        return Some(Status::TimeLimit);
    }
    let limit = options.memory?;
    memory::resident().is_some_and(|held| held > limit).then_some(Status::MemoryLimit)
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

/// Runs the engine in a thread of its own, until `leave` is set. The thread is not waited for: it may be deep in the
/// solver when a limit is reached, and ends with the process at the latest.
fn start(
    instance: Arc<Instance>,
    options: &Options,
    deadline: Option<Instant>,
    leave: Arc<AtomicBool>,
) -> Receiver<Message> {
    let (sender, receiver): (Sender<Message>, Receiver<Message>) = mpsc::channel();
    let (engine, threads) = (options.engine, options.threads());
    thread::spawn(move || {
        let limits = Limits { deadline, stop: &leave, threads };
        // A receiver that is gone has its plan; there is nobody left to tell.
        let mut report = |event| drop(sender.send(Message::Event(event)));
        let ended = match engine {
            Engine::Fast => fast::solve(&instance, &limits, &mut report),
            Engine::Plain => plain::solve(&instance, &limits, &mut report),
        };
        drop(sender.send(Message::Ended(ended)));
    });
    receiver
}
