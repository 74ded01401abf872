//! Whether a municipality's colleagues can man what it is to man, and where not, rows that keep every such manning out.
//!
//! In: a [`Model`] and a manning. Out: whose colleagues are too few for it, and why.
//!
//! The most shifts x that colleagues can take where window w takes z_w at most is a linear program. Whatever prices p_w of its windows and
//! π_r of the limits on people are (π_r ≥ 0 where a limit is an upper one), every manning that works, Σ_s x_sw = z_w, has
//! Σ_w (1 − p_w) z_w = Σ_sw (1 − p_w) x_sw ≤ Σ_r π_r b_r + Σ_sw max ρ_sw x_sw with ρ_sw = 1 − p_w − Σ_r π_r a_rsw. The windows with
//! p_w = 0 are a set that is short of people, as in Hall's condition. Where two parts of it have no limit in common, such as
//! weeks, each is short by itself, and has a row of its own, which keeps out far more than their sum.

use ::highs::{HighsModelStatus, RowProblem};

use super::{Halt, Limits, highs, parallel};
use crate::domain::value::slack;
use crate::model::{Model, Row, Sense};

/// By how much a manning has to break a row that is worth keeping.
const BROKEN: f64 = 1e-5;

/// A price this close to a whole number is one, as nearly all are.
const WHOLE: f64 = 1e-7;

/// The colleagues of every municipality.
pub(super) struct Colleagues {
    municipalities: Vec<Municipality>,
}

/// One municipality's colleagues, their shifts and the limits on them.
#[derive(Default)]
struct Municipality {
    /// The column of each window's manning.
    manning: Vec<usize>,
    shifts: Vec<Shift>,
    limits: Vec<(Sense, f64)>,
    /// The manning that was last found to be possible.
    possible: Option<Vec<f64>>,
}

struct Shift {
    lower: f64,
    upper: f64,
    window: usize,
    /// (limit, coefficient).
    limits: Vec<(usize, f64)>,
}

impl Colleagues {
    pub(super) fn of(model: &Model, municipalities: usize) -> Self {
        let mut all: Vec<Municipality> = Vec::new();
        all.resize_with(municipalities, Municipality::default);
        // By column: whose shift it is, and which of theirs.
        let mut shifts = vec![None; model.program.columns()];
        for &(manning, row) in &model.ties {
            let Some(owner) = model.program.owner[manning] else { continue };
            let municipality = &mut all[owner];
            let window = municipality.manning.len();
            municipality.manning.push(manning);
            for &(column, _) in model.program.rows[row].terms.iter().filter(|&&(column, _)| column != manning) {
                shifts[column] = Some((owner, municipality.shifts.len()));
                let (lower, upper) = (model.program.lower[column], model.program.upper[column]);
                municipality.shifts.push(Shift { lower, upper, window, limits: Vec::new() });
            }
        }
        // Rows that speak of anything else beside shifts measure a goal and limit nothing.
        for row in model.program.rows.iter().skip(model.municipal.1) {
            let terms = row.terms.iter().map(|&(column, coefficient)| Some((shifts[column]?, coefficient)));
            let Some(terms) = terms.collect::<Option<Vec<_>>>() else { continue };
            let Some(&((owner, _), _)) = terms.first() else { continue };
            let municipality = &mut all[owner];
            for ((_, shift), coefficient) in terms {
                municipality.shifts[shift].limits.push((municipality.limits.len(), coefficient));
            }
            municipality.limits.push((row.sense, row.right));
        }
        Colleagues { municipalities: all }
    }

    /// The municipalities that have too few colleagues for their part of a whole manning, as far as a linear program can tell, each
    /// with rows that say so for every manning.
    pub(super) fn short(&mut self, point: &[f64], limits: &Limits) -> Result<Vec<(usize, Vec<Row>)>, Halt> {
        let asked: Vec<(usize, Vec<f64>)> = self
            .municipalities
            .iter()
            .map(|municipality| municipality.manning.iter().map(|&column| point[column].round()).collect())
            .enumerate()
            .filter(|(m, manning)| self.municipalities[*m].possible.as_ref() != Some(manning))
            .collect();
        let ask = |(m, manning): &(usize, Vec<f64>)| self.municipalities[*m].shortages(manning, limits);
        let answers = parallel::map(&asked, limits.threads, ask);
        let mut short = Vec::new();
        for ((m, manning), answer) in asked.into_iter().zip(answers) {
            let rows = answer?;
            match rows.is_empty() {
                true => self.municipalities[m].possible = Some(manning),
                false => short.push((m, rows)),
            }
        }
        Ok(short)
    }
}

impl Municipality {
    /// Why colleagues cannot man the windows like this; nothing where they can, as far as a linear program can tell.
    fn shortages(&self, manning: &[f64], limits: &Limits) -> Result<Vec<Row>, Halt> {
        let mut problem = RowProblem::new();
        let mut windows = vec![Vec::new(); manning.len()];
        let mut people = vec![Vec::new(); self.limits.len()];
        for shift in &self.shifts {
            let column = problem.add_column(-1.0, shift.lower..=shift.upper);
            windows[shift.window].push((column, 1.0));
            shift.limits.iter().for_each(|&(limit, coefficient)| people[limit].push((column, coefficient)));
        }
        for (terms, &most) in windows.into_iter().zip(manning) {
            problem.add_row(..=most, terms);
        }
        for (terms, &(sense, right)) in people.into_iter().zip(&self.limits) {
            match sense {
                Sense::AtMost => problem.add_row(..=right, terms),
                Sense::AtLeast => problem.add_row(right.., terms),
                Sense::Equal => problem.add_row(right..=right, terms),
            };
        }
        let mut model = highs::passed(problem.try_optimise(::highs::Sense::Minimise))?;
        highs::set(&mut model, "solver", highs::Method::Simplex.name())?;
        let solved = highs::run(model, limits)?;
        let wanted: f64 = manning.iter().sum();
        let is_known = matches!(solved.status(), HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty);
        if !is_known || wanted + solved.objective_value() < slack(wanted) {
            return Ok(Vec::new());
        }
        // HiGHS prices rows of a minimum with ≤ at or below zero.
        let price = |price: &f64| match -price {
            price if (price - price.round()).abs() < WHOLE => price.round(),
            price => price,
        };
        let prices: Vec<f64> = solved.get_solution().dual_rows().iter().map(price).collect();
        Ok(self.rows(manning, &prices))
    }

    /// What prices of windows and limits say of every manning, in rows that have no limit in common; those that this one breaks.
    fn rows(&self, manning: &[f64], prices: &[f64]) -> Vec<Row> {
        let windows = manning.len();
        let weights: Vec<f64> = prices[..windows].iter().map(|price| 1.0 - price).collect();
        let price = |(&(sense, _), &price): (&(Sense, f64), &f64)| match sense {
            Sense::AtMost => price.max(0.0),
            Sense::AtLeast => price.min(0.0),
            Sense::Equal => price,
        };
        let prices: Vec<f64> = self.limits.iter().zip(&prices[windows..]).map(price).collect();
        let mut groups = Groups::of(windows + prices.len());
        for shift in self.shifts.iter().filter(|shift| weights[shift.window] != 0.0) {
            let priced = shift.limits.iter().filter(|&&(limit, _)| prices[limit] != 0.0);
            priced.for_each(|&(limit, _)| groups.join(shift.window, windows + limit));
        }

        let mut rows = vec![Row { terms: Vec::new(), sense: Sense::AtMost, right: 0.0 }; windows + prices.len()];
        let mut asked = vec![0.0; rows.len()];
        for (window, &weight) in weights.iter().enumerate().filter(|&(_, &weight)| weight != 0.0) {
            let group = groups.find(window);
            rows[group].terms.push((self.manning[window], weight));
            asked[group] += weight * manning[window];
        }
        for (limit, (price, (_, right))) in prices.iter().zip(&self.limits).enumerate() {
            rows[groups.find(windows + limit)].right += price * right;
        }
        for shift in &self.shifts {
            let mut at_most = |group: usize, rest: f64| {
                rows[group].right += rest * if rest > 0.0 { shift.upper } else { shift.lower };
            };
            let weight = weights[shift.window];
            let priced = shift.limits.iter().map(|&(limit, coefficient)| (limit, prices[limit] * coefficient));
            if weight != 0.0 {
                at_most(groups.find(shift.window), weight - priced.map(|(_, price)| price).sum::<f64>());
            } else {
                priced.for_each(|(limit, price)| at_most(groups.find(windows + limit), -price));
            }
        }
        let is_broken = |(row, asked): &(Row, f64)| asked - row.right > BROKEN;
        rows.into_iter().zip(asked).filter(is_broken).map(|(row, _)| row).collect()
    }
}

/// Which of some things belong together.
struct Groups(Vec<usize>);

impl Groups {
    fn of(things: usize) -> Self {
        Groups((0..things).collect())
    }

    fn find(&self, mut thing: usize) -> usize {
        while self.0[thing] != thing {
            thing = self.0[thing];
        }
        thing
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.0[one.max(other)] = one.min(other);
    }
}
