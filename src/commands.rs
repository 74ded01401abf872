//! The commands: one file each, each reads as a plan: read, check, do, write.
//!
//! In: the parsed arguments. Out: how it ended, as an [`Exit`]. Data goes to stdout and everything else to stderr. Only
//! these files see several rooms at once; none of them exits the program.

pub mod absent;
mod calls;
pub mod check;
pub mod close;
mod collect;
pub mod compare;
pub mod completions;
pub mod defect;
pub mod delivery;
pub mod demand;
pub mod diff;
pub mod exchange;
pub mod explain;
pub mod export;
mod files;
mod forms;
pub mod generate;
mod handed;
pub mod init;
mod interrupt;
pub mod join;
mod known;
mod laying;
pub mod load;
pub mod man;
mod membership;
mod mending;
pub mod next;
mod outputs;
pub mod plan;
mod prices;
mod progress;
pub mod publish;
pub mod relax;
pub mod replan;
pub mod report;
pub mod requests;
pub mod schema;
mod search;
mod sending;
pub mod settle;
pub mod shares;
mod style;
pub mod substitutes;
pub mod surge;
mod swap;
mod today;
pub mod verify;
pub mod withdraw;

use anstream::ColorChoice;

use crate::cli::{Cli, Color, Command};
use crate::report::write::{self, Verbosity};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// What was asked for is done.
    Done,
    /// `verify` or `report` found broken rules, a swap or an imported solution would break some, or requests are about a roster that does.
    Violations,
    /// Input was refused, or the place for the output can't be written to. The findings are on stderr.
    Refused,
    /// A roster was written, but seats are unfilled.
    Unfilled,
    /// There is no roster within the limits of time and memory.
    NoRoster,
    /// The program has a defect.
    Defect,
}

impl Exit {
    /// The exit code. Wrong usage, 2, is clap's and never gets this far; 70 is EX_SOFTWARE of BSD's sysexits.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Violations => 1,
            Exit::Refused => 3,
            Exit::Unfilled => 4,
            Exit::NoRoster => 5,
            Exit::Defect => 70,
        }
    }
}

/// Runs the command. `quit` is how `main` ends the program for someone who can't wait.
pub fn run(cli: &Cli, quit: fn() -> !) -> Exit {
    interrupt::watch(quit);
    match cli.color {
        Color::Auto => {}
        Color::Always => ColorChoice::Always.write_global(),
        Color::Never => ColorChoice::Never.write_global(),
    }
    write::set_language(cli.command.language());
    write::set_verbosity(match (cli.quiet, cli.verbose) {
        (true, _) => Verbosity::Quiet,
        (false, true) => Verbosity::Verbose,
        (false, false) => Verbosity::Usual,
    });
    if let Some(odd) = std::env::args_os()
        .map(|argument| argument.to_string_lossy().into_owned())
        .find(|argument| argument.chars().any(char::is_control))
    {
        // A terminal would do what they say, wherever the name is shown.
        load::complain(
            &format!("an argument has control characters in it: '{}'", odd.escape_debug()),
            "call the file or folder something else",
        );
        return Exit::Refused;
    }
    match &cli.command {
        Command::Plan(arguments) => plan::run(arguments),
        Command::Replan(arguments) => replan::run(arguments),
        Command::Absent(arguments) => absent::run(arguments),
        Command::Surge(arguments) => surge::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Demand(arguments) => demand::run(arguments),
        Command::Report(arguments) => report::run(arguments),
        Command::Publish(arguments) => publish::run(arguments),
        Command::Shares(arguments) => shares::run(arguments),
        Command::Substitutes(arguments) => substitutes::run(arguments),
        Command::Swap(arguments) => swap::run(arguments),
        Command::Requests(arguments) => requests::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Generate(arguments) => generate::run(arguments),
        Command::Collect(arguments) => collect::run(arguments),
        Command::Forms(arguments) => forms::run(arguments),
        Command::Close(arguments) => close::run(arguments),
        Command::Settle(arguments) => settle::run(arguments),
        Command::Next(arguments) => next::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Withdraw(arguments) => withdraw::run(arguments),
        Command::Join(arguments) => join::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Relax(arguments) => relax::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
    }
}

/// Prints a command's data as its last act; where that fails the command did not do what was asked.
fn finish(data: &[u8], exit: Exit) -> Exit {
    match write::stdout(data) {
        Ok(()) => exit,
        Err(error) => {
            load::complain(&error, "send the output somewhere that has room and can be written to");
            Exit::Refused
        }
    }
}
