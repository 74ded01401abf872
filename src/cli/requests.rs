//! The arguments of `requests`.
//!
//! In: the arguments. Out: paths and dates as they were typed.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::limits::positive_seconds;
use super::{Outputs, Printed, Sending};

/// The arguments of `requests`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  the new roster is written, and every seat is filled; or nothing can be granted, and nothing is written
   1  the roster breaks a rule from --from on; nothing is written
   3  input refused, or DIR can't be written to
   4  the new roster is written, but some seats are unfilled
  70  a defect of the program

Examples:
  vagtplan requests q3 q3/out/roster.csv --from 2026-08-17
  vagtplan requests q3 q3/out/roster.csv --from 2026-08-17 --file mine.csv --json")]
pub struct Requests {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster that people have, in the format of roster.csv
    pub roster: PathBuf,
    /// The first day that may change
    #[arg(long, value_name = "DATE")]
    pub from: String,
    /// A table of requests with the columns staff, date, start, wants and with [default: FOLDER/requests.csv, and the files
    /// in FOLDER/requests]
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Where the output files go; made if it is missing [default: FOLDER/out/requests]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Stop after this many seconds, with what was found by then; what is proven is told
    #[arg(long, value_name = "SECONDS", value_parser = positive_seconds)]
    pub time_limit: Option<Duration>,
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
