//! The arguments of the commands about membership: who leaves, who joins.
//!
//! In: the arguments. Out: values that are valid, dates among them; wrong usage ends here, with exit code 2.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

/// The arguments of `withdraw`.
#[derive(Debug, Args)]
#[command(override_usage = "vagtplan withdraw <FOLDER> (--municipality <NAME>... | --all) [OPTIONS]")]
#[command(after_help = "\
Exit codes:
   0  done
   2  wrong usage, such as a date that can't be read
   3  the folder is refused, a name is no member's, a date breaks the notice rule, or DIR can't be written to
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
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with_all = ["from", "all"])]
    pub notice: Option<NaiveDate>,
    /// The first day without them
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "all")]
    pub from: Option<NaiveDate>,
    /// Take a --from that the notice rule does not allow
    #[arg(long, requires = "from")]
    pub override_notice: bool,
    /// Try each member in turn, and rank who would be missed most
    #[arg(long)]
    pub all: bool,
    /// Say in a few sentences what it means for this member
    #[arg(long = "for", value_name = "NAME", conflicts_with_all = ["all", "json"])]
    pub for_member: Option<String>,
    /// Where the output files go; made if it is missing [default: FOLDER/out]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print JSON instead of tables; the output files are written all the same
    #[arg(long)]
    pub json: bool,
}

/// The arguments of `join`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes:
   0  done
   2  wrong usage, such as a date that can't be read
   3  the folder is refused, NAME is a member already, its population is not known, or DIR can't be written to
  70  a defect of the program

Examples:
  vagtplan join q3 --municipality Holstebro
  vagtplan join q3 --municipality Holstebro --population 58504 --staff 6 --from 2026-01-01")]
pub struct Join {
    /// The planning folder
    pub folder: PathBuf,
    /// Who joins
    #[arg(long, value_name = "NAME")]
    pub municipality: String,
    /// Its inhabitants [default: those of 1 January 2020, for the 98 Danish municipalities]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub population: Option<u64>,
    /// How many colleagues it brings, free in every window and with the limits of [rules]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub staff: Option<u32>,
    /// Its first day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<NaiveDate>,
    /// Where the output files go; made if it is missing [default: FOLDER/out]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print JSON instead of tables; the output files are written all the same
    #[arg(long)]
    pub json: bool,
}

/// A date, year first or day first as in the tables.
fn date(text: &str) -> Result<NaiveDate, String> {
    let year_first = text.split('-').next().is_some_and(|part| part.len() == 4);
    let form = if year_first { "%Y-%m-%d" } else { "%d-%m-%Y" };
    NaiveDate::parse_from_str(text, form)
        .ok()
        .filter(|date| (1900..3000).contains(&chrono::Datelike::year(date)))
        .ok_or_else(|| "write a day of the calendar, year-month-day, such as 2025-06-25".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_year_first_or_day_first() {
        let wanted = NaiveDate::from_ymd_opt(2025, 6, 25).unwrap();
        assert_eq!(date("2025-06-25"), Ok(wanted));
        assert_eq!(date("25-06-2025"), Ok(wanted));
        for wrong in ["2025-02-29", "25/06/2025", "25-06-25", "tomorrow", "", "0000-01-01"] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }
}
