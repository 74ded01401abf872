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

/// The seats that the best roster leaves unfilled: of all rosters that fill as many of the needed seats as can be, the fewest that any
/// leaves. Found with at most so many threads ([`Options`]).
///
/// # Errors
/// [`Defect`] where the solver failed.
pub fn unfilled(instance: &Instance, threads: Option<NonZeroUsize>) -> Result<Unfilled, Defect> {
    let instance = Arc::new(instance.clone().with_goals(vec![Goal::Coverage]));
    let options = Options { threads, ..Options::default() };
    let mut reached = Reached::of(instance.rungs());
    // How the holes are spread is of no interest here: the search ends as soon as their number is proven, and with it that of the
    // needed seats, which comes before it.
    let mut watch = |progress| {
        reached.take(progress);
        if reached.is_settled() {
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

/// How far a search has come.
struct Reached {
    rungs: Vec<Rung>,
    values: Vec<(Rung, f64)>,
    /// By rung.
    bounds: Vec<Option<f64>>,
}

impl Reached {
    fn of(rungs: Vec<Rung>) -> Self {
        Reached { values: Vec::new(), bounds: vec![None; rungs.len()], rungs }
    }

    fn take(&mut self, progress: Progress) {
        match progress {
            Progress::Improved { values } => self.values = values,
            Progress::Bound { rung, bound } => {
                if let Some(place) = self.rungs.iter().position(|&other| other == rung) {
                    // Bounds hold for rosters that keep the earlier rungs at theirs: a new bound makes later ones void.
                    self.bounds[place] = Some(bound);
                    self.bounds[place + 1..].fill(None);
                }
            }
            _ => {}
        }
    }

    /// Whether the unfilled seats are proven, and what comes before them.
    fn is_settled(&self) -> bool {
        let Some(last) = self.rungs.iter().position(|&rung| rung == Rung::Coverage) else { return false };
        let value = |rung: Rung| self.values.iter().find(|&&(other, _)| other == rung).map(|&(_, value)| value);
        let mut upto = self.rungs.iter().zip(&self.bounds).take(last + 1);
        upto.all(|(&rung, bound)| value(rung).zip(*bound).is_some_and(|(value, bound)| same(value, bound)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_bound_of_an_earlier_rung_voids_those_behind_it() {
        let mut reached = Reached::of(vec![Rung::CoverageLeast, Rung::Coverage, Rung::CoverageSpread]);
        let bound = |rung, bound| Progress::Bound { rung, bound };
        reached.take(Progress::Improved { values: vec![(Rung::CoverageLeast, 2.0), (Rung::Coverage, 5.0)] });
        reached.take(bound(Rung::CoverageLeast, 1.0));
        reached.take(bound(Rung::Coverage, 5.0));
        assert!(!reached.is_settled(), "fewer needed seats may do");
        reached.take(bound(Rung::CoverageLeast, 2.0));
        assert!(!reached.is_settled(), "the bound of coverage was one for other rosters");
        reached.take(bound(Rung::Coverage, 5.0));
        assert!(reached.is_settled());
        reached.take(bound(Rung::CoverageSpread, 1.0));
        assert!(reached.is_settled(), "how they are spread is of no interest");
    }
}
