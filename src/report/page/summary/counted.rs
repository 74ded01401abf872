//! A municipality's shifts, counted by person and week: where a page has no room for each of them.
//!
//! In: a roster with all that is known of it, the municipality, and how much room there is. Out: a table. Longer periods are
//! counted by month, and the longest in all only.

use maud::{Markup, html};

use super::room::Telling;
use crate::report::facts::strips::Strip;
use crate::report::locale::{Locale, capitalised};
use crate::report::marks::Marks;
use crate::report::page::frame::captioned;
use crate::report::page::people::{Turns, between, heads_between, strip_caption};
use crate::report::page::strip;
use crate::report::picture::short;
use crate::report::subject::Subject;
use crate::report::times::{Unit, times};

/// The most columns of weeks or months.
const MOST_TIMES: usize = 15;
/// The most colleagues in four columns.
const MOST_PEOPLE: usize = 200;
/// The most columns of burdens; the shares have them all.
const MOST_BURDENS: usize = 4;
const LONGEST_NAME: usize = 30;
const LONGEST_BURDEN: usize = 12;

/// The table, under its heading.
pub(super) fn part(subject: &Subject<'_>, m: usize, turns: &[Turns], strips: &[Strip], telling: Telling) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let times = if telling == Telling::Totals { None } else { times(subject, MOST_TIMES) };
    let burdens = if telling == Telling::Counted { instance.burdens.len().min(MOST_BURDENS) } else { 0 };
    let people = subject.staff_by_name(m);
    // Half a page is too narrow for strips.
    let (marks, drawn) = (Marks::of(subject), telling == Telling::Counted);
    let caption = match times.as_ref().map(|times| times.unit) {
        Some(Unit::Week) if drawn => strip_caption(subject, &marks),
        Some(Unit::Week) => locale.pick("Vagter pr. medarbejder og uge", "Shifts by colleague and week").to_owned(),
        Some(Unit::Month) => locale.pick("Vagter pr. medarbejder og måned", "Shifts by colleague and month").to_owned(),
        None => locale.pick("Vagter pr. medarbejder", "Shifts by colleague").to_owned(),
    };
    let head = html! {
        tr {
            th scope="col" { (locale.pick("Medarbejder", "Colleague")) }
            @for name in times.iter().flat_map(|times| &times.names) { th.time scope="col" { (name) } }
            th scope="col" { (locale.pick("Vagter", "Shifts")) }
            @for burden in instance.burdens.iter().take(burdens) {
                th scope="col" { (short(&capitalised(locale.burden(&burden.name)), LONGEST_BURDEN)) }
            }
            @if drawn { (heads_between(locale)) }
        }
    };
    let body = html! {
        tbody {
            @for &staff in people.iter().take(MOST_PEOPLE) {
                tr {
                    th scope="row" { (short(&instance.staff[staff].name, LONGEST_NAME)) }
                    @match times.as_ref() {
                        Some(times) if drawn && strip::fits(&strips[staff], Some(times)) => {
                            td.line colspan=(times.names.len()) { (strip::drawn(subject, &strips[staff], times, &marks)) }
                        }
                        times => @for windows in times.iter().flat_map(|times| times.sorted(&turns[staff].windows)) {
                            td { @if windows.is_empty() { span.zero { "·" } } @else { (windows.len()) } }
                        },
                    }
                    td { strong { (turns[staff].windows.len()) } }
                    @for windows in turns[staff].burdens.iter().take(burdens) { td { (windows.len()) } }
                    @if drawn { (between(locale, &strips[staff])) }
                }
            }
        }
    };
    let table = captioned(if drawn { "numbers people" } else { "numbers" }, &caption, &head, &body);
    let columns = match telling {
        Telling::Totals => "counted four",
        Telling::CountedTwice => "counted two",
        _ => "counted",
    };
    html! {
        h2 { (locale.pick("Medarbejdere og vagter", "Colleagues and shifts")) }
        div class=(columns) { (table) }
        p { (more(locale, people.len())) (locale.pick("Hver vagt for sig står i regnearket roster.xlsx.", "Each shift is in the workbook roster.xlsx.")) }
    }
}

fn more(locale: &Locale, people: usize) -> String {
    match people.saturating_sub(MOST_PEOPLE) as u64 {
        0 => String::new(),
        more => format!(
            "{} {} ",
            locale.counted(more, ["medarbejder", "medarbejdere"], ["colleague more", "colleagues more"]),
            locale.pick("mere er ikke med her.", "are left out here.")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::facts::strips;
    use crate::report::page::people::turns;
    use crate::report::sample;

    fn page(telling: Telling) -> String {
        let instance = sample::instance();
        let plan = sample::plan(&instance);
        let locale = Locale::new(Language::Danish);
        let subject = Subject::of_plan(&instance, &plan, &locale);
        let strips = strips::strips(&instance, subject.roster, subject.judgement);
        part(&subject, 1, &turns(&subject), &strips, telling).into_string()
    }

    #[test]
    fn people_are_counted_by_week() {
        let page = page(Telling::Counted);
        assert!(page.contains("<th class=\"time\" scope=\"col\">2</th>"), "{page}");
        assert!(page.contains(">Aften<") && page.contains("roster.xlsx"), "{page}");
    }

    #[test]
    fn totals_have_no_weeks() {
        assert!(!page(Telling::Totals).contains("class=\"time\""));
    }
}
