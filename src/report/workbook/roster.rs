//! `roster`: the flat list, a row a seat, with the columns and words of `roster.csv`, whatever the language of the rest. It is
//! what programs read, `verify` among them.
//!
//! In: a view of all. Out: a sheet with real dates and times; codes and ids are text as they were read.

use chrono::Datelike;
use rust_xlsxwriter::Worksheet;

use crate::domain::calendar::{week_name, weekday_name};
use crate::domain::sheet::COLUMNS;

use super::sheet::{Setup, Sheet};
use super::view::View;

/// The name of the sheet, the same in every language.
pub const NAME: &str = "roster";

const WIDEST: u32 = 240;

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (subject, instance, locale, styles) = (view.subject, view.subject.instance, view.locale(), &view.styles);
    let mut sheet = Sheet::new(NAME, locale, WIDEST);
    for (column, title) in COLUMNS.into_iter().enumerate() {
        sheet.header(0, column, title, &styles.header);
    }
    let seats: Vec<Vec<usize>> =
        (0..instance.windows.len()).map(|window| subject.roster.seated(instance, window)).collect();
    let seats_of = |window: usize| (instance.windows[window].seats as usize).max(seats[window].len());
    let rows = (0..instance.windows.len()).fold(0usize, |sum, window| sum.saturating_add(seats_of(window)));
    let mut row = 1;
    if Sheet::room(row, rows) < rows {
        // A list that is cut off must not pass for a roster: nobody reads this as a date.
        sheet.line(row, 0, Sheet::full(locale), &styles.strong);
    } else {
        for (index, window) in instance.windows.iter().enumerate() {
            for seat in 0..seats_of(index) {
                sheet.date(row, 0, window.date, &styles.date);
                sheet.verbatim(row, 1, weekday_name(window.date.weekday()), &styles.text);
                sheet.verbatim(row, 2, &week_name(window.date), &styles.text);
                sheet.time(row, 3, window.start, &styles.time);
                sheet.time(row, 4, window.end().time(), &styles.time);
                sheet.count(row, 5, seat as u64 + 1, &styles.count);
                if let Some(&person) = seats[index].get(seat) {
                    let staff = &instance.staff[person];
                    let municipality = &instance.municipalities[staff.municipality];
                    let texts = [&municipality.code, &municipality.name, &staff.id, &staff.name];
                    for (column, text) in (6..).zip(texts) {
                        sheet.verbatim(row, column, text, &styles.text);
                    }
                    sheet.verbatim(row, 10, "assigned", &styles.text);
                } else {
                    (6..10).for_each(|column| sheet.blank(row, column, &styles.text));
                    sheet.verbatim(row, 10, "unfilled", &styles.open);
                }
                row += 1;
            }
        }
    }
    let last = row.saturating_sub(1);
    let setup = Setup { header_rows: 1, header_columns: 0, filter: Some((0, last)), landscape: true };
    sheet.finish(instance, &setup)
}
