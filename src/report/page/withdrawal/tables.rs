//! Every member before and after a change of membership: shares and shifts, burdens and balances, and what its staff can take.
//!
//! In: a change. Out: tables with a row a member; who moves stands below the others.

use std::cmp::Reverse;

use maud::{Markup, html};
use num_traits::{Signed, ToPrimitive};

use crate::membership::effect::Member;
use crate::report::figures::{Figure, Table};
use crate::report::locale::{Locale, capitalised};
use crate::report::membership::{Change, figures, lacks};
use crate::report::numbers::TEXT_PLACES;
use crate::report::page::bar::{from_left, of_the_longest};
use crate::report::page::cells::{cell, cells};
use crate::report::page::frame::{captioned, link};

const OWED: [&str; 2] = ["entitled_before", "entitled_after"];

/// Who is there before or after: who stays by name, then who moves.
fn rows<'a>(change: &'a Change<'_>, locale: &Locale) -> Vec<&'a Member> {
    let mut staying: Vec<&Member> = change.staying().collect();
    staying.sort_by(|one, other| locale.compare(change.name(one.municipality), change.name(other.municipality)));
    staying.into_iter().chain(change.movers()).collect()
}

/// A figure of the first group as bars beside it.
struct Bars {
    /// Above them: how long the longest is.
    scale: String,
    /// By row: the part of that; none for who is not compared with the others.
    parts: Vec<Option<f64>>,
}

/// Tables of the same rows beside one another, each under its title. Bars stand behind the first column.
fn grouped(
    caption: &str,
    locale: &Locale,
    change: &Change<'_>,
    rows: &[&Member],
    groups: &[(String, Table)],
    bars: Option<&Bars>,
) -> Markup {
    let width = |group: usize, table: &Table| table.columns.len() + usize::from(group == 0 && bars.is_some());
    let behind = |group: usize, column: usize| bars.filter(|_| group == 0 && column == 0);
    let head = html! {
        tr {
            th scope="col" rowspan="2" { (locale.pick("Kommune", "Municipality")) }
            @for (place, (title, group)) in groups.iter().enumerate() { th scope="colgroup" colspan=(width(place, group)) { (title) } }
        }
        tr {
            @for (place, (_, group)) in groups.iter().enumerate() {
                @for (n, column) in group.columns.iter().enumerate() {
                    th scope="col" { (column.title(locale)) }
                    @if let Some(bars) = behind(place, n) { th scope="col" { (bars.scale) } }
                }
            }
        }
    };
    let set = |figures: &dyn Fn(&Table) -> Vec<Figure>, bar: &dyn Fn(&Bars) -> Markup| {
        html! {
            @for (place, (_, group)) in groups.iter().enumerate() {
                @for (n, (column, figure)) in group.columns.iter().zip(figures(group)).enumerate() {
                    (cell(column, &figure, locale))
                    @if let Some(bars) = behind(place, n) { (bar(bars)) }
                }
            }
        }
    };
    let body = html! {
        tbody {
            @for (place, member) in rows.iter().enumerate() {
                tr data-m=(member.municipality) {
                    (named(change, member))
                    (set(&|group| group.rows[place].clone(), &|bars| from_left(bars.parts[place])))
                }
            }
        }
        tfoot {
            tr {
                th scope="row" { (locale.pick("Alle", "All")) }
                (set(&|group| group.sum.clone().unwrap_or_default(), &|_| html! { td {} }))
            }
        }
    };
    captioned("numbers sorts", caption, &head, &body)
}

/// Whose row it is.
fn named(change: &Change<'_>, member: &Member) -> Markup {
    let name = change.name(member.municipality);
    html! { th scope="row" { (link(name, name)) } }
}

/// Shares and shifts: whose part changes most stands first, with the change as a bar.
pub(super) fn shifts(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption = locale.pick(
        "Vagter og andel pr. kommune, største ændring først",
        "Shifts and share by municipality, the largest change first",
    );
    let mut rows = rows(change, locale);
    let stays = |member: &Member| !change.moving.contains(&member.municipality);
    rows.sort_by_key(|member| (!stays(member), Reverse(member.more(0).abs())));
    let lengths: Vec<Option<f64>> =
        rows.iter().map(|member| stays(member).then(|| member.more(0).abs().to_f64().unwrap_or(0.0))).collect();
    let most = rows.first().filter(|member| stays(member)).map(|member| locale.signed(&member.more(0), TEXT_PLACES));
    let bars = most.map(|most| Bars { scale: format!("0 … {most}"), parts: of_the_longest(&lengths) });
    let all = figures::in_class(change, None, &rows);
    let groups = [
        (
            locale.pick("Vagter pr. periode", "Shifts a period").to_owned(),
            all.only(&["more", "more_percent", "entitled_before", "entitled_after"]),
        ),
        (locale.pick("Vagter om året", "Shifts a year").to_owned(), all.only(&["year_before", "year_after"])),
        (locale.pick("Andel", "Share").to_owned(), all.only(&["share_before", "share_after"])),
    ];
    grouped(caption, locale, change, &rows, &groups, bars.as_ref())
}

/// Burdens and balances.
pub(super) fn burdens(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption = locale.pick(
        "Byrder og saldo pr. kommune, i vagter; saldo med plus mangler kommunen at tage",
        "Burdens and balance by municipality, in shifts; a balance with a plus is still to be taken",
    );
    let rows = rows(change, locale);
    let all = figures::in_class(change, None, &rows);
    let burdens = change.instance.burdens.iter().enumerate();
    let burdens = burdens.map(|(burden, named)| {
        (capitalised(locale.burden(&named.name)), figures::in_class(change, Some(burden), &rows).only(&OWED))
    });
    let balance = (locale.pick("Saldo", "Balance").to_owned(), all.only(&["balance_before", "balance_after"]));
    let groups: Vec<(String, Table)> = burdens.chain([balance]).collect();
    grouped(caption, locale, change, &rows, &groups, None)
}

/// What each owes, of what its staff can take.
pub(super) fn staff(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption = locale.pick(
        "Hvad hver skylder bagefter, af det meste dens eget personale kan tage",
        "What each owes afterwards, of the most that its own staff can take",
    );
    let rows: Vec<&Member> = rows(change, locale).into_iter().filter(|member| member.after.days > 0).collect();
    let classes: Vec<Table> = crate::report::figures::classes(change.instance)
        .map(|class| figures::reach(change, class, &rows).only(&["entitled_after", "most"]))
        .collect();
    let names = figures::reach(change, None, &rows).only(&["heads"]);
    let burdens = change.instance.burdens.iter().map(|burden| capitalised(locale.burden(&burden.name)));
    let titles = [locale.pick("Vagter", "Shifts").to_owned()].into_iter().chain(burdens);
    let head = html! {
        tr {
            th scope="col" { (locale.pick("Kommune", "Municipality")) }
            th.says scope="col" { (locale.pick("Bærer den det?", "Can it carry that?")) }
            @for column in &names.columns { th scope="col" { (column.title(locale)) } }
            @for title in titles { th scope="col" { (title) } }
        }
    };
    let of = |class: &Table, place: usize| {
        let row = class.columns.iter().zip(&class.rows[place]);
        let shown = row.map(|(column, figure)| figure.shown(column.kind, locale));
        shown.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" / ")
    };
    let body = html! {
        tbody {
            @for (place, (member, row)) in rows.iter().zip(&names.rows).enumerate() {
                tr data-m=(member.municipality) {
                    (named(change, member))
                    @match lacks::lacking(change, member, locale) {
                        Some(lacks) if change.falls_anew(member) => td.says.bad { span aria-hidden="true" { "✗ " } (lacks) },
                        Some(lacks) => td.says { span aria-hidden="true" { "◐ " } (locale.pick("heller ikke før, ", "neither before: ")) (lacks) },
                        None if change.is_asked(member) => td.says { span aria-hidden="true" { "? " } (locale.pick("personalet er ikke oplyst", "its staff are not said")) },
                        None => td.says { span aria-hidden="true" { "✓ " } (locale.pick("kan bære det", "can carry it")) },
                    }
                    (cells(&names, row, locale))
                    @for class in &classes { td { (of(class, place)) } }
                }
            }
        }
    };
    captioned("numbers sorts", caption, &head, &body)
}
