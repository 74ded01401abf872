//! The goals of a roster: what each counts, its value, and what is proven of it; or its value before and after a change.
//!
//! In: values, and bounds and proofs where they are known. Out: tables, a row a goal, in the order of the ladder. Nothing is called
//! proven that is not, and a bound that is not known is none.

use crate::domain::goal::Rung;
use crate::planning::RungReport;
use crate::report::figures::{Column, Figure, Kind, Table};
use crate::report::json::seconds;
use crate::report::locale::Locale;
use crate::report::subject::{Attained, Proof};

const GOAL: Column = Column::new("goal", Kind::Code, ["Mål", "Goal"]);
const TITLE: Column = Column::new("title", Kind::Name, ["Mål", "Goal"]);
const COUNTS: Column = Column::new("counts", Kind::Text, ["Hvad det tæller", "What it counts"]);

const COLUMNS: [Column; 7] = [
    GOAL,
    TITLE,
    COUNTS,
    Column::new("value", Kind::Value, ["Værdi", "Value"]),
    Column::new("bound", Kind::Value, ["Grænse", "Bound"]),
    Column::new("proven", Kind::Judged, ["Bevist", "Proven"]),
    Column::new("seconds", Kind::Amount(1), ["Sekunder", "Seconds"]),
];

/// The columns of a document that knows nothing but values.
pub const VALUES: [&str; 2] = ["goal", "value"];

/// The columns of `summary.json`.
pub const PROOFS: [&str; 5] = ["goal", "value", "bound", "proven", "seconds"];

/// The columns of a swap in a document.
pub const CHANGE: [&str; 3] = ["goal", "before", "after"];

/// The column that says on the terminal which goal it is: in English the contract's word, which options know too.
pub fn called(locale: &Locale) -> &'static str {
    locale.pick("title", "goal")
}

/// Those of a search, with bounds, proofs and the time they took.
pub fn proven(rungs: &[RungReport]) -> Table {
    Table::new(
        COLUMNS,
        rungs.iter().map(|rung| row(rung.rung, rung.value, rung.bound, Some(rung.proven), rung.seconds)),
    )
}

/// Those of a roster that was not searched for; nothing is proven of it.
pub fn unproven(values: &[(Rung, f64)]) -> Table {
    Table::new(COLUMNS, values.iter().map(|&(rung, value)| row(rung, value, None, Some(false), 0.0)))
}

/// Those of a roster of which something may be known from elsewhere.
pub fn attained(goals: &[Attained]) -> Table {
    let known = |goal: &Attained| match goal.proof {
        Proof::Proven => row(goal.rung, goal.value, Some(goal.value), Some(true), 0.0),
        Proof::Bounded(bound) => row(goal.rung, goal.value, Some(bound), Some(false), 0.0),
        Proof::Open => row(goal.rung, goal.value, None, Some(false), 0.0),
        Proof::Unknown => row(goal.rung, goal.value, None, None, 0.0),
    };
    Table::new(COLUMNS, goals.iter().map(known))
}

/// The same in a document, where what is not known is not proven.
pub fn carried(goals: &[Attained]) -> Table {
    let known = |goal: &Attained| match goal.proof {
        Proof::Proven => row(goal.rung, goal.value, Some(goal.value), Some(true), 0.0),
        Proof::Bounded(bound) => row(goal.rung, goal.value, Some(bound), Some(false), 0.0),
        Proof::Open | Proof::Unknown => row(goal.rung, goal.value, None, Some(false), 0.0),
    };
    Table::new(COLUMNS, goals.iter().map(known))
}

/// Those of a roster before and after a change.
pub fn before_and_after(before: &[(Rung, f64)], after: &[(Rung, f64)]) -> Table {
    let columns = [
        GOAL,
        TITLE,
        COUNTS,
        Column::new("before", Kind::Value, ["Før", "Before"]),
        Column::new("after", Kind::Value, ["Efter", "After"]),
    ];
    let rows = before.iter().zip(after).map(|(&(rung, before), &(_, after))| {
        let [goal, title, counts] = told(rung);
        [goal, title, counts, Figure::Value(before), Figure::Value(after)]
    });
    Table::new(columns, rows)
}

fn row(rung: Rung, value: f64, bound: Option<f64>, proven: Option<bool>, took: f64) -> [Figure; COLUMNS.len()] {
    let [goal, title, counts] = told(rung);
    let proven = proven.map_or(Figure::Unknown, Figure::Flag);
    [goal, title, counts, Figure::Value(value), Figure::value(bound), proven, Figure::Value(seconds(took))]
}

fn told(rung: Rung) -> [Figure; 3] {
    [Figure::text(rung.name()), Figure::Words(rung.row().title), Figure::Words(rung.row().counts)]
}
