//! The calendar: weeks down, the times of the week across, a cell for every seat.
//!
//! In: a view. Out: a sheet. The first row of a week has the dates; below it every seat has a row, so that each can have the
//! colour of its municipality. An open seat is red and says so, a day without its window is grey and says so.

use rust_xlsxwriter::{Format, Worksheet};

use crate::domain::views::{CLOSED, OUTSIDE, View as Shown};
use crate::report::facts::coverage;
use crate::report::grid::{Grid, Slot, Week, grid};
use crate::report::locale::capitalised;

use super::sheet::{Printed, Setup, Sheet, period};
use super::style::{day_format, painted};
use super::view::View;

/// The title, what is short, the days of the week, the times.
const HEADER_ROWS: u32 = 4;
/// The widest a column gets, in pixels: a week of fifteen windows then prints in letters of about six points.
const WIDEST: u32 = 100;
/// Entries of the legend beside one another, at least.
const NARROWEST_LEGEND: usize = 4;

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let locale = view.locale();
    let mut sheet = Sheet::new(locale.pick_of(Shown::Calendar.titles()), locale, WIDEST);
    let grid = grid(view.subject.instance);
    let looks: Vec<Format> = view.places.iter().map(|&place| painted(&view.styles.seat, place)).collect();
    header(&mut sheet, view, &grid);
    let mut row = HEADER_ROWS;
    for week in &grid.weeks {
        row = block(&mut sheet, view, &looks, &grid, week, row);
    }
    sheet.even(1..1 + grid.slots.len());
    if view.only.is_none() {
        legend(&mut sheet, view, &looks, grid.slots.len(), row + 1);
    }
    let setup =
        Setup { header_rows: HEADER_ROWS, header_columns: 1, filter: None, landscape: true, printed: Printed::All };
    sheet.finish(view.subject.instance, &setup)
}

fn header(sheet: &mut Sheet<'_>, view: &View<'_>, grid: &Grid) {
    let (instance, locale, styles) = (view.subject.instance, view.locale(), &view.styles);
    let title = format!("{}, {}", instance.title, period(locale, instance));
    let told = view.state().map_or_else(|| title.clone(), |state| format!("{state} · {title}"));
    sheet.line(0, 0, &told, &styles.title);
    sheet.line(1, 0, &verdict(view), &styles.note);
    sheet.small(2, 0, locale.pick("Uge", "Week"), &styles.slot);
    sheet.small(3, 0, "", &styles.slot);
    let mut first = 0;
    for day in grid.slots.chunk_by(|one, other| one.weekday == other.weekday) {
        let columns = 1 + first..1 + first + day.len();
        sheet.over(2, columns, &capitalised(&locale.weekday(day[0].weekday)), &styles.over);
        first += day.len();
    }
    for (column, slot) in (1..).zip(&grid.slots) {
        sheet.small(3, column, &locale.hours(slot.start, slot.end), &styles.slot);
    }
}

/// What a planner asks first, in a sentence; for a municipality, how much it has to do.
fn verdict(view: &View<'_>) -> String {
    let (subject, locale) = (view.subject, view.locale());
    if let Some(municipality) = view.only {
        let shifts = subject.judgement.shifts[municipality];
        let shifts = locale.counted(shifts, ["vagt", "vagter"], ["shift", "shifts"]);
        let name = &subject.instance.municipalities[municipality].name;
        return format!("{name}: {shifts}");
    }
    let seats = subject.instance.seats();
    let open = subject.judgement.unfilled;
    if open == 0 {
        return coverage::sentence(locale, subject.instance, subject.judgement);
    }
    let of = locale.whole(seats);
    let open = locale.whole(open);
    locale.pick(
        format!("{open} af {of} pladser er ubemandede; de er røde."),
        format!("{open} of {of} seats are unfilled; they are red."),
    )
}

/// A week, from `row` on; the row after it.
fn block(sheet: &mut Sheet<'_>, view: &View<'_>, looks: &[Format], grid: &Grid, week: &Week, row: u32) -> u32 {
    let (instance, locale, styles) = (view.subject.instance, view.locale(), &view.styles);
    let columns: Vec<Vec<Seat>> = week.windows.iter().map(|window| seats(view, *window)).collect();
    let longest = columns.iter().map(Vec::len).max().unwrap_or_default().max(1);
    let rows = Sheet::room(row, longest + 1).saturating_sub(1);
    if rows < longest {
        // The last row of the sheet tells; later weeks find no room either, and say it again in the same place.
        let more = locale.pick(
            "Der er ikke plads til flere uger i et regneark; roster.csv har dem alle.",
            "A spreadsheet has no room for more weeks; roster.csv has them all.",
        );
        sheet.line(row, 0, more, &styles.strong);
        return row;
    }
    let number = week.week.week();
    sheet.small(row, 0, &format!("{} {number}", locale.pick("Uge", "Week")), &styles.week);
    // Again beside every seat: a week may be higher than the screen, and go over to the next page.
    (row + 1..).take(rows).for_each(|below| sheet.small(below, 0, &number.to_string(), &styles.week_again));
    for (n, (window, seats)) in week.windows.iter().zip(&columns).enumerate() {
        let (column, slot) = (n + 1, &grid.slots[n]);
        let Some(index) = *window else {
            closed(sheet, view, week, slot, (row, column), rows);
            continue;
        };
        let window = &instance.windows[index];
        let end = window.end().time();
        let until = if end == slot.end { String::new() } else { format!("–{}", end.format("%H:%M")) };
        let day = styles.week.clone().set_num_format(day_format(locale, &until));
        sheet.day(row, column, window.date, &day);
        for (below, seat) in (row + 1..).zip(0..rows) {
            match seats.get(seat) {
                Some(Seat::Held(person)) => {
                    let text = format!("{}\n{}", view.name(*person), view.home(*person));
                    sheet.small(below, column, &text, &looks[instance.staff[*person].municipality]);
                }
                Some(Seat::Open) => sheet.small(below, column, view.open_seat(), &styles.hole),
                None if view.only.is_some() => sheet.blank(below, column, &styles.empty),
                None => sheet.blank(below, column, &styles.beyond),
            }
        }
    }
    row + 1 + rows as u32
}

/// A place without a window: on a day of the period it is closed; before and after it is simply not there.
fn closed(sheet: &mut Sheet<'_>, view: &View<'_>, week: &Week, slot: &Slot, (row, column): (u32, usize), rows: usize) {
    let styles = &view.styles;
    match week.date(slot).filter(|&date| view.subject.instance.period.contains(date)) {
        Some(date) => {
            let day = styles.closed.clone().set_num_format(day_format(view.locale(), ""));
            sheet.day(row, column, date, &super::style::left(&day));
            sheet.small(row + 1, column, view.locale().pick_of(CLOSED), &styles.closed);
        }
        None => {
            sheet.blank(row, column, &styles.closed);
            sheet.small(row + 1, column, OUTSIDE, &styles.closed);
        }
    }
    for below in (row + 2..).take(rows.saturating_sub(1)) {
        sheet.blank(below, column, &styles.closed);
    }
}

/// A seat of a window.
enum Seat {
    Held(usize),
    Open,
}

/// The seats of a window that may be shown. What is open is everybody's affair, and stands in the planner's workbook.
fn seats(view: &View<'_>, window: Option<usize>) -> Vec<Seat> {
    let Some(window) = window else {
        return Vec::new();
    };
    let subject = view.subject;
    let held = subject.roster.seated(subject.instance, window).into_iter().filter(|&person| view.shows(person));
    let open = if view.only.is_some() { 0 } else { subject.judgement.unfilled_by_window[window] };
    held.map(Seat::Held).chain((0..open).map(|_| Seat::Open)).collect()
}

fn legend(sheet: &mut Sheet<'_>, view: &View<'_>, looks: &[Format], columns: usize, row: u32) {
    let (instance, locale, styles) = (view.subject.instance, view.locale(), &view.styles);
    if Sheet::room(row, looks.len() + 2) < looks.len() + 2 {
        return;
    }
    let told = locale.pick(
        "Farverne viser kommunen, hvis navn også står i hver celle. De er de samme i alle ark.",
        "The colours show the municipality, whose name is in every cell as well. They are the same in all sheets.",
    );
    sheet.line(row, 0, told, &styles.note);
    let columns = columns.max(NARROWEST_LEGEND);
    let words = [
        (view.open_seat().to_owned(), &styles.hole, locale.pick("ingen sidder på pladsen", "nobody sits on the seat")),
        (
            locale.pick_of(CLOSED).to_owned(),
            &styles.closed,
            locale.pick("intet tidsrum den dag", "no window on that day"),
        ),
    ];
    for (below, (word, look, meaning)) in (row + 1..).zip(words) {
        sheet.small(below, 1, &word, look);
        sheet.line(below, 2, meaning, &styles.note);
    }
    for (n, &municipality) in view.municipalities().iter().enumerate() {
        let below = row + 3 + u32::try_from(n / columns).unwrap_or(u32::MAX);
        let name = super::text::clean(&instance.municipalities[municipality].name);
        sheet.small(below, 1 + n % columns, &name, &looks[municipality]);
    }
}
