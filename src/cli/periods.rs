//! The arguments of `init`, `close` and `next`: a period begins, a period ends, and the one after it.
//!
//! In: the arguments. Out: values as they were typed; the folders are looked at by the commands.

use std::path::PathBuf;

use clap::Args;

use super::{Printed, Style, language};
use crate::domain::language::Language;

/// The argument of `init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   3  the folder is there already and not empty, or can't be written to, or PERIOD is none

Example:
  vagtplan init q3
  vagtplan init q3 --period 2027-Q3 --excel --language da")]
pub struct Init {
    /// The folder to make; it must be missing or empty
    pub folder: PathBuf,
    /// Put all tables into one workbook, plan.xlsx, instead of CSV files
    #[arg(long)]
    pub excel: bool,
    /// The period to plan, such as 2027-Q1, 2027-02, 2027 or 2027-01-04..2027-03-28 [default: the next quarter]
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// The language of its comments, of what the workbook says, and of the terminal: da or en [default: en]
    #[arg(long, value_name = "LANGUAGE", value_parser = language::parser(), hide_possible_values = true)]
    pub language: Option<Language>,
}

/// The arguments of `close`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  ledger.csv and history.csv are written
   3  the folder or the roster can't be read, or DIR can't be written to

Example:
  vagtplan close q3 q3/out/roster.csv
  vagtplan close q3 q3/out/roster.csv --actual worked.csv
  vagtplan next q3 q4")]
pub struct Close {
    /// The planning folder of the period that is over
    pub folder: PathBuf,
    /// The roster as it was worked, in the format of roster.csv
    pub roster: PathBuf,
    /// Who really sat there: a table of date, start, staff and instead_of, or a roster of the windows that were worked otherwise
    #[arg(long, value_name = "FILE")]
    pub actual: Option<PathBuf>,
    /// Where ledger.csv and history.csv go; made if it is missing [default: FOLDER/out]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How CSV files are written
    #[command(flatten)]
    pub style: Style,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
}

/// The arguments of `export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  the folder is written
   3  the folder is refused, NAME is no member, somebody else is named in plan.toml, or DIR is not empty or can't be written to

Examples:
  vagtplan export q3 --for Lemvig --pseudonyms
  vagtplan export q3 --for 665 --pseudonyms --out for-lemvig")]
pub struct Export {
    /// The planning folder
    pub folder: PathBuf,
    /// The municipality that is to have the copy, by code or name
    #[arg(long = "for", value_name = "NAME")]
    pub for_member: String,
    /// Give the staff of all others pseudonyms; without it nothing is exported
    #[arg(long, required = true)]
    pub pseudonyms: bool,
    /// The folder to make; it must be missing or empty [default: FOLDER/out/for-CODE]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
}

/// The arguments of `next`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  the folder is written; what is still wrong with it stands on stderr
   3  the folder can't be read or is not closed, or NEW is there already and not empty, or can't be written to

Examples:
  vagtplan next q3 q4
  vagtplan next q3 q4 --closing q3/closed --period 2027-Q1")]
pub struct Next {
    /// The planning folder of the period that is closed
    pub folder: PathBuf,
    /// The folder to make; it must be missing or empty
    pub new: PathBuf,
    /// Where close wrote ledger.csv and history.csv [default: FOLDER/out]
    #[arg(long, value_name = "DIR")]
    pub closing: Option<PathBuf>,
    /// Another period than the one that follows, such as 2027-Q1 or 2027-01-04..2027-03-28
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
}
