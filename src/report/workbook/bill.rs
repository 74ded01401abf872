//! The bill of a year: a row a municipality and below them the sums.
//!
//! In: an instance, for its title, and a bill. Out: a sheet.

use rust_xlsxwriter::Worksheet;

use crate::domain::Instance;
use crate::report::figures::bill;
use crate::report::locale::Locale;
use crate::settlement::Bill;

use super::cells;
use super::sheet::{Printed, Setup, Sheet};
use super::style::{Styles, opening};

const WIDEST: u32 = 200;

/// The sheet.
pub fn sheet(instance: &Instance, bill: &Bill, locale: &Locale) -> Worksheet {
    let styles = Styles::new(locale);
    let columns: Vec<&str> = ["municipality_name"]
        .into_iter()
        .chain(bill::columns(bill).into_iter().filter(|key| *key != "municipality_name"))
        .collect();
    let table = bill::table(bill).only(&columns);
    let mut sheet = Sheet::new(locale.pick("Opgørelse", "Settlement"), locale, WIDEST);
    cells::header(&mut sheet, &table, locale, &styles);
    let mut row = 1;
    for figures in &table.rows {
        cells::row(&mut sheet, row, (&table, figures), (locale, &styles), &|_, look| look.clone());
        row += 1;
    }
    if let Some(sum) = &table.sum {
        cells::row(&mut sheet, row, (&table, sum), (locale, &styles), &|_, look| opening(look));
        sheet.text(row, 0, locale.pick("I alt", "Sum"), &opening(&styles.text));
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
