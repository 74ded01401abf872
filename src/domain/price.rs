//! What the goals of a ladder cost each other.
//!
//! In: nothing. Out: the types. Prices are worked out in `pricing`, kept in `summary.json` and told by `report`; they are about one roster
//! and hold as long as it is that one and the folder is as it was.

use super::goal::{Goal, Rung};

/// The price of a goal that has a goal behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// The goal.
    pub goal: Goal,
    /// What those behind it gain where it is asked for last; `None` for coverage, without which nobody would have to come.
    pub left_out: Option<Answer>,
    /// What they gain where it may be one step worse; `None` where that is known from the other, or where it can't be.
    pub loosened: Option<Answer>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// No goal behind would be better: that is proven.
    Nothing,
    /// The best roster that was found.
    Found(Outcome),
    /// The limits came first.
    Unknown,
}

/// The roster that an answer is about, in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The rungs behind, in the order of the ladder, and then those of the goal itself where they were asked for last.
    pub rungs: Vec<Priced>,
    /// What it means to municipalities, as far as that differs: all shifts, then each burden.
    pub classes: Vec<Class>,
    /// Shifts that somebody has beyond those that they have now.
    pub turns: u64,
}

/// A rung in the present roster and in that one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Priced {
    /// It.
    pub rung: Rung,
    /// Its value now.
    pub now: f64,
    /// Its value there.
    pub then: f64,
    /// What is proven of the value there, given those of the rungs before; `None` where nothing is.
    pub bound: Option<f64>,
    /// Whether the value there is proven.
    pub proven: bool,
}

/// All shifts or those of a burden, among municipalities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The burden's name; `None` for all shifts.
    pub burden: Option<String>,
    /// Municipalities that are off target by a whole shift or more, now.
    pub off_now: u64,
    /// And there.
    pub off_then: u64,
    /// Shifts that lie with another municipality than now.
    pub moved: u64,
}

impl Answer {
    /// The roster that it is about, in numbers, where there is one.
    pub fn outcome(&self) -> Option<&Outcome> {
        match self {
            Answer::Found(outcome) => Some(outcome),
            Answer::Nothing | Answer::Unknown => None,
        }
    }
}

impl Outcome {
    /// The first rung behind `goal` that differs.
    pub fn first(&self, goal: Goal) -> Option<&Priced> {
        self.rungs.iter().filter(|priced| !goal.rungs().contains(&priced.rung)).find(|priced| priced.differs())
    }
}

impl Priced {
    /// Whether the values are not the same.
    pub fn differs(&self) -> bool {
        !super::value::same(self.now, self.then)
    }
}
