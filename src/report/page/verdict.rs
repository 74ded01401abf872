//! What everybody wants to know first, a sentence each: are rules broken, is it complete, is it fair, is it proven.
//!
//! In: a roster with all that is known of it. Out: sentences in the page's language, each with a mark. A sentence never claims
//! more than the exact figures say.

use maud::{Markup, html};

use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::facts::{proof, verdict};
use crate::report::locale::{Locale, capitalised};
use crate::report::subject::{Proof, Subject};

/// The glyph of a mark, its class, and the word for who cannot see it.
fn shown(mark: Mark, locale: &Locale) -> (&'static str, &'static str, &'static str) {
    match mark {
        Mark::Good => ("✓", "good", locale.pick("I orden", "In order")),
        Mark::Bad => ("✗", "bad", locale.pick("Ikke i orden", "Not in order")),
        Mark::Open => ("?", "open", locale.pick("Vides ikke", "Not known")),
        Mark::Fact => ("–", "fact", ""),
    }
}

/// The sentences as a list.
pub(super) fn list(locale: &Locale, sentences: &[Sentence]) -> Markup {
    html! {
        dl.verdict {
            @for sentence in sentences {
                @let (glyph, class, word) = shown(sentence.mark, locale);
                div class=(class) {
                    dt { span.mark aria-hidden="true" { (glyph) } " " (capitalised(sentence.label)) }
                    dd { @if !word.is_empty() { span.unseen { (word) ": " } } (sentence.text) }
                }
            }
        }
    }
}

/// Everything, bad news about rules first.
pub(super) fn all(subject: &Subject<'_>) -> Vec<Sentence> {
    let (locale, judgement) = (subject.locale, subject.judgement);
    let mut sentences = verdict::of_roster(locale, subject.instance, judgement);
    if !judgement.violations.is_empty() {
        sentences[0].text += locale.pick(
            " Vagtplanen kan ikke bruges, før det er rettet; hvert brud er nævnt herunder.",
            " The roster cannot be used before that is mended; each is named below.",
        );
    }
    sentences.push(proven(subject));
    sentences
}

/// What is proven, in a sentence.
pub(super) fn proven(subject: &Subject<'_>) -> Sentence {
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
                    "Hvert mål er bevist: ingen vagtplan er bedre uden at give afkald på et vigtigere mål.",
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
