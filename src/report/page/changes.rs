//! What changed since the roster that people have in their calendars: by municipality, then seat by seat.
//!
//! In: a roster with all that is known of it, and published shifts in windows that are closed now. Out: tables. Who has only another
//! seat number in the same window has not changed.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::frame::{captioned, heads, link};
use super::names::Names;
use crate::difference::{Change, Tally};
use crate::domain::Exact;
use crate::domain::roster::ClosedShift;
use crate::newcomers;
use crate::report::facts::newcomers as told;
use crate::report::subject::Subject;

/// The most changes that are listed.
const MOST: usize = 3000;

/// The section.
pub(super) fn part(subject: &Subject<'_>, closed: &[ClosedShift], names: &Names) -> Markup {
    let locale = subject.locale;
    let changes = subject.changes();
    let newcomers = newcomers::newcomers(subject.instance, subject.roster);
    let newcomers = told::sentences(locale, subject.instance, &newcomers);
    let newcomers = html! { @for sentence in &newcomers { p { (sentence.text) } } };
    if changes.is_empty() && closed.is_empty() {
        return html! {
            p { (locale.pick("Intet er ændret siden den udsendte plan.", "Nothing has changed since the published roster.")) }
            (newcomers)
        };
    }
    html! {
        (newcomers)
        (by_municipality(subject, &changes, closed))
        (one_by_one(subject, &changes, closed, names))
        @if changes.len() + closed.len() > MOST {
            p {
                (locale.pick("Kun de første ", "Only the first ")) (locale.whole(MOST as u64))
                (locale.pick(" står her; resten står i regnearket roster.xlsx.", " are here; the rest are in the workbook roster.xlsx."))
            }
        }
    }
}

fn by_municipality(subject: &Subject<'_>, changes: &[Change], closed: &[ClosedShift]) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    let home = |staff: usize| instance.staff[staff].municipality;
    for change in changes {
        change.was.iter().for_each(|&was| tallies.entry(home(was)).or_default().lost += 1);
        change.is.iter().for_each(|&is| tallies.entry(home(is)).or_default().gained += 1);
    }
    closed.iter().for_each(|shift| tallies.entry(home(shift.staff)).or_default().lost += 1);
    let caption = locale.pick("Ændringer pr. kommune", "Changes by municipality");
    let head = heads([
        locale.pick("Kommune", "Municipality"),
        locale.pick("Nye vagter", "New shifts"),
        locale.pick("Bortfaldne", "Dropped"),
        locale.pick("I alt", "In all"),
    ]);
    let body = html! {
        tbody {
            @for m in subject.municipalities_by_name() {
                @if let Some(tally) = tallies.get(&m) {
                    tr data-m=(m) {
                        @let name = &instance.municipalities[m].name;
                        th scope="row" { (link(name, name)) }
                        td { (tally.gained) }
                        td { (tally.lost) }
                        td { (locale.signed(&change(tally), 0)) }
                    }
                }
            }
        }
    };
    captioned("numbers", caption, &head, &body)
}

/// How many shifts more than before; fewer are below zero.
fn change(tally: &Tally) -> Exact {
    Exact::from_integer(tally.gained.into()) - Exact::from_integer(tally.lost.into())
}

fn one_by_one(subject: &Subject<'_>, changes: &[Change], closed: &[ClosedShift], names: &Names) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let caption = locale.pick("Ændringer, vagt for vagt", "Changes, shift by shift");
    let person = |staff: Option<usize>| {
        staff.map_or_else(
            || html! { span.nobody { (locale.pick("ingen", "nobody")) } },
            |staff| html! { (link(names.person(staff), names.full(staff))) " " small { (instance.municipalities[instance.staff[staff].municipality].name) } },
        )
    };
    let of = |people: [Option<usize>; 2]| {
        let people: Vec<String> = people.into_iter().flatten().map(|staff| staff.to_string()).collect();
        people.join(" ")
    };
    let head = heads([locale.pick("Hvornår", "When"), locale.pick("Før", "Before"), locale.pick("Nu", "Now")]);
    let changed = changes.iter().map(|change| {
        let window = &instance.windows[change.window];
        let when = html! { (locale.day(window.date)) " " (locale.hours(window.start, window.end().time())) };
        ((window.date, window.start), when, [change.was, change.is], person(change.is))
    });
    let closed = closed.iter().map(|&ClosedShift { date, start, staff, .. }| {
        let when = html! { (locale.day(date)) " " (start.format("%H:%M")) };
        let is = html! { (locale.pick("tidsrummet er lukket", "the window is closed")) };
        ((date, start), when, [Some(staff), None], is)
    });
    let mut rows: Vec<_> = changed.chain(closed).collect();
    rows.sort_by_key(|(time, ..)| *time);
    let body = html! {
        tbody {
            @for (_, when, people, is) in rows.iter().take(MOST) {
                tr data-p=(of(*people)) {
                    th scope="row" { (when) }
                    td { (person(people[0])) }
                    td { (is) }
                }
            }
        }
    };
    captioned("", caption, &head, &body)
}
