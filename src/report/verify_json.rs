//! What `verify --json` prints: broken rules, goal values, and who is over or under target.
//!
//! In: an instance, its inputs, the roster file and its judgement. Out: bytes.

use serde::Serialize;

use crate::domain::Instance;
use crate::domain::input_file::InputFile;
use crate::domain::roster::Roster;
use crate::report::callers::found::Found;
use crate::report::facts::strips;
use crate::report::figures::{Column, Figure, Table, accounts, goals, violations};
use crate::report::json::{Head, pretty};
use crate::report::people_json::TooClose;
use crate::verify::Judgement;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    seats: u64,
    unfilled: u64,
    unfilled_windows: Table,
    violations: Table,
    /// Those from before the roster was mended; left out where there are none.
    #[serde(skip_serializing_if = "Table::is_empty")]
    past: Table,
    too_close: TooClose,
    goals: Table,
    shares: Table,
    /// What its seats mean for callers; left out where no calls were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    callers: Option<Callers<'a>>,
}

#[derive(Serialize)]
struct Callers<'a> {
    calls_file: Option<&'a InputFile>,
    windows: Table,
}

/// The document; `file` holds the roster that was judged.
pub fn bytes(
    instance: &Instance,
    inputs: &[InputFile],
    file: Option<&InputFile>,
    roster: &Roster,
    judgement: &Judgement,
) -> Vec<u8> {
    with_callers(instance, inputs, file, roster, judgement, None)
}

/// The same with what callers find, by the calls of a file.
pub fn with_callers(
    instance: &Instance,
    inputs: &[InputFile],
    file: Option<&InputFile>,
    roster: &Roster,
    judgement: &Judgement,
    callers: Option<(&Found<'_>, Option<&InputFile>)>,
) -> Vec<u8> {
    pretty(&Document {
        head: Head::of(instance, inputs, file),
        seats: instance.seats(),
        unfilled: judgement.unfilled,
        unfilled_windows: short(instance, judgement),
        violations: violations::file(instance, &judgement.violations),
        past: violations::file(instance, &judgement.past),
        too_close: TooClose::of(instance, &strips::strips(instance, roster, judgement)),
        goals: goals::unproven(&judgement.values).only(&goals::VALUES),
        shares: accounts::given(instance, judgement).all(),
        callers: callers.map(|(found, calls_file)| Callers { calls_file, windows: found.table(instance) }),
    })
}

fn short(instance: &Instance, judgement: &Judgement) -> Table {
    let windows = instance.windows.iter().zip(&judgement.unfilled_by_window);
    let rows = windows.filter(|&(_, &unfilled)| unfilled > 0).map(|(window, &unfilled)| {
        let (date, start) = (Figure::Date(window.date), Figure::Time(window.start));
        [date, start, Figure::Count(window.seats.into()), Figure::Count(unfilled.into())]
    });
    Table::new(["date", "start", "seats", "unfilled"].map(Column::of_a_file), rows)
}
