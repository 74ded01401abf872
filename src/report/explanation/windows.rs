//! The windows of the period by day of the week and start, as a person stands to them: one table for terminal and page.
//!
//! In: counted windows. Out: the columns that have anything in them, their titles, and their figures.

use std::collections::BTreeMap;

use crate::explanation::days::{Keeper, Kind};
use crate::report::explanation::person::heading;
use crate::report::locale::Locale;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// All windows.
    Windows,
    /// Shifts.
    Shifts,
    /// Windows that the person is kept from.
    Kept(Keeper),
    /// Windows where the person could be as the roster is, and others are.
    Free,
    /// Windows that the person prefers.
    Preferred,
    /// Windows that the person would rather avoid.
    Avoided,
}

impl Column {
    /// What stands above it.
    pub fn title(self, locale: &Locale) -> &'static str {
        match self {
            Column::Windows => locale.pick("i alt", "in all"),
            Column::Shifts => locale.pick("har", "has"),
            Column::Kept(keeper) => heading(locale, keeper),
            Column::Free => locale.pick("kunne", "could"),
            Column::Preferred => locale.pick("ønsker", "prefers"),
            Column::Avoided => locale.pick("helst ikke", "avoids"),
        }
    }

    /// Its figure in a row.
    pub fn figure(self, kind: &Kind) -> u64 {
        match self {
            Column::Windows => kind.counted.windows,
            Column::Shifts => kind.shifts,
            Column::Kept(keeper) => {
                kind.counted.kept.iter().find(|(other, _)| *other == keeper).map_or(0, |kept| kept.1)
            }
            Column::Free => kind.counted.free,
            Column::Preferred => kind.preferred,
            Column::Avoided => kind.avoided,
        }
    }
}

/// The columns of a table: windows and shifts, and the others where they hold anything.
pub fn columns<'a>(kinds: impl Iterator<Item = &'a Kind> + Clone) -> Vec<Column> {
    let keepers: BTreeMap<u8, Keeper> =
        kinds.clone().flat_map(|kind| &kind.counted.kept).map(|(keeper, _)| (keeper.place(), *keeper)).collect();
    let mut columns = vec![Column::Windows, Column::Shifts];
    columns.extend(keepers.into_values().map(Column::Kept));
    columns.extend([Column::Free, Column::Preferred, Column::Avoided]);
    columns.retain(|column| {
        matches!(column, Column::Windows | Column::Shifts) || kinds.clone().any(|kind| column.figure(kind) > 0)
    });
    columns
}

/// `tue 16:00`.
pub fn name(locale: &Locale, kind: &Kind) -> String {
    format!("{} {}", locale.day_of_the_week(kind.weekday), kind.start.format("%H:%M"))
}
