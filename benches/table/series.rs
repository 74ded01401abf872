//! Series of rows in which one thing grows.

/// Rows in which one thing grows.
pub struct Series {
    /// What grows.
    pub what: &'static str,
    /// The rows, smallest first.
    pub rows: &'static [&'static str],
    /// How large that is in each.
    pub sizes: &'static [f64],
}

/// What is measured.
pub const SERIES: [Series; 3] = [
    Series {
        what: "members, seven staff each",
        rows: &["26-182-13", "52-364-13", "98-686-13"],
        sizes: &[26.0, 52.0, 98.0],
    },
    Series {
        what: "staff of 26 members",
        rows: &["26-182-13", "26-364-13", "26-728-13"],
        sizes: &[182.0, 364.0, 728.0],
    },
    Series { what: "weeks", rows: &["26-182-13", "26-182-26", "26-182-52"], sizes: &[13.0, 26.0, 52.0] },
];
