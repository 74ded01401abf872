//! What one more shift means, in a few plain words: where the municipality stands then, and what it is to the person.
//!
//! In: an instance and the judgement of the roster with the shift in it. Out: words. A figure off by more than rounding
//! carries a star, as in the table of municipalities.

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::report::facts::standing::{Status, status};
use crate::report::numbers::{TEXT_PLACES, fixed, value};
use crate::shares::Account;
use crate::verify::Judgement;

/// `Lemvig 12 of 11.50, evening 3 of 1.66`: shifts of target, for all shifts and for the burdens of `window`.
pub fn standing(instance: &Instance, judgement: &Judgement, municipality: usize, window: usize) -> String {
    let all = (&judgement.shares.total[municipality], judgement.shifts[municipality]);
    let mut parts = vec![format!("{} {}", instance.municipalities[municipality].name, of(all))];
    parts.extend(parts_of_burdens(instance, judgement, municipality, &instance.windows[window].burdens));
    parts.join(", ")
}

/// `Lemvig evening 3 of 1.66`: the same for these burdens alone.
pub fn burdens(instance: &Instance, judgement: &Judgement, municipality: usize, burdens: &[usize]) -> String {
    let parts: Vec<String> = parts_of_burdens(instance, judgement, municipality, burdens).collect();
    format!("{} {}", instance.municipalities[municipality].name, parts.join(", "))
}

fn parts_of_burdens(
    instance: &Instance,
    judgement: &Judgement,
    municipality: usize,
    burdens: &[usize],
) -> impl Iterator<Item = String> {
    burdens.iter().map(move |&burden| {
        let (accounts, shifts) = (&judgement.shares.burdens[burden], &judgement.burden_shifts[burden]);
        format!("{} {}", instance.burdens[burden].name, of((&accounts[municipality], shifts[municipality])))
    })
}

fn of((account, shifts): (&Account, u64)) -> String {
    let star = if status(account, shifts) == Status::Off { "*" } else { "" };
    format!("{star}{shifts} of {}", fixed(&account.target, TEXT_PLACES))
}

/// `avoids it` or `prefers it`, if it is one of the two.
pub fn wish(instance: &Instance, staff: usize, window: usize) -> Option<&'static str> {
    let stance = instance.stance(staff, window);
    match (stance.avoids, stance.prefers) {
        (true, false) => Some("avoids it"),
        (false, true) => Some("prefers it"),
        _ => None,
    }
}

/// `1st`, `2nd`, `12th`.
pub fn ordinal(number: u64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// How far a roster lies behind the best one: the first goal that tells them apart, and by how much.
pub fn behind(difference: Option<(Rung, f64)>) -> String {
    match difference {
        None => "as good".to_owned(),
        Some((rung, more)) => format!("{rung} +{}", value(more)),
    }
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn ordinals_end_as_one_says_them() {
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal).join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th"
        );
    }
}
