//! The best verified roster so far, and the bounds.
//!
//! In: what the engine sends. Out: a [`Plan`] where there is a roster. A roster counts only once `verify` has passed it.

use std::cmp::Ordering;
use std::time::Duration;

use super::{Defect, Plan, Progress, RungReport, Status};
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::domain::value::same;
use crate::solve::{self, Event};
use crate::verify::{self, Verified};

/// How listening came to an end.
pub(super) enum End {
    /// The engine came to its own.
    Came,
    /// A limit was reached, or somebody asked to stop.
    Stopped(Status),
    /// The engine failed.
    Failed(Defect),
}

/// The best verified roster so far, and the bounds.
pub(super) struct Best<'a> {
    instance: &'a Instance,
    pub(super) verified: Option<Verified>,
    /// What was wrong with the first roster that broke a rule, if any did.
    pub(super) defect: Option<Defect>,
    pub(super) rungs: Vec<Rung>,
    pub(super) bounds: Vec<Option<f64>>,
    spent: Vec<Duration>,
}

impl<'a> Best<'a> {
    pub(super) fn new(instance: &'a Instance, verified: Option<Verified>) -> Self {
        let rungs = instance.rungs();
        let (bounds, spent) = (vec![None; rungs.len()], vec![Duration::ZERO; rungs.len()]);
        Best { instance, verified, defect: None, bounds, spent, rungs }
    }

    /// Takes in what the engine has found. Once a roster of its has broken a rule, none of its bounds counts any more.
    pub(super) fn take(&mut self, event: Event, progress: &mut dyn FnMut(Progress)) {
        match event {
            Event::Started(rung) => progress(Progress::Started(rung)),
            Event::Bound { rung, bound, spent } if self.defect.is_none() => {
                if let Some(place) = self.rungs.iter().position(|&other| other == rung) {
                    // Bounds hold for rosters that keep the earlier rungs at theirs: a new bound makes later ones void.
                    self.bounds[place] = Some(bound);
                    self.bounds[place + 1..].fill(None);
                    self.spent[place] += spent;
                    progress(Progress::Bound { rung, bound });
                }
            }
            Event::Bound { .. } => {}
            Event::Roster(roster) => self.offer(roster, progress),
        }
    }

    fn offer(&mut self, roster: Roster, progress: &mut dyn FnMut(Progress)) {
        let verified = match verify::verify(self.instance, roster) {
            Ok(verified) => verified,
            Err(violations) => {
                let broken: Vec<String> = violations.into_iter().map(|violation| violation.message).collect();
                let defect = Defect(format!("the engine offered a roster that breaks rules: {}", broken.join("; ")));
                self.defect.get_or_insert(defect);
                return;
            }
        };
        let values = &verified.judgement().values;
        let better = self.verified.as_ref().is_none_or(|best| compare(values, &best.judgement().values).is_lt());
        if better {
            progress(Progress::Improved { values: values.clone() });
            progress(Progress::Found(verified.clone()));
            self.verified = Some(verified);
        }
    }

    pub(super) fn plan(self, end: End, spent: Duration) -> Option<Plan> {
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
                all_proven &= bound.is_some_and(|bound| same(value, bound));
                // Where they agree to within the noise of floating point, they are the same number.
                let bound = bound.map(|bound| if all_proven { value } else { bound });
                RungReport { rung, value, bound, proven: all_proven, seconds: self.spent[place].as_secs_f64() }
            })
            .collect();
        let (stopped, failure) = match end {
            End::Came => (None, None),
            End::Stopped(status) => (Some(status), None),
            End::Failed(defect) => (None, Some(defect)),
        };
        let status = if all_proven { Status::Proven } else { stopped.unwrap_or(Status::Unproven) };
        let highs = Some(solve::solver_version());
        Some(Plan { verified, rungs, status, seconds: spent.as_secs_f64(), highs, failure })
    }
}

/// Compares two rosters' values rung by rung; values that are the same do not decide.
fn compare(a: &[(Rung, f64)], b: &[(Rung, f64)]) -> Ordering {
    let differing = a.iter().zip(b).find(|((_, a), (_, b))| !same(*a, *b));
    differing.map_or(Ordering::Equal, |((_, a), (_, b))| a.total_cmp(b))
}
