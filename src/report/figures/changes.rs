//! What changed hands between two rosters of a folder, a row a seat: the rows of `changes.csv`, and of what terminal and documents
//! say of them.
//!
//! In: an instance and the changes. Out: tables in order of time. `why` is a sentence for the people concerned, in a language.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::difference::Change;
use crate::domain::Instance;
use crate::domain::calendar::week_name;
use crate::domain::goal::Goal;
use crate::domain::roster::ClosedShift;
use crate::replanning::{Mend, Why};
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::locale::Locale;

const COLUMNS: [Column; 13] = [
    Column::new("date", Kind::Date, ["Dato", "Date"]),
    Column::new("weekday", Kind::Weekday, ["Ugedag", "Weekday"]),
    Column::new("week", Kind::Text, ["Uge", "Week"]),
    Column::new("start", Kind::Time, ["Start", "Start"]),
    Column::new("end", Kind::Time, ["Slut", "End"]),
    Column::new("was", Kind::Code, ["Id før", "Id was"]),
    Column::new("was_name", Kind::Person, ["Før", "Was"]),
    Column::new("was_municipality", Kind::Text, ["Kommune før", "Municipality was"]),
    Column::new("is", Kind::Code, ["Id nu", "Id is"]),
    Column::new("is_name", Kind::Person, ["Nu", "Is"]),
    Column::new("is_municipality", Kind::Text, ["Kommune nu", "Municipality is"]),
    Column::new("why", Kind::Text, ["Hvorfor", "Why"]),
    Column::new("window", Kind::Slot, ["Tidsrum", "Window"]),
];

/// The columns of `changes.csv`.
pub const FILE: [&str; 12] = [
    "date",
    "weekday",
    "week",
    "start",
    "end",
    "was",
    "was_name",
    "was_municipality",
    "is",
    "is_name",
    "is_municipality",
    "why",
];

/// The columns of a workbook.
pub const SHEET: [&str; 8] =
    ["date", "weekday", "start", "end", "was_name", "was_municipality", "is_name", "is_municipality"];

/// The columns of a document.
pub const SEATS: [&str; 4] = ["date", "start", "was", "is"];

/// The seats that changed hands when a roster was mended, and why; with them the shifts of windows that are closed now.
pub fn mended(instance: &Instance, mends: &[Mend], closed: &[ClosedShift], locale: &Locale) -> Table {
    let mends = mends.iter().map(|mend| {
        let (when, end) = when(instance, mend.window);
        let whom = [mend.was, mend.is].map(|person| named(instance, person));
        (when, row(when, end, whom, Figure::Text(why(instance, mend, locale))))
    });
    let closed = closed.iter().map(|&ClosedShift { date, start, staff, .. }| {
        let name = &instance.staff[staff].name;
        let why = locale
            .pick(format!("Tidsrummet er lukket; {name} har fri."), format!("The window is closed; {name} is free."));
        let when = (date, start);
        let whom = [Some(staff), None].map(|person| named(instance, person));
        (when, row(when, Figure::Unknown, whom, Figure::Text(why)))
    });
    let mut rows: Vec<_> = mends.chain(closed).collect();
    rows.sort_by_key(|(when, _)| *when);
    Table::new(COLUMNS, rows.into_iter().map(|(_, row)| row))
}

/// The seats that changed hands. `named` says who sits there by id, name and municipality.
pub fn exchanged(instance: &Instance, changes: &[Change], named: impl Fn(Option<usize>) -> [Figure; 3]) -> Table {
    let rows = changes.iter().map(|change| {
        let (when, end) = when(instance, change.window);
        row(when, end, [change.was, change.is].map(&named), Figure::Unknown)
    });
    Table::new(COLUMNS, rows)
}

/// The seats that changed hands for requests, each with why in a sentence.
pub fn granted(instance: &Instance, changes: impl IntoIterator<Item = (Change, String)>) -> Table {
    let rows = changes.into_iter().map(|(change, why)| {
        let (when, end) = when(instance, change.window);
        row(when, end, [change.was, change.is].map(|person| named(instance, person)), Figure::Text(why))
    });
    Table::new(COLUMNS, rows)
}

/// A person by id, name and municipality; nothing where nobody is.
pub fn named(instance: &Instance, person: Option<usize>) -> [Figure; 3] {
    let person = person.map(|person| &instance.staff[person]);
    let home = person.map(|person| &instance.municipalities[person.municipality].name);
    [person.map(|person| &person.id), person.map(|person| &person.name), home]
        .map(|text| Figure::told(text.map(String::as_str)))
}

fn when(instance: &Instance, window: usize) -> ((NaiveDate, NaiveTime), Figure) {
    let window = &instance.windows[window];
    ((window.date, window.start), Figure::Time(window.end().time()))
}

fn row(
    (date, start): (NaiveDate, NaiveTime),
    end: Figure,
    [[was, was_name, was_home], [is, is_name, is_home]]: [[Figure; 3]; 2],
    why: Figure,
) -> [Figure; COLUMNS.len()] {
    let (weekday, week) = (Figure::Weekday(date.weekday()), Figure::Text(week_name(date)));
    let (window, date, start) = (Figure::Slots(vec![(date, start)]), Figure::Date(date), Figure::Time(start));
    [date, weekday, week, start, end, was, was_name, was_home, is, is_name, is_home, why, window]
}

/// Whether shares or burdens stand above stability in the ladder.
fn fairness_comes_first(instance: &Instance) -> bool {
    let mut above = instance.goals.iter().take_while(|&&goal| goal != Goal::Stability);
    above.any(|goal| matches!(goal, Goal::Shares | Goal::Burdens))
}

/// Why a seat changed hands, in a sentence.
fn why(instance: &Instance, mend: &Mend, locale: &Locale) -> String {
    let name = |person: usize| instance.staff[person].name.clone();
    let was = mend.was.map(name).unwrap_or_default();
    let reason = match mend.why {
        Why::Empty => locale.pick("Ingen havde pladsen", "Nobody had the seat").to_owned(),
        Why::TakesNoPart => {
            let home = mend.was.map(|was| &instance.municipalities[instance.staff[was].municipality].name);
            let home = home.map_or("", String::as_str);
            locale.pick(format!("{home} deltager ikke i tidsrummet"), format!("{home} takes no part in the window"))
        }
        Why::NoMember => {
            let home = mend.was.map(|was| &instance.municipalities[instance.staff[was].municipality].name);
            let home = home.map_or("", String::as_str);
            locale.pick(format!("{home} er ikke medlem den dag"), format!("{home} is no member that day"))
        }
        Why::Absent => locale.pick(format!("{was} kan ikke"), format!("{was} is not available")),
        Why::Forbidden => {
            locale.pick(format!("En lås holder {was} fra denne vagt"), format!("A lock keeps {was} off this shift"))
        }
        Why::FewerSeats => locale.pick("Tidsrummet har færre pladser nu", "The window has fewer seats now").to_owned(),
        Why::MovedTo(window) => {
            let window = &instance.windows[window];
            let slot = locale.slot(window.date, window.start);
            locale.pick(format!("Der er brug for {was} {slot}"), format!("{was} is needed on {slot}"))
        }
        Why::ForAGoal if fairness_comes_first(instance) => locale.pick(
            format!("{was} aflastes, så vagterne deles retfærdigt"),
            format!("{was} is relieved, so that shifts are shared fairly"),
        ),
        Why::ForAGoal => locale.pick(
            format!("{was} aflastes for et mål, der vejer mere end at beholde vagter"),
            format!("{was} is relieved, for a goal that comes before keeping shifts"),
        ),
    };
    let then = match mend.is.map(name) {
        Some(is) if mend.was.is_some() => locale.pick(format!("{is} overtager"), format!("{is} takes over")),
        Some(is) => locale.pick(format!("{is} tager den"), format!("{is} takes it")),
        None if mend.why == Why::FewerSeats => locale.pick(format!("{was} har fri"), format!("{was} is free")),
        None => locale.pick("ingen kan overtage", "nobody can take over").to_owned(),
    };
    format!("{reason}; {then}.")
}
