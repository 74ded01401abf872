//! Arguments, then run, then the exit code: nothing else lives here, and nothing else exits the program.

use std::process::ExitCode;

use vagtplan::cli::Cli;
use vagtplan::commands;

/// 128 + SIGINT, as shells report a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    let cli = Cli::from_arguments();
    let exit = commands::defect::caught(|| commands::run(&cli, quit));
    ExitCode::from(exit.code())
}

/// The way out for whoever presses Ctrl-C twice: at once, from whichever thread, without waiting for the solver.
fn quit() -> ! {
    std::process::exit(INTERRUPTED)
}
