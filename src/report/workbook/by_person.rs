//! The shifts of each person, how many of each burden, how many days lie between them, and how many are as wished.
//!
//! In: a view. Out: a sheet, by name of the person, then date and start. A row with the sums opens each person, also who has
//! no shifts, with a cell a week along the period; the shifts can be folded away below it, and are so at first where they are
//! many.

use chrono::Datelike;
use rust_xlsxwriter::Worksheet;

use crate::domain::views::{DATE, ID, MUNICIPALITY, PERSON, START, View as Shown};
use crate::report::facts::strips::{Strip, strips};
use crate::report::locale::capitalised;
use crate::report::marks::Marks;
use crate::report::times::{Unit, times};

use super::sheet::{Printed, Setup, Sheet};
use super::style::{opening, painted};
use super::view::View;

const WIDEST: u32 = 240;
/// Person, id, municipality, shifts; then a column a burden.
const BEFORE_BURDENS: usize = 4;
/// In the column of a burden: this shift is one of them. A glyph, so that sums are not counted twice.
const ONE_OF_THEM: &str = "•";

/// Behind these: the fewest and the most days from shift to shift, and how many shifts are as wished.
const BETWEEN: [[&str; 2]; 3] =
    [["Tættest, dage", "Closest, days"], ["Længst, dage", "Longest, days"], ["Som ønsket", "As wished"]];
/// The most marks of shifts in a cell.
const MOST_MARKS: usize = 3;
/// The most weeks that find room: a quarter, with those that it shares with its neighbours.
const MOST_WEEKS: usize = 15;

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (instance, locale, styles) = (view.subject.instance, view.locale(), &view.styles);
    let mut sheet = Sheet::new(locale.pick_of(Shown::ByPerson.titles()), locale, WIDEST);
    let before =
        [locale.pick_of(PERSON), locale.pick_of(ID), locale.pick_of(MUNICIPALITY), locale.pick("Vagter", "Shifts")];
    let after = [
        locale.pick_of(DATE),
        locale.pick("Ugedag", "Weekday"),
        locale.pick_of(START),
        locale.pick("Slut", "End"),
        locale.pick("Dage siden forrige", "Days since the last"),
    ];
    let strips = strips(instance, view.subject.roster, view.subject.judgement);
    let (marks, weeks) = (Marks::of(view.subject), times(view.subject, MOST_WEEKS));
    let weeks = weeks.filter(|times| times.unit == Unit::Week);
    let burdens = instance.burdens.iter().map(|burden| capitalised(locale.burden(&burden.name)));
    let between = BETWEEN.map(|title| locale.pick_of(title));
    let titles = before.map(str::to_owned).into_iter().chain(burdens);
    let titles = titles.chain(between.map(str::to_owned)).chain(after.map(str::to_owned));
    let gaps = BEFORE_BURDENS + instance.burdens.len();
    let dates = gaps + BETWEEN.len();
    let along = dates + after.len();
    let figures = BEFORE_BURDENS - 1..dates;
    for (column, title) in titles.enumerate() {
        sheet.header(0, column, &title, if figures.contains(&column) { &styles.over } else { &styles.header });
    }
    for (column, week) in weeks.iter().flat_map(|weeks| &weeks.names).enumerate() {
        sheet.narrow(0, along + column, &format!("{} {week}", locale.pick("Uge", "Week")), &styles.over);
    }
    let mut row = 1;
    for person in view.people() {
        let shifts = &view.shifts[person];
        if Sheet::room(row, shifts.len() + 1) < shifts.len() + 1 {
            sheet.line(row, 0, Sheet::full(locale), &styles.strong);
            break;
        }
        let staff = &instance.staff[person];
        let (name, home) = (view.name(person), view.home(person));
        let look = painted(&styles.text, view.places[staff.municipality]);
        sheet.text(row, 0, &name, &opening(&styles.text));
        sheet.verbatim(row, 1, &staff.id, &opening(&styles.muted));
        sheet.text(row, 2, &home, &look.clone().set_bold());
        sheet.count(row, 3, shifts.len() as u64, &opening(&styles.count));
        for burden in 0..instance.burdens.len() {
            let of = shifts.iter().filter(|&&window| instance.windows[window].burdens.contains(&burden)).count();
            sheet.count(row, BEFORE_BURDENS + burden, of as u64, &opening(&styles.count));
        }
        let strip = &strips[person];
        if let Some((closest, longest)) = strip.span() {
            for (column, days) in [closest, longest].into_iter().enumerate() {
                sheet.count(row, gaps + column, days.unsigned_abs(), &opening(&styles.count));
            }
        } else {
            (0..2).for_each(|column| sheet.blank(row, gaps + column, &opening(&styles.text)));
        }
        sheet.text(row, gaps + 2, &met(view, strip), &super::style::right(&opening(&styles.text)));
        (0..after.len()).for_each(|column| sheet.blank(row, dates + column, &opening(&styles.text)));
        for (column, windows) in weeks.iter().flat_map(|weeks| weeks.sorted(shifts)).enumerate() {
            let marks: Vec<String> = windows.iter().map(|&window| marks.mark(view.subject, window)).collect();
            // A pool may have many a week.
            let text = if marks.len() > MOST_MARKS { marks.len().to_string() } else { marks.join(" ") };
            sheet.narrow(row, along + column, &text, &super::style::centred(&opening(&styles.text)));
        }
        let first = row + 1;
        for (nth, &window) in shifts.iter().enumerate() {
            row += 1;
            let window = &instance.windows[window];
            sheet.text(row, 0, &name, &styles.text);
            sheet.verbatim(row, 1, &staff.id, &styles.muted);
            sheet.text(row, 2, &home, &look);
            sheet.blank(row, 3, &styles.text);
            for burden in 0..instance.burdens.len() {
                let mark = if window.burdens.contains(&burden) { ONE_OF_THEM } else { "" };
                sheet.text(row, BEFORE_BURDENS + burden, mark, &super::style::right(&styles.text));
            }
            (0..2).for_each(|column| sheet.blank(row, gaps + column, &styles.text));
            let wished = strip.wished.as_ref().map(|wished| wished[nth]);
            let wished = wished.map_or("", |wished| if wished { "✓" } else { "✗" });
            sheet.text(row, gaps + 2, wished, &super::style::right(&styles.text));
            sheet.date(row, dates, window.date, &styles.date);
            sheet.text(row, dates + 1, &locale.weekday(window.date.weekday()), &styles.text);
            sheet.time(row, dates + 2, window.start, &styles.time);
            sheet.time(row, dates + 3, window.end().time(), &styles.time);
            match strip.gaps[nth] {
                Some(days) => sheet.count(row, dates + 4, days.unsigned_abs(), &styles.count),
                None => sheet.blank(row, dates + 4, &styles.text),
            }
        }
        sheet.fold(first, row, view.is_long());
        row += 1;
    }
    let setup = Setup {
        header_rows: 1,
        header_columns: 1,
        filter: Some((0, row - 1)),
        landscape: weeks.is_some(),
        printed: Printed::All,
    };
    sheet.finish(instance, &setup)
}

/// `3 of 5` shifts as wished; nothing for who has no wishes.
fn met(view: &View<'_>, strip: &Strip) -> String {
    strip.met().map_or_else(String::new, |(met, of)| format!("{met}{}{of}", view.locale().pick(" af ", " of ")))
}
