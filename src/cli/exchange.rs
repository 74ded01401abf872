//! The options of `plan` for another solver: what goes to it and what comes back.
//!
//! In: the arguments. Out: an [`Exchange`] whose values are valid.

use std::path::PathBuf;

use clap::Args;

use crate::domain::goal::{Goal, Rung};

/// What goes to another solver and what comes back.
#[derive(Debug, Args)]
pub struct Exchange {
    /// Also write the integer program of a goal as MPS, for another solver, with every goal before it held
    #[arg(long, value_name = "FILE.mps", value_parser = mps_file)]
    pub export_model: Option<PathBuf>,
    /// The goal to export, by its row of the summary [default: the first that is not proven, or the last]
    #[arg(long, value_name = "GOAL", requires = "export_model", value_parser = rung)]
    pub export_goal: Option<Rung>,
    /// Take the roster from another solver's solution of such a program; nothing is solved unless --time-limit gives time
    #[arg(long, value_name = "FILE")]
    pub import_solution: Option<PathBuf>,
}

/// A file name that ends in `.mps`: solvers tell the format by it, and no file of a planning folder is written over.
fn mps_file(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let fits = path.extension().is_some_and(|ending| ending == "mps") && path.file_name().is_some();
    fits.then_some(path).ok_or_else(|| "give a file name that ends in .mps: solvers tell the format by it".to_owned())
}

/// A row of the summary.
fn rung(text: &str) -> Result<Rung, String> {
    // Nothing is published where a period is planned, so there is nothing to be stable about.
    let rungs = || Goal::ALL.iter().flat_map(|goal| goal.rungs()).copied().filter(|&rung| rung != Rung::Stability);
    rungs().find(|rung| rung.name() == text).ok_or_else(|| {
        let names: Vec<&str> = rungs().map(Rung::name).collect();
        format!("the goals are {}", names.join(", "))
    })
}
