//! When two values of a goal are the same.
//!
//! In: numbers that were added up in floating point, by the referee, the engine, another solver, or read back from a file.
//! Out: whether they are one value. Nobody else decides that with a tolerance of its own.

/// The noise of floating point sums: by itself, and relative to a value's size. Two rosters' values that differ by no
/// more are the same value.
const NOISE: f64 = 1e-6;
const RELATIVE_NOISE: f64 = 1e-8;

/// How far two values may lie apart and be the same.
pub fn slack(value: f64) -> f64 {
    NOISE + RELATIVE_NOISE * value.abs()
}

/// Whether two values of a rung are the same. No value is the same as no bound at all, which is infinitely far away.
pub fn same(a: f64, b: f64) -> bool {
    let apart = (a - b).abs();
    apart.is_finite() && apart <= slack(a.abs().max(b.abs()))
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn nothing_is_the_same_as_no_bound() {
        assert!(same(0.1 + 0.2, 0.3) && same(7673.75, 7673.75 + 1e-9));
        assert!(!same(12.0, 11.0));
        assert!(!same(12.0, f64::NEG_INFINITY) && !same(f64::NEG_INFINITY, f64::NEG_INFINITY));
    }
}
