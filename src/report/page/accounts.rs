//! What each municipality owes and was given, for all shifts and in each burden.
//!
//! In: a roster with all that is known of it. Out: tables with a row a municipality. A figure off target by more than rounding has
//! a cross, not only a colour.

use maud::{Markup, html};

use super::frame::{captioned, figure, heads};
use crate::report::locale::Locale;
use crate::report::numbers::{self, TEXT_PLACES, beyond_rounding};
use crate::report::picture;
use crate::report::subject::Subject;
use crate::shares::Account;

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
        div.pair { (all(subject)) (figure(&picture::shares(subject))) }
        @if let Some(picture) = picture::burdens(subject) { div.pair { (burdens(subject)) (figure(&picture)) } }
    }
}

fn all(subject: &Subject<'_>) -> Markup {
    let (locale, instance, judgement) = (subject.locale, subject.instance, subject.judgement);
    let caption = locale.pick("Alle vagter", "All shifts");
    let head = heads([
        locale.pick("Kommune", "Municipality"),
        locale.pick("Indbyggere", "Inhabitants"),
        locale.pick("Andel", "Share"),
        locale.pick("Forpligtelse", "Entitled"),
        locale.pick("Overført", "Carried"),
        locale.pick("Måltal", "Target"),
        locale.pick("Tildelt", "Given"),
        locale.pick("Afvigelse", "Deviation"),
    ]);
    let body = html! {
        tbody {
            @for m in subject.municipalities_by_name() {
                @let account = &judgement.shares.total[m];
                tr data-m=(m) {
                    th scope="row" { (instance.municipalities[m].name) }
                    td { (locale.whole(instance.municipalities[m].population)) }
                    td { (locale.percent(&judgement.shares.share[m])) }
                    td { (locale.exact(&account.entitled, TEXT_PLACES)) }
                    td { (locale.signed(&account.carried, TEXT_PLACES)) }
                    td { (locale.exact(&account.target, TEXT_PLACES)) }
                    td { strong { (locale.whole(judgement.shifts[m])) } }
                    (off(locale, account, judgement.shifts[m]))
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
                th scope="col" { (locale.pick("Måltal", "Target")) }
                th scope="col" { (locale.pick("Tildelt", "Given")) }
                th scope="col" { (locale.pick("Afvigelse", "Deviation")) }
            }
        }
    };
    let body = html! {
        tbody {
            @for m in subject.municipalities_by_name() {
                tr data-m=(m) {
                    th scope="row" { (instance.municipalities[m].name) }
                    @for (accounts, shifts) in judgement.shares.burdens.iter().zip(&judgement.burden_shifts) {
                        td { (locale.exact(&accounts[m].target, TEXT_PLACES)) }
                        td { strong { (locale.whole(shifts[m])) } }
                        (off(locale, &accounts[m], shifts[m]))
                    }
                }
            }
        }
    };
    captioned("numbers", caption, &head, &body)
}

/// The cell of a deviation.
pub(super) fn off(locale: &Locale, account: &Account, shifts: u64) -> Markup {
    let deviation = locale.signed(&numbers::deviation(&account.target, shifts), TEXT_PLACES);
    html! {
        @if beyond_rounding(&account.target, shifts) {
            td.bad { span.unseen { (locale.pick("mere end afrunding ", "more than rounding ")) } span aria-hidden="true" { "✗ " } (deviation) }
        } @else {
            td { (deviation) }
        }
    }
}
