//! From a face to a roster: who goes, given which municipality mans which window, and what is fractional made whole.
//!
//! In: a climb and a point of its last face. Out: a roster of that face, offered, if there is one.

use std::time::Instant;

use super::{Climb, Climbed, Relaxed};
use crate::domain::goal::Rung;
use crate::model::Row;
use crate::solve::colleagues::Colleagues;
use crate::solve::ladder::Face;
use crate::solve::whole::{self, Persistence};
use crate::solve::{Event, Halt};

/// Ways to man the windows that are tried before the climb goes on without a roster of its own.
const MANNINGS: usize = 30;

/// After how many of them people are asked whether they can fill the seats at all.
const ASKED_AFTER: usize = 3;

/// Where more than one in this many municipalities are short of people at once, no other manning is tried: the municipal
/// level knows too little of them.
const SHORT_AT_ONCE: usize = 2;

impl Climb<'_> {
    /// Offers a roster on the last face that mans the windows much as `point` does, with a good value of `rung`, if one is found. Where a
    /// municipality has too few colleagues for its part, the set of windows that is short is kept in mind, and another manning
    /// is tried.
    pub(super) fn manned(&mut self, point: &[f64], rung: Rung) -> Result<Climbed, Halt> {
        let none = Ok(Climbed::End(Relaxed::Empty));
        let columns = self.model.manning_columns();
        let mut face = self.last().clone();
        let mut colleagues = Colleagues::of(self.model, self.apart.len());
        let near = |face: &Face, point: &[f64]| {
            whole::near(self.model, &self.municipal, face, point, &columns, Persistence::Little, self.limits)
        };
        let mut found = near(&face, point)?;
        for tries in 0..MANNINGS {
            let Some(manning) = found else { return none };
            if tries == ASKED_AFTER
                && let Some(unfilled) = self.lacking()?
            {
                return Ok(Climbed::End(Relaxed::Scarce(Some(unfilled))));
            }
            let short = colleagues.short(&manning, self.limits)?;
            if short.is_empty() {
                let Some(point) = whole::assigned(self.model, &self.apart, &face, &manning, rung, self.limits)? else {
                    return none;
                };
                (self.report)(Event::Roster(whole::roster(self.instance, self.model, &point)));
                return Ok(Climbed::Point(point));
            }
            if short.len() * SHORT_AT_ONCE > self.apart.len().max(SHORT_AT_ONCE) {
                self.is_short = true;
                return none;
            }
            let (short, rows): (Vec<usize>, Vec<Vec<Row>>) = short.into_iter().unzip();
            face.held.extend(rows.into_iter().flatten());
            found = whole::manned_otherwise(self.model, &self.municipal, &face, &manning, &short, self.limits)?;
            if found.is_none() {
                let Some(other) = face.point(self.model, &self.municipal, self.limits)? else { return none };
                found = near(&face, &other)?;
            }
        }
        none
    }

    /// Offers a roster on the last face near `point`, if there is one.
    pub(super) fn near(&mut self, point: &[f64]) -> Result<bool, Halt> {
        let begun = Instant::now();
        let columns = self.model.shift_columns();
        let found =
            whole::near(self.model, &self.staff, self.last(), point, &columns, Persistence::UntilDecided, self.limits)?;
        // The time counts for the last rung; its bound stays.
        if let (Some(&rung), Some(&bound)) = (self.rungs.last(), self.bounds.last()) {
            self.bound(rung, bound, begun);
        }
        if let Some(point) = &found {
            (self.report)(Event::Roster(whole::roster(self.instance, self.model, point)));
        }
        Ok(found.is_some())
    }
}
