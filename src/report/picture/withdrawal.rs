//! `withdraw.svg` and `withdraw-all.svg`: what a change of membership moves.
//!
//! In: a change, or a ranking of trials. Out: SVG pictures. A bar is as long as the change; the numbers say it too, with what was before.

use num_traits::{Signed, Zero};
use plotters::style::text_anchor::HPos;

use super::{BLUE, GREY, INK, RED, TEXT, drawn, float, short};
use crate::domain::Instance;
use crate::membership::effect::Member;
use crate::report::locale::Locale;
use crate::report::membership::Change;
use crate::report::membership::ranking::{Measure, Trial};
use crate::report::membership::statements::hundred;
use crate::report::numbers::TEXT_PLACES;

const LEFT: i32 = 178;
const ROW: i32 = 20;
const TOP: i32 = 62;
const MARGIN: i32 = 12;
const WIDTH: i32 = 720;
/// Room for the numbers behind a bar.
const CHANGES: i32 = 230;
const LONGEST_NAME: usize = 26;

/// What changes for every member that stays, the most first.
pub fn change(change: &Change<'_>, locale: &Locale, title: &str, words: &str) -> String {
    let mut rows: Vec<&Member> = change.staying().collect();
    rows.sort_by(|one, other| {
        let by_name = || locale.compare(change.name(one.municipality), change.name(other.municipality));
        other.more(0).abs().cmp(&one.more(0).abs()).then_with(by_name)
    });
    let height = TOP + ROW * rows.len() as i32 + 40;
    drawn(locale, title, words, (WIDTH, height), |pen| {
        head(pen, locale, title, change.instance);
        let whole = rows.iter().map(|member| float(&member.more(0).abs())).fold(0.0, f64::max);
        let room = f64::from(WIDTH - LEFT - CHANGES);
        for (row, member) in rows.iter().enumerate() {
            let y = TOP + ROW * row as i32;
            let name = short(change.name(member.municipality), LONGEST_NAME);
            pen.text(&name, (LEFT - 12, y + ROW / 2), TEXT, INK, HPos::Right);
            let (more, before, after) = (member.more(0), &member.before.owed[0], &member.after.owed[0]);
            let part = if whole > 0.0 { float(&more.abs()) / whole } else { 0.0 };
            let length = (part * room).round() as i32;
            pen.fill((LEFT, y + 5), (length, ROW - 10), BLUE);
            let relative = member.more_relative(0).map(|part| locale.hundredths(&hundred(&part), 1));
            let relative = relative.map_or_else(String::new, |part| format!(" ({part})"));
            let [before, after] = [before, after].map(|owed| locale.exact(owed, TEXT_PLACES));
            let mut numbers = format!("{}{relative}: {before} → {after}", locale.shifts_signed(&more));
            let end = (LEFT + length + 8, y + ROW / 2);
            if change.falls_anew(member) {
                pen.bold(&format!("{numbers} ✗"), end, TEXT - 1.5, RED, HPos::Left);
            } else {
                if change.falls(member) {
                    numbers.push_str(" ◐");
                }
                pen.text(&numbers, end, TEXT - 1.5, GREY, HPos::Left);
            }
        }
        let mut legend =
            locale.pick("bjælke: ændring, i vagter pr. periode", "bar: change, in shifts a period").to_owned();
        if rows.iter().any(|member| change.falls_anew(member)) {
            legend.push_str(locale.pick(
                " · ✗: kan ikke længere bære sin del med sit personale",
                " · ✗: can no longer carry its part with its staff",
            ));
        }
        if rows.iter().any(|member| change.falls(member) && !change.falls_anew(member)) {
            legend.push_str(locale.pick(" · ◐: kunne heller ikke før", " · ◐: could not before either"));
        }
        pen.text(&legend, (MARGIN, height - 18), TEXT - 1.0, GREY, HPos::Left);
    })
}

/// Every member as if it left alone, the one who would be missed most first. The bars are what decides that.
pub fn ranking(instance: &Instance, trials: &[Trial], locale: &Locale, title: &str, words: &str) -> String {
    let measure = Measure::of(trials);
    let height = TOP + ROW * trials.len() as i32 + 40;
    drawn(locale, title, words, (WIDTH, height), |pen| {
        head(pen, locale, title, instance);
        let whole = trials.iter().map(|trial| float(&measure.amount(trial))).fold(1.0, f64::max);
        for (row, trial) in trials.iter().enumerate() {
            let y = TOP + ROW * row as i32;
            let name = short(&instance.municipalities[trial.municipality].name, LONGEST_NAME);
            pen.text(&format!("{}. {name}", row + 1), (LEFT - 10, y + ROW / 2), TEXT, INK, HPos::Right);
            let length = (float(&measure.amount(trial)) / whole * f64::from(WIDTH - LEFT - CHANGES)).round() as i32;
            pen.fill((LEFT, y + 5), (length, ROW - 10), if measure == Measure::Moved { BLUE } else { RED });
            let moved = locale
                .pick(locale.of_shifts(&trial.moved), format!("{} move", locale.exact(&trial.moved, TEXT_PLACES)));
            let beyond = locale.exact(&trial.beyond, TEXT_PLACES);
            let beyond = locale.pick(format!("{beyond} ud over personalet"), format!("{beyond} beyond staff"));
            let unfilled = locale.counted(trial.unfilled.seats, ["ubemandet", "ubemandede"], ["unfilled", "unfilled"]);
            let end = (LEFT + length + 8, y + ROW / 2);
            match measure {
                Measure::Moved => pen.text(&moved, end, TEXT - 1.5, GREY, HPos::Left),
                Measure::Beyond if trial.beyond.is_zero() => pen.text(&moved, end, TEXT - 1.5, GREY, HPos::Left),
                Measure::Beyond => pen.bold(&format!("{beyond} · {moved}"), end, TEXT - 1.5, RED, HPos::Left),
                Measure::Unfilled if trial.unfilled.seats == 0 => {
                    pen.text(&moved, end, TEXT - 1.5, GREY, HPos::Left);
                }
                Measure::Unfilled => pen.bold(&format!("○ {unfilled} · {moved}"), end, TEXT - 1.5, RED, HPos::Left),
            }
        }
        let legend = match measure {
            Measure::Unfilled => locale.pick(
                "bjælke: pladser, som ingen kunne bemande · vagter: pr. periode, som de andre måtte overtage",
                "bar: seats that nobody could fill · move: shifts a period that the others would take over",
            ),
            Measure::Beyond => locale.pick(
                "bjælke: vagter pr. periode, som de andre ikke har personale til · vagter: dem, de måtte overtage",
                "bar: shifts a period that the others have no staff for · move: shifts that they would take over",
            ),
            Measure::Moved => locale.pick(
                "bjælke: vagter pr. periode, som de andre måtte overtage",
                "bar: shifts a period that the others would take over",
            ),
        };
        pen.text(legend, (MARGIN, height - 18), TEXT - 1.0, GREY, HPos::Left);
    })
}

/// The title over whose roster and which period it is worked out on: the picture may be pasted into a paper alone.
fn head(pen: &mut super::Pen<'_>, locale: &Locale, title: &str, instance: &Instance) {
    pen.bold(title, (MARGIN, 18), TEXT + 4.0, INK, HPos::Left);
    pen.text(&super::about(locale, instance), (MARGIN, 38), TEXT, GREY, HPos::Left);
}
