//! The goal wishes: what people would like, where nothing more important hangs on it.
//!
//! In: the columns x_sw. Out: their costs.

use std::collections::BTreeMap;

use super::Objective;
use super::people::Shifts;
use crate::domain::Instance;
use crate::domain::goal::Rung;

/// wishes: shifts in windows their holder avoids, less shifts in windows their holder prefers, each as often as the wish is strong.
pub(super) fn wishes(instance: &Instance, shifts: &Shifts, objectives: &mut BTreeMap<Rung, Objective>) {
    let mut objective = Objective::default();
    for (s, w, column) in shifts.listed() {
        let stance = instance.stance(s, w);
        let cost = f64::from(stance.avoids) - f64::from(stance.prefers);
        if cost != 0.0 {
            objective.terms.push((column, cost));
        }
    }
    objectives.insert(Rung::Wishes, objective);
}
