//! The search of `plan` and `replan`, with all that is said about it on stderr.
//!
//! In: an instance and the limits. Out: a plan, or how the command ends without one.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::cli;
use crate::commands::progress::Line;
use crate::commands::{Exit, defect, interrupt, load};
use crate::domain::Instance;
use crate::domain::words::counted;
use crate::planning::{self, Engine, Options, Plan, Progress, Search, Status, memory};
use crate::report::write;
use crate::solve;
use crate::verify::Verified;

/// How long the solver may take to end before something is said of it.
const PATIENCE: Duration = Duration::from_secs(1);

/// How long a search lasts before what it has found is worth saving, and how long at least until it is saved again.
const WORTH_SAVING: Duration = Duration::from_secs(3);
/// So many times as long as a roster takes to be saved the search goes on undisturbed.
const UNDISTURBED: u32 = 20;

/// Searches for the best roster of an instance, with progress on stderr, until all is proven, a limit is reached or
/// Ctrl-C; then people's shifts are moved apart as far as that costs nothing. Meanwhile `save` is given the best roster so far,
/// now and then. The plan is there while the solver may still be ending: whoever holds on to the
/// [`Ending`] until all is written loses no time.
pub fn search(
    instance: &Arc<Instance>,
    limits: &cli::Limits,
    engine: Engine,
    start: Option<Verified>,
    save: &mut dyn FnMut(&Verified),
) -> Result<(Plan, Ending), Exit> {
    if limits.memory_bytes.is_some() && memory::resident().is_none() {
        load::warn(
            "this system does not tell how much memory the program holds: --memory limits nothing here",
            "limit it from outside, for example with the system's own limits for a program",
        );
    }
    let options = Options {
        time_limit: limits.time_limit,
        engine,
        threads: limits.threads.number,
        memory: limits.memory_bytes,
        stop: interrupt::flag(),
        start,
    };
    let threads = counted(options.threads().get() as u64, "thread", "threads");
    let program = match options.engine {
        Engine::Fast => "",
        Engine::Plain => ", the plain model",
    };
    write::detail(&format!("solving with HiGHS {} and {threads}{program}", solve::solver_version()));
    let mut line = Line::new(instance.rungs(), options.stop.clone());
    let mut stopped = None;
    let mut saving = Saving { save, found: None, next: Instant::now() + WORTH_SAVING };
    let mut search = Search::begin(instance, &options);
    let searched = search.follow(instance, &options, &mut |progress| {
        match &progress {
            Progress::Stopped(status) => stopped = Some(*status),
            Progress::Found(roster) => saving.found = Some(roster.clone()),
            _ => {}
        }
        saving.turn();
        line.show(progress);
    });
    let searched = searched
        .map(|plan| plan.map(|plan| planning::evened(instance, plan, &options, &mut |progress| line.show(progress))));
    // The line is gone before anything else is said.
    drop(line);
    match searched {
        Ok(Some(plan)) => {
            plan.failure.iter().for_each(defect::survived);
            Ok((plan, Ending(search)))
        }
        Ok(None) => Err(without_roster(stopped)),
        Err(defect) => Err(defect::report(&defect)),
    }
}

/// The best roster so far, on its way to where it is saved.
struct Saving<'a> {
    save: &'a mut dyn FnMut(&Verified),
    /// What is not saved yet.
    found: Option<Verified>,
    next: Instant,
}

impl Saving<'_> {
    /// Saves what was found, where it is time.
    fn turn(&mut self) {
        let begun = Instant::now();
        if let Some(found) = self.found.take_if(|_| begun >= self.next) {
            (self.save)(&found);
            self.next = Instant::now() + WORTH_SAVING.max(begun.elapsed() * UNDISTURBED);
        }
    }
}

/// A search whose plan is there. When it goes, the engine's thread is waited for: nothing is left at work.
pub struct Ending(Search);

impl Drop for Ending {
    fn drop(&mut self) {
        if !self.0.ends_within(PATIENCE) {
            write::note(
                "waiting for the solver to end a step that it can't break off; Ctrl-C ends the program at once",
            );
        }
    }
}

/// Says that there is no roster.
fn without_roster(stopped: Option<Status>) -> Exit {
    let (why, help) = match stopped {
        Some(Status::TimeLimit) => {
            ("the time limit came", "give it more time with --time-limit SECONDS, or leave the limit out")
        }
        Some(Status::MemoryLimit) => {
            ("the memory limit came", "give it more memory with --memory MIB, or leave the limit out")
        }
        _ => ("the search was stopped", "let it search for longer"),
    };
    let red = anstyle::AnsiColor::Red.on_default().bold();
    write::stderr(&format!(
        "{red}error{red:#}: {why} before any roster was found\n  = note: no output file was written\n  = help: {help}\n"
    ));
    Exit::NoRoster
}
