//! The instance after somebody has left or joined.
//!
//! In: an instance. Out: another one in which municipalities and staff keep their places, so that figures before and
//! after stand at the same index. Whoever comes is added at the end; balances are not touched here.

use chrono::NaiveDate;
use num_traits::One;

use crate::domain::{Exact, Instance, Municipality, Staff, Stance};

/// The instance without the `leavers`: from `from` on, or in the whole period. Shifts that locks gave them there are
/// free again.
pub fn without(instance: &Instance, leavers: &[usize], from: Option<NaiveDate>) -> Instance {
    let mut after = instance.clone();
    let from = from.unwrap_or(instance.period.from);
    for &m in leavers {
        let left = &mut after.municipalities[m].left;
        *left = Some(left.map_or(from, |left| left.min(from)));
    }
    after
        .fixed
        .retain(|&(s, w), _| !leavers.contains(&instance.staff[s].municipality) || instance.windows[w].date < from);
    after
}

/// A municipality that joins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// Its place, where it was a member before.
    pub known: Option<usize>,
    /// Official code, or whatever stands for it.
    pub code: String,
    /// Name.
    pub name: String,
    /// Inhabitants.
    pub population: u64,
    /// Colleagues who are free in every window and have the limits of `[rules]`.
    pub staff: u32,
}

/// The instance with the newcomer, from `from` on or in the whole period, and its place.
pub fn with(instance: &Instance, newcomer: &Newcomer, from: Option<NaiveDate>) -> (Instance, usize) {
    let mut after = instance.clone();
    let joining = Municipality {
        code: newcomer.code.clone(),
        name: newcomer.name.clone(),
        population: newcomer.population,
        joined: from,
        left: None,
        limits: instance.rules.of_municipality(|_| None),
    };
    let place = match newcomer.known {
        Some(place) => {
            let limits = after.municipalities[place].limits.clone();
            after.municipalities[place] = Municipality { limits, ..joining };
            place
        }
        None => {
            after.municipalities.push(joining);
            after.municipalities.len() - 1
        }
    };
    for number in 1..=newcomer.staff {
        after.staff.push(Staff {
            id: format!("{} {number}", newcomer.name),
            name: format!("{} {number}", newcomer.name),
            municipality: place,
            heads: 1,
            joined: None,
            left: None,
            weight: Exact::one(),
            limits: instance.rules.of_person(1, |_| None),
        });
        let willing = Stance { available: true, prefers: false, avoids: false };
        after.stances.extend(std::iter::repeat_n(willing, instance.windows.len()));
    }
    (after, place)
}
