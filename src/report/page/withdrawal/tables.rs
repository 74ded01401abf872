//! Every member before and after a change of membership: shares and shifts, burdens and balances, and what its staff can take.
//!
//! In: a change. Out: tables with a row a member; who moves stands below the others.

use maud::{Markup, html};

use crate::membership::effect::Member;
use crate::report::figures::Table;
use crate::report::locale::{Locale, capitalised};
use crate::report::membership::{Change, figures, lacks};
use crate::report::page::cells::cells;
use crate::report::page::frame::{captioned, link};

const OWED: [&str; 2] = ["entitled_before", "entitled_after"];

/// Who is there before or after: who stays by name, then who moves.
fn rows<'a>(change: &'a Change<'_>, locale: &Locale) -> Vec<&'a Member> {
    let mut staying: Vec<&Member> = change.staying().collect();
    staying.sort_by(|one, other| locale.compare(change.name(one.municipality), change.name(other.municipality)));
    staying.into_iter().chain(change.movers()).collect()
}

/// Tables of the same rows beside one another, each under its title.
fn grouped(
    caption: &str,
    locale: &Locale,
    change: &Change<'_>,
    rows: &[&Member],
    groups: &[(String, Table)],
) -> Markup {
    let head = html! {
        tr {
            th scope="col" rowspan="2" { (locale.pick("Kommune", "Municipality")) }
            @for (title, group) in groups { th scope="colgroup" colspan=(group.columns.len()) { (title) } }
        }
        tr { @for (_, group) in groups { @for column in &group.columns { th scope="col" { (column.title(locale)) } } } }
    };
    let body = html! {
        tbody {
            @for (place, member) in rows.iter().enumerate() {
                tr data-m=(member.municipality) {
                    (named(change, member))
                    @for (_, group) in groups { (cells(group, &group.rows[place], locale)) }
                }
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

/// Shares and shifts.
pub(super) fn shifts(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption = locale.pick("Andel og vagter pr. kommune", "Share and shifts by municipality");
    let rows = rows(change, locale);
    let all = figures::in_class(change, None, &rows);
    let groups = [
        (locale.pick("Andel", "Share").to_owned(), all.only(&["share_before", "share_after"])),
        (
            locale.pick("Vagter pr. periode", "Shifts a period").to_owned(),
            all.only(&["entitled_before", "entitled_after", "more", "more_percent"]),
        ),
        (locale.pick("Vagter om året", "Shifts a year").to_owned(), all.only(&["year_before", "year_after"])),
    ];
    grouped(caption, locale, change, &rows, &groups)
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
    grouped(caption, locale, change, &rows, &groups)
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
            @for column in &names.columns { th scope="col" { (column.title(locale)) } }
            @for title in titles { th scope="col" { (title) } }
            th scope="col" { (locale.pick("Bærer den det?", "Can it carry that?")) }
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
                    (cells(&names, row, locale))
                    @for class in &classes { td { (of(class, place)) } }
                    @match lacks::lacking(change, member, locale) {
                        Some(lacks) if change.falls_anew(member) => td.bad { span aria-hidden="true" { "✗ " } (lacks) },
                        Some(lacks) => td { span aria-hidden="true" { "◐ " } (locale.pick("heller ikke før, ", "neither before: ")) (lacks) },
                        None if change.is_asked(member) => td { span aria-hidden="true" { "? " } (locale.pick("personalet er ikke oplyst", "its staff are not said")) },
                        None => td { span aria-hidden="true" { "✓ " } (locale.pick("kan bære det", "can carry it")) },
                    }
                }
            }
        }
    };
    captioned("numbers sorts", caption, &head, &body)
}
