//! How many seats stay unfilled: before any goal is climbed, or as soon as it is in doubt, since the targets depend on it.
//!
//! In: an [`Instance`]. Out: the number that linear programs say, and the level that has to be climbed at least.

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::model::{self, Level};
use crate::shares;
use crate::solve::ladder::{Face, Sought};
use crate::solve::{Halt, Limits};

use super::known::Unfilled;
use super::{Climb, rounded};

impl Climb<'_> {
    /// How many seats people leave unfilled, where they were presumed filled and that is too much; nothing where a roster
    /// fills them all, or people have been asked before. It is asked where the municipal level seems to promise too much, since that is a cheap
    /// question and the most common reason.
    pub(super) fn lacking(&self) -> Result<Option<u64>, Halt> {
        let is_open = self.unfilled == Unfilled::Presumed
            && self.first_unfilled > self.expected
            && self.rungs[..self.bounds.len()].contains(&Rung::Coverage);
        if !is_open || self.is_asked.replace(true) {
            return Ok(None);
        }
        let unfilled = least_unfilled(self.instance, Level::Staff, self.limits)?;
        Ok((unfilled > self.expected).then_some(unfilled))
    }
}

/// The unfilled seats, and the level to climb.
///
/// The municipal level knows nothing of single people, who mostly leave more unfilled. Then its targets are others, and all that
/// it comes to is for nothing; so people are asked at once, unless a roster is known that leaves no more unfilled (`first_unfilled`).
pub(super) fn bounded(
    instance: &Instance,
    lowest: Level,
    first_unfilled: u64,
    limits: &Limits,
) -> Result<(u64, Level), Halt> {
    let unfilled = least_unfilled(instance, lowest, limits)?;
    if lowest == Level::Staff || first_unfilled <= unfilled {
        return Ok((unfilled, lowest));
    }
    let by_people = least_unfilled(instance, Level::Staff, limits)?;
    Ok(if by_people == unfilled { (unfilled, lowest) } else { (by_people, Level::Staff) })
}

/// The number of unfilled seats that the linear program says, rounded up.
///
/// Where `coverage-least` comes first, it is held at its linear value, which no roster may attain: then this is no bound but a
/// guess, as good as any to make targets for. `Climb::rung` tests it, and another number begins another attempt.
fn least_unfilled(instance: &Instance, lowest: Level, limits: &Limits) -> Result<u64, Halt> {
    let mut rungs = instance.rungs();
    rungs.truncate(1 + rungs.iter().position(|&rung| rung == Rung::Coverage).unwrap_or(0));
    let model = model::build(instance, &shares::shares(instance, 0), &rungs, None);
    let mut face = Face::of(&model);
    let mut unfilled = 0.0;
    for rung in rungs {
        let Some(optimum) = face.climb(&model, &model.level(lowest), rung, Sought::default(), limits)? else {
            return Err(Halt::Defect("the seats have no assignment at all, not even an empty one".to_owned()));
        };
        unfilled = rounded(rung, optimum.value).max(0.0);
    }
    Ok(unfilled as u64)
}
