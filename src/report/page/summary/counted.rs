//! A municipality's shifts, counted by person and week: where a page has no room for each of them.
//!
//! In: a roster with all that is known of it, the municipality, and how much room there is. Out: a table. Longer periods are
//! counted by month, and the longest in all only.

use chrono::Datelike;
use maud::{Markup, html};

use super::room::Telling;
use crate::report::locale::Locale;
use crate::report::page::frame::captioned;
use crate::report::page::people::Turns;
use crate::report::picture::{short, week_number};
use crate::report::subject::Subject;

/// The most columns of weeks or months.
const MOST_TIMES: usize = 15;
/// The most colleagues in four columns.
const MOST_PEOPLE: usize = 200;
/// The most columns of burdens; the shares have them all.
const MOST_BURDENS: usize = 4;
const LONGEST_NAME: usize = 30;
const LONGEST_BURDEN: usize = 12;

/// The columns of time, and the one of each window.
struct Times {
    heading: &'static str,
    names: Vec<String>,
    of_window: Vec<usize>,
}

/// The table, under its heading.
pub(super) fn part(subject: &Subject<'_>, m: usize, turns: &[Turns], telling: Telling) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let times = if telling == Telling::Totals { None } else { times(subject) };
    let burdens = if telling == Telling::Counted { instance.burdens.len().min(MOST_BURDENS) } else { 0 };
    let people = subject.staff_by_name(m);
    let caption =
        times.as_ref().map_or(locale.pick("Vagter pr. kollega", "Shifts by colleague"), |times| times.heading);
    let head = html! {
        tr {
            th scope="col" { (locale.pick("Kollega", "Colleague")) }
            @for name in times.iter().flat_map(|times| &times.names) { th.time scope="col" { (name) } }
            th scope="col" { (locale.pick("Vagter", "Shifts")) }
            @for burden in instance.burdens.iter().take(burdens) {
                th scope="col" { (short(locale.burden(&burden.name), LONGEST_BURDEN)) }
            }
        }
    };
    let body = html! {
        tbody {
            @for &staff in people.iter().take(MOST_PEOPLE) {
                tr {
                    th scope="row" { (short(&instance.staff[staff].name, LONGEST_NAME)) }
                    @for count in times.iter().flat_map(|times| counts(times, &turns[staff].windows)) {
                        td { @if count == 0 { span.zero { "·" } } @else { (count) } }
                    }
                    td { strong { (turns[staff].windows.len()) } }
                    @for windows in turns[staff].burdens.iter().take(burdens) { td { (windows.len()) } }
                }
            }
        }
    };
    let table = captioned("numbers", caption, &head, &body);
    let columns = match telling {
        Telling::Totals => "counted four",
        Telling::CountedTwice => "counted two",
        _ => "counted",
    };
    html! {
        h2 { (locale.pick("Kolleger og vagter", "Colleagues and shifts")) }
        div class=(columns) { (table) }
        p { (more(locale, people.len())) (locale.pick("Hver vagt for sig står i roster.xlsx.", "Each shift is in roster.xlsx.")) }
    }
}

fn more(locale: &Locale, people: usize) -> String {
    match people.saturating_sub(MOST_PEOPLE) as u64 {
        0 => String::new(),
        more => format!(
            "{} {} ",
            locale.counted(more, ["kollega", "kolleger"], ["colleague more", "colleagues more"]),
            locale.pick("mere er ikke med her.", "are left out here.")
        ),
    }
}

/// By column of time: how many of the windows.
fn counts(times: &Times, windows: &[usize]) -> Vec<usize> {
    let mut counts = vec![0; times.names.len()];
    windows.iter().for_each(|&window| counts[times.of_window[window]] += 1);
    counts
}

/// Weeks where they find room, else months; nothing where those do not either.
fn times(subject: &Subject<'_>) -> Option<Times> {
    let (locale, instance) = (subject.locale, subject.instance);
    let first = instance.period.from;
    let week = |window: usize| {
        let week = instance.windows[window].week();
        ((week.year(), week.week()), week_number(week, first))
    };
    let month = |window: usize| {
        let date = instance.windows[window].date;
        let day = locale.day(date);
        let name = day.rsplit(' ').next().unwrap_or_default().to_owned();
        let year = if date.year() == first.year() { String::new() } else { format!(" {}", date.year()) };
        ((date.year(), date.month()), name + &year)
    };
    let by = |heading, place: &dyn Fn(usize) -> ((i32, u32), String)| {
        let places: Vec<((i32, u32), String)> = (0..instance.windows.len()).map(place).collect();
        let mut all = places.clone();
        all.sort();
        all.dedup();
        let of_window = places.iter().map(|place| all.partition_point(|other| other < place)).collect();
        (all.len() <= MOST_TIMES).then(|| Times {
            heading,
            names: all.into_iter().map(|(_, name)| name).collect(),
            of_window,
        })
    };
    by(locale.pick("Vagter pr. kollega og uge", "Shifts by colleague and week"), &week)
        .or_else(|| by(locale.pick("Vagter pr. kollega og måned", "Shifts by colleague and month"), &month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::report::page::people::turns;
    use crate::report::sample;

    fn page(telling: Telling) -> String {
        let instance = sample::instance();
        let plan = sample::plan(&instance);
        let locale = Locale::new(Language::Danish);
        let subject = Subject::of_plan(&instance, &plan, &locale);
        part(&subject, 1, &turns(&subject), telling).into_string()
    }

    #[test]
    fn people_are_counted_by_week() {
        let page = page(Telling::Counted);
        assert!(page.contains("<th class=\"time\" scope=\"col\">2</th>"), "{page}");
        assert!(page.contains("aften") && page.contains("roster.xlsx"), "{page}");
    }

    #[test]
    fn totals_have_no_weeks() {
        assert!(!page(Telling::Totals).contains("class=\"time\""));
    }
}
