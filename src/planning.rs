//! What a planning run came to: the best verified roster, and what is proven of it, rung by rung.
//!
//! In: an instance and a way to stop. Out: a [`Plan`]. The engine runs in a thread of its own and only sends rosters
//! and bounds; what it sends is verified here before it counts, so a clock that runs out or Ctrl-C always finds the
//! best verified roster so far.

pub mod staffing;

use std::cmp::Ordering;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{self, AtomicBool};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::solve::{self, Event, Halt, Limits, fast, plain};
use crate::verify::{self, Verified};

/// How often the clock and the wish to stop are looked at, and progress is told.
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
    /// The version of HiGHS, which proved the bounds; `None` where nothing was solved.
    pub highs: Option<String>,
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
    /// Set to true from outside to stop with the best roster so far.
    pub stop: Arc<AtomicBool>,
    /// A roster to begin with, which the engine's have to beat.
    pub start: Option<Verified>,
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

/// Plans an instance: the best verified roster with its proofs, or `None` where the limits came before any roster.
///
/// # Errors
/// [`Defect`] where the solver failed or offered a roster that breaks a rule.
pub fn plan(
    instance: &Arc<Instance>,
    options: &Options,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<Plan>, Defect> {
    let begun = Instant::now();
    let deadline = options.time_limit.and_then(|limit| begun.checked_add(limit));
    let events = start(Arc::clone(instance), options, deadline);
    let mut best = Best { verified: options.start.clone(), ..Best::new(instance) };
    let mut stopped: Option<Status> = None;
    loop {
        match events.recv_timeout(TICK) {
            Ok(Message::Event(event)) => best.take(event, progress)?,
            Ok(Message::Ended(Ok(()))) => break,
            Ok(Message::Ended(Err(Halt::Stopped))) => {
                let asked = options.stop.load(atomic::Ordering::Relaxed);
                stopped = Some(if asked { Status::Interrupted } else { Status::TimeLimit });
                break;
            }
            Ok(Message::Ended(Err(Halt::Defect(what)))) => return Err(Defect(what)),
            Err(RecvTimeoutError::Timeout) => progress(Progress::Tick),
            Err(RecvTimeoutError::Disconnected) => return Err(Defect("the engine broke down".to_owned())),
        }
        if options.stop.load(atomic::Ordering::Relaxed) {
            stopped = Some(Status::Interrupted);
            break;
        }
        if deadline.is_some_and(|deadline| Instant::now() > deadline + GRACE) {
            stopped = Some(Status::TimeLimit);
            break;
        }
    }
    Ok(best.plan(stopped, begun.elapsed()))
}

/// A roster that came from elsewhere as a plan of its own. Nothing is solved, so nothing is known of it but that squares
/// and counts are never below zero: where they are zero, that is proven.
pub fn unsearched(instance: &Instance, verified: Verified) -> Plan {
    let mut best = Best { verified: Some(verified), ..Best::new(instance) };
    for (bound, rung) in best.bounds.iter_mut().zip(&best.rungs) {
        // Wishes that are met count below zero.
        *bound = (*rung != Rung::Wishes).then_some(0.0);
    }
    let plan = best.plan(None, Duration::ZERO).expect("there is a roster");
    Plan { highs: None, ..plan }
}

enum Message {
    Event(Event),
    Ended(Result<(), Halt>),
}

/// Runs the engine in a thread of its own. The thread is not waited for: it may be deep in the solver when time is up.
fn start(instance: Arc<Instance>, options: &Options, deadline: Option<Instant>) -> Receiver<Message> {
    let (sender, receiver): (Sender<Message>, Receiver<Message>) = mpsc::channel();
    let (engine, stop) = (options.engine, Arc::clone(&options.stop));
    let threads = options.threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    thread::spawn(move || {
        let limits = Limits { deadline, stop: &stop, threads };
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

/// The best verified roster so far, and the bounds.
struct Best<'a> {
    instance: &'a Instance,
    verified: Option<Verified>,
    rungs: Vec<Rung>,
    bounds: Vec<Option<f64>>,
    spent: Vec<Duration>,
}

impl<'a> Best<'a> {
    fn new(instance: &'a Instance) -> Self {
        let rungs = instance.rungs();
        Best {
            instance,
            verified: None,
            bounds: vec![None; rungs.len()],
            spent: vec![Duration::ZERO; rungs.len()],
            rungs,
        }
    }

    fn take(&mut self, event: Event, progress: &mut dyn FnMut(Progress)) -> Result<(), Defect> {
        match event {
            Event::Started(rung) => progress(Progress::Started(rung)),
            Event::Bound { rung, bound, spent } => {
                if let Some(place) = self.rungs.iter().position(|&other| other == rung) {
                    // Bounds hold for rosters that keep the earlier rungs at theirs: a new bound makes later ones void.
                    self.bounds[place] = Some(bound);
                    self.bounds[place + 1..].fill(None);
                    self.spent[place] += spent;
                    progress(Progress::Bound { rung, bound });
                }
            }
            Event::Roster(roster) => self.offer(roster, progress)?,
        }
        Ok(())
    }

    fn offer(&mut self, roster: Roster, progress: &mut dyn FnMut(Progress)) -> Result<(), Defect> {
        let verified = verify::verify(self.instance, roster).map_err(|violations| {
            let broken: Vec<String> = violations.into_iter().map(|violation| violation.message).collect();
            Defect(format!("the engine offered a roster that breaks rules: {}", broken.join("; ")))
        })?;
        let values = &verified.judgement().values;
        let better = self.verified.as_ref().is_none_or(|best| compare(values, &best.judgement().values).is_lt());
        if better {
            progress(Progress::Improved { values: values.clone() });
            self.verified = Some(verified);
        }
        Ok(())
    }

    fn plan(self, stopped: Option<Status>, spent: Duration) -> Option<Plan> {
        let verified = self.verified?;
        let mut all_proven = true;
        let rungs = self
            .rungs
            .iter()
            .zip(&verified.judgement().values)
            .enumerate()
            .map(|(place, (&rung, &(_, value)))| {
                // A bound speaks of rosters that hold all earlier rungs at their bounds; of this one it speaks only if it does.
                let bound = self.bounds[place].filter(|_| all_proven);
                all_proven &= bound.is_some_and(|bound| solve::same(value, bound));
                // Where they agree to within the noise of floating point, they are the same number.
                let bound = bound.map(|bound| if all_proven { value } else { bound });
                RungReport { rung, value, bound, proven: all_proven, seconds: self.spent[place].as_secs_f64() }
            })
            .collect();
        let status = if all_proven { Status::Proven } else { stopped.unwrap_or(Status::Unproven) };
        Some(Plan { verified, rungs, status, seconds: spent.as_secs_f64(), highs: Some(solve::solver_version()) })
    }
}

/// Compares two rosters' values rung by rung; values that are the same do not decide.
fn compare(a: &[(Rung, f64)], b: &[(Rung, f64)]) -> Ordering {
    let differing = a.iter().zip(b).find(|((_, a), (_, b))| !solve::same(*a, *b));
    differing.map_or(Ordering::Equal, |((_, a), (_, b))| a.total_cmp(b))
}
