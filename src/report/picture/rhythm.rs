//! `rhythm.svg`: how each municipality's shifts fall through the period, against what falls due.
//!
//! In: a roster with all that is known of it. Out: an SVG picture, a small panel for each municipality. Steps are what was
//! given, a thin line is what was due; a municipality that was ever off by more than rounding says so in words.

use plotters::style::text_anchor::HPos;

use super::{BLUE, GREY, INK, LINE, RED, TEXT, drawn, float, short};
use crate::report::facts::rhythm::{self, Course};
use crate::report::subject::Subject;

const COLUMNS: usize = 4;
const PANEL: (i32, i32) = (176, 104);
const PLOT: (i32, i32) = (152, 54);
const TOP: i32 = 60;
const MARGIN: i32 = 12;
const LONGEST_NAME: usize = 22;

/// The picture.
pub fn rhythm(subject: &Subject<'_>) -> String {
    let (locale, instance) = (subject.locale, subject.instance);
    let courses = rhythm::courses(subject);
    let rows = courses.len().div_ceil(COLUMNS) as i32;
    let (width, height) = (MARGIN * 2 + PANEL.0 * COLUMNS as i32, TOP + PANEL.1 * rows + 36);
    let title = locale.pick("Rytme: vagter gennem perioden", "Rhythm: shifts through the period");
    let words = rhythm::sentence(subject, &courses);
    drawn(locale, title, &words, (width, height), |pen| {
        pen.bold(title, (MARGIN, 18), TEXT + 4.0, INK, HPos::Left);
        pen.text(&instance.title, (MARGIN, 38), TEXT, GREY, HPos::Left);
        for (number, course) in courses.iter().enumerate() {
            let left = MARGIN + PANEL.0 * (number % COLUMNS) as i32;
            let top = TOP + PANEL.1 * (number / COLUMNS) as i32;
            let name = short(&instance.municipalities[course.municipality].name, LONGEST_NAME);
            pen.text(&name, (left, top + 10), TEXT - 0.5, INK, HPos::Left);
            plot(pen, course, (left, top + 20));
            let end = course.given.last().copied().unwrap_or(0);
            let mut below = locale.counted(end, ["vagt", "vagter"], ["shift", "shifts"]);
            if course.outside > 0 {
                let weeks = locale.counted(course.outside, ["uge", "uger"], ["week", "weeks"]);
                below = format!("{below} · ✗ {weeks} {}", locale.pick("skæv", "off"));
            }
            let colour = if course.outside > 0 { RED } else { GREY };
            pen.text(&below, (left, top + 20 + PLOT.1 + 12), TEXT - 2.0, colour, HPos::Left);
        }
        let legend = locale.pick(
            "trin: givne vagter, lagt sammen · tynd linje: hvad der var forfaldent",
            "steps: shifts given, added up · thin line: what was due",
        );
        pen.text(legend, (MARGIN, height - 16), TEXT - 1.0, GREY, HPos::Left);
    })
}

fn plot(pen: &mut super::Pen<'_>, course: &Course, (left, top): (i32, i32)) {
    let weeks = course.given.len().max(1);
    let due: Vec<f64> = course.due.iter().map(float).collect();
    let most = due.iter().copied().chain(course.given.iter().map(|&given| given as f64)).fold(1.0, f64::max);
    let x = |week: usize| left + (PLOT.0 * week as i32) / weeks as i32;
    let y = |value: f64| top + PLOT.1 - (value.max(0.0) / most * f64::from(PLOT.1)).round() as i32;
    pen.line(&[(left, top + PLOT.1), (left + PLOT.0, top + PLOT.1)], LINE, 1);
    let mut steps = vec![(left, y(0.0))];
    let mut before = 0;
    for (week, &given) in course.given.iter().enumerate() {
        // A week's shifts count from its end, and fall somewhere within it: the step is drawn in its middle.
        let middle = (x(week) + x(week + 1)) / 2;
        steps.extend([(middle, y(before as f64)), (middle, y(given as f64))]);
        before = given;
    }
    steps.push((left + PLOT.0, y(before as f64)));
    pen.line(&steps, BLUE, 2);
    let due: Vec<(i32, i32)> =
        std::iter::once((left, y(0.0))).chain(due.iter().enumerate().map(|(w, &due)| (x(w + 1), y(due)))).collect();
    pen.line(&due, INK, 1);
}
