//! From a point in the middle of a face to one that is as whole as a vertex.
//!
//! In: a face and a point of it. Out: another one, where most columns are at a bound. What is fractional there is made whole next, so the less
//! of that the better. Crossover, by which HiGHS goes from the one to the other, takes longer than another linear program.

use super::{Face, Optimum};
use crate::model::{Model, Part};
use crate::solve::problem::{Problem, Wanted};
use crate::solve::{Halt, Limits, sifting};

/// How much chance says of a column beside what the point has of it, and its seed: among people who are alike, somebody has to be taken.
const CHANCE: f64 = 0.1;
const SEED: u64 = 1;

/// What missing an equation by one costs for the time being, in multiples of the largest cost: at one, none was missed in the folders
/// that were measured.
const EASE: f64 = 3.0;

impl Face {
    /// A point of this face, which a rung has been narrowed to, that is as whole as a vertex if there is one at hand.
    pub(in crate::solve) fn as_whole(
        &self,
        model: &Model,
        part: &Part,
        optimum: &Optimum,
        limits: &Limits,
    ) -> Result<Vec<f64>, Halt> {
        let corner = match optimum.is_vertex {
            true => None,
            false => self.corner(model, part, &optimum.point, limits)?,
        };
        Ok(corner.unwrap_or_else(|| optimum.point.clone()))
    }

    /// A point of this face that has as much as it can of what `point` has much of; `None` where none was found.
    pub(super) fn corner(
        &self,
        model: &Model,
        part: &Part,
        point: &[f64],
        limits: &Limits,
    ) -> Result<Option<Vec<f64>>, Halt> {
        let mut random = fastrand::Rng::with_seed(SEED);
        let mut costs = Vec::new();
        for &column in &part.columns {
            let (lower, upper) = (self.lower[column], self.upper[column]);
            if lower < upper && upper.is_finite() {
                costs.push((column, -(point[column] - lower) / (upper - lower) - random.f64() * CHANCE));
            }
        }
        let problem = Problem { wanted: Wanted::Any { ease: Some(EASE) }, ..self.problem(model, part, &costs) };
        sifting::corner(&problem, point, limits)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::model::Level;
    use crate::solve::ladder::tests::model;

    /// Either of two shifts has to be worked: in the middle there is half of each.
    #[test]
    fn a_corner_is_whole_where_the_middle_is_not() {
        let mut model = model();
        model.program.equal(vec![(1, 1.0), (2, 1.0)], 1.0);
        let (part, face) = (model.level(Level::Staff), Face::of(&model));
        let stop = AtomicBool::new(false);
        let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
        let corner = |middle: [f64; 3]| face.corner(&model, &part, &middle, &limits).unwrap().unwrap();
        let point = corner([0.5, 0.5, 0.5]);
        assert!(point[1..] == [0.0, 1.0] || point[1..] == [1.0, 0.0], "{point:?}");
        assert_eq!(corner([0.5, 0.8, 0.2])[1..], [1.0, 0.0]);
        assert_eq!(corner([0.5, 0.2, 0.8])[1..], [0.0, 1.0]);
    }
}
