//! The sheet from which cells of a form are chosen, which is not shown.
//!
//! In: whose form it is. Out: the sheet, and where on it the choices stand.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError};

use super::Subject;
use crate::domain::form::LISTS;

/// The lists.
pub struct Lists {
    /// The sheet.
    pub sheet: Worksheet,
    people: u32,
    starts: u32,
}

/// The sheet of lists.
pub fn sheet(subject: &Subject<'_>) -> Result<Lists, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(LISTS)?.set_very_hidden(true);
    let mut people = 0;
    for &person in &subject.people {
        people += 1;
        sheet.write_string(people, 0, subject.chosen(person))?;
    }
    let weekly = subject.forms.weekly.iter().map(|window| window.start);
    let special = subject.forms.special.iter().map(|&window| subject.instance.windows[window].start);
    let mut all: Vec<_> = weekly.chain(special).collect();
    all.sort_unstable();
    all.dedup();
    let mut starts = 0;
    for start in all {
        starts += 1;
        sheet.write_string(starts, 1, start.format("%H:%M").to_string())?;
    }
    sheet.protect();
    Ok(Lists { sheet, people, starts })
}

impl Lists {
    /// The choice of a person.
    pub fn people(&self) -> DataValidation {
        choice('A', self.people)
    }

    /// The choice of a time at which windows start.
    pub fn starts(&self) -> DataValidation {
        choice('B', self.starts)
    }
}

fn choice(column: char, rows: u32) -> DataValidation {
    let last = rows.max(1) + 1;
    let list = Formula::new(format!("={LISTS}!${column}$2:${column}${last}"));
    // What is chosen is only asked about: a person may be named in another way, and there may be several times.
    DataValidation::new().allow_list_formula(list).set_error_style(DataValidationErrorStyle::Information)
}
