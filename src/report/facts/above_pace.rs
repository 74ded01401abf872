//! Who has more shifts than an even pace would bring.
//!
//! In: an instance and everybody's strip. Out: how many people have at least a whole shift more. Of a pool nobody knows which of its heads
//! comes, so it is left out.

use num_traits::One;

use super::strips::Strip;
use crate::domain::{Exact, Instance};
use crate::presence;

/// How many people have a whole shift or more above what falls to them at an even pace: the days of the period on which they are present
/// by the days from shift to shift meanwhile. Where none are due, that is nothing.
pub fn count(instance: &Instance, strips: &[Strip]) -> u64 {
    let is_above = |(staff, strip): (usize, &Strip)| {
        let days = presence::days(instance, staff, instance.period);
        let even = strip.pace.as_ref().map_or_else(Exact::default, |pace| Exact::from_integer(days.into()) / pace);
        strip.apart.is_some() && Exact::from_integer(strip.windows.len().into()) - even >= Exact::one()
    };
    strips.iter().enumerate().filter(|one| is_above(*one)).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::facts::strips::strips;
    use crate::report::sample;
    use crate::verify;

    fn above(instance: &Instance) -> u64 {
        let roster = sample::roster();
        count(instance, &strips(instance, &roster, &verify::judge(instance, &roster)))
    }

    /// Lars and Rie share the turns of a town that owes 2.9, and have two shifts each, Lars one of them on Sunday.
    #[test]
    fn somebody_who_is_there_for_a_part_of_the_period_is_due_that_part() {
        let mut instance = sample::instance();
        instance.edit(|parts| parts.staff[3].municipality = 0);
        let together = above(&instance);
        // On Sunday alone he is due 2.9 / (1 + 1/7) / 7 = 0.36; two are more than a whole shift above that.
        instance.edit(|parts| parts.staff[1].joined = Some(parts.period.to));
        assert_eq!(above(&instance), together + 1);
        // Of the town he would be due 2.9 / (1/7 + 1) = 2.5, were he there all the time.
        instance.edit(|parts| parts.staff[1].joined = None);
        assert_eq!(above(&instance), together);
    }
}
