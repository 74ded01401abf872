//! What one more shift means, in a few plain words: where the municipality stands then, and what it is to the person.
//!
//! In: an instance and the judgement of the roster with the shift in it. Out: words in the language. A figure off by more than
//! rounding carries a star, as in the table of municipalities.

use crate::domain::Instance;
use crate::domain::goal::Rung;
use crate::report::facts::standing::{Status, status};
use crate::report::facts::verdict;
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;
use crate::shares::Account;
use crate::substitution::{Candidate, Exchange};
use crate::verify::Judgement;

/// `Lemvig 12 of 11.50, evening 3 of 1.66; 5th shift; avoids it`.
pub fn candidate(locale: &Locale, instance: &Instance, window: usize, candidate: &Candidate) -> String {
    let staff = &instance.staff[candidate.staff];
    let standing = standing(locale, instance, &candidate.judgement, staff.municipality, window);
    let shift = ordinal(locale, candidate.shifts);
    let shift = match staff.is_pool() {
        true => locale.pick(format!("puljens {shift} vagt"), format!("the pool's {shift} shift")),
        false => locale.pick(format!("{shift} vagt"), format!("{shift} shift")),
    };
    let wish = wish(locale, instance, candidate.staff, window);
    format!("{standing}; {shift}{}", wish.map_or_else(String::new, |wish| format!("; {wish}")))
}

/// The same with the municipality of whom they replace, where it is another: which of several seats is taken decides that.
pub fn replacement(locale: &Locale, instance: &Instance, window: usize, candidate: &Candidate) -> String {
    let told = self::candidate(locale, instance, window, candidate);
    let home = |staff: usize| instance.staff[staff].municipality;
    match candidate.out.map(home).filter(|&out| out != home(candidate.staff)) {
        Some(out) => format!("{told}; {}", standing(locale, instance, &candidate.judgement, out, window)),
        None => told,
    }
}

/// `Lemvig 12 of 11.50; Aarhus evening 4 of 3.61; Inge Klit avoids it`: the filler's municipality has one shift more, and
/// the mover's has another burden, if anything.
pub fn exchange(locale: &Locale, instance: &Instance, window: usize, exchange: &Exchange) -> String {
    let Exchange { mover, from, filler, judgement, .. } = exchange;
    let (here, there) = (&instance.windows[window].burdens, &instance.windows[*from].burdens);
    let moved: Vec<usize> = (0..instance.burdens.len()).filter(|c| here.contains(c) != there.contains(c)).collect();
    let [home, away] = [*filler, *mover].map(|staff| instance.staff[staff].municipality);
    let same = home == away;
    let mut parts = vec![standing(locale, instance, judgement, home, if same { window } else { *from })];
    if !same && !moved.is_empty() {
        let burdens = burdens(locale, instance, judgement, away, &moved);
        parts.push(format!("{} {}", instance.municipalities[away].name, burdens.join(", ")));
    }
    for (staff, window) in [(*mover, window), (*filler, *from)] {
        if let Some(wish) = wish(locale, instance, staff, window) {
            parts.push(format!("{} {wish}", instance.staff[staff].name));
        }
    }
    parts.join("; ")
}

/// How far a roster lies behind the best one: the first goal that tells them apart, and by how much.
pub fn behind(locale: &Locale, difference: Option<(Rung, f64)>) -> String {
    match difference {
        None => locale.pick("lige så god", "as good").to_owned(),
        Some((rung, more)) => format!("{} +{}", verdict::goal(locale, rung), locale.value(more)),
    }
}

/// `Lemvig 12 of 11.50, evening 3 of 1.66`: shifts of target, for all shifts and for the burdens of `window`.
fn standing(locale: &Locale, instance: &Instance, judgement: &Judgement, municipality: usize, window: usize) -> String {
    let all = of(locale, &judgement.shares.total[municipality], judgement.shifts[municipality]);
    let mut parts = vec![format!("{} {all}", instance.municipalities[municipality].name)];
    parts.extend(burdens(locale, instance, judgement, municipality, &instance.windows[window].burdens));
    parts.join(", ")
}

fn burdens(
    locale: &Locale,
    instance: &Instance,
    judgement: &Judgement,
    municipality: usize,
    burdens: &[usize],
) -> Vec<String> {
    let told = |&burden: &usize| {
        let (accounts, shifts) = (&judgement.shares.burdens[burden], &judgement.burden_shifts[burden]);
        let name = locale.burden(&instance.burdens[burden].name);
        format!("{name} {}", of(locale, &accounts[municipality], shifts[municipality]))
    };
    burdens.iter().map(told).collect()
}

fn of(locale: &Locale, account: &Account, shifts: u64) -> String {
    let star = if status(account, shifts) == Status::Off { "*" } else { "" };
    format!("{star}{shifts} {} {}", locale.pick("af", "of"), locale.exact(&account.target, TEXT_PLACES))
}

/// `avoids it` or `prefers it`, if it is one of the two.
fn wish(locale: &Locale, instance: &Instance, staff: usize, window: usize) -> Option<&'static str> {
    let stance = instance.stance(staff, window);
    match (stance.avoids > 0, stance.prefers > 0) {
        (true, false) => Some(locale.pick("vil helst undgå den", "avoids it")),
        (false, true) => Some(locale.pick("vil gerne have den", "prefers it")),
        _ => None,
    }
}

/// `1st`, `2nd`, `12th`; `1.` in Danish.
pub(super) fn ordinal(locale: &Locale, number: u64) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{}", locale.pick(".", ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    #[test]
    fn ordinals_end_as_one_says_them() {
        let [danish, english] = [Language::Danish, Language::English].map(Locale::new);
        let told = |locale: &Locale| [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(|n| ordinal(locale, n)).join(" ");
        assert_eq!(told(&english), "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th");
        assert_eq!(told(&danish), "1. 2. 3. 4. 11. 12. 13. 21. 102. 111.");
    }
}
