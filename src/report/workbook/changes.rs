//! The seats that changed hands since the roster was published.
//!
//! In: a view of a roster that replaces another. Out: a sheet in order of time; where nothing changed, a sentence. In the
//! workbook of one municipality, people of others are nameless.

use rust_xlsxwriter::{Format, Worksheet};

use crate::report::figures::Figure;
use crate::report::figures::changes::{SHEET, exchanged};

use super::cells;
use crate::report::locale::Locale;

use super::sheet::{Printed, Setup, Sheet};
use super::view::View;

const WIDEST: u32 = 240;

/// The sheet's name.
pub fn name(locale: &Locale) -> &'static str {
    locale.pick("Ændringer", "Changes")
}

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (instance, locale, styles) = (view.subject.instance, view.locale(), &view.styles);
    let mut sheet = Sheet::new(name(locale), locale, WIDEST);
    let mut changes = view.subject.changes();
    changes.retain(|change| [change.was, change.is].into_iter().flatten().any(|person| view.shows(person)));
    let fits = Sheet::room(1, changes.len());
    let (open, another) = (view.open_seat(), locale.pick("en anden kommune", "another municipality"));
    let named = |person: Option<usize>| match person {
        None => [Figure::Unknown, Figure::text(open), Figure::Unknown],
        Some(person) if view.shows(person) => {
            let id = Figure::text(&instance.staff[person].id);
            [id, Figure::Text(view.name(person)), Figure::Text(view.home(person))]
        }
        Some(_) => [Figure::Unknown, Figure::Unknown, Figure::text(another)],
    };
    let table = exchanged(instance, &changes[..fits], named).only(&SHEET);
    cells::header(&mut sheet, &table, locale, styles);
    let is_now = table.place("is_name")..;
    let was = table.place("was_name")..;
    for (row, figures) in (1..).zip(&table.rows) {
        let look = |place: usize, look: &Format| match &figures[place] {
            Figure::Text(text) if text == open => styles.open.clone(),
            Figure::Text(text) if text == another => styles.muted.clone(),
            _ if is_now.contains(&place) => styles.strong.clone(),
            _ if was.contains(&place) => styles.muted.clone(),
            _ => look.clone(),
        };
        cells::row(&mut sheet, row, (&table, figures), (locale, styles), &look);
    }
    if changes.is_empty() {
        let same = locale.pick(
            "Intet er ændret, siden vagtplanen blev udsendt.",
            "Nothing has changed since the roster was published.",
        );
        sheet.paragraph(1, SHEET.len(), same, &styles.note);
    }
    if fits < changes.len() {
        sheet.line(1 + fits as u32, 0, Sheet::full(locale), &styles.strong);
    }
    let filter = (!changes.is_empty()).then_some((0, fits as u32));
    let setup = Setup { header_rows: 1, header_columns: 0, filter, landscape: true, printed: Printed::All };
    sheet.finish(instance, &setup)
}
