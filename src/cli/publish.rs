//! The arguments of `publish`.
//!
//! In: the arguments. Out: paths and dates as they were typed.

use std::path::PathBuf;

use clap::Args;

use super::{Outputs, Printed};

/// The arguments of `publish`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  the roster is marked as sent out, and every seat is filled
   1  the roster breaks a rule; nothing is written
   3  input refused, or DIR can't be written to
   4  the roster is marked as sent out, and seats are unfilled

Examples:
  vagtplan publish q3 q3/out/roster.csv --per-municipality
  vagtplan publish q3 q3/out/roster.csv --zip --on 2026-06-15")]
pub struct Publish {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster, in the format of roster.csv
    pub roster: PathBuf,
    /// The day on which it is sent out [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// The roster that people had before, to show what changed [default: the one that summary.json names, where it lies in FOLDER/out]
    #[arg(long, value_name = "ROSTER")]
    pub published: Option<PathBuf>,
    /// Where the files go; made if it is missing [default: beside ROSTER]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What is written besides the CSV files
    #[command(flatten)]
    pub outputs: Outputs,
    /// As what the verdict is printed
    #[command(flatten)]
    pub printed: Printed,
}
