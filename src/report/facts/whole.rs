//! Everything that is said of a roster first: rules, seats, fairness, proof and what changed, as page and workbook say it.
//!
//! In: a roster with all that is known of it. Out: sentences in the language, each with a mark. A sentence never claims more than the
//! exact figures say.

use crate::domain::goal::Rung;
use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::facts::{changed, proof, verdict};
use crate::report::subject::{Proof, Subject};

/// Everything, bad news about rules first. `closed` are published shifts in windows that are closed now, by number.
pub fn all(subject: &Subject<'_>, closed: usize) -> Vec<Sentence> {
    let (locale, judgement) = (subject.locale, subject.judgement);
    let mut sentences =
        verdict::of_roster(locale, subject.instance, subject.roster, judgement, subject.has_proven(Rung::Wishes));
    if !judgement.violations.is_empty() {
        sentences[0].text += locale.pick(
            " Den kan ikke bruges, før de er rettet; hvert brud er nævnt herunder.",
            " The roster cannot be used before that is mended; each is named below.",
        );
    }
    sentences.push(proven(subject));
    if subject.published.is_some() {
        sentences.push(changed::sentence(locale, subject.instance, &subject.changes(), closed, fewest(subject)));
    }
    sentences
}

/// Whether the changes are proven to be the fewest; `None` where nobody has searched for fewer.
fn fewest(subject: &Subject<'_>) -> Option<bool> {
    let stability = subject.attained.iter().find(|goal| goal.rung == Rung::Stability)?;
    match stability.proof {
        Proof::Proven => Some(true),
        Proof::Bounded(_) | Proof::Open => Some(false),
        Proof::Unknown => None,
    }
}

/// What is proven, in a sentence.
pub fn proven(subject: &Subject<'_>) -> Sentence {
    let locale = subject.locale;
    let goals = subject.attained.len();
    let proven = subject.attained.iter().filter(|goal| goal.proof == Proof::Proven).count();
    let open = subject.attained.iter().find(|goal| goal.proof != Proof::Proven);
    let why = subject.doubt.map_or_else(String::new, |doubt| format!(" {}", proof::doubted(locale, doubt)));
    let among = proof::mended(subject).filter(|_| proven > 0).map_or_else(String::new, |among| format!(" {among}"));
    let (mark, text) = match open {
        None => (
            Mark::Good,
            locale
                .pick(
                    "Alle mål er bevist: ingen vagtplan er bedre på ét af dem uden at være dårligere på et vigtigere.",
                    "Every goal is proven: no roster is better without giving up a goal that matters more.",
                )
                .to_owned()
                + &among,
        ),
        Some(first) if first.proof == Proof::Unknown => {
            let nothing = locale.pick(
                "Det vides ikke, om planen kan blive bedre.",
                "It is not known whether the roster could be better.",
            );
            (Mark::Open, format!("{nothing}{why}"))
        }
        Some(open) => {
            let first = locale.goal(open.rung);
            let text = locale.pick(
                format!("{proven} af {goals} mål er bevist; det første, der ikke er det, er {first}."),
                format!("{proven} of {goals} goals are proven; the first that is not is {first}."),
            );
            (Mark::Open, text + &why + &among)
        }
    };
    Sentence { label: locale.pick("bevis", "proof"), mark, text }
}
