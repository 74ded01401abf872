//! The arguments of `generate`.
//!
//! In: the arguments. Out: numbers within their ranges, and a kind of hard that there is.

use std::path::PathBuf;

use clap::{Args, ValueEnum, value_parser};

/// The arguments of `generate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   2  wrong usage
   3  fewer staff than municipalities, a date that can't be read, or the folder is there already and not empty, or can't be written to

Examples:
  vagtplan generate q1
  vagtplan generate denmark --municipalities 98 --staff 700 --seed 7
  vagtplan generate short --municipalities 36 --staff 250 --hard too-few-staff")]
pub struct Generate {
    /// The folder to make; it must be missing or empty
    pub folder: PathBuf,
    /// How many members; up to 98 are real municipalities, with their populations of 1 January 2020
    #[arg(long, value_name = "N", default_value_t = 26, value_parser = value_parser!(u32).range(1..=1000))]
    pub municipalities: u32,
    /// How many staff in all, at least one a municipality
    #[arg(long, value_name = "N", default_value_t = 190, value_parser = value_parser!(u32).range(1..=30_000))]
    pub staff: u32,
    /// Length of the period in weeks
    #[arg(long, value_name = "N", default_value_t = 13, value_parser = value_parser!(u32).range(1..=104))]
    pub weeks: u32,
    /// Where chance begins: the same number makes the same folder
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// First day of the period [default: 2026-01-05]
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Some come and some go within the period, and some are on leave for weeks
    #[arg(long)]
    pub dates: bool,
    /// Make it hard to plan in one way
    #[arg(long, value_enum, value_name = "KIND")]
    pub hard: Option<Hard>,
}

/// What makes a folder hard to plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Hard {
    /// About a fifth of the seats cannot be filled
    TooFewStaff,
    /// About 1.1 people are available for each seat of a window
    TightAvailability,
    /// One member has half of all inhabitants and staff
    Giant,
    /// Locks stand on 30 % of the seats, nine in ten of them fixed shifts
    ManyLocks,
    /// Balances are up to 60 % of what a period asks for
    LargeBalances,
    /// Three burdens overlap
    OverlappingBurdens,
    /// Everybody has a limit for the period, hardly above what there is to do
    PeriodLimits,
    /// Windows until 21:00 and from 07:00 with 11 hours of rest, and people who work more than once a week
    RestRules,
    /// Everybody has a cap in each burden, together hardly above its seats, and one such shift a week
    BurdenCaps,
    /// About a fifth of the seats cannot be filled, and half the seats of each window are needed whatever else
    NeededSeats,
}
