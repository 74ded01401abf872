//! The arguments of `substitutes` and `swap`: one seat, two colleagues.
//!
//! In: the arguments. Out: values as they were typed; dates, times and people are looked up in the folder's room.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::{Outputs, Printed, Sending};

/// The arguments of `substitutes`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done, whether somebody was found or not
   3  the folder or the roster can't be read, or there is no such seat

Examples:
  vagtplan substitutes q3 q3/out/roster.csv --date 2026-08-04 --start 16:00
  vagtplan substitutes q3 q3/out/roster.csv --staff LEM1 --date 2026-08-04 --swaps")]
#[command(group = ArgGroup::new("where").args(["date", "start", "staff"]).required(true).multiple(true))]
pub struct Substitutes {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster, in the format of roster.csv
    pub roster: PathBuf,
    /// The date of the window, such as 2026-08-04 or 04-08-2026; alone where the day has one window or --staff one shift
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    /// When the window starts, such as 16:00
    #[arg(long, value_name = "TIME")]
    pub start: Option<String>,
    /// Who falls out, by id or name [default: the open seat, or in a full window each of who sits there in turn]
    #[arg(long, value_name = "PERSON")]
    pub staff: Option<String>,
    /// Whose seat falls out by its number, as plan writes them: by municipality code, then staff id
    #[arg(long, value_name = "N", conflicts_with = "staff")]
    pub seat: Option<usize>,
    /// Show exchanges over a second window even where somebody is free
    #[arg(long)]
    pub swaps: bool,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
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
  vagtplan swap q3 q3/out/roster.csv --file swaps.csv
  vagtplan swap q3 q3/out/roster.csv 'Inge Klit@2026-08-04 16:00' 'Per Holm' --out swapped")]
pub struct Swap {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster, in the format of roster.csv
    pub roster: PathBuf,
    /// Who gives which shift: id or name, @, date and start, with a T or a space between them. Each gives it to the next one, and
    /// the last to the first; without @WINDOW the last gives nothing
    #[arg(value_names = ["A@WINDOW", "B[@WINDOW]"], num_args = 2.., required_unless_present = "file")]
    pub turns: Vec<String>,
    /// Swaps from a file with the columns date, start, gives and takes: a row for each shift that changes hands, all of them done
    /// together
    #[arg(long, value_name = "FILE", conflicts_with = "turns")]
    pub file: Option<PathBuf>,
    /// Where the new files go; must be missing or empty [default: FOLDER/out/swap]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
    /// What is written besides the CSV files
    #[command(flatten)]
    pub outputs: Outputs,
    /// Whether it is sent out
    #[command(flatten)]
    pub sending: Sending,
}
