//! Mending a published roster: the past stays to the letter, and no fewer shifts change than must.
//!
//! In: random folders with a random published roster, which need not hold the rules of the folder any more. Out: both
//! engines agree on every rung, stability among them, and the referee tells the past from the new plan.

mod support;

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use fastrand::Rng;
use support::brute;
use support::random::RandomFolder;
use support::random::rosters::{any_roster, good_roster};
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::value::same;
use vagtplan::domain::{Instance, Published};
use vagtplan::planning::{self, Engine, Options, Plan, Status};
use vagtplan::replanning;
use vagtplan::verify::judge;

fn plan(instance: &Arc<Instance>, engine: Engine) -> Plan {
    let options = Options { engine, ..Options::default() };
    planning::plan(instance, &options, &mut |_| ()).unwrap_or_else(|defect| panic!("{defect}")).expect("a roster")
}

/// The folder of a seed with a published roster, mended from some day of the period on.
fn mended(seed: u64, mut instance: Instance) -> Instance {
    let mut random = Rng::with_seed(seed);
    let roster = if random.bool() { good_roster(&mut random, &instance) } else { any_roster(&mut random, &instance) };
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

/// The same for brute force, which knows no past: there the past is locks, and whoever has none stays away.
fn without_a_past(instance: &Instance, from: NaiveDate) -> Instance {
    let mut known = instance.clone();
    known.edit(|known| {
        let windows = known.windows.len();
        for (w, s) in (0..windows).flat_map(|w| (0..known.staff.len()).map(move |s| (w, s))) {
            if known.windows[w].date < from {
                let published = known.published.as_ref().expect("made so");
                let seats = published.roster.shifts[w].iter().filter(|&&on| on == s).count() as u32;
                known.stances[s * windows + w].available = seats > 0;
                known.fixed.remove(&(s, w));
                known.fixed.extend((seats > 0).then_some(((s, w), seats)));
            }
        }
    });
    known
}

/// Somebody falls ill after a roster is published: of all rosters that break no rule, none changes fewer shifts, and none is
/// better on what comes after. Every change is on the list that is sent out.
#[test]
fn as_few_shifts_change_as_brute_force_finds() {
    let (mut changed, mut past) = (0, 0);
    for seed in 0..120 {
        let mut random = Rng::with_seed(seed);
        let mut instance = RandomFolder::tiny(seed).instance;
        instance.edit(|instance| instance.fixed.clear());
        let roster = good_roster(&mut random, &instance);
        let from = instance.period.from + Days::new(random.u64(0..instance.period.length_in_days() as u64));
        instance.edit(|instance| {
            let windows = instance.windows.len();
            for w in (0..windows).filter(|&w| instance.windows[w].date >= from) {
                for &s in &roster.shifts[w] {
                    // Ill in this window, or in no other.
                    instance.stances[s * windows + w].available &= random.f64() < 0.7;
                }
            }
            let place = random.usize(1..=instance.goals.len());
            instance.goals.insert(place, Goal::Stability);
        });
        let instance = Arc::new(instance.mended(Published { roster, from }));
        let known = without_a_past(&instance, from);
        if brute::rosters_at_most(&known) > 200_000.0 {
            continue;
        }
        let (found, best) = (plan(&instance, Engine::Fast), brute::best_values(&known));
        assert_mended(seed, &instance, &found);
        for (rung, best) in found.rungs.iter().zip(best) {
            assert!((rung.value - best).abs() < 1e-6, "seed {seed}: {rung:?}, by brute force {best}");
        }
        let mends = replanning::mends(&instance, found.verified.roster());
        let lost = mends.iter().filter(|mend| mend.was.is_some()).count();
        let stability = found.rungs.iter().find(|rung| rung.rung == Rung::Stability).expect("a goal of the ladder");
        assert_eq!(lost as f64, stability.value, "seed {seed}: {mends:?}");
        changed += usize::from(lost > 0);
        past += usize::from(instance.is_past(0));
    }
    assert!(changed > 30 && past > 30, "{changed} changed, {past} with a past");
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
