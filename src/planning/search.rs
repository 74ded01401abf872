//! A search that is under way: it owns the engine's thread, its clock and its stop, and is not left before the thread is.
//!
//! In: an engine, or whatever else reports [`Event`]s, and the limits. Out: a [`Plan`]. What the engine sends is verified
//! before it counts. Whoever drops a search stops it and waits for its thread: no work goes on behind anybody's back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::best::{Best, End};
use super::{Defect, Engine, Options, Plan, Progress, Status, memory};
use crate::domain::Instance;
use crate::solve::{Event, Halt, Limits, fast, plain};

/// How often the clock, the memory and the wish to stop are looked at, besides after each event, and progress is told.
const TICK: Duration = Duration::from_millis(50);

/// How long an engine that was stopped is listened to: what it had at hand may be better than what it has sent.
const GRACE: Duration = Duration::from_millis(500);

/// The name of the engine's thread, as the system shows it.
const THREAD: &str = "engine";

/// What comes from an engine.
#[derive(Debug)]
enum Message {
    /// Something it has found.
    Event(Event),
    /// It ends.
    Ended(Result<(), Halt>),
}

/// A search under way.
#[derive(Debug)]
pub struct Search {
    messages: Receiver<Message>,
    begun: Instant,
    deadline: Option<Instant>,
    /// Set when the engine is to stop.
    stop: Arc<AtomicBool>,
    /// The engine's thread, until it has been waited for.
    thread: Option<JoinHandle<()>>,
}

impl Search {
    /// Begins to solve an instance with the engine of the options.
    pub fn begin(instance: &Arc<Instance>, options: &Options) -> Self {
        let (instance, engine) = (Arc::clone(instance), options.engine);
        Self::with(options, move |limits, report| match engine {
            Engine::Fast => fast::solve(&instance, None, limits, report),
            Engine::Plain => plain::solve(&instance, None, limits, report),
        })
    }

    /// Begins a search with an engine of one's own. The clock runs from here on.
    pub fn with<E>(options: &Options, engine: E) -> Self
    where
        E: FnOnce(&Limits, &mut dyn FnMut(Event)) -> Result<(), Halt> + Send + 'static,
    {
        let begun = Instant::now();
        let deadline = options.time_limit.and_then(|limit| begun.checked_add(limit));
        let (stop, threads) = (Arc::new(AtomicBool::new(false)), options.threads());
        let (sender, messages): (Sender<Message>, Receiver<Message>) = mpsc::channel();
        let work = move |stop: &AtomicBool| {
            let limits = Limits { deadline, stop, threads };
            // A receiver that is gone has its plan; there is nobody left to tell.
            let ended = engine(&limits, &mut |event| drop(sender.send(Message::Event(event))));
            drop(sender.send(Message::Ended(ended)));
        };
        let (work, asked) = (Arc::new(Mutex::new(Some(work))), Arc::clone(&stop));
        let theirs = Arc::clone(&work);
        let taken = |work: &Mutex<Option<_>>| work.lock().unwrap_or_else(PoisonError::into_inner).take();
        let begin = move || {
            if let Some(work) = taken(&theirs) {
                work(&asked);
            }
        };
        if let Ok(thread) = thread::Builder::new().name(THREAD.to_owned()).spawn(begin) {
            return Search { messages, begun, deadline, stop, thread: Some(thread) };
        }
        // The system has no thread to give. All is done here and followed afterwards; the engine looks at its clock itself.
        if let Some(work) = taken(&work) {
            work(&options.stop);
        }
        Search { messages, begun, deadline: None, stop, thread: None }
    }

    /// Follows the engine to its end or to a limit; there it is asked to stop. `None` where the limits came before any
    /// roster.
    ///
    /// # Errors
    /// [`Defect`] where the engine failed, or offered rosters that break rules, before there was one that breaks none.
    pub fn follow(
        &mut self,
        instance: &Instance,
        options: &Options,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Option<Plan>, Defect> {
        let mut best = Best::new(instance, options.start.clone());
        let end = loop {
            if let Some(status) = self.reached(options) {
                break End::Stopped(status);
            }
            match self.messages.recv_timeout(TICK) {
                Ok(Message::Event(event)) => {
                    best.take(event, progress);
                    // An engine that breaks rules is not to be believed any further, once there is a roster to keep.
                    if best.defect.is_some() && best.verified.is_some() {
                        break End::Came;
                    }
                }
                Ok(Message::Ended(Ok(()))) => break End::Came,
                // Before it is asked to stop, only its deadline stops an engine.
                Ok(Message::Ended(Err(Halt::Stopped))) => break End::Stopped(Status::TimeLimit),
                Ok(Message::Ended(Err(Halt::Defect(what)))) => break End::Failed(Defect(what)),
                Err(RecvTimeoutError::Timeout) => progress(Progress::Tick),
                Err(RecvTimeoutError::Disconnected) => break End::Failed(Defect("the engine broke down".to_owned())),
            }
        };
        self.stop();
        if let End::Stopped(status) = &end {
            // Where memory runs short, the more is taken in, the shorter it gets.
            let grace = if *status == Status::MemoryLimit { Duration::ZERO } else { GRACE };
            let until = Instant::now() + grace;
            while grace > Duration::ZERO
                && let Ok(Message::Event(event)) =
                    self.messages.recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                best.take(event, progress);
            }
            progress(Progress::Stopped(*status));
        }
        // However it ended, rules were broken.
        let end = best.defect.take().map_or(end, End::Failed);
        match end {
            // What was verified before is as good as ever.
            End::Failed(defect) if best.verified.is_none() => Err(defect),
            end => Ok(best.plan(end, self.begun.elapsed())),
        }
    }

    /// Asks the engine to stop, without waiting for it.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether the engine's thread ends within that time.
    pub fn ends_within(&self, time: Duration) -> bool {
        const LOOK: Duration = Duration::from_millis(5);
        let begun = Instant::now();
        while self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            if begun.elapsed() >= time {
                return false;
            }
            thread::sleep(LOOK);
        }
        true
    }

    /// The limit that is reached, if any.
    fn reached(&self, options: &Options) -> Option<Status> {
        if options.stop.load(Ordering::Relaxed) {
            return Some(Status::Interrupted);
        }
        if self.deadline.is_some_and(|deadline| Instant::now() > deadline) {
            return Some(Status::TimeLimit);
        }
        let limit = options.memory?;
        memory::resident().is_some_and(|held| held > limit).then_some(Status::MemoryLimit)
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            // A panic in there has been told of by the channel that it broke off.
            thread.join().ok();
        }
    }
}
