//! The arguments of `check`, `verify`, `shares` and `diff`: what looks and makes no roster.
//!
//! In: the arguments. Out: values as they were typed; whether the files are there is found out by the commands.

use std::path::PathBuf;

use clap::Args;

use super::{Printed, Style};

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
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
}

/// The arguments of `verify`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  no rule is broken; there may be unfilled seats
   1  at least one rule is broken
   3  the folder or the roster can't be read

Example:
  vagtplan verify q3 q3/out/roster.csv
  vagtplan verify q3 q3/out/roster.csv --calls calls.csv")]
pub struct Verify {
    /// The planning folder
    pub folder: PathBuf,
    /// The roster, in the format of roster.csv
    pub roster: PathBuf,
    /// Also say what its seats mean for callers, by the calls in this table, as `demand` takes them
    #[arg(long, value_name = "FILE")]
    pub calls: Option<PathBuf>,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
}

/// The arguments of `shares`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   3  the folder can't be read, PERIOD is none, or DIR can't be written to

Example:
  vagtplan shares q3
  vagtplan shares q3 --period 2027 --out figures")]
pub struct Shares {
    /// The planning folder
    pub folder: PathBuf,
    /// The windows and closed days of another period, such as 2027, 2027-Q3, 2027-02 or 2027-01-04..2027-03-28
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Also write shares.csv, shares.json and shares.xlsx there; made if it is missing
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How CSV files are written
    #[command(flatten)]
    pub style: Style,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
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
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
}
