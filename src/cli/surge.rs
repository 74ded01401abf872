//! The arguments of `surge`.
//!
//! In: the arguments. Out: values as they were typed; the limits are checked by then.

use std::path::PathBuf;

use clap::Args;

use super::{Limits, Outputs, Printed, Sending};

/// The arguments of `surge`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  every seat is filled
   3  input refused, or a place that can't be written to (found out before the search begins); nothing is entered
   4  the roster is written, but some seats are unfilled
   5  no roster within the limits of time and memory; nothing is entered
  70  a defect of the program

Examples:
  vagtplan surge q3 --published q3/out/roster.csv --date 2026-08-17 --factor 2
  vagtplan surge q3 --published q3/out/roster.csv --date 2026-08-17 --to 2026-08-19 --factor 1.5 --publish
  vagtplan surge q3 --published q3/out/roster.csv --date 2026-08-17 --calls monday.csv")]
pub struct Surge {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster that people have in their calendars
    #[arg(long, value_name = "ROSTER")]
    pub published: PathBuf,
    /// The first day with more seats, from which on the roster may change
    #[arg(long, value_name = "DATE")]
    pub date: String,
    /// The last day with more seats [default: the first day alone]
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// How many times the seats of now each window of these days gets; half a seat is rounded up
    #[arg(long, value_name = "FACTOR", required_unless_present = "calls")]
    pub factor: Option<String>,
    /// Calls that are expected on these days, or past ones, as for demand: each window gets the seats they need, never fewer than now
    #[arg(long, value_name = "CALLS", conflicts_with = "factor")]
    pub calls: Option<PathBuf>,
    /// Keep shares and burdens above stability: fairer, and more changes
    #[arg(long)]
    pub fair_first: bool,
    /// Where the output files go; made if it is missing [default: FOLDER/out/surge-DATE]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What the search may take
    #[command(flatten)]
    pub limits: Limits,
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
