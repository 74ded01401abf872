//! What prices prove of a rung, and the face that is left of it.
//!
//! In: a face, a rung and prices of its rows. Out: a bound that no roster of the face is below, whatever the solver's arithmetic was worth, and
//! the same face without what no roster that attains the bound can have. Every roster is a point of whole numbers, with its steps taken in
//! order, so it is known by what a whole unit of a column or a row would add.

use super::{Face, Optimum, Priced, costs, scale};
use crate::domain::goal::Rung;
use crate::domain::value::{same, slack};
use crate::model::{Model, Objective, Part};
use crate::solve::Halt;
use crate::solve::interior::NOISE;
use crate::solve::safe::{self, Exactly, Prices, Safe};

/// Reduced costs and prices below this are zero (HiGHS's dual feasibility tolerance is a tenth of it).
const PRICED: f64 = 1e-6;

/// How far a value of whole numbers may lie from the one that is proven and be the same.
pub(super) const NEARLY: f64 = 1e-2;

impl Face {
    /// Narrows the face to the points that have what these prices prove to be the least, and returns the bound. `value`, which is the
    /// solver's word, is no part of the proof: it tells what is noise where values lie on no grid, and whether the prices are
    /// good for anything.
    pub(super) fn narrow(
        &mut self,
        model: &Model,
        part: &Part,
        rung: Rung,
        costs: &[(usize, f64)],
        value: f64,
        prices: &Prices,
    ) -> f64 {
        let safe = safe::bound(&self.problem(model, part, costs), prices);
        let proven = safe.and_then(|safe| Some((Proven::of(rung, &model.objectives[&rung], value, &safe)?, safe)));
        let bound = proven.as_ref().map_or(f64::NEG_INFINITY, |(proven, _)| proven.bound);
        // Where prices say less than the solver, this rung will not be proven, and nothing behind it: the face is narrowed to what the solver
        // says, so that a good roster comes of it all the same.
        let proven = proven.filter(|_| meets(rung, bound, value));
        let holds =
            |held: &dyn Fn(&Safe, Exactly) -> bool| proven.as_ref().is_none_or(|(at, safe)| held(safe, at.room));
        let priced = priced(part, prices);
        for &column in &part.columns {
            let cost = prices.reduced_costs[column];
            if cost > priced && holds(&|safe, room| safe.is_least(column, room)) {
                self.upper[column] = self.lower[column];
            } else if cost < -priced
                && self.upper[column].is_finite()
                && holds(&|safe, room| safe.is_most(column, room))
            {
                self.lower[column] = self.upper[column];
            }
        }
        for &row in &part.rows {
            self.tight[row] |= prices.rows[row].abs() > priced && holds(&|safe, room| safe.is_tight(row, room));
        }
        bound
    }

    /// The points of this face, on which a rung of whole numbers comes to `optimum`, that have no more than `least`, which includes the rung's
    /// constant: whatever would add more by a whole unit stays at its bound. It may have others as well.
    pub(in crate::solve) fn no_more_than(
        &self,
        model: &Model,
        part: &Part,
        rung: Rung,
        optimum: &Optimum,
        least: f64,
    ) -> Result<Face, Halt> {
        let costs = costs(model, part, rung)?;
        let Priced { rows, extra, reduced_costs } = &optimum.priced;
        let prices = Prices { rows, extra, reduced_costs, scale: scale(rung) };
        let mut face = self.clone();
        let safe = safe::bound(&self.problem(model, part, &costs), &prices);
        let room = |safe: &Safe| {
            let lowest = safe.bound.plus(model.objectives[&rung].constant)?;
            Exactly::fraction(least.round() as i128, 1)?.minus(lowest)
        };
        let Some((safe, room)) = safe.and_then(|safe| room(&safe).map(|room| (safe, room))) else { return Ok(face) };
        for &column in &part.columns {
            if safe.is_least(column, room) {
                face.upper[column] = face.lower[column];
            } else if safe.is_most(column, room) && face.upper[column].is_finite() {
                face.lower[column] = face.upper[column];
            }
        }
        Ok(face)
    }
}

/// From what on a reduced cost or a price is not noise, which grows with the prices that it comes from.
fn priced(part: &Part, prices: &Prices) -> f64 {
    let largest = part.rows.iter().fold(0.0, |most: f64, &row| most.max(prices.rows[row].abs()));
    PRICED.max(NOISE * largest)
}

/// Whether what is proven of a rung is as much as the solver says. Of whole numbers it is known to fewer digits how much that is, since a
/// point in the middle of a face is less precise than a vertex; and what a roster attains may not be lost to a face that is narrower
/// than is proven.
pub(super) fn meets(rung: Rung, bound: f64, value: f64) -> bool {
    bound > value || same(bound, value) || (rung.is_whole() && value - bound < NEARLY)
}

/// What prices prove of a rung, its constant included.
struct Proven {
    /// No roster has less.
    bound: f64,
    /// Rosters that attain the bound are no more than this above what the prices come to.
    room: Exactly,
}

impl Proven {
    /// Where values are whole numbers of parts that noise cannot confound, the bound is the least of these that is not below what
    /// prices come to. Elsewhere it is that itself, and rosters attain it that are no worse than what the solver calls the
    /// least `value`.
    fn of(rung: Rung, objective: &Objective, value: f64, safe: &Safe) -> Option<Self> {
        let (parts, noise) = match rung.is_whole() {
            true => (Some(1), 0.0),
            false => (objective.denominator, objective.noise),
        };
        let lowest = safe.bound.plus(objective.constant)?.plus(-noise)?;
        let (bound, attained) = match parts.filter(|&parts| slack(value) * (parts as f64) < 1.0) {
            Some(parts) => {
                let numerator = lowest.up(parts)?;
                (numerator as f64 / parts as f64, Exactly::fraction(numerator, parts)?)
            }
            None => (lowest.number(), Exactly::below(value)?.plus(noise)?.max(lowest)),
        };
        let bound = rung.least().map_or(bound, |least| bound.max(least));
        Some(Proven { bound, room: attained.minus(lowest)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Level;
    use crate::solve::ladder::tests::model;

    /// Of the two shifts only one can be taken, at a price.
    #[test]
    fn a_bound_is_what_prices_prove_and_not_what_the_solver_says() {
        let mut model = model();
        model.program.at_most(vec![(1, 1.0), (2, 1.0)], 1.0);
        let part = model.level(Level::Staff);
        let costs = &model.objectives[&Rung::Wishes].terms;
        let narrowed = |value: f64, price: f64| {
            let mut face = Face::of(&model);
            let prices = Prices { rows: &[price], extra: &[], reduced_costs: &[0.0; 3], scale: 1.0 };
            (face.narrow(&model, &part, Rung::Wishes, costs, value, &prices), face.tight[0])
        };
        assert_eq!(narrowed(-1.0, -1.0), (-1.0, true));
        // Noise in a price takes nothing from a bound on whole numbers, nor does what the solver says add to it.
        assert_eq!(narrowed(-1.0, -1.0 - 1e-7), (-1.0, true));
        assert_eq!([-0.5, 0.0, 1e9, -1e9].map(|value| narrowed(value, -1.0).0), [-1.0; 4]);
        // The next whole number can still be proven where it is not known any more that the row is full.
        assert_eq!(narrowed(-1.0, -0.25), (-1.0, false));
        // Prices that prove too little: the bound says so, and the face is as if they were good.
        assert_eq!(narrowed(-1.0, -2.5), (-2.0, true));
        assert_eq!(narrowed(-1.0, f64::NAN), (-2.0, false));
    }

    /// Noise in the value, as a point in the middle has it, must not make of noise in the prices what all rosters have.
    #[test]
    fn a_roster_that_attains_what_is_proven_stays_on_the_face() {
        let mut model = model();
        model.program.at_most(vec![(1, 1.0), (2, 1.0)], 1.0);
        let part = model.level(Level::Staff);
        let costs = &model.objectives[&Rung::Wishes].terms;
        for value in [-1.0 - 2e-5, -1.0, -1.0 + 2e-5] {
            let mut face = Face::of(&model);
            let (rows, reduced_costs) = ([-1.0 - 1e-5], [0.0, 1e-5, -1e-5]);
            let prices = Prices { rows: &rows, extra: &[], reduced_costs: &reduced_costs, scale: 1.0 };
            assert_eq!(face.narrow(&model, &part, Rung::Wishes, costs, value, &prices), -1.0);
            // Either of the two may have the shift.
            assert_eq!((&face.lower[1..], &face.upper[1..]), (&[0.0; 2][..], &[1.0; 2][..]), "{value}");
        }
    }

    /// A price of 20,000 comes with reduced costs that are off by some 10⁻⁵, so no more than that may be noise.
    #[test]
    fn noise_grows_with_prices() {
        let mut model = model();
        model.program.at_most(vec![(0, 1.0)], 1.0);
        let part = model.level(Level::Staff);
        let narrowed = |cost: f64| {
            let terms = vec![(0, -20_000.0), (1, cost), (2, -cost)];
            let objective = Objective { terms: terms.clone(), ..Objective::default() };
            let model = Model { objectives: [(Rung::Rotation, objective)].into(), ..model.clone() };
            let mut face = Face::of(&model);
            let prices = Prices { rows: &[-20_000.0], extra: &[], reduced_costs: &[0.0, cost, -cost], scale: 1.0 };
            face.narrow(&model, &part, Rung::Rotation, &terms, -20_000.0 - cost, &prices);
            (face.lower[2], face.upper[1], face.tight[0])
        };
        assert_eq!(narrowed(1e-5), (0.0, 1.0, true));
        assert_eq!(narrowed(1e-3), (1.0, 0.0, true));
    }

    /// Of two shifts only one can be taken, in quarters; the second row, which never binds, has a price by mistake, and the bound is lower for it.
    #[test]
    fn a_row_is_held_where_a_unit_of_it_is_worth_more_than_what_is_open() {
        let mut model = model();
        model.program.at_most(vec![(1, 1.0), (2, 1.0)], 1.0);
        model.program.at_most(vec![(1, 1.0), (2, 1.0)], 2.0);
        let terms = vec![(1, -0.5), (2, -0.75)];
        let objective = Objective { constant: 1.0, terms: terms.clone(), denominator: Some(4), noise: 0.0 };
        let narrowed = |objective: Objective| {
            let model = Model { objectives: [(Rung::Rotation, objective)].into(), ..model.clone() };
            let mut face = Face::of(&model);
            let prices = Prices { rows: &[-0.7, -0.1], extra: &[], reduced_costs: &[0.0; 3], scale: 1.0 };
            let bound = face.narrow(&model, &model.level(Level::Staff), Rung::Rotation, &terms, 0.25, &prices);
            (bound, face.tight)
        };
        assert_eq!(narrowed(objective.clone()), (0.25, vec![true, false]));
        // Without quarters nothing of it is proven.
        let (bound, tight) = narrowed(Objective { denominator: None, ..objective });
        assert!((bound - 0.1).abs() < 1e-12, "{bound}");
        assert_eq!(tight, [true, true]);
    }
}
