//! Rungs that come to nothing where staff suffice: most of the municipal level, and spacing.
//!
//! In: a climb at its beginning. Out: the same climb after its municipal rungs. A value that is the least there could be is not
//! solved for but presumed, until a program on the face behind it has a point.

use std::time::Instant;

use super::known::Unfilled;
use super::{Climb, Climbed, Relaxed, rounded};
use crate::domain::goal::Rung;
use crate::model::Level;
use crate::solve::highs::Effort;
use crate::solve::problem::WholeAnswer;
use crate::solve::{Event, Halt};

impl Climb<'_> {
    /// Climbs the first `count` rungs on the municipal level.
    ///
    /// Most of them come to nothing where staff suffice: every seat filled, everyone within rounding, on pace. Such a value
    /// is the least that any point could have, so it is not solved for but presumed, and the face narrowed to it; the next
    /// program that is solved on that face proves it by having a point. Where it has none, the climb goes back and takes
    /// these rungs one by one.
    pub(super) fn municipal_rungs(&mut self, count: usize) -> Result<Climbed, Halt> {
        let mut presume = true;
        let mut point: Option<Vec<f64>> = None;
        loop {
            while self.bounds.len() < count {
                let rung = self.rungs[self.bounds.len()];
                if self.holds_coverage(rung) {
                    point = None;
                    continue;
                }
                if presume && self.presume(rung) {
                    continue;
                }
                match self.rung(rung, Level::Municipal, point.as_deref())? {
                    Climbed::Point(found) => point = Some(found),
                    Climbed::End(Relaxed::Empty) if self.presumed > 0 => {
                        self.go_back(usize::MAX);
                        presume = false;
                    }
                    Climbed::End(relaxed) => return Ok(Climbed::End(relaxed)),
                }
            }
            if self.presumed > 0 {
                let columns = self.model.manning_columns();
                let face = self.last();
                let found = face.whole_point(self.model, &self.municipal, &columns, Effort::TRY, self.limits)?;
                if let WholeAnswer::Found { columns, .. } = found {
                    self.confirm();
                    point = Some(columns);
                } else {
                    self.go_back(usize::MAX);
                    presume = false;
                    continue;
                }
            }
            return Ok(point.map_or(Climbed::End(Relaxed::Empty), Climbed::Point));
        }
    }

    /// Presumes that a rung comes to the least value there could be; false where it is not of that kind.
    pub(super) fn presume(&mut self, rung: Rung) -> bool {
        // Where the unfilled seats are known already, they are held next, which proves nothing of what is presumed.
        if rung == Rung::CoverageLeast && matches!(self.unfilled, Unfilled::Proven(_)) {
            return false;
        }
        let mut face = self.last().clone();
        let value = match rung {
            Rung::CoverageLeast
            | Rung::Coverage
            | Rung::CoverageSpread
            | Rung::Shares
            | Rung::Burdens
            | Rung::Rhythm
            | Rung::Spacing => face.cheapest(self.model, rung),
            // Targets are fractions, people take what turns there are: hardly ever is each at its best on its own.
            Rung::SharesRounding
            | Rung::BurdensRounding
            | Rung::Rotation
            | Rung::Wishes
            | Rung::WishesSpread
            | Rung::Stability => None,
        };
        let Some(value) = value else { return false };
        let objective = &self.model.objectives[&rung];
        let value = rounded(rung, value + objective.constant);
        // What the sum lost on the way must not lift the bound.
        let bound = if rung.is_whole() { value } else { value - objective.noise };
        self.bounds.push(rung.least().map_or(bound, |least| bound.max(least)));
        self.faces.push(face);
        self.presumed += 1;
        true
    }

    /// Takes back the last `rungs` that were presumed, or all. What is rounded is taken back with how it is rounded: where people have the
    /// one, they hardly ever lack the other.
    pub(super) fn go_back(&mut self, rungs: usize) {
        let mut rungs = rungs.min(self.presumed);
        let next = |rungs: usize| self.rungs[self.bounds.len() - rungs];
        while rungs < self.presumed && matches!(next(rungs), Rung::SharesRounding | Rung::BurdensRounding) {
            rungs += 1;
        }
        self.bounds.truncate(self.bounds.len() - rungs);
        self.faces.truncate(self.faces.len() - rungs);
        self.presumed -= rungs;
    }

    /// Reports what was presumed and has been proven since.
    pub(super) fn confirm(&mut self) {
        let first = self.bounds.len() - self.presumed;
        for place in first..self.bounds.len() {
            (self.report)(Event::Started(self.rungs[place]));
            self.bound(self.rungs[place], self.bounds[place], Instant::now());
        }
        self.presumed = 0;
    }
}
