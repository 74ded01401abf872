//! One page of A4 for one municipality: its share, its people, its shifts, what changed for it.
//!
//! In: a roster with all that is known of it, and the municipality. Out: HTML without a script. No other municipality's name and
//! nobody else's people stand on it: where a shift went to somebody else, that somebody has no name here. It is one page for
//! whoever has up to some hundred colleagues: what finds no room is counted, and the workbook beside it has it in full.

mod counted;
mod room;

use chrono::IsoWeek;
use maud::{Markup, html};

use super::cells::cells;
use super::frame::{captioned, document, heads};
use super::people::{Turns, between, heads_between, scale, strip_caption, through, turns};
use super::{period, state};
use crate::report::facts::strips::{Strip, strips};
use crate::report::facts::{self, broken, fairness, whole};
use crate::report::figures::Kind;
use crate::report::figures::accounts::{self, ACCOUNT};
use crate::report::grid::Slot;
use crate::report::locale::{Locale, capitalised};
use crate::report::marks::Marks;
use crate::report::picture::{hours, short, week_number};
use crate::report::subject::Subject;
use crate::report::times::{Times, Unit, times};
use room::{Load, Telling};

/// The most weeks of a strip: a quarter, with those that it shares with its neighbours.
const MOST_WEEKS: usize = 15;

/// The most changes that are listed.
const MOST_CHANGES: usize = 30;

/// The longest name of a person that a list has room for, and of a burden.
const LONGEST_NAME: usize = 40;

/// The page.
pub(super) fn page(subject: &Subject<'_>, municipality: usize) -> String {
    let (locale, instance) = (subject.locale, subject.instance);
    let name = &instance.municipalities[municipality].name;
    let turns = turns(subject);
    let strips = strips(instance, subject.roster, subject.judgement);
    let along = times(subject, MOST_WEEKS).filter(|times| times.unit == Unit::Week);
    let weeks = weeks(subject, municipality);
    let changes = changes(subject, municipality);
    let proven = whole::proven(subject);
    let past = past(subject, municipality);
    let first = html! {
        (shares(subject, municipality))
        p { strong { (capitalised(proven.label)) ": " } (proven.text) }
        @if let Some(past) = &past { p { (past) } }
    };
    let state_told = subject.state.map(|state| facts::state::told(locale, state));
    let part = facts::part::sentence(locale, instance, municipality);
    let said = proven.text.chars().count()
        + [&past, &state_told, &part].into_iter().flatten().map(|text| text.chars().count()).sum::<usize>();
    let telling = room::telling(&Load {
        strips: along.is_some(),
        ..load(subject, municipality, &weeks, changes.as_deref(), said)
    });
    let body = html! {
        div.sheet style=[scale(subject)] {
            header {
                p.kind { (instance.title) " · " (period(subject)) }
                h1 { (name) }
                (state(subject))
                p.lead {
                    (locale.counted(instance.municipalities[municipality].population, ["indbygger", "indbyggere"], ["inhabitant", "inhabitants"]))
                    " · " (locale.pick("andel", "share")) " " (locale.percent(&subject.judgement.shares.share[municipality]))
                    " · " (locale.counted(subject.judgement.shifts[municipality], ["vagt", "vagter"], ["shift", "shifts"]))
                }
            }
            main id="main" tabindex="-1" {
                @match telling {
                    Telling::Strips => {
                        section { (first) }
                        @if let Some(along) = &along {
                            section { (along_the_period(subject, municipality, &turns, &strips, along)) }
                        }
                        (listed(subject, &weeks, telling))
                    }
                    Telling::Few | Telling::Many => {
                        div class=(if telling == Telling::Few { "pair" } else { "stack" }) {
                            section { (first) }
                            section { (people(subject, municipality, &turns)) }
                        }
                        (listed(subject, &weeks, telling))
                    }
                    _ => {
                        section { (first) }
                        (counted::part(subject, municipality, &turns, &strips, telling))
                    }
                }
                @if let Some(changes) = &changes { (changed(subject, changes)) }
            }
        }
    };
    document(locale, &format!("{name} · {}", instance.title), false, &body)
}

/// What the municipality or its staff broke before the roster was mended: how often, and the first few.
fn past(subject: &Subject<'_>, m: usize) -> Option<String> {
    let (locale, instance) = (subject.locale, subject.instance);
    let own: Vec<_> = broken::past_of_municipality(instance, subject.judgement, m).collect();
    let sentence = broken::past(locale, own.iter().copied())?;
    let told: Vec<String> = own.iter().map(|violation| broken::told(locale, instance, violation)).collect();
    Some(format!("{sentence} {}.", locale.first(&told, "; ")))
}

fn shares(subject: &Subject<'_>, m: usize) -> Markup {
    let (locale, judgement) = (subject.locale, subject.judgement);
    let caption = locale.pick("Forpligtelse og tildelt, i vagter", "Owed and given, in shifts");
    let accounts = accounts::given(subject.instance, judgement).of(m);
    let (classes, table) = (accounts.only(&["burden"]), accounts.only(&ACCOUNT));
    let head = heads(classes.columns.iter().chain(&table.columns).map(|column| column.title(locale)));
    let body = html! {
        tbody {
            @for (class, row) in classes.rows.iter().zip(&table.rows) {
                tr {
                    th scope="row" { (short(&class[0].shown(Kind::Burden, locale), LONGEST_NAME)) }
                    (cells(&table, row, locale))
                }
            }
        }
    };
    let table = captioned("numbers", caption, &head, &body);
    let open = fairness::open_balances(locale, subject.instance, judgement, |other| other == m);
    html! {
        h2 { (locale.pick("Andel", "Share")) }
        (table)
        @if let Some(part) = facts::part::sentence(locale, subject.instance, m) { p { (part) } }
        @if let Some(open) = open { p { (open) } }
    }
}

fn people(subject: &Subject<'_>, m: usize, turns: &[Turns]) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let caption = locale.pick("Vagter pr. medarbejder", "Shifts by colleague");
    let head = html! {
        tr {
            th scope="col" { (locale.pick("Medarbejder", "Colleague")) }
            th scope="col" { (locale.pick("Vagter", "Shifts")) }
            @for burden in &instance.burdens { th scope="col" { (capitalised(locale.burden(&burden.name))) } }
        }
    };
    let body = html! {
        tbody {
            @for staff in subject.staff_by_name(m) {
                tr {
                    th scope="row" { (short(&instance.staff[staff].name, LONGEST_NAME)) }
                    td { strong { (turns[staff].windows.len()) } }
                    @for windows in &turns[staff].burdens { td { (windows.len()) } }
                }
            }
        }
    };
    let table = captioned("numbers", caption, &head, &body);
    html! {
        h2 { (locale.pick("Medarbejdere", "Colleagues")) }
        @if subject.instance.staff_of(m).next().is_none() {
            p { (locale.pick("Ingen medarbejdere.", "No colleagues.")) }
        } @else {
            div.two { (table) }
        }
    }
}

/// The colleagues, each with a strip along the period.
fn along_the_period(subject: &Subject<'_>, m: usize, turns: &[Turns], strips: &[Strip], times: &Times) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let marks = Marks::of(subject);
    let head = html! {
        tr {
            th scope="col" { (locale.pick("Medarbejder", "Colleague")) }
            @for name in &times.names { th.time scope="col" { (name) } }
            th scope="col" { (locale.pick("Vagter", "Shifts")) }
            @for burden in &instance.burdens { th scope="col" { (capitalised(locale.burden(&burden.name))) } }
            (heads_between(locale))
        }
    };
    let body = html! {
        tbody {
            @for staff in subject.staff_by_name(m) {
                tr {
                    th scope="row" { (short(&instance.staff[staff].name, LONGEST_NAME)) }
                    (through(subject, &strips[staff], Some(times), &marks))
                    td.sum { strong { (turns[staff].windows.len()) } }
                    @for windows in &turns[staff].burdens { td { (windows.len()) } }
                    (between(locale, &strips[staff]))
                }
            }
        }
    };
    html! {
        h2 { (locale.pick("Medarbejdere", "Colleagues")) }
        @if instance.staff_of(m).next().is_none() {
            p { (locale.pick("Ingen medarbejdere.", "No colleagues.")) }
        } @else {
            (captioned("people strips", &strip_caption(subject, &marks), &head, &body))
        }
    }
}

/// The municipality's shifts, week by week: window and person.
type Weeks = Vec<(IsoWeek, Vec<(usize, usize)>)>;

fn weeks(subject: &Subject<'_>, m: usize) -> Weeks {
    let instance = subject.instance;
    let mut weeks = Weeks::new();
    for (window, staff) in subject.roster.shifts.iter().enumerate() {
        let own = staff.iter().filter(|&&staff| instance.staff[staff].municipality == m);
        for &staff in own {
            let week = instance.windows[window].week();
            if weeks.last().is_none_or(|(last, _)| *last != week) {
                weeks.push((week, Vec::new()));
            }
            let (_, shifts) = weeks.last_mut().expect("the week has just been added");
            shifts.push((window, staff));
        }
    }
    weeks
}

fn listed(subject: &Subject<'_>, weeks: &Weeks, telling: Telling) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    html! {
        h2 { (locale.pick("Vagter, uge for uge", "Shifts, week by week")) }
        @if weeks.is_empty() { p { (locale.pick("Ingen vagter i perioden.", "No shifts in the period.")) } }
        ul class=(if telling == Telling::Many { "turns many" } else { "turns" }) {
            @for (week, shifts) in weeks {
                li {
                    strong { (locale.pick("Uge", "Week")) " " (week_number(*week, instance.period.from)) }
                    ul { @for &(window, staff) in shifts { li { (line(subject, window, staff)) } } }
                }
            }
        }
    }
}

fn line(subject: &Subject<'_>, window: usize, staff: usize) -> String {
    format!("{} {}", when(subject, window), short(&subject.instance.staff[staff].name, LONGEST_NAME))
}

fn load(subject: &Subject<'_>, m: usize, weeks: &Weeks, changes: Option<&[(usize, String)]>, said: usize) -> Load {
    let instance = subject.instance;
    let shifts = weeks.iter().flat_map(|(_, shifts)| shifts);
    Load {
        accounts: 1 + instance.burdens.len(),
        strips: false,
        people: instance.staff_of(m).count(),
        lines: shifts.map(|&(window, staff)| line(subject, window, staff).chars().count()).collect(),
        weeks: weeks.len(),
        changes: changes.map(|changes| changes.len().min(MOST_CHANGES)),
        title: instance.municipalities[m].name.chars().count() + instance.title.chars().count(),
        proof: said,
    }
}

/// `man 5. jan 8–12`.
fn when(subject: &Subject<'_>, window: usize) -> String {
    let slot = &subject.instance.windows[window];
    let weekday = chrono::Datelike::weekday(&slot.date);
    let hours = hours(&Slot { weekday, start: slot.start, end: slot.end().time() });
    format!("{} {} {hours}", subject.locale.short_weekday(weekday), subject.locale.short_day(slot.date))
}

/// What changed for the municipality's people, by window; `None` where nothing was published.
fn changes(subject: &Subject<'_>, m: usize) -> Option<Vec<(usize, String)>> {
    let (locale, instance) = (subject.locale, subject.instance);
    subject.published?;
    let own = |staff: Option<usize>| staff.filter(|&staff| instance.staff[staff].municipality == m);
    let all = subject.changes();
    let told = all
        .iter()
        .filter_map(|change| Some((change.window, told(locale, subject, own(change.was), own(change.is))?)))
        .collect();
    Some(told)
}

fn changed(subject: &Subject<'_>, changes: &[(usize, String)]) -> Markup {
    let locale = subject.locale;
    html! {
        h2 { (locale.pick("Ændret siden den udsendte plan", "Changed since the published roster")) }
        @if changes.is_empty() { p { (locale.pick("Intet.", "Nothing.")) } }
        ul.turns { @for (window, told) in changes.iter().take(MOST_CHANGES) { li.one { (when(subject, *window)) ": " (told) } } }
        @if let Some(more) = changes.len().checked_sub(MOST_CHANGES).filter(|&more| more > 0) {
            p {
                (locale.counted(more as u64, ["ændring mere", "ændringer mere"], ["more change", "more changes"]))
                (locale.pick(" står i regnearket roster.xlsx.", " in the workbook roster.xlsx."))
            }
        }
    }
}

fn told(locale: &Locale, subject: &Subject<'_>, was: Option<usize>, is: Option<usize>) -> Option<String> {
    let name = |staff: usize| short(&subject.instance.staff[staff].name, LONGEST_NAME);
    match (was.map(name), is.map(name)) {
        (Some(was), Some(is)) => Some(format!("{was} → {is}")),
        (Some(was), None) => Some(format!("{was} {}", locale.pick("har fri", "is free"))),
        (None, Some(is)) => Some(format!("{is} {}", locale.pick("er ny", "is new"))),
        (None, None) => None,
    }
}
