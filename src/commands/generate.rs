//! `generate`: writes a made-up planning folder of any size.
//!
//! In: the size, and the name of a folder that is missing or empty. Out: its files. Nothing that exists is ever
//! overwritten.

use chrono::Datelike;

use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::commands::{Exit, init, load};
use crate::domain::{Municipality, rule};
use crate::generate::{self, Hard, Size};
use crate::read::populations;
use crate::report::planning_folder;

/// A Monday, the first of a quarter: nothing depends on the day on which the folder is made.
const FIRST_DAY: &str = "2026-01-05";

/// Years in which the public holidays are known, and the weeks before and after as well.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2150;

/// Runs the command.
pub fn run(arguments: &cli::Generate) -> Exit {
    let size = match size(arguments) {
        Ok(size) => size,
        Err(refusal) => return load::refuse(&refusal),
    };
    let files = || planning_folder::files(&generate::folder(&size, &known()));
    let next = format!("next: 'vagtplan plan {}'", arguments.folder.display());
    init::fresh(&arguments.folder, "generate", files, &next)
}

fn size(arguments: &cli::Generate) -> Result<Size, Refusal> {
    let (municipalities, staff) = (arguments.municipalities, arguments.staff);
    if staff < municipalities {
        return Err(Refusal {
            message: format!("{municipalities} municipalities can't be staffed with {staff} people"),
            help: vec![format!("give --staff {municipalities} or more; about seven a municipality is usual")],
        });
    }
    let from = arguments::date("--from", arguments.from.as_deref().unwrap_or(FIRST_DAY))?;
    if !YEARS.contains(&from.year()) {
        return Err(Refusal {
            message: format!("--from: {from} is too far away"),
            help: vec![format!("choose a year from {} to {}", YEARS.start(), YEARS.end())],
        });
    }
    Ok(Size {
        municipalities: usize::try_from(municipalities).unwrap_or(usize::MAX),
        staff: staff.into(),
        weeks: arguments.weeks.into(),
        seed: arguments.seed,
        from,
        dates: arguments.dates,
        hard: arguments.hard.map(hard),
    })
}

fn hard(kind: cli::Hard) -> Hard {
    match kind {
        cli::Hard::TooFewStaff => Hard::TooFewStaff,
        cli::Hard::TightAvailability => Hard::TightAvailability,
        cli::Hard::Giant => Hard::Giant,
        cli::Hard::ManyLocks => Hard::ManyLocks,
        cli::Hard::LargeBalances => Hard::LargeBalances,
        cli::Hard::OverlappingBurdens => Hard::OverlappingBurdens,
        cli::Hard::PeriodLimits => Hard::PeriodLimits,
        cli::Hard::RestRules => Hard::RestRules,
        cli::Hard::BurdenCaps => Hard::BurdenCaps,
        cli::Hard::NeededSeats => Hard::NeededSeats,
    }
}

/// The municipalities of Denmark.
fn known() -> Vec<Municipality> {
    let real = |one: populations::Inhabitants| Municipality {
        code: one.code,
        name: one.name,
        population: one.population,
        joined: None,
        left: None,
        limits: rule::Limits::default(),
    };
    populations::all().into_iter().map(real).collect()
}
