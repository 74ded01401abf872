//! The table of windows with unfilled seats: how many staff are free, and what holds the others back.
//!
//! In: an instance and its shortfalls. Out: a table of the worst windows and a line on how to read it. Reasons that hold
//! nobody back have no column.

use crate::domain::Instance;
use crate::domain::rule::Rule;
use crate::report::table::{self, Cell, Column, Terminal};
use crate::shortfall::Shortfall;

/// The most windows shown: a screenful. The worst ones say where staff are missing; a file has the rest.
const SHOWN: usize = 10;

/// The table, in order of time; where there are too many windows the worst, and `rest` on where to find the others.
pub fn render(instance: &Instance, shortfalls: &[Shortfall], rest: &str, on: &Terminal) -> String {
    let Terminal { locale, width, full } = on;
    let mut shown: Vec<&Shortfall> = shortfalls.iter().collect();
    // The worst are those with most seats unfilled, and among them those with fewest to fall back on.
    shown.sort_by_key(|short| (std::cmp::Reverse(short.unfilled), short.free, short.window));
    let hidden = shown.split_off(if *full { shown.len() } else { shown.len().min(SHOWN) });
    shown.sort_by_key(|short| short.window);

    let column =
        |cell: &dyn Fn(&Shortfall) -> String| shown.iter().map(|short| Cell::plain(cell(short))).collect::<Vec<Cell>>();
    let slot = |short: &Shortfall| {
        let window = &instance.windows[short.window];
        locale.slot(window.date, window.start)
    };
    let windows = Column::word(locale.pick("tidsrum", "window"), column(&slot));
    let of = locale.pick("af", "of");
    let seats = |short: &Shortfall| format!("{} {of} {}", short.unfilled, instance.windows[short.window].seats);
    let free = Column::number(locale.pick("ledige", "free"), column(&|short| short.free.to_string()));
    // Left to right: who could still come first, then what a planner can change soonest.
    let mut rules = Rule::ALL.to_vec();
    rules.sort_by_key(|rule| rule.row().changeable);
    rules.retain(|&rule| shown.iter().any(|short| short.heads(rule) > 0));
    let held = rules.into_iter().map(|rule| {
        let heading = rule.row().heading.of(locale.language());
        Column::number(heading, column(&|short| short.heads(rule).to_string()))
    });
    let unfilled = Column::number(locale.pick("ubemandede", "unfilled"), column(&seats));
    let is_anybody_free = shown.iter().any(|short| short.free > 0);
    let free = is_anybody_free.then_some(free);
    let columns: Vec<Column> = std::iter::once(unfilled).chain(free).chain(held).collect();

    let mut text = table::stack(&windows, &[columns], *width);
    let once = locale.pick(
        "hver medarbejder tæller én gang, under det første, der holder vedkommende tilbage",
        "each of the staff counts once, under the first thing that holds them back",
    );
    text.push_str(&table::note(once, *width));
    if !hidden.is_empty() {
        let windows = locale.counted(hidden.len() as u64, ["tidsrum", "tidsrum"], ["window", "windows"]);
        let seats = hidden.iter().map(|short| u64::from(short.unfilled)).sum();
        let seats =
            locale.counted(seats, ["ubemandet plads", "ubemandede pladser"], ["unfilled seat", "unfilled seats"]);
        let worst = locale.pick(
            format!("det er de værste; {windows} med {seats} mere; {rest}"),
            format!("these are the worst; {windows} with {seats} more; {rest}"),
        );
        text.push_str(&table::note(&worst, *width));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::domain::roster::Roster;
    use crate::report::sample;
    use crate::report::table::WIDEST;
    use crate::shortfall::shortfalls;

    fn text(instance: &Instance) -> String {
        let empty = shortfalls(instance, &Roster::empty(instance.windows.len()));
        anstream::adapter::strip_str(&render(
            instance,
            &empty,
            "see roster.csv",
            &Terminal::new(Language::English, WIDEST),
        ))
        .to_string()
    }

    #[test]
    fn few_windows_are_all_shown_in_order_of_time() {
        let text = text(&sample::instance());
        assert!(text.contains("\nmon 2026-01-05 08:00    2 of 2     6\n"), "{text}");
        assert_eq!(text.lines().count(), 2 + 9 + 1, "{text}");
        assert!(!text.contains("worst"), "{text}");
    }

    #[test]
    fn of_many_windows_the_worst_are_shown_and_the_others_counted() {
        let mut instance = sample::instance();
        instance.edit(|sample| {
            let windows = sample.windows.clone();
            sample.period.to += chrono::TimeDelta::weeks(4);
            for week in 1..5 {
                sample.windows.extend(windows.iter().map(|window| crate::domain::Window {
                    date: window.date + chrono::TimeDelta::weeks(week),
                    ..window.clone()
                }));
            }
            sample.stances = vec![sample.stances[0]; sample.staff.len() * sample.windows.len()];
        });
        let text = text(&instance);
        assert_eq!(text.lines().count(), 2 + SHOWN + 2, "{text}");
        assert_eq!(text.matches(" 2 of 2 ").count(), SHOWN, "{text}");
        assert!(
            text.ends_with("these are the worst; 35 windows with 50 unfilled seats more; see roster.csv\n"),
            "{text}"
        );
    }
}
