//! What is known of a goal, and why it may be nothing, in words: the same on pages and in workbooks.
//!
//! In: a goal's value with its proof, or a doubt. Out: sentences in the language. Nothing is called proven that is not.

use crate::domain::evidence::Doubt;
use crate::report::locale::Locale;
use crate::report::numbers::tidy;
use crate::report::subject::{Attained, Proof, Subject};

/// Whether a goal is proven, in a word.
pub fn proven(locale: &Locale, proof: Proof) -> &'static str {
    match proof {
        Proof::Proven => locale.pick("bevist", "proven"),
        Proof::Bounded(_) | Proof::Open => locale.pick("ikke bevist", "not proven"),
        Proof::Unknown => locale.pick("vides ikke", "not known"),
    }
}

/// What is known of a goal's value, in a sentence; above the first goal there are only the rules.
pub fn meaning(locale: &Locale, goal: &Attained, is_first: bool) -> String {
    let value = tidy(goal.value);
    match goal.proof {
        Proof::Proven if is_first => locale.pick(
            "Ingen vagtplan, der overholder reglerne, er bedre.".to_owned(),
            "No roster that keeps the rules is better.".to_owned(),
        ),
        Proof::Proven => locale.pick(
            "Ingen vagtplan er bedre uden at gøre et mål ovenfor dårligere.".to_owned(),
            "No roster is better without making a goal above it worse.".to_owned(),
        ),
        Proof::Bounded(bound) if tidy(bound) < value => {
            let (value, bound) = (locale.value(value), locale.value(bound));
            // Above the first goal there are only the rules.
            let price = if is_first {
                locale.pick("og overholde reglerne", "and keeps the rules")
            } else {
                locale.pick("uden at gøre et mål ovenfor dårligere", "without making a goal above it worse")
            };
            locale.pick(
                format!(
                    "Værdien er {value}. Ingen vagtplan kan komme under {bound} {price}; om en ligger derimellem, \
                     vides ikke."
                ),
                format!(
                    "The value is {value}. No roster comes below {bound} {price}; whether one lies between is not \
                     known."
                ),
            )
        }
        // The bound may have been reached while an earlier goal is still open.
        Proof::Bounded(_) => locale.pick(
            "Grænsen er nået, men et mål ovenfor er ikke bevist: bliver det bedre, kan dette ændre sig.".to_owned(),
            "The bound is reached, but a goal above is not proven: if that gets better, this may change.".to_owned(),
        ),
        Proof::Open => locale.pick(
            "Søgningen sluttede, før der var vist noget om dette mål.".to_owned(),
            "The search ended before anything was shown of this goal.".to_owned(),
        ),
        Proof::Unknown => locale.pick(
            "Værdien er regnet ud; om en anden vagtplan er bedre, vides ikke.".to_owned(),
            "The value is worked out; whether another roster is better is not known.".to_owned(),
        ),
    }
}

/// What a proof of a mended roster is about, in a sentence; nothing where no roster was mended.
pub fn mended(subject: &Subject<'_>) -> Option<String> {
    let locale = subject.locale;
    let from = locale.long_date(subject.instance.published.as_ref()?.from);
    Some(locale.pick(
        format!(
            "Vagtplanen er rettet fra {from}. Beviset gælder blandt de vagtplaner, der lader vagterne før den dag stå, som \
             de var udsendt."
        ),
        format!(
            "The roster was mended from {from} on. The proof holds among the rosters that leave the shifts before that day \
             as they were published."
        ),
    ))
}

/// Why not everything is known, in a sentence or two.
pub fn doubted(locale: &Locale, doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoSummary => locale
            .pick(
                "Resultatet af beregningen ligger ikke ved siden af vagtplanen, så det vides ikke, hvad der blev bevist, da den blev lavet.",
                "The result of the search does not lie beside the roster, so it is not known what was proven when it was made.",
            )
            .to_owned(),
        Doubt::Unreadable => locale
            .pick(
                "Resultatet af beregningen, som ligger ved siden af vagtplanen, kan ikke læses.",
                "The result of the search that lies beside the roster cannot be read.",
            )
            .to_owned(),
        Doubt::NoRun => locale
            .pick(
                "Vagtplanen kommer af en anden, om hvilken det ikke vides, hvad der blev bevist, da den blev lavet.",
                "The roster comes from another one, of which it is not known what was proven when it was made.",
            )
            .to_owned(),
        Doubt::OtherFolder(files) => format!(
            "{} {}. {}",
            locale.pick("Mappen er ændret, siden planen blev lavet:", "The folder has changed since the roster was made:"),
            locale.list(files),
            locale.pick("Beviserne gjaldt mappen, som den var.", "The proofs were of the folder as it was."),
        ),
        Doubt::OtherPublished => locale
            .pick(
                "Planen retter en udsendt plan, som ikke er givet med her, eller som er en anden; beviserne gjaldt ændringen af den.",
                "The roster mends a published one that was not given here, or is another; the proofs were about mending that one.",
            )
            .to_owned(),
        Doubt::OtherLadder => locale
            .pick(
                "Resultatet af beregningen, som ligger ved siden af vagtplanen, hører til en plan med andre mål.",
                "The result of the search that lies beside the roster is of a roster with other goals.",
            )
            .to_owned(),
        Doubt::OtherRoster(rung) => {
            let goal = locale.goal(*rung);
            locale.pick(
                format!(
                    "Vagtplanen er ændret, siden den blev beregnet: fra målet {goal} af er værdierne ikke længere dem, der blev bevist."
                ),
                format!(
                    "The roster has been changed since it was made: from the goal {goal} on, its values are not those that were proven."
                ),
            )
        }
        Doubt::Refuted(rung) => {
            let goal = locale.goal(*rung);
            locale.pick(
                format!("Vagtplanen er bedre i {goal}, end resultatet af beregningen siger, at nogen kan være: det hører ikke til her, og intet i det regnes med."),
                format!("The roster is better in {goal} than the result of the search says any can be: that does not belong here, and nothing in it counts."),
            )
        }
        Doubt::BreaksRules => locale
            .pick(
                "Beviserne gælder vagtplaner, der holder alle regler, og det gør denne ikke.",
                "The proofs are about rosters that break no rule, and this one does.",
            )
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::goal::Rung;
    use crate::domain::language::Language;

    #[test]
    fn a_sentence_promises_no_more_than_is_proven() {
        let locale = Locale::new(Language::English);
        let say = |value, proof| meaning(&locale, &Attained { rung: Rung::Rotation, value, proof }, false);
        assert!(say(3.0, Proof::Proven).starts_with("No roster is better without"));
        assert!(say(3.5, Proof::Bounded(3.0)).starts_with("The value is 3.5. No roster comes below 3 "));
        let first = Attained { rung: Rung::Coverage, value: 2.0, proof: Proof::Bounded(1.0) };
        assert!(meaning(&locale, &first, true).contains("No roster comes below 1 and keeps the rules;"));
        assert!(say(3.0, Proof::Bounded(3.0)).starts_with("The bound is reached, but"));
        assert!(say(3.0, Proof::Open).starts_with("The search ended"));
        assert_eq!(proven(&locale, Proof::Unknown), "not known");
    }
}
