//! The shifts of each person, and how many of each burden.
//!
//! In: a view. Out: a sheet, by name of the person, then date and start. A row with the sums opens each person, also who has
//! no shifts; the shifts can be folded away below it, and are so at first where they are many.

use chrono::Datelike;
use rust_xlsxwriter::Worksheet;

use crate::domain::views::{DATE, ID, MUNICIPALITY, PERSON, START, View as Shown};
use crate::report::locale::capitalised;

use super::sheet::{Printed, Setup, Sheet};
use super::style::{opening, painted};
use super::view::View;

const WIDEST: u32 = 240;
/// Person, id, municipality, shifts; then a column a burden.
const BEFORE_BURDENS: usize = 4;
/// In the column of a burden: this shift is one of them. A glyph, so that sums are not counted twice.
const ONE_OF_THEM: &str = "•";

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (instance, locale, styles) = (view.subject.instance, view.locale(), &view.styles);
    let mut sheet = Sheet::new(locale.pick_of(Shown::ByPerson.titles()), locale, WIDEST);
    let before =
        [locale.pick_of(PERSON), locale.pick_of(ID), locale.pick_of(MUNICIPALITY), locale.pick("Vagter", "Shifts")];
    let after =
        [locale.pick_of(DATE), locale.pick("Ugedag", "Weekday"), locale.pick_of(START), locale.pick("Slut", "End")];
    let burdens = instance.burdens.iter().map(|burden| capitalised(locale.burden(&burden.name)));
    let titles = before.map(str::to_owned).into_iter().chain(burdens).chain(after.map(str::to_owned));
    let dates = BEFORE_BURDENS + instance.burdens.len();
    let figures = BEFORE_BURDENS - 1..dates;
    for (column, title) in titles.enumerate() {
        sheet.header(0, column, &title, if figures.contains(&column) { &styles.over } else { &styles.header });
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
        (0..after.len()).for_each(|column| sheet.blank(row, dates + column, &opening(&styles.text)));
        let first = row + 1;
        for &window in shifts {
            row += 1;
            let window = &instance.windows[window];
            sheet.text(row, 0, &name, &styles.text);
            sheet.verbatim(row, 1, &staff.id, &styles.muted);
            sheet.text(row, 2, &home, &look);
            sheet.blank(row, 3, &styles.text);
            for burden in 0..instance.burdens.len() {
                let mark = if window.burdens.contains(&burden) { ONE_OF_THEM } else { "" };
                sheet.text(row, BEFORE_BURDENS + burden, mark, &super::sheet::right(&styles.text));
            }
            sheet.date(row, dates, window.date, &styles.date);
            sheet.text(row, dates + 1, &locale.weekday(window.date.weekday()), &styles.text);
            sheet.time(row, dates + 2, window.start, &styles.time);
            sheet.time(row, dates + 3, window.end().time(), &styles.time);
        }
        sheet.fold(first, row, view.is_long());
        row += 1;
    }
    let setup = Setup {
        header_rows: 1,
        header_columns: 1,
        filter: Some((0, row - 1)),
        landscape: false,
        printed: Printed::All,
    };
    sheet.finish(instance, &setup)
}
