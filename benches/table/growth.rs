//! How time and memory grow: series of rows in which one thing grows.
//!
//! In: measured rows. Out: the exponents between neighbours: with 2, twice the size takes four times as long.

use crate::measure::Measured;
use crate::rows;
use crate::series::Series;

/// A row of a series: its size, and the exponents of time and memory since the row before.
pub struct Step<'a> {
    /// The row.
    pub measured: &'a Measured,
    /// The size.
    pub size: f64,
    /// Of the time; none in the first row, and where a limit ended a run.
    pub seconds: Option<f64>,
    /// Of the memory.
    pub bytes: Option<f64>,
}

/// The rows of a series that were measured, in one of their forms.
pub fn steps<'a>(series: &Series, kind: Option<&str>, results: &'a [Measured]) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    for (name, &size) in series.rows.iter().zip(series.sizes) {
        let row = rows::row(&rows::in_form(name, kind));
        let Some(measured) = results.iter().find(|measured| measured.row == row) else { continue };
        let before = steps.last();
        let exponent = |now: f64, then: f64, from: f64| (now / then).ln() / (size / from).ln();
        let seconds = before
            .filter(|before| !before.measured.engine.cut_off && !measured.engine.cut_off)
            .map(|before| exponent(measured.engine.seconds, before.measured.engine.seconds, before.size));
        let bytes = before.and_then(|before| {
            let (now, then) = (measured.engine.bytes?, before.measured.engine.bytes?);
            Some(exponent(now as f64, then as f64, before.size))
        });
        steps.push(Step { measured, size, seconds, bytes });
    }
    steps
}
