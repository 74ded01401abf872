//! `roster`: the flat list, a row a seat, with the columns and words of `roster.csv`, whatever the language of the rest. It is
//! what programs read, `verify` among them.
//!
//! In: a view of all. Out: a sheet with real dates and times; codes and ids are text as they were read.

use rust_xlsxwriter::{Format, Worksheet};

use crate::report::figures::{Figure, Table, roster};

use super::cells;
use super::sheet::{Printed, Setup, Sheet};
use super::view::View;

/// The name of the sheet, the same in every language.
pub const NAME: &str = "roster";

const WIDEST: u32 = 240;

/// The sheet.
pub fn sheet(view: &View<'_>) -> Worksheet {
    let (subject, instance, locale, styles) = (view.subject, view.subject.instance, view.locale(), &view.styles);
    let mut sheet = Sheet::new(NAME, locale, WIDEST);
    let heads = Table::new(roster::columns(), []);
    heads.columns.iter().enumerate().for_each(|(place, column)| sheet.header(0, place, column.key, &styles.header));
    let rows = roster::rows_of_all(instance, subject.roster);
    let mut row = 1;
    if Sheet::room(row, rows) < rows {
        // A list that is cut off must not pass for a roster: nobody reads this as a date.
        sheet.line(row, 0, Sheet::full(locale), &styles.strong);
    } else {
        let unfilled = Figure::text(roster::UNFILLED);
        for figures in roster::all(instance, subject.roster) {
            let look = |place: usize, look: &Format| {
                if figures[place] == unfilled { styles.open.clone() } else { look.clone() }
            };
            cells::row(&mut sheet, row, (&heads, &figures), (locale, styles), &look);
            row += 1;
        }
    }
    let last = row.saturating_sub(1);
    let setup = Setup {
        header_rows: 1,
        header_columns: 0,
        filter: Some((0, last)),
        landscape: true,
        printed: Printed::Beginning,
    };
    sheet.finish(instance, &setup)
}
