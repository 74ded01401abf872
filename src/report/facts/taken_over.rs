//! What is said of balances that are taken over as a period begins, from municipalities that have left.
//!
//! In: an instance and its opening balances. Out: a sentence, or nothing where there is nothing to take over. It names
//! municipalities, so it is for the planner's files and no municipality's own.

use num_traits::{Signed, Zero};

use crate::domain::{Exact, Instance};
use crate::report::facts::part;
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;
use crate::shares::opening::{self, Opening};

/// `balance of West: 5.00 shifts owed, taken over by population: South +2.50, East +1.67, North +0.83`.
pub fn sentence(instance: &Instance, opening: &Opening, locale: &Locale) -> Option<String> {
    if opening.leavers.is_empty() {
        return None;
    }
    let balances: Vec<Vec<Exact>> = opening::classes(instance).map(|class| opening::written(instance, class)).collect();
    let left: Vec<String> = opening.leavers.iter().map(|&m| balance(instance, &balances, m, locale)).collect();
    let left = locale.first(&left, "; ");
    let what = locale.pick("saldo for", "balance of");
    if opening.heirs.is_empty() {
        let day = locale.date(instance.period.from);
        return Some(locale.pick(
            format!("{what} {left}; ingen er medlem {day} og kan overtage, så den står åben"),
            format!("{what} {left}; nobody is a member on {day} to take over, so it stays open"),
        ));
    }
    let mut heirs = opening.heirs.clone();
    let population = |m: usize| instance.municipalities[m].population;
    heirs.sort_by(|&one, &other| population(other).cmp(&population(one)).then(one.cmp(&other)));
    let taken = &opening.taken[0];
    let heirs: Vec<String> = heirs
        .into_iter()
        .map(|m| format!("{} {}", instance.municipalities[m].name, locale.signed(&taken[m], TEXT_PLACES)))
        .collect();
    let heirs = locale.first(&heirs, ", ");
    let by = match part::is_any(instance) {
        true => locale.pick("efter andel", "by share"),
        false => locale.pick("efter befolkning", "by population"),
    };
    Some(
        locale.pick(
            format!("{what} {left}, overtaget {by}: {heirs}"),
            format!("{what} {left}, taken over {by}: {heirs}"),
        ),
    )
}

/// Whether somebody takes over what those who have left hand over.
pub fn is_settled(opening: &Opening) -> bool {
    opening.leavers.is_empty() || !opening.heirs.is_empty()
}

/// `West: 5.00 shifts owed (evening +1.00)`, of balances by class and municipality.
pub fn balance(instance: &Instance, balances: &[Vec<Exact>], m: usize, locale: &Locale) -> String {
    let all = &balances[0][m];
    let amount = locale.of_shifts(&all.abs());
    let owed = match (all.is_zero(), all.is_positive()) {
        (true, _) => amount,
        (false, true) => locale.pick(format!("{amount} skyldes"), format!("{amount} owed")),
        (false, false) => locale.pick(format!("{amount} taget forud"), format!("{amount} worked ahead")),
    };
    let in_burden = |(burden, balances): (&crate::domain::Burden, &Vec<Exact>)| {
        let balance = &balances[m];
        let name = locale.burden(&burden.name);
        (!balance.is_zero()).then(|| format!("{name} {}", locale.signed(balance, TEXT_PLACES)))
    };
    let burdens: Vec<String> = instance.burdens.iter().zip(&balances[1..]).filter_map(in_burden).collect();
    let burdens = if burdens.is_empty() { String::new() } else { format!(" ({})", burdens.join(", ")) };
    format!("{}: {owed}{burdens}", instance.municipalities[m].name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::LedgerEntry;
    use crate::domain::language::Language;
    use crate::report::sample;

    fn said(instance: &Instance, language: Language) -> String {
        sentence(instance, &opening::opening(instance), &Locale::new(language)).unwrap_or_default()
    }

    #[test]
    fn who_left_and_who_takes_over_are_named_with_their_shifts() {
        let mut instance = sample::instance();
        assert_eq!(said(&instance, Language::English), "");
        let name = instance.municipalities[2].name.clone();
        let entry =
            |entitled: i64| LedgerEntry { entitled: Exact::from_integer(entitled.into()), worked: Exact::zero() };
        instance.edit(|sample| {
            sample.municipalities[2].left = Some(sample.period.from);
            sample.ledger = [((2, None), entry(-5)), ((2, Some(0)), entry(1))].into();
        });
        let text = said(&instance, Language::English);
        let start =
            format!("balance of {name}: 5.00 shifts worked ahead (evening +1.00), taken over by population: Aarhus");
        assert!(text.starts_with(&start) && text.ends_with(" −3.75, Lemvig −1.25"), "{text}");
        assert!(said(&instance, Language::Danish).contains("5,00 vagter taget forud (aften +1,00), overtaget"));
        let all: Vec<usize> = (0..instance.municipalities.len()).collect();
        let instance = instance.without(&all, None);
        assert!(
            said(&instance, Language::English)
                .ends_with("nobody is a member on 2026-01-05 to take over, so it stays open")
        );
    }
}
