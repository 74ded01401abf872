//! `generate`: writes a made-up planning folder of any size.
//!
//! In: the size, and the name of a folder that is missing or empty. Out: its files. Nothing that exists is ever
//! overwritten.

use chrono::Datelike;

use crate::check::arguments::{self, Refusal};
use crate::cli;
use crate::commands::{Exit, init, load};
use crate::domain::{Municipality, rule};
use crate::generate::{self, Features, Hard, Pattern, Size};
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
    let (hard, features) = (arguments.hard.map(hard), features(&arguments.features));
    if let Some((kind, denied)) = hard.map(|hard| (hard.name(), hard.denies(&features))).filter(|(_, d)| !d.is_empty())
    {
        return Err(Refusal {
            message: format!("--hard {kind} decides by itself about {}", denied.join(", ")),
            help: vec![format!("leave out {}, or --hard {kind}", denied.join(" and "))],
        });
    }
    Ok(Size {
        municipalities: usize::try_from(municipalities).unwrap_or(usize::MAX),
        staff: staff.into(),
        weeks: arguments.weeks.into(),
        seed: arguments.seed,
        from,
        dates: arguments.dates,
        hard,
        features,
    })
}

fn features(asked: &cli::Features) -> Features {
    let pattern = |pattern| match pattern {
        cli::Pattern::Scattered => Pattern::Scattered,
        cli::Pattern::Weekdays => Pattern::Weekdays,
    };
    Features {
        pattern: asked.availability.map(pattern),
        alternate_weeks: asked.alternate_weeks,
        holiday_weeks: asked.holiday_weeks,
        mixed_limits: asked.mixed_limits.then_some(()),
        part_timers: asked.part_timers,
        away_at_once: asked.away_at_once,
        pools: asked.pools,
        balances: asked.balances,
        members_change: asked.members_change.then_some(()),
        without_evenings: asked.without_evenings,
        out_of_reach: asked.out_of_reach,
        tightness: asked.tightness,
    }
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
        cli::Hard::Scattered => Hard::Scattered,
        cli::Hard::Tight => Hard::Tight,
        cli::Hard::FixedWeekdays => Hard::FixedWeekdays,
        cli::Hard::SharedHolidays => Hard::SharedHolidays,
        cli::Hard::PartTime => Hard::PartTime,
        cli::Hard::UnevenTowns => Hard::UnevenTowns,
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
        stretches: Vec::new(),
        limits: rule::Limits::default(),
    };
    populations::all().into_iter().map(real).collect()
}
