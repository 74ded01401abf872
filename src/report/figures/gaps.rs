//! Shifts of one person that follow each other, a row a pair: whose, when, how many days lie between, and how many should.
//!
//! In: an instance and pairs. Out: a table in their order.

use crate::domain::Instance;
use crate::report::facts::strips::Pair;
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::locale::Locale;

const COLUMNS: [Column; 6] = [
    Column::new("named", Kind::Name, ["for tæt", "too close"]),
    Column::new("from", Kind::Date, ["fra", "from"]),
    Column::new("to", Kind::Date, ["til", "to"]),
    Column::new("days", Kind::Whole, ["dage", "days"]),
    Column::new("apart", Kind::Whole, ["mindst", "at least"]),
    Column::new("even", Kind::Amount(1), ["jævnt", "evenly"]),
];

/// The rows.
pub fn table<'a>(instance: &Instance, pairs: impl IntoIterator<Item = &'a Pair>, locale: &Locale) -> Table {
    let count = |days: i64| Figure::Count(days.unsigned_abs());
    let row = |pair: &Pair| {
        let staff = &instance.staff[pair.staff];
        let home = &instance.municipalities[staff.municipality];
        [
            Figure::Text(format!("{}, {}", locale.person(staff), home.name)),
            Figure::Date(pair.from),
            Figure::Date(pair.to),
            count(pair.days),
            count(pair.apart),
            pair.pace.clone().map_or(Figure::Unknown, Figure::Exact),
        ]
    };
    Table::new(COLUMNS, pairs.into_iter().map(row))
}
