//! `explain`: the page of a finding's code, from docs/diagnostics.md.
//!
//! In: codes. Out: their pages on stdout, each once, as they stand there or as JSON.

use crate::cli;
use crate::commands::{Exit, finish};
use crate::report::explain;

/// Runs the command.
pub fn run(arguments: &cli::Explain) -> Exit {
    let mut codes = arguments.codes.clone();
    codes.sort_unstable();
    codes.dedup();
    let said = if arguments.json { explain::json(&codes) } else { explain::text(&codes) };
    finish(said.as_bytes(), Exit::Done)
}
