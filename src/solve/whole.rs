//! From fractions to people: a whole-number point of a face that linear programs have found.
//!
//! In: a [`Face`] and one of its points, most of which is whole already. Out: a whole point or a [`Roster`], or the
//! proof that the face has none. The shifts that are whole already are kept first, so that little is left to decide; where that does not
//! work out, more and more of them are freed, and with none kept the answer is final.

use super::highs::Effort;
use super::ladder::Face;
use super::problem::WholeAnswer;
use super::{Halt, Limits, parallel};
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::model::{Model, Part, Row, Sense};

/// A value this close to a whole number is one (HiGHS's integrality tolerance).
const WHOLE: f64 = 1e-6;

/// What is decided anew in one try after the other: the part of the whole shifts that is kept, the part of the columns at
/// zero that is left free, and how hard to look. The last try leaves everything free: it is final. (No try is limited by
/// time, which would make the roster depend on the machine's speed.)
const TRIES: [(f64, f64, Effort); 7] = [
    (1.0, 0.3, Effort::TRY),
    (1.0, 1.0, Effort::TRY),
    (0.9, 1.0, Effort::TRY),
    (0.75, 1.0, Effort::TRY),
    (0.5, 1.0, Effort::TRY),
    (0.25, 1.0, Effort::TRY),
    (0.0, 1.0, Effort::EXACT),
];

/// With more columns than this, or more for each person, as in a long period, all are left free from the beginning: a
/// point is found sooner where there are more, and a try without one takes too long.
const LARGE: usize = 200_000;
const LONG: usize = 400;

/// A municipality's first assignment need only be good.
const GOOD: Effort = Effort { gap: 0.01, ..Effort::TRY };

/// Seed of the choice of shifts that are kept.
const SEED: u64 = 1;

/// How hard to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Persistence {
    /// Keep all that is whole, and decide the rest if that is easy.
    Least,
    /// Keep less and less of it, as long as that is easy.
    Little,
    /// Until a point is found or there is proven to be none.
    UntilDecided,
}

/// A point of the face near `point` that is whole in `columns`; `None` where the face has none, or none was found with
/// little effort.
pub(super) fn near(
    model: &Model,
    part: &Part,
    face: &Face,
    point: &[f64],
    columns: &[usize],
    persistence: Persistence,
    limits: &Limits,
) -> Result<Option<Vec<f64>>, Halt> {
    if columns.iter().all(|&column| is_whole(point[column])) && face.held.iter().all(|row| holds(row, point)) {
        return Ok(Some(point.to_vec()));
    }
    let mut random = fastrand::Rng::with_seed(SEED);
    let people = model.shifts.last().map_or(1, |&(s, _, _)| s + 1);
    let is_large = columns.len() > LARGE || columns.len() > LONG * people;
    for (keep, free, effort) in TRIES {
        if free < 1.0 && is_large {
            continue;
        }
        let is_final = keep == 0.0;
        let is_over = match persistence {
            Persistence::Least => keep < 1.0,
            Persistence::Little => is_final,
            Persistence::UntilDecided => false,
        };
        if is_over {
            break;
        }
        let mut kept = face.clone();
        for &column in columns {
            let whole = (point[column] + WHOLE).floor();
            if whole > kept.lower[column] && random.f64() < keep {
                kept.lower[column] = whole;
            } else if point[column] < WHOLE && random.f64() >= free {
                kept.upper[column] = kept.lower[column];
            }
        }
        let answer = kept.whole_point(model, part, columns, effort, limits)?;
        match answer {
            WholeAnswer::Found { columns, .. } => return Ok(Some(columns)),
            WholeAnswer::Infeasible if is_final => return Ok(None),
            WholeAnswer::Nothing { .. } if is_final => return Err(Halt::Stopped),
            WholeAnswer::Infeasible | WholeAnswer::Nothing { .. } => {}
        }
    }
    Ok(None)
}

/// The parts of the municipalities whose manning is free to change, beside those that are short, in one try after the other.
const FREED: [f64; 3] = [0.05, 0.15, 0.45];

/// Another whole manning of the face, much like `point`: only the municipalities in `short` and as few others as will do
/// change theirs. `None` where that was not found with little effort.
pub(super) fn manned_otherwise(
    model: &Model,
    part: &Part,
    face: &Face,
    point: &[f64],
    short: &[usize],
    limits: &Limits,
) -> Result<Option<Vec<f64>>, Halt> {
    let columns = model.manning_columns();
    let municipalities = model.manning.last().map_or(0, |&(m, _, _)| m + 1);
    let mut random = fastrand::Rng::with_seed(SEED);
    for freed in FREED {
        let is_free: Vec<bool> = (0..municipalities).map(|m| random.f64() < freed || short.contains(&m)).collect();
        let mut kept = face.clone();
        for &(_, _, column) in model.manning.iter().filter(|&&(m, _, _)| !is_free[m]) {
            kept.lower[column] = point[column].round();
            kept.upper[column] = point[column].round();
        }
        if let WholeAnswer::Found { columns, .. } = kept.whole_point(model, part, &columns, Effort::TRY, limits)? {
            return Ok(Some(columns));
        }
    }
    Ok(None)
}

/// A point of the face in which every municipality mans the windows as in `manning`, which is whole; `None` where somewhere none is found
/// with little effort. Given that, municipalities have nothing to do with each other: each is a small problem by itself, whose
/// value of the goal is made as small as a few nodes of branch and bound can.
pub(super) fn assigned(
    model: &Model,
    apart: &[Part],
    face: &Face,
    manning: &[f64],
    rung: Rung,
    limits: &Limits,
) -> Result<Option<Vec<f64>>, Halt> {
    let mut face = face.clone();
    for &(_, _, column) in &model.manning {
        face.lower[column] = manning[column].round();
        face.upper[column] = manning[column].round();
    }
    let columns = model.shift_columns();
    let assign = |part: &Part| face.whole_minimum(model, part, &columns, rung, GOOD, limits);
    let answers = parallel::map(apart, limits.threads, assign);
    let mut point = manning.to_vec();
    for (part, answer) in apart.iter().zip(answers) {
        let WholeAnswer::Found { columns, .. } = answer? else { return Ok(None) };
        part.columns.iter().for_each(|&column| point[column] = columns[column]);
    }
    Ok(Some(point))
}

/// The roster that a whole-number point stands for.
pub(super) fn roster(instance: &Instance, model: &Model, point: &[f64]) -> Roster {
    let mut shifts = vec![Vec::new(); instance.windows.len()];
    for &(s, w, column) in &model.shifts {
        let seats = point[column].round().max(0.0) as usize;
        shifts[w].extend(std::iter::repeat_n(s, seats));
    }
    Roster::new(shifts)
}

fn holds(row: &Row, point: &[f64]) -> bool {
    let left: f64 = row.terms.iter().map(|&(column, coefficient)| coefficient * point[column]).sum();
    match row.sense {
        Sense::AtMost => left <= row.right + WHOLE,
        Sense::AtLeast => left >= row.right - WHOLE,
        Sense::Equal => (left - row.right).abs() <= WHOLE,
    }
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() <= WHOLE
}
