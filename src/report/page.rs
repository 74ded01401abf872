//! Pages that a browser shows and prints, each in one file that needs nothing else.
//!
//! In: a roster with all that is known of it, or a change of membership. Out: HTML, the same bytes for the same roster.
//! Every text from outside goes through the escaping of `maud`; nothing on a page speaks by colour alone; without its script
//! a page shows everything.

mod accounts;
mod calendar;
mod changes;
mod coverage;
mod frame;
mod names;
mod people;
pub mod proof;
pub(crate) mod rhythm;
mod summary;
pub(crate) mod verdict;
mod violations;
pub mod withdrawal;

use chrono::{NaiveDate, NaiveTime};
use maud::{Markup, html};

use crate::domain::evidence::Doubt;
use crate::report::grid;
use crate::report::locale::Locale;
use crate::report::subject::Subject;
use frame::{Section, section};
use names::Names;

/// A published shift in a window that is closed now: date, start and the person.
pub type Closed = (NaiveDate, NaiveTime, usize);

/// The page of a roster, for everybody. `closed` are published shifts in windows that are closed now, and `doubt` says why
/// not everything is known that a run could have proven.
pub fn report(subject: &Subject<'_>, closed: &[Closed], doubt: Option<&Doubt>) -> String {
    let (locale, instance) = (subject.locale, subject.instance);
    let names = Names::of(subject);
    let grid = grid::grid(instance);
    let mut sections = vec![
        section("coverage", locale.pick("Bemanding", "Coverage"), coverage::table(subject, &grid)),
        section("shares", locale.pick("Andele og byrder", "Shares and burdens"), accounts::tables(subject)),
        section("rhythm", locale.pick("Rytme", "Rhythm"), rhythm::part(subject)),
        section("people", locale.pick("Hvem tager hvad", "Who takes what"), people::table(subject, &names)),
        section("calendar", locale.pick("Kalender", "Calendar"), calendar::table(subject, &grid, &names)),
    ];
    if subject.published.is_some() {
        let title = locale.pick("Ændringer", "Changes");
        sections.push(section("changes", title, changes::part(subject, closed, &names)));
    }
    sections.push(section("proof", locale.pick("Hvad der er bevist", "What is proven"), proof::part(subject, doubt)));
    let first = html! {
        (verdict::list(locale, &verdict::all(subject, doubt)))
        (violations::table(subject, &names))
        (coverage::holes(subject, &grid))
    };
    let first = section("verdict", locale.pick("Kort fortalt", "In short"), first);
    let body = html! {
        (heading(subject))
        main id="main" tabindex="-1" {
            (first.markup)
            (contents(locale, &sections))
            (frame::filter(locale, &names))
            @for section in &sections { (section.markup) }
        }
        (frame::footer(locale))
    };
    let title = format!("{} · {}", instance.title, locale.pick("vagtplan", "roster"));
    frame::document(locale, &title, true, &body)
}

/// One page of A4 for one municipality, which holds nobody else's names.
pub fn summary(subject: &Subject<'_>, municipality: usize) -> String {
    summary::page(subject, municipality)
}

fn heading(subject: &Subject<'_>) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let members = (subject.judgement.shares.share.iter()).filter(|share| **share != Default::default()).count() as u64;
    html! {
        header {
            p.kind { (locale.pick("Vagtplan", "Roster")) }
            h1 { (instance.title) }
            p.lead {
                (period(subject)) " · "
                (locale.counted(members, ["kommune", "kommuner"], ["municipality", "municipalities"])) " · "
                (locale.counted(instance.seats(), ["vagt", "vagter"], ["seat", "seats"])) " · "
                (locale.counted(instance.windows.len() as u64, ["tidsrum", "tidsrum"], ["window", "windows"]))
            }
        }
    }
}

/// `5. januar 2026 – 29. marts 2026`.
fn period(subject: &Subject<'_>) -> String {
    let period = subject.instance.period;
    format!("{} – {}", subject.locale.long_date(period.from), subject.locale.long_date(period.to))
}

fn contents(locale: &Locale, sections: &[Section]) -> Markup {
    html! {
        nav aria-label=(locale.pick("Indhold", "Contents")) {
            ul { @for section in sections { li { a href={ "#" (section.id) } { (section.title) } } } }
        }
    }
}
