//! What the engine says is so to the last digit: a bound never lies above what a roster can reach, at no moment of a
//! run, and two rosters that differ are told apart however large the goal's value is.
//!
//! In: tiny folders made unpleasant, and instances made by hand. Out: assertions on bounds and plans.

mod support;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::TimeDelta;
use fastrand::Rng;
use support::brute;
use support::by_hand::{exact, instance, municipality, past, person, staff, stance, window};
use support::folder::{Dialect, Folder, Table};
use support::random::RandomFolder;
use vagtplan::domain::Instance;
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::rule::Rule;
use vagtplan::domain::value::same;
use vagtplan::planning::{self, Options, Status};
use vagtplan::solve::{Event, Limits, fast};

/// Rosters that brute force may have to look at here.
const MOST_ROSTERS: f64 = 200_000.0;

/// What a sum of fractions may lose in floating point, relative to it. Bounds are worked out exactly, so no tolerance of a solver is in
/// them, but for those of integer programs.
const NOISE: f64 = 1e-12;

/// A tiny folder whose linear programs promise what no roster keeps: with rest that reaches over several days, three
/// windows of which a person can take only one can each be half taken. The ladder is in any order.
fn unpleasant(seed: u64) -> Option<Instance> {
    let mut instance = RandomFolder::tiny(seed).instance;
    let mut random = Rng::with_seed(seed);
    instance.edit(|instance| {
        instance.fixed.clear();
        instance.rest = TimeDelta::hours(random.choice([30, 54, 60, 84]).expect("some hours"));
    });
    let mut goals = Goal::ALL[1..].to_vec();
    random.shuffle(&mut goals);
    goals.truncate(random.usize(1..=goals.len()));
    goals.insert(0, Goal::Coverage);
    instance.edit(|instance| {
        instance.goals = goals;
        for person in &mut instance.staff {
            person.limits[Rule::ShiftsPerWeek] =
                Some(person.limits.most(Rule::ShiftsPerWeek).max(random.u32(1..5) * person.heads));
            person.limits[Rule::ShiftsPerDay] = Some(random.u32(1..=2) * person.heads);
        }
    });
    is_small(&instance).then_some(instance)
}

fn is_small(instance: &Instance) -> bool {
    brute::rosters_at_most(instance) <= MOST_ROSTERS
}

#[test]
fn no_bound_is_ever_above_what_a_roster_reaches() {
    let unpleasant = (0..500).filter_map(|seed| Some((seed, unpleasant(seed)?)));
    let usual = (0..100).map(|seed| (seed, RandomFolder::tiny(seed).instance)).filter(|(_, usual)| is_small(usual));
    let (mut looked_at, mut met) = (0, 0);
    for (seed, instance) in unpleasant.chain(usual) {
        let best = brute::best_values(&instance);
        let rungs = instance.rungs();
        let mut bounds: Vec<Option<f64>> = vec![None; rungs.len()];
        let stop = AtomicBool::new(false);
        let watched = fast::solve(
            &instance,
            None,
            &Limits { deadline: None, stop: &stop, threads: std::num::NonZeroUsize::MIN },
            &mut |event| {
                let Event::Bound { rung, bound, .. } = event else { return };
                let place = rungs.iter().position(|&other| other == rung).expect("a rung of the ladder");
                bounds[place] = Some(bound);
                bounds[place + 1..].fill(None);
                // A bound speaks of rosters that reach all bounds before it; as long as the best one does, of that.
                for (bound, &best) in bounds.iter().zip(&best) {
                    let Some(bound) = *bound else { break };
                    assert!(bound <= best + NOISE * best.abs(), "seed {seed}: {rung}: {bounds:?} of {best:?}");
                    if !same(bound, best) {
                        break;
                    }
                }
            },
        );
        assert_eq!(watched, Ok(()), "seed {seed}");
        looked_at += 1;
        // At the end most are what a roster reaches; on whole numbers that means to the last digit.
        let reached =
            bounds.iter().zip(&best).take_while(|(bound, best)| bound.is_some_and(|bound| same(bound, **best)));
        met += usize::from(reached.clone().count() == rungs.len());
        for ((bound, best), rung) in reached.zip(&rungs) {
            assert!(!rung.is_whole() || *bound == Some(*best), "seed {seed}: {rung}: {bound:?}, not {best}");
        }
    }
    assert!(looked_at > 150 && met > looked_at * 9 / 10, "{looked_at} {met}");
}

#[test]
fn unpleasant_folders_are_proven() {
    for (seed, instance) in (0..500).filter_map(|seed| Some((seed, unpleasant(seed)?))) {
        let best = brute::best_values(&instance);
        let plan = planning::plan(&Arc::new(instance), &Options::default(), &mut |_| ());
        let plan = plan.unwrap_or_else(|defect| panic!("seed {seed}: {defect}")).expect("a roster");
        let values: Vec<f64> = plan.rungs.iter().map(|rung| rung.value).collect();
        assert!(values.iter().zip(&best).all(|(&a, &b)| same(a, b)), "seed {seed}: {values:?}, not {best:?}");
        assert_eq!(plan.status, Status::Proven, "seed {seed}: {:#?}", plan.rungs);
    }
}

/// A seat and two colleagues, of whom the one with the long past is a hair's breadth behind in turns, and would like it.
fn a_hair_apart() -> Instance {
    let people = vec![staff("a", "A", 0, 1), staff("b", "B", 0, 1)];
    let mut instance = instance(
        ("2026-01-05", "2026-01-05"),
        &["08:00"],
        1,
        Vec::new(),
        vec![municipality("1", "Alone", 100)],
        people,
    );
    // One more turn costs a (2·100 + 1) / 1 = 201, and b (2·99 + 1) / 0.9901 = 200.99.
    instance.edit(|instance| instance.staff[1].weight = exact(9901, 10000));
    for (id, turns) in [("a", 100), ("b", 99)] {
        instance.edit(|instance| instance.history.extend(vec![past(instance, id, "2025-12-01 08:00"); turns]));
    }
    instance.edit(|instance| stance(instance, "a", "2026-01-05 08:00").prefers = 1);
    instance
}

#[test]
fn a_small_difference_in_a_large_value_is_a_difference() {
    let instance = Arc::new(a_hair_apart());
    let plan = planning::plan(&instance, &Options::default(), &mut |_| ()).expect("no defect").expect("a roster");
    let seat = window(&instance, "2026-01-05 08:00");
    assert_eq!(plan.verified.roster().shifts[seat], [person(&instance, "b")], "rotation comes before wishes");
    let wishes = plan.rungs.iter().find(|report| report.rung == Rung::Wishes).expect("a rung of the ladder");
    assert_eq!((wishes.value, plan.status), (0.0, Status::Proven), "{:#?}", plan.rungs);
}

/// Two municipalities of two people, more seats than they can fill; the first one's weight and her municipality's
/// balance are as given.
fn extreme(weight: &str, balance: &str) -> Folder {
    let plan = "period = { from = 2026-01-05, to = 2026-01-11 }\n\
                [[windows]]\ndays = \"mon-fri\"\nstart = \"08:00\"\nseats = 3\n";
    let mut municipalities = Table::new("municipalities.csv", "code,name,population");
    municipalities.push(["1", "A", "100"]);
    municipalities.push(["2", "B", "200"]);
    let mut staff = Table::new("staff.csv", "id,name,municipality,weight");
    staff.push(["a1", "A1", "1", weight]);
    staff.push(["a2", "A2", "1", ""]);
    staff.push(["b1", "B1", "2", ""]);
    staff.push(["b2", "B2", "2", "0.37"]);
    let mut ledger = Table::new("ledger.csv", "municipality,burden,entitled,worked");
    match balance.strip_prefix('-') {
        Some(ahead) => ledger.push(["1", "", "0", ahead]),
        None => ledger.push(["1", "", balance, "0"]),
    }
    Folder { plan: plan.to_owned(), tables: vec![municipalities, staff, ledger], dialect: Dialect::PLAIN }
}

/// What check makes of a folder; `None` where it is refused.
fn checked(folder: &Folder) -> Option<Instance> {
    let dir = tempfile::tempdir().expect("a temporary directory");
    folder.write(dir.path());
    vagtplan::check::instance(&vagtplan::read::folder(dir.path()).0).0
}

/// The least and the largest weight and balance that there can be, and some between.
const WEIGHTS: [&str; 5] = ["0.0001", "0.37", "1", "999.9", "10000"];
const BALANCES: [&str; 6] = ["-1000000", "-1000", "0", "0.5", "1000", "1000000"];

#[test]
fn what_check_lets_through_can_be_planned() {
    let mut planned = 0;
    for weight in WEIGHTS {
        for balance in BALANCES {
            let instance = checked(&extreme(weight, balance)).expect("what check lets through");
            let plan = planning::plan(&Arc::new(instance), &Options::default(), &mut |_| ());
            let plan = plan.unwrap_or_else(|defect| panic!("weight {weight}, balance {balance}: {defect}"));
            let plan = plan.expect("a roster");
            assert_eq!(plan.status, Status::Proven, "weight {weight}, balance {balance}: {:#?}", plan.rungs);
            planned += 1;
        }
    }
    assert_eq!(planned, WEIGHTS.len() * BALANCES.len());
    // These are the outermost: beyond them check refuses the folder.
    for (weight, balance) in [("0.00009", "0"), ("10000.1", "0"), ("1", "1000000.1"), ("1", "-1000000.1")] {
        assert!(checked(&extreme(weight, balance)).is_none(), "weight {weight}, balance {balance}");
    }
}
