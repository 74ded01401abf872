//! What everybody wants to know first, a sentence each, as a list.
//!
//! In: sentences with their marks. Out: HTML. What a glyph says, a word says as well, for who cannot see it.

use maud::{Markup, html};

use crate::report::facts::sentence::{Mark, Sentence};
use crate::report::locale::{Locale, capitalised};

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
