//! The sheets of a form that are lists: single dates, changes of staff, and requests.
//!
//! In: whose form it is. Out: the sheets, with rows that are ready to be filled in.

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, IgnoreError, Worksheet,
    XlsxError,
};

use super::lists::Lists;
use super::{NEW_PEOPLE, Subject, clean, mark_choice};
use crate::domain::Exact;
use crate::domain::form::{Sheet, WANTS};
use crate::report::locale::capitalised;
use crate::report::numbers::{FILE_PLACES, fixed};

/// Rows that are ready to be filled in, below those that are.
const READY_DATES: u32 = 26;
const READY_REQUESTS: u32 = 20;
const TITLE_HEIGHT: f64 = 24.0;
const HEADER_HEIGHT: f64 = 20.0;

/// Where the header stands.
fn header(kind: Sheet) -> u32 {
    if kind == Sheet::Staff { 4 } else { 3 }
}

fn width(column: &str) -> f64 {
    match column {
        "staff" | "name" | "with" => 34.0,
        "id" => 14.0,
        "kind" => 10.0,
        "shifts_per_week" => 15.0,
        _ => 13.0,
    }
}

/// A sheet with its title, two lines of explanation and its header.
fn begun(subject: &Subject<'_>, kind: Sheet, title: [&str; 2], said: [[&str; 2]; 2]) -> Result<Worksheet, XlsxError> {
    let (locale, styles) = (subject.locale, &subject.styles);
    let mut sheet = Worksheet::new();
    sheet.write_string_with_format(0, 0, locale.pick_of(title), &styles.title)?;
    for (row, line) in (1..).zip(said) {
        sheet.write_string_with_format(row, 0, locale.pick_of(line), &styles.note)?;
    }
    for (place, &(column, heading)) in (0..).zip(kind.columns()) {
        let heading = capitalised(locale.pick_of(heading));
        sheet.write_string_with_format(header(kind), place, heading, &styles.header_left)?;
        sheet.set_column_width(place, width(column))?;
    }
    sheet.set_row_height(0, TITLE_HEIGHT)?.set_row_height(header(kind), HEADER_HEIGHT)?;
    sheet.set_freeze_panes(header(kind) + 1, 0)?;
    sheet.set_repeat_rows(header(kind), header(kind))?;
    Ok(sheet)
}

fn format<'a>(subject: &'a Subject<'_>, column: &str) -> &'a Format {
    match column {
        "from" | "to" | "joined" | "left" | "date" | "with_date" => &subject.styles.date,
        "weight" | "shifts_per_week" => &subject.styles.number,
        "kind" => &subject.styles.cell,
        "start" | "with_start" => &subject.styles.time,
        _ => &subject.styles.text,
    }
}

/// Rows to fill in.
fn ready(sheet: &mut Worksheet, subject: &Subject<'_>, kind: Sheet, first: u32, rows: u32) -> Result<(), XlsxError> {
    for row in first..first + rows {
        for (place, &(column, _)) in (0..).zip(kind.columns()) {
            sheet.write_blank(row, place, format(subject, column))?;
        }
    }
    let end = u16::try_from(kind.columns().len()).unwrap_or(1) - 1;
    sheet.ignore_error_range(header(kind) + 1, 0, first + rows, end, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// Lets each of the columns be chosen as it is meant to be.
fn choose(
    sheet: &mut Worksheet,
    kind: Sheet,
    last: u32,
    choice: impl Fn(&str) -> Result<Option<DataValidation>, XlsxError>,
) -> Result<(), XlsxError> {
    for (place, &(column, _)) in (0..).zip(kind.columns()) {
        if let Some(validation) = choice(column)? {
            sheet.add_data_validation(header(kind) + 1, place, last, place, &validation)?;
        }
    }
    Ok(())
}

fn write_date(sheet: &mut Worksheet, at: (u32, u16), date: NaiveDate, format: &Format) -> Result<(), XlsxError> {
    // Earlier or later days than a spreadsheet knows stand there as text.
    match ExcelDateTime::parse_from_str(&date.to_string()) {
        Ok(day) => sheet.write_datetime_with_format(at.0, at.1, &day, format)?,
        Err(_) => sheet.write_string_with_format(at.0, at.1, date.to_string(), format)?,
    };
    Ok(())
}

/// A date of the period; another one is asked about.
fn date_choice(subject: &Subject<'_>) -> Result<Option<DataValidation>, XlsxError> {
    let period = subject.instance.period;
    let day = |date: NaiveDate| ExcelDateTime::parse_from_str(&date.to_string());
    let (Ok(from), Ok(to)) = (day(period.from), day(period.to)) else { return Ok(None) };
    let [first, last] = [period.from, period.to].map(|date| subject.locale.date(date));
    let title = subject.locale.pick("Uden for perioden", "Outside the period");
    let said =
        subject.locale.pick(format!("Perioden er {first} til {last}."), format!("The period is {first} to {last}."));
    let range = DataValidation::new().allow_date(DataValidationRule::Between(from, to));
    let range = range.set_error_title(title)?.set_error_message(said)?;
    Ok(Some(range.set_error_style(DataValidationErrorStyle::Warning)))
}

/// Single dates: holidays, courses, and what is said of windows that no ordinary week has.
pub fn dates(subject: &Subject<'_>, lists: &Lists) -> Result<Worksheet, XlsxError> {
    let title = ["Enkelte datoer: ferie, kurser, helligdage", "Single dates: holidays, courses, days off"];
    let said = [
        [
            "Én række for hver person og tid. Skal rækken kun gælde nogle ugedage (fx man-fre) eller tidsrum, der begynder på et bestemt klokkeslæt, så skriv det; ellers tom.",
            "A row for each person and time. Where it is only about some days of the week (such as mon-fri) or windows that start at one time, write it; else leave it empty.",
        ],
        [
            "Mærker: - kan ikke · + vil gerne · (x) helst ikke. Et x her betyder, at personen kun kan, hvor der står et x, her eller i arket Tilgængelighed.",
            "Marks: - unavailable · + gladly · (x) rather not. An x here says that the person is available only where there is an x, here or in the sheet Availability.",
        ],
    ];
    let kind = Sheet::Dates;
    let mut sheet = begun(subject, kind, title, said)?;
    let mut row = header(kind) + 1;
    for &person in &subject.people {
        for dated in &subject.forms.people[person].dated {
            for (place, &(column, _)) in (0..).zip(kind.columns()) {
                let format = format(subject, column);
                let text = match column {
                    "staff" => subject.chosen(person),
                    "days" => days(subject, &dated.days),
                    "start" => {
                        let starts = dated.starts.iter().map(|start| start.format("%H:%M").to_string());
                        starts.collect::<Vec<_>>().join(" ")
                    }
                    "kind" => dated.mark.sign(),
                    _ => String::new(),
                };
                let date = match column {
                    "from" => dated.from,
                    "to" => dated.to,
                    _ => None,
                };
                match date {
                    Some(date) => write_date(&mut sheet, (row, place), date, format)?,
                    None if text.is_empty() => {
                        sheet.write_blank(row, place, format)?;
                    }
                    None => {
                        sheet.write_string_with_format(row, place, text, format)?;
                    }
                }
            }
            row += 1;
        }
    }
    ready(&mut sheet, subject, kind, row, READY_DATES)?;
    choose(&mut sheet, kind, row + READY_DATES - 1, |column| {
        Ok(match column {
            "staff" => Some(lists.people()),
            "from" | "to" => date_choice(subject)?,
            "start" => Some(lists.starts()),
            "kind" => Some(mark_choice(subject)?),
            _ => None,
        })
    })?;
    Ok(sheet)
}

/// Days of the week as people write them: `man tir`.
fn days(subject: &Subject<'_>, days: &[u8]) -> String {
    let name = |&day: &u8| {
        let day = chrono::Weekday::try_from(day).unwrap_or(chrono::Weekday::Mon);
        subject.locale.day_of_the_week(day)
    };
    days.iter().map(name).collect::<Vec<_>>().join(" ")
}

/// Who is on the staff, and what changes.
pub fn staff(subject: &Subject<'_>) -> Result<Worksheet, XlsxError> {
    let title = ["Medarbejdere: ret det, der er ændret", "Staff: correct what has changed"];
    let said = [
        [
            "Stopper en medarbejder, så skriv under Fratrådt den første dag, hvor personen ikke længere er der. Vægt er personens del af jeres ture: 1 er almindelig, 0,5 halv. Tom celle: som for alle andre.",
            "Where somebody leaves, write under Left the first day on which the person is no longer there. Weight is the person's part in your turns: 1 is usual, 0.5 half. An empty cell: as for everybody.",
        ],
        [
            "Nye medarbejdere: skriv et kort navn (fx initialer), navn og første dag i en af de tomme rækker, og det korte navn i en tom række i Tilgængelighed.",
            "New colleagues: write a short name, such as initials, the name and the first day in one of the empty rows, and the short name in an empty row of Availability.",
        ],
    ];
    let (instance, styles) = (subject.instance, &subject.styles);
    let kind = Sheet::Staff;
    let mut sheet = begun(subject, kind, title, said)?;
    let mut row = header(kind) + 1;
    // A pool has no weight or limit of a person.
    for &person in subject.people.iter().filter(|&&person| !instance.staff[person].is_pool()) {
        let staff = &instance.staff[person];
        for (place, &(column, _)) in (0..).zip(kind.columns()) {
            let format = format(subject, column);
            let date = match column {
                "joined" => staff.joined,
                "left" => staff.left,
                _ => None,
            };
            let number = match column {
                "weight" => (staff.weight != Exact::from_integer(1.into())).then(|| fixed(&staff.weight, FILE_PLACES)),
                "shifts_per_week" => subject.forms.per_week[person].map(|limit| limit.to_string()),
                _ => None,
            };
            match (column, date, number.map(|number| number.parse::<f64>())) {
                ("id", ..) => {
                    sheet.write_string_with_format(row, place, clean(&staff.id), &styles.locked)?;
                }
                ("name", ..) => {
                    sheet.write_string_with_format(row, place, clean(&staff.name), &styles.locked)?;
                }
                (_, Some(date), _) => write_date(&mut sheet, (row, place), date, format)?,
                (_, _, Some(Ok(number))) => {
                    sheet.write_number_with_format(row, place, number, format)?;
                }
                _ => {
                    sheet.write_blank(row, place, format)?;
                }
            }
        }
        row += 1;
    }
    ready(&mut sheet, subject, kind, row, NEW_PEOPLE)?;
    Ok(sheet)
}

/// What people ask for once there is a roster.
pub fn requests(subject: &Subject<'_>, lists: &Lists) -> Result<Worksheet, XlsxError> {
    let title = ["Anmodninger: først når vagtplanen er sendt ud", "Requests: once the roster has been sent out"];
    let said = [
        [
            "Én række for hver vagt: fri = af med den, bytte = få en anden for den, give = give den til en kollega, tage = få en vagt. Send så formularen igen.",
            "A row for each shift: off = be rid of it, swap = get another for it, give = give it to a colleague, take = have a shift. Then send the form again.",
        ],
        [
            "Er byttet aftalt, så skriv med hvem og deres dato og start. Uden kollega søges der efter en, der vil bytte. Give: skriv altid til hvem.",
            "Where the swap is agreed on, write with whom, and their date and start. Without a colleague one who wants to swap is looked for. Give: always write to whom.",
        ],
    ];
    let kind = Sheet::Requests;
    let mut sheet = begun(subject, kind, title, said)?;
    let first = header(kind) + 1;
    ready(&mut sheet, subject, kind, first, READY_REQUESTS)?;
    let wants = WANTS.map(|(_, words)| subject.locale.pick_of(words));
    choose(&mut sheet, kind, first + READY_REQUESTS - 1, |column| {
        Ok(match column {
            "staff" | "with" => Some(lists.people()),
            "date" | "with_date" => date_choice(subject)?,
            "start" | "with_start" => Some(lists.starts()),
            "wants" => Some(
                DataValidation::new()
                    .allow_list_strings(&wants)?
                    .set_error_style(DataValidationErrorStyle::Information),
            ),
            _ => None,
        })
    })?;
    Ok(sheet)
}
