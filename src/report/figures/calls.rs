//! What each member's citizens use of the hotline, and what it gives.
//!
//! In: figures by the month. Out: a table, a row a municipality.

use crate::domain::Instance;
use crate::report::facts::calls::Usage;
use crate::report::figures::{Column, Figure, Kind, Table};

const COLUMNS: [Column; 8] = [
    Column::new("municipality", Kind::Code, ["Kode", "Code"]),
    Column::new("municipality_name", Kind::Name, ["Kommune", "Municipality"]),
    Column::new("calls_a_month", Kind::Amount(1), ["Opkald pr. måned", "Calls a month"]),
    Column::new("calls_per_1000", Kind::Amount(2), ["Pr. 1.000 indbyggere", "Per 1,000 inhabitants"]),
    Column::new("part_of_calls", Kind::Percent, ["Del af opkald", "Part of calls"]),
    Column::new("shifts_a_month", Kind::Amount(1), ["Vagter pr. måned", "Shifts a month"]),
    Column::new("part_of_shifts", Kind::Percent, ["Del af vagter", "Part of shifts"]),
    Column::new("calls_per_shift", Kind::Amount(1), ["Opkald pr. vagt", "Calls per shift"]),
];

/// The table.
pub fn table<'a>(instance: &Instance, usages: impl IntoIterator<Item = &'a Usage>) -> Table {
    let row = |of: &Usage| {
        let municipality = &instance.municipalities[of.municipality];
        [
            Figure::text(&municipality.code),
            Figure::text(&municipality.name),
            Figure::exact(of.calls.clone()),
            Figure::exact(of.per_thousand.clone()),
            Figure::exact(of.part_of_calls.clone()),
            Figure::Exact(of.shifts.clone()),
            Figure::exact(of.part_of_shifts.clone()),
            Figure::exact(of.per_shift.clone()),
        ]
    };
    Table::new(COLUMNS, usages.into_iter().map(row))
}
