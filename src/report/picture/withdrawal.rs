//! `withdraw.svg` and `withdraw-all.svg`: what a change of membership moves.
//!
//! In: a change, or a ranking of trials. Out: SVG pictures. A ring is before and a dot is after; the numbers say it too.

use plotters::style::text_anchor::HPos;

use super::{BLUE, GREY, INK, LINE, RED, TEXT, drawn, float, short};
use crate::domain::Instance;
use crate::membership::effect::Member;
use crate::report::locale::Locale;
use crate::report::membership::Change;
use crate::report::membership::ranking::Trial;
use crate::report::numbers::TEXT_PLACES;

const LEFT: i32 = 178;
const ROW: i32 = 20;
const TOP: i32 = 62;
const MARGIN: i32 = 12;
const WIDTH: i32 = 720;
const NUMBERS: i32 = 150;
const LONGEST_NAME: usize = 26;

/// Every member before and after, the largest first.
pub fn change(change: &Change<'_>, locale: &Locale, title: &str, words: &str) -> String {
    let mut rows: Vec<&Member> =
        change.members.iter().filter(|member| member.before.days > 0 || member.after.days > 0).collect();
    let most = |member: &Member| float(&member.before.owed[0]).max(float(&member.after.owed[0]));
    rows.sort_by(|one, other| {
        let by_name = || locale.compare(change.name(one.municipality), change.name(other.municipality));
        most(other).total_cmp(&most(one)).then_with(by_name)
    });
    let height = TOP + ROW * rows.len() as i32 + 40;
    drawn(locale, title, words, (WIDTH, height), |pen| {
        pen.bold(title, (MARGIN, 18), TEXT + 4.0, INK, HPos::Left);
        pen.text(&change.instance.title, (MARGIN, 38), TEXT, GREY, HPos::Left);
        let whole = rows.iter().map(|member| most(member)).fold(1.0, f64::max);
        let x = |value: f64| LEFT + (value / whole * f64::from(WIDTH - LEFT - NUMBERS)).round() as i32;
        pen.line(&[(LEFT, TOP - 4), (LEFT, TOP + ROW * rows.len() as i32)], LINE, 1);
        for (row, member) in rows.iter().enumerate() {
            let y = TOP + ROW * row as i32 + ROW / 2;
            let name = short(change.name(member.municipality), LONGEST_NAME);
            pen.text(&name, (LEFT - 12, y), TEXT, INK, HPos::Right);
            let (before, after) = (&member.before.owed[0], &member.after.owed[0]);
            let (was, is) = (x(float(before)), x(float(after)));
            pen.line(&[(was, y), (is, y)], GREY, 2);
            pen.dot((was, y), 4, INK, false);
            pen.dot((is, y), 4, BLUE, true);
            let falls = change.falls(member);
            let numbers = format!("{} → {}", locale.exact(before, TEXT_PLACES), locale.exact(after, TEXT_PLACES));
            if falls {
                pen.bold(&format!("{numbers} ✗"), (was.max(is) + 10, y), TEXT - 1.5, RED, HPos::Left);
            } else {
                pen.text(&numbers, (was.max(is) + 10, y), TEXT - 1.5, GREY, HPos::Left);
            }
        }
        let legend = locale.pick(
            "ring: før · prik: efter, i vagter pr. periode · ✗: kan ikke bære sin del med sit eget personale",
            "ring: before · dot: after, in shifts a period · ✗: cannot carry its part with its own staff",
        );
        pen.text(legend, (MARGIN, height - 18), TEXT - 1.0, GREY, HPos::Left);
    })
}

/// Every member as if it left alone, the one who would be missed most first.
pub fn ranking(instance: &Instance, trials: &[Trial], locale: &Locale, title: &str, words: &str) -> String {
    let height = TOP + ROW * trials.len() as i32 + 40;
    drawn(locale, title, words, (WIDTH, height), |pen| {
        pen.bold(title, (MARGIN, 18), TEXT + 4.0, INK, HPos::Left);
        pen.text(&instance.title, (MARGIN, 38), TEXT, GREY, HPos::Left);
        let whole = trials.iter().map(|trial| float(&trial.moved)).fold(1.0, f64::max);
        for (row, trial) in trials.iter().enumerate() {
            let y = TOP + ROW * row as i32;
            let name = short(&instance.municipalities[trial.municipality].name, LONGEST_NAME);
            pen.text(&format!("{}. {name}", row + 1), (LEFT - 10, y + ROW / 2), TEXT, INK, HPos::Right);
            let length = (float(&trial.moved) / whole * f64::from(WIDTH - LEFT - NUMBERS)).round() as i32;
            pen.fill((LEFT, y + 5), (length, ROW - 10), BLUE);
            let numbers = locale.exact(&trial.moved, TEXT_PLACES);
            let end = (LEFT + length + 8, y + ROW / 2);
            match trial.unfilled.seats {
                0 => pen.text(&numbers, end, TEXT - 1.5, GREY, HPos::Left),
                seats => {
                    let seats = locale.whole(seats);
                    let text = locale
                        .pick(format!("{numbers} · ○ {seats} ubemandede"), format!("{numbers} · ○ {seats} empty"));
                    pen.bold(&text, end, TEXT - 1.5, RED, HPos::Left);
                }
            }
        }
        let legend = locale.pick(
            "bjælke: vagter pr. periode, som de andre måtte tage over · ○: pladser, som ingen kunne bemande",
            "bar: shifts a period that the others would take over · ○: seats that nobody could fill",
        );
        pen.text(legend, (MARGIN, height - 18), TEXT - 1.0, GREY, HPos::Left);
    })
}
