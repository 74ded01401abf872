//! Who owes what before anything is planned: the figures of `shares`, without a roster.
//!
//! In: an instance and its shares. Out: a sheet, a row a municipality and below them the sums: first all shifts, then each burden.

use rust_xlsxwriter::Worksheet;

use crate::domain::Instance;
use crate::report::figures::{accounts, classes};
use crate::report::locale::Locale;
use crate::shares::Shares;

use super::cells;
use super::sheet::{Printed, Setup, Sheet};
use super::style::{Styles, opening};

const WIDEST: u32 = 200;

/// Columns: whose account it is, and what is owed.
const COLUMNS: [&str; 8] =
    ["municipality_name", "municipality", "burden", "population", "share", "entitled", "carried", "target"];

/// The sheet.
pub fn sheet(instance: &Instance, shares: &Shares, locale: &Locale) -> Worksheet {
    let styles = Styles::new(locale);
    let accounts = accounts::owed(instance, shares);
    let mut sheet = Sheet::new(locale.pick("Andele", "Shares"), locale, WIDEST);
    let mut row = 1;
    for class in classes(instance) {
        let table = accounts.in_class(class, 0..instance.municipalities.len()).only(&COLUMNS);
        if class.is_none() {
            cells::header(&mut sheet, &table, locale, &styles);
        }
        for figures in &table.rows {
            cells::row(&mut sheet, row, (&table, figures), (locale, &styles), &|_, look| look.clone());
            row += 1;
        }
        if let Some(sum) = &table.sum {
            cells::row(&mut sheet, row, (&table, sum), (locale, &styles), &|_, look| opening(look));
            sheet.text(row, 0, locale.pick("I alt", "Sum"), &opening(&styles.text));
            row += 1;
        }
    }
    let setup = Setup {
        header_rows: 1,
        header_columns: 1,
        filter: Some((0, row - 1)),
        landscape: true,
        printed: Printed::OnePage,
    };
    sheet.finish(instance, &setup)
}
