//! From fractions to people: a whole-number point of a face that linear programs have found.
//!
//! In: a [`Face`] and one of its points, most of which is whole already. Out: a [`Roster`], or the proof that the face
//! has none. Municipalities whose part is whole are kept first; more and more of them are freed until it works, and
//! with all of them free the answer is final.

use std::time::Duration;

use super::highs::WholeAnswer;
use super::ladder::Face;
use super::{Halt, Limits};
use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::model::Model;

/// A value this close to a whole number is one (HiGHS's integrality tolerance).
const WHOLE: f64 = 1e-6;

/// Time for the first try with some municipalities kept; doubled with every further one.
const FIRST_TRY: Duration = Duration::from_secs(2);

/// A roster on the face near `point`; `None` where the face has none.
pub(super) fn near(
    instance: &Instance,
    model: &Model,
    face: &Face,
    point: &[f64],
    limits: &Limits,
) -> Result<Option<Roster>, Halt> {
    let mut free = vec![false; instance.municipalities.len()];
    for &(s, _, column) in &model.shifts {
        if !is_whole(point[column]) {
            free[instance.staff[s].municipality] = true;
        }
    }
    if !free.contains(&true) {
        return Ok(Some(roster(instance, model, point)));
    }
    let mut time = FIRST_TRY;
    loop {
        let all = !free.contains(&false);
        let mut kept = face.clone();
        for &(s, _, column) in &model.shifts {
            if !free[instance.staff[s].municipality] {
                kept.lower[column] = point[column].round();
                kept.upper[column] = point[column].round();
            }
        }
        match kept.whole_point(model, (!all).then_some(time), limits)? {
            WholeAnswer::Found { columns, .. } => return Ok(Some(roster(instance, model, &columns))),
            WholeAnswer::Infeasible if all => return Ok(None),
            WholeAnswer::Nothing { .. } if all => return Err(Halt::Stopped),
            WholeAnswer::Infeasible | WholeAnswer::Nothing { .. } => {}
        }
        time *= 2;
        let freed = free.iter().filter(|&&free| free).count();
        let more = free.iter_mut().filter(|free| !**free).take(freed.max(1));
        more.for_each(|free| *free = true);
    }
}

/// Whether every shift of a point is a whole number.
pub(super) fn is_roster(model: &Model, point: &[f64]) -> bool {
    model.shifts.iter().all(|&(_, _, column)| is_whole(point[column]))
}

/// The roster that a whole-number point stands for.
pub(super) fn roster(instance: &Instance, model: &Model, point: &[f64]) -> Roster {
    let mut roster = Roster::empty(instance.windows.len());
    for &(s, w, column) in &model.shifts {
        let seats = point[column].round().max(0.0) as usize;
        roster.shifts[w].extend(std::iter::repeat_n(s, seats));
    }
    roster.sorted()
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() <= WHOLE
}
