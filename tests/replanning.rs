//! Mending a published roster: the past stays to the letter, and no fewer shifts change than must.
//!
//! In: random folders with a random published roster, which need not hold the rules of the folder any more. Out: both
//! engines agree on every rung, stability among them, and the referee tells the past from the new plan.

mod support;

use std::sync::Arc;

use chrono::Days;
use fastrand::Rng;
use support::random::RandomFolder;
use support::random::rosters::{any_roster, good_roster};
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::value::same;
use vagtplan::domain::{Instance, Published};
use vagtplan::planning::{self, Engine, Options, Plan, Status};
use vagtplan::verify::judge;

fn plan(instance: &Arc<Instance>, engine: Engine) -> Plan {
    let options = Options { engine, ..Options::default() };
    planning::plan(instance, &options, &mut |_| ()).unwrap_or_else(|defect| panic!("{defect}")).expect("a roster")
}

/// The folder of a seed with a published roster, mended from some day of the period on.
fn mended(seed: u64, mut instance: Instance) -> Instance {
    let mut random = Rng::with_seed(seed);
    let roster =
        if random.bool() { good_roster(&mut random, &instance) } else { any_roster(&mut random, &instance) }.sorted();
    let days = instance.period.length_in_days() as u64;
    let from = instance.period.from + Days::new(random.u64(0..=days));
    let place = random.usize(1..=instance.goals.len());
    instance.edit(|instance| {
        instance.goals.insert(place, Goal::Stability);
        instance.published = Some(Published { roster, from });
    });
    // Locks may clash with what has been worked; the command refuses that, and here it would only be in the way. Those of
    // the past say nothing any more, whether they were held or not.
    let windows = instance.windows.clone();
    instance.edit(|instance| instance.fixed.retain(|&(_, window), _| windows[window].date < from));
    instance
}

#[track_caller]
fn assert_mended(seed: u64, instance: &Instance, plan: &Plan) {
    let published = instance.published.as_ref().expect("made so");
    for (w, (now, before)) in plan.verified.roster().shifts.iter().zip(&published.roster.shifts).enumerate() {
        assert!(!instance.is_past(w) || now == before, "seed {seed}: window {w} lies before {}", published.from);
    }
    assert_eq!(plan.status, Status::Proven, "seed {seed}: {:#?}", plan.rungs);
}

#[test]
fn both_engines_agree_on_mended_rosters() {
    for (size, seeds) in [(true, 0..200), (false, 0..12)] {
        for seed in seeds {
            let folder = if size { RandomFolder::tiny(seed) } else { RandomFolder::small(seed) };
            let instance = Arc::new(mended(seed, folder.instance));
            let (fast, plain) = (plan(&instance, Engine::Fast), plan(&instance, Engine::Plain));
            assert_mended(seed, &instance, &fast);
            assert_mended(seed, &instance, &plain);
            for (fast, plain) in fast.rungs.iter().zip(&plain.rungs) {
                assert!(same(fast.value, plain.value), "seed {seed}: {fast:?} {plain:?}");
            }
        }
    }
}

#[test]
fn what_was_planned_best_is_kept_whole() {
    for seed in 0..40 {
        let instance = RandomFolder::tiny(seed).instance;
        let cold = plan(&Arc::new(instance.clone()), Engine::Fast);
        let mut again = instance;
        let published = Published { roster: cold.verified.roster().clone(), from: again.period.from };
        again.edit(|again| again.goals.push(Goal::Stability));
        let again = again.mended(published);
        let again = plan(&Arc::new(again), Engine::Fast);
        let kept = again.rungs.last().expect("a ladder");
        assert_eq!((kept.rung, kept.value), (Rung::Stability, 0.0), "seed {seed}");
        assert_eq!(cold.verified.roster(), again.verified.roster(), "seed {seed}");
    }
}

#[test]
fn a_rule_broken_in_the_past_is_no_violation_of_the_new_plan() {
    let mut told = 0;
    for seed in 0..200 {
        let instance = mended(seed, RandomFolder::tiny(seed).instance);
        let published = instance.published.clone().expect("made so");
        let judgement = judge(&instance, &published.roster);
        for violation in &judgement.past {
            assert!(violation.windows.iter().all(|&w| instance.windows[w].date < published.from), "seed {seed}");
        }
        for violation in &judgement.violations {
            assert!(violation.windows.iter().any(|&w| instance.windows[w].date >= published.from), "seed {seed}");
        }
        told += judgement.past.len();
    }
    assert!(told > 50, "{told}");
}
