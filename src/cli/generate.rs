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
   3  fewer staff than municipalities, a date that can't be read, a feature that --hard decides by itself, or the folder is there already and not empty, or can't be written to

Examples:
  vagtplan generate q1
  vagtplan generate denmark --municipalities 98 --staff 700 --seed 7
  vagtplan generate short --municipalities 36 --staff 250 --hard too-few-staff
  vagtplan generate scattered --hard scattered --tightness 1.1
  vagtplan generate holidays --holiday-weeks=60 --part-timers")]
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
    /// What it has besides
    #[command(flatten)]
    pub features: Features,
}

/// What a folder may have besides, each by itself. A number that may be left out stands behind an equals sign, or it would be
/// taken for the folder.
#[derive(Debug, Clone, Args)]
#[command(
    next_help_heading = "Features, in any mixture; beside a kind that is made of them, they stand instead of its own"
)]
pub struct Features {
    /// When people can work, instead of by habits
    #[arg(long, value_enum, value_name = "PATTERN")]
    pub availability: Option<Pattern>,
    /// So many of a hundred people work in every other week only [default when given: 50]
    #[arg(long, value_name = "PERCENT", num_args = 0..=1, require_equals = true, default_missing_value = "50")]
    #[arg(value_parser = value_parser!(u64).range(1..=100))]
    pub alternate_weeks: Option<u64>,
    /// So many of a hundred people are on holiday in the same two weeks of each quarter [default when given: 50]
    #[arg(long, value_name = "PERCENT", num_args = 0..=1, require_equals = true, default_missing_value = "50")]
    #[arg(value_parser = value_parser!(u64).range(1..=100))]
    pub holiday_weeks: Option<u64>,
    /// Limits of one, two and three shifts a week side by side, and for some one for the period
    #[arg(long)]
    pub mixed_limits: bool,
    /// So many of a hundred people work part-time, with limits of their own [default when given: 60]
    #[arg(long, value_name = "PERCENT", num_args = 0..=1, require_equals = true, default_missing_value = "60")]
    #[arg(value_parser = value_parser!(u64).range(1..=100))]
    pub part_timers: Option<u64>,
    /// In three of four municipalities at most so many of a hundred staff may be on the hotline in one window [default when given: 50]
    #[arg(long, value_name = "PERCENT", num_args = 0..=1, require_equals = true, default_missing_value = "50")]
    #[arg(value_parser = value_parser!(u64).range(1..=100))]
    pub away_at_once: Option<u64>,
    /// So many municipalities do not name their staff, small ones first [default when given: 3]
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "3")]
    #[arg(value_parser = value_parser!(u64).range(0..=1000))]
    pub pools: Option<u64>,
    /// Balances of up to so many hundredths of what a period asks for, in each burden too [default when given: 10]
    #[arg(long, value_name = "PERCENT", num_args = 0..=1, require_equals = true, default_missing_value = "10")]
    #[arg(value_parser = value_parser!(u64).range(1..=90))]
    pub balances: Option<u64>,
    /// One municipality joins in the first half of the period, and one leaves in the second
    #[arg(long)]
    pub members_change: bool,
    /// In so many municipalities nobody can work in the evening [default when given: 1]
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "1")]
    #[arg(value_parser = value_parser!(u64).range(1..=1000))]
    pub without_evenings: Option<u64>,
    /// So many of a hundred municipalities can take at most half of their share of a burden [default when given: 20]
    #[arg(long, value_name = "PERCENT", num_args = 0..=1, require_equals = true, default_missing_value = "20")]
    #[arg(value_parser = value_parser!(u64).range(1..=100))]
    pub out_of_reach: Option<u64>,
    /// Seats, as a part of the shifts that the staff could take by their availability and their limits: 0.05 to 2
    #[arg(long, value_name = "PART", value_parser = thousandths)]
    pub tightness: Option<u64>,
}

/// How the days and times are laid out on which people can work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Pattern {
    /// About half the windows of the day and a third of those in the evening, each by chance
    Scattered,
    /// One to four weekdays of their own, the same in every week
    Weekdays,
}

/// A part of one, in thousandths; `0.9` is 900.
fn thousandths(text: &str) -> Result<u64, String> {
    const PLACES: usize = 3;
    let (whole, places) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = format!("{whole}{places:0<PLACES$}");
    let number: Option<u64> = number.parse().ok().filter(|_| digits(whole) && digits(places) && places.len() <= PLACES);
    let range = 50..=2000;
    number.filter(|number| range.contains(number)).ok_or_else(|| {
        "it is a number from 0.05 to 2 with a point and at most three places, such as 0.9 for nine seats where the staff could take ten shifts"
            .to_owned()
    })
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
    /// --availability scattered --mixed-limits --away-at-once --balances --members-change --out-of-reach --tightness 0.5
    Scattered,
    /// The same with --tightness 0.9
    Tight,
    /// --availability weekdays --alternate-weeks --tightness 0.8
    FixedWeekdays,
    /// --holiday-weeks --mixed-limits --tightness 0.7
    SharedHolidays,
    /// --availability weekdays --mixed-limits --part-timers=70 --tightness 0.9
    PartTime,
    /// --away-at-once --pools=4 --balances=20 --members-change --without-evenings --out-of-reach=30 --tightness 0.8
    UnevenTowns,
}
