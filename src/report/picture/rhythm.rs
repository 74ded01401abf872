//! `rhythm.svg`: how each municipality's shifts fall through the period, against what falls due.
//!
//! In: a roster with all that is known of it. Out: an SVG picture, a small panel for each municipality. The line is what was given less what
//! was due at each week's end, in a band of one shift to either side; a municipality that was ever outside says so in words.

use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

use super::{BLUE, GREY, INK, LINE, RED, TEXT, drawn, float, short};
use crate::report::facts::rhythm::{self, Course};
use crate::report::subject::Subject;

const COLUMNS: usize = 4;
const PANEL: (i32, i32) = (176, 104);
const PLOT: (i32, i32) = (152, 54);
/// A line more in every panel, where one says that it was outside.
const SAID: i32 = 13;
const TOP: i32 = 60;
const MARGIN: i32 = 12;
const LONGEST_NAME: usize = 22;
/// Less than this from what is due is rounding, in shifts.
const BAND: f64 = 1.0;
const GROUND: RGBColor = RGBColor(0xe9, 0xef, 0xe6);

/// The picture of everybody.
pub fn rhythm(subject: &Subject<'_>) -> String {
    rhythm_of(subject, &rhythm::courses(subject).iter().collect::<Vec<_>>())
}

/// The picture of some.
pub fn rhythm_of(subject: &Subject<'_>, courses: &[&Course]) -> String {
    let (locale, instance) = (subject.locale, subject.instance);
    let rows = courses.len().div_ceil(COLUMNS) as i32;
    let panel = PANEL.1 + if courses.iter().any(|course| course.outside > 0) { SAID } else { 0 };
    let (width, height) = (MARGIN * 2 + PANEL.0 * COLUMNS as i32, TOP + panel * rows + 36);
    let title = locale.pick("Rytme: vagter gennem perioden", "Rhythm: shifts through the period");
    let words = rhythm::sentence(subject, courses.iter().copied());
    drawn(locale, title, &words, (width, height), |pen| {
        pen.bold(title, (MARGIN, 18), TEXT + 4.0, INK, HPos::Left);
        pen.text(&super::about(locale, instance), (MARGIN, 38), TEXT, GREY, HPos::Left);
        for (number, course) in courses.iter().enumerate() {
            let left = MARGIN + PANEL.0 * (number % COLUMNS) as i32;
            let top = TOP + panel * (number / COLUMNS) as i32;
            let name = short(&instance.municipalities[course.municipality].name, LONGEST_NAME);
            pen.text(&name, (left, top + 10), TEXT - 0.5, INK, HPos::Left);
            plot(pen, course, (left, top + 20));
            let end = course.given.last().copied().unwrap_or(0);
            let below = locale.counted(end, ["vagt", "vagter"], ["shift", "shifts"]);
            let foot = top + 20 + PLOT.1 + 12;
            pen.text(&below, (left, foot), TEXT - 2.0, GREY, HPos::Left);
            if course.outside > 0 {
                let weeks = locale.counted(course.outside, ["uge", "uger"], ["week", "weeks"]);
                let beyond = locale.pick("uden for ±1 vagt", "beyond ±1 shift");
                pen.text(&format!("✗ {weeks} {beyond}"), (left, foot + SAID), TEXT - 2.0, RED, HPos::Left);
            }
        }
        let legend = locale.pick(
            "linje: tildelte minus planmæssige vagter ved ugens udgang · bånd: ±1 vagt",
            "line: shifts given less shifts due at the week's end · band: ±1 shift",
        );
        pen.text(legend, (MARGIN, height - 16), TEXT - 1.0, GREY, HPos::Left);
    })
}

fn plot(pen: &mut super::Pen<'_>, course: &Course, (left, top): (i32, i32)) {
    let weeks = course.given.len().max(1);
    let off: Vec<f64> = course.given.iter().zip(&course.due).map(|(&given, due)| given as f64 - float(due)).collect();
    let most = off.iter().fold(BAND * 1.5, |most, off| off.abs().max(most));
    let x = |week: usize| left + (PLOT.0 * week as i32) / weeks as i32;
    let y = |value: f64| top + ((most - value) / (2.0 * most) * f64::from(PLOT.1)).round() as i32;
    pen.fill((left, y(BAND)), (PLOT.0, y(-BAND) - y(BAND)), GROUND);
    pen.line(&[(left, y(0.0)), (left + PLOT.0, y(0.0))], LINE, 1);
    let points = off.iter().enumerate().map(|(week, &off)| (x(week + 1), y(off)));
    let points: Vec<(i32, i32)> = std::iter::once((left, y(0.0))).chain(points).collect();
    pen.line(&points, if course.outside > 0 { RED } else { BLUE }, 2);
}
