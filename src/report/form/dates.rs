//! The second sheet: holidays, courses and other single days, a row each.
//!
//! In: a form. Out: a sheet with the days of the period that were answered already, and empty rows. Closed days stand beside it.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Worksheet, XlsxError,
};

use super::look::{self, Look};
use super::{DATE_ROWS, Form};
use crate::domain::answer::Answer;
use crate::domain::form::{DATES, SHEETS};

const CHOICES: [&str; 4] = ["-", "x", "+", "(x)"];
/// Widths, in characters.
const PERSON: f64 = 26.0;
const OTHERS: f64 = 13.0;
/// The column of closed days.
const CLOSED: u16 = 7;

pub(super) fn sheet(form: &Form<'_>, look: &Look) -> Result<Worksheet, XlsxError> {
    let locale = form.locale;
    let title = locale.pick("Enkelte dage: ferie, kurser og ønsker", "Single days: holidays, courses and wishes");
    let note = locale.pick(
        "En række for hver: person, mærke (- kan ikke), første og sidste dag. Dage (man-tor) og start (16:00) kun, hvis det ikke gælder hele dagen.",
        "A row for each: person, mark (- unavailable), first and last day. Days (mon-thu) and start (16:00) only if it is not about the whole day.",
    );
    let (mut sheet, top) = look::begin(form, look, SHEETS[1], title, &[note.to_owned()])?;
    for (column, (_, heading)) in (0..).zip(DATES) {
        sheet.write_string_with_format(top, column, locale.pick_of(heading), &look.header)?;
    }
    let people = form.people();
    let named = |staff: usize| {
        let person = &form.instance.staff[staff];
        format!("{} ({})", person.name, person.id)
    };
    let mut row = top;
    for &staff in &people {
        let is_left =
            |answer: &&Answer| !answer.is_weekly() && answer.to.is_none_or(|to| to >= form.instance.period.from);
        for answer in form.answers_of(staff).filter(is_left) {
            row += 1;
            sheet.write_string_with_format(row, 0, named(staff), &look.text)?;
            sheet.write_string_with_format(row, 1, answer.mark.sign(), &look.mark)?;
            for (column, day) in [(2, answer.from), (3, answer.to)] {
                if let Some(day) = day {
                    sheet.write_datetime_with_format(row, column, &excel(day)?, &look.date)?;
                }
            }
            let days: Vec<String> = answer.days.iter().map(|&day| short_day(form, day)).collect();
            let starts: Vec<String> = answer.starts.iter().map(|start| start.format("%H:%M").to_string()).collect();
            sheet.write_string_with_format(row, 4, days.join(";"), &look.text)?;
            sheet.write_string_with_format(row, 5, starts.join(";"), &look.text)?;
        }
    }
    let last = row + DATE_ROWS;
    for row in top + 1..=last {
        for (column, format) in (0..).zip([&look.text, &look.mark, &look.date, &look.date, &look.text, &look.text]) {
            // What is written keeps its value: a blank is written where there is nothing.
            sheet.set_cell_format(row, column, format)?;
        }
    }
    let list = people.iter().map(|&staff| named(staff)).collect::<Vec<_>>();
    // A list of choices holds 255 letters; the people of the first sheet are there in any case.
    if !list.is_empty() && list.iter().map(|name| name.chars().count() + 1).sum::<usize>() <= 255 {
        let names = DataValidation::new().allow_list_strings(&list)?;
        let names = names.set_error_style(DataValidationErrorStyle::Information);
        sheet.add_data_validation(top + 1, 0, last, 0, &names)?;
    }
    let marks = DataValidation::new().allow_list_strings(&CHOICES)?;
    let marks = marks.set_error_style(DataValidationErrorStyle::Information);
    sheet.add_data_validation(top + 1, 1, last, 1, &marks)?;
    let first = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let dates = DataValidation::new().allow_date(DataValidationRule::GreaterThan(first));
    let dates = dates.set_error_style(DataValidationErrorStyle::Warning);
    sheet.add_data_validation(top + 1, 2, last, 3, &dates)?;
    closed(form, look, &mut sheet, top)?;
    sheet.set_column_width(0, PERSON)?;
    for column in 1..=CLOSED {
        sheet.set_column_width(column, OTHERS)?;
    }
    sheet.set_freeze_panes(top + 1, 0)?;
    Ok(sheet)
}

/// The closed days, greyed: nobody need be away on them.
fn closed(form: &Form<'_>, look: &Look, sheet: &mut Worksheet, top: u32) -> Result<(), XlsxError> {
    let closed = form.closed();
    if closed.is_empty() {
        return Ok(());
    }
    sheet.write_string_with_format(top, CLOSED, form.locale.pick("Lukket", "Closed"), &look.header)?;
    for (row, day) in (top + 1..).zip(closed) {
        sheet.write_string_with_format(row, CLOSED, form.locale.day(day), &look.locked)?;
    }
    Ok(())
}

fn excel(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)
}

fn short_day(form: &Form<'_>, day: u8) -> String {
    chrono::Weekday::try_from(day).map_or_else(|_| String::new(), |day| form.locale.day_of_the_week(day))
}
