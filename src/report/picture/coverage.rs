//! `coverage.svg`: how full each window is, weeks down and the times of the week across.
//!
//! In: a roster with all that is known of it. Out: an SVG picture. A hole has its numbers in bold in a frame, so that it
//! shows without colour as well.

use chrono::Datelike;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

use super::{GREY, INK, RED, TEXT, drawn};
use crate::report::facts::coverage::{self, Filling};
use crate::report::grid::{self, Slot};
use crate::report::subject::Subject;

const CELL: (i32, i32) = (50, 20);
const LEFT: i32 = 92;
const TOP: i32 = 84;
const MARGIN: i32 = 12;
/// Below this a title has no room.
const NARROWEST: i32 = 520;

const FULL: RGBColor = RGBColor(0xe9, 0xef, 0xe6);
/// From a hole of one seat to an empty window.
const HOLES: [RGBColor; 4] =
    [RGBColor(0xfb, 0xe6, 0xcf), RGBColor(0xf8, 0xd2, 0xac), RGBColor(0xf4, 0xb9, 0x86), RGBColor(0xee, 0x9c, 0x63)];

/// The picture.
pub fn coverage(subject: &Subject<'_>) -> String {
    let (locale, instance) = (subject.locale, subject.instance);
    let grid = grid::grid(instance);
    let filling = coverage::by_window(instance, subject.judgement);
    let width = NARROWEST.max(LEFT + CELL.0 * grid.slots.len() as i32 + MARGIN);
    let height = TOP + CELL.1 * grid.weeks.len() as i32 + 44;
    let title = locale.pick("Bemanding, uge for uge", "Coverage, week by week");
    let description = format!(
        "{} {}",
        locale.pick(
            "Hvert felt er et tidsrum i en uge: bemandede pladser af alle pladser.",
            "Each cell is a window of a week: seats filled, of all seats."
        ),
        coverage::sentence(locale, instance, subject.judgement)
    );
    drawn(locale, title, &description, (width, height), |pen| {
        pen.bold(title, (MARGIN, 18), TEXT + 4.0, INK, HPos::Left);
        pen.text(&super::about(locale, instance), (MARGIN, 38), TEXT, GREY, HPos::Left);
        let x = |column: usize| LEFT + CELL.0 * column as i32;
        for (column, slot) in grid.slots.iter().enumerate() {
            if column == 0 || grid.slots[column - 1].weekday != slot.weekday {
                pen.bold(&locale.short_weekday(slot.weekday), (x(column) + 4, TOP - 26), TEXT, INK, HPos::Left);
            }
            pen.text(&hours(slot), (x(column) + CELL.0 / 2, TOP - 10), TEXT - 1.5, GREY, HPos::Center);
        }
        for (row, week) in grid.weeks.iter().enumerate() {
            let y = TOP + CELL.1 * row as i32;
            let name = format!("{} {}", locale.pick("uge", "week"), week.week.week());
            pen.text(&name, (MARGIN, y + CELL.1 / 2), TEXT - 1.0, INK, HPos::Left);
            for (column, window) in week.windows.iter().enumerate() {
                let Some(window) = *window else { continue };
                let (seats, on) = (instance.windows[window].seats, subject.roster.shifts[window].len());
                let (corner, size) = ((x(column) + 1, y + 1), (CELL.0 - 2, CELL.1 - 2));
                let middle = (x(column) + CELL.0 / 2, y + CELL.1 / 2);
                pen.fill(corner, size, ground(seats, filling[window]));
                let text = format!("{on}/{seats}");
                if filling[window] != Filling::Full {
                    pen.frame(corner, size, RED);
                    pen.bold(&text, middle, TEXT - 1.0, INK, HPos::Center);
                } else {
                    pen.text(&text, middle, TEXT - 1.0, INK, HPos::Center);
                }
            }
        }
        let legend = locale.pick(
            "bemandede/alle pladser · fed skrift i ramme: ubemandede pladser, eller en regel er brudt",
            "seats filled/all seats · bold in a frame: seats unfilled, or a rule is broken",
        );
        pen.text(legend, (MARGIN, height - 18), TEXT - 1.0, GREY, HPos::Left);
    })
}

fn ground(seats: u32, filling: Filling) -> RGBColor {
    let unfilled = match filling {
        Filling::Full => return FULL,
        Filling::AgainstRules | Filling::Empty => seats,
        Filling::Short(unfilled) => unfilled,
    };
    // The emptier, the darker: quarters of the seats.
    let quarter = (u64::from(unfilled) * HOLES.len() as u64).div_ceil(u64::from(seats.max(1))) as usize;
    HOLES[quarter.clamp(1, HOLES.len()) - 1]
}

/// `8–12`, `16:30–20`: short enough for a column.
pub(crate) fn hours(slot: &Slot) -> String {
    let short = |time: chrono::NaiveTime| {
        use chrono::Timelike;
        if time.minute() == 0 { time.hour().to_string() } else { time.format("%-H:%M").to_string() }
    };
    let end = if slot.end == chrono::NaiveTime::MIN { "24".to_owned() } else { short(slot.end) };
    format!("{}–{end}", short(slot.start))
}

/// The number of a week, with its year where that is another than the period's first.
pub(crate) fn week_number(week: chrono::IsoWeek, first: chrono::NaiveDate) -> String {
    if week.year() == first.iso_week().year() {
        week.week().to_string()
    } else {
        format!("{}/{}", week.week(), week.year())
    }
}
