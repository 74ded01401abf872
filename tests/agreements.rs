//! What was agreed on loosens what its kind names, by as much, and nothing else; all who code the rules agree on it.
//!
//! In: random instances with random agreements, and folders. Out: the referee, what is lawful, brute force, the engine and the
//! plain model say the same; what `agreements.csv` says is what the change of an instance makes.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveTime};
use fastrand::Rng;
use support::brute;
use support::random::RandomFolder;
use support::random::rosters::any_roster;
use vagtplan::domain::Instance;
use vagtplan::domain::concession::{Concession, monday};
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::Rule;
use vagtplan::domain::value::same;
use vagtplan::legality::Tally;
use vagtplan::planning::{self, Engine, Options};
use vagtplan::verify::judge;
use vagtplan::{check, read};

/// Agreements of every kind, some of them twice.
fn agreed(random: &mut Rng, instance: &Instance) -> Vec<Concession> {
    let (people, windows) = (instance.staff.len(), instance.windows.len());
    (0..random.usize(1..8))
        .map(|_| {
            let (staff, window) = (random.usize(0..people), random.usize(0..windows));
            match random.u8(0..5) {
                0 => Concession::Week { staff, monday: monday(instance.windows[window].date) },
                1 => Concession::Period { staff },
                2 => Concession::Away { municipality: instance.staff[staff].municipality, window },
                3 => Concession::Window { staff, window },
                _ => Concession::Lock { staff, window },
            }
        })
        .collect()
}

#[test]
fn the_referee_brute_force_and_what_is_lawful_agree() {
    let mut seen = 0;
    for seed in 0..150 {
        let mut random = Rng::with_seed(seed);
        let before = RandomFolder::tiny(seed).instance;
        let instance = before.clone().conceding(&agreed(&mut random, &before));
        for _ in 0..5 {
            let roster = any_roster(&mut random, &instance);
            let found = judge(&instance, &roster).violations;
            let said: BTreeSet<Rule> = found.iter().map(|found| found.rule).collect();
            let brute = brute::broken(&instance, &roster).into_iter().map(|(rule, ..)| rule);
            let brute: BTreeSet<Rule> = brute.collect();
            assert_eq!(said, brute, "seed {seed}");
            seen += usize::from(judge(&before, &roster).violations.len() > found.len());
        }
        let tally = Tally::given(&instance);
        let given = tally.roster().clone();
        for w in (0..instance.windows.len()).filter(|&w| tally.unfilled(w) > 0) {
            for s in 0..instance.staff.len() {
                let lawful = judge(&instance, &given.clone().with(w, s)).violations.is_empty();
                assert_eq!(tally.allows(s, w), lawful, "seed {seed}: person {s}, window {w}");
            }
        }
    }
    assert!(seen > 50, "agreements made a difference {seen} times");
}

#[test]
fn the_two_engines_agree_on_what_is_possible() {
    for seed in 0..40 {
        let mut random = Rng::with_seed(seed);
        let before = RandomFolder::tiny(seed).instance;
        let instance = Arc::new(before.clone().conceding(&agreed(&mut random, &before)));
        let values = |engine| {
            let plan = planning::plan(&instance, &Options { engine, ..Options::default() }, &mut |_| {});
            let plan = plan.expect("no defect").expect("a plan");
            plan.rungs.iter().map(|rung| rung.value).collect::<Vec<f64>>()
        };
        let (fast, plain) = (values(Engine::Fast), values(Engine::Plain));
        assert!(fast.iter().zip(&plain).all(|(one, other)| same(*one, *other)), "seed {seed}: {fast:?} {plain:?}");
        if brute::rosters_at_most(&instance) < 1e6 {
            let least = brute::best_values(&instance);
            assert!(same(fast[0], least[0]), "seed {seed}: {fast:?} {least:?}");
        }
    }
}

const PLAN: &str = "period = { from = 2026-01-05, to = 2026-01-18 }\n\
    [[windows]]\ndays = [\"mon\", \"tue\", \"wed\"]\nstart = \"08:00\"\nseats = 2\n\
    [rules]\nshifts_per_week = 1\nshifts_per_period = 1\n";

fn folder(agreements: &str) -> Instance {
    let place = tempfile::tempdir().expect("a temporary folder");
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("the folder is there");
    put("plan.toml", PLAN);
    put("municipalities.csv", "code,name,population,away_at_once\n101,North,1000,1\n");
    put("staff.csv", "id,name,municipality,joined\na,Anna,101,\nb,Bo,101,2026-01-07\n");
    put("availability.csv", "staff,kind,from,to\na,unavailable,2026-01-05,2026-01-07\n");
    put("locks.csv", "date,start,staff,kind\n2026-01-12,08:00,a,fixed\n2026-01-13,08:00,a,forbidden\n");
    put("agreements.csv", agreements);
    let (folder, said) = read::folder(place.path());
    let (instance, found) = check::instance(&folder);
    instance.unwrap_or_else(|| panic!("{said:?} {found:?}"))
}

#[test]
fn a_row_is_the_change_of_its_kind_and_a_second_one_is_two() {
    let none = folder("kind,staff,date,start\n");
    let (a, b) = (0, 1);
    let at = |day: u32| {
        let date = NaiveDate::from_ymd_opt(2026, 1, day).expect("a day of January");
        (date, none.window_at(date, NaiveTime::from_hms_opt(8, 0, 0).expect("a time")).expect("a window"))
    };
    let rows = "kind,staff,municipality,date,start,note\n\
        shifts_per_week,a,,2026-01-06,,spoke to her on Friday\n\
        SHIFTS_PER_WEEK,a,,2026-01-07,,\n\
        shifts_per_period,b,,,,\n\
        away_at_once,,North,2026-01-12,08:00,\n\
        availability,a,,2026-01-05,08:00,\n\
        locks,a,,2026-01-12,08:00,\n\
        locks,a,,2026-01-13,08:00,\n";
    let concessions = [
        Concession::Week { staff: a, monday: at(5).0 },
        Concession::Week { staff: a, monday: at(5).0 },
        Concession::Period { staff: b },
        Concession::Away { municipality: 0, window: at(12).1 },
        Concession::Window { staff: a, window: at(5).1 },
        Concession::Lock { staff: a, window: at(12).1 },
        Concession::Lock { staff: a, window: at(13).1 },
    ];
    let instance = folder(rows);
    assert_eq!(instance, none.clone().conceding(&concessions));
    assert_eq!((instance.most_in_week(a, at(5).0.iso_week()), instance.most_in_week(a, at(12).0.iso_week())), (3, 1));
    assert_eq!((instance.most_away(0, at(12).1), instance.most_away(0, at(13).1)), (Some(2), Some(1)));
    // Nobody is agreed into a window before their first day.
    let early = folder("kind,staff,date,start\navailability,b,2026-01-05,08:00\n");
    assert_eq!(early, none);
    let on = |window: usize| Roster::empty(none.windows.len()).with(window, b);
    assert!(!judge(&early, &on(at(5).1)).violations.is_empty());
}
