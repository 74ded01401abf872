//! The cells of a table of figures in the workbook.
//!
//! In: a table. Out: headers and a row of a sheet, with numbers as numbers. How a column looks follows from its kind; a figure off
//! by more than rounding has a star.

use num_traits::Zero;
use rust_xlsxwriter::Format;

use crate::domain::Exact;
use crate::domain::calendar::weekday_name;
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::locale::Locale;
use crate::report::numbers::{signed, tidy};

use super::sheet::Sheet;
use super::style::{Styles, right};

/// The headers, from the first column of the sheet.
pub fn header(sheet: &mut Sheet<'_>, table: &Table, locale: &Locale, styles: &Styles) {
    for (place, column) in table.columns.iter().enumerate() {
        let style = if column.kind.is_number() { &styles.over } else { &styles.header };
        sheet.header(0, place, column.title(locale), style);
    }
}

/// A row. `look` may change how the cell of a column looks.
pub fn row(
    sheet: &mut Sheet<'_>,
    row: u32,
    (table, figures): (&Table, &[Figure]),
    (locale, styles): (&Locale, &Styles),
    look: &dyn Fn(usize, &Format) -> Format,
) {
    for (place, (column, figure)) in table.columns.iter().zip(figures).enumerate() {
        let format = look(place, &format(column, figure, styles));
        match figure {
            Figure::Ore(ore) => sheet.exact(row, place, &Exact::new((*ore).into(), 100.into()), &format),
            Figure::Exact(exact) | Figure::Off(exact) => sheet.exact(row, place, exact, &format),
            Figure::Count(count) | Figure::AtMost(count) => sheet.count(row, place, *count, &format),
            Figure::Value(value) => {
                let value = tidy(*value);
                sheet.number(row, place, value, &locale.value(value), &value_format(value, &format));
            }
            Figure::Date(date) => sheet.date(row, place, *date, &format),
            Figure::Time(time) => sheet.time(row, place, *time, &format),
            Figure::Weekday(day) if column.kind == Kind::Verbatim => {
                sheet.verbatim(row, place, weekday_name(*day), &format);
            }
            Figure::Weekday(day) => sheet.text(row, place, &locale.weekday(*day), &format),
            Figure::Text(text) if matches!(column.kind, Kind::Code | Kind::Verbatim) => {
                sheet.verbatim(row, place, text, &format);
            }
            Figure::Unknown if column.kind == Kind::Value => {
                sheet.text(row, place, &figure.shown(column.kind, locale), &right(&styles.text));
            }
            Figure::Text(_) | Figure::Words(_) | Figure::Flag(_) | Figure::Slots(_) => {
                sheet.text(row, place, &figure.shown(column.kind, locale), &format);
            }
            Figure::Unknown => sheet.blank(row, place, &format),
        }
    }
}

/// Whole values have no decimals, others up to four.
fn value_format(value: f64, format: &Format) -> Format {
    format.clone().set_num_format(if value.fract() == 0.0 { "#,##0" } else { "#,##0.00##" })
}

/// Decimals of a fraction as people are shown it.
fn decimals(exact: &Exact, places: u32) -> u32 {
    signed(exact, places).split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32)
}

fn format(column: &Column, figure: &Figure, styles: &Styles) -> Format {
    // Nothing that is left of a figure when it is rounded has a sign.
    let is_zero = |exact: &Exact, places| signed(exact, places) == signed(&Exact::zero(), places);
    let format = match (column.kind, figure) {
        (_, Figure::Off(_)) => &styles.off,
        (Kind::Code, Figure::Text(_)) => &styles.muted,
        (_, Figure::Date(_)) => &styles.date,
        (_, Figure::Time(_)) => &styles.time,
        (Kind::Verbatim, Figure::Count(_)) => &styles.count,
        (
            Kind::Name
            | Kind::Text
            | Kind::Burden
            | Kind::Code
            | Kind::Verbatim
            | Kind::Judged
            | Kind::Date
            | Kind::Weekday
            | Kind::Time
            | Kind::Slot
            | Kind::Person,
            _,
        ) => &styles.text,
        (Kind::Whole | Kind::Value, _) => &styles.count,
        (Kind::Amount(_), _) => &styles.amount,
        (Kind::Percent, _) => &styles.percent,
        (Kind::Hundredths(_), _) => &styles.signed,
        (Kind::Signed(places), Figure::Exact(exact)) if is_zero(exact, places) => &styles.zero,
        (Kind::Signed(places), Figure::Exact(exact)) if decimals(exact, places) > places => {
            // Below one shift, and a whole one when it is rounded: it has the decimals that tell.
            let zeros = "0".repeat(decimals(exact, places) as usize);
            return styles.signed.clone().set_num_format(format!("+#,##0.{zeros}\" \";-#,##0.{zeros}\" \""));
        }
        (Kind::Signed(_), _) => &styles.signed,
    };
    if column.stands_out { format.clone().set_bold() } else { format.clone() }
}
