//! Who takes which shifts and which burdens, municipality by municipality, through the weeks, how many days lie between, and whose wishes
//! are met.
//!
//! In: a roster with all that is known of it, and everybody's strip. Out: a table with a row a person, where the weeks are a strip. Each
//! shift has a mark that says which burdens it is one of. Pools, and whoever has too many shifts for a strip, have a cell a week.

use maud::{Markup, html};

use super::frame::{captioned, link};
use super::names::Names;
use super::strip;
use crate::report::facts::strips::Strip;
use crate::report::locale::{Locale, capitalised};
use crate::report::marks::Marks;
use crate::report::subject::Subject;
use crate::report::times::{Times, Unit, times};

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

/// What the style needs to know to draw the weeks of a strip.
pub(super) fn scale(subject: &Subject<'_>) -> Option<String> {
    let times = times(subject, MOST_TIMES).filter(|times| times.unit == Unit::Week)?;
    let label = |name: &str, text: &str| format!(";--{name}:'{text}'");
    // On a phone cells have no heads above them: the style writes these words into them.
    let labels = ["closest", "longest", "wished"].iter().zip(BETWEEN);
    let labels: String = labels.map(|(name, title)| label(name, subject.locale.pick_of(title))).collect();
    let shifts = label("shifts", subject.locale.pick("vagter", "shifts"));
    Some(format!("--weeks:{}{labels}{shifts}", times.names.len()))
}

/// The table.
pub(super) fn table(subject: &Subject<'_>, names: &Names, turns: &[Turns], strips: &[Strip]) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let times = times(subject, MOST_TIMES);
    let marks = Marks::of(subject);
    let caption = caption(subject, times.as_ref(), &marks);
    let weeks = times.as_ref().map_or(0, |times| times.names.len());
    let columns = 2 + weeks + instance.burdens.len() + BETWEEN.len();
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
            (heads_between(locale))
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
                        (through(subject, &strips[staff], times.as_ref(), &marks))
                        td.sum { strong { (turns[staff].windows.len()) } }
                        @for windows in &turns[staff].burdens { td class=[windows.is_empty().then_some("zero")] { (windows.len()) } }
                        (between(locale, &strips[staff]))
                    }
                }
            }
        }
    };
    // Where the weeks are strips, a phone shows each below its name.
    let class = if times.as_ref().is_some_and(|times| times.unit == Unit::Week) { "people strips" } else { "people" };
    let left_out = instance.staff.len().saturating_sub(MOST);
    html! {
        (captioned(class, &caption, &head, &body))
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

/// Days from shift to shift, the fewest and the most, and how many shifts are as wished.
const BETWEEN: [[&str; 2]; 3] = [["Tættest", "Closest"], ["Længst", "Longest"], ["Som ønsket", "As wished"]];

/// What the table shows, and what its marks mean.
fn caption(subject: &Subject<'_>, times: Option<&Times>, marks: &Marks) -> String {
    let locale = subject.locale;
    let Some(times) = times else {
        return locale.pick("Vagter og byrder pr. person", "Shifts and burdens by person").to_owned();
    };
    match times.unit {
        Unit::Week => strip_caption(subject, marks),
        Unit::Month => {
            let what = locale.pick("Vagter pr. person og måned", "Shifts by person and month");
            let days = locale
                .pick("tættest og længst: dage fra vagt til vagt", "closest and longest: days from shift to shift");
            format!("{what}. {} · {days}", marks.legend(subject))
        }
    }
}

/// What a table of strips shows.
pub(super) fn strip_caption(subject: &Subject<'_>, marks: &Marks) -> String {
    let what = subject.locale.pick("Vagter pr. person og uge", "Shifts by person and week");
    format!("{what}. {} · {}", marks.legend(subject), strip::legend(subject.locale))
}

/// The heads of days between shifts, and of wishes.
pub(super) fn heads_between(locale: &Locale) -> Markup {
    html! { @for title in BETWEEN { th scope="col" { (locale.pick_of(title)) } } }
}

/// The columns of time: a strip over all of them where it has room, else a cell for each.
pub(super) fn through(subject: &Subject<'_>, strip: &Strip, times: Option<&Times>, marks: &Marks) -> Markup {
    let Some(times) = times else { return html! {} };
    html! {
        @if strip::fits(strip, Some(times)) {
            td.line colspan=(times.names.len()) { (strip::drawn(subject, strip, times, marks)) }
        } @else {
            @for windows in times.sorted(&strip.windows) { (cell(subject, &windows, marks)) }
        }
    }
}

/// The cells of days between shifts, and of wishes.
pub(super) fn between(locale: &Locale, strip: &Strip) -> Markup {
    let span = strip.span();
    html! {
        td { @if let Some((closest, _)) = span { (closest) } }
        td { @if let Some((_, longest)) = span { (longest) } }
        td { @if let Some((met, of)) = strip.met() { (met) (locale.pick(" af ", " of ")) (of) } }
    }
}

/// The shifts of a column of time, a mark each; where they are many, how many.
fn cell(subject: &Subject<'_>, windows: &[usize], marks: &Marks) -> Markup {
    match windows.len() {
        0 => html! { td.zero { "·" } },
        few if few <= MOST_MARKS => {
            let marks: Vec<String> = windows.iter().map(|&window| marks.mark(subject, window)).collect();
            html! { td { (marks.join(" ")) } }
        }
        many => html! { td { (many) } },
    }
}
