//! `roster.xlsx`: the roster as planners and members look at it, a sheet per view.
//!
//! In: a roster with all that is known of it. Out: the bytes of a workbook, the same for the same roster.

use crate::report::subject::Subject;

/// The workbook of the planner, with every municipality in it.
pub fn bytes(_subject: &Subject<'_>) -> Vec<u8> {
    Vec::new()
}

/// The workbook of one municipality, which holds nobody else's names.
pub fn of_municipality(_subject: &Subject<'_>, _municipality: usize) -> Vec<u8> {
    Vec::new()
}
