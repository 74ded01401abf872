//! Whether every seat is filled: of each window, and in a sentence, that terminal, page, picture and workbook share.
//!
//! In: an instance and a judgement. Out: facts and words. Where rules are broken, a seat with somebody on it may be held against
//! them: then no sentence says that all seats are filled, and no map draws such a window as full.

use crate::domain::Instance;
use crate::domain::rule::Rule;
use crate::report::locale::Locale;
use crate::verify::Judgement;

/// Whether the seats are filled, and lawfully so.
pub fn is_complete(judgement: &Judgement) -> bool {
    judgement.unfilled == 0 && judgement.violations.is_empty() && !was_crowded(judgement)
}

/// Whether too many, or somebody twice, sat in a window before the roster was mended: those seats were not all filled.
pub fn was_crowded(judgement: &Judgement) -> bool {
    judgement.past.iter().any(|violation| violation.rule == Rule::Seats)
}

/// How a window is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// Somebody sits on every seat.
    Full,
    /// Nobody is missing, but a rule is broken there.
    AgainstRules,
    /// So many seats are unfilled.
    Short(u32),
    /// Nobody sits there.
    Empty,
}

/// How each window is filled. What is past is no breach any more, unless more people sit there than there are seats.
pub fn by_window(instance: &Instance, judgement: &Judgement) -> Vec<Filling> {
    let mut broken = vec![false; instance.windows.len()];
    let crowded = judgement.past.iter().filter(|violation| violation.rule == Rule::Seats);
    for violation in judgement.violations.iter().chain(crowded) {
        violation.windows.iter().for_each(|&window| broken[window] = true);
    }
    let filling = |(window, &unfilled): (usize, &u32)| match unfilled {
        0 if broken[window] => Filling::AgainstRules,
        0 => Filling::Full,
        unfilled if unfilled >= instance.windows[window].seats => Filling::Empty,
        unfilled => Filling::Short(unfilled),
    };
    judgement.unfilled_by_window.iter().enumerate().map(filling).collect()
}

/// The sentence.
pub fn sentence(locale: &Locale, instance: &Instance, judgement: &Judgement) -> String {
    let seats = instance.seats();
    let lawful = judgement.violations.is_empty();
    let crowded = was_crowded(judgement);
    let short = judgement.unfilled_by_window.iter().filter(|&&unfilled| unfilled > 0).count() as u64;
    let whole = |count| locale.whole(count);
    match (seats, judgement.unfilled) {
        (0, _) => locale.pick("Perioden har ingen pladser.", "There are no seats in the period.").to_owned(),
        (_, 0) if lawful && crowded => locale.pick(
            format!(
                "Der sidder nogen på alle {} pladser, men før rettelsen sad for mange eller samme person to gange på et tidsrum.",
                whole(seats)
            ),
            format!(
                "Somebody sits on all {} seats, but before the mending too many sat in a window, or somebody twice.",
                whole(seats)
            ),
        ),
        (1, 0) if lawful => locale.pick("Den ene plads er bemandet.", "The one seat is filled.").to_owned(),
        (_, 0) if lawful => locale.pick(
            format!("Alle {} pladser er bemandede.", whole(seats)),
            format!("All {} seats are filled.", whole(seats)),
        ),
        (1, 0) => locale
            .pick(
                "Der sidder nogen på den ene plads, men regler er brudt.",
                "Somebody sits on the one seat, but rules are broken.",
            )
            .to_owned(),
        (_, 0) => locale.pick(
            format!("Der sidder nogen på alle {} pladser, men regler er brudt.", whole(seats)),
            format!("Somebody sits on all {} seats, but rules are broken.", whole(seats)),
        ),
        (_, unfilled) => {
            let (all, windows) = (
                locale.counted(seats, ["plads", "pladser"], ["seat", "seats"]),
                locale.counted(short, ["tidsrum", "tidsrum"], ["window", "windows"]),
            );
            let one = unfilled == 1;
            let end = if lawful { "." } else { locale.pick("; regler er brudt.", "; rules are broken.") };
            let needed = needed(locale, instance, judgement);
            locale.pick(
                format!(
                    "{} af {all} er {}, i {windows}{end}{needed}",
                    whole(unfilled),
                    if one { "ubemandet" } else { "ubemandede" }
                ),
                format!(
                    "{} of {all} {} unfilled, in {windows}{end}{needed}",
                    whole(unfilled),
                    if one { "is" } else { "are" }
                ),
            )
        }
    }
}

/// How many of the unfilled seats are needed whatever else; nothing where none is.
fn needed(locale: &Locale, instance: &Instance, judgement: &Judgement) -> String {
    let windows = instance.windows.iter().zip(&judgement.unfilled_by_window);
    match windows.map(|(window, &unfilled)| u64::from(window.short_of_least(unfilled))).sum() {
        0 => String::new(),
        1 => locale.pick(" En af dem er nødvendig.", " One of them is needed whatever else.").to_owned(),
        needed => locale.pick(
            format!(" {} af dem er nødvendige.", locale.whole(needed)),
            format!(" {} of them are needed whatever else.", locale.whole(needed)),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::sample;
    use crate::verify;

    fn said(language: Language, instance: &Instance, judgement: &Judgement) -> String {
        sentence(&Locale::new(language), instance, judgement)
    }

    #[test]
    fn seats_held_against_the_rules_are_never_called_filled() {
        let instance = sample::instance();
        let mut roster = sample::roster();
        // Lars alone holds both seats of the first window, and everybody else's seat has somebody too.
        roster.set(0, vec![1, 1]);
        roster.set(7, vec![3]);
        roster.set(8, vec![1, 0]);
        let judgement = verify::judge(&instance, &roster);
        assert_eq!(judgement.unfilled, 0);
        assert!(!judgement.violations.is_empty() && !is_complete(&judgement));
        let english = said(Language::English, &instance, &judgement);
        assert_eq!(english, "Somebody sits on all 14 seats, but rules are broken.");
        let filling = by_window(&instance, &judgement);
        assert_eq!(filling[0], Filling::AgainstRules);
        assert!(filling.iter().all(|filling| matches!(filling, Filling::Full | Filling::AgainstRules)));
        let danish = said(Language::Danish, &instance, &judgement);
        assert_eq!(danish, "Der sidder nogen på alle 14 pladser, men regler er brudt.");
        let mut past = verify::judge(&instance, &roster);
        past.past = std::mem::take(&mut past.violations);
        assert!(!is_complete(&past) && was_crowded(&past));
        let told = said(Language::English, &instance, &past);
        assert!(told.starts_with("Somebody sits on all 14 seats, but before the mending"), "{told}");
        let mut needing = instance.clone();
        needing.edit(|needing| needing.windows.iter_mut().for_each(|window| window.least = 1));
        let short = roster.clone();
        roster.set(7, vec![]);
        let needed = said(Language::English, &needing, &verify::judge(&needing, &roster));
        assert_eq!(
            needed,
            "1 of 14 seats is unfilled, in 1 window; rules are broken. One of them is needed whatever else."
        );
        assert!(!said(Language::English, &needing, &verify::judge(&needing, &short)).contains("needed"));
        let judgement = verify::judge(&instance, &roster);
        assert_eq!(by_window(&instance, &judgement)[7], Filling::Empty);
        let english = said(Language::English, &instance, &judgement);
        assert_eq!(english, "1 of 14 seats is unfilled, in 1 window; rules are broken.");
    }
}
