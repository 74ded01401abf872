//! The arguments of `report`.
//!
//! In: the arguments. Out: paths as they were typed.

use std::path::PathBuf;

use clap::Args;

use super::{Outputs, Printed};

/// The arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  no rule is broken and every seat is filled
   1  at least one rule is broken; the page says so first
   3  input refused, or DIR can't be written to
   4  seats are unfilled

Examples:
  vagtplan report q3 q3/out/roster.csv
  vagtplan report q3 q3/out/replan/roster.csv --published q3/out/roster.csv --language en")]
pub struct Report {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster, in the format of roster.csv
    pub roster: PathBuf,
    /// The roster that people had before, to show what changed [default: the one that summary.json names, where it lies in FOLDER/out]
    #[arg(long, value_name = "ROSTER")]
    pub published: Option<PathBuf>,
    /// Also say what its seats mean for callers, by the calls in this table, as `demand` takes them
    #[arg(long, value_name = "FILE")]
    pub calls: Option<PathBuf>,
    /// Where the files go; made if it is missing [default: FOLDER/out/report]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What is written besides the page
    #[command(flatten)]
    pub outputs: Outputs,
    /// As what the verdict is printed
    #[command(flatten)]
    pub printed: Printed,
}
