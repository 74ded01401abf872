//! Whether everybody is within rounding of the target, and whose balance no roster of this period can settle: in sentences.
//!
//! In: an instance and a judgement. Out: words in the language. The farthest off are named, a few of them; the tables have
//! them all.

use crate::domain::{Exact, Instance};
use crate::report::facts::standing::{self, Standing};
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;
use crate::verify::Judgement;

/// How many a sentence names before it says how many more there are.
pub const NAMED: usize = 4;

/// Whether every municipality's shifts are within rounding, with the sentence that a page says; `standings` are
/// [those that owe](standing::owing).
pub fn sentence(locale: &Locale, instance: &Instance, judgement: &Judgement, standings: &[Standing<'_>]) -> String {
    let named = |standing: &Standing<'_>| {
        let name = &instance.municipalities[standing.municipality].name;
        let burden = standing.burden.map(|burden| locale.burden(&instance.burdens[burden].name));
        let burden = burden.map_or_else(String::new, |burden| format!(" ({burden})"));
        format!("{name} {}{burden}", locale.signed(&standing.deviation, TEXT_PLACES))
    };
    let off: Vec<&Standing<'_>> = standings.iter().filter(|standing| standing.is_off()).collect();
    let text = match standings.first() {
        None => locale.pick("Ingen kommune skylder vagter.", "No municipality owes any shifts.").to_owned(),
        Some(worst) if off.is_empty() => locale.pick(
            format!("Hver kommune rammer sit måltal inden for afrunding; længst fra er {}.", named(worst)),
            format!("Every municipality is within rounding of its target; farthest off: {}.", named(worst)),
        ),
        Some(_) => {
            let culprits: Vec<String> = off.iter().take(NAMED).map(|standing| named(standing)).collect();
            let more = and_more(locale, off.len());
            let head = locale.pick("Længere fra måltallet end afrunding", "Off target by more than rounding");
            format!("{head}: {}{more}.", culprits.join(", "))
        }
    };
    text + counted_in(locale, judgement)
}

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
        let named: Vec<String> = whose
            .iter()
            .take(NAMED)
            .map(|(m, balance)| format!("{} {}", instance.municipalities[*m].name, locale.signed(balance, TEXT_PLACES)))
            .collect();
        let more = and_more(locale, whose.len());
        (!whose.is_empty()).then(|| format!("{head}: {}{more}.", named.join(", ")))
    };
    let heads = locale.pick(
        ["Har forladt samarbejdet; saldoen er stadig åben", "Skylder intet i perioden; saldoen er stadig åben"],
        ["Has left; balance still open", "Owes nothing in the period; balance still open"],
    );
    let sentences: Vec<String> = [told(heads[0], &left), told(heads[1], &absent)].into_iter().flatten().collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// ` and 2 more`, where a list of so many names had to end before them.
pub fn and_more(locale: &Locale, all: usize) -> String {
    match all.saturating_sub(NAMED) as u64 {
        0 => String::new(),
        more => format!(" {} {}", locale.pick("og", "and"), locale.counted(more, ["anden", "andre"], ["more", "more"])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
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
        let mut roster = sample::roster();
        roster.shifts.iter_mut().for_each(|staff| staff.retain(|&person| person != 1));
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
