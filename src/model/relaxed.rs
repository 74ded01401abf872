//! The program of what would have to be asked for: the model of a folder in which everybody has given all that they may be
//! asked for, with a price on each thing that they have not offered.
//!
//! In: an instance and who may be asked for what. Out: a [`Relaxed`]: the model, and a [`Unit`] for each thing that may be asked.
//! What nobody can be asked for stands in the model as ever: rest, a day's limit, caps in burdens, membership, employment.

use std::collections::BTreeMap;

use super::people::People;
use super::{Model, Row, Sense, build};
use crate::domain::Instance;
use crate::domain::concession::{Asking, Concession, monday};
use crate::domain::goal::Rung;
use crate::domain::rule::Rule;
use crate::shares;

/// One thing that may be asked for: it is, where its column is 1, or 0 where that is turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// What is asked for. Of one that can be asked for several times there are as many units.
    pub concession: Concession,
    /// The column.
    pub column: usize,
    /// Whether it is asked for where the column is 0.
    pub turned: bool,
}

/// The model, and what may be asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Relaxed {
    /// Columns, rows and the costs of coverage; rows of what may be asked for come last.
    pub model: Model,
    /// What may be asked for; units of the same concession stand after each other.
    pub units: Vec<Unit>,
    /// Columns of units that are not whole by themselves where all shifts are.
    pub whole: Vec<usize>,
}

/// Builds it. Seats that stay empty cost what they cost in `coverage`; what is asked for is priced by whoever minimises it.
pub fn build_relaxed(instance: &Instance, asking: &Asking) -> Relaxed {
    let widest = instance.clone().conceding_all(asking);
    let model = build(&widest, &shares::shares(&widest, 0), &[Rung::CoverageLeast, Rung::Coverage], None);
    let mut relaxed = Relaxed { model, units: Vec::new(), whole: Vec::new() };
    relaxed.windows(instance, &widest);
    relaxed.weeks(instance, asking);
    relaxed.periods(instance, &widest);
    relaxed.away(instance, asking);
    relaxed
}

impl Relaxed {
    /// A row that leaves no set but such in which something of `units` is not asked for.
    pub fn without_one(units: &[Unit]) -> Row {
        let sign = |unit: &Unit| if unit.turned { -1.0 } else { 1.0 };
        let turned = units.iter().filter(|unit| unit.turned).count();
        // Of one column there may be several units.
        let mut terms: BTreeMap<usize, f64> = BTreeMap::new();
        units.iter().for_each(|unit| *terms.entry(unit.column).or_default() += sign(unit));
        Row {
            terms: terms.into_iter().collect(),
            sense: Sense::AtMost,
            right: units.len() as f64 - 1.0 - turned as f64,
        }
    }

    /// Adds a column of 0 or 1 that one row is loosened by.
    fn switch(&mut self, concession: Concession) -> usize {
        let column = self.model.program.column(None, 0.0, 1.0);
        self.units.push(Unit { concession, column, turned: false });
        column
    }

    /// A window in which somebody is not available, and locks. A person takes one seat or none, so the shift itself is what
    /// is asked for; a pool, which may take several, is asked once: x_sw ≤ most · asked.
    fn windows(&mut self, instance: &Instance, widest: &Instance) {
        for (s, w, shift) in self.model.shifts.clone() {
            let most = self.model.program.upper[shift];
            let mut asked = Vec::new();
            if widest.stance(s, w).available && !instance.stance(s, w).available {
                asked.push(Concession::Window { staff: s, window: w });
            }
            if instance.forbidden.contains(&(s, w)) {
                asked.push(Concession::Lock { staff: s, window: w });
            }
            for concession in asked {
                if most <= 1.0 {
                    self.units.push(Unit { concession, column: shift, turned: false });
                } else {
                    let asked = self.switch(concession);
                    self.whole.push(asked);
                    self.model.program.at_most(vec![(shift, 1.0), (asked, -most)], 0.0);
                }
            }
            let Some(&fixed) = instance.fixed.get(&(s, w)) else { continue };
            if widest.fixed.contains_key(&(s, w)) || instance.forbidden.contains(&(s, w)) {
                continue;
            }
            let concession = Concession::Lock { staff: s, window: w };
            if most <= 1.0 {
                self.units.push(Unit { concession, column: shift, turned: true });
            } else {
                // x_sw ≥ fixed · (1 − given up)
                let given_up = self.switch(concession);
                self.whole.push(given_up);
                let fixed = f64::from(fixed);
                self.model.program.at_least(vec![(shift, 1.0), (given_up, fixed)], fixed);
            }
        }
    }

    /// Σ_{w in week} x_sw ≤ limit_s + asked
    fn weeks(&mut self, instance: &Instance, asking: &Asking) {
        let people = People::of(instance);
        let shifts = self.model.shifts.clone();
        for mine in shifts.chunk_by(|one, other| one.0 == other.0) {
            let s = mine[0].0;
            if !asking.is_asked(Rule::ShiftsPerWeek, instance.staff[s].municipality) {
                continue;
            }
            let week_of = |shift: &(usize, usize, usize)| instance.windows[shift.1].week();
            for week in mine.chunk_by(|one, other| week_of(one) == week_of(other)) {
                let first = monday(instance.windows[week[0].1].date);
                if !(0..instance.windows.len()).any(|w| asking.is_about(w) && monday(instance.windows[w].date) == first)
                {
                    continue;
                }
                let concession = Concession::Week { staff: s, monday: first };
                let (most, worked) =
                    (instance.most_in_week(s, week_of(&week[0])), people.worked(s, week_of(&week[0]), None));
                let columns: Vec<usize> = week.iter().map(|&(_, _, column)| column).collect();
                self.overworked(&columns, worked.saturating_sub(most), concession);
                self.loosened(&columns, most.saturating_sub(worked), self.in_days(instance, week), concession);
            }
        }
    }

    /// Σ_w x_sw ≤ limit_s + asked
    fn periods(&mut self, instance: &Instance, widest: &Instance) {
        let shifts = self.model.shifts.clone();
        for mine in shifts.chunk_by(|one, other| one.0 == other.0) {
            let s = mine[0].0;
            let Some(limit) = instance.staff[s].limits[Rule::ShiftsPerPeriod] else { continue };
            if widest.staff[s].limits[Rule::ShiftsPerPeriod].is_none() {
                let columns: Vec<usize> = mine.iter().map(|&(_, _, column)| column).collect();
                self.loosened(&columns, limit, self.in_days(instance, mine), Concession::Period { staff: s });
            }
        }
    }

    /// Σ_{s of m} x_sw ≤ limit_m + asked
    fn away(&mut self, instance: &Instance, asking: &Asking) {
        for (m, w, manned) in self.model.manning.clone() {
            let limit = instance.most_away(m, w).filter(|_| asking.is_asked(Rule::AwayAtOnce, m) && asking.is_about(w));
            if let Some(limit) = limit {
                let most = self.model.program.upper[manned];
                self.loosened(&[manned], limit, most, Concession::Away { municipality: m, window: w });
            }
        }
    }

    /// The most shifts of a person in some of its places, by days alone.
    fn in_days(&self, instance: &Instance, places: &[(usize, usize, usize)]) -> f64 {
        let date = |place: &(usize, usize, usize)| instance.windows[place.1].date;
        let upper = |&(_, _, column): &(usize, usize, usize)| self.model.program.upper[column];
        let days = places.chunk_by(|one, other| date(one) == date(other));
        let of_day = |day: &[(usize, usize, usize)]| {
            let limit = f64::from(instance.staff[day[0].0].limits.most(Rule::ShiftsPerDay));
            day.iter().map(upper).sum::<f64>().min(limit)
        };
        days.map(of_day).sum()
    }

    /// Whoever has worked beyond the limit of a week before the period is asked for that much as well, with the first shift
    /// in it: x_sw ≤ most · asked.
    fn overworked(&mut self, columns: &[usize], beyond: u32, concession: Concession) {
        if beyond == 0 {
            return;
        }
        let asked = self.switch(concession);
        self.whole.push(asked);
        self.units.extend((1..beyond).map(|_| Unit { concession, column: asked, turned: false }));
        for &column in columns {
            let most = self.model.program.upper[column];
            self.model.program.at_most(vec![(column, 1.0), (asked, -most)], 0.0);
        }
    }

    /// A limit that may be passed by as much as is asked for.
    fn loosened(&mut self, columns: &[usize], limit: u32, most: f64, concession: Concession) {
        let limit = f64::from(limit);
        let beyond = (most - limit).max(0.0) as usize;
        if beyond == 0 {
            return;
        }
        let mut terms: Vec<(usize, f64)> = columns.iter().map(|&column| (column, 1.0)).collect();
        terms.extend((0..beyond).map(|_| (self.switch(concession), -1.0)));
        self.model.program.at_most(terms, limit);
    }
}
