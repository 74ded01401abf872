//! `demand.svg`: calls, seats that are needed and seats that are planned, by day of the week and start.
//!
//! In: an instance and outlooks. Out: an SVG picture. Numbers stand behind every bar, so nothing depends on colour.

use chrono::NaiveTime;
use plotters::style::text_anchor::HPos;

use super::{BLUE, GREY, INK, LINE, RED, TEXT, about, drawn};
use crate::callers::outlook::{Outlooks, Slot};
use crate::domain::Instance;
use crate::report::locale::Locale;

const LEFT: i32 = 92;
const ROW: i32 = 26;
const TOP: i32 = 82;
const MARGIN: i32 = 12;
const WIDTH: i32 = 720;
/// Where the bars of seats begin.
const SEATS: i32 = 410;
/// Room for the numbers behind a bar.
const NUMBERS: i32 = 76;

/// The picture.
pub fn demand(instance: &Instance, outlooks: &Outlooks, locale: &Locale) -> String {
    let slots = outlooks.slots(instance);
    let height = TOP + ROW * slots.len() as i32 + 44;
    let title = locale.pick("Opkald og pladser", "Calls and seats");
    let words = locale.pick(
        "For hvert tidsrum i ugen: opkald i gennemsnit, pladser, der er nødvendige, og pladser, der er planlagt",
        "For each window of the week: calls on average, seats that are needed and seats that are planned",
    );
    drawn(locale, title, words, (WIDTH, height), |pen| {
        pen.bold(title, (MARGIN, 18), TEXT + 4.0, INK, HPos::Left);
        pen.text(&about(locale, instance), (MARGIN, 38), TEXT, GREY, HPos::Left);
        pen.bold(locale.pick("opkald", "calls"), (LEFT, TOP - 14), TEXT, INK, HPos::Left);
        let heading = locale.pick("pladser: nødvendige og planlagte", "seats: needed and planned");
        pen.bold(heading, (SEATS, TOP - 14), TEXT, INK, HPos::Left);
        let calls = |slot: &Slot| mean(slot, |number| calls_of(outlooks, number));
        let seats =
            |slot: &Slot| mean(slot, |number| f64::from(instance.windows[outlooks.windows[number].window].seats));
        let need = |slot: &Slot| mean(slot, |number| f64::from(outlooks.windows[number].need.seats));
        let most_calls = slots.iter().map(calls).fold(1.0, f64::max);
        let most_seats = slots.iter().map(|slot| seats(slot).max(need(slot))).fold(1.0, f64::max);
        let mut last: Option<(chrono::Weekday, NaiveTime)> = None;
        for (row, slot) in slots.iter().enumerate() {
            let y = TOP + ROW * row as i32;
            if last.is_some_and(|(day, _)| day != slot.day) {
                pen.line(&[(MARGIN, y - 1), (WIDTH - MARGIN, y - 1)], LINE, 1);
            }
            last = Some((slot.day, slot.start));
            let name = format!("{} {}", locale.short_weekday(slot.day), slot.start.format("%H:%M"));
            pen.text(&name, (LEFT - 12, y + ROW / 2), TEXT, INK, HPos::Right);
            let length = |value: f64, most: f64, room: i32| (value / most * f64::from(room)).round() as i32;
            let long = length(calls(slot), most_calls, SEATS - LEFT - NUMBERS);
            pen.fill((LEFT, y + 7), (long, ROW - 14), GREY);
            pen.text(&locale.decimal(calls(slot), 0), (LEFT + long + 6, y + ROW / 2), TEXT - 1.5, GREY, HPos::Left);
            let room = WIDTH - SEATS - NUMBERS;
            let (needs, has) = (length(need(slot), most_seats, room), length(seats(slot), most_seats, room));
            let is_short = need(slot) > seats(slot);
            pen.fill((SEATS, y + 4), (needs, 8), if is_short { RED } else { BLUE });
            pen.frame((SEATS, y + 14), (has.max(1), 7), INK);
            let said = [need(slot), seats(slot)].map(|seats| locale.decimal(seats, u32_places(seats)));
            let told = locale.pick(format!("{} af {}", said[0], said[1]), format!("{} of {}", said[0], said[1]));
            let end = (SEATS + needs.max(has) + 6, y + ROW / 2);
            if is_short {
                pen.bold(&format!("{told} ✗"), end, TEXT - 1.5, RED, HPos::Left);
            } else {
                pen.text(&told, end, TEXT - 1.5, GREY, HPos::Left);
            }
        }
        let legend = locale.pick(
            "gennemsnit pr. tidsrum · fyldt: nødvendige pladser · ramme: planlagte · ✗: færre planlagt end nødvendigt",
            "means of a window · filled: seats needed · frame: planned · ✗: fewer planned than needed",
        );
        pen.text(legend, (MARGIN, height - 18), TEXT - 1.0, GREY, HPos::Left);
    })
}

fn calls_of(outlooks: &Outlooks, number: usize) -> f64 {
    outlooks.windows[number].expected.intervals.iter().map(|one| one.calls).sum()
}

fn mean(slot: &Slot, of: impl Fn(usize) -> f64) -> f64 {
    slot.windows.iter().map(|&number| of(number)).sum::<f64>() / slot.windows.len().max(1) as f64
}

/// A decimal where there is one to tell of.
fn u32_places(value: f64) -> usize {
    usize::from((value - value.round()).abs() >= 0.05)
}
