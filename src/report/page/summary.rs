//! One page of A4 for one municipality: its share, its people, its shifts, what changed for it.
//!
//! In: a roster with all that is known of it, and the municipality. Out: HTML without a script. No other municipality's name and
//! nobody else's people stand on it: where a shift went to somebody else, that somebody has no name here.

use chrono::IsoWeek;
use maud::{Markup, html};

use super::frame::{document, scrolling};
use super::people::{Turns, short_day, turns};
use super::{accounts, period, verdict};
use crate::report::grid::Slot;
use crate::report::locale::Locale;
use crate::report::numbers::TEXT_PLACES;
use crate::report::picture::{hours, week_number};
use crate::report::subject::Subject;
use crate::shares::Account;

/// From so many shifts on, the list is set in smaller type.
const MANY: usize = 90;
/// Up to so many colleagues stand beside the shares, more below them in two columns.
const FEW: usize = 16;
/// The most changes that are listed.
const MOST_CHANGES: usize = 30;

/// The page.
pub(super) fn page(subject: &Subject<'_>, municipality: usize) -> String {
    let (locale, instance) = (subject.locale, subject.instance);
    let name = &instance.municipalities[municipality].name;
    let turns = turns(subject);
    let proven = verdict::proven(subject, None);
    let few = instance.staff_of(municipality).count() <= FEW;
    let body = html! {
        div.sheet {
            header {
                p.kind { (instance.title) " · " (period(subject)) }
                h1 { (name) }
                p.lead {
                    (locale.counted(instance.municipalities[municipality].population, ["indbygger", "indbyggere"], ["inhabitant", "inhabitants"]))
                    " · " (locale.pick("andel", "share")) " " (locale.percent(&subject.judgement.shares.share[municipality]))
                    " · " (locale.counted(subject.judgement.shifts[municipality], ["vagt", "vagter"], ["shift", "shifts"]))
                }
            }
            main id="main" tabindex="-1" {
                div class=(if few { "pair" } else { "stack" }) {
                    section { (shares(subject, municipality)) p { strong { (proven.label) ": " } (proven.text) } }
                    section { (people(subject, municipality, &turns)) }
                }
                (weeks(subject, municipality))
                (changes(subject, municipality))
            }
        }
    };
    document(locale, &format!("{name} · {}", instance.title), false, &body)
}

fn shares(subject: &Subject<'_>, m: usize) -> Markup {
    let (locale, judgement) = (subject.locale, subject.judgement);
    let row = |name: &str, account: &Account, shifts: u64| {
        html! {
            tr {
                th scope="row" { (name) }
                td { (locale.exact(&account.entitled, TEXT_PLACES)) }
                td { (locale.signed(&account.carried, TEXT_PLACES)) }
                td { (locale.exact(&account.target, TEXT_PLACES)) }
                td { strong { (locale.whole(shifts)) } }
                (accounts::off(locale, account, shifts))
            }
        }
    };
    let caption = locale.pick("Skyldigt og givet, i vagter", "Owed and given, in shifts");
    let table = html! {
        table.numbers {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" { (locale.pick("Vagter", "Shifts")) }
                    th scope="col" { (locale.pick("Skylder", "Entitled")) }
                    th scope="col" { (locale.pick("Saldo", "Balance")) }
                    th scope="col" { (locale.pick("Mål", "Target")) }
                    th scope="col" { (locale.pick("Givet", "Given")) }
                    th scope="col" { (locale.pick("Forskel", "Difference")) }
                }
            }
            tbody {
                (row(locale.pick("alle", "all"), &judgement.shares.total[m], judgement.shifts[m]))
                @for (number, burden) in subject.instance.burdens.iter().enumerate() {
                    (row(locale.burden(&burden.name), &judgement.shares.burdens[number][m], judgement.burden_shifts[number][m]))
                }
            }
        }
    };
    html! {
        h2 { (locale.pick("Andel", "Share")) }
        (scrolling(caption, &table))
    }
}

fn people(subject: &Subject<'_>, m: usize, turns: &[Turns]) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let caption = locale.pick("Vagter pr. kollega", "Shifts by colleague");
    let table = html! {
        table.numbers {
            caption { (caption) }
            thead {
                tr {
                    th scope="col" { (locale.pick("Kollega", "Colleague")) }
                    th scope="col" { (locale.pick("Vagter", "Shifts")) }
                    @for burden in &instance.burdens { th scope="col" { (locale.burden(&burden.name)) } }
                }
            }
            tbody {
                @for staff in subject.staff_by_name(m) {
                    tr {
                        th scope="row" { (instance.staff[staff].name) }
                        td { strong { (turns[staff].windows.len()) } }
                        @for windows in &turns[staff].burdens { td { (windows.len()) } }
                    }
                }
            }
        }
    };
    html! {
        h2 { (locale.pick("Kolleger", "Colleagues")) }
        div.two { (scrolling(caption, &table)) }
    }
}

/// The municipality's shifts, week by week.
fn weeks(subject: &Subject<'_>, m: usize) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let mut weeks: Vec<(IsoWeek, Vec<(usize, usize)>)> = Vec::new();
    let mut count = 0;
    for (window, staff) in subject.roster.shifts.iter().enumerate() {
        let own = staff.iter().filter(|&&staff| instance.staff[staff].municipality == m);
        for &staff in own {
            let week = instance.windows[window].week();
            if weeks.last().is_none_or(|(last, _)| *last != week) {
                weeks.push((week, Vec::new()));
            }
            let (_, shifts) = weeks.last_mut().expect("the week has just been added");
            shifts.push((window, staff));
            count += 1;
        }
    }
    html! {
        h2 { (locale.pick("Vagter, uge for uge", "Shifts, week by week")) }
        @if weeks.is_empty() { p { (locale.pick("Ingen vagter i perioden.", "No shifts in the period.")) } }
        ul class=(if count > MANY { "turns many" } else { "turns" }) {
            @for (week, shifts) in &weeks {
                li {
                    strong { (locale.pick("Uge", "Week")) " " (week_number(*week, instance.period.from)) }
                    ul { @for &(window, staff) in shifts { li { (when(subject, window)) " " (instance.staff[staff].name) } } }
                }
            }
        }
    }
}

/// `man 5. jan 8–12`.
fn when(subject: &Subject<'_>, window: usize) -> String {
    let slot = &subject.instance.windows[window];
    let weekday = chrono::Datelike::weekday(&slot.date);
    let hours = hours(&Slot { weekday, start: slot.start, end: slot.ends_at().time() });
    format!("{} {} {hours}", subject.locale.short_weekday(weekday), short_day(subject.locale, slot.date))
}

/// What changed for the municipality's people.
fn changes(subject: &Subject<'_>, m: usize) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    if subject.published.is_none() {
        return html! {};
    }
    let own = |staff: Option<usize>| staff.filter(|&staff| instance.staff[staff].municipality == m);
    let all = subject.changes();
    let changes: Vec<(usize, String)> = all
        .iter()
        .filter_map(|change| Some((change.window, told(locale, subject, own(change.was), own(change.is))?)))
        .collect();
    html! {
        h2 { (locale.pick("Ændret siden den udsendte plan", "Changed since the published roster")) }
        @if changes.is_empty() { p { (locale.pick("Intet.", "Nothing.")) } }
        ul.turns { @for (window, told) in changes.iter().take(MOST_CHANGES) { li.one { (when(subject, *window)) ": " (told) } } }
        @if let Some(more) = changes.len().checked_sub(MOST_CHANGES).filter(|&more| more > 0) {
            p { (locale.counted(more as u64, ["ændring mere", "ændringer mere"], ["more change", "more changes"])) (locale.pick(" står i roster.csv.", " in roster.csv.")) }
        }
    }
}

fn told(locale: &Locale, subject: &Subject<'_>, was: Option<usize>, is: Option<usize>) -> Option<String> {
    let name = |staff: usize| subject.instance.staff[staff].name.as_str();
    match (was.map(name), is.map(name)) {
        (Some(was), Some(is)) => Some(format!("{was} → {is}")),
        (Some(was), None) => Some(format!("{was} {}", locale.pick("har fri", "is free"))),
        (None, Some(is)) => Some(format!("{is} {}", locale.pick("er ny", "is new"))),
        (None, None) => None,
    }
}
