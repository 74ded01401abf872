//! What each member's citizens use of the hotline against what it gives.
//!
//! In: a roster with all that is known of it. Out: a sheet, a row a municipality; none where no calls are known.

use rust_xlsxwriter::Worksheet;

use crate::report::facts::calls;
use crate::report::figures::calls::table;

use super::cells;
use super::sheet::{Printed, Setup, Sheet};
use super::style::Styles;
use super::view::View;

const WIDEST: u32 = 200;

/// The sheet.
pub(super) fn sheet(view: &View<'_>) -> Option<Worksheet> {
    let subject = view.subject;
    let (locale, instance) = (subject.locale, subject.instance);
    let usages = calls::by_name(subject);
    if usages.is_empty() {
        return None;
    }
    let styles = Styles::new(locale);
    let table = table(instance, &usages).only(&COLUMNS);
    let mut sheet = Sheet::new(locale.pick("Opkald", "Calls"), locale, WIDEST);
    cells::header(&mut sheet, &table, locale, &styles);
    for (row, figures) in (1..).zip(&table.rows) {
        cells::row(&mut sheet, row, (&table, figures), (locale, &styles), &|_, look| look.clone());
    }
    let last = table.rows.len() as u32;
    sheet.text(last + 2, 0, &calls::meaning(locale, instance), &styles.text);
    let setup = Setup {
        header_rows: 1,
        header_columns: 1,
        filter: Some((0, last)),
        landscape: true,
        printed: Printed::OnePage,
    };
    Some(sheet.finish(instance, &setup))
}

/// Columns: whose citizens, what they use, and what it gives.
const COLUMNS: [&str; 8] = [
    "municipality_name",
    "municipality",
    "calls_a_month",
    "calls_per_1000",
    "part_of_calls",
    "shifts_a_month",
    "part_of_shifts",
    "calls_per_shift",
];
