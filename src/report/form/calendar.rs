//! The calendar of a form: the weeks of the period down, the days across, closed days grey.
//!
//! In: whose form it is, and where it begins on the sheet. Out: cells.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Subject;
use crate::report::locale::Locale;

/// Danish words for the holidays of the calendar.
const HOLIDAYS: [(&str, &str); 11] = [
    ("New Year's Day", "Nytårsdag"),
    ("Maundy Thursday", "Skærtorsdag"),
    ("Good Friday", "Langfredag"),
    ("Easter Sunday", "Påskedag"),
    ("Easter Monday", "2. påskedag"),
    ("Great Prayer Day", "Store bededag"),
    ("Ascension Day", "Kr. himmelfart"),
    ("Whit Sunday", "Pinsedag"),
    ("Whit Monday", "2. pinsedag"),
    ("Christmas Day", "Juledag"),
    ("Second Day of Christmas", "2. juledag"),
];

/// The most weeks that are shown: a year has no place on one page.
const MOST_WEEKS: usize = 27;
/// The height of a row, which has room for two lines.
pub const ROW_HEIGHT: f64 = 30.0;

/// The calendar, its first cell at a row and column. Where it ends.
pub fn write(sheet: &mut Worksheet, subject: &Subject<'_>, top: u32, left: u16) -> Result<u32, XlsxError> {
    let (locale, styles, period) = (subject.locale, &subject.styles, subject.instance.period);
    sheet.write_string_with_format(top, left, locale.pick("Uge", "Week"), &styles.header[0])?;
    let days = (0..7u8).map(|day| Weekday::try_from(day).unwrap_or(Weekday::Mon));
    for (column, day) in (left + 1..).zip(days) {
        sheet.write_string_with_format(top, column, locale.day_of_the_week(day), &styles.header[0])?;
    }
    let before = u64::from(period.from.weekday().num_days_from_monday());
    let monday = period.from.checked_sub_days(Days::new(before)).unwrap_or(period.from);
    let mut row = top;
    for week in (0..).map_while(|week| monday.checked_add_days(Days::new(7 * week))).take(MOST_WEEKS) {
        if week > period.to {
            break;
        }
        row += 1;
        sheet.set_row_height(row, ROW_HEIGHT)?;
        sheet.write_string_with_format(row, left, week.iso_week().week().to_string(), &styles.week)?;
        for (column, date) in (left + 1..).zip(week.iter_days().take(7)) {
            let (text, format) = day(subject, date);
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    Ok(row)
}

fn day<'a>(subject: &'a Subject<'_>, date: NaiveDate) -> (String, &'a rust_xlsxwriter::Format) {
    let (locale, styles, instance) = (subject.locale, &subject.styles, subject.instance);
    if !instance.period.contains(date) {
        return (String::new(), &styles.none);
    }
    let shown = locale.short_day(date);
    if let Some(why) = subject.forms.closed.get(&date) {
        return (format!("{shown}\n{}", closed(locale, why)), &styles.closed);
    }
    let special: Vec<String> = (subject.forms.special.iter())
        .map(|&window| &instance.windows[window])
        .filter(|window| window.date == date)
        .map(|window| window.start.format("%H:%M").to_string())
        .collect();
    if !special.is_empty() {
        return (format!("{shown}\n{} {}", locale.pick("kl.", "at"), special.join(" ")), &styles.open);
    }
    let is_open = instance.windows.iter().any(|window| window.date == date);
    (shown, if is_open { &styles.open } else { &styles.none })
}

/// Why a day is closed, as short as a cell is.
fn closed(locale: &Locale, why: &'static str) -> &'static str {
    let holiday = HOLIDAYS.iter().find(|(english, _)| *english == why);
    holiday.map_or(locale.pick("lukket", "closed"), |(english, danish)| locale.pick(danish, english))
}
