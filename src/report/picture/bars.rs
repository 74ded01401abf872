//! `shares.svg` and `burdens.svg`: what each municipality was given, against its target.
//!
//! In: a roster with all that is known of it. Out: SVG pictures, a panel for all shifts or one for each burden. Bars are
//! what was given, a stroke is the target; the largest municipality stands first.

use plotters::style::text_anchor::HPos;

use super::{BLUE, GREY, INK, LINE, RED, TEXT, drawn, float, short};
use crate::report::facts::standing::{self, Standing};
use crate::report::facts::verdict;
use crate::report::locale::capitalised;
use crate::report::numbers::TEXT_PLACES;
use crate::report::subject::Subject;

const LEFT: i32 = 150;
const ROW: i32 = 20;
const TOP: i32 = 84;
const MARGIN: i32 = 12;
const WIDTH: i32 = 510;
/// Room for the numbers behind a bar.
const NUMBERS: i32 = 96;
const LONGEST_NAME: usize = 22;

struct Panel<'a> {
    title: String,
    /// By municipality.
    standings: Vec<Standing<'a>>,
}

/// All shifts.
pub fn shares(subject: &Subject<'_>) -> String {
    let locale = subject.locale;
    let panel = Panel { title: String::new(), standings: standing::in_all(subject.judgement) };
    let title = locale.pick("Vagter: tildelt og måltal", "Shifts: given and target");
    let words = verdict::fair(locale, subject.instance, subject.judgement);
    bars(subject, title, &words.text, &[panel])
}

/// A panel a burden; nothing where there are none.
pub fn burdens(subject: &Subject<'_>) -> Option<String> {
    let locale = subject.locale;
    let panels: Vec<Panel<'_>> = (subject.instance.burdens.iter().enumerate())
        .map(|(burden, named)| Panel {
            title: capitalised(locale.burden(&named.name)),
            standings: standing::in_burden(subject.judgement, burden),
        })
        .collect();
    let title = locale.pick("Byrder: tildelt og måltal", "Burdens: given and target");
    let words = verdict::fair_burdens(locale, subject.instance, subject.judgement)?;
    Some(bars(subject, title, &words.text, &panels))
}

fn bars(subject: &Subject<'_>, title: &str, words: &str, panels: &[Panel<'_>]) -> String {
    let (locale, instance) = (subject.locale, subject.instance);
    let rows = largest_first(subject);
    let panel_width = ((WIDTH - LEFT - MARGIN) / panels.len() as i32).max(150);
    let (width, height) = (LEFT + panel_width * panels.len() as i32 + MARGIN, TOP + ROW * rows.len() as i32 + 40);
    drawn(locale, title, words, (width, height), |pen| {
        pen.bold(title, (MARGIN, 18), TEXT + 4.0, INK, HPos::Left);
        pen.text(&super::about(locale, instance), (MARGIN, 38), TEXT, GREY, HPos::Left);
        for (row, &m) in rows.iter().enumerate() {
            let y = TOP + ROW * row as i32 + ROW / 2;
            let name = short(&instance.municipalities[m].name, LONGEST_NAME);
            pen.text(&name, (LEFT - 10, y), TEXT, INK, HPos::Right);
        }
        for (number, panel) in panels.iter().enumerate() {
            let left = LEFT + panel_width * number as i32;
            pen.bold(&panel.title, (left, TOP - 18), TEXT, INK, HPos::Left);
            let most =
                rows.iter().map(|&m| float(&panel.standings[m].account.target).max(panel.standings[m].shifts as f64));
            let most = most.fold(1.0, f64::max);
            let scale = |value: f64| (value.max(0.0) / most * f64::from(panel_width - NUMBERS)).round() as i32;
            pen.line(&[(left, TOP - 4), (left, TOP + ROW * rows.len() as i32 + 2)], LINE, 1);
            for (row, &m) in rows.iter().enumerate() {
                let standing = &panel.standings[m];
                let (account, shifts) = (standing.account, standing.shifts);
                let y = TOP + ROW * row as i32;
                pen.fill((left, y + 5), (scale(shifts as f64), ROW - 10), BLUE);
                let target = left + scale(float(&account.target));
                pen.line(&[(target, y + 2), (target, y + ROW - 2)], INK, 2);
                let text = format!("{} / {}", locale.whole(shifts), locale.exact(&account.target, TEXT_PLACES));
                let end = (left + scale(shifts as f64).max(scale(float(&account.target))) + 6, y + ROW / 2);
                if standing.is_off() {
                    pen.bold(&format!("{text} ✗"), end, TEXT - 1.5, RED, HPos::Left);
                } else {
                    pen.text(&text, end, TEXT - 1.5, GREY, HPos::Left);
                }
            }
        }
        let legend = locale.pick(
            "bjælke, første tal: tildelt · streg, andet tal: måltal · ✗: en hel vagt eller mere fra måltallet",
            "bar, first number: given · stroke, second number: target · ✗: off by a whole shift or more",
        );
        pen.text(legend, (MARGIN, height - 18), TEXT - 1.0, GREY, HPos::Left);
    })
}

/// Who owes or was given anything, the most first; equals by name.
fn largest_first(subject: &Subject<'_>) -> Vec<usize> {
    let (accounts, shifts) = (&subject.judgement.shares.total, &subject.judgement.shifts);
    let mut rows = subject.municipalities_by_name();
    rows.retain(|&m| shifts[m] > 0 || accounts[m].target != crate::domain::Exact::from_integer(0.into()));
    rows.sort_by(|&one, &other| accounts[other].target.cmp(&accounts[one].target));
    rows
}
