//! What is proven of a roster, in plain words, goal by goal, and what that means.
//!
//! In: a roster with all that is known of it, and why not everything is known. Out: a table and a few paragraphs. Nothing is called
//! proven that is not, and what is not known is said with its reason.

use maud::{Markup, html};

use super::frame::scrolling;
use crate::domain::evidence::Doubt;
use crate::report::locale::Locale;
use crate::report::subject::{Proof, Standing, Subject};

/// The section.
pub(super) fn part(subject: &Subject<'_>, doubt: Option<&Doubt>) -> Markup {
    let locale = subject.locale;
    let caption = locale.pick("Målene, det vigtigste først", "The goals, the most important first");
    let table = html! {
        table.goals {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" { (locale.pick("Mål", "Goal")) }
                    th scope="col" { (locale.pick("Hvad det tæller", "What it counts")) }
                    th scope="col" { (locale.pick("Værdi", "Value")) }
                    th scope="col" { (locale.pick("Grænse", "Bound")) }
                    th scope="col" { (locale.pick("Bevis", "Proof")) }
                }
            }
            tbody {
                @for standing in &subject.standings {
                    tr {
                        th scope="row" { (locale.goal(standing.rung)) }
                        td { (locale.goal_meaning(standing.rung)) }
                        td.number { (locale.value(standing.value)) }
                        td.number { (bound(locale, standing)) }
                        td { (known(locale, standing)) }
                    }
                }
            }
        }
    };
    html! {
        @if let Some(doubt) = doubt { p.doubt { strong { (locale.pick("Bemærk: ", "Note: ")) } (doubted(locale, doubt)) } }
        (scrolling(caption, &table))
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
        @if let Some(published) = &subject.instance.published {
            p {
                (locale.pick("Planen er rettet fra ", "The roster was mended from "))
                (locale.long_date(published.from))
                (locale.pick(
                    ". Beviset gælder blandt de vagtplaner, der lader vagterne før den dag stå, som de var udsendt.",
                    " on. The proof holds among the rosters that leave the shifts before that day as they were published.",
                ))
            }
        }
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

fn bound(locale: &Locale, standing: &Standing) -> String {
    match standing.proof {
        Proof::Proven => locale.value(standing.value),
        Proof::Bounded(bound) => locale.value(bound),
        Proof::Open | Proof::Unknown => "–".to_owned(),
    }
}

/// What is known of a goal, in a clause.
pub(super) fn known(locale: &Locale, standing: &Standing) -> Markup {
    match standing.proof {
        Proof::Proven => {
            html! { span.good { span aria-hidden="true" { "✓ " } (locale.pick("bevist: kan ikke blive bedre", "proven: cannot be better")) } }
        }
        Proof::Bounded(bound) if locale.value(bound) == locale.value(standing.value) => html! {
            span aria-hidden="true" { "◐ " }
            (locale.pick("højst en hårsbred fra det bedste", "at most a hair's breadth from the best"))
        },
        Proof::Bounded(bound) => html! {
            span aria-hidden="true" { "◐ " }
            (locale.pick("ikke bevist: måske kan det blive bedre, men aldrig under ", "not proven: it may get better, but never below "))
            (locale.value(bound))
        },
        Proof::Open => html! {
            span aria-hidden="true" { "○ " } (locale.pick("ikke bevist: søgningen nåede ikke hertil", "not proven: the search did not get this far"))
        },
        Proof::Unknown => html! { span aria-hidden="true" { "? " } (locale.pick("vides ikke", "not known")) },
    }
}

/// Why not everything is known, in a sentence or two.
pub(super) fn doubted(locale: &Locale, doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoSummary => locale
            .pick(
                "Der ligger ingen summary.json ved siden af vagtplanen, så det vides ikke, hvad der blev bevist, da den blev lavet.",
                "There is no summary.json beside the roster, so it is not known what was proven when it was made.",
            )
            .to_owned(),
        Doubt::Unreadable => locale
            .pick(
                "Filen summary.json ved siden af vagtplanen kan ikke læses.",
                "The summary.json beside the roster cannot be read.",
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
                "Filen summary.json hører til en plan med andre mål.",
                "The summary.json is of a roster with other goals.",
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
                format!("Vagtplanen er bedre i {goal}, end summary.json siger, at nogen kan være: den hører ikke til her, og intet i den regnes med."),
                format!("The roster is better in {goal} than summary.json says any can be: it does not belong here, and nothing in it counts."),
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
