//! Who takes which shifts and which burdens, municipality by municipality, through the weeks.
//!
//! In: a roster with all that is known of it. Out: a table with a row a person and a column a week, where each shift has a mark that says
//! which burdens it is one of.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use maud::{Markup, html};

use super::frame::{captioned, link};
use super::names::Names;
use super::times::{Times, Unit, times};
use crate::domain::Instance;
use crate::report::locale::{Locale, capitalised};
use crate::report::subject::Subject;

/// The most people in the table; who is left out is said, and roster.csv has everybody.
const MOST: usize = 3000;

/// The most columns of weeks or months: a quarter, with the weeks that it shares with its neighbours.
const MOST_TIMES: usize = 15;

/// The most marks in a cell.
const MOST_MARKS: usize = 3;

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
pub(super) fn table(subject: &Subject<'_>, names: &Names, turns: &[Turns]) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let times = times(subject, MOST_TIMES);
    let marks = marks(subject);
    let caption = caption(locale, instance, times.as_ref(), &marks);
    let columns = 2 + times.as_ref().map_or(0, |times| times.names.len()) + instance.burdens.len();
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
            @for name in times.iter().flat_map(|times| &times.names) { th.time scope="col" { (name) } }
            th scope="col" { (locale.pick("Vagter", "Shifts")) }
            @for burden in &instance.burdens { th scope="col" { (capitalised(locale.burden(&burden.name))) } }
        }
    };
    let body = html! {
        @for (m, people) in &groups {
            @let home = instance.municipalities[*m].name.as_str();
            tbody data-holds="" {
                tr.group { th scope="rowgroup" colspan=(columns) { (link(home, home)) } }
                @for &staff in people {
                    tr data-p=(staff) {
                        th scope="row" { (link(names.person(staff), names.full(staff))) small.print { " " (home) } }
                        @for windows in times.iter().flat_map(|times| times.sorted(&turns[staff].windows)) {
                            (cell(subject, &windows, &marks))
                        }
                        td { strong { (turns[staff].windows.len()) } }
                        @for windows in &turns[staff].burdens { td class=[windows.is_empty().then_some("zero")] { (windows.len()) } }
                    }
                }
            }
        }
    };
    let left_out = instance.staff.len().saturating_sub(MOST);
    html! {
        (captioned("people", &caption, &head, &body))
        @if left_out > 0 {
            p {
                (locale.counted(left_out as u64, ["person", "personer"], ["person", "people"]))
                (locale.pick(
                    " er ikke med her, fordi siden ellers blev for stor; alle står i regnearket roster.xlsx.",
                    " are left out here, since the page would become too large; all are in the workbook roster.xlsx.",
                ))
            }
        }
    }
}

/// What the table shows, and what its marks mean.
fn caption(locale: &Locale, instance: &Instance, times: Option<&Times>, marks: &[String]) -> String {
    let Some(times) = times else {
        return locale.pick("Vagter og byrder pr. person", "Shifts and burdens by person").to_owned();
    };
    let what = match times.unit {
        Unit::Week => locale.pick("Vagter pr. person og uge", "Shifts by person and week"),
        Unit::Month => locale.pick("Vagter pr. person og måned", "Shifts by person and month"),
    };
    let burdens =
        instance.burdens.iter().zip(marks).map(|(burden, mark)| format!(" · {mark} {}", locale.burden(&burden.name)));
    let burdens: String = burdens.collect();
    format!("{what}. {ORDINARY} {}{burdens}", locale.pick("vagt", "shift"))
}

/// A shift that is in no burden.
const ORDINARY: &str = "•";

/// By burden: the letters that mark a shift in it, unlike those of any other.
fn marks(subject: &Subject<'_>) -> Vec<String> {
    let burdens = &subject.instance.burdens;
    let first = |letters: usize| -> Vec<String> {
        let names = burdens.iter().map(|burden| capitalised(subject.locale.burden(&burden.name)));
        names.map(|name| name.chars().take(letters).collect()).collect()
    };
    let differ = |marks: &Vec<String>| marks.iter().collect::<BTreeSet<_>>().len() == marks.len();
    [1, 2].map(first).into_iter().find(differ).unwrap_or_else(|| (1..=burdens.len()).map(|n| n.to_string()).collect())
}

/// The shifts of a column of time, a mark each; where they are many, how many.
fn cell(subject: &Subject<'_>, windows: &[usize], marks: &[String]) -> Markup {
    let mark = |&window: &usize| match subject.instance.windows[window].burdens.as_slice() {
        [] => ORDINARY.to_owned(),
        burdens => burdens.iter().map(|&burden| marks[burden].as_str()).collect(),
    };
    match windows.len() {
        0 => html! { td.zero { "·" } },
        few if few <= MOST_MARKS => {
            let marks: Vec<String> = windows.iter().map(mark).collect();
            html! { td { (marks.join(" ")) } }
        }
        many => html! { td { (many) } },
    }
}

/// `5. jan`, `5 Jan`.
pub(super) fn short_day(locale: &Locale, date: NaiveDate) -> String {
    let day = locale.day(date);
    day.split_once(' ').map_or(day.clone(), |(_, day)| day.replace(' ', "\u{a0}"))
}
