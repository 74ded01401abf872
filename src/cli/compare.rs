//! The arguments of `compare`: what is put side by side.
//!
//! In: the arguments. Out: values as they were typed; what they change is looked up in the folder's room.

use std::path::PathBuf;

use clap::Args;

use super::{Limits, Printed, Style};

/// The arguments of `compare`.
#[derive(Debug, Args)]
#[command(after_help = "\
Each --set, --without, --with and --seats is a scenario of its own, as often as it is given. With any of
them scenarios.toml is not read, where scenarios have names and several changes.

Exit codes:
   0  done
   2  wrong usage
   3  the folder is refused, a scenario is no good, or DIR can't be written to; where checks refuse one of
      several, the others are written all the same
   5  for one of them no roster was found within the limits; the others are written all the same
  70  a defect of the program

Examples:
  vagtplan compare q3                               the scenarios of q3/scenarios.toml
  vagtplan compare q3 --without Lemvig,Struer --set rules.shifts_per_week=3
  vagtplan compare q3 --without Lemvig --without Lemvig,Struer
  vagtplan compare q3 --with Holstebro:58000:5 --seats fri12=4
  vagtplan compare q3 q3-with-evenings              two folders")]
pub struct Compare {
    /// The planning folder; of several, each is planned as it is
    #[arg(required = true, value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
    /// A scenario: this setting of plan.toml, such as rules.shifts_per_week=3; with nothing after the = it is left out
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// A scenario: these members leave, by code or name, with commas between
    #[arg(long, value_name = "NAMES")]
    pub without: Vec<String>,
    /// A scenario: this municipality joins, with its inhabitants and so many colleagues who are free in every window
    #[arg(long, value_name = "NAME:POPULATION:STAFF")]
    pub with: Vec<String>,
    /// A scenario: so many seats in these windows of plan.toml, such as fri12=4 or mon-thu16=3
    #[arg(long, value_name = "WINDOW=N")]
    pub seats: Vec<String>,
    /// What each search may take
    #[command(flatten)]
    pub limits: Limits,
    /// Where the output files go; made if it is missing [default: FOLDER/out]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How the CSV file is written
    #[command(flatten)]
    pub style: Style,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
}
