//! Why a roster is as it is, on random folders: what a shift costs against brute force, what forbids it against the rules coded
//! a second time, and the order of rounding against the referee's sums of places.
//!
//! In: seeds. Out: agreement on each answer.

mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use fastrand::Rng;
use support::brute::{self, TOLERANCE};
use support::random::RandomFolder;
use support::random::rosters::good_roster;
use vagtplan::domain::goal::Rung;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::{Exact, Instance};
use vagtplan::explanation::cost::Cost;
use vagtplan::explanation::days::{self, Counted, Keeper, Standing};
use vagtplan::explanation::queue::{self, claims};
use vagtplan::explanation::seat::{Answer, Forbidden, Question};
use vagtplan::explanation::{account, person, window};
use vagtplan::legality::Tally;
use vagtplan::planning::{self, Options};
use vagtplan::verify::{judge, verify};

const FOLDERS: u64 = 60;

/// The best roster of a tiny folder.
fn best(instance: &Instance) -> Roster {
    let plan = planning::plan(&Arc::new(instance.clone()), &Options::default(), &mut |_| ());
    plan.expect("no defect").expect("a roster").verified.roster().clone()
}

/// What the first rung that differs says.
fn difference(rungs: &[Rung], old: &[f64], new: &[f64]) -> Option<(Rung, f64)> {
    let place = (0..old.len()).find(|&place| (old[place] - new[place]).abs() > TOLERANCE)?;
    Some((rungs[place], new[place] - old[place]))
}

/// Holds a cost against the best values under the condition, and returns whether it was nothing.
#[track_caller]
fn agree(seed: u64, instance: &Instance, present: &[f64], expected: &[f64], cost: &Cost) -> bool {
    let rungs = instance.rungs();
    match (difference(&rungs, present, expected), cost) {
        (None, Cost::Nothing { shown_by }) => {
            assert!(brute::broken(instance, shown_by.roster()).is_empty(), "seed {seed}");
            assert_eq!(difference(&rungs, present, &brute::values(instance, shown_by.roster())), None, "seed {seed}");
            true
        }
        (Some((rung, more)), Cost::Worse { rung: found, at_least, at_most, nearest }) => {
            assert_eq!(*found, rung, "seed {seed}");
            assert!((at_least - more).abs() < TOLERANCE && (at_most - more).abs() < TOLERANCE, "seed {seed}: {cost:?}");
            assert!(brute::broken(instance, nearest.roster()).is_empty(), "seed {seed}");
            let shown = difference(&rungs, present, &brute::values(instance, nearest.roster()));
            assert!(
                shown.is_some_and(|(at, by)| at == rung && (by - more).abs() < TOLERANCE),
                "seed {seed}: {shown:?}"
            );
            false
        }
        // Even so the best roster beats the present one, by no less than what is said.
        (Some((best, more)), Cost::Better { rung, by }) => {
            let place = |of: Rung| rungs.iter().position(|&rung| rung == of);
            assert!(more < 0.0 && *by > 0.0 && place(best) <= place(*rung), "seed {seed}: {best} {more}, {rung} {by}");
            assert!(best != *rung || *by <= -more + TOLERANCE, "seed {seed}: {by} of {more}");
            false
        }
        (expected, found) => panic!("seed {seed}: {expected:?}, not {found:?}"),
    }
}

#[test]
fn what_a_shift_costs_is_what_brute_force_finds() {
    let (mut nothing, mut worse, mut better, mut forbidden, mut fixed) = (0, 0, 0, 0, 0);
    for seed in 0..2 * FOLDERS {
        let RandomFolder { instance, .. } = RandomFolder::tiny(seed / 2);
        // Every other roster is any that keeps the rules, and not the best.
        let roster = if seed % 2 == 0 { best(&instance) } else { good_roster(&mut Rng::with_seed(seed), &instance) };
        // Of one that breaks a rule, nobody is told what another would cost.
        if verify(&instance, roster.clone()).is_err() {
            continue;
        }
        let judgement = judge(&instance, &roster);
        let present = brute::values(&instance, &roster);
        let mut random = Rng::with_seed(seed);
        for _ in 0..4 {
            let (staff, window) = (random.usize(0..instance.staff.len()), random.usize(0..instance.windows.len()));
            let found =
                Question { instance: &instance, roster: &roster, present: &judgement, options: &Options::default }
                    .answers(staff, &[window])
                    .unwrap();
            let [answer] = found.as_slice() else { panic!("seed {seed}: {found:?}") };
            let (condition, cost) = match answer {
                Answer::Forbidden(by) => {
                    forbidden += 1;
                    // As little as there can be: what locks give. With one seat more, a rule breaks or a seat is missing.
                    let mut given = Roster::empty(instance.windows.len());
                    for (&(s, w), &seats) in &instance.fixed {
                        (0..seats).for_each(|_| given.give(w, s));
                    }
                    let broken = brute::broken(&instance, &given.with(window, staff));
                    let rules: BTreeSet<_> = broken.into_iter().map(|(rule, ..)| rule).collect();
                    match by.as_slice() {
                        [(at, Forbidden::By(named))] if *at == window => {
                            assert!(!named.is_empty() && named.iter().all(|rule| rules.contains(rule)))
                        }
                        [(at, Forbidden::AllFixed)] if *at == window => assert!(!rules.is_empty()),
                        _ => panic!("seed {seed}: {by:?}"),
                    }
                    continue;
                }
                Answer::Fixed { .. } => {
                    assert!(instance.fixed.contains_key(&(staff, window)));
                    fixed += 1;
                    continue;
                }
                Answer::Present { cost, .. } => (instance.clone().forbidding(staff, window), cost),
                Answer::Absent { cost, .. } => (instance.clone().fixing(staff, window), cost),
            };
            let expected = brute::best_values(&condition);
            match (agree(seed, &instance, &present, &expected, cost), cost) {
                (true, _) => nothing += 1,
                (false, Cost::Better { .. }) => better += 1,
                (false, _) => worse += 1,
            }
        }
    }
    assert!(better > 20, "{better}");
    assert!(nothing > 5 && worse > 20 && forbidden > 20 && fixed > 0, "{nothing} {worse} {forbidden} {fixed}");
}

#[test]
fn of_several_windows_the_cheapest_is_found() {
    let mut compared = 0;
    for seed in 0..FOLDERS {
        let RandomFolder { instance, .. } = RandomFolder::tiny(seed);
        let roster = best(&instance);
        let judgement = judge(&instance, &roster);
        let present = brute::values(&instance, &roster);
        let staff = (seed as usize) % instance.staff.len();
        let windows: Vec<usize> =
            (0..instance.windows.len()).filter(|&w| roster.seats_of(staff, w) == 0).take(3).collect();
        if windows.is_empty() {
            continue;
        }
        let found = Question { instance: &instance, roster: &roster, present: &judgement, options: &Options::default }
            .answers(staff, &windows)
            .unwrap();
        let [Answer::Absent { window, cost, forbidden, .. }] = found.as_slice() else { continue };
        let barred: BTreeSet<usize> = forbidden.iter().map(|(window, _)| *window).collect();
        let open = windows.iter().filter(|window| !barred.contains(window));
        let expected = open.map(|&window| brute::best_values(&instance.clone().fixing(staff, window)));
        let expected = expected.min_by(|one, other| {
            let differs = one.iter().zip(other).find(|(one, other)| (*one - *other).abs() > TOLERANCE);
            differs.map_or(std::cmp::Ordering::Equal, |(one, other)| one.total_cmp(other))
        });
        agree(seed, &instance, &present, &expected.expect("one of them is open"), cost);
        assert!(windows.contains(window) && !barred.contains(window));
        compared += 1;
    }
    assert!(compared > 10, "{compared}");
}

/// The referee counts places without sorting; here they are sorted.
#[test]
fn the_order_of_rounding_is_the_referees() {
    let mut compared = 0;
    for seed in 0..150 {
        let RandomFolder { instance, .. } = RandomFolder::small(seed);
        let roster = good_roster(&mut Rng::with_seed(seed), &instance);
        let judgement = judge(&instance, &roster);
        let of = |class: Option<usize>| {
            let given = class.map_or(&judgement.shifts, |burden| &judgement.burden_shifts[burden]);
            let all = claims(&instance, &judgement.shares, class, given, queue::seats(&instance, class));
            let counted = all.into_iter().enumerate();
            counted
                .filter(|(_, claim)| claim.shift <= given[claim.municipality])
                .map(|(at, _)| at as u64 + 1)
                .sum::<u64>()
        };
        let all = of(None);
        let burdens: u64 = (0..instance.burdens.len()).map(|burden| of(Some(burden))).sum();
        for (rung, expected) in [(Rung::SharesRounding, all), (Rung::BurdensRounding, burdens)] {
            if let Some((_, value)) = judgement.values.iter().find(|(other, _)| *other == rung) {
                assert!((value - expected as f64).abs() < TOLERANCE, "seed {seed}: {rung} {value} {expected}");
                compared += usize::from(expected > 0);
            }
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn a_place_counts_everybody_before_it() {
    let mut compared = 0;
    for seed in 0..150 {
        let RandomFolder { instance, .. } = RandomFolder::small(seed);
        let judgement = judge(&instance, &good_roster(&mut Rng::with_seed(seed), &instance));
        let most = account::Most { shifts: 0, burdens: vec![0; instance.burdens.len()] };
        let asked: Vec<_> = (0..instance.municipalities.len()).map(|m| (m, most.clone())).collect();
        for (m, accounts) in account::reasons(&instance, &judgement, &asked).into_iter().enumerate() {
            for reasons in accounts {
                let Some(rounding) = reasons.rounding else { continue };
                let given = reasons.class.map_or(&judgement.shifts, |burden| &judgement.burden_shifts[burden]);
                let all = claims(&instance, &judgement.shares, reasons.class, given, u64::from(u32::MAX));
                assert_eq!(all[rounding.place - 1], rounding.claim, "seed {seed}");
                assert_eq!(rounding.granted, rounding.claim.shift <= given[m], "seed {seed}");
                let certain = queue::certain(&queue::accounts(&judgement.shares, reasons.class)[m]);
                assert!(rounding.claim.shift > certain, "seed {seed}");
                compared += 1;
            }
        }
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn everybody_is_on_a_window_free_or_held_by_rules_that_break() {
    let (mut free, mut by_rules) = (0, 0);
    for seed in 0..FOLDERS {
        let RandomFolder { mut instance, .. } = RandomFolder::small(seed);
        instance.edit(|instance| instance.fixed.clear());
        let mut random = Rng::with_seed(seed);
        let full = good_roster(&mut random, &instance);
        let window = random.usize(0..instance.windows.len());
        // A seat is open: whoever had it could have it.
        let out = full.shifts[window].iter().copied().find(|&staff| !full.is_fixed(&instance, window, staff));
        let roster = out.map_or(full.clone(), |out| full.without(window, out));
        let held = window::held(&instance, &roster, window);
        let may_again = |out: usize| held.free.contains(&out) || held.seated.contains(&out);
        assert!(out.is_none_or(may_again), "seed {seed}");
        let many = held.seated.iter().collect::<BTreeSet<_>>().len() + held.free.len() + held.held.len();
        assert_eq!(many, instance.staff.len(), "seed {seed}");
        let with = |staff: usize| roster.clone().with(held.window, staff);
        for &staff in held.free.iter().filter(|_| held.unfilled > 0) {
            let found = verify(&instance, with(staff));
            assert!(found.is_ok(), "seed {seed}: {:?}", found.err());
            free += 1;
        }
        for (staff, rules) in &held.held {
            let broken = brute::broken(&instance, &with(*staff));
            let breaks = |rule| broken.iter().any(|(broken, ..)| broken == rule);
            assert!(!rules.is_empty() && rules.iter().all(breaks), "seed {seed}: {rules:?}");
            by_rules += 1;
        }
    }
    assert!(free > 20 && by_rules > 100, "{free} {by_rules}");
}

/// Somebody who could be there breaks no rule by it, and whom a rule keeps away breaks that one; windows are counted once each.
#[test]
fn what_keeps_a_person_from_a_window_is_a_rule_that_breaks() {
    let (mut free, mut kept) = (0, 0);
    for seed in 0..20 {
        let RandomFolder { mut instance, .. } = RandomFolder::small(seed);
        instance.edit(|instance| instance.fixed.clear());
        let roster = good_roster(&mut Rng::with_seed(seed), &instance);
        let tally = Tally::of(&instance, &roster);
        for reasons in person::reasons(&instance, &roster, 0..instance.staff.len()) {
            let staff = reasons.staff;
            let standings = days::standings(&instance, &roster, &tally, staff);
            for (w, standing) in standings.iter().enumerate() {
                // Whoever sits there makes room, whom that concerns no further.
                let others = instance.windows[w].seats as usize == roster.shifts[w].len();
                let home = instance.staff[staff].municipality;
                let out = roster.shifts[w].iter().copied().find(|&other| instance.staff[other].municipality != home);
                let emptied = match (others, out) {
                    (false, _) => roster.clone(),
                    (true, Some(out)) => roster.clone().without(w, out),
                    (true, None) => continue,
                };
                let broken = brute::broken(&instance, &emptied.with(w, staff));
                match standing {
                    Standing::On => assert!(roster.seats_of(staff, w) > 0),
                    Standing::Free => {
                        assert!(broken.is_empty(), "seed {seed}: {broken:?}");
                        free += 1;
                    }
                    Standing::Kept(Keeper::Rule(rule)) => {
                        assert!(broken.iter().any(|(other, ..)| other == rule), "seed {seed}: {rule}");
                        kept += 1;
                    }
                    Standing::Kept(Keeper::NotEmployed) => assert!(!broken.is_empty(), "seed {seed}"),
                }
            }
            let all = |counted: &Counted| {
                assert_eq!(
                    counted.windows,
                    counted.on + counted.free + counted.kept.iter().map(|kept| kept.1).sum::<u64>()
                );
                counted.windows
            };
            assert_eq!(all(&reasons.all), instance.windows.len() as u64);
            assert_eq!(reasons.kinds.iter().map(|kind| all(&kind.counted)).sum::<u64>(), all(&reasons.all));
            assert_eq!(reasons.kinds.iter().map(|kind| kind.shifts).sum::<u64>(), reasons.turns[0].shifts.0);
            if let Some(wishes) = &reasons.wishes {
                assert_eq!(wishes.met + wishes.avoided + wishes.outside, reasons.turns[0].shifts.0);
            }
        }
    }
    assert!(free > 100 && kept > 100, "{free} {kept}");
}

/// Turns are shares: those of a municipality's people come to its shifts, to the last fraction, and in proportion to weight and time present.
#[test]
fn turns_of_colleagues_come_to_what_the_municipality_has() {
    let mut compared = 0;
    for seed in 0..80 {
        let RandomFolder { instance, .. } = RandomFolder::small(seed);
        let roster = good_roster(&mut Rng::with_seed(seed), &instance);
        let judgement = judge(&instance, &roster);
        let all = person::reasons(&instance, &roster, 0..instance.staff.len());
        for m in 0..instance.municipalities.len() {
            let own: Vec<_> = all.iter().filter(|reasons| instance.staff[reasons.staff].municipality == m).collect();
            if own.iter().all(|reasons| reasons.part.own == Exact::default()) {
                continue;
            }
            assert_eq!(own.iter().map(|reasons| reasons.part.part()).sum::<Exact>(), Exact::from_integer(1.into()));
            let classes = std::iter::once(&judgement.shifts).chain(&judgement.burden_shifts);
            for (place, given) in classes.enumerate() {
                let turns: Vec<_> = own.iter().map(|reasons| &reasons.turns[place]).collect();
                assert!(turns.iter().all(|turn| turn.shifts.1 == given[m]), "seed {seed}");
                assert_eq!(turns.iter().map(|turn| turn.shifts.0).sum::<u64>(), given[m], "seed {seed}");
                let due: Exact = turns.iter().map(|turn| turn.due.clone()).sum();
                assert_eq!(due, Exact::from_integer(given[m].into()), "seed {seed}");
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared}");
}
