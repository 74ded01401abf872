//! What is proven of a roster, in plain words, goal by goal, and what that means.
//!
//! In: a roster with all that is known of it, and why not everything is known. Out: a table and a few paragraphs. Nothing is called
//! proven that is not, and what is not known is said with its reason.

use maud::{Markup, html};

use super::cells::cells;
use super::frame::{captioned, heads};
use super::verdict;
use crate::domain::goal::Rung;
use crate::report::facts::{prices, proof};
use crate::report::figures::goals;
use crate::report::locale::{Locale, capitalised};
use crate::report::subject::{Attained, Proof, Subject};

/// The section.
pub(super) fn part(subject: &Subject<'_>) -> Markup {
    let locale = subject.locale;
    let caption = locale.pick("Målene, det vigtigste først", "The goals, the most important first");
    let goals = goals::attained(&subject.attained).only(&["title", "counts", "value", "bound"]);
    let titles = goals.columns.iter().map(|column| column.title(locale));
    let head = heads(titles.chain([locale.pick("Bevis", "Proof")]));
    let body = html! {
        tbody {
            @for (n, (goal, row)) in subject.attained.iter().zip(&goals.rows).enumerate() {
                tr { (cells(&goals, row, locale)) td { (said(locale, goal, n == 0)) } }
            }
        }
    };
    let table = captioned("goals", caption, &head, &body);
    html! {
        @if let Some(doubt) = subject.doubt { p.doubt { strong { (locale.pick("Bemærk: ", "Note: ")) } (proof::doubted(locale, doubt)) } }
        (table)
        @if subject.attained.iter().any(|goal| goal.rung == Rung::SharesRounding) {
            p {
                (locale.pick(
                    "Numre: den, der er nærmest sin næste vagt, er nummer 1, og numrene på dem, der rundes op, lægges sammen.",
                    "Places: who is nearest to the next shift has place 1, and the places of those rounded up are summed.",
                ))
            }
        }
        @if let Some(prices) = subject.prices {
            h3 { (prices::title(locale)) }
            p { (prices::meaning(locale)) }
            (verdict::list(locale, &prices::sentences(locale, prices)))
        }
        h3 { (locale.pick("Hvad bevist betyder", "What proven means")) }
        p {
            (locale.pick(
                "Målene opfyldes ét ad gangen, i rækkefølge. For hvert mål har beregningen ikke kun fundet en værdi, men \
                 også en grænse: under den kan ingen vagtplan, der holder alle regler, komme, uden at et mål længere oppe \
                 bliver dårligere. Hvor værdi og grænse er ens, findes der ingen bedre vagtplan. Det er bevist.",
                "The goals are met one at a time, in order. For each, the search has found not only a value but a bound: no \
                 roster that holds every rule gets below it unless a goal further up becomes worse. Where value and bound \
                 are the same, there is no better roster. That is proven.",
            ))
        }
        @if let Some(mended) = proof::mended(subject) { p { (mended) } }
        h3 { (locale.pick("Hvad der ikke er bevist", "What is not proven")) }
        p {
            (locale.pick(
                "Beviset siger intet om, hvorvidt oplysningerne i mappen er rigtige, om målene står i den rigtige \
                 rækkefølge, eller om der findes en anden vagtplan, der er lige så god. Denne side har ikke søgt igen: den \
                 har regnet regler og værdier efter og holdt dem op mod det, der blev bevist, da planen blev lavet.",
                "The proof says nothing of whether the folder's data are right, whether the goals stand in the right order, \
                 or whether another roster is just as good. This page has not searched again: it has worked out rules and \
                 values anew, and held them against what was proven when the roster was made.",
            ))
        }
    }
}

/// What is known of a goal, with a mark.
fn said(locale: &Locale, goal: &Attained, is_first: bool) -> Markup {
    let (glyph, class) = match goal.proof {
        Proof::Proven => ("✓", "good"),
        Proof::Bounded(_) => ("◐", "open"),
        Proof::Open => ("○", "open"),
        Proof::Unknown => ("?", "open"),
    };
    html! {
        span class=(class) {
            span aria-hidden="true" { (glyph) " " }
            (capitalised(proof::proven(locale, goal.proof))) ". " (proof::meaning(locale, goal, is_first))
        }
    }
}
