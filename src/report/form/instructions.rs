//! The first sheet of a form: whose it is, by when, how it is filled in, and the calendar of the period.
//!
//! In: whose form it is. Out: the sheet.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::{Subject, calendar, clean};
use crate::domain::form::Sheet;

const TEXT_WIDTH: f64 = 52.0;
const MARK_WIDTH: f64 = 8.0;
const GAP_WIDTH: f64 = 3.0;
const WEEK_WIDTH: f64 = 6.0;
const DAY_WIDTH: f64 = 12.5;
const TITLE_HEIGHT: f64 = 24.0;
/// Where the calendar begins.
const CALENDAR: (u32, u16) = (2, 3);

/// The sheet.
pub fn sheet(subject: &Subject<'_>) -> Result<Worksheet, XlsxError> {
    let (locale, styles) = (subject.locale, &subject.styles);
    let mut sheet = Worksheet::new();
    let widths = [MARK_WIDTH, TEXT_WIDTH, GAP_WIDTH, WEEK_WIDTH].into_iter().chain([DAY_WIDTH; 7]);
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, subject.title(), &styles.title)?;
    sheet.set_row_height(0, TITLE_HEIGHT)?;
    let mut page = Page { sheet, row: 2 };
    if let Some(deadline) = subject.deadline {
        let day = format!("{} {}", locale.weekday(chrono::Datelike::weekday(&deadline)), locale.long_date(deadline));
        let said = locale.pick(format!("Svar senest {day}"), format!("Please answer by {day}"));
        page.line(&said, &styles.deadline)?;
        page.row += 1;
    }
    let name = |sheet: Sheet| locale.pick_of(sheet.name());
    let [grid, dates, staff, requests] = [Sheet::Availability, Sheet::Dates, Sheet::Staff, Sheet::Requests].map(name);
    let unchanged = locale.pick(
        "Formularen er udfyldt med det, I svarede sidst. Ret det, der er ændret; er intet ændret, så gem og send det tilbage alligevel.",
        "The form is filled in with what you answered last time. Correct what has changed; if nothing has, save it and send it back all the same.",
    );
    page.heading(locale.pick("Sådan gør I", "How to fill it in"), &styles.heading)?;
    page.step("", unchanged, styles)?;
    let steps = [
        (
            "1",
            locale.pick(
                format!("{grid}: sæt mærker for hver person i ugens tidsrum. De gælder i alle periodens uger."),
                format!("{grid}: put marks for each person in the windows of the week. They hold in every week of the period."),
            ),
        ),
        (
            "2",
            locale.pick(
                format!("{dates}: ferie, kurser og andre dage, én række for hver. Lukkedage behøver ingen række."),
                format!("{dates}: holidays, courses and other days, a row for each. Closed days need no row."),
            ),
        ),
        (
            "3",
            locale.pick(
                format!("{staff}: nye kolleger, hvem der stopper og hvornår, vægt og vagter pr. uge. Nye får også en række i {grid}."),
                format!("{staff}: new colleagues, who leaves and when, weight and shifts a week. Who is new gets a row in {grid} as well."),
            ),
        ),
        (
            "4",
            locale.pick(
                "Gem filen som Excel-projektmappe (.xlsx), og send den til planlæggeren. Den må gerne få et andet navn.".to_owned(),
                "Save the file as an Excel workbook (.xlsx) and send it to the planner. It may get another name.".to_owned(),
            ),
        ),
        (
            "5",
            locale.pick(
                format!("{requests}: først når vagtplanen er sendt ud. Vil nogen have fri eller bytte, så skriv det dér, og send filen igen."),
                format!("{requests}: once the roster has been sent out. Who wants to be off or to swap writes it there; send the file again."),
            ),
        ),
    ];
    for (number, text) in &steps {
        page.step(number, text, styles)?;
    }
    page.row += 1;
    page.heading(locale.pick("Mærkerne", "The marks"), &styles.heading)?;
    let marks = [
        (
            "x",
            [
                "kan. Står der et x i rækken, kan personen kun, hvor der står x, + eller (x)",
                "available. With an x in the row the person is available only where there is x, + or (x)",
            ],
        ),
        ("-", ["kan ikke", "unavailable"]),
        ("+", ["vil gerne; + 2 eller + 3, hvis det er vigtigt", "gladly; + 2 or + 3 where it matters"]),
        ("(x)", ["helst ikke; (x) 2 eller (x) 3, hvis det er vigtigt", "rather not; (x) 2 or (x) 3 where it matters"]),
        (
            locale.pick("tom", "empty"),
            [
                "intet sagt. Uden x i rækken: personen kan alle steder, hvor der ikke står et minus",
                "nothing said. Without an x in the row: available everywhere but where there is a minus",
            ],
        ),
    ];
    for (mark, text) in marks {
        page.step(mark, locale.pick_of(text), styles)?;
    }
    if subject.people.is_empty() {
        page.row += 1;
        let nobody = locale.pick(
            "Der står endnu ingen medarbejdere for jer: skriv dem i arket Medarbejdere.",
            "Nobody of yours is listed yet: write them into the sheet Staff.",
        );
        page.step("", nobody, styles)?;
    }
    let Page { mut sheet, .. } = page;
    let (top, left) = CALENDAR;
    let heading = locale.pick("Perioden: grå dage er lukkede", "The period: grey days are closed");
    sheet.write_string_with_format(top - 1, left, clean(heading), &styles.heading)?;
    calendar::write(&mut sheet, subject, top, left)?;
    sheet.set_print_fit_to_pages(1, 1);
    Ok(sheet)
}

struct Page {
    sheet: Worksheet,
    row: u32,
}

impl Page {
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, 1, text, format)?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text, format)?;
        self.row += 1;
        Ok(())
    }

    /// A paragraph behind a number or a mark.
    fn step(&mut self, mark: &str, text: &str, styles: &super::style::Styles) -> Result<(), XlsxError> {
        if !mark.is_empty() {
            self.sheet.write_string_with_format(self.row, 0, mark, &styles.legend_mark)?;
        }
        self.sheet.write_string_with_format(self.row, 1, text, &styles.paragraph)?;
        self.sheet.set_row_height(self.row, calendar::ROW_HEIGHT)?;
        self.row += 1;
        Ok(())
    }
}
