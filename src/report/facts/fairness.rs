//! Whose balance no roster of this period can settle, in sentences, and that shifts against the rules are counted.
//!
//! In: an instance and a judgement. Out: words in the language. A few are named; the tables have them all.

use crate::domain::{Exact, Instance};
use crate::report::facts::standing;
use crate::report::locale::Locale;
use crate::verify::Judgement;

/// That shifts against the rules are counted as well, where there are any; it follows another sentence.
pub fn counted_in(locale: &Locale, judgement: &Judgement) -> &'static str {
    if judgement.violations.is_empty() {
        return "";
    }
    locale.pick(" Vagter imod reglerne er talt med.", " Shifts against the rules are counted in.")
}

/// Who owes nothing in the period and still has a balance, in a sentence; `None` where nobody has. `among` says who may be
/// named.
pub fn open_balances(
    locale: &Locale,
    instance: &Instance,
    judgement: &Judgement,
    among: impl Fn(usize) -> bool,
) -> Option<String> {
    let mut open = standing::open_balances(judgement);
    open.retain(|&(m, _)| among(m));
    let has_left =
        |&(m, _): &(usize, Exact)| instance.municipalities[m].left.is_some_and(|left| left <= instance.period.to);
    let (left, absent): (Vec<_>, Vec<_>) = open.into_iter().partition(has_left);
    let told = |head: &str, whose: &[(usize, Exact)]| {
        let named = |(m, balance): &(usize, Exact)| {
            format!("{} {}", instance.municipalities[*m].name, locale.shifts_signed(balance))
        };
        let named: Vec<String> = whose.iter().map(named).collect();
        (!whose.is_empty()).then(|| format!("{head}: {}.", locale.first(&named, ", ")))
    };
    let heads = locale.pick(
        ["Har forladt samarbejdet; saldoen er stadig åben", "Skylder intet i perioden; saldoen er stadig åben"],
        ["Has left; balance still open", "Owes nothing in the period; balance still open"],
    );
    let sentences: Vec<String> = [told(heads[0], &left), told(heads[1], &absent)].into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::domain::roster::Roster;
    use crate::report::sample;
    use crate::verify;

    /// Lemvig has left before the period owing half a shift; two and a half more make it three. Nobody is a member on the
    /// first day to take them over.
    #[test]
    fn who_has_left_is_told_of_with_the_open_balance_and_is_not_off() {
        let mut instance = sample::instance();
        instance.edit(|sample| {
            let first = sample.period.from;
            sample.municipalities[0].left = Some(first);
            sample.municipalities[1..].iter_mut().for_each(|member| member.joined = first.succ_opt());
            let entry = sample.ledger.get_mut(&(0, None)).unwrap();
            entry.entitled += Exact::new(5.into(), 2.into());
        });
        let others = |staff: &Vec<usize>| staff.iter().copied().filter(|&person| person != 1).collect();
        let roster = Roster::new(sample::roster().shifts.iter().map(others).collect());
        let judgement = verify::judge(&instance, &roster);
        let standings = standing::in_all(&judgement);
        assert!(!standings[0].is_off());
        let said = |language| open_balances(&Locale::new(language), &instance, &judgement, |_| true);
        assert_eq!(said(Language::English).as_deref(), Some("Has left; balance still open: Lemvig +3.00."));
        assert_eq!(
            said(Language::Danish).as_deref(),
            Some("Har forladt samarbejdet; saldoen er stadig åben: Lemvig +3,00.")
        );
        assert_eq!(open_balances(&Locale::new(Language::English), &instance, &judgement, |m| m == 1), None);
    }
}
