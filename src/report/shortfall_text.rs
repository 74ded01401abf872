//! The table of windows with unfilled seats: how many staff are free, and what holds the others back.
//!
//! In: an instance and its shortfalls. Out: a table of the worst windows and a line on how to read it. Reasons that hold
//! nobody back have no column.

use chrono::Datelike;

use crate::domain::Instance;
use crate::domain::calendar::weekday_name;
use crate::report::numbers::counted;
use crate::report::table::{self, Cell, Column};
use crate::shortfall::{Reason, Shortfall};

/// The most windows shown: a screenful. The worst ones say where staff are missing; a file has the rest.
const SHOWN: usize = 20;

/// The columns, left to right: who could still come first, then what a planner can change soonest.
const REASONS: [(Reason, &str); Reason::ALL.len()] = [
    (Reason::Free, "free"),
    (Reason::NotAvailable, "not available"),
    (Reason::InThisWindow, "on shift"),
    (Reason::ShiftsPerDay, "day limit"),
    (Reason::RestHours, "rest"),
    (Reason::ShiftsPerWeek, "week limit"),
    (Reason::ShiftsPerPeriod, "period limit"),
    (Reason::AwayAtOnce, "away at once"),
    (Reason::Forbidden, "locked out"),
    (Reason::NoMember, "no member"),
];

/// The table, in order of time; where there are too many windows the worst, and `rest` on where to find the others.
pub fn render(instance: &Instance, shortfalls: &[Shortfall], rest: &str, width: u16) -> String {
    let mut shown: Vec<&Shortfall> = shortfalls.iter().collect();
    // The worst are those with most seats unfilled, and among them those with fewest to fall back on.
    shown.sort_by_key(|short| (std::cmp::Reverse(short.unfilled), short.heads(Reason::Free), short.window));
    let hidden = shown.split_off(shown.len().min(SHOWN));
    shown.sort_by_key(|short| short.window);

    let column =
        |cell: &dyn Fn(&Shortfall) -> String| shown.iter().map(|short| Cell::plain(cell(short))).collect::<Vec<Cell>>();
    let windows = Column::word("window", column(&|short| slot(instance, short.window)));
    let seats = |short: &Shortfall| format!("{} of {}", short.unfilled, instance.windows[short.window].seats);
    let reasons: Vec<Column> = REASONS
        .iter()
        .filter(|(reason, _)| *reason == Reason::Free || shown.iter().any(|short| short.heads(*reason) > 0))
        .map(|&(reason, title)| Column::number(title, column(&|short| short.heads(reason).to_string())))
        .collect();

    let mut text = table::stack(&windows, &[Column::number("unfilled", column(&seats))], &reasons, width);
    text.push_str("each of the staff counts once, under the first thing that holds them back\n");
    if !hidden.is_empty() {
        let seats = hidden.iter().map(|short| u64::from(short.unfilled)).sum();
        text.push_str(&format!(
            "these are the worst; {} with {} more; {rest}\n",
            counted(hidden.len() as u64, "window", "windows"),
            counted(seats, "unfilled seat", "unfilled seats"),
        ));
    }
    text
}

fn slot(instance: &Instance, window: usize) -> String {
    let window = &instance.windows[window];
    format!("{} {} {}", weekday_name(window.date.weekday()), window.date, window.start.format("%H:%M"))
}
