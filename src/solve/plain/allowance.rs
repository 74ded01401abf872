//! What a goal may give away that the ladder no longer asks for, as plainly as it can be written.
//!
//! In: an [`Allowance`] and the program so far. Out: its rows. It shares no line with `model`.

use good_lp::{Expression, constraint, variable};

use super::Plain;
use crate::domain::Instance;
use crate::domain::allowance::{Allowance, Allowed, Holder};
use crate::domain::goal::Rung;

impl Plain {
    /// What a goal may give away.
    pub(super) fn allow(&mut self, instance: &Instance, allowance: &Allowance) {
        match &allowance.of {
            Allowed::Seats => {
                let unfilled = self.costs[&Rung::Coverage].clone();
                self.rows.push(constraint!(unfilled >= allowance.unfilled as f64));
            }
            Allowed::Moved { of, limits } => {
                for limit in limits {
                    let (mut beyond, mut below) = (Expression::default(), Expression::default());
                    for (class, given) in &limit.given {
                        let (more, fewer) = self.elsewhere(instance, *of, *class, given);
                        beyond += more;
                        below += fewer;
                    }
                    self.rows.push(constraint!(beyond <= limit.most as f64));
                    self.rows.push(constraint!(below <= limit.most as f64));
                }
            }
            Allowed::AtMost { rung, value } => {
                let cost = self.costs[rung].clone();
                self.rows.push(constraint!(cost <= value + 0.5));
            }
        }
    }

    /// The sum of at least what each holder has beyond the shifts given to it, and of at least what it has below them.
    fn elsewhere(
        &mut self,
        instance: &Instance,
        of: Holder,
        class: Option<usize>,
        given: &[u64],
    ) -> (Expression, Expression) {
        let counts = |w: usize| class.is_none_or(|burden| instance.windows[w].burdens.contains(&burden));
        let holder = |s: usize| if of == Holder::People { s } else { instance.staff[s].municipality };
        let (mut more, mut fewer) = (Expression::default(), Expression::default());
        for (place, &given) in given.iter().enumerate() {
            let theirs = self.takes.iter().filter(|((s, w), _)| holder(*s) == place && counts(*w));
            let shifts: Expression = theirs.map(|(_, &takes)| takes).sum();
            let [beyond, below] = [(); 2].map(|()| self.variables.add(variable().min(0)));
            self.rows.push(constraint!(beyond >= shifts.clone() - given as f64));
            self.rows.push(constraint!(below >= given as f64 - shifts));
            more += beyond;
            fewer += below;
        }
        (more, fewer)
    }
}
