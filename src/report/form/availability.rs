//! The grid of a form: people down, the windows of the week across.
//!
//! In: whose form it is. Out: the sheet, filled in with what was said last time.

use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Format, IgnoreError, Worksheet, XlsxError};

use super::style::behind;
use super::{NEW_PEOPLE, Subject, clean, mark_choice};
use crate::domain::Staff;
use crate::domain::answer::Mark;
use crate::domain::form::{GRID, Weekly};
use crate::report::facts::part;
use crate::report::locale::{Locale, capitalised};

/// Where the header and the first person stand.
const HEADER: u32 = 5;
const ID_WIDTH: f64 = 13.0;
const NAME_WIDTH: f64 = 26.0;
const WINDOW_WIDTH: f64 = 6.6;
const TITLE_HEIGHT: f64 = 24.0;
const HEADER_HEIGHT: f64 = 32.0;
const ROW_HEIGHT: f64 = 19.0;

/// The sheet.
pub fn sheet(subject: &Subject<'_>) -> Result<Worksheet, XlsxError> {
    let Subject { instance, forms, locale, styles, people, .. } = subject;
    let mut sheet = Worksheet::new();
    sheet.write_string_with_format(0, 0, subject.identity(), &styles.mark)?;
    sheet.write_string_with_format(1, 0, subject.title(), &styles.title)?;
    for (row, note) in (2..).zip(notes(subject)) {
        sheet.write_string_with_format(row, 0, note, &styles.note)?;
    }
    sheet.set_row_height(1, TITLE_HEIGHT)?.set_row_height(HEADER, HEADER_HEIGHT)?;
    for (place, (_, heading)) in (0..).zip(GRID) {
        sheet.write_string_with_format(HEADER, place, capitalised(locale.pick_of(heading)), &styles.header_left)?;
    }
    sheet.set_column_width(0, ID_WIDTH)?.set_column_width(1, NAME_WIDTH)?;
    let first = u16::try_from(GRID.len()).unwrap_or_default();
    let mut stripe = 1;
    for (column, (place, window)) in (first..).zip(forms.weekly.iter().enumerate()) {
        let begins = begins_a_day(&forms.weekly, place);
        stripe = if begins { 1 - stripe } else { stripe };
        sheet.write_string_with_format(HEADER, column, heading(window, locale), &styles.header[stripe])?;
        sheet.set_column_width(column, WINDOW_WIDTH)?;
    }
    for (row, &person) in (HEADER + 1..).zip(people) {
        let staff = &instance.staff[person];
        sheet.set_row_height(row, ROW_HEIGHT)?;
        sheet.write_string_with_format(row, 0, clean(&staff.id), &styles.locked)?;
        sheet.write_string_with_format(row, 1, name(staff, locale), &styles.locked)?;
        for (column, (place, mark)) in (first..).zip(forms.people[person].weekly.iter().enumerate()) {
            let format = cell(subject, place);
            match mark {
                Some(mark) => sheet.write_string_with_format(row, column, mark.sign(), format)?,
                None => sheet.write_blank(row, column, format)?,
            };
        }
    }
    let known = HEADER + u32::try_from(people.len()).unwrap_or_default();
    let last = known + NEW_PEOPLE;
    for row in known + 1..=last {
        sheet.set_row_height(row, ROW_HEIGHT)?;
        sheet.write_blank(row, 0, &styles.text)?.write_blank(row, 1, &styles.text)?;
        for (column, place) in (first..).zip(0..forms.weekly.len()) {
            sheet.write_blank(row, column, cell(subject, place))?;
        }
    }
    let columns = u16::try_from(forms.weekly.len()).unwrap_or_default();
    if columns > 0 {
        let end = first + columns - 1;
        sheet.add_data_validation(HEADER + 1, first, last, end, &mark_choice(subject)?)?;
        for mark in [Mark::Available, Mark::Unavailable, Mark::Prefers(1), Mark::Avoids(1)] {
            let rule = ConditionalFormatCellRule::EqualTo(mark.sign());
            let look = ConditionalFormatCell::new().set_rule(rule).set_format(behind(mark));
            sheet.add_conditional_format(HEADER + 1, first, last, end, &look)?;
        }
        sheet.ignore_error_range(HEADER + 1, 0, last, end, IgnoreError::NumberStoredAsText)?;
    }
    sheet.set_freeze_panes(HEADER + 1, first)?;
    sheet.set_repeat_rows(HEADER, HEADER)?;
    Ok(sheet)
}

/// What the marks mean, and by when to answer.
fn notes(subject: &Subject<'_>) -> [String; 3] {
    let locale = subject.locale;
    let by = subject.deadline.map_or_else(String::new, |day| {
        let day = locale.long_date(day);
        locale.pick(format!("Svar senest {day}. "), format!("Please answer by {day}. "))
    });
    // Whoever takes part in a part is not to fill in the rest.
    let part = part::sentence(locale, subject.instance, subject.municipality);
    let by = match part.filter(|_| !(0..subject.forms.weekly.len()).all(|place| is_asked(subject, place))) {
        Some(part) => locale.pick(
            format!("{by}{part} Grå kolonner skal ikke udfyldes. "),
            format!("{by}{part} Grey columns need no answer. "),
        ),
        None => by,
    };
    [
        locale.pick(
            format!("{by}Det, I svarede sidst, står der allerede. Ferie og andre enkelte dage skrives i arket Datoer."),
            format!("{by}What you answered last is there already. Holidays and other single days go into the sheet Dates."),
        ),
        locale
            .pick(
                "x kan · - kan ikke · + vil gerne · (x) helst ikke · tom: intet sagt. + 2 og + 3 er stærkere ønsker.",
                "x available · - unavailable · + gladly · (x) rather not · empty: nothing said. + 2 and + 3 are stronger wishes.",
            )
            .to_owned(),
        locale
            .pick(
                "Står der et x i rækken, kan personen kun, hvor der står x, + eller (x).",
                "With an x in the row the person is available only where there is x, + or (x).",
            )
            .to_owned(),
    ]
}

/// How a cell of a window looks: one that nobody of the municipality can have is grey and can't be written in.
fn cell<'a>(subject: &'a Subject<'_>, place: usize) -> &'a Format {
    let styles = &subject.styles;
    match begins_a_day(&subject.forms.weekly, place) {
        _ if !is_asked(subject, place) => &styles.locked,
        true => &styles.cell_first,
        false => &styles.cell,
    }
}

/// Whether the municipality takes part in a window of the week on any day of the period.
fn is_asked(subject: &Subject<'_>, place: usize) -> bool {
    let (municipality, weekly) = (&subject.instance.municipalities[subject.municipality], &subject.forms.weekly[place]);
    let mut days = subject.instance.period.days();
    municipality.stretches.is_empty() || days.any(|day| municipality.takes_part_as_of(day, weekly.day, weekly.start))
}

fn begins_a_day(weekly: &[Weekly], place: usize) -> bool {
    place == 0 || weekly[place].day != weekly[place - 1].day
}

/// The name of a person, or of a pool with its size.
fn name(staff: &Staff, locale: &Locale) -> String {
    let name = clean(&staff.name);
    if staff.is_pool() { format!("{name} ({}, {})", locale.pick("pulje", "pool"), staff.heads) } else { name }
}

/// A heading that people and the program read alike: `man 08:00`. With hours it would speak of whatever else lies within them.
fn heading(window: &Weekly, locale: &Locale) -> String {
    format!("{}\n{}", locale.day_of_the_week(window.day), window.start.format("%H:%M"))
}
