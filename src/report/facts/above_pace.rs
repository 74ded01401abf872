//! Who has more shifts than an even pace would bring.
//!
//! In: an instance and everybody's strip. Out: how many people have at least a whole shift more. Of a pool nobody knows which of its heads
//! comes, so it is left out.

use num_traits::One;

use super::strips::Strip;
use crate::domain::{Exact, Instance};

/// How many people have a whole shift or more above what falls to them at an even pace: the days of membership in the period by the days
/// from shift to shift. Where none are due, that is nothing.
pub fn count(instance: &Instance, strips: &[Strip]) -> u64 {
    let is_above = |(staff, strip): (usize, &Strip)| {
        let home = &instance.municipalities[instance.staff[staff].municipality];
        let days = instance.period.days().filter(|day| home.is_member(*day)).count();
        let even = strip.pace.as_ref().map_or_else(Exact::default, |pace| Exact::from_integer(days.into()) / pace);
        strip.apart.is_some() && Exact::from_integer(strip.windows.len().into()) - even >= Exact::one()
    };
    strips.iter().enumerate().filter(|one| is_above(*one)).count() as u64
}
