//! The arguments of `substitutes` and `swap`: one seat, two colleagues.
//!
//! In: the arguments. Out: values as they were typed; dates, times and people are looked up in the folder's room.

use std::path::PathBuf;

use clap::Args;

use super::{Outputs, Printed, Sending};

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
