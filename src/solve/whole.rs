//! From fractions to people: a whole-number point of a face that linear programs have found.
//!
//! In: a [`Face`] and one of its points, most of which is whole already. Out: a [`Roster`], or the proof that the face
//! has none. The shifts that are whole already are kept first, so that little is left to decide; where that does not
//! work out, more and more of them are freed, and with none kept the answer is final.

use super::highs::WholeAnswer;
use super::ladder::Face;
use super::{Halt, Limits};
use crate::domain::Instance;
use crate::domain::roster::Roster;
use crate::model::Model;

/// A value this close to a whole number is one (HiGHS's integrality tolerance).
const WHOLE: f64 = 1e-6;

/// The parts of the whole shifts that are kept in one try after the other. The last one keeps nothing: it is final.
const KEPT: [f64; 6] = [1.0, 0.9, 0.75, 0.5, 0.25, 0.0];

/// Branch-and-bound nodes for a try that is not final: its root nearly always decides. (A time limit here would make
/// the roster depend on the machine's speed.)
const NODES: i32 = 20;

/// Seed of the choice of shifts that are kept.
const SEED: u64 = 1;

/// A roster on the face near `point`; `None` where the face has none.
pub(super) fn near(
    instance: &Instance,
    model: &Model,
    face: &Face,
    point: &[f64],
    limits: &Limits,
) -> Result<Option<Roster>, Halt> {
    if is_roster(model, point) {
        return Ok(Some(roster(instance, model, point)));
    }
    let mut random = fastrand::Rng::with_seed(SEED);
    for part in KEPT {
        let mut kept = face.clone();
        for &(_, _, column) in &model.shifts {
            let whole = (point[column] + WHOLE).floor();
            if whole > 0.0 && random.f64() < part {
                kept.lower[column] = whole;
            }
        }
        let is_final = part == 0.0;
        match kept.whole_point(model, (!is_final).then_some(NODES), limits)? {
            WholeAnswer::Found { columns, .. } => return Ok(Some(roster(instance, model, &columns))),
            WholeAnswer::Infeasible if is_final => return Ok(None),
            WholeAnswer::Nothing { .. } if is_final => return Err(Halt::Stopped),
            WholeAnswer::Infeasible | WholeAnswer::Nothing { .. } => {}
        }
    }
    Ok(None)
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
