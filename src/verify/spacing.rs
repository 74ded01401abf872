//! How evenly each colleague's shifts come, from one shift to the next.
//!
//! In: an instance, who holds which windows, parts in turns and targets. Out: how far apart somebody's shifts should lie, and the days by
//! which they lie too close. Pools are left out: nobody knows which of their heads comes.

use chrono::NaiveDate;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::{ByPerson, presence};
use crate::domain::{Exact, Instance};
use crate::shares::Shares;

/// The most days that shifts are asked to lie apart.
const MOST_DAYS: i64 = 28;

/// How many days apart each colleague's shifts would come at an even pace, and should lie at least.
pub struct Paces<'a> {
    instance: &'a Instance,
    shares: &'a Shares,
    /// By municipality: Σ_t weight_t · p_t over its colleagues.
    turns: Vec<Exact>,
    /// By municipality: days of the period on which it is a member.
    days: Vec<usize>,
}

impl<'a> Paces<'a> {
    /// Those of an instance, by the targets of a roster's shares.
    pub fn new(instance: &'a Instance, shares: &'a Shares) -> Self {
        Paces::by_parts(instance, shares, &presence::parts(instance))
    }

    pub(super) fn by_parts(instance: &'a Instance, shares: &'a Shares, parts: &[Option<Exact>]) -> Self {
        let mut turns = vec![Exact::zero(); instance.municipalities.len()];
        for (person, part) in instance.staff.iter().zip(parts) {
            if let Some(part) = part {
                turns[person.municipality] += part;
            }
        }
        let is_member =
            |m: usize| instance.period.days().filter(|&day| instance.municipalities[m].is_member(day)).count();
        let days = (0..instance.municipalities.len()).map(is_member).collect();
        Paces { instance, shares, turns, days }
    }

    /// Days from shift to shift at an even pace, of all a person's shifts or of those in a burden; `None` where none are due.
    pub fn even(&self, staff: usize, class: Option<usize>) -> Option<Exact> {
        let person = &self.instance.staff[staff];
        let home = person.municipality;
        let accounts = match class {
            None => &self.shares.total,
            Some(burden) => &self.shares.burdens[burden],
        };
        if !accounts[home].target.is_positive() || !self.turns[home].is_positive() {
            return None;
        }
        let expected = accounts[home].target.clone() * &person.weight / &self.turns[home];
        Some(Exact::from_integer(self.days[home].into()) / expected)
    }

    /// L: how many days apart the shifts of a person should lie, all of them or those in a burden: half of an even pace.
    pub fn apart(&self, staff: usize, class: Option<usize>) -> i64 {
        let Some(pace) = self.even(staff, class) else { return MOST_DAYS };
        let half = (pace / (Exact::one() + Exact::one())).ceil().to_integer();
        half.to_i64().unwrap_or(MOST_DAYS).clamp(1, MOST_DAYS)
    }
}

/// Σ_s Σ over consecutive shifts of s of max(0, L_s − days between their dates), and the same among those in each burden.
/// In front stands the last shift in `history.csv`.
pub(super) fn too_close(instance: &Instance, held: &ByPerson<'_>, parts: &[Option<Exact>], shares: &Shares) -> i64 {
    let classes: Vec<Option<usize>> = std::iter::once(None).chain((0..instance.burdens.len()).map(Some)).collect();
    let paces = Paces::by_parts(instance, shares, parts);
    let mut days = 0;
    for staff in (0..instance.staff.len()).filter(|&staff| !instance.staff[staff].is_pool()) {
        for &class in &classes {
            let in_class = |burdens: &[usize]| class.is_none_or(|burden| burdens.contains(&burden));
            let history = held.history[staff].iter().filter(|past| in_class(&past.burdens)).map(|past| past.date);
            let planned = held.shifts[staff].iter().map(|&window| &instance.windows[window]);
            let planned = planned.filter(|window| in_class(&window.burdens)).map(|window| window.date);
            let dates: Vec<NaiveDate> = history.max().into_iter().chain(planned).collect();
            if dates.len() > 1 {
                let apart = paces.apart(staff, class);
                days += dates.windows(2).map(|pair| (apart - (pair[1] - pair[0]).num_days()).max(0)).sum::<i64>();
            }
        }
    }
    days
}
