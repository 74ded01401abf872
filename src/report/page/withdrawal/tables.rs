//! Every member before and after a change of membership: shares and shifts, burdens and balances, and what its staff can take.
//!
//! In: a change. Out: tables with a row a member; who moves stands below the others.

use maud::{Markup, html};

use super::sentences::lacking;
use crate::domain::Exact;
use crate::membership::effect::{Member, YEAR};
use crate::report::locale::Locale;
use crate::report::membership::Change;
use crate::report::numbers::TEXT_PLACES;
use crate::report::page::frame::captioned;

/// A part in hundredths, with its sign.
fn percent(locale: &Locale, part: &Exact) -> String {
    let hundred = part * Exact::from_integer(100.into());
    format!("{}{}", locale.signed(&hundred, 1), locale.pick("\u{a0}%", "%"))
}

/// Who is there before or after: who stays by name, then who moves.
fn rows<'a>(change: &'a Change<'_>, locale: &Locale) -> Vec<&'a Member> {
    let mut staying: Vec<&Member> = change.staying().collect();
    staying.sort_by(|one, other| locale.compare(change.name(one.municipality), change.name(other.municipality)));
    staying.into_iter().chain(change.movers()).collect()
}

/// Shares and shifts.
pub(super) fn shifts(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption = locale.pick("Andel og vagter pr. kommune", "Share and shifts by municipality");
    let exact = |value: &Exact| locale.exact(value, TEXT_PLACES);
    let head = html! {
        tr {
            th scope="col" rowspan="2" { (locale.pick("Kommune", "Municipality")) }
            th scope="colgroup" colspan="2" { (locale.pick("Andel", "Share")) }
            th scope="colgroup" colspan="4" { (locale.pick("Vagter pr. periode", "Shifts a period")) }
            th scope="colgroup" colspan="2" { (locale.pick("Vagter om året", "Shifts a year")) }
        }
        tr {
            th scope="col" { (locale.pick("før", "before")) } th scope="col" { (locale.pick("efter", "after")) }
            th scope="col" { (locale.pick("før", "before")) } th scope="col" { (locale.pick("efter", "after")) }
            th scope="col" { (locale.pick("mere", "more")) } th scope="col" { "%" }
            th scope="col" { (locale.pick("før", "before")) } th scope="col" { (locale.pick("efter", "after")) }
        }
    };
    let body = html! {
        tbody {
            @for member in rows(change, locale) {
                tr {
                    th scope="row" { (change.name(member.municipality)) }
                    td { (locale.percent(&member.before.share)) } td { (locale.percent(&member.after.share)) }
                    td { (exact(&member.before.owed[0])) } td { (exact(&member.after.owed[0])) }
                    td { strong { (locale.signed(&member.more(0), TEXT_PLACES)) } }
                    td { (member.more_relative(0).map_or_else(|| locale.pick("ny", "new").to_owned(), |part| percent(locale, &part))) }
                    td { (locale.exact(&member.before.rate(0, YEAR), 1)) } td { (locale.exact(&member.after.rate(0, YEAR), 1)) }
                }
            }
        }
    };
    captioned("numbers", caption, &head, &body)
}

/// Burdens and balances.
pub(super) fn burdens(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption =
        locale.pick("Byrder og saldo pr. kommune, i vagter", "Burdens and balance by municipality, in shifts");
    let exact = |value: &Exact| locale.exact(value, TEXT_PLACES);
    let sides =
        html! { th scope="col" { (locale.pick("før", "before")) } th scope="col" { (locale.pick("efter", "after")) } };
    let head = html! {
        tr {
            th scope="col" rowspan="2" { (locale.pick("Kommune", "Municipality")) }
            @for burden in &change.instance.burdens { th scope="colgroup" colspan="2" { (locale.burden(&burden.name)) } }
            th scope="colgroup" colspan="2" { (locale.pick("Saldo", "Balance")) }
        }
        tr { @for _ in 0..=change.instance.burdens.len() { (sides) } }
    };
    let body = html! {
        tbody {
            @for member in rows(change, locale) {
                @let balance = &change.balances[0][member.municipality];
                tr {
                    th scope="row" { (change.name(member.municipality)) }
                    @for class in 1..=change.instance.burdens.len() {
                        td { (exact(&member.before.owed[class])) } td { (exact(&member.after.owed[class])) }
                    }
                    td { (locale.signed(&balance.before, TEXT_PLACES)) } td { (locale.signed(&balance.after, TEXT_PLACES)) }
                }
            }
        }
    };
    captioned("numbers", caption, &head, &body)
}

/// What each owes, of what its staff can take.
pub(super) fn staff(change: &Change<'_>, locale: &Locale) -> Markup {
    let caption = locale.pick(
        "Hvad hver skylder bagefter, af det meste dens eget personale kan tage",
        "What each owes afterwards, of the most that its own staff can take",
    );
    let of = |member: &Member, class: usize| {
        let most = change.staffing[member.municipality].as_ref().map_or(0, |staffing| staffing.most[class]);
        format!("{} / {}", locale.exact(&member.after.owed[class], TEXT_PLACES), locale.whole(most))
    };
    let head = html! {
        tr {
            th scope="col" { (locale.pick("Kommune", "Municipality")) }
            th scope="col" { (locale.pick("Kolleger", "Colleagues")) }
            th scope="col" { (locale.pick("Vagter", "Shifts")) }
            @for burden in &change.instance.burdens { th scope="col" { (locale.burden(&burden.name)) } }
            th scope="col" { (locale.pick("Bærer den det?", "Can it carry that?")) }
        }
    };
    let body = html! {
        tbody {
            @for member in rows(change, locale).into_iter().filter(|member| member.after.days > 0) {
                tr {
                    th scope="row" { (change.name(member.municipality)) }
                    td { (change.staffing[member.municipality].as_ref().map_or(0, |staffing| staffing.heads)) }
                    @for class in 0..=change.instance.burdens.len() { td { (of(member, class)) } }
                    @if change.falls(member) {
                        td.bad { span aria-hidden="true" { "✗ " } (lacking(change, locale, member)) }
                    } @else {
                        td { span aria-hidden="true" { "✓ " } (lacking(change, locale, member)) }
                    }
                }
            }
        }
    };
    captioned("numbers", caption, &head, &body)
}
