//! One municipality's account in sentences: what it owes, what it was given, and how far that is off.
//!
//! In: an instance, a judgement and the municipality. Out: a few sentences in the language, for whoever asks about that one alone. They
//! say nothing that the tables of accounts do not.

use num_traits::{Signed, Zero};

use crate::domain::{Burden, Instance};
use crate::report::facts::fairness;
use crate::report::facts::standing::{self, Standing, Status};
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;
use crate::verify::Judgement;

/// The sentences.
pub fn sentences(locale: &Locale, instance: &Instance, judgement: &Judgement, m: usize) -> Vec<String> {
    let all = standing::of(judgement, m, None);
    let mut told = vec![owed(locale, instance, judgement, &all), given(locale, &all)];
    told.extend(burdens(locale, instance, judgement, m));
    if all.status == Status::OutsideTheGoal {
        told.extend(fairness::open_balances(locale, instance, judgement, |other| other == m));
    }
    told
}

fn owed(locale: &Locale, instance: &Instance, judgement: &Judgement, standing: &Standing<'_>) -> String {
    let account = standing.account;
    let name = &instance.municipalities[standing.municipality].name;
    if standing.status == Status::OutsideTheGoal {
        return locale
            .pick(format!("{name} skylder ingen vagter i perioden."), format!("{name} owes no shifts in the period."));
    }
    let share = locale.percent(&judgement.shares.share[standing.municipality]);
    let [entitled, target] = [&account.entitled, &account.target].map(|amount| locale.of_shifts(amount));
    let carried = locale.of_shifts(&account.carried.abs());
    let owes = locale.pick(
        format!("{name} skylder {entitled} i perioden, {share} af dem alle."),
        format!("{name} owes {entitled} in the period, {share} of them all."),
    );
    let more = match (account.carried.is_zero(), account.carried.is_positive()) {
        (true, _) => return owes,
        (_, true) => locale.pick(
            format!("Fra tidligere mangler den {carried}, så måltallet er {target}."),
            format!("It has {carried} still to take from before, so its target is {target}."),
        ),
        (_, false) => locale.pick(
            format!("Den har taget {carried} forud, så måltallet er {target}."),
            format!("It has worked {carried} ahead, so its target is {target}."),
        ),
    };
    format!("{owes} {more}")
}

fn given(locale: &Locale, standing: &Standing<'_>) -> String {
    let shifts = locale.counted(standing.shifts, ["vagt", "vagter"], ["shift", "shifts"]);
    let off = locale.shifts_signed(&standing.deviation.abs());
    let off = off.trim_start_matches('+');
    let beside = match (standing.deviation.is_zero(), standing.deviation.is_positive()) {
        (true, _) => locale.pick("præcis måltallet".to_owned(), "exactly its target".to_owned()),
        (_, true) => locale.pick(format!("{off} over måltallet"), format!("{off} above its target")),
        (_, false) => locale.pick(format!("{off} under måltallet"), format!("{off} below its target")),
    };
    let judged = match standing.status {
        Status::Off => locale.pick(" ✗ Det er en hel vagt eller mere.", " ✗ That is a whole shift or more."),
        Status::WithinRounding | Status::OutsideTheGoal => "",
    };
    match standing.status {
        Status::OutsideTheGoal => {
            locale.pick(format!("Den har fået tildelt {shifts}."), format!("It has been given {shifts}."))
        }
        _ => locale.pick(
            format!("Den har fået tildelt {shifts}: {beside}.{judged}"),
            format!("It has been given {shifts}: {beside}.{judged}"),
        ),
    }
}

/// `Of these, evening 3 of 2.86 and weekend 1 of 1.20.`
fn burdens(locale: &Locale, instance: &Instance, judgement: &Judgement, m: usize) -> Option<String> {
    let of = |(burden, named): (usize, &Burden)| {
        let standing = standing::of(judgement, m, Some(burden));
        let (shifts, target) = (locale.whole(standing.shifts), locale.exact(&standing.account.target, TEXT_PLACES));
        let cross = if standing.is_off() { " ✗" } else { "" };
        let shifts = locale.in_burden(&shifts, standing.shifts == 1, &named.name);
        locale.pick(format!("{shifts} (måltal {target}){cross}"), format!("{shifts} (target {target}){cross}"))
    };
    let parts: Vec<String> = instance.burdens.iter().enumerate().map(of).collect();
    let parts = locale.list(&parts);
    (!parts.is_empty()).then(|| locale.pick(format!("Heraf {parts}."), format!("Of these, {parts}.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;
    use crate::verify;

    fn told(language: Language, m: usize) -> String {
        let instance = sample::instance();
        let judgement = verify::judge(&instance, &sample::roster());
        sentences(&Locale::new(language), &instance, &judgement, m).join(" ")
    }

    #[test]
    fn an_account_is_told_as_the_table_has_it() {
        assert_eq!(
            told(Language::Danish, 0),
            "Lemvig skylder 2,40 vagter i perioden, 20,00\u{a0}% af dem alle. Fra tidligere mangler den 0,50 vagt, så måltallet \
             er 2,90 vagter. Den har fået tildelt 2 vagter: 0,90 under måltallet. Heraf 0 aftenvagter (måltal 0,69) og 1 weekendvagt \
             (måltal 0,34)."
        );
        assert!(
            told(Language::English, 1)
                .contains("It has been given 8 shifts: 1.30 above its target. ✗ That is a whole shift")
        );
    }

    #[test]
    fn who_is_no_member_owes_nothing() {
        let mut instance = sample::instance();
        instance.edit(|parts| parts.municipalities[0].left = Some(parts.period.from));
        let judgement = verify::judge(&instance, &sample::roster());
        let told = sentences(&Locale::new(Language::English), &instance, &judgement, 0).join(" ");
        assert!(told.starts_with("Lemvig owes no shifts in the period. It has been given 2 shifts."), "{told}");
    }
}
