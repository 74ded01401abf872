//! How far the staff go, without a roster anyone would work: the seats that nobody can fill, and the most that each
//! municipality can take.
//!
//! In: an instance. Out: numbers, each with its proof. Only `coverage` is solved, so this takes a moment where the whole
//! ladder takes many. A number that is not proven is never handed on as if it were.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Defect, Options, Progress, plan};
use crate::domain::Instance;
use crate::domain::goal::{Goal, Rung};
use crate::domain::value::same;
use crate::solve::reach::{self, Reach};
use crate::solve::{Halt, Limits};

/// The seats that stay unfilled in the best roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfilled {
    /// How many.
    pub seats: u64,
    /// Whether no such roster leaves fewer.
    pub proven: bool,
}

/// The fewest seats of an instance that any roster leaves unfilled which fills as many of the needed ones as can be, found with at most so many threads ([`Options`]).
///
/// # Errors
/// [`Defect`] where the solver failed.
pub fn unfilled(instance: &Instance, threads: Option<NonZeroUsize>) -> Result<Unfilled, Defect> {
    let instance = Arc::new(instance.clone().with_goals(vec![Goal::Coverage]));
    let options = Options { threads, ..Options::default() };
    let (mut values, mut bounds) = (Vec::new(), Vec::new());
    // How the holes are spread is of no interest here: the search ends as soon as their number is proven, and with it that of the
    // needed seats, which comes before it.
    let mut watch = |progress| {
        match progress {
            Progress::Improved { values: found } => values = found,
            Progress::Bound { rung, bound } => {
                bounds.retain(|&(other, _)| other != rung);
                bounds.push((rung, bound));
            }
            _ => {}
        }
        let is_met = |&(rung, value): &(Rung, f64)| bounds.iter().any(|&(of, bound)| of == rung && same(value, bound));
        let last = values.iter().position(|&(rung, _)| rung == Rung::Coverage);
        if last.is_some_and(|last| values[..=last].iter().all(is_met)) {
            options.stop.store(true, Ordering::Relaxed);
        }
    };
    let plan = plan(&instance, &options, &mut watch)?
        .ok_or_else(|| Defect("the search without limits found no roster".to_owned()))?;
    let proven = plan.rungs.iter().any(|rung| rung.rung == Rung::Coverage && rung.proven);
    match plan.failure {
        Some(defect) if !proven => Err(defect),
        _ => Ok(Unfilled { seats: plan.verified.judgement().unfilled, proven }),
    }
}

/// The most that each of `municipalities` can take.
///
/// # Errors
/// [`Defect`] where the solver failed.
pub fn reach(instance: &Instance, municipalities: &[usize]) -> Result<Vec<Reach>, Defect> {
    let never = AtomicBool::new(false);
    reach::reach(instance, municipalities, &Limits { deadline: None, stop: &never, threads: NonZeroUsize::MIN })
        .map_err(|halt| match halt {
            Halt::Stopped => Defect("the solver stopped though nobody asked it to".to_owned()),
            Halt::Defect(what) => Defect(what),
        })
}
