//! The calendar with names: weeks down, the times of the week across.
//!
//! In: a roster with all that is known of it. Out: a table. A seat that nobody has stands as a hole in its window, and who is new in
//! one since the published roster has a mark.

use chrono::Datelike;
use maud::{Markup, html};

use super::coverage::{heads, week_head};
use super::frame::scrolling;
use super::names::Names;
use super::people::short_day;
use crate::domain::roster::Roster;
use crate::report::grid::Grid;
use crate::report::subject::Subject;

/// The most shifts in the calendar: a browser takes some seconds for more.
const MOST: u64 = 40_000;

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
                    " er flere, end en side kan vise. De står alle i roster.csv og roster.xlsx.",
                    " are more than a page can show. They are all in roster.csv and roster.xlsx.",
                ))
            }
        };
    }
    let caption = locale.pick("Hvem er på hvornår", "Who is on when");
    let table = html! {
        table.calendar {
            caption {
                (caption) @if subject.published.is_some() {
                    (locale.pick(". ✱ ny siden den udsendte plan", ". ✱ new since the published roster"))
                }
            }
            (heads(locale, &grid.slots))
            tbody {
                @for week in &grid.weeks {
                    tr data-holds="" {
                        (week_head(subject, week))
                        @for window in &week.windows { (cell(subject, names, *window)) }
                    }
                }
            }
        }
    };
    scrolling(caption, &table)
}

fn cell(subject: &Subject<'_>, names: &Names, window: Option<usize>) -> Markup {
    let locale = subject.locale;
    let Some(window) = window else {
        return html! { td.none { span.unseen { (locale.pick("lukket", "closed")) } } };
    };
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
        td {
            span.when { span.print { (locale.short_weekday(slot.date.weekday())) " " } (short_day(locale, slot.date)) span.print { " " (locale.hours(slot.start, slot.end().time())) } }
            @if !on.is_empty() {
                ul {
                    @for (staff, seats) in on {
                        li data-p=(staff) data-n=[(seats > 1).then_some(seats)] {
                            (names.person(staff))
                            @if seats > 1 { " ×" (seats) }
                            @if is_new(subject.published, window, staff, seats) {
                                " " span.new { span aria-hidden="true" { "✱" } span.unseen { (locale.pick("ny", "new")) } }
                            }
                        }
                    }
                }
            }
            @if unfilled > 0 {
                span.hole { "○ " (unfilled) " " (locale.pick("ubemandet", "unfilled")) }
            }
        }
    }
}

fn is_new(published: Option<&Roster>, window: usize, staff: usize, seats: u32) -> bool {
    published.is_some_and(|published| published.seats_of(staff, window) < seats)
}
