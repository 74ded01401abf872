//! Why the deviations of a table do not add up to zero, where they do not.
//!
//! In: a judgement. Out: sentences. Targets are entitlement and balance; entitlements spread the unfilled seats evenly over all shifts, and
//! balances of earlier periods add up to zero, if their ledger does.

use num_traits::Signed;

use crate::domain::Exact;
use crate::report::locale::Locale;
use crate::shares::Account;
use crate::verify::Judgement;

/// The sentences, none where all sums are zero as people are shown them.
pub fn unequal(locale: &Locale, judgement: &Judgement) -> Vec<String> {
    let classes = || std::iter::once(&judgement.shares.total).chain(&judgement.shares.burdens);
    let sum = |accounts: &[Account], of: fn(&Account) -> &Exact| accounts.iter().map(of).sum::<Exact>();
    let given = std::iter::once(&judgement.shifts).chain(&judgement.burden_shifts);
    let uneven = classes().zip(given).any(|(accounts, given)| {
        let given = Exact::from_integer(given.iter().sum::<u64>().into());
        shows(&(given - sum(accounts, |account| &account.entitled)))
    });
    let open = classes().any(|accounts| shows(&sum(accounts, |account| &account.carried)));
    let mut told = Vec::new();
    if uneven {
        let unfilled = locale.counted(
            judgement.unfilled,
            ["plads er ubemandet", "pladser er ubemandede"],
            ["seat is unfilled", "seats are unfilled"],
        );
        told.push(locale.pick(
            format!(
                "Byrdernes afvigelser giver ikke nul tilsammen: {unfilled}, og måltallene fordeler dem jævnt på alle vagter. Er en \
                 større del af en byrde bemandet end af hele perioden, har kommunerne tilsammen flere vagter i den end deres måltal; \
                 er en mindre del bemandet, har de færre."
            ),
            format!(
                "The deviations in burdens do not add up to zero: {unfilled}, and targets spread that evenly over all shifts. Where a larger \
                 part of a burden is filled than of the whole period, municipalities together have more shifts in it than their \
                 targets; where a smaller part is filled, fewer."
            ),
        ));
    }
    if open {
        told.push(
            locale
                .pick(
                    "Det overførte giver ikke nul tilsammen, fordi regnskabet for tidligere perioder ikke gør det; derfor gør \
                     afvigelserne det heller ikke.",
                    "What is carried over does not add up to zero, since the ledger of earlier periods does not; so deviations do not either.",
                )
                .to_owned(),
        );
    }
    told
}

/// Whether people are shown anything but zero.
fn shows(sum: &Exact) -> bool {
    sum.abs() >= Exact::new(1.into(), 200.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::domain::roster::Roster;
    use crate::report::sample;

    #[test]
    fn sums_that_are_not_zero_are_explained() {
        let locale = Locale::new(Language::English);
        let mut instance = sample::instance();
        instance.edit(|sample| sample.ledger.clear());
        // Nobody sits anywhere: no class has more of its seats filled than another.
        let empty = Roster::new(vec![vec![]; instance.windows.len()]);
        assert_eq!(unequal(&locale, &crate::verify::judge(&instance, &empty)), Vec::<String>::new());
        // One window alone is filled, in a burden or out of it.
        let mut shifts = vec![vec![]; instance.windows.len()];
        shifts[0] = vec![0];
        let told = unequal(&locale, &crate::verify::judge(&instance, &Roster::new(shifts)));
        assert!(told.len() == 1 && told[0].starts_with("The deviations in burdens do not add up"), "{told:?}");
        instance.edit(|sample| {
            let entry = crate::domain::LedgerEntry {
                entitled: Exact::from_integer(1.into()),
                worked: Exact::from_integer(0.into()),
            };
            sample.ledger.insert((0, None), entry);
        });
        let told = unequal(&locale, &crate::verify::judge(&instance, &empty));
        assert!(told.len() == 1 && told[0].starts_with("What is carried over"), "{told:?}");
    }
}
