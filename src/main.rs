//! Arguments, then run, then the exit code: nothing else lives here, and nothing else exits the program.

use std::process::ExitCode;

use clap::Parser;
use vagtplan::cli::Cli;
use vagtplan::commands;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let exit = commands::defect::caught(|| commands::run(&cli));
    ExitCode::from(exit.code())
}
