//! The prices of a plan's goals, with all that is said about them on stderr.
//!
//! In: an instance, its plan and the limits. Out: prices. The roster is saved before, since it is done and this takes a while.

use std::sync::Arc;
use std::time::Duration;

use crate::cli;
use crate::commands::{defect, interrupt};
use crate::domain::Instance;
use crate::domain::price::Price;
use crate::planning::{Engine, Options, Plan};
use crate::pricing;
use crate::report::write::bar::{Bar, Shown};
use crate::report::write::{self, Verbosity};
use crate::verify::Verified;

/// Works them out in what the limit of time leaves, with a bar on stderr. Ctrl-C ends it, and the roster is there all the same.
pub fn prices(
    instance: &Arc<Instance>,
    plan: &Plan,
    limits: &cli::Limits,
    save: &mut dyn FnMut(&Verified),
) -> Vec<Price> {
    let left = limits.time_limit.map(|limit| limit.saturating_sub(Duration::from_secs_f64(plan.seconds.max(0.0))));
    let options = Options {
        time_limit: left,
        engine: Engine::Fast,
        threads: limits.threads.number,
        memory: limits.memory_bytes,
        stop: interrupt::flag(),
        start: None,
    };
    save(&plan.verified);
    let goals = pricing::goals(instance);
    let mut bar = Bar::new(goals.len() as u64);
    let (mut done, all) = (0, goals.len());
    let priced = pricing::prices(instance, plan, &options, &mut |place, is_done| {
        done += u64::from(is_done);
        if write::verbosity() == Verbosity::Verbose {
            let what = if is_done { "done" } else { "begun" };
            bar.above(&format!("{:>7.1} s  price of {}: {what}", bar.elapsed().as_secs_f64(), goals[place]));
        }
        bar.show(Shown { done, before: format!("{done} of {all} prices worked out, "), after: String::new() });
    });
    drop(bar);
    priced.defects.iter().for_each(defect::survived);
    priced.prices
}
