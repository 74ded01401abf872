//! The goal spacing, stretch by stretch and day by day.
//!
//! In: the program as it has grown so far. Out: a variable for each stretch of days of each person, and the goal's cost.

use chrono::{Days, NaiveDate};
use good_lp::{Expression, constraint, variable};
use num_traits::{ToPrimitive, Zero};

use super::{Plain, presence};
use crate::domain::goal::Rung;
use crate::domain::{Exact, Instance};
use crate::shares::Shares;

impl Plain {
    /// Σ over all stretches of L days of max(0, shifts in it − 1): beyond ≥ shifts − 1. Two consecutive shifts with g days from
    /// one to the other stand together in max(0, L − g) stretches.
    pub(super) fn spacing(&mut self, instance: &Instance, shares: &Shares) {
        let mut cost = Expression::default();
        let parts: Vec<Exact> =
            (0..instance.staff.len()).map(|s| &instance.staff[s].weight * presence::part(instance, s)).collect();
        for (s, staff) in instance.staff.iter().enumerate().filter(|(_, staff)| staff.heads == 1) {
            let m = staff.municipality;
            let of_all: Exact = instance.staff_of(m).map(|other| parts[other].clone()).sum();
            let days = instance.period.days().filter(|&day| instance.municipalities[m].is_member(day)).count();
            for class in 0..=instance.burdens.len() {
                let accounts = if class == 0 { &shares.total } else { &shares.burdens[class - 1] };
                let counts = |burdens: &[usize]| class == 0 || burdens.contains(&(class - 1));
                let length = days_apart(&accounts[m].target, &staff.weight, &of_all, days);
                let history = instance.history.iter().filter(|past| past.staff == s && counts(&past.burdens));
                let before = history.map(|past| past.date).max();
                let mine = self.takes.range((s, 0)..(s + 1, 0)).map(|(&(_, w), &takes)| (&instance.windows[w], takes));
                let mine: Vec<_> = mine.filter(|(window, _)| counts(&window.burdens)).collect();
                let mut first = before.unwrap_or(instance.period.from).min(instance.period.from) - Days::new(length);
                while first <= instance.period.to {
                    let is_inside = |date: NaiveDate| first <= date && date < first + Days::new(length);
                    let inside = mine.iter().filter(|(window, _)| is_inside(window.date));
                    let mut shifts: Expression = inside.map(|&(_, takes)| takes).sum();
                    shifts += f64::from(u8::from(before.is_some_and(is_inside)));
                    let beyond = self.variables.add(variable().min(0));
                    self.rows.push(constraint!(beyond >= shifts - 1.0));
                    cost += beyond;
                    first = first + Days::new(1);
                }
            }
        }
        self.costs.insert(Rung::Spacing, cost);
    }
}

/// Half of an even pace in whole days, between 1 and 28; 28 for whoever owes nothing.
fn days_apart(target: &Exact, weight: &Exact, of_all: &Exact, days: usize) -> u64 {
    let expected = if of_all.is_zero() { Exact::zero() } else { target * weight / of_all };
    if expected <= Exact::zero() {
        return 28;
    }
    let half = (Exact::from_integer(days.into()) / (expected * Exact::from_integer(2.into()))).ceil();
    half.to_integer().to_u64().map_or(28, |days| days.clamp(1, 28))
}
