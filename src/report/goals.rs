//! The table of goals: what each one counts, its value, and what is proven of it.
//!
//! In: values and bounds by rung. Out: a table. A bound that is not known is a dash, and `proven` says yes only where
//! the plan says so.

use crate::domain::goal::Rung;
use crate::planning::RungReport;
use crate::report::numbers::value;
use crate::report::table::{self, Cell, Column};

/// The goals of a plan, with bounds and proofs.
pub fn with_proofs(rungs: &[RungReport], width: u16) -> String {
    let cells = |cell: fn(&RungReport) -> Cell| rungs.iter().map(cell).collect::<Vec<Cell>>();
    let columns = [
        Column::word("goal", cells(|rung| Cell::plain(rung.rung.name()))),
        Column::text("what it counts", cells(|rung| Cell::plain(meaning(rung.rung)))),
        Column::number("value", cells(|rung| Cell::plain(value(rung.value)))),
        Column::number("bound", cells(|rung| Cell::plain(rung.bound.map_or_else(|| "-".to_owned(), value)))),
        Column::number("proven", cells(|rung| Cell::judged(rung.proven, if rung.proven { "yes" } else { "no" }))),
        Column::number("seconds", cells(|rung| Cell::plain(format!("{:.1}", rung.seconds)))),
    ];
    table::render(&columns, width)
}

/// The goals of a roster that nobody has proven anything of.
pub fn values(values: &[(Rung, f64)], width: u16) -> String {
    let columns = [
        Column::word("goal", values.iter().map(|(rung, _)| Cell::plain(rung.name())).collect()),
        Column::text("what it counts", values.iter().map(|&(rung, _)| Cell::plain(meaning(rung))).collect()),
        Column::number("value", values.iter().map(|&(_, amount)| Cell::plain(value(amount))).collect()),
    ];
    table::render(&columns, width)
}

/// The goals of a roster before and after a change.
pub fn before_and_after(before: &[(Rung, f64)], after: &[(Rung, f64)], width: u16) -> String {
    let amounts = |values: &[(Rung, f64)]| values.iter().map(|&(_, amount)| Cell::plain(value(amount))).collect();
    let columns = [
        Column::word("goal", after.iter().map(|(rung, _)| Cell::plain(rung.name())).collect()),
        Column::text("what it counts", after.iter().map(|&(rung, _)| Cell::plain(meaning(rung))).collect()),
        Column::number("before", amounts(before)),
        Column::number("after", amounts(after)),
    ];
    table::render(&columns, width)
}

/// A goal that is not proven, in a clause: `rotation stands at 120.5, and can't be below 119`.
pub fn standing(rung: &RungReport) -> String {
    let stands = format!("{} stands at {}", rung.rung, value(rung.value));
    match rung.bound {
        // The bound may have been reached while an earlier goal is still open.
        Some(bound) if value(bound) != value(rung.value) => format!("{stands} and can't be below {}", value(bound)),
        _ => stands,
    }
}

/// What a rung counts, in a planner's words; the contract has the formula.
fn meaning(rung: Rung) -> &'static str {
    match rung {
        Rung::Coverage => "seats nobody sits on",
        Rung::CoverageSpread => "how much those heap up",
        Rung::Shares => "shifts off target beyond rounding",
        Rung::SharesRounding => "places of who is rounded up",
        Rung::Burdens => "the same, in each burden",
        Rung::BurdensRounding => "the same, in each burden",
        Rung::Rhythm => "shifts too early or too late",
        Rung::Rotation => "colleagues' uneven turns",
        Rung::Wishes => "shifts avoided less preferred",
        Rung::Stability => "published shifts not kept",
    }
}
