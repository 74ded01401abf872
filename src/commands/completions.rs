//! `completions`: what a shell needs to complete commands, options and files.
//!
//! In: a shell. Out: a script on stdout, made from the command line itself, so that the two cannot disagree.

use clap::CommandFactory;

use crate::cli::{self, Cli};
use crate::commands::{Exit, finish};

/// Runs the command.
pub fn run(arguments: &cli::Completions) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "vagtplan", &mut script);
    finish(&script, Exit::Done)
}
