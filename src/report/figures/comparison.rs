//! Several plans side by side, as a file has them: a row for each figure of each plan.
//!
//! In: variants and their lines. Out: a table. The first of them stands in it as well; how far a figure is from its is beside each.

use crate::domain::language::Language;
use crate::report::comparison::Comparison;
use crate::report::comparison::lines::{Lines, Measure};
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::locale::Locale;

const COLUMNS: [Column; 10] = [
    Column::new("place", Kind::Whole, ["Nr.", "Place"]),
    Column::new("scenario", Kind::Name, ["Scenarie", "Scenario"]),
    Column::new("measure", Kind::Code, ["Mål", "Measure"]),
    Column::new("municipality", Kind::Code, ["Kode", "Code"]),
    Column::new("municipality_name", Kind::Text, ["Kommune", "Municipality"]),
    Column::new("burden", Kind::Burden, ["Byrde", "Burden"]),
    Column::new("value", Kind::Value, ["Værdi", "Value"]),
    Column::new("bound", Kind::Value, ["Grænse", "Bound"]),
    Column::new("proven", Kind::Judged, ["Bevist", "Proven"]),
    Column::new("difference", Kind::Signed(2), ["Forskel", "Difference"]),
];

/// What a measure is called in files: goals by their names.
pub fn key(measure: &Measure) -> &'static str {
    match measure {
        Measure::Members => "members",
        Measure::Seats => "seats",
        Measure::Unfilled => "unfilled",
        Measure::Goal(rung) => rung.name(),
        Measure::AbovePace => "people_above_pace",
        Measure::TooClose => "too_close",
        Measure::Shifts(_) => "shifts",
        Measure::Target(_) => "target",
    }
}

/// The rows: scenario by scenario. A figure that a scenario does not have has no row.
pub fn table(comparison: &Comparison<'_>, lines: &Lines) -> Table {
    let english = Locale::new(Language::English);
    let rows = comparison.variants.iter().enumerate().flat_map(|(place, variant)| {
        let name = variant.name(&english);
        let of = move |line: &crate::report::comparison::lines::Line| {
            let cell = &line.cells[place];
            let (town, burden) = match &line.measure {
                Measure::Shifts(account) | Measure::Target(account) => {
                    (Some(&lines.towns[account.town]), account.burden.as_deref())
                }
                _ => (None, None),
            };
            let value = match &cell.value {
                Figure::Unknown => return None,
                Figure::AtMost(count) => Figure::Count(*count),
                value => value.clone(),
            };
            Some([
                Figure::Count(place as u64),
                Figure::text(&name),
                Figure::text(key(&line.measure)),
                Figure::text(town.map_or("", |town| &town.code)),
                Figure::text(town.map_or("", |town| &town.name)),
                Figure::text(burden.unwrap_or("")),
                value,
                cell.bound.clone(),
                cell.proven.map_or(Figure::Unknown, Figure::Flag),
                Figure::exact(cell.difference.clone()),
            ])
        };
        lines.all.iter().filter_map(of).collect::<Vec<_>>()
    });
    Table::new(COLUMNS, rows)
}
