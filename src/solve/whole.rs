//! From fractions to people: a whole-number point of a face that linear programs have found.
//!
//! In: a [`Face`] and one of its points, most of which is whole already. Out: a whole point or a [`Roster`], or the
//! proof that the face has none. The shifts that are whole already are kept first, so that little is left to decide; where that does not
//! work out, more and more of them are freed, and with none kept the answer is final.

use super::highs::WholeAnswer;
use super::ladder::Face;
use super::{Halt, Limits};
use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::domain::roster::Roster;
use crate::model::{Model, Part, Row};

/// A value this close to a whole number is one (HiGHS's integrality tolerance).
const WHOLE: f64 = 1e-6;

/// The parts of the whole shifts that are kept in one try after the other. The last one keeps nothing: it is final.
const KEPT: [f64; 6] = [1.0, 0.9, 0.75, 0.5, 0.25, 0.0];

/// Branch-and-bound nodes for a try that is not final: its root nearly always decides. (A time limit here would make
/// the roster depend on the machine's speed.)
const NODES: i32 = 20;

/// Seed of the choice of shifts that are kept.
const SEED: u64 = 1;

/// How hard to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    /// Keep all that is whole, and decide the rest if that is easy.
    Little,
    /// Until a point is found or there is proven to be none.
    Whatever,
}

/// A point of the face near `point` that is whole in `columns`; `None` where the face has none, or none was found with
/// little effort.
pub(super) fn near(
    model: &Model,
    part: &Part,
    face: &Face,
    point: &[f64],
    columns: &[usize],
    effort: Effort,
    limits: &Limits,
) -> Result<Option<Vec<f64>>, Halt> {
    if columns.iter().all(|&column| is_whole(point[column])) {
        return Ok(Some(point.to_vec()));
    }
    let mut random = fastrand::Rng::with_seed(SEED);
    for drawn in [0.1, 0.3] {
        let mut kept = face.clone();
        let mut n = 0;
        for &column in columns {
            let whole = (point[column] + WHOLE).floor();
            kept.lower[column] = kept.lower[column].max(whole);
            if point[column] < WHOLE && random.f64() >= drawn {
                kept.upper[column] = kept.lower[column];
            }
            if !is_whole(point[column]) { n += 1; }
        }
        let t = std::time::Instant::now();
        let a = kept.whole_point(model, part, columns, Some(NODES), limits)?;
        if std::env::var_os("VP_LOG").is_some() { eprintln!("  near: {n} fractional, drawn {drawn} {:?}", t.elapsed()); }
        if let WholeAnswer::Found { columns, .. } = a {
            return Ok(Some(columns));
        }
    }
    for share in KEPT {
        let mut kept = face.clone();
        for &column in columns {
            let whole = (point[column] + WHOLE).floor();
            if whole > kept.lower[column] && random.f64() < share {
                kept.lower[column] = whole;
            }
        }
        let is_final = share == 0.0;
        if is_final && effort == Effort::Little {
            break;
        }
        match kept.whole_point(model, part, columns, (!is_final).then_some(NODES), limits)? {
            WholeAnswer::Found { columns, .. } => return Ok(Some(columns)),
            WholeAnswer::Infeasible if is_final => return Ok(None),
            WholeAnswer::Nothing { .. } if is_final => return Err(Halt::Stopped),
            WholeAnswer::Infeasible | WholeAnswer::Nothing { .. } => {}
        }
    }
    Ok(None)
}

/// What came of manning the windows in a given way.
pub(super) enum Manned {
    /// A roster, and the point that it is.
    Roster(Roster, Vec<f64>),
    /// Municipalities that have too few colleagues for it: rows that keep every such manning out.
    Short(Vec<Row>),
    /// No roster, and no linear reason why.
    Nothing,
}

/// A roster of the face in which every municipality mans the windows as in `point`, which is whole on the municipal
/// level. Given that, municipalities have nothing to do with each other, and each is a small problem by itself, whose
/// value of `rung` is made as small as a few nodes of branch and bound can.
pub(super) fn manned(
    instance: &Instance,
    model: &Model,
    apart: &[Part],
    face: &Face,
    point: &[f64],
    rung: Rung,
    limits: &Limits,
) -> Result<Manned, Halt> {
    let mut face = face.clone();
    for &(_, _, column) in &model.manning {
        face.lower[column] = point[column].round();
        face.upper[column] = point[column].round();
    }
    let mut values = model.program.lower.clone();
    let mut short = Vec::new();
    let columns = model.shift_columns();
    for part in apart {
        match face.whole_minimum(model, part, &columns, rung, Some(NODES), limits)? {
            WholeAnswer::Found { columns, .. } => {
                part.columns.iter().for_each(|&column| values[column] = columns[column]);
            }
            _ => match face.shortage(model, part, limits)? {
                Some(row) => short.push(row),
                None => return Ok(Manned::Nothing),
            },
        }
    }
    Ok(if short.is_empty() { Manned::Roster(roster(instance, model, &values), values) } else { Manned::Short(short) })
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
