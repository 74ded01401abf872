//! `changes.csv`: what a mended roster changes for whom, the list that is sent out.
//!
//! In: an instance, the changes, and shifts of windows that are closed now. Out: bytes, a row per seat that changed
//! hands, in order of time. `why` is a sentence for the people concerned.

use chrono::Datelike;

use crate::domain::Instance;
use crate::domain::calendar::{week_name, weekday_name};
use crate::domain::goal::Goal;
use crate::domain::roster::ClosedShift;
use crate::replanning::{Mend, Why};
use crate::report::rows::{self, Cell, Style};

const COLUMNS: [&str; 12] = [
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

/// The file.
pub fn bytes(instance: &Instance, mends: &[Mend], closed: &[ClosedShift], style: Style) -> Vec<u8> {
    let mut sorted: Vec<(chrono::NaiveDate, chrono::NaiveTime, [Cell; COLUMNS.len()])> = Vec::new();
    for mend in mends {
        let window = &instance.windows[mend.window];
        let end = Cell::Time(window.end().time());
        let when = (window.date, window.start);
        sorted.push((when.0, when.1, row(instance, when, end, mend.was, mend.is, why(instance, mend))));
    }
    for &ClosedShift { date, start, staff, .. } in closed {
        let why = format!("The window is closed; {} is free.", instance.staff[staff].name);
        sorted.push((date, start, row(instance, (date, start), Cell::Empty, Some(staff), None, why)));
    }
    sorted.sort_by_key(|(date, start, _)| (*date, *start));
    rows::csv(style, &COLUMNS, sorted.into_iter().map(|(.., row)| row))
}

fn row(
    instance: &Instance,
    (date, start): (chrono::NaiveDate, chrono::NaiveTime),
    end: Cell,
    was: Option<usize>,
    is: Option<usize>,
    why: String,
) -> [Cell; COLUMNS.len()] {
    let [was, is] = [was, is].map(|person| {
        let person = person.map(|person| &instance.staff[person]);
        person.map_or([const { Cell::Empty }; 3], |person| {
            let home = &instance.municipalities[person.municipality];
            [&person.id, &person.name, &home.name].map(|text| Cell::text(text))
        })
    });
    let [was, was_name, was_home] = was;
    let [is, is_name, is_home] = is;
    let weekday = Cell::word(weekday_name(date.weekday()));
    let week = Cell::Word(week_name(date));
    let (date, start, why) = (Cell::Date(date), Cell::Time(start), Cell::Text(why));
    [date, weekday, week, start, end, was, was_name, was_home, is, is_name, is_home, why]
}

/// Whether shares or burdens stand above stability in the ladder.
fn fairness_comes_first(instance: &Instance) -> bool {
    let mut above = instance.goals.iter().take_while(|&&goal| goal != Goal::Stability);
    above.any(|goal| matches!(goal, Goal::Shares | Goal::Burdens))
}

/// Why a seat changed hands, in a sentence.
pub fn why(instance: &Instance, mend: &Mend) -> String {
    let name = |person: usize| instance.staff[person].name.clone();
    let was = mend.was.map(name).unwrap_or_default();
    let reason = match mend.why {
        Why::Empty => "Nobody had the seat".to_owned(),
        Why::NoMember => {
            let home = mend.was.map(|was| &instance.municipalities[instance.staff[was].municipality].name);
            format!("{} is no member that day", home.map_or("", String::as_str))
        }
        Why::Absent => format!("{was} is not available"),
        Why::Forbidden => format!("A lock keeps {was} off this shift"),
        Why::FewerSeats => "The window has fewer seats now".to_owned(),
        Why::MovedTo(window) => {
            let window = &instance.windows[window];
            let day = weekday_name(window.date.weekday());
            format!("{was} is needed on {day} {} {}", window.date, window.start.format("%H:%M"))
        }
        Why::ForAGoal if fairness_comes_first(instance) => {
            format!("{was} is relieved, so that shifts are shared fairly")
        }
        Why::ForAGoal => format!("{was} is relieved, for a goal that comes before keeping shifts"),
    };
    match mend.is.map(name) {
        Some(is) if mend.was.is_some() => format!("{reason}; {is} takes over."),
        Some(is) => format!("{reason}; {is} takes it."),
        None if mend.why == Why::FewerSeats => format!("{reason}; {was} is free."),
        None => format!("{reason}; nobody can take over."),
    }
}
