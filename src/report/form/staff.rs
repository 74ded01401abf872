//! The third sheet: who the form's people are, to be corrected and added to.
//!
//! In: a form. Out: a sheet with a row for each person, without pools, and empty rows for new ones.

use chrono::{Datelike, NaiveDate};
use num_traits::{One, ToPrimitive};
use rust_xlsxwriter::{ExcelDateTime, Worksheet, XlsxError};

use super::look::{self, Look};
use super::{Form, NEW_PEOPLE};
use crate::domain::Exact;
use crate::domain::form::{SHEETS, STAFF};

/// Widths, in characters.
const WIDTHS: [f64; 6] = [12.0, 28.0, 9.0, 15.0, 13.0, 13.0];

pub(super) fn sheet(form: &Form<'_>, look: &Look) -> Result<Worksheet, XlsxError> {
    let locale = form.locale;
    let title = locale.pick("Medarbejdere på hotlinen", "Staff on the hotline");
    let notes = [
        locale.pick(
            "Ret det, der er anderledes, og skriv nye kolleger nederst, med et kort id, som ingen anden har. Den, der holder op, får en dato i fratrådt: første dag efter den sidste.",
            "Correct what is different, and write new colleagues below, with a short id that nobody else has. Who leaves gets a date: the first day after the last.",
        ),
        locale.pick(
            "Vægt er personens del af jeres vagter: tom er 1, halv tid 0,5. Vagter pr. uge er det højeste antal, hvis det ikke er det samme som for alle.",
            "Weight is the person's part of your shifts: empty is 1, half time 0.5. Shifts a week is the most, where it is not the same as for everybody.",
        ),
    ]
    .map(str::to_owned);
    let (mut sheet, top) = look::begin(form, look, SHEETS[2], title, &notes)?;
    for (column, (_, heading)) in (0..).zip(STAFF) {
        sheet.write_string_with_format(top, column, locale.pick_of(heading), &look.header)?;
    }
    let mut row = top;
    let people: Vec<usize> = form.people().into_iter().filter(|&staff| !form.instance.staff[staff].is_pool()).collect();
    for row in top + 1..=top + people.len() as u32 + NEW_PEOPLE {
        let formats = [&look.text, &look.text, &look.number, &look.number, &look.date, &look.date];
        for (column, format) in (0..).zip(formats) {
            sheet.write_blank(row, column, format)?;
        }
    }
    for staff in people {
        row += 1;
        let person = &form.instance.staff[staff];
        // Who somebody is known by stays; another name is a correction.
        sheet.write_string_with_format(row, 0, &person.id, &look.locked)?;
        sheet.write_string_with_format(row, 1, &person.name, &look.text)?;
        if person.weight != Exact::one() {
            let weight = person.weight.to_f64().unwrap_or(1.0);
            sheet.write_number_with_format(row, 2, weight, &look.number)?;
        }
        if let Some(&most) = form.shifts_per_week.get(&person.id) {
            sheet.write_number_with_format(row, 3, most, &look.number)?;
        }
        for (column, day) in [(4, person.joined), (5, person.left)] {
            if let Some(day) = day {
                sheet.write_datetime_with_format(row, column, &excel(day)?, &look.date)?;
            }
        }
    }
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(top + 1, 2)?;
    Ok(sheet)
}

fn excel(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)
}
