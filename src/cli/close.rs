//! The arguments of `close`.
//!
//! In: the arguments. Out: paths as they were typed.

use std::path::PathBuf;

use clap::Args;

/// The arguments of `close`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  ledger.csv and history.csv are written
   3  the folder or the roster can't be read, or DIR can't be written to

Example:
  vagtplan close q3 q3/out/roster.csv
  cp q3/out/ledger.csv q3/out/history.csv q4")]
pub struct Close {
    /// The planning folder of the period that is over
    pub folder: PathBuf,
    /// The roster as it was worked, in the format of roster.csv
    pub roster: PathBuf,
    /// Where ledger.csv and history.csv go; made if it is missing [default: FOLDER/out]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
