//! The arguments of `settle`.
//!
//! In: the arguments. Out: values as they were typed.

use std::path::PathBuf;

use clap::Args;

use super::{Printed, Style};

/// The arguments of `settle`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  the bill is written
   3  a folder is refused or not closed, an amount is none, or DIR can't be written to

Examples:
  vagtplan settle q1 q2 q3 q4 --cost 8967436.42
  vagtplan settle q1 q2 q3 q4 --cost 8967436,42 --costs costs.csv --csv-style excel-da --language da")]
pub struct Settle {
    /// The planning folders of the periods, each closed: with ledger.csv and history.csv in its out
    #[arg(required = true, value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
    /// What the hotline has cost in these periods, in kroner
    #[arg(long, value_name = "KRONER")]
    pub cost: String,
    /// Items of their own, and parts that are agreed on: a table of what, code, amount and share
    #[arg(long, value_name = "FILE")]
    pub costs: Option<PathBuf>,
    /// What an hour of a shift is credited with, in kroner [default: settlement.price_per_hour of the last folder]
    #[arg(long, value_name = "KRONER")]
    pub price_per_hour: Option<String>,
    /// The cost holds no hours of staff: what all hours are worth is shared as well, so that payments add up to the cost
    #[arg(long)]
    pub hours_beside: bool,
    /// Where the files go; made if it is missing [default: the out of the last folder, in settlement]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How CSV files are written
    #[command(flatten)]
    pub style: Style,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
}
