//! The engine against brute force and against the plain model on folders of `generate` in any mixture of features.
//!
//! In: chance. Out: equal values on every rung, each proven twice. `GENERATED_FOLDERS=400 cargo test --release --test
//! generated_agreement` tries so many of each instead of a few; what disagrees is named with the options that make it,
//! all of it at the end.

mod support;

use std::panic;
use std::sync::Arc;

use chrono::{Datelike, Weekday};
use fastrand::Rng;
use support::{brute, generated};
use vagtplan::domain::goal::Goal;
use vagtplan::domain::participation::{Stretch, WindowClass};
use vagtplan::domain::value::same;
use vagtplan::domain::{Instance, Parts};
use vagtplan::planning::{self, Engine, Options, Status};
use vagtplan::{check, read};

/// Folders of each test, where `GENERATED_FOLDERS` does not say how many.
const FOLDERS: u64 = 24;

/// Rosters that brute force may have to look at.
const MOST_ROSTERS: f64 = 300_000.0;

fn folders() -> u64 {
    std::env::var("GENERATED_FOLDERS").map_or(FOLDERS, |number| number.parse().expect("a number"))
}

/// Has the first municipality take part in the windows of one day and of one start only, for all of the period or its first days.
fn in_part(instance: &mut Parts, number: u64) {
    let days = (0..7).map(|day| Weekday::try_from(day).expect("seven days")).collect();
    let some = |place: u64| &instance.windows[(place % instance.windows.len() as u64) as usize];
    let (one, other) = (some(number), some(7 * number));
    let windows = vec![
        WindowClass { burden: None, days: vec![one.date.weekday()], starts: Vec::new() },
        WindowClass { burden: None, days, starts: vec![other.start] },
    ];
    let until = number.is_multiple_of(2).then_some(other.date);
    instance.municipalities[0].stretches = vec![Stretch { from: None, until, windows }];
    let (members, staff, windows) = (&instance.municipalities, &instance.staff, &instance.windows);
    instance.fixed.retain(|&(s, w), _| members[staff[s].municipality].takes_part(&windows[w]));
}

/// A folder, with `spacing` in the ladder of every other one and a member that takes part in a part in every third one.
fn instance(options: &str, number: u64) -> Instance {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (rows, _) = read::folder(&generated::generate(place.path(), options));
    let (instance, findings) = check::instance(&rows);
    let mut instance = instance.unwrap_or_else(|| panic!("{options}: {findings:#?}"));
    if number % 3 == 2 {
        instance.edit(|instance| in_part(instance, number));
    }
    if number % 2 == 1 {
        instance.edit(|instance| {
            let wishes = instance.goals.iter().position(|&goal| goal == Goal::Wishes).unwrap_or(instance.goals.len());
            instance.goals.insert(wishes, Goal::Spacing);
        });
    }
    instance
}

/// The value of each rung; an error where it is not proven.
fn values(instance: &Arc<Instance>, engine: Engine) -> Result<Vec<f64>, String> {
    let plan = planning::plan(instance, &Options { engine, ..Options::default() }, &mut |_| ());
    let plan = plan.map_err(|defect| format!("{engine:?}: {defect}"))?.ok_or("no roster")?;
    match plan.status {
        Status::Proven => Ok(plan.rungs.iter().map(|rung| rung.value).collect()),
        _ => Err(format!("{engine:?}: not all is proven: {:#?}", plan.rungs)),
    }
}

fn agreed(what: &str, found: &Result<Vec<f64>, String>, expected: &[f64]) -> Result<(), String> {
    let found = found.as_ref().map_err(Clone::clone)?;
    let equal = found.len() == expected.len() && found.iter().zip(expected).all(|(&one, &other)| same(one, other));
    if equal { Ok(()) } else { Err(format!("{what} has {found:?}, expected {expected:?}")) }
}

/// Goes through so many folders, and tells of all that fail together. `compare` says whether a folder was compared.
fn all_agree(sizes: &[&str], seed: u64, mut compare: impl FnMut(&Instance) -> Result<bool, String>) {
    let mut random = Rng::with_seed(seed);
    let (mut compared, mut failed) = (0, Vec::new());
    for number in 0..folders() {
        let often = if number % 3 == 0 { 0.2 } else { 0.45 };
        let size = sizes[random.usize(..sizes.len())];
        let options = format!("{size} --seed {} {}", seed + number, generated::mixture(&mut random, often));
        let instance = instance(&options, number);
        match panic::catch_unwind(panic::AssertUnwindSafe(|| compare(&instance))) {
            Ok(Ok(told)) => compared += u64::from(told),
            Ok(Err(failure)) => failed.push(format!("{number}: {options}: {failure}")),
            Err(_) => failed.push(format!("{number}: {options}: a panic")),
        }
    }
    eprintln!("{compared} folders compared");
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), folders(), failed.join("\n"));
    assert!(compared * 4 >= folders(), "too few folders are small enough: {compared}");
}

#[test]
fn both_engines_agree_with_brute_force_on_tiny_folders_of_any_mixture() {
    const SIZES: [&str; 4] = [
        "--municipalities 2 --staff 3 --weeks 1",
        "--municipalities 2 --staff 4 --weeks 1 --from 2026-05-11",
        "--municipalities 3 --staff 4 --weeks 1 --from 2026-03-26",
        "--municipalities 3 --staff 3 --weeks 2",
    ];
    all_agree(&SIZES, 1000, |instance| {
        if brute::rosters_at_most(instance) > MOST_ROSTERS {
            return Ok(false);
        }
        let (best, instance) = (brute::best_values(instance), Arc::new(instance.clone()));
        agreed("the engine", &values(&instance, Engine::Fast), &best)?;
        agreed("the plain model", &values(&instance, Engine::Plain), &best)?;
        Ok(true)
    });
}

#[test]
fn both_engines_agree_on_small_folders_of_any_mixture() {
    const SIZES: [&str; 5] = [
        "--municipalities 3 --staff 9 --weeks 2",
        "--municipalities 4 --staff 12 --weeks 2 --from 2026-12-21",
        "--municipalities 2 --staff 8 --weeks 3",
        "--municipalities 5 --staff 16 --weeks 1",
        "--municipalities 3 --staff 7 --weeks 4 --from 2026-03-23",
    ];
    all_agree(&SIZES, 5000, |instance| {
        let instance = Arc::new(instance.clone());
        let plain = values(&instance, Engine::Plain)?;
        agreed("the engine", &values(&instance, Engine::Fast), &plain)?;
        Ok(true)
    });
}
