//! A form for one municipality: when its people can, what they would like, and who they are, to be filled in and sent back.
//!
//! In: an instance, a municipality, what was answered last, and a deadline. Out: the bytes of a workbook with its own people and nobody
//! else's. The same gives the same bytes.

mod dates;
mod grid;
mod look;
mod staff;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::domain::Instance;
use crate::domain::answer::Answer;
use crate::domain::form::{Identity, MARK};
use crate::report::locale::Locale;
use look::Look;

/// So many rows are ready for people who are new, and for single dates.
const NEW_PEOPLE: u32 = 5;
const DATE_ROWS: u32 = 25;

/// What a form is made of.
#[derive(Debug)]
pub struct Form<'a> {
    /// The problem.
    pub instance: &'a Instance,
    /// Whose form it is: index into `Instance::municipalities`.
    pub municipality: usize,
    /// What was answered last, by anybody.
    pub answers: &'a [Answer],
    /// By id of the staff: the most shifts a week, where somebody has a limit of their own.
    pub shifts_per_week: &'a BTreeMap<String, u32>,
    /// The last day to answer.
    pub deadline: Option<NaiveDate>,
    /// The language.
    pub locale: &'a Locale,
}

/// A window of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    /// Its number from Monday.
    day: u32,
    start: NaiveTime,
    end: NaiveTime,
}

impl Slot {
    fn weekday(self) -> Weekday {
        Weekday::try_from(self.day as u8).unwrap_or(Weekday::Mon)
    }
}

impl Form<'_> {
    /// Whose form it is, and for which period.
    pub fn identity(&self) -> Identity {
        let period = self.instance.period;
        let code = self.instance.municipalities[self.municipality].code.clone();
        Identity { code, from: period.from, to: period.to }
    }

    /// The people it is about, by name: those who are employed on a day of the period.
    fn people(&self) -> Vec<usize> {
        let Form { instance, locale, .. } = self;
        let is_there = |&staff: &usize| instance.staff[staff].is_employed_in(instance.period);
        let mut people: Vec<usize> = instance.staff_of(self.municipality).filter(is_there).collect();
        people.sort_by(|&one, &other| {
            locale.compare(&instance.staff[one].name, &instance.staff[other].name).then(one.cmp(&other))
        });
        people
    }

    /// The windows of the week, in order.
    fn week(&self) -> Vec<Slot> {
        let slot = |window: &crate::domain::Window| Slot {
            day: window.date.weekday().num_days_from_monday(),
            start: window.start,
            end: window.end().time(),
        };
        let mut week: Vec<Slot> = self.instance.windows.iter().map(slot).collect();
        week.sort_unstable();
        week.dedup_by_key(|slot| (slot.day, slot.start));
        week
    }

    /// The days that would have windows, by their day of the week, and have none.
    fn closed(&self) -> Vec<NaiveDate> {
        let week = self.week();
        let is_open = |day: NaiveDate| self.instance.windows.iter().any(|window| window.date == day);
        let is_usual = |day: NaiveDate| week.iter().any(|slot| slot.weekday() == day.weekday());
        self.instance.period.days().filter(|&day| is_usual(day) && !is_open(day)).collect()
    }

    /// What somebody has answered.
    fn answers_of(&self, staff: usize) -> impl Iterator<Item = &Answer> {
        let id = &self.instance.staff[staff].id;
        self.answers.iter().filter(move |answer| answer.staff == *id)
    }
}

/// The workbook.
pub fn bytes(form: &Form<'_>) -> Vec<u8> {
    workbook(form).expect("a form is well-formed, whatever people are called")
}

fn workbook(form: &Form<'_>) -> Result<Vec<u8>, XlsxError> {
    let look = Look::new(form.locale);
    let mut workbook = Workbook::new();
    // A file that said when it was made would be another one each time.
    let always = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(form.identity().written()).set_author("vagtplan");
    workbook.set_properties(
        &properties.set_creation_datetime(&always).set_custom_property(MARK, form.identity().written()),
    );
    for sheet in [grid::sheet(form, &look)?, dates::sheet(form, &look)?, staff::sheet(form, &look)?] {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}
