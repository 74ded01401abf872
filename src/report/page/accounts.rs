//! What each municipality owes and was given, for all shifts and in each burden.
//!
//! In: a roster with all that is known of it. Out: tables with a row a municipality. A figure off target by more than rounding has
//! a cross, not only a colour.

use maud::{Markup, html};

use super::frame::{captioned, figure, heads};
use crate::report::facts::standing::{self, Standing};
use crate::report::facts::taken_over;
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;
use crate::report::picture;
use crate::report::subject::Subject;

/// Where in an account the columns begin that hold what was given against the target.
const AGAINST_TARGET: usize = 2;

/// The tables.
pub(super) fn tables(subject: &Subject<'_>) -> Markup {
    let locale = subject.locale;
    html! {
        p {
            (locale.pick(
                "Hver kommune skylder sin del af vagterne efter befolkning: det er dens forpligtelse. Måltallet er \
                 forpligtelsen med det, der er overført fra tidligere perioder, lagt til. Inden for afrunding vil sige: \
                 mindre end én vagt fra måltallet.",
                "Each municipality owes its part of the shifts by population: that is its entitlement. The \
                 target is that, with what is carried over from earlier periods added. Within rounding means: less than one shift off target.",
            ))
        }
        @if let Some(taken_over) = taken_over::sentence(subject.instance, &subject.judgement.shares.opening, locale) {
            p { (locale.pick("Overført indeholder: ", "Carried holds: ")) (taken_over) "." }
        }
        div.pair { (all(subject)) (figure(&picture::shares(subject))) }
        @if let Some(picture) = picture::burdens(subject) { div.pair { (burdens(subject)) (figure(&picture)) } }
    }
}

fn all(subject: &Subject<'_>) -> Markup {
    let (locale, instance, judgement) = (subject.locale, subject.instance, subject.judgement);
    let caption = locale.pick("Alle vagter", "All shifts");
    let whose = locale.pick(["Kommune", "Indbyggere", "Andel"], ["Municipality", "Inhabitants", "Share"]);
    let head = heads(whose.into_iter().chain(locale.account()));
    let standings = standing::in_all(judgement);
    let body = html! {
        tbody {
            @for m in subject.municipalities_by_name() {
                tr data-m=(m) {
                    th scope="row" { (instance.municipalities[m].name) }
                    td { (locale.whole(instance.municipalities[m].population)) }
                    td { (locale.percent(&judgement.shares.share[m])) }
                    (cells(locale, &standings[m]))
                }
            }
        }
    };
    captioned("numbers", caption, &head, &body)
}

fn burdens(subject: &Subject<'_>) -> Markup {
    let (locale, instance, judgement) = (subject.locale, subject.instance, subject.judgement);
    let caption = locale.pick("Byrder, der deles for sig", "Burdens, shared out on their own");
    let head = html! {
        tr {
            th scope="col" rowspan="2" { (locale.pick("Kommune", "Municipality")) }
            @for burden in &instance.burdens { th scope="colgroup" colspan="3" { (locale.burden(&burden.name)) } }
        }
        tr {
            @for _ in &instance.burdens {
                @for title in &locale.account()[AGAINST_TARGET..] { th scope="col" { (title) } }
            }
        }
    };
    let burdens: Vec<Vec<Standing<'_>>> =
        (0..instance.burdens.len()).map(|burden| standing::in_burden(judgement, burden)).collect();
    let body = html! {
        tbody {
            @for m in subject.municipalities_by_name() {
                tr data-m=(m) {
                    th scope="row" { (instance.municipalities[m].name) }
                    @for standings in &burdens { (against_target(locale, &standings[m])) }
                }
            }
        }
    };
    captioned("numbers", caption, &head, &body)
}

/// The cells of an account.
pub(super) fn cells(locale: &Locale, standing: &Standing<'_>) -> Markup {
    html! {
        td { (locale.exact(&standing.account.entitled, TEXT_PLACES)) }
        td { (locale.signed(&standing.account.carried, TEXT_PLACES)) }
        (against_target(locale, standing))
    }
}

/// Those of them that hold what was given against the target.
fn against_target(locale: &Locale, standing: &Standing<'_>) -> Markup {
    html! {
        td { (locale.exact(&standing.account.target, TEXT_PLACES)) }
        td { strong { (locale.whole(standing.shifts)) } }
        (off(locale, standing))
    }
}

/// The cell of a deviation.
fn off(locale: &Locale, standing: &Standing<'_>) -> Markup {
    let deviation = locale.signed(&standing.deviation, TEXT_PLACES);
    html! {
        @if standing.is_off() {
            td.bad { span.unseen { (locale.pick("mere end afrunding ", "more than rounding ")) } span aria-hidden="true" { "✗ " } (deviation) }
        } @else {
            td { (deviation) }
        }
    }
}
