//! One run of `vagtplan plan`: a process from its start to its end.
//!
//! In: a folder, the engine and a limit. Out: seconds on the clock, the most memory the process ever held, and what its
//! summary says is proven.

use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use serde_json::Value;
use wait4::Wait4;

use crate::instructions::Counts;
use crate::program::{Engine, command};
use crate::rows::Row;

/// Seconds after which a row is not run again for a median.
const LONG: f64 = 60.0;

/// Two values of a goal are the same below this, relative to the value.
const SAME: f64 = 1e-6;

/// A row with all that was measured.
#[derive(Debug)]
pub struct Measured {
    /// The row.
    pub row: Row,
    /// The engine.
    pub engine: Run,
    /// The plain ladder, where it was asked for.
    pub plain: Option<Run>,
    /// Instructions, where they were asked for and could be counted.
    pub counts: Option<Counts>,
}

/// A goal of a summary.
#[derive(Debug, Clone)]
pub struct Goal {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// What was proven of it.
    pub bound: Option<f64>,
    /// Whether that is all.
    pub proven: bool,
}

/// A run that is over.
#[derive(Debug, Clone)]
pub struct Run {
    /// From the start of the process to its end.
    pub seconds: f64,
    /// Of the processor, in all threads: nearly the same beside other work, where the clock is not.
    pub cpu_seconds: f64,
    /// The most memory the process ever held, where the system tells.
    pub bytes: Option<u64>,
    /// Whether the limit ended it.
    pub cut_off: bool,
    /// Seats of the folder; none where no roster was found.
    pub seats: Option<u64>,
    /// Seats that stayed unfilled.
    pub unfilled: Option<u64>,
    /// The goals in order; none where no roster was found.
    pub goals: Vec<Goal>,
    /// Versions of vagtplan and HiGHS.
    pub versions: Option<(String, String)>,
}

impl Run {
    /// How many goals are proven.
    pub fn proven(&self) -> usize {
        self.goals.iter().filter(|goal| goal.proven).count()
    }

    /// The first goal that is not proven, and how far its value may be above the best one, in percent.
    pub fn open(&self) -> Option<(&str, Option<f64>)> {
        let goal = self.goals.iter().find(|goal| !goal.proven)?;
        let gap = |bound: f64| 100.0 * (goal.value - bound) / bound.abs().max(goal.value.abs()).max(SAME);
        Some((&goal.name, goal.bound.map(gap)))
    }

    /// The goals that both have proven and on which they do not agree: there must be none.
    pub fn disagreements<'a>(&'a self, other: &'a Run) -> impl Iterator<Item = &'a str> {
        let both = self.goals.iter().zip(&other.goals).filter(|(one, two)| one.proven && two.proven);
        both.filter(|(one, two)| (one.value - two.value).abs() > SAME * one.value.abs().max(1.0))
            .map(|(one, _)| one.name.as_str())
    }
}

/// The run with the median time of so many; a long one is not run again.
pub fn runs(folder: &Path, engine: Engine, limit: u64, times: u32) -> Run {
    let mut runs = Vec::new();
    for _ in 0..times {
        runs.push(run(folder, engine, limit));
        if runs.iter().any(|run| run.seconds > LONG) {
            break;
        }
    }
    runs.sort_by(|one, other| one.seconds.total_cmp(&other.seconds));
    runs.swap_remove(runs.len() / 2)
}

fn run(folder: &Path, engine: Engine, limit: u64) -> Run {
    let out = tempfile::tempdir().expect("a temporary folder");
    let mut command = command(folder, out.path(), engine, limit);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let used = command.spawn().and_then(|mut child| child.wait4());
    let seconds = start.elapsed().as_secs_f64();
    let used = used.expect("the binary starts and ends");
    let summary = std::fs::read(out.path().join("summary.json")).ok();
    let summary: Value = summary.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let goal = |goal: &Value| Goal {
        name: text(&goal["goal"]),
        value: goal["value"].as_f64().unwrap_or(f64::NAN),
        bound: goal["bound"].as_f64(),
        proven: goal["proven"] == true,
    };
    Run {
        seconds,
        cpu_seconds: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        bytes: Some(used.rusage.maxrss).filter(|&bytes| bytes > 0),
        cut_off: summary.is_null() || summary["status"] == "time-limit",
        seats: summary["seats"].as_u64(),
        unfilled: summary["unfilled"].as_u64(),
        goals: summary["goals"].as_array().into_iter().flatten().map(goal).collect(),
        versions: (!summary.is_null())
            .then(|| (text(&summary["versions"]["vagtplan"]), text(&summary["versions"]["highs"]))),
    }
}
