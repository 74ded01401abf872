//! The first sheet: the form's people down, the windows of the week across.
//!
//! In: a form. Out: a sheet, filled in with what was answered last. What a cell says is what `read` makes of it again.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Worksheet, XlsxError};

use super::look::{self, Look};
use super::{Form, NEW_PEOPLE, Slot};
use crate::domain::answer::{Answer, Mark};
use crate::domain::form::{GRID, SHEETS};
use crate::report::template_notes::{MARKS, MARKS_TITLE};

/// The marks to choose from.
const CHOICES: [&str; 8] = ["x", "-", "+", "+ 2", "+ 3", "(x)", "(x) 2", "(x) 3"];
/// Widths of columns, in characters, and the height of the headings, in points.
const ID: f64 = 13.0;
const NAME: f64 = 26.0;
const WINDOW: f64 = 7.0;
const HEADINGS: f64 = 32.0;

pub(super) fn sheet(form: &Form<'_>, look: &Look) -> Result<Worksheet, XlsxError> {
    let (locale, town) = (form.locale, &form.instance.municipalities[form.municipality].name);
    let period = form.instance.period;
    let (from, to) = (locale.long_date(period.from), locale.long_date(period.to));
    let title = locale.pick(
        format!("{town}: hvornår kan I tage vagter? {from} til {to}"),
        format!("{town}: when can you take shifts? {from} to {to}"),
    );
    let (mut sheet, top) = look::begin(form, look, SHEETS[0], &title, &notes(form))?;
    let week = form.week();
    for (column, (_, heading)) in (0..).zip(GRID) {
        sheet.write_string_with_format(top, column, locale.pick_of(heading), &look.header)?;
    }
    for (column, slot) in (2..).zip(&week) {
        let heading = format!("{} {}", locale.day_of_the_week(slot.weekday()), slot.start.format("%H:%M"));
        sheet.write_string_with_format(top, column, heading, &look.window)?;
    }
    let people = form.people();
    let mut row = top;
    for &staff in &people {
        row += 1;
        let person = &form.instance.staff[staff];
        let heads = locale.pick("pulje", "pool");
        let name =
            if person.is_pool() { format!("{} ({heads}, {})", person.name, person.heads) } else { person.name.clone() };
        sheet.write_string_with_format(row, 0, &person.id, &look.locked)?;
        sheet.write_string_with_format(row, 1, name, &look.locked)?;
        let answers: Vec<&Answer> = form.answers_of(staff).filter(|answer| answer.is_weekly()).collect();
        for (column, slot) in (2..).zip(&week) {
            match mark(&answers, *slot) {
                Some(mark) => sheet.write_string_with_format(row, column, mark.sign(), &look.mark)?,
                None => sheet.write_blank(row, column, &look.mark)?,
            };
        }
    }
    let last = row + NEW_PEOPLE;
    for row in row + 1..=last {
        sheet.write_blank(row, 0, &look.text)?.write_blank(row, 1, &look.text)?;
        for column in 2..2 + week.len() as u16 {
            sheet.write_blank(row, column, &look.mark)?;
        }
    }
    let marks =
        DataValidation::new().allow_list_strings(&CHOICES)?.set_error_style(DataValidationErrorStyle::Information);
    let language = locale.language();
    let marks = marks.set_input_title(MARKS_TITLE.of(language))?.set_input_message(MARKS.of(language))?;
    if !week.is_empty() {
        sheet.add_data_validation(top + 1, 2, last, 1 + week.len() as u16, &marks)?;
    }
    sheet.set_column_width(0, ID)?.set_column_width(1, NAME)?;
    for column in 2..2 + week.len() as u16 {
        sheet.set_column_width(column, WINDOW)?;
    }
    sheet.set_row_height(top, HEADINGS)?.set_freeze_panes(top + 1, 2)?;
    Ok(sheet)
}

/// What to do, and by when.
fn notes(form: &Form<'_>) -> Vec<String> {
    let locale = form.locale;
    let deadline = form.deadline.map(|day| {
        let day = locale.long_date(day);
        locale.pick(format!("Svar senest {day}: "), format!("Please answer by {day}: "))
    });
    let begin = deadline.unwrap_or_default();
    let mut notes = vec![
        locale.pick(
            format!("{begin}ret mærkerne, gem filen, og send den tilbage. Det, I svarede sidst, står der allerede. Kun hvide felter kan ændres."),
            format!("{begin}change the marks, save the file, and send it back. What you answered last is there already. Only white cells can be changed."),
        ),
        locale
            .pick(
                "x kan · - kan ikke · + vil gerne · (x) helst ikke · tomt: intet sagt. + 2 og + 3 er stærkere ønsker. Har rækken et x, kan personen kun, hvor der står x, + eller (x).",
                "x available · - unavailable · + gladly · (x) rather not · empty: nothing said. + 2 and + 3 are stronger wishes. With an x in the row the person can only where there is x, + or (x).",
            )
            .to_owned(),
        locale
            .pick(
                "Ferie, kurser og andre enkelte dage skrives i arket Datoer; nye kolleger og ændringer i arket Medarbejdere.",
                "Holidays, courses and other single days go into the sheet Dates; new colleagues and changes into the sheet Staff.",
            )
            .to_owned(),
    ];
    let closed: Vec<String> = form.closed().into_iter().map(|day| locale.day(day)).collect();
    if !closed.is_empty() {
        let closed = closed.join(", ");
        notes.push(locale.pick(format!("Lukket: {closed}."), format!("Closed: {closed}.")));
    }
    notes
}

/// The mark of a window of the week. Who is available in some windows only has no wish where there is none of these: it would make
/// the person available there.
fn mark(answers: &[&Answer], slot: Slot) -> Option<Mark> {
    let about =
        || answers.iter().filter(|answer| answer.is_about(slot.weekday(), slot.start)).map(|answer| answer.mark);
    if about().any(|mark| mark == Mark::Unavailable) {
        return Some(Mark::Unavailable);
    }
    let is_restricted = answers.iter().any(|answer| answer.mark == Mark::Available);
    let is_available = about().any(|mark| mark == Mark::Available);
    let wish =
        about().filter(|mark| matches!(mark, Mark::Prefers(_) | Mark::Avoids(_))).max_by_key(|mark| mark.strength());
    match wish {
        Some(wish) if is_available || !is_restricted => Some(wish),
        _ if is_available => Some(Mark::Available),
        _ => None,
    }
}
