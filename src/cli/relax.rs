//! The arguments of `relax`: how far, whom to ask for what, how many sets.
//!
//! In: the arguments. Out: values as they were typed, kinds that exist; names and windows are looked up in the folder's room.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::limits::positive_seconds;
use super::{Printed, Style};
use crate::diagnostic::suggest::did_you_mean;
use crate::domain::concession::KINDS;
use crate::domain::rule::Rule;

/// The arguments of `relax`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done: what to ask for, or nothing has to be
   2  wrong usage
   3  the folder is refused, a name is no member's, there is no such window, or DIR or NEW can't be written to
   4  done, but whatever may be asked for, more seats stay unfilled than was wanted
   5  the time limit came before there was anything to ask for
  70  a defect of the program

Examples:
  vagtplan relax q3
  vagtplan relax q3 --only availability,shifts_per_week --alternatives 5
  vagtplan relax q3 --municipality Lemvig --date 2026-08-04 --start 16:00
  vagtplan relax q3 --unfilled 2 --apply q3-agreed")]
pub struct Relax {
    /// The planning folder
    pub folder: PathBuf,
    /// Leave at most this many seats unfilled
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub unfilled: u64,
    /// Ask for these kinds of things only: shifts_per_week, shifts_per_period, away_at_once, availability, locks
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    pub only: Vec<Rule>,
    /// Ask only this municipality and its people, by code or name; may be given several times
    #[arg(long, value_name = "NAME")]
    pub municipality: Vec<String>,
    /// Ask only for the window on this date, and for one more shift in its week; with --start each time
    #[arg(long, value_name = "DATE")]
    pub date: Vec<String>,
    /// When that window starts
    #[arg(long, value_name = "TIME")]
    pub start: Vec<String>,
    /// Also find up to this many other sets of the same price
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=100))]
    pub alternatives: u16,
    /// Write a copy of the folder in which a set is agreed on; NEW must be missing or empty
    #[arg(long, value_name = "NEW")]
    pub apply: Option<PathBuf>,
    /// Which of the sets --apply takes, by its number
    #[arg(long, value_name = "N", default_value_t = 1, requires = "apply", value_parser = clap::value_parser!(u16).range(1..=101))]
    pub set: u16,
    /// Stop after this many seconds, and say how much it costs at least
    #[arg(long, value_name = "SECONDS", value_parser = positive_seconds)]
    pub time_limit: Option<Duration>,
    /// Where relax.csv goes; made if it is missing [default: FOLDER/out]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How the CSV file is written
    #[command(flatten)]
    pub style: Style,
    /// As what the result is printed
    #[command(flatten)]
    pub printed: Printed,
}

/// A kind of thing to ask for.
fn kind(written: &str) -> Result<Rule, String> {
    let names = || KINDS.into_iter().map(Rule::name);
    KINDS.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(written.trim())).ok_or_else(|| {
        let all = format!("the kinds are {}", names().collect::<Vec<_>>().join(", "));
        did_you_mean(written, names()).map_or(all.clone(), |meant| format!("{meant} {all}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_and_slips_are_told() {
        assert_eq!(kind(" Availability"), Ok(Rule::Availability));
        assert!(kind("availabilty").unwrap_err().starts_with("did you mean 'availability'? the kinds are "));
        assert!(kind("rest_hours").unwrap_err().contains("the kinds are shifts_per_week, "));
    }
}
