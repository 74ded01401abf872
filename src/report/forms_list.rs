//! Which forms were written, and for how many people each.
//!
//! In: an instance, the municipalities and the names of their files. Out: text or JSON.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::Instance;
use crate::report::json::{Period, pretty};
use crate::report::plan_text::heading;
use crate::report::table::{self, Cell, Column, Terminal};

/// A form.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Whose it is.
    pub municipality: usize,
    /// Its name in the output folder.
    pub file: &'a str,
}

#[derive(Serialize)]
struct Document<'a> {
    period: Period,
    deadline: Option<String>,
    forms: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    municipality: &'a str,
    municipality_name: &'a str,
    staff: u64,
    file: &'a str,
}

/// How many people a form is about, those of pools among them.
fn people(instance: &Instance, municipality: usize) -> u64 {
    let staff = instance.staff_of(municipality).map(|staff| &instance.staff[staff]);
    staff.filter(|staff| staff.is_employed_in(instance.period)).map(|staff| u64::from(staff.heads)).sum()
}

/// The list, by name.
pub fn text(instance: &Instance, listed: &[Listed<'_>], on: &Terminal) -> String {
    let locale = &on.locale;
    let mut listed: Vec<&Listed<'_>> = listed.iter().collect();
    let name = |form: &Listed<'_>| &instance.municipalities[form.municipality].name;
    listed.sort_by(|one, other| locale.compare(name(one), name(other)));
    let columns = [
        Column::word(
            locale.pick("kommune", "municipality"),
            listed.iter().map(|form| Cell::plain(name(form).clone())).collect(),
        ),
        Column::number(
            locale.pick("medarbejdere", "staff"),
            listed.iter().map(|form| Cell::plain(locale.whole(people(instance, form.municipality)))).collect(),
        ),
        Column::text(
            locale.pick("formular", "form"),
            listed.iter().map(|form| Cell::plain(form.file.to_owned())).collect(),
        ),
    ];
    format!("{}\n{}", heading(instance, locale), table::render(&columns, on.width))
}

/// The same as JSON.
pub fn json(instance: &Instance, listed: &[Listed<'_>], deadline: Option<NaiveDate>) -> Vec<u8> {
    let forms = listed.iter().map(|form| {
        let town = &instance.municipalities[form.municipality];
        let staff = people(instance, form.municipality);
        Row { municipality: &town.code, municipality_name: &town.name, staff, file: form.file }
    });
    pretty(&Document {
        period: Period::of(instance),
        deadline: deadline.map(|day| day.to_string()),
        forms: forms.collect(),
    })
}
