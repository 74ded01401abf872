//! What each municipality owes and was given, for all shifts and in each burden.
//!
//! In: a roster with all that is known of it. Out: tables with a row a municipality.

use maud::{Markup, html};
use num_traits::ToPrimitive;

use super::bar::from_middle;
use super::cells::cells;
use super::frame::{captioned, heads, link};
use crate::report::facts::standing::{self, Standing};
use crate::report::facts::{sums, taken_over};
use crate::report::figures::Table;
use crate::report::figures::accounts::{self, AGAINST_TARGET};
use crate::report::locale::{Locale, capitalised};
use crate::report::subject::Subject;

/// The tables.
pub(super) fn tables(subject: &Subject<'_>) -> Markup {
    let locale = subject.locale;
    html! {
        p {
            (locale.pick(
                "Hver kommune skylder sin del af vagterne efter befolkning: det er dens forpligtelse. Måltallet er \
                 forpligtelsen med det, der er overført fra tidligere perioder, lagt til. Overført med plus er vagter, som kommunen \
                 mangler at tage; med minus har den taget dem forud. Afvigelsen er de tildelte vagter minus måltallet; ✗ står ved en hel vagt eller mere.",
                "Each municipality owes its part of the shifts by population: that is its entitlement. The \
                 target is that, with what is carried over from earlier periods added. Carried with a plus are shifts that the municipality has still \
                 to take; with a minus it has worked them ahead. The deviation is shifts given less target; ✗ stands where that is a whole shift or more.",
            ))
        }
        @if let Some(taken_over) = taken_over::sentence(subject.instance, &subject.judgement.shares.opening, locale) {
            p { (locale.pick("Overført indeholder: ", "Carried holds: ")) (taken_over) "." }
        }
        (all(subject))
        @if !subject.instance.burdens.is_empty() { (burdens(subject)) }
        @for why in sums::unequal(locale, subject.judgement) { p.note { (why) } }
    }
}

fn all(subject: &Subject<'_>) -> Markup {
    let locale = subject.locale;
    let caption = locale.pick("Alle vagter", "All shifts");
    let members = subject.municipalities_by_name();
    let accounts = accounts::given(subject.instance, subject.judgement).in_class(None, members.iter().copied());
    let table = accounts.only(&FIRST);
    let rest = accounts.only(&REST);
    let titles = |table: &Table| table.columns.iter().map(|column| column.title(locale)).collect::<Vec<_>>();
    let name = locale.pick("Kommune", "Municipality");
    let head = heads([vec![name], titles(&table), vec![SCALE], titles(&rest)].concat());
    let body = html! {
        tbody {
            @for (place, &m) in members.iter().enumerate() {
                tr data-m=(m) {
                    (named(subject, m))
                    (cells(&table, &table.rows[place], locale))
                    (bar(&standing::of(subject.judgement, m, None)))
                    (cells(&rest, &rest.rows[place], locale))
                }
            }
        }
        @if let (Some(sum), Some(more)) = (&table.sum, &rest.sum) {
            (foot(locale, html! { (cells(&table, sum, locale)) td {} (cells(&rest, more, locale)) }))
        }
    };
    captioned("numbers sorts", caption, &head, &body)
}

/// What is asked for first: a phone has no room for more.
const FIRST: [&str; 3] = AGAINST_TARGET;
/// What that follows from.
const REST: [&str; 4] = ["entitled", "carried", "share", "population"];

/// Above the bars: the deviation from one end to the other.
const SCALE: &str = "−1 … +1";

/// What the columns add up to.
fn foot(locale: &Locale, cells: Markup) -> Markup {
    html! { tfoot { tr { th scope="row" { (locale.pick("Alle", "All")) } (cells) } } }
}

/// The deviation as a bar, on a scale of one shift to either side. The figure stands beside it.
fn bar(standing: &Standing<'_>) -> Markup {
    from_middle(standing.deviation.to_f64().unwrap_or(0.0), standing.is_off())
}

/// Whose row it is.
fn named(subject: &Subject<'_>, m: usize) -> Markup {
    let name = &subject.instance.municipalities[m].name;
    html! { th scope="row" { (link(name, name)) } }
}

fn burdens(subject: &Subject<'_>) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let caption = &locale.burdens_apart(instance.burdens.iter().map(|burden| burden.name.as_str()));
    let members = subject.municipalities_by_name();
    let accounts = accounts::given(instance, subject.judgement);
    let against_target = |burden| accounts.in_class(Some(burden), members.iter().copied()).only(&AGAINST_TARGET);
    let tables: Vec<Table> = (0..instance.burdens.len()).map(against_target).collect();
    let head = html! {
        tr {
            th scope="col" rowspan="2" { (locale.pick("Kommune", "Municipality")) }
            @for burden in &instance.burdens { th scope="colgroup" colspan="4" { (capitalised(locale.burden(&burden.name))) } }
        }
        tr {
            @for table in &tables {
                @for column in &table.columns { th scope="col" { (column.title(locale)) } }
                th scope="col" { (SCALE) }
            }
        }
    };
    let body = html! {
        tbody {
            @for (place, &m) in members.iter().enumerate() {
                tr data-m=(m) {
                    (named(subject, m))
                    @for (burden, table) in tables.iter().enumerate() {
                        (cells(table, &table.rows[place], locale))
                        (bar(&standing::of(subject.judgement, m, Some(burden))))
                    }
                }
            }
        }
        (foot(locale, html! {
            @for table in &tables { @if let Some(sum) = &table.sum { (cells(table, sum, locale)) td {} } }
        }))
    };
    captioned("numbers sorts", caption, &head, &body)
}
