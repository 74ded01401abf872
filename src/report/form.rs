//! The form of a municipality: a workbook to be mailed, filled in with what its staff said last time.
//!
//! In: an instance, what forms are filled in with, a municipality, a language and perhaps a deadline. Out: the bytes of a workbook, the same
//! for the same folder. It goes to people outside: no name, code or id of another municipality or its staff may be in any part of it.

mod availability;
mod calendar;
mod instructions;
mod lists;
mod style;
mod tables;

use chrono::NaiveDate;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, ProtectionOptions, Workbook, Worksheet,
    XlsxError,
};

use crate::domain::Instance;
use crate::domain::form::{Forms, Identity, MARK, Sheet};
use crate::domain::language::Language;
use crate::report::file_names::towns;
use crate::report::locale::Locale;
use crate::report::template_notes::{MARKS, MARKS_TITLE};

use style::Styles;

/// Rows that are ready for people who are new.
const NEW_PEOPLE: u32 = 5;
/// The marks to choose from; other words for them may be typed as well.
const MARKS_TO_CHOOSE: [&str; 4] = ["x", "-", "+", "(x)"];
const PAPER_A4: u8 = 9;
/// Margins of a printed page in inches.
const MARGIN: f64 = 0.4;
const LOWER_MARGIN: f64 = 0.5;
/// The longest title of a file, in letters.
const LONGEST_TITLE: usize = 200;

/// What the sheets of one form are made of.
struct Subject<'a> {
    instance: &'a Instance,
    forms: &'a Forms,
    municipality: usize,
    locale: &'a Locale,
    deadline: Option<NaiveDate>,
    /// Its staff who are employed in the period, by name.
    people: Vec<usize>,
    styles: Styles,
}

impl Subject<'_> {
    fn language(&self) -> Language {
        self.locale.language()
    }

    /// What says whose form it is, and for which period.
    fn identity(&self) -> String {
        let period = self.instance.period;
        let code = clean(&self.instance.municipalities[self.municipality].code);
        Identity { code, from: period.from, to: period.to }.written()
    }

    /// What stands above every sheet.
    fn title(&self) -> String {
        let instance = self.instance;
        let [from, to] = [instance.period.from, instance.period.to].map(|day| self.locale.long_date(day));
        let town = &instance.municipalities[self.municipality].name;
        format!("{} · {} · {from} – {to}", clean(&instance.title), clean(town))
    }

    /// How a person is chosen in a cell.
    fn chosen(&self, person: usize) -> String {
        let staff = &self.instance.staff[person];
        if staff.name == staff.id { clean(&staff.id) } else { clean(&format!("{} ({})", staff.name, staff.id)) }
    }
}

/// The forms of these municipalities, each with its file.
pub fn forms(
    instance: &Instance,
    forms: &Forms,
    municipalities: &[usize],
    locale: &Locale,
    deadline: Option<NaiveDate>,
) -> Vec<(String, Vec<u8>)> {
    let names = towns(instance);
    let form = |&municipality: &usize| {
        let mut people: Vec<usize> = instance.staff_of(municipality).collect();
        people.retain(|&person| instance.staff[person].is_employed_in(instance.period));
        people.sort_by(|&one, &other| {
            let [one, other] = [one, other].map(|person| &instance.staff[person]);
            locale.compare(&one.name, &other.name).then_with(|| one.id.cmp(&other.id))
        });
        let styles = Styles::new(locale);
        let subject = Subject { instance, forms, municipality, locale, deadline, people, styles };
        let bytes = workbook(&subject).expect("sheets with names of their own are written to memory");
        (format!("{}.xlsx", names[municipality]), bytes)
    };
    municipalities.iter().map(form).collect()
}

fn workbook(subject: &Subject<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let always = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title: String = subject.title().chars().take(LONGEST_TITLE).collect();
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("vagtplan")
        .set_creation_datetime(&always)
        .set_custom_property(MARK, subject.identity());
    workbook.set_properties(&properties);
    let lists = lists::sheet(subject)?;
    for sheet in Sheet::ALL {
        let mut worksheet = match sheet {
            Sheet::Instructions => instructions::sheet(subject)?,
            Sheet::Availability => availability::sheet(subject)?,
            Sheet::Dates => tables::dates(subject, &lists)?,
            Sheet::Staff => tables::staff(subject)?,
            Sheet::Requests => tables::requests(subject, &lists)?,
        };
        worksheet.set_name(subject.locale.pick_of(sheet.name()))?;
        page(&mut worksheet, subject)?;
        workbook.push_worksheet(worksheet);
    }
    workbook.push_worksheet(lists.sheet);
    workbook.save_to_buffer()
}

/// How a sheet is printed and protected.
fn page(sheet: &mut Worksheet, subject: &Subject<'_>) -> Result<(), XlsxError> {
    sheet.set_paper_size(PAPER_A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(MARGIN, MARGIN, MARGIN, LOWER_MARGIN, MARGIN / 2.0, MARGIN / 2.0);
    sheet.set_screen_gridlines(false);
    // The ampersand opens a code in a footer.
    let foot = subject.title().replace('&', "&&");
    let foot: String = foot.chars().take(LONGEST_TITLE / 2).collect();
    sheet.set_footer(format!("&L&8{foot}&R&8&P / &N"));
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        select_locked_cells: true,
        select_unlocked_cells: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}

/// The choice of a mark, with what the marks mean beside the cell.
fn mark_choice(subject: &Subject<'_>) -> Result<DataValidation, XlsxError> {
    let list = DataValidation::new().allow_list_strings(&MARKS_TO_CHOOSE)?;
    let list = list.set_input_title(MARKS_TITLE.of(subject.language()))?;
    let list = list.set_input_message(MARKS.of(subject.language()))?;
    Ok(list.set_error_style(DataValidationErrorStyle::Information))
}

/// A text in one line, without anything that cannot be seen or stored.
fn clean(text: &str) -> String {
    let storable = |letter: char| match letter {
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    text.chars().map(storable).collect()
}
