//! The calendar with names: weeks down, the times of the week across.
//!
//! In: a roster with all that is known of it. Out: a table. A seat that nobody has stands as a hole in its window, and who is new in
//! one since the published roster has a mark.

use chrono::{Datelike, Weekday};
use maud::{Markup, html};

use super::coverage::{heads, nothing, week_head};
use super::frame::{link, scrolling};
use super::names::Names;
use crate::domain::roster::Roster;
use crate::report::grid::{Grid, Slot};
use crate::report::subject::Subject;

/// The most shifts in the calendar: a browser takes some seconds for more.
const MOST: u64 = 40_000;

/// The most shifts whose names lead to their people: more would double the page, and the list of people has them all.
const MOST_LINKS: u64 = 6_000;

/// The table.
pub(super) fn table(subject: &Subject<'_>, grid: &Grid, names: &Names) -> Markup {
    let locale = subject.locale;
    let shifts: u64 = subject.judgement.shifts.iter().sum();
    if shifts > MOST {
        return html! {
            p {
                (locale.pick("Kalenderen er udeladt: ", "The calendar is left out: "))
                (locale.counted(shifts, ["vagt", "vagter"], ["shift", "shifts"]))
                (locale.pick(
                    " er flere, end en side kan vise. De står alle i regnearket roster.xlsx.",
                    " are more than a page can show. They are all in the workbook roster.xlsx.",
                ))
            }
        };
    }
    let caption = locale.pick("Hvem er på hvornår", "Who is on when");
    // On paper each day of the week has a column, in which its windows stand below one another.
    let mut days: Vec<Weekday> = grid.slots.iter().map(|slot| slot.weekday).collect();
    days.dedup();
    let column = |slot: &Slot| 2 + days.iter().position(|day| *day == slot.weekday).unwrap_or(0);
    let table = html! {
        table.calendar style={ "--days:" (days.len()) } {
            caption {
                span {
                    (caption) @if subject.published.is_some() {
                        (locale.pick(". ✱ ny siden den udsendte plan", ". ✱ new since the published roster"))
                    }
                }
            }
            (heads(locale, &grid.slots))
            tbody {
                @for week in &grid.weeks {
                    tr data-holds="" {
                        (week_head(subject, week))
                        @for (window, slot) in week.windows.iter().zip(&grid.slots) {
                            @match *window {
                                Some(window) => (cell(subject, names, window, column(slot), shifts <= MOST_LINKS)),
                                None => (nothing(subject, week, slot)),
                            }
                        }
                    }
                }
            }
        }
    };
    scrolling(caption, &table)
}

fn cell(subject: &Subject<'_>, names: &Names, window: usize, column: usize, links: bool) -> Markup {
    let locale = subject.locale;
    let slot = &subject.instance.windows[window];
    let mut on: Vec<(usize, u32)> = Vec::new();
    for &staff in &subject.roster.shifts[window] {
        match on.iter_mut().find(|(other, _)| *other == staff) {
            Some((_, seats)) => *seats += 1,
            None => on.push((staff, 1)),
        }
    }
    on.sort_by(|one, other| locale.compare(names.person(one.0), names.person(other.0)));
    let unfilled = subject.judgement.unfilled_by_window[window];
    html! {
        td style={ "--day:" (column) } {
            span.when { span.print { (locale.short_weekday(slot.date.weekday())) " " } (locale.short_day(slot.date)) span.print { " " (locale.hours(slot.start, slot.end().time())) } }
            @if !on.is_empty() {
                ul {
                    @for (staff, seats) in on {
                        li data-p=(staff) data-n=[(seats > 1).then_some(seats)] {
                            @if links { (link(names.person(staff), names.full(staff))) } @else { (names.person(staff)) }
                            @if seats > 1 { " ×" (seats) }
                            @if is_new(subject.published, window, staff, seats) {
                                " " span.new { span aria-hidden="true" { "✱" } span.unseen { (locale.pick("ny", "new")) } }
                            }
                        }
                    }
                }
            }
            @if unfilled > 0 {
                span.hole { "○ " (locale.counted(unfilled.into(), ["ubemandet", "ubemandede"], ["unfilled", "unfilled"])) }
            }
        }
    }
}

fn is_new(published: Option<&Roster>, window: usize, staff: usize, seats: u32) -> bool {
    published.is_some_and(|published| published.seats_of(staff, window) < seats)
}
