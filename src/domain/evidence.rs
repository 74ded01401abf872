//! What earlier work says of how good a roster is, and why it may say nothing.
//!
//! In: nothing. Out: the types. Whether a claim holds is for `check` to find out.

use super::goal::Rung;
use super::input_file::InputFile;

/// What a search said of one goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Searched {
    /// The goal's name.
    pub goal: String,
    /// Its value in the roster that was found.
    pub value: f64,
    /// The bound, where there is one.
    pub bound: Option<f64>,
    /// Whether it says that value and bound agree.
    pub proven: bool,
}

/// The search that a roster comes from, as a summary tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The solver's version, which proved the bounds.
    pub highs: Option<String>,
    /// The files that it read.
    pub inputs: Vec<InputFile>,
    /// How it ended.
    pub status: String,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// The goals, in the order of the ladder.
    pub goals: Vec<Searched>,
}

/// What is known of one goal's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Claim {
    /// No roster has a better value without giving up an earlier goal.
    Proven,
    /// No roster is below this without giving up an earlier goal; a better one may exist.
    AtLeast(f64),
    /// The search ended before anything was known.
    Open,
}

/// Why the proofs of a run do not count, or not all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// There is no summary beside the roster.
    NoSummary,
    /// The summary cannot be read.
    Unreadable,
    /// The roster was made from another one, of which nothing was known.
    NoRun,
    /// These files of the folder are not those of the run.
    OtherFolder(Vec<String>),
    /// The run mended a published roster, which was not given, or is another one.
    OtherPublished,
    /// The summary is of another ladder of goals.
    OtherLadder,
    /// From this goal on the roster's values are not those of the run.
    OtherRoster(Rung),
    /// The summary claims a bound that this roster is below.
    Refuted(Rung),
    /// The roster breaks rules, and proofs are about rosters that break none.
    BreaksRules,
}

/// What is known of a roster from the run that made it.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// By rung, in the order of the ladder; `None` where nothing is known.
    pub claims: Vec<Option<Claim>>,
    /// Why not everything is known.
    pub doubt: Option<Doubt>,
}
