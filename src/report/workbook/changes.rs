//! The seats that changed hands since the roster was published.
//!
//! In: a view of a roster that replaces another. Out: a sheet in order of time; where nothing changed, a sentence. In the
//! workbook of one municipality, people of others are nameless.

use chrono::Datelike;
use rust_xlsxwriter::{Format, Worksheet};

use super::sheet::{Setup, Sheet};
use super::view::View;

const WIDEST: u32 = 240;

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (instance, locale, styles) = (view.subject.instance, view.locale(), &view.styles);
    let mut sheet = Sheet::new(locale.pick("Ændringer", "Changes"), locale, WIDEST);
    let columns = locale.pick(
        ["Dato", "Ugedag", "Start", "Slut", "Før", "Kommune før", "Nu", "Kommune nu"],
        ["Date", "Weekday", "Start", "End", "Was", "Municipality was", "Is", "Municipality is"],
    );
    for (column, title) in columns.into_iter().enumerate() {
        sheet.header(0, column, title, &styles.header);
    }
    let mut changes = view.subject.changes();
    changes.retain(|change| [change.was, change.is].into_iter().flatten().any(|person| view.shows(person)));
    if changes.is_empty() {
        let same = locale.pick(
            "Intet er ændret, siden vagtplanen blev udsendt.",
            "Nothing has changed since the roster was published.",
        );
        sheet.paragraph(1, columns.len(), same, &styles.note);
    }
    let fits = Sheet::room(1, changes.len());
    for (row, change) in (1..).zip(&changes[..fits]) {
        let window = &instance.windows[change.window];
        sheet.date(row, 0, window.date, &styles.date);
        sheet.text(row, 1, &locale.weekday(window.date.weekday()), &styles.text);
        sheet.time(row, 2, window.start, &styles.time);
        sheet.time(row, 3, window.end().time(), &styles.time);
        who(&mut sheet, view, (row, 4), change.was, &styles.muted);
        who(&mut sheet, view, (row, 6), change.is, &styles.strong);
    }
    if fits < changes.len() {
        sheet.line(1 + fits as u32, 0, Sheet::full(locale), &styles.strong);
    }
    let filter = (!changes.is_empty()).then_some((0, fits as u32));
    let setup = Setup { header_rows: 1, header_columns: 0, filter, landscape: true };
    sheet.finish(instance, &setup)
}

/// A person and the municipality, or what there is instead.
fn who(sheet: &mut Sheet<'_>, view: &View<'_>, (row, column): (u32, usize), person: Option<usize>, look: &Format) {
    match person {
        None => {
            sheet.text(row, column, view.open_seat(), &view.styles.open);
            sheet.blank(row, column + 1, look);
        }
        Some(person) if view.shows(person) => {
            sheet.text(row, column, &view.name(person), look);
            sheet.text(row, column + 1, &view.home(person), look);
        }
        Some(_) => {
            let another = view.locale().pick("en anden kommune", "another municipality");
            sheet.blank(row, column, look);
            sheet.text(row, column + 1, another, &view.styles.muted);
        }
    }
}
