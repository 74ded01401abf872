//! What the seats mean for callers, by day of the week and start.
//!
//! In: a view and what callers find. Out: a sheet, a row for each start of each day of the week, and what it comes to below.

use rust_xlsxwriter::Worksheet;

use crate::report::callers::found::Found;
use crate::report::locale::capitalised;

use super::cells;
use super::sheet::{Printed, Setup, Sheet};
use super::view::View;

const WIDEST: u32 = 200;

/// The sheet.
pub fn sheet(view: &View<'_>, found: &Found<'_>) -> Worksheet {
    let (locale, styles, instance) = (view.locale(), &view.styles, view.subject.instance);
    let mut sheet = Sheet::new(locale.pick("For dem, der ringer", "For callers"), locale, WIDEST);
    let table = found.by_slot(instance, locale);
    cells::header(&mut sheet, &table, locale, styles);
    let mut row = 1;
    for figures in &table.rows {
        cells::row(&mut sheet, row, (&table, figures), (locale, styles), &|_, look| look.clone());
        row += 1;
    }
    for sentence in found.sentences(instance, locale) {
        row += 1;
        sheet.paragraph(row, table.columns.len(), &format!("{}.", capitalised(&sentence)), &styles.note);
    }
    let setup = Setup { header_rows: 1, header_columns: 1, filter: None, landscape: true, printed: Printed::OnePage };
    sheet.finish(instance, &setup)
}
