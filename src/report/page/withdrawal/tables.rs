//! Every member before and after a change of membership: shares and shifts, burdens and balances, and what its staff can take.
//!
//! In: a change. Out: tables with a row a member; who moves stands below the others.

use maud::{Markup, html};

use crate::membership::effect::Member;
use crate::report::figures::Table;
use crate::report::locale::Locale;
use crate::report::membership::{Change, figures, lacks};
use crate::report::page::cells::cells;
use crate::report::page::frame::captioned;

const OWED: [&str; 2] = ["entitled_before", "entitled_after"];

/// Who is there before or after: who stays by name, then who moves.
fn rows<'a>(change: &'a Change<'_>, locale: &Locale) -> Vec<&'a Member> {
    let mut staying: Vec<&Member> = change.staying().collect();
    staying.sort_by(|one, other| locale.compare(change.name(one.municipality), change.name(other.municipality)));
    staying.into_iter().chain(change.movers()).collect()
}

/// Tables of the same rows beside one another, each under its title.
fn grouped(caption: &str, locale: &Locale, names: &Table, groups: &[(&str, Table)]) -> Markup {
    let head = html! {
        tr {
            @for column in &names.columns { th scope="col" rowspan="2" { (column.title(locale)) } }
            @for (title, group) in groups { th scope="colgroup" colspan=(group.columns.len()) { (title) } }
        }
        tr { @for (_, group) in groups { @for column in &group.columns { th scope="col" { (column.title(locale)) } } } }
    };
    let body = html! {
        tbody {
            @for (place, row) in names.rows.iter().enumerate() {
                tr {
                    (cells(names, row, locale))
                    @for (_, group) in groups { (cells(group, &group.rows[place], locale)) }
                }
            }
        }
    };
    captioned("numbers", caption, &head, &body)
}

/// Shares and shifts.
pub(super) fn shifts(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption = locale.pick("Andel og vagter pr. kommune", "Share and shifts by municipality");
    let all = figures::in_class(change, None, &rows(change, locale));
    let groups = [
        (locale.pick("Andel", "Share"), all.only(&["share_before", "share_after"])),
        (
            locale.pick("Vagter pr. periode", "Shifts a period"),
            all.only(&["entitled_before", "entitled_after", "more", "more_percent"]),
        ),
        (locale.pick("Vagter om året", "Shifts a year"), all.only(&["year_before", "year_after"])),
    ];
    grouped(caption, locale, &all.only(&["municipality_name"]), &groups)
}

/// Burdens and balances.
pub(super) fn burdens(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption =
        locale.pick("Byrder og saldo pr. kommune, i vagter", "Burdens and balance by municipality, in shifts");
    let rows = rows(change, locale);
    let all = figures::in_class(change, None, &rows);
    let burdens = change.instance.burdens.iter().enumerate();
    let burdens = burdens.map(|(burden, named)| {
        (locale.burden(&named.name), figures::in_class(change, Some(burden), &rows).only(&OWED))
    });
    let balance = (locale.pick("Saldo", "Balance"), all.only(&["balance_before", "balance_after"]));
    let groups: Vec<(&str, Table)> = burdens.chain([balance]).collect();
    grouped(caption, locale, &all.only(&["municipality_name"]), &groups)
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
    let names = figures::reach(change, None, &rows).only(&["municipality_name", "heads"]);
    let burdens = change.instance.burdens.iter().map(|burden| locale.burden(&burden.name));
    let titles = [locale.pick("Vagter", "Shifts")].into_iter().chain(burdens);
    let head = html! {
        tr {
            @for column in &names.columns { th scope="col" { (column.title(locale)) } }
            @for title in titles { th scope="col" { (title) } }
            th scope="col" { (locale.pick("Bærer den det?", "Can it carry that?")) }
        }
    };
    let of = |class: &Table, place: usize| {
        let row = class.columns.iter().zip(&class.rows[place]);
        row.map(|(column, figure)| figure.shown(column.kind, locale)).collect::<Vec<_>>().join(" / ")
    };
    let body = html! {
        tbody {
            @for (place, (member, row)) in rows.iter().zip(&names.rows).enumerate() {
                tr {
                    (cells(&names, row, locale))
                    @for class in &classes { td { (of(class, place)) } }
                    @match lacks::lacking(change, member, locale) {
                        Some(lacks) => td.bad { span aria-hidden="true" { "✗ " } (lacks) },
                        None => td { span aria-hidden="true" { "✓ " } (locale.pick("kan bære det", "can carry it")) },
                    }
                }
            }
        }
    };
    captioned("numbers", caption, &head, &body)
}
