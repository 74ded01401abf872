//! What each municipality owes and was given, for all shifts and in each burden.
//!
//! In: a roster with all that is known of it. Out: tables with a row a municipality.

use maud::{Markup, html};

use super::cells::{cells, head};
use super::frame::{captioned, figure};
use crate::report::facts::taken_over;
use crate::report::figures::Table;
use crate::report::figures::accounts::{self, ACCOUNT, AGAINST_TARGET};
use crate::report::picture;
use crate::report::subject::Subject;

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
    let locale = subject.locale;
    let caption = locale.pick("Alle vagter", "All shifts");
    let members = subject.municipalities_by_name();
    let accounts = accounts::given(subject.instance, subject.judgement).in_class(None, members.iter().copied());
    let table = accounts.only(&[["municipality_name", "population", "share"].as_slice(), &ACCOUNT].concat());
    let body = html! {
        tbody { @for (m, row) in members.iter().zip(&table.rows) { tr data-m=(m) { (cells(&table, row, locale)) } } }
    };
    captioned("numbers", caption, &head(&table, locale), &body)
}

fn burdens(subject: &Subject<'_>) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let caption = locale.pick("Byrder, der deles for sig", "Burdens, shared out on their own");
    let members = subject.municipalities_by_name();
    let accounts = accounts::given(instance, subject.judgement);
    let against_target = |burden| accounts.in_class(Some(burden), members.iter().copied()).only(&AGAINST_TARGET);
    let tables: Vec<Table> = (0..instance.burdens.len()).map(against_target).collect();
    let head = html! {
        tr {
            th scope="col" rowspan="2" { (locale.pick("Kommune", "Municipality")) }
            @for burden in &instance.burdens { th scope="colgroup" colspan="3" { (locale.burden(&burden.name)) } }
        }
        tr { @for table in &tables { @for column in &table.columns { th scope="col" { (column.title(locale)) } } } }
    };
    let body = html! {
        tbody {
            @for (place, &m) in members.iter().enumerate() {
                tr data-m=(m) {
                    th scope="row" { (instance.municipalities[m].name) }
                    @for table in &tables { (cells(table, &table.rows[place], locale)) }
                }
            }
        }
    };
    captioned("numbers", caption, &head, &body)
}
