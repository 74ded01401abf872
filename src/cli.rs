//! The command line: clap's derive structs and nothing else. The help texts are the reference.
//!
//! In: the arguments. Out: a [`Cli`] whose values are valid; wrong usage ends here, with exit code 2. Nothing here
//! reads a file or prints.

mod colleagues;
mod compare;
mod demand;
mod exchange;
mod explain;
mod forms;
mod generate;
mod judging;
mod language;
mod limits;
mod members;
mod outputs;
mod periods;
mod planning;
mod printed;
mod publish;
mod relax;
mod report;
mod requests;
mod settle;
mod shell;
mod style;
mod surge;

pub use colleagues::{Substitutes, Swap};
pub use compare::Compare;
pub use demand::Demand;
pub use exchange::Exchange;
pub use explain::{Explain, What};
pub use forms::{Collect, Forms};
pub use generate::{Features, Generate, Hard, Pattern};
pub use judging::{Check, Diff, Shares, Verify};
pub use limits::{Limits, Threads};
pub use members::{Join, Withdraw};
pub use outputs::{Outputs, Sending};
pub use periods::{Close, Export, Init, Next};
pub use planning::{Absent, Plan, Replan};
pub use printed::{Format, Printed};
pub use publish::Publish;
pub use relax::Relax;
pub use report::Report;
pub use requests::Requests;
pub use settle::Settle;
pub use shell::{Completions, Man, Schema};
pub use style::{CsvStyle, Style};
pub use surge::Surge;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::domain::language::Language;

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
    /// Show no progress and say nothing of files written; warnings and errors stay
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also say what is read and written, and every step of a search, a line each on stderr
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

impl Cli {
    /// The program's arguments; wrong ones end the program with exit code 2, as in [`Parser::parse`].
    pub fn from_arguments() -> Self {
        let cli = Cli::parse();
        // Of two global options, clap sees the clash only where both stand on the same side of the command.
        if cli.quiet && cli.verbose {
            let clash = "the argument '--quiet' cannot be used with '--verbose'";
            Cli::command().error(ErrorKind::ArgumentConflict, clash).exit();
        }
        cli
    }
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
  vagtplan publish q3 mine.csv   it is sent out; with --zip, packs to mail
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
    /// Enter an absence and mend the published roster, in one step
    ///
    /// Adds a row to availability.csv, mends the roster from the first day of the absence on as `replan` does, and writes
    /// message.txt with a text for each person whom it concerns. Calendars are written where the published roster has a
    /// record of them beside it. The row is written with the new roster, or not at all.
    Absent(Absent),
    /// Give some days more seats at short notice and mend the published roster, in one step
    ///
    /// Multiplies the seats of each window of these days, enters them in demand.csv, mends the roster from the first of these days on
    /// as `replan` does, and says what is short and whom to ask, and what each municipality is credited with. Writes
    /// message.txt with a text for each person whom it concerns, and surge.csv. The seats are entered with the new roster, or not at all.
    Surge(Surge),
    /// Check a planning folder and say everything that is wrong with it; nothing is solved
    Check(Check),
    /// Judge a roster by the rules and goals of a planning folder
    ///
    /// Names every broken rule with person and window, shows the seats nobody sits on, computes every goal's value, and
    /// shows who is over or under target. The roster may come from `plan`, from a spreadsheet or from anywhere: a CSV
    /// file with the columns date, start and staff is enough.
    Verify(Verify),
    /// Say how many seats each window needs, from calls
    ///
    /// Calls by date and interval, of the weeks before or expected, give for each interval the least staff that holds the targets in
    /// plan.toml, and for each window its seats. Writes demand.csv, as the folder reads it, windows.csv, intervals.csv and demand.svg.
    /// Says what callers find with the seats that are planned, and how good the forecast is. Nothing of the folder is changed.
    Demand(Demand),
    /// Make the page that is shown to the members: what a roster is worth, who sits where, and what is proven
    ///
    /// Writes report.html, one file that needs no network and prints well, its pictures as SVG files, and roster.xlsx.
    /// Broken rules and unfilled seats come first on it. What is proven is taken from the summary.json beside the roster,
    /// where that still fits the roster and the folder.
    Report(Report),
    /// Say that a roster is sent out, and write what is sent
    ///
    /// Rosters are drafts at first, and workbook, page and packs say so at the top. This marks one as sent out on a day, or as a change
    /// of the one that was, in the summary.json beside it, and writes workbook, and with their options calendars and packs, anew
    /// without the word. Nothing is solved, and no shift changes. What is proven stays.
    Publish(Publish),
    /// Show who owes what, if every seat is filled; nothing is solved
    ///
    /// A month is 365.25 / 12 days. A municipality that joins or leaves during the period has its shifts a week and a
    /// month taken over its days of membership.
    Shares(Shares),
    /// Find who could take a seat that is open or has fallen out
    ///
    /// Ranks everybody who breaks no rule there by what it does to the goals, the first goal of the ladder first, and says
    /// whether somebody is better than who sits there now, and what holds back each of the others. In a full window, each of
    /// who sits there is replaced in turn. Where nobody is free, or with --swaps, also exchanges over a second window: one
    /// moves into the seat, and another takes the one that is left. Nothing is written.
    Substitutes(Substitutes),
    /// Do a swap that colleagues have agreed on, if the rules allow it
    ///
    /// Two give each other a shift, or three and more in a ring; --file does several at once. All of it is one change: it is
    /// judged together and done together. Writes the new roster.csv and shares.csv, and says what the swap costs the goals
    /// and who is over or under target then. Where a rule stands against it, every broken rule is named and nothing is
    /// written.
    Swap(Swap),
    /// Grant as many requests on a published roster as can be granted together
    ///
    /// Colleagues ask to be off, to swap, to take or to give a shift. All requests are tried at once, within every rule and without making
    /// coverage, shares or burdens worse; nobody loses a shift that no request is about. Says which are granted, proven to be the most, and
    /// why each other one can't be. Writes the new roster, the changes, calendars and packs, as `replan` does.
    Requests(Requests),
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
    /// Write a form for each municipality, to be filled in and sent back
    ///
    /// A workbook with its own people and nobody else's: a grid of the windows of the week, filled in with what was answered last, a sheet
    /// for single days and one for who its staff are. Nothing in FOLDER is changed.
    Forms(Forms),
    /// Lay the forms that came back into the folder
    ///
    /// Knows each form whatever its file is called, checks it, and lays it into availability/ and, with --accept, staff/. Says who has
    /// answered and who has not, what each answer changes, and writes a text to send back for each that has faults. An answer is taken
    /// as a whole or not at all.
    Collect(Collect),
    /// Close a period with the roster that was worked, and write the ledger the next one starts from
    ///
    /// Writes ledger.csv, the sums of all periods with this one in, and history.csv, the shifts of its last 13 weeks.
    /// They are meant for the next period's folder; nothing in FOLDER itself is changed. Each municipality is entitled
    /// to its share of the seats that were filled, so the balances sum to zero. A roster that breaks rules is closed as
    /// well, since the work was done; the rules are named.
    Close(Close),
    /// Share the bill of a year among the members, from periods that are closed
    ///
    /// The cost is shared by population, each day among its members; hours that staff have worked are credited, and balances of
    /// members that left are paid where that is agreed on. Writes settlement.csv, .json and .xlsx, and settlement.html, a page for each member.
    Settle(Settle),
    /// Make the folder of the next period from one that is closed
    ///
    /// Members, staff, weekly patterns and wishes are taken over, as are ledger and history from the closing; plan.toml keeps its
    /// comments and gets the period that follows. Days that are over, and who has left, stay behind.
    Next(Next),
    /// Copy a planning folder for a member, with pseudonyms for everybody else's staff
    ///
    /// A member may have the copy and plan it again, for instance after another has withdrawn: the numbers are the same, so the roster is the
    /// same but for names. Nobody else's name or id stands in any file of it.
    Export(Export),
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
    /// Show several plans side by side: what if three members leave
    ///
    /// Or join, or everybody works one shift more a week. Of one folder, each scenario of its scenarios.toml, or each option that changes something, is checked, planned and put beside the
    /// folder as it is: seats, goals, and shifts and burdens of each municipality. Of several folders, one beside the other. Writes
    /// compare.csv, compare.json and compare.html, the same as a page to show. Nothing of the folder is changed.
    Compare(Compare),
    /// Find what it would take to fill every seat: the fewest people to ask, and for what
    ///
    /// One more shift in a week or in the period, one more colleague away at once, a window marked as not available, a lock given up: the
    /// cheapest set of these with which every seat can be filled, by the prices in plan.toml, proven; as a list to phone through.
    /// Writes relax.csv. Nothing of the folder is changed; --apply writes a copy in which it is agreed on.
    Relax(Relax),
    /// Say why a roster is as it is, or more of a finding's code, such as V313
    ///
    /// Of a roster: why a municipality has as many shifts as it has, why somebody sits on a window or does not and what the
    /// opposite would cost, why a seat is empty. Of a code: its page of docs/diagnostics.md, which is part of the program.
    Explain(Explain),
    /// Print a JSON schema of plan.toml, from which an editor completes and checks it
    ///
    /// It says which keys there are, what they mean, what they may hold and what holds where they are left out.
    Schema(Schema),
    /// Print a script that lets a shell complete commands, options and files
    Completions(Completions),
    /// Print the manual page, or write one for each command
    Man(Man),
}

impl Command {
    /// The language that was asked for, of commands that can be asked.
    pub fn language(&self) -> Option<Language> {
        match self {
            Command::Plan(Plan { printed, .. })
            | Command::Replan(Replan { printed, .. })
            | Command::Absent(Absent { printed, .. })
            | Command::Surge(Surge { printed, .. })
            | Command::Check(Check { printed, .. })
            | Command::Verify(Verify { printed, .. })
            | Command::Demand(Demand { printed, .. })
            | Command::Report(Report { printed, .. })
            | Command::Publish(Publish { printed, .. })
            | Command::Shares(Shares { printed, .. })
            | Command::Substitutes(Substitutes { printed, .. })
            | Command::Swap(Swap { printed, .. })
            | Command::Requests(Requests { printed, .. })
            | Command::Diff(Diff { printed, .. })
            | Command::Forms(Forms { printed, .. })
            | Command::Collect(Collect { printed, .. })
            | Command::Close(Close { printed, .. })
            | Command::Settle(Settle { printed, .. })
            | Command::Next(Next { printed, .. })
            | Command::Export(Export { printed, .. })
            | Command::Withdraw(Withdraw { printed, .. })
            | Command::Join(Join { printed, .. })
            | Command::Compare(Compare { printed, .. })
            | Command::Relax(Relax { printed, .. })
            | Command::Explain(Explain { printed, .. }) => printed.language,
            Command::Init(Init { language, .. }) | Command::Schema(Schema { language, .. }) => *language,
            Command::Generate(_) | Command::Completions(_) | Command::Man(_) => None,
        }
    }
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
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
