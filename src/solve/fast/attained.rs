//! A rung of whole numbers of which a roster is known: what is better is looked for where the prices of its linear program leave room alone.
//!
//! In: a climb, what a rung that no roster attains comes to, and the value of a roster. Out: the least value. In a roster that is better by one
//! than what is known, nothing can add more than lies between the bound and that value: what does stays at its bound, and few columns are left.

use super::{Climb, rounded};
use crate::domain::goal::Rung;
use crate::domain::value::same;
use crate::model::Part;
use crate::solve::Halt;
use crate::solve::highs::Effort;
use crate::solve::ladder::{Face, Optimum};
use crate::solve::problem::WholeAnswer;

impl Climb<'_> {
    /// The value of the roster that is known, where it has that of all rungs before.
    pub(super) fn attained(&self, rung: Rung) -> Option<f64> {
        let place = self.attained.iter().position(|&(other, _)| other == rung)?;
        let before = self.attained[..place].iter().map(|&(_, value)| value);
        let is_there = place == self.bounds.len() && before.zip(&self.bounds).all(|(value, &bound)| same(value, bound));
        is_there.then_some(self.attained[place].1)
    }

    /// The least value of a rung of whole numbers over the points of `before`, where a roster has the value `known`. Values are looked for one
    /// by one, so that each program is as small as it can be. That of the answer is without the rung's constant.
    pub(super) fn no_worse(
        &self,
        before: &Face,
        (part, columns): (&Part, &[usize]),
        rung: Rung,
        optimum: &Optimum,
        known: f64,
    ) -> Result<WholeAnswer, Halt> {
        let constant = self.model.objectives[&rung].constant;
        let mut least = rounded(rung, optimum.bound);
        while least < known && !same(least, known) {
            let face = before.no_more_than(self.model, part, rung, optimum, least)?;
            match face.whole_minimum(self.model, part, columns, rung, Effort::EXACT, self.limits)? {
                WholeAnswer::Found { value, closed: true, columns, bound }
                    if value + constant < least || same(value + constant, least) =>
                {
                    return Ok(WholeAnswer::Found { value, closed: true, columns, bound });
                }
                WholeAnswer::Found { closed: true, .. } | WholeAnswer::Infeasible => least += 1.0,
                WholeAnswer::Found { .. } | WholeAnswer::Nothing { .. } => {
                    return Ok(WholeAnswer::Nothing { bound: least - constant });
                }
            }
        }
        let value = known - constant;
        Ok(WholeAnswer::Found { value, bound: value, closed: true, columns: optimum.point.clone() })
    }
}
