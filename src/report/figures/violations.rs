//! Broken rules, a row each: which, by whom, when, and in a sentence.
//!
//! In: an instance and violations. Out: a table in the order of the violations. Indices never leave the program: persons,
//! municipalities and windows stand here as the files name them.

use crate::domain::Instance;
use crate::report::facts::broken;
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::locale::Locale;
use crate::verify::Violation;

const COLUMNS: [Column; 8] = [
    Column::new("rule", Kind::Code, ["Regel", "Rule"]),
    Column::new("staff", Kind::Code, ["Id", "Id"]),
    Column::new("municipality", Kind::Code, ["Kode", "Code"]),
    Column::new("windows", Kind::Slot, ["Tidsrum", "Windows"]),
    Column::new("message", Kind::Text, ["Besked", "Message"]),
    Column::new("broken", Kind::Name, ["Hvad", "What"]),
    Column::new("who", Kind::Text, ["Hvem", "Who"]),
    Column::new("when", Kind::Text, ["Hvornår", "When"]),
];

/// The columns of a document.
pub const FILE: [&str; 5] = ["rule", "staff", "municipality", "windows", "message"];

/// The columns that people are shown in their language.
pub const TOLD: [&str; 3] = ["broken", "who", "when"];

/// The rows.
pub fn table<'a>(instance: &Instance, violations: impl IntoIterator<Item = &'a Violation>, locale: &Locale) -> Table {
    let row = |violation: &Violation| {
        let windows = violation.windows.iter().map(|&window| &instance.windows[window]);
        [
            Figure::text(violation.rule.name()),
            Figure::told(violation.staff.map(|person| instance.staff[person].id.as_str())),
            Figure::told(violation.municipality.map(|m| instance.municipalities[m].code.as_str())),
            Figure::Slots(windows.map(|window| (window.date, window.start)).collect()),
            Figure::text(&violation.message),
            Figure::Words(violation.rule.row().broken),
            Figure::Text(broken::who(locale, instance, violation)),
            Figure::Text(broken::when(locale, instance, &violation.windows)),
        ]
    };
    Table::new(COLUMNS, violations.into_iter().map(row))
}

/// The rows as documents have them.
pub fn file<'a>(instance: &Instance, violations: impl IntoIterator<Item = &'a Violation>) -> Table {
    table(instance, violations, &Locale::new(Default::default())).only(&FILE)
}
