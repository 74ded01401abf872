//! Who leaves and who joins: sums that must not change, and what a municipality's staff can take against brute force.
//!
//! In: random folders and one made by hand. Out: agreement. `support/brute.rs` walks all rosters, so the most that one
//! municipality can take is found there without any solver.

mod support;

use num_rational::BigRational;
use num_traits::Zero;
use support::brute;
use support::by_hand;
use support::random::RandomFolder;
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::rule::{Limits, Rule};
use vagtplan::domain::{Exact, Instance, LedgerEntry, Newcomer};
use vagtplan::membership::balance::settle;
use vagtplan::membership::ceiling::{self, Ceiling};
use vagtplan::membership::effect::{self, WEEK};
use vagtplan::membership::staffing::{Cause, Lack, Staffing, Verdict, verdict};
use vagtplan::planning::staffing::{reach, unfilled};
use vagtplan::shares::shares;

/// The most shifts of municipality `m` in windows that count, by walking all rosters in which nobody else works but
/// where they are fixed, and nobody at all works elsewhere. `None` where a pool is fixed in what does not count: it could
/// take more seats there than those, and the walk would not know them apart.
fn most_by_hand(instance: &Instance, m: usize, counts: impl Fn(usize) -> bool) -> Option<u64> {
    let aside = |&(s, w): &(usize, usize)| instance.staff[s].municipality != m || !counts(w);
    if instance.fixed.keys().any(|place| aside(place) && instance.staff[place.0].is_pool()) {
        return None;
    }
    let mut alone = instance.clone().with_goals(vec![Goal::Coverage]);
    alone.edit(|alone| {
        for s in 0..alone.staff.len() {
            for w in 0..alone.windows.len() {
                if !alone.fixed.contains_key(&(s, w)) && aside(&(s, w)) {
                    let place = s * alone.windows.len() + w;
                    alone.stances[place].available = false;
                }
            }
        }
    });
    // Which of the seats are needed first is another question.
    alone.edit(|alone| alone.windows.iter_mut().for_each(|window| window.least = 0));
    let fewest = brute::best_values(&alone)[0].round() as u64;
    // What counts of it: not the seats fixed for others, nor those fixed in windows that do not count.
    let fixed = alone.fixed.iter().filter(|(place, _)| aside(place)).map(|(_, &seats)| u64::from(seats));
    Some(alone.seats() - fewest - fixed.sum::<u64>())
}

#[test]
fn the_most_that_staff_can_take_is_what_brute_force_finds() {
    let (mut compared, mut below_seats) = (0, 0);
    for seed in 0..60 {
        let RandomFolder { instance, .. } = RandomFolder::tiny(seed);
        let places: Vec<usize> = (0..instance.municipalities.len()).collect();
        let found = reach(&instance, &places).unwrap();
        for (&m, found) in places.iter().zip(&found) {
            let Some(most) = most_by_hand(&instance, m, |_| true) else {
                continue;
            };
            assert_eq!(found.shifts, most, "seed {seed}, municipality {m}");
            for (burden, &found) in found.burdens.iter().enumerate() {
                let counts = |w: usize| instance.windows[w].burdens.contains(&burden);
                let most = most_by_hand(&instance, m, counts).unwrap_or(found);
                assert_eq!(found, most, "seed {seed}, municipality {m}, burden {burden}");
            }
            compared += 1;
            below_seats += usize::from(found.shifts < instance.seats());
        }
    }
    assert!(compared > 100 && below_seats > 50, "{compared} compared, {below_seats} with a limit to find");
}

#[test]
fn seats_nobody_can_fill_are_what_brute_force_finds() {
    for seed in 0..40 {
        let RandomFolder { instance, .. } = RandomFolder::tiny(seed);
        let leaver = instance.clone().without(&[0], None);
        for instance in [instance, leaver] {
            let found = unfilled(&instance, None).unwrap();
            let coverage = instance.with_goals(vec![Goal::Coverage]);
            assert!(found.proven, "seed {seed}");
            let place = coverage.rungs().iter().position(|&rung| rung == Rung::Coverage).expect("it is in the ladder");
            assert_eq!(found.seats, brute::best_values(&coverage)[place].round() as u64, "seed {seed}");
        }
    }
}

#[test]
fn whoever_leaves_or_joins_entitlements_sum_to_the_seats_and_balances_to_what_they_were() {
    for seed in 0..60 {
        let RandomFolder { instance, .. } = RandomFolder::small(seed);
        let members = instance.municipalities.len();
        let stays = |m: usize| {
            let municipality = &instance.municipalities[m];
            municipality.stretches.is_empty() && instance.period.days().all(|day| municipality.is_member(day))
        };
        // Somebody is there in every window, before and after.
        let Some(anchor) = (0..members).find(|&m| stays(m)) else {
            continue;
        };
        let leaver = (anchor + 1) % members;
        let newcomer = Newcomer {
            code: "000".into(),
            name: "New".into(),
            population: 12_345,
            limits: Limits::default(),
            staff: 2,
        };
        let (joined, place) = instance.clone().with_newcomer(&newcomer, None);
        // Everybody else stands one place further on, and has the figures of before.
        assert_eq!(place, 0);
        let (owed, rows) = (shares(&instance, 0), effect::members(&instance, &joined, None));
        for m in 0..members {
            assert_eq!(joined.municipalities[1 + m].code, instance.municipalities[m].code, "seed {seed}");
            assert_eq!(rows[1 + m].before.owed[0], owed.total[m].entitled, "seed {seed}, municipality {m}");
        }
        let pictures = [(members > 1).then(|| instance.clone().without(&[leaver], None)), Some(joined)];
        for after in pictures.into_iter().flatten() {
            let rows = effect::members(&instance, &after, None);
            for class in 0..=instance.burdens.len() {
                let before: Exact = rows.iter().map(|row| &row.before.owed[class]).sum();
                let then: Exact = rows.iter().map(|row| &row.after.owed[class]).sum();
                assert_eq!(before, then, "seed {seed}, class {class}");
                let change: Exact = rows.iter().map(|row| row.more(class)).sum();
                assert!(change.is_zero(), "seed {seed}, class {class}");
            }
            let seats = Exact::from_integer(instance.seats().into());
            assert_eq!(rows.iter().map(|row| &row.after.owed[0]).sum::<Exact>(), seats, "seed {seed}");
        }
        for balances in settle(&instance, &[leaver], instance.period.to) {
            let before: Exact = balances.iter().map(|balance| &balance.before).sum();
            let after: Exact = balances.iter().map(|balance| &balance.after).sum();
            assert_eq!(before, after, "seed {seed}");
        }
    }
}

/// Three towns of 10, 20 and 30 thousand, two people each, a seat each morning of two weeks.
fn towns() -> Instance {
    let municipality = by_hand::municipality;
    let towns =
        vec![municipality("1", "One", 10_000), municipality("2", "Two", 20_000), municipality("3", "Three", 30_000)];
    let ids = ["a1", "a2", "b1", "b2", "c1", "c2"];
    let staff = ids.iter().enumerate().map(|(number, id)| by_hand::staff(id, id, number / 2, 1)).collect();
    by_hand::instance(("2026-01-05", "2026-01-18"), &["08:00"], 1, Vec::new(), towns, staff)
}

#[test]
fn a_balance_goes_over_in_proportion_to_population_and_money_the_other_way() {
    let mut towns = towns();
    let entry = |entitled, worked| LedgerEntry {
        entitled: BigRational::from_integer(i64::into(entitled)),
        worked: BigRational::from_integer(i64::into(worked)),
    };
    towns.edit(|towns| {
        towns.ledger.insert((0, None), entry(10, 5));
        towns.ledger.insert((1, None), entry(20, 25));
    });
    let balances = &settle(&towns, &[0], towns.period.from)[0];
    let after: Vec<Exact> = balances.iter().map(|balance| balance.after.clone()).collect();
    assert_eq!(after, [by_hand::exact(0, 1), by_hand::exact(-3, 1), by_hand::exact(3, 1)]);
    let price = by_hand::exact(1000, 1);
    let paid: Vec<Exact> = balances.iter().map(|balance| balance.paid(&price)).collect();
    assert_eq!(paid, [-5000, 2000, 3000].map(|kroner| by_hand::exact(kroner, 1)));
}

#[test]
fn shifts_go_to_the_rest_and_people_are_missing_where_they_run_out() {
    let mut towns = towns();
    towns.edit(|towns| {
        for person in &mut towns.staff {
            person.limits[Rule::ShiftsPerWeek] = Some(2);
        }
    });
    let after = towns.clone().without(&[2], None);
    let rows = effect::members(&towns, &after, None);
    assert_eq!(rows[0].before.owed[0], by_hand::exact(14, 6));
    assert_eq!(rows[0].after.owed[0], by_hand::exact(14, 3));
    assert_eq!(rows[1].after.rate(0, WEEK), by_hand::exact(14, 3));
    assert_eq!(rows[0].more_relative(0), Some(by_hand::exact(1, 1)));
    let most = reach(&after, &[0, 1]).unwrap();
    assert_eq!([most[0].shifts, most[1].shifts], [8, 8]);
    let open = ceiling::ceiling(&after, 1);
    assert_eq!(open, Ceiling { held: vec![14], open: vec![14] });
    let staffing = Staffing { heads: 2, most: vec![8], freely: None, ceiling: open.clone() };
    assert_eq!(verdict(&rows[0], &staffing, &[]), Verdict::Carries);
    let falls = |causes: &[Cause]| {
        Verdict::Falls(vec![Lack { class: 0, short: by_hand::exact(4, 3), causes: causes.to_vec() }])
    };
    // Two owes 28/3 and its two people take 4 each: a third of a person more is one more person.
    assert_eq!(verdict(&rows[1], &staffing, &[]), falls(&[Cause::Colleagues(1)]));
    // A third of a shift more is nobody.
    let nearly = Staffing { most: vec![9], ..staffing.clone() };
    let lack = Lack { class: 0, short: by_hand::exact(1, 3), causes: vec![Cause::PartOfAShift] };
    assert_eq!(verdict(&rows[1], &nearly, &[]), Verdict::Falls(vec![lack]));
    let nobody = Staffing { heads: 0, most: vec![0], ..staffing.clone() };
    let none = Lack { class: 0, short: by_hand::exact(28, 3), causes: vec![Cause::NoStaff, Cause::Colleagues(3)] };
    assert_eq!(verdict(&rows[1], &nobody, &[&staffing]), Verdict::Falls(vec![none]));
    let held = Staffing { freely: Some(vec![14]), ..staffing.clone() };
    assert_eq!(verdict(&rows[1], &held, &[]), falls(&[Cause::AwayAtOnce]));
    // Lifting it is not enough, and without that no number of colleagues is.
    let both = Ceiling { held: vec![9], open: vec![14] };
    let held = Staffing { freely: Some(vec![9]), ceiling: both, ..staffing.clone() };
    assert_eq!(verdict(&rows[1], &held, &[]), falls(&[Cause::AwayAtOnce, Cause::PartOfAShift]));
    let few = Staffing { ceiling: Ceiling { held: vec![8], open: vec![9] }, ..staffing };
    assert_eq!(verdict(&rows[1], &few, &[]), falls(&[Cause::FewAvailable(9)]));
}

#[test]
fn in_the_middle_of_a_period_each_part_of_it_has_its_own_members() {
    let mut towns = towns();
    let lock = (by_hand::person(&towns, "c1"), by_hand::window(&towns, "2026-01-06 08:00"));
    let late = (lock.0, by_hand::window(&towns, "2026-01-13 08:00"));
    towns.edit(|towns| towns.fixed.extend([(lock, 1), (late, 1)]));
    let middle = towns.clone().without(&[2], Some(by_hand::date("2026-01-12")));
    assert_eq!(middle.fixed.keys().collect::<Vec<_>>(), [&lock], "only locks of days as a member are held");
    let after = towns.clone().without(&[2], None);
    assert!(after.fixed.is_empty());
    let rows = effect::members(&towns, &after, Some(&middle));
    // A week at 7/2, and a week at nothing.
    assert_eq!(rows[2].this_period, Some(by_hand::exact(7, 2)));
    assert_eq!(rows.iter().filter_map(|row| row.this_period.clone()).sum::<Exact>(), by_hand::exact(14, 1));
}
