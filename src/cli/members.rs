//! The arguments of the commands about membership: who leaves, who joins.
//!
//! In: the arguments. Out: values as they were typed; names and dates are looked up in the folder's room.

use std::path::PathBuf;

use clap::Args;

use super::{Printed, Style, Threads};

/// The arguments of `withdraw`.
#[derive(Debug, Args)]
#[command(override_usage = "vagtplan withdraw <FOLDER> (--municipality <NAME>... | --all) [OPTIONS]")]
#[command(after_help = "\
Exit codes:
   0  done
   2  wrong usage
   3  the folder is refused, a name is no member's, a date can't be read or breaks the notice rule, or DIR can't be written to
  70  a defect of the program

Examples:
  vagtplan withdraw q3 --municipality Lemvig --notice 2025-06-25
  vagtplan withdraw q3 --municipality Lemvig Struer --for Skive
  vagtplan withdraw q3 --all")]
pub struct Withdraw {
    /// The planning folder
    pub folder: PathBuf,
    /// Who leaves, by code or name; several leave together
    #[arg(long, value_name = "NAME", num_args = 1.., required_unless_present = "all", conflicts_with = "all")]
    pub municipality: Vec<String>,
    /// The day notice is given; the rule in plan.toml says when it takes effect
    #[arg(long, value_name = "DATE", conflicts_with = "from")]
    pub notice: Option<String>,
    /// The first day without them
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Take a --from that the notice rule does not allow
    #[arg(long, requires = "from")]
    pub override_notice: bool,
    /// Take the windows and closed days of another period, such as 2026-Q1, 2026-03, 2026 or 2026-01-05..2026-03-29
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// Try each member in turn, and rank who would be missed most
    #[arg(long)]
    pub all: bool,
    /// Say in a few sentences what it means for this member
    #[arg(long = "for", value_name = "NAME", conflicts_with_all = ["all", "json", "format"])]
    pub for_member: Option<String>,
    /// How many threads may work
    #[command(flatten)]
    pub threads: Threads,
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

/// The arguments of `join`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   2  wrong usage
   3  the folder is refused, NAME is a member already, its population is not known, a date can't be read, or DIR can't be written to
  70  a defect of the program

Examples:
  vagtplan join q3 --municipality Holstebro
  vagtplan join q3 --municipality Holstebro --population 58504 --staff 6 --from 2026-01-01
  vagtplan join q3 --municipality Holstebro --for Skive")]
pub struct Join {
    /// The planning folder
    pub folder: PathBuf,
    /// Who joins
    #[arg(long, value_name = "NAME")]
    pub municipality: String,
    /// Its inhabitants [default: those in municipalities.csv, else of 1 January 2020, for the 98 Danish municipalities]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub population: Option<u64>,
    /// How many colleagues it brings, free in every window and with the limits of plan.toml's rules
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub staff: Option<u32>,
    /// Its first day
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Say in a few sentences what it means for this member, or for the newcomer
    #[arg(long = "for", value_name = "NAME", conflicts_with_all = ["json", "format"])]
    pub for_member: Option<String>,
    /// Take the windows and closed days of another period, such as 2026-Q1, 2026-03, 2026 or 2026-01-05..2026-03-29
    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,
    /// How many threads may work
    #[command(flatten)]
    pub threads: Threads,
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
