//! Tiny random folders against brute force: the referee's verdict and every goal's value.
//!
//! In: seeds. Out: agreement on each rule and rung; the optima are compared in `engines.rs`. `support/brute.rs` reads
//! the contract a second time, so that an error would have to be made twice, in two ways of thinking.

mod support;

use std::collections::BTreeSet;

use fastrand::Rng;
use support::brute::{self, TOLERANCE};
use support::random::RandomFolder;
use support::random::rosters::{any_roster, good_roster};
use vagtplan::domain::Instance;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::Rule;
use vagtplan::verify::{judge, verify};

/// Holds the referee's judgement of one roster against brute force, and returns the broken rules.
#[track_caller]
fn agree(seed: u64, instance: &Instance, roster: &Roster) -> BTreeSet<Rule> {
    let judgement = judge(instance, roster);
    let found: BTreeSet<_> = judgement.violations.iter().map(|v| (v.rule, v.staff, v.municipality)).collect();
    let expected = brute::broken(instance, roster);
    assert_eq!(found, expected, "seed {seed}: {roster:?}");
    assert_eq!(verify(instance, roster.clone()).is_ok(), expected.is_empty(), "seed {seed}: {roster:?}");
    let values = brute::values(instance, roster);
    assert_eq!(judgement.values.len(), values.len());
    for ((rung, found), expected) in judgement.values.iter().zip(&values) {
        assert!((found - expected).abs() < TOLERANCE, "seed {seed}: {rung} is {expected}, not {found}: {roster:?}");
    }
    expected.into_iter().map(|(rule, ..)| rule).collect()
}

#[test]
fn the_referee_agrees_with_brute_force_on_tiny_folders() {
    let mut broken = BTreeSet::new();
    let mut good = 0;
    for seed in 0..300 {
        let RandomFolder { instance, .. } = RandomFolder::tiny(seed);
        let mut random = Rng::with_seed(seed);
        for _ in 0..20 {
            let rules = agree(seed, &instance, &any_roster(&mut random, &instance));
            good += usize::from(rules.is_empty());
            broken.extend(rules);
        }
    }
    assert_eq!(broken, BTreeSet::from(Rule::ALL), "every rule has been broken");
    assert!(good > 300, "good rosters are among them: {good}");
}

#[test]
fn the_referee_agrees_with_brute_force_on_small_folders() {
    for seed in 0..40 {
        let RandomFolder { instance, .. } = RandomFolder::small(seed);
        let mut random = Rng::with_seed(seed);
        agree(seed, &instance, &good_roster(&mut random, &instance));
        agree(seed, &instance, &any_roster(&mut random, &instance));
    }
}

#[test]
fn the_referee_agrees_with_brute_force_where_days_have_no_member() {
    let mut deserted = 0;
    for seed in 0..150 {
        let folder = RandomFolder::tiny(seed);
        let instance = folder.deserted_at_first();
        let mut random = Rng::with_seed(seed);
        for _ in 0..5 {
            agree(seed, &instance, &any_roster(&mut random, &instance));
        }
        deserted += usize::from(!instance.is_somebodys(&instance.windows[0]));
    }
    assert!(deserted > 100, "{deserted}");
}

/// The search with its pruning against a walk through every table of counts there is.
#[test]
fn brute_force_overlooks_no_roster() {
    let mut compared = 0;
    for seed in 0..400 {
        let RandomFolder { instance, .. } = RandomFolder::tiny(seed);
        if brute::rosters_at_most(&instance) > 500.0 {
            continue;
        }
        let mut best: Option<Vec<f64>> = None;
        every_roster(&instance, &mut Roster::empty(instance.windows.len()), 0, &mut |roster| {
            if brute::broken(&instance, roster).is_empty() {
                let values = brute::values(&instance, roster);
                if best.as_ref().is_none_or(|best| is_better(&values, best)) {
                    best = Some(values);
                }
            }
        });
        let (found, best) = (brute::best_values(&instance), best.expect("a roster that breaks no rule"));
        assert!(!is_better(&found, &best) && !is_better(&best, &found), "seed {seed}: {best:?}, not {found:?}");
        compared += 1;
    }
    assert!(compared > 20, "some folders are small enough: {compared}");
}

fn every_roster(instance: &Instance, roster: &mut Roster, w: usize, visit: &mut dyn FnMut(&Roster)) {
    if w == instance.windows.len() {
        visit(roster);
        return;
    }
    every_roster(instance, roster, w + 1, visit);
    if roster.shifts[w].len() < instance.windows[w].seats as usize {
        // Ascending, so that each set of people comes once; a pool may come again.
        let first = roster.shifts[w].last().copied().unwrap_or(0);
        for s in first..instance.staff.len() {
            let held = roster.shifts[w].iter().filter(|&&other| other == s).count();
            if held < instance.staff[s].heads as usize {
                roster.give(w, s);
                every_roster(instance, roster, w, visit);
                roster.take_back(w, s);
            }
        }
    }
}

fn is_better(found: &[f64], best: &[f64]) -> bool {
    let differs = found.iter().zip(best).find(|(found, best)| (*found - *best).abs() > TOLERANCE);
    differs.is_some_and(|(found, best)| found < best)
}
