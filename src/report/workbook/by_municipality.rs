//! The shifts of each municipality: who sends whom, and when.
//!
//! In: a view. Out: a sheet, by name of the municipality, then date, start and person. A row with the sum opens each
//! municipality, its shifts can be folded away below it, and are so at first where they are many.

use chrono::Datelike;
use rust_xlsxwriter::Worksheet;

use crate::domain::views::{DATE, ID, MUNICIPALITY, PERSON, START, View as Shown};

use super::sheet::{Printed, Setup, Sheet};
use super::style::{opening, painted};
use super::view::View;

const WIDEST: u32 = 240;

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (instance, locale, styles) = (view.subject.instance, view.locale(), &view.styles);
    let mut sheet = Sheet::new(locale.pick_of(Shown::ByMunicipality.titles()), locale, WIDEST);
    let columns = [
        MUNICIPALITY,
        ["Vagter", "Shifts"],
        DATE,
        ["Ugedag", "Weekday"],
        START,
        ["Slut", "End"],
        PERSON,
        ID,
        ["Byrde", "Burden"],
    ]
    .map(|title| locale.pick_of(title));
    for (column, title) in columns.iter().enumerate() {
        sheet.header(0, column, title, if column == 1 { &styles.over } else { &styles.header });
    }
    let mut by_municipality: Vec<Vec<(usize, usize)>> = vec![Vec::new(); instance.municipalities.len()];
    for (window, staff) in view.subject.roster.shifts.iter().enumerate() {
        for &person in staff {
            by_municipality[instance.staff[person].municipality].push((window, person));
        }
    }
    let mut row = 1;
    for &municipality in view.municipalities() {
        let shifts = &by_municipality[municipality];
        if Sheet::room(row, shifts.len() + 1) < shifts.len() + 1 {
            sheet.line(row, 0, Sheet::full(locale), &styles.strong);
            break;
        }
        let name = &instance.municipalities[municipality].name;
        let look = painted(&styles.text, view.places[municipality]);
        sheet.text(row, 0, name, &look.clone().set_bold());
        sheet.count(row, 1, shifts.len() as u64, &opening(&styles.count));
        (2..columns.len()).for_each(|column| sheet.blank(row, column, &opening(&styles.text)));
        let first = row + 1;
        for &(window, person) in shifts {
            row += 1;
            let window = &instance.windows[window];
            sheet.text(row, 0, name, &look);
            sheet.blank(row, 1, &styles.text);
            sheet.date(row, 2, window.date, &styles.date);
            sheet.text(row, 3, &locale.weekday(window.date.weekday()), &styles.text);
            sheet.time(row, 4, window.start, &styles.time);
            sheet.time(row, 5, window.end().time(), &styles.time);
            sheet.text(row, 6, &view.name(person), &styles.text);
            sheet.verbatim(row, 7, &instance.staff[person].id, &styles.muted);
            sheet.text(row, 8, &view.burdens(window), &styles.text);
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
