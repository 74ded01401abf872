//! The integer program of the contract, as plain data.
//!
//! In: an [`Instance`] and its [`Shares`]. Out: a [`Model`]: columns, rows, and for every rung of the ladder the costs
//! that measure it. Nothing is solved here, and no solver is known here.
//!
//! The model has two levels. The *municipal* level says how many of a municipality's staff man a window; its columns
//! and rows come first and stand on their own, as a relaxation. The *staff* level says which colleague goes. Read
//! aloud: [`build`] lists the rules and goals one by one.

mod allowance;
mod balances;
mod capacity;
mod coverage;
pub mod held;
mod manning;
mod names;
mod people;
mod places;
mod program;
pub mod relaxed;
mod rest;
mod rhythm;
mod rotation;
pub mod spacing;
mod stability;
pub mod wishes;

pub use names::Names;
pub use program::{Program, Row, Sense};

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::Instance;
use crate::domain::allowance::{Allowance, Allowed};
use crate::domain::goal::Rung;
use crate::shares::Shares;

/// A linear function of the columns that measures one rung.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Objective {
    /// Its value where every term is zero.
    pub constant: f64,
    /// (column, cost) pairs; a column may stand once.
    pub terms: Vec<(usize, f64)>,
    /// Every roster's value is a whole number of parts, of which so many make one; `None` where that is not known, or they are too many.
    pub denominator: Option<u64>,
    /// No value is further from its fraction than this, for what costs lost when they became floating point.
    pub noise: f64,
}

/// How much of the model a rung needs; the whole of it is more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Municipalities and windows alone: a relaxation.
    Municipal,
    /// Everything, down to the person.
    Staff,
}

/// Columns and rows that are solved together; the rows speak of these columns only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Columns, ascending.
    pub columns: Vec<usize>,
    /// Rows, ascending.
    pub rows: Vec<usize>,
    /// The municipality, where the part is one by itself.
    pub owner: Option<usize>,
}

impl Part {
    /// Whether a column outside the part is of no concern to it: the part is one municipality by itself, and the column
    /// is another's, or everybody's on the municipal level.
    pub fn is_elsewhere(&self, model: &Model, column: usize) -> bool {
        self.owner.is_some_and(|ours| match model.program.owner[column] {
            Some(owner) => owner != ours,
            None => column < model.municipal.0,
        })
    }
}

/// The integer program of one instance.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Columns and rows; the municipal level's come first.
    pub program: Program,
    /// How many columns and rows the municipal level has.
    pub municipal: (usize, usize),
    /// The costs of every rung that was asked for.
    pub objectives: BTreeMap<Rung, Objective>,
    /// (municipality, window, column): how many of the municipality's staff man the window.
    pub manning: Vec<(usize, usize, usize)>,
    /// Rows of the municipal level that the staff level implies.
    pub implied: Range<usize>,
    /// Rows of stretches of days, one after the other for each person and burden.
    pub stretches: Range<usize>,
    /// (column of manning, row that ties it to its colleagues' shifts).
    pub ties: Vec<(usize, usize)>,
    /// (person, window, column): how many seats of the window the person takes.
    pub shifts: Vec<(usize, usize, usize)>,
}

impl Model {
    /// The columns of shifts; where these are whole numbers, so is everything else.
    pub fn shift_columns(&self) -> Vec<usize> {
        self.shifts.iter().map(|&(_, _, column)| column).collect()
    }

    /// The columns of manning; where these are whole numbers, so is the rest of the municipal level.
    pub fn manning_columns(&self) -> Vec<usize> {
        self.manning.iter().map(|&(_, _, column)| column).collect()
    }

    /// The columns and rows of a level.
    pub fn level(&self, level: Level) -> Part {
        let (columns, rows) = match level {
            Level::Municipal => self.municipal,
            Level::Staff => (self.program.columns(), self.program.rows.len()),
        };
        Part { columns: (0..columns).collect(), rows: (0..rows).collect(), owner: None }
    }

    /// The columns and rows of each municipality by itself, on both levels. What ties municipalities together, the seats
    /// of the windows, is left out: together the parts are a relaxation.
    pub fn apart(&self, municipalities: usize) -> Vec<Part> {
        let alone = |m| Part { columns: Vec::new(), rows: Vec::new(), owner: Some(m) };
        let mut parts: Vec<Part> = (0..municipalities).map(alone).collect();
        for (column, owner) in self.program.owner.iter().enumerate() {
            if let Some(m) = owner {
                parts[*m].columns.push(column);
            }
        }
        for (row, Row { terms, .. }) in self.program.rows.iter().enumerate() {
            let owner = terms.first().and_then(|&(column, _)| self.program.owner[column]);
            if let Some(m) = owner.filter(|_| terms.iter().all(|&(column, _)| self.program.owner[column] == owner)) {
                parts[m].rows.push(row);
            }
        }
        parts
    }
}

/// The level that a rung is measured on: its costs are of that level's columns alone.
pub fn level_of(rung: Rung) -> Level {
    if rung.is_of_people() { Level::Staff } else { Level::Municipal }
}

/// Builds the model with the costs of `rungs`.
///
/// `shares` must carry the φ of the coverage that the ladder has reached; where only coverage is asked for, any will do. With an
/// allowance, a goal that is not among `rungs` gives away no more than it may.
pub fn build(instance: &Instance, shares: &Shares, rungs: &[Rung], allowance: Option<&Allowance>) -> Model {
    built(instance, shares, rungs, allowance, None)
}

/// The same model with a name for every column and row.
pub fn named(instance: &Instance, shares: &Shares, rungs: &[Rung]) -> Model {
    let mut model = built(instance, shares, rungs, None, Some(Names::of(instance)));
    if let Some(names) = &mut model.program.names {
        names.finish();
    }
    model
}

fn built(
    instance: &Instance,
    shares: &Shares,
    rungs: &[Rung],
    allowance: Option<&Allowance>,
    names: Option<Names>,
) -> Model {
    let mut program = Program { names, ..Program::default() };
    let mut objectives = BTreeMap::new();
    let limited = allowance.and_then(|allowance| match allowance.of {
        Allowed::AtMost { rung, .. } => Some(rung),
        Allowed::Seats | Allowed::Moved { .. } => None,
    });
    let asked = |rung| rungs.contains(&rung) || limited == Some(rung);

    let people = people::People::of(instance);
    let manning = capacity::manning(instance, &people, &mut program);
    coverage::seats(instance, &manning, &mut program, &mut objectives);
    let implied = program.rows.len();
    let capacities = capacity::limits(instance, &people, &manning, &mut program);
    let implied = implied..program.rows.len();
    if asked(Rung::Shares) || asked(Rung::SharesRounding) {
        balances::shares(instance, shares, &manning, &capacities, &mut program, &mut objectives);
    }
    if asked(Rung::Burdens) || asked(Rung::BurdensRounding) {
        balances::burdens(instance, shares, &manning, &capacities, &mut program, &mut objectives);
    }
    if asked(Rung::Rhythm) {
        rhythm::rhythm(instance, shares, &manning, &mut program, &mut objectives);
    }
    if let Some(allowance) = allowance {
        allowance::municipal(instance, allowance, &manning, &mut program, &objectives);
    }
    let municipal = (program.columns(), program.rows.len());

    let (shifts, ties) = people::shifts(instance, &people, &manning, &mut program);
    people::limits(instance, &people, &shifts, &mut program);
    rest::rest(instance, &shifts, &mut program);
    if asked(Rung::Rotation) {
        rotation::rotation(instance, &people, &shifts, &mut program, &mut objectives);
    }
    let stretches = program.rows.len();
    if asked(Rung::Spacing) {
        spacing::spacing(instance, shares, &shifts, &mut program, &mut objectives);
    }
    let stretches = stretches..program.rows.len();
    if asked(Rung::Wishes) {
        wishes::wishes(instance, &shifts, &mut objectives);
    }
    if asked(Rung::WishesSpread) {
        wishes::spread(instance, &people, &shifts, &mut program, &mut objectives);
    }
    if asked(Rung::Stability) {
        stability::stability(instance, &shifts, &mut program, &mut objectives);
    }
    if let Some(allowance) = allowance {
        allowance::staff(instance, allowance, &shifts, &mut program, &objectives);
    }

    objectives.retain(|rung, _| rungs.contains(rung));
    let (manning, shifts) = (manning.listed(), shifts.listed());
    Model { program, municipal, objectives, manning, implied, stretches, ties, shifts }
}
