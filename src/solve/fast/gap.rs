//! Where no roster attains the linear bounds: the ladder over whole numbers.
//!
//! In: a climb whose last face holds no roster. Out: rosters and bounds, each rung an integer program from there on.

use std::time::Instant;

use super::Climb;
use super::known::Attempt;
use crate::domain::goal::Rung;
use crate::model::Level;
use crate::solve::highs::Effort;
use crate::solve::ladder::Face;
use crate::solve::problem::WholeAnswer;
use crate::solve::whole;
use crate::solve::{Event, Halt};

impl Climb<'_> {
    /// Finds the deepest face that holds a roster and climbs on from there over whole numbers.
    pub(super) fn whole(&mut self) -> Result<Attempt, Halt> {
        let columns = self.model.shift_columns();
        let mut held: Option<Face> = None;
        let mut next = self.faces.len().min(self.rungs.len()) - 1;
        while next < self.rungs.len() {
            let rung = self.rungs[next];
            let begun = Instant::now();
            (self.report)(Event::Started(rung));
            let is_held = held.is_some();
            let mut face = held.take().unwrap_or_else(|| self.faces[next].clone());
            let constant = self.model.objectives[&rung].constant;
            match face.whole_minimum(self.model, &self.staff, &columns, rung, Effort::EXACT, self.limits)? {
                // The last roster found lies on this face, so the solver has come to the end of its precision. What is
                // proven stays proven, and this rung has no bound.
                WholeAnswer::Infeasible if is_held => return Ok(Attempt::Done),
                // No roster keeps all the bounds before this rung: the gap opened earlier.
                WholeAnswer::Infeasible if next > 0 => next -= 1,
                WholeAnswer::Infeasible => {
                    return Err(Halt::Defect("the model has no roster at all, not even an empty one".to_owned()));
                }
                WholeAnswer::Nothing { bound } => {
                    self.bound(rung, self.below(rung, bound), begun);
                    return Err(Halt::Stopped);
                }
                WholeAnswer::Found { value, bound, closed, columns } => {
                    (self.report)(Event::Roster(whole::roster(self.instance, self.model, &columns)));
                    self.bound(rung, self.below(rung, bound), begun);
                    if !closed {
                        return Err(Halt::Stopped);
                    }
                    let value = value + constant;
                    if rung == Rung::Coverage && value.round() as u64 != self.expected {
                        return Ok(Attempt::Unfilled(value.round() as u64, Level::Staff));
                    }
                    face.hold(self.model, rung, value);
                    held = Some(face);
                    next += 1;
                }
            }
        }
        Ok(Attempt::Done)
    }
}
