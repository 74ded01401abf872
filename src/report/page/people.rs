//! Who takes which shifts and which burdens, municipality by municipality.
//!
//! In: a roster with all that is known of it. Out: a table with a row a person, and the dates of each burden.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::frame::captioned;
use super::names::Names;
use crate::report::locale::Locale;
use crate::report::subject::Subject;

/// The most people in the table; who is left out is said, and roster.csv has everybody.
const MOST: usize = 3000;

/// A person's shifts, in all and by burden.
pub(super) struct Turns {
    /// All of them.
    pub(super) windows: Vec<usize>,
    /// By burden.
    pub(super) burdens: Vec<Vec<usize>>,
}

/// By staff index.
pub(super) fn turns(subject: &Subject<'_>) -> Vec<Turns> {
    let instance = subject.instance;
    let none = || Turns { windows: Vec::new(), burdens: vec![Vec::new(); instance.burdens.len()] };
    let mut turns: Vec<Turns> = instance.staff.iter().map(|_| none()).collect();
    for (window, staff) in subject.roster.shifts.iter().enumerate() {
        for &staff in staff {
            turns[staff].windows.push(window);
            instance.windows[window].burdens.iter().for_each(|&burden| turns[staff].burdens[burden].push(window));
        }
    }
    turns
}

/// The table.
pub(super) fn table(subject: &Subject<'_>, names: &Names) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let turns = turns(subject);
    let caption = locale.pick("Vagter og byrder pr. person", "Shifts and burdens by person");
    let columns = 2 + instance.burdens.len();
    let mut left = MOST;
    let groups: Vec<(usize, Vec<usize>)> = (subject.municipalities_by_name().into_iter())
        .map(|m| {
            let people: Vec<usize> = subject.staff_by_name(m).into_iter().take(left).collect();
            left -= people.len();
            (m, people)
        })
        .filter(|(_, people)| !people.is_empty())
        .collect();
    let head = html! {
        tr {
            th scope="col" { (locale.pick("Person", "Person")) }
            th scope="col" { (locale.pick("Vagter", "Shifts")) }
            @for burden in &instance.burdens { th scope="col" { (locale.burden(&burden.name)) } }
        }
    };
    let body = html! {
        @for (m, people) in &groups {
            tbody data-holds="" {
                tr.group { th scope="rowgroup" colspan=(columns) { (instance.municipalities[*m].name) } }
                @for &staff in people {
                    tr data-p=(staff) {
                        th scope="row" { (names.person(staff)) }
                        td { (turns[staff].windows.len()) }
                        @for windows in &turns[staff].burdens { (dates(subject, windows)) }
                    }
                }
            }
        }
    };
    let table = captioned("people", caption, &head, &body);
    let left_out = instance.staff.len().saturating_sub(MOST);
    html! {
        div.two { (table) }
        @if left_out > 0 {
            p {
                (locale.counted(left_out as u64, ["person", "personer"], ["person", "people"]))
                (locale.pick(
                    " er ikke med her, fordi siden ellers blev for stor; alle står i roster.csv og roster.xlsx.",
                    " are left out here, since the page would become too large; all are in roster.csv and roster.xlsx.",
                ))
            }
        }
    }
}

/// How many, and on which days.
fn dates(subject: &Subject<'_>, windows: &[usize]) -> Markup {
    if windows.is_empty() {
        return html! { td.zero { "0" } };
    }
    let days: Vec<String> =
        windows.iter().map(|&window| short_day(subject.locale, subject.instance.windows[window].date)).collect();
    html! { td { strong { (windows.len()) } " " span.dates { (days.join(", ")) } } }
}

/// `5. jan`, `5 Jan`.
pub(super) fn short_day(locale: &Locale, date: NaiveDate) -> String {
    let day = locale.day(date);
    day.split_once(' ').map_or(day.clone(), |(_, day)| day.replace(' ', "\u{a0}"))
}
