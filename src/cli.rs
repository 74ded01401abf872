//! The command line: clap's derive structs and nothing else. The help texts are the reference.
//!
//! In: the arguments. Out: a [`Cli`] whose values are valid; wrong usage ends here, with exit code 2. Nothing here
//! reads a file or prints.

mod close;
mod exchange;
mod generate;
mod limits;
mod members;
mod outputs;
mod report;

pub use close::Close;
pub use exchange::Exchange;
pub use generate::{Generate, Hard};
pub use limits::{Limits, Threads};
pub use members::{Join, Withdraw};
pub use outputs::{Outputs, Tongue};
pub use report::Report;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Makes the roster of a call centre that municipalities staff together.
///
/// A planning folder goes in (`plan.toml` and a few CSV files), a roster comes out: complete as far as the staff
/// suffice, fair by population, judged by an independent check, with a statement per goal of what is proven.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, after_help = AFTER_HELP)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Colour what is printed: auto (on a terminal, unless NO_COLOR is set), always or never
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    #[arg(hide_possible_values = true)]
    pub color: Color,
}

const AFTER_HELP: &str = "\
Exit codes:
   0  done
   1  `verify` or `report` found broken rules, or a swap or an imported solution would break some
   2  wrong usage
   3  input refused, or a place that can't be written to
   4  a roster was written, but some seats are unfilled
   5  no roster within the limits of time and memory
  70  a defect of the program

Examples:
  vagtplan init q3               start a planning folder
  vagtplan check q3              every finding in its files, at once
  vagtplan shares q3             who owes what, before anything is planned
  vagtplan plan q3               the roster, in q3/out
  vagtplan verify q3 mine.csv    judge a roster, also one edited by hand
  vagtplan report q3 mine.csv    the page to show the members, in q3/out/report
  vagtplan close q3 mine.csv     the ledger for the next period, in q3/out";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the roster of a planning folder
    ///
    /// Writes roster.csv, shares.csv and summary.json, whole or not at all. Each goal is optimised in the order of the
    /// ladder in plan.toml, and none is traded for a later one. Ctrl-C stops the search and writes the best verified
    /// roster so far; a second Ctrl-C stops at once and writes nothing.
    Plan(Plan),
    /// Mend a published roster from a day on, after illness, new absences, changed demand or a member gone
    ///
    /// Everything before the day stays to the letter. From then on `stability`, as few changed shifts as possible, is a
    /// goal of the ladder: after coverage, unless plan.toml names another place for it, or after burdens with
    /// --fair-first. Writes the new roster.csv, shares.csv and summary.json, and changes.csv, the list to send out.
    Replan(Replan),
    /// Check a planning folder and say everything that is wrong with it; nothing is solved
    Check(Check),
    /// Judge a roster by the rules and goals of a planning folder
    ///
    /// Names every broken rule with person and window, shows the seats nobody sits on, computes every goal's value, and
    /// shows who is over or under target. The roster may come from `plan`, from a spreadsheet or from anywhere: a CSV
    /// file with the columns date, start and staff is enough.
    Verify(Verify),
    /// Make the page that is shown to the members: what a roster is worth, who sits where, and what is proven
    ///
    /// Writes report.html, one file that needs no network and prints well, its pictures as SVG files, and roster.xlsx.
    /// Broken rules and unfilled seats come first on it. What is proven is taken from the summary.json beside the roster,
    /// where that still fits the roster and the folder.
    Report(Report),
    /// Show who owes what, if every seat is filled; nothing is solved
    ///
    /// A month is 365.25 / 12 days. A municipality that joins or leaves during the period has its shifts a week and a
    /// month taken over its days of membership.
    Shares(Shares),
    /// Find who could take a seat that is open or has fallen out
    ///
    /// Ranks everybody who breaks no rule there by what it does to the goals, the first goal of the ladder first, and says
    /// what holds back each of the others. Where nobody is free, or with --swaps, also exchanges over a second window: one
    /// moves into the seat, and another takes the one that is left. Nothing is written.
    Substitutes(Substitutes),
    /// Do a swap that two colleagues have agreed on, if the rules allow it
    ///
    /// Writes the new roster.csv and shares.csv, and says what the swap costs the goals and who is over or under target
    /// then. Where a rule stands against it, every broken rule is named and nothing is written.
    Swap(Swap),
    /// Show what has changed between two rosters of the same windows
    ///
    /// Needs no planning folder. Who only has another seat number in the same window has not changed. The exit code is 0
    /// whether the rosters differ or not: the first line says it.
    Diff(Diff),
    /// Write a commented planning folder to start from
    Init(Init),
    /// Write a made-up planning folder of any size, to try things out
    ///
    /// Real municipalities and invented people, with working days, holidays, wishes, locks, balances and a history, in the
    /// opening hours of the real hotline. The same numbers make the same folder, byte by byte.
    Generate(Generate),
    /// Close a period with the roster that was worked, and write the ledger the next one starts from
    ///
    /// Writes ledger.csv, the sums of all periods with this one in, and history.csv, the shifts of its last 13 weeks.
    /// They are meant for the next period's folder; nothing in FOLDER itself is changed. Each municipality is entitled
    /// to its share of the seats that were filled, so the balances sum to zero. A roster that breaks rules is closed as
    /// well, since the work was done; the rules are named.
    Close(Close),
    /// Show what it means for everybody if one or several members leave
    ///
    /// Every member before and after: its share, its shifts, the most its staff could take, and whether it can carry its
    /// part; the seats that nobody can fill; and what becomes of the leaver's balance. The folder's period is the
    /// pattern. Without --notice and --from it is shown as if they were gone for all of it. Writes withdraw.csv,
    /// withdraw.json, withdraw.html, the same as a page to show, and withdraw.svg, its picture.
    Withdraw(Withdraw),
    /// Show what it means for everybody if a municipality joins
    ///
    /// The newcomer's share and shifts, how many colleagues they take, and what everybody else is relieved of. Writes
    /// join.csv, join.json, join.html, the same as a page to show, and join.svg, its picture.
    Join(Join),
}

/// The arguments of `plan`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  every seat is filled
   1  the imported solution breaks a rule; nothing is written
   3  input refused, or DIR can't be written to (found out before the search begins)
   4  the roster is written, but some seats are unfilled
   5  no roster within the limits of time and memory
  70  a defect of the program

Examples:
  vagtplan plan q3
  vagtplan plan q3 --time-limit 600 --out drafts/monday
  vagtplan plan q3 --json > summary.json
  vagtplan plan q3 --time-limit 60 --export-model q3.mps
  vagtplan plan q3 --import-solution q3.sol")]
pub struct Plan {
    /// The planning folder
    pub folder: PathBuf,
    /// Where the output files go; made if it is missing [default: FOLDER/out]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What the search may take
    #[command(flatten)]
    pub limits: Limits,
    /// Print the summary as JSON instead of tables; the output files are written all the same
    #[arg(long)]
    pub json: bool,
    /// Another solver's part
    #[command(flatten)]
    pub exchange: Exchange,
    /// Solve with the plain model, one variable per person and window: slow, and the oracle of the fast engine
    #[arg(long, hide = true)]
    pub plain: bool,
    /// What is written besides the CSV files
    #[command(flatten)]
    pub outputs: Outputs,
}

/// The arguments of `replan`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  every seat is filled
   3  input refused, or DIR can't be written to (found out before the search begins)
   4  the roster is written, but some seats are unfilled
   5  no roster within the limits of time and memory
  70  a defect of the program

Examples:
  vagtplan replan q3 --published q3/out/roster.csv --from 2026-08-17
  vagtplan replan q3 --published q3/out/roster.csv --from 2026-08-17 --fair-first --out q3/august")]
pub struct Replan {
    /// The planning folder, as things stand now: absences in availability.csv, demand in demand.csv, and so on
    pub folder: PathBuf,
    /// The roster that people have in their calendars
    #[arg(long, value_name = "ROSTER")]
    pub published: PathBuf,
    /// The first day that may change
    #[arg(long, value_name = "DATE")]
    pub from: String,
    /// Keep shares and burdens above stability: fairer, and more changes
    #[arg(long)]
    pub fair_first: bool,
    /// Where the output files go; made if it is missing [default: FOLDER/out/replan]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What the search may take
    #[command(flatten)]
    pub limits: Limits,
    /// Print the summary as JSON instead of tables; the output files are written all the same
    #[arg(long)]
    pub json: bool,
    /// What is written besides the CSV files
    #[command(flatten)]
    pub outputs: Outputs,
}

/// The argument of `check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  the folder is in order; warnings are shown
   3  something has to be put right first

Example:
  vagtplan check q3")]
pub struct Check {
    /// The planning folder
    pub folder: PathBuf,
}

/// The arguments of `verify`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  no rule is broken; there may be unfilled seats
   1  at least one rule is broken
   3  the folder or the roster can't be read

Example:
  vagtplan verify q3 q3/out/roster.csv")]
pub struct Verify {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster, in the format of roster.csv
    pub roster: PathBuf,
    /// Print the judgement as JSON instead of tables
    #[arg(long)]
    pub json: bool,
}

/// The arguments of `shares`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   3  the folder can't be read

Example:
  vagtplan shares q3")]
pub struct Shares {
    /// The planning folder
    pub folder: PathBuf,
    /// Print the shares as JSON instead of a table
    #[arg(long)]
    pub json: bool,
}

/// The arguments of `substitutes`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done, whether somebody was found or not
   3  the folder or the roster can't be read, or there is no such seat

Examples:
  vagtplan substitutes q3 q3/out/roster.csv --date 2026-08-04 --start 16:00
  vagtplan substitutes q3 q3/out/roster.csv --date 2026-08-04 --start 16:00 --seat 2 --swaps")]
pub struct Substitutes {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster, in the format of roster.csv
    pub roster: PathBuf,
    /// The date of the window, such as 2026-08-04 or 04-08-2026
    #[arg(long, value_name = "DATE")]
    pub date: String,
    /// When the window starts, such as 16:00
    #[arg(long, value_name = "TIME")]
    pub start: String,
    /// Whose seat falls out, numbered as plan writes them: by municipality code, then staff id [default: the open seat]
    #[arg(long, value_name = "N")]
    pub seat: Option<usize>,
    /// Show exchanges over a second window even where somebody is free
    #[arg(long)]
    pub swaps: bool,
    /// Print JSON instead of tables
    #[arg(long)]
    pub json: bool,
}

/// The arguments of `swap`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  the new roster is written, and every seat is filled
   1  it would break a rule, or the roster breaks one already; nothing is written
   3  input refused, or DIR is not empty or can't be written to
   4  the new roster is written, but some seats are unfilled, as before

Examples:
  vagtplan swap q3 q3/out/roster.csv LEM1@2026-08-04T16:00 SKI2@2026-08-06T08:00
  vagtplan swap q3 q3/out/roster.csv 'Inge Klit@2026-08-04 16:00' 'Per Holm' --out swapped")]
pub struct Swap {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster, in the format of roster.csv
    pub roster: PathBuf,
    /// Who gives which shift: id or name, @, date and start, with a T or a space between them
    #[arg(value_name = "A@WINDOW")]
    pub gives: String,
    /// Who takes it, and which shift they give in return; without @WINDOW nothing is given in return
    #[arg(value_name = "B[@WINDOW]")]
    pub takes: String,
    /// Where the new files go; must be missing or empty [default: FOLDER/out/swap]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What is written besides the CSV files
    #[command(flatten)]
    pub outputs: Outputs,
}

/// The arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done, whether the rosters differ or not
   3  a roster can't be read, or the two are not of the same windows

Example:
  vagtplan diff published.csv q3/out/roster.csv")]
pub struct Diff {
    /// The roster as it was, in the format of roster.csv
    pub old: PathBuf,
    /// The roster as it is
    pub new: PathBuf,
    /// Print JSON instead of tables
    #[arg(long)]
    pub json: bool,
}

/// The argument of `init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   3  the folder is there already and not empty, or can't be written to

Example:
  vagtplan init q3")]
pub struct Init {
    /// The folder to make; it must be missing or empty
    pub folder: PathBuf,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
