//! What everybody wants to know first, a sentence each: are rules broken, is it complete, is it fair, is it proven.
//!
//! In: a roster with all that is known of it. Out: sentences in the page's language, each with a mark. A sentence never claims
//! more than the exact figures say.

use maud::{Markup, html};

use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::facts::standing::{self, Standing};
use crate::report::facts::{broken, coverage, fairness, proof};
use crate::report::locale::Locale;
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
                    dt { span.mark aria-hidden="true" { (glyph) } " " (sentence.label) }
                    dd { @if !word.is_empty() { span.unseen { (word) ": " } } (sentence.text) }
                }
            }
        }
    }
}

/// Everything, bad news about rules first.
pub(super) fn all(subject: &Subject<'_>) -> Vec<Sentence> {
    let mut sentences = vec![lawful(subject)];
    sentences.extend(mended(subject));
    sentences.extend([complete(subject), fair(subject)]);
    sentences.extend(fair_burdens(subject).into_iter().chain(open_balances(subject)));
    sentences.push(proven(subject));
    sentences
}

fn lawful(subject: &Subject<'_>) -> Sentence {
    let locale = subject.locale;
    let broken = subject.judgement.violations.len() as u64;
    let text = match broken {
        0 => locale.pick("Ingen regel er brudt.", "No rule is broken.").to_owned(),
        _ => format!(
            "{} {}",
            locale.counted(broken, ["regelbrud", "regelbrud"], ["broken rule", "broken rules"]),
            locale.pick(
                "står i vagtplanen. Den kan ikke bruges, før de er rettet; de er nævnt herunder.",
                "in the roster. It cannot be used before they are mended; they are named below.",
            )
        ),
    };
    Sentence { label: locale.pick("Regler", "Rules"), mark: Mark::of(broken == 0), text }
}

/// What was broken before the roster was mended.
fn mended(subject: &Subject<'_>) -> Option<Sentence> {
    let locale = subject.locale;
    let text = broken::past(locale, &subject.judgement.past)?;
    Some(Sentence { label: locale.pick("Fortid", "Past"), mark: Mark::Fact, text })
}

/// Whether every seat is filled.
fn complete(subject: &Subject<'_>) -> Sentence {
    let (locale, judgement) = (subject.locale, subject.judgement);
    let text = coverage::sentence(locale, subject.instance, judgement);
    let mark = Mark::of(coverage::is_complete(judgement));
    Sentence { label: locale.pick("Bemanding", "Coverage"), mark, text }
}

/// Whether every municipality's shifts are within rounding of its target.
fn fair(subject: &Subject<'_>) -> Sentence {
    told(subject, subject.locale.pick("Andele", "Shares"), standing::in_all(subject.judgement))
}

/// The same in the burdens; nothing where there are none.
fn fair_burdens(subject: &Subject<'_>) -> Option<Sentence> {
    let any = !subject.instance.burdens.is_empty();
    any.then(|| told(subject, subject.locale.pick("Byrder", "Burdens"), standing::in_burdens(subject.judgement)))
}

fn told(subject: &Subject<'_>, label: &'static str, standings: Vec<Standing<'_>>) -> Sentence {
    let owing = standing::owing(standings);
    let mark = match owing.iter().any(Standing::is_off) {
        true => Mark::Bad,
        // What the rules do not allow is nothing to call fair.
        false if !subject.judgement.violations.is_empty() => Mark::Fact,
        false => Mark::Good,
    };
    let text = fairness::sentence(subject.locale, subject.instance, subject.judgement, &owing);
    Sentence { label, mark, text }
}

/// Whose balance no roster of this period can settle.
fn open_balances(subject: &Subject<'_>) -> Option<Sentence> {
    let (locale, instance) = (subject.locale, subject.instance);
    let text = fairness::open_balances(locale, instance, subject.judgement, |_| true)?;
    Some(Sentence { label: locale.pick("Saldi", "Balances"), mark: Mark::Fact, text })
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
    Sentence { label: locale.pick("Bevis", "Proof"), mark, text }
}
