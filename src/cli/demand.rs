//! The arguments of `demand`, and the option of others that take calls as well.
//!
//! In: the arguments. Out: paths as they were typed.

use std::path::PathBuf;

use clap::Args;

use super::{Printed, Style};

/// The arguments of `demand`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   3  the folder or the calls can't be read, or DIR can't be written to

Examples:
  vagtplan demand q3 --calls calls.csv
  vagtplan demand q3 --calls calls.xlsx --out figures --language da")]
pub struct Demand {
    /// The planning folder
    pub folder: PathBuf,
    /// The calls: a table with the columns date, start, calls and handling, as CSV or xlsx
    #[arg(long, value_name = "FILE")]
    pub calls: PathBuf,
    /// Where the files go; made if it is missing [default: FOLDER/out/demand]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How CSV files are written
    #[command(flatten)]
    pub style: Style,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
}
