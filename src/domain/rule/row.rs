//! What the table of rules says of each: its names and words, and the number it has.
//!
//! In: nothing. Out: [`Row`] and what it is made of. The rows themselves stand in the table.

use crate::domain::language::Words;

/// What the table says of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The contract's word: the key in `plan.toml`, the column, the name in every message.
    pub name: &'static str,
    /// The rule is broken, in a few words.
    pub broken: Words,
    /// What holds somebody back from a seat, in a few words.
    pub held: Words,
    /// The same as the heading of a column.
    pub heading: Words,
    /// The same in a sentence about a person, before how many windows that is so in.
    pub kept: Words,
    /// The rank among all that hold somebody back from a seat; the lowest one is told first.
    pub precedence: u8,
    /// The rank of the column under `heading`: what a planner can change soonest has the lowest.
    pub changeable: u8,
    /// The number that `plan.toml` has for it; `None` where the rule has no number.
    pub amount: Option<Amount>,
}

/// The number of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Where its key stands.
    pub table: Table,
    /// What it counts.
    pub unit: Unit,
    /// The least it may be, in the unit.
    pub least: u32,
    /// The most it may be, in the unit.
    pub most: u32,
    /// What holds where `plan.toml` says nothing; `None` for no limit.
    pub default: Option<u32>,
    /// Whom it limits.
    pub whom: Whom,
    /// The column of `staff.csv` or `municipalities.csv` that overrides it, if there is one; where the key stands in each
    /// burden, there is a column for each burden, and this one's Danish words are what follows its name.
    pub column: Option<Column>,
    /// A line of `plan.toml` with it; where there is a default, with that.
    pub example: &'static str,
    /// What it means, in a sentence.
    pub meaning: Words,
}

/// The table of `plan.toml` that a rule's key stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// `[rules]`: one number for everyone.
    Rules,
    /// `[burdens.NAME]`: a cap, one number in each burden. The column for it is called by the burden's name and this ending.
    Burdens {
        /// Such as `_per_week`, which makes the column `evening_per_week`.
        ending: &'static str,
    },
}

/// What a rule's number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Shifts, days or people, one by one.
    Whole,
    /// Minutes, which are written as hours: `10.5` is 630.
    Minutes,
}

/// Whom a rule's number limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// A person; a pool may have as much for each of its heads.
    Heads,
    /// A person; what the people of a pool do is their town's own affair.
    Person,
    /// All staff of a municipality together.
    Municipality,
}

/// A column that overrides a rule of `plan.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What planners in Denmark call it.
    pub danish: &'static [&'static str],
    /// What the template says of it.
    pub note: Words,
}
