//! How full each window is: weeks down, the times of the week across.
//!
//! In: a roster with all that is known of it. Out: a table of numbers, each with a glyph; the ground only repeats them. Holes are
//! listed one by one as well.

use maud::{Markup, html};

use super::frame::scrolling;
use crate::report::facts::coverage::{self, Filling};
use crate::report::grid::{Grid, Slot, Week};
use crate::report::locale::Locale;
use crate::report::picture::{hours, week_number};
use crate::report::subject::Subject;

/// The most holes that are listed; the table shows them all.
const MOST_HOLES: usize = 40;

/// The two lines of heads: days over hours.
pub(super) fn heads(locale: &Locale, slots: &[Slot]) -> Markup {
    html! {
        thead {
            tr {
                th scope="col" rowspan="2" { (locale.pick("Uge", "Week")) }
                @for day in slots.chunk_by(|one, other| one.weekday == other.weekday) {
                    th.day scope="colgroup" colspan=(day.len()) { (locale.short_weekday(day[0].weekday)) }
                }
            }
            tr { @for slot in slots { th.hours scope="col" { (hours(slot)) } } }
        }
    }
}

/// The head of a week's row.
pub(super) fn week_head(subject: &Subject<'_>, week: &Week) -> Markup {
    let monday = subject.locale.day(week.monday);
    // The day of the week says nothing beside the word week.
    let monday = monday.split_once(' ').map_or(monday.as_str(), |(_, day)| day).to_owned();
    html! { th scope="row" { span.print { (subject.locale.pick("Uge", "Week")) " " } (week_number(week.week, subject.instance.period.from)) " " small { (monday) } } }
}

/// The heat map.
pub(super) fn table(subject: &Subject<'_>, grid: &Grid) -> Markup {
    let locale = subject.locale;
    let filling = coverage::by_window(subject.instance, subject.judgement);
    let caption = locale.pick(
        "Bemandede pladser af alle pladser. ● fuldt bemandet · ◐ delvist bemandet · ○ ubemandet · ✗ en regel er brudt",
        "Seats filled, of all seats. ● full · ◐ in part · ○ empty · ✗ a rule is broken",
    );
    let table = html! {
        table.heat {
            caption { span { (caption) } }
            (heads(locale, &grid.slots))
            tbody {
                @for week in &grid.weeks {
                    tr {
                        (week_head(subject, week))
                        @for (window, slot) in week.windows.iter().zip(&grid.slots) {
                            @match *window {
                                None => (nothing(subject, week, slot)),
                                Some(window) => {
                                    @let seats = subject.instance.windows[window].seats;
                                    @let on = subject.roster.shifts[window].len();
                                    td class=(level(seats, filling[window])) {
                                        (on) "/" (seats) " " span aria-hidden="true" { (glyph(filling[window])) }
                                        @if filling[window] == Filling::AgainstRules { span.unseen { (locale.pick(" en regel er brudt", " a rule is broken")) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    scrolling(locale.pick("Bemanding", "Coverage"), &table)
}

/// A place without a window: on a day of the period it is closed; before and after it is no part of it.
pub(super) fn nothing(subject: &Subject<'_>, week: &Week, slot: &Slot) -> Markup {
    let locale = subject.locale;
    let is_closed = week.date(slot).is_some_and(|date| subject.instance.period.contains(date));
    let why = match is_closed {
        true => locale.pick("lukket", "closed"),
        false => locale.pick("uden for perioden", "outside the period"),
    };
    html! { td.none { span.unseen { (why) } } }
}

fn glyph(filling: Filling) -> &'static str {
    match filling {
        Filling::Full => "●",
        Filling::AgainstRules => "✗",
        Filling::Short(_) => "◐",
        Filling::Empty => "○",
    }
}

/// The ground: the emptier, the darker.
fn level(seats: u32, filling: Filling) -> &'static str {
    let unfilled = match filling {
        Filling::Full => return "h0",
        Filling::AgainstRules | Filling::Empty => return "h4",
        Filling::Short(unfilled) => unfilled,
    };
    match u64::from(unfilled) * 4 / u64::from(seats.max(1)) {
        0 => "h1",
        1 => "h2",
        2 => "h3",
        _ => "h4",
    }
}

/// The windows that have seats left, in order of time.
pub(super) fn holes(subject: &Subject<'_>, grid: &Grid) -> Markup {
    let (locale, instance) = (subject.locale, subject.instance);
    let unfilled = &subject.judgement.unfilled_by_window;
    let windows = grid.weeks.iter().flat_map(|week| week.windows.iter().flatten());
    let short: Vec<usize> = windows.copied().filter(|&window| unfilled[window] > 0).collect();
    if short.is_empty() {
        return html! {};
    }
    html! {
        h3 { (locale.pick("Ubemandede pladser", "Unfilled seats")) }
        ul.holes {
            @for &window in short.iter().take(MOST_HOLES) {
                @let slot = &instance.windows[window];
                li {
                    (locale.day(slot.date)) " " (locale.hours(slot.start, slot.end().time())) ": "
                    strong { (unfilled[window]) } " " (locale.pick("af", "of")) " " (slot.seats)
                }
            }
        }
        @if let Some(more) = short.len().checked_sub(MOST_HOLES).filter(|&more| more > 0) {
            p {
                (locale.pick("Her står de første ", "These are the first ")) (MOST_HOLES) ". "
                (locale.counted(more as u64, ["tidsrum mere står", "tidsrum mere står"], ["more window is", "more windows are"]))
                (locale.pick(" i tabellen under Bemanding.", " in the table under Coverage."))
            }
        }
    }
}
