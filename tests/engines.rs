//! The engine against brute force on tiny folders, and against the plain model on small ones.
//!
//! In: seeds. Out: agreement on every rung's value, each of them proven. Three independent answers to the same folder:
//! an enumeration of rosters, one variable a person and window with rows for held rungs, and the engine.

mod support;

use std::sync::Arc;

use support::brute;
use support::random::RandomFolder;
use vagtplan::domain::Instance;
use vagtplan::domain::value::same;
use vagtplan::planning::{self, Engine, Options, Plan, Status};

fn plan(instance: &Arc<Instance>, engine: Engine) -> Plan {
    let options = Options { engine, ..Options::default() };
    planning::plan(instance, &options, &mut |_| ())
        .unwrap_or_else(|defect| panic!("{engine:?}: {defect}"))
        .expect("a roster")
}

fn values(plan: &Plan) -> Vec<f64> {
    plan.rungs.iter().map(|rung| rung.value).collect()
}

#[track_caller]
fn assert_same(seed: u64, what: &str, plan: &Plan, expected: &[f64]) {
    let found = values(plan);
    let equal = found.len() == expected.len() && found.iter().zip(expected).all(|(&a, &b)| same(a, b));
    assert!(equal, "seed {seed}: {what} has {found:?}, expected {expected:?}: {:#?}", plan.rungs);
    assert_eq!(plan.status, Status::Proven, "seed {seed}: {what}: {:#?}", plan.rungs);
}

#[test]
fn both_engines_agree_with_brute_force_on_tiny_folders() {
    for seed in 0..300 {
        let instance = Arc::new(RandomFolder::tiny(seed).instance);
        let best = brute::best_values(&instance);
        assert_same(seed, "the engine", &plan(&instance, Engine::Fast), &best);
        assert_same(seed, "the plain model", &plan(&instance, Engine::Plain), &best);
    }
}

#[test]
fn both_engines_agree_with_brute_force_where_days_have_no_member() {
    let mut deserted = 0;
    for seed in 0..60 {
        let instance = Arc::new(RandomFolder::tiny(seed).deserted_at_first());
        deserted += usize::from(!instance.is_somebodys(&instance.windows[0]));
        let best = brute::best_values(&instance);
        assert_same(seed, "the engine", &plan(&instance, Engine::Fast), &best);
        assert_same(seed, "the plain model", &plan(&instance, Engine::Plain), &best);
    }
    assert!(deserted > 40, "{deserted}");
}

#[test]
fn both_engines_agree_on_small_folders() {
    for seed in 0..25 {
        let instance = Arc::new(RandomFolder::small(seed).instance);
        let plain = plan(&instance, Engine::Plain);
        assert_same(seed, "the engine", &plan(&instance, Engine::Fast), &values(&plain));
        assert_eq!(plain.status, Status::Proven, "seed {seed}");
    }
}
