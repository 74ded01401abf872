//! The most that any number of colleagues like a municipality's present ones could take.
//!
//! In: an instance and a municipality. Out: seats, by class. What is owed beyond them, no colleague helps with who is
//! available when the present ones are: it takes other times, or a higher `away_at_once`.

use super::classes;
use crate::domain::Instance;
use crate::domain::rule::{Rule, Whom};

/// Seats that colleagues like the present ones could hold, by class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceiling {
    /// With the municipality's `away_at_once`.
    pub held: Vec<u64>,
    /// Without it.
    pub open: Vec<u64>,
}

/// The ceiling of municipality `m`: `Σ_w min(seats_w less those that locks give to others, away_at_once)` over the windows in
/// which one of its staff could be. Where it has nobody, colleagues could be there in every window.
pub fn ceiling(instance: &Instance, m: usize) -> Ceiling {
    let is_there = |&s: &usize| instance.staff[s].is_employed_in(instance.period);
    let staff: Vec<usize> = instance.staff_of(m).filter(is_there).collect();
    let municipality = &instance.municipalities[m];
    let open_in = |w: usize| {
        let window = &instance.windows[w];
        if !municipality.takes_part(window) || !(staff.is_empty() || staff.iter().any(|&s| could(instance, s, w))) {
            return 0;
        }
        let others = instance.fixed.iter().filter(|((s, at), _)| *at == w && !staff.contains(s));
        window.seats.saturating_sub(others.map(|(_, &seats)| seats).sum())
    };
    let open: Vec<u32> = (0..instance.windows.len()).map(open_in).collect();
    let sum = |most: &dyn Fn(usize) -> Option<u32>| {
        let of_class = |class: Option<usize>| {
            let counts = |w: &usize| class.is_none_or(|burden| instance.windows[*w].burdens.contains(&burden));
            let seats = |w: usize| u64::from(most(w).map_or(open[w], |most| open[w].min(most)));
            (0..instance.windows.len()).filter(counts).map(seats).sum()
        };
        classes(instance).map(of_class).collect()
    };
    Ceiling { held: sum(&|w| instance.most_away(m, w)), open: sum(&|_| None) }
}

/// Whether a colleague like `s` who has no other shift could be in window `w`.
fn could(instance: &Instance, s: usize, w: usize) -> bool {
    let staff = &instance.staff[s];
    instance.stance(s, w).available
        && !instance.forbidden.contains(&(s, w))
        && Rule::ALL.into_iter().filter(counts_shifts).all(|rule| staff.limits[rule] != Some(0))
        && instance.windows[w]
            .burdens
            .iter()
            .all(|&c| Rule::caps().all(|(rule, _)| staff.limits.cap(rule, c) != Some(0)))
}

fn counts_shifts(rule: &Rule) -> bool {
    rule.row().amount.is_some_and(|amount| amount.whom == Whom::Heads)
}
