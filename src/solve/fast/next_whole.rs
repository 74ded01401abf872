//! A rung of whole numbers whose linear value is a fraction: the next whole number is mostly attained.
//!
//! In: a face and what the rung's linear program comes to on it. Out: a point that attains the bound, if one is found with little effort. In
//! such a point nothing can add more than lies between the linear value and the next whole number, so what does stays at its bound; of the
//! rest, what is whole in the linear program's point is kept first.

use super::rounded;
use crate::domain::goal::Rung;
use crate::model::{Model, Part};
use crate::solve::ladder::{Face, Optimum};
use crate::solve::problem::WholeAnswer;
use crate::solve::whole::{self, Persistence};
use crate::solve::{Halt, Limits};

/// A point of the face `before` a rung that is whole in `columns` and whose value is the bound of the rung's linear program, which is
/// optimal on the face `after`; `None` where none is found with little effort, and where nothing is proven. The value is without the
/// rung's constant.
pub(super) fn next_whole(
    model: &Model,
    (part, columns): (&Part, &[usize]),
    (before, after): (&Face, &Face),
    rung: Rung,
    optimum: &Optimum,
    limits: &Limits,
) -> Result<Option<WholeAnswer>, Halt> {
    let least = rounded(rung, optimum.bound);
    if !least.is_finite() {
        return Ok(None);
    }
    let mut face = before.no_more_than(model, part, rung, optimum, least)?;
    face.hold(model, rung, least);
    let point = after.as_whole(model, part, optimum, limits)?;
    let found = whole::near(model, part, &face, &point, columns, Persistence::Least, limits)?;
    let value = least - model.objectives[&rung].constant;
    Ok(found.map(|columns| WholeAnswer::Found { value, bound: value, closed: true, columns }))
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::model::{Level, Objective, Program};
    use crate::solve::ladder::Sought;

    /// What comes of `wishes` that cost −1 for each of `size` shifts in a circle, of which no two beside each other can be worked, and a
    /// constant of 10: the linear value is half of each.
    fn circle(size: usize, more: impl Fn(&mut Program)) -> Option<(f64, Vec<f64>)> {
        let mut program = Program::default();
        let columns: Vec<usize> = (0..size).map(|_| program.column(Some(0), 0.0, 1.0)).collect();
        for &column in &columns {
            program.at_most(vec![(column, 1.0), ((column + 1) % size, 1.0)], 1.0);
        }
        more(&mut program);
        let terms = columns.iter().map(|&column| (column, -1.0)).collect();
        let model = Model {
            program,
            municipal: (0, 0),
            objectives: [(Rung::Wishes, Objective { constant: 10.0, terms, ..Objective::default() })].into(),
            manning: Vec::new(),
            implied: 0..0,
            stretches: 0..0,
            ties: Vec::new(),
            shifts: Vec::new(),
        };
        let stop = AtomicBool::new(false);
        let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
        let part = model.level(Level::Staff);
        let before = Face::of(&model);
        let mut after = before.clone();
        let optimum = after.climb(&model, &part, Rung::Wishes, Sought::default(), &limits).unwrap().unwrap();
        assert!((optimum.value - (10.0 - size as f64 / 2.0)).abs() < 1e-6, "{}", optimum.value);
        let faces = (&before, &after);
        match next_whole(&model, (&part, &columns), faces, Rung::Wishes, &optimum, &limits).unwrap()? {
            WholeAnswer::Found { value, bound, closed: true, columns } if value == bound => Some((value, columns)),
            _ => panic!("what is found is proven"),
        }
    }

    #[test]
    fn the_next_whole_number_is_found_where_it_is_attained() {
        for size in [3, 5, 7, 21] {
            let (value, point) = circle(size, |_| {}).expect("every other shift but one");
            assert_eq!(value, -((size / 2) as f64));
            assert_eq!(point.iter().sum::<f64>(), -value);
            assert!(point.iter().all(|&shift| shift == 0.0 || shift == 1.0), "{point:?}");
        }
    }

    /// Half of each of three, with a row that no whole point of that value keeps.
    #[test]
    fn nothing_is_found_where_it_is_not() {
        let none = circle(3, |program| {
            let both = program.column(Some(0), 0.0, 1.0);
            (0..3).for_each(|column| program.at_most(vec![(column, 2.0), (both, 1.0)], 1.0));
        });
        assert_eq!(none, None);
    }
}
