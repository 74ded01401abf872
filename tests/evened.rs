//! Exchanges that move people's shifts apart cost nothing else: no rule, no goal, no shift that is settled.
//!
//! In: rosters of random folders, a town that is small enough to follow, and the example. Out: the same value of every other goal, and
//! a roster that people can live with.

mod support;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use support::by_hand::{date, instance, municipality, person, roster, staff, stance, window};
use support::random::{RandomFolder, rosters};
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::instance::Parts;
use vagtplan::domain::roster::Roster;
use vagtplan::domain::value::same;
use vagtplan::domain::{Instance, Published};
use vagtplan::planning::{self, Options, Status};
use vagtplan::report::facts::hardships::hardships;
use vagtplan::report::facts::strips::strips;
use vagtplan::solve::Limits;
use vagtplan::solve::exchanges::apart;
use vagtplan::verify::judge;
use vagtplan::{check, read};

fn moved_apart(instance: &Instance, roster: &Roster) -> Roster {
    let stop = AtomicBool::new(false);
    let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
    apart(instance, roster, &limits)
}

fn spacing(instance: &Instance, roster: &Roster) -> f64 {
    let instance = instance.clone().with_goals(vec![Goal::Coverage, Goal::Spacing]);
    judge(&instance, roster).values.into_iter().find(|(rung, _)| *rung == Rung::Spacing).expect("a goal of it").1
}

#[test]
fn no_rule_is_broken_and_no_other_goal_gets_worse() {
    let (mut lawful, mut better) = (0, 0);
    for seed in 0..200 {
        let instance = RandomFolder::small(seed).instance;
        let mut random = fastrand::Rng::with_seed(seed);
        let published = rosters::good_roster(&mut random, &instance);
        let mut before = rosters::good_roster(&mut random, &instance);
        let goals = Goal::ALL.to_vec();
        let from = instance.windows[random.usize(..instance.windows.len())].date;
        let mended = |is_published: bool| match is_published {
            true => instance.clone().with_goals(goals.clone()).mended(Published { roster: published.clone(), from }),
            false => instance.clone().with_goals(goals.clone()),
        };
        let instance = mended(seed % 2 == 0);
        // What has been worked is as it was published.
        for w in (0..instance.windows.len()).filter(|&w| instance.is_past(w)) {
            before.set(w, published.shifts[w].clone());
        }
        // What was worked and what comes after were drawn apart, and may break a rule together.
        if !judge(&instance, &before).violations.is_empty() {
            continue;
        }
        lawful += 1;
        let after = moved_apart(&instance, &before);
        let [was, is] = [&before, &after].map(|roster| judge(&instance, roster));
        assert_eq!(is.violations, [], "seed {seed}");
        for (&(rung, was), &(_, is)) in was.values.iter().zip(&is.values) {
            match rung {
                Rung::Spacing => assert!(is <= was, "seed {seed}: {was} became {is}"),
                // What is made equal may come nearer to the pace on the way.
                Rung::Rhythm => assert!(is <= was, "seed {seed}: {rung} was {was}, is {is}"),
                _ => assert!(same(is, was), "seed {seed}: {rung} was {was}, is {is}"),
            }
        }
        better += usize::from(spacing(&instance, &after) < spacing(&instance, &before));
    }
    assert!(lawful > 60 && better > 20, "{better} of {lawful} rosters gained anything");
}

/// A town with Anna and Bo, four weeks of one seat a day. Anna has the first two days, Bo two a week apart, then nobody.
fn town(change: impl FnOnce(&mut Parts)) -> (Instance, Roster) {
    let people = vec![staff("anna", "Anna", 0, 1), staff("bo", "Bo", 0, 1)];
    let members = vec![municipality("1", "One", 100)];
    let mut town = instance(("2026-01-05", "2026-02-01"), &["08:00"], 1, Vec::new(), members, people);
    town.edit(change);
    let seats = [
        ("2026-01-05 08:00", "anna"),
        ("2026-01-06 08:00", "anna"),
        ("2026-01-20 08:00", "bo"),
        ("2026-01-27 08:00", "bo"),
    ];
    let roster = roster(&town, &seats);
    (town, roster)
}

#[test]
fn two_people_exchange_a_shift_each() {
    let (town, before) = town(|_| ());
    // 28 days for 2 of 4 shifts each: 14 days, and half of that is 7. Anna's two lie 6 days too close.
    assert_eq!(spacing(&town, &before), 6.0);
    let after = moved_apart(&town, &before);
    assert_eq!(spacing(&town, &after), 0.0);
    let taken = |roster: &Roster| roster.shifts.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(taken(&after), taken(&before));
}

#[test]
fn nobody_waits_two_months_who_need_not() {
    let (people, members) =
        (vec![staff("anna", "Anna", 0, 1), staff("bo", "Bo", 0, 1)], vec![municipality("1", "One", 100)]);
    let town = instance(("2026-01-05", "2026-04-05"), &["08:00"], 1, Vec::new(), members, people);
    let seats = [
        ("2026-01-05 08:00", "anna"),
        ("2026-02-03 08:00", "bo"),
        ("2026-02-27 08:00", "bo"),
        ("2026-03-25 08:00", "anna"),
    ];
    let before = roster(&town, &seats);
    // 91 days for 2 of 4 shifts each, half of which is 23: nothing is too close, but Anna waits for 79 days.
    assert_eq!(spacing(&town, &before), 0.0);
    let after = moved_apart(&town, &before);
    assert_eq!(spacing(&town, &after), 0.0);
    for s in 0..2 {
        let windows = town.windows.iter().zip(&after.shifts).filter(|(_, staff)| staff.contains(&s));
        let days: Vec<_> = windows.map(|(window, _)| window.date).collect();
        assert!(days.windows(2).all(|pair| (pair[1] - pair[0]).num_days() <= 56), "{days:?}");
    }
}

#[test]
fn what_is_settled_or_wished_for_stays() {
    let days = ["2026-01-05 08:00", "2026-01-06 08:00"];
    let stays = |what: &str, change: &dyn Fn(&mut Parts)| {
        let (town, before) = town(change);
        assert_eq!(spacing(&town, &before), 6.0, "{what}");
        assert_eq!(moved_apart(&town, &before), before, "{what}");
    };
    stays("both are locked", &|town| {
        for day in days {
            let lock = (person(town, "anna"), window(town, day));
            town.fixed.insert(lock, 1);
        }
    });
    stays("Bo cannot come then", &|town| days.iter().for_each(|day| stance(town, "bo", day).available = false));
    stays("Bo would rather not", &|town| days.iter().for_each(|day| stance(town, "bo", day).avoids = 1));
    stays("Anna prefers them", &|town| days.iter().for_each(|day| stance(town, "anna", day).prefers = 1));
    stays("both are over", &|town| {
        let mut roster = Roster::empty(town.windows.len());
        days.iter().for_each(|day| roster.give(window(town, day), person(town, "anna")));
        town.published = Some(Published { roster, from: date("2026-01-07") });
    });
}

#[test]
fn whoever_does_not_wait_gets_the_roster_as_it_is() {
    let (town, before) = town(|_| ());
    let stop = AtomicBool::new(true);
    let limits = Limits { deadline: None, stop: &stop, threads: NonZeroUsize::MIN };
    assert_eq!(apart(&town, &before, &limits), before);
    let stop = AtomicBool::new(false);
    let limits = Limits { deadline: Some(Instant::now()), stop: &stop, threads: NonZeroUsize::MIN };
    assert_eq!(apart(&town, &before, &limits), before);
}

/// What colleagues see of the example's roster, which is proven by goals that do not look at it.
#[test]
fn the_example_has_a_roster_that_people_can_live_with() {
    let (rows, _) = read::folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/ddh-2025")));
    let instance = Arc::new(check::instance(&rows).0.expect("a folder without errors"));
    let options = Options::default();
    let plan = planning::plan(&instance, &options, &mut |_| ()).expect("no defect").expect("a roster");
    assert_eq!(plan.status, Status::Proven, "{:#?}", plan.rungs);
    let evened = planning::evened(&instance, plan.clone(), &options, &mut |_| ());
    assert_eq!((evened.status, &evened.rungs), (plan.status, &plan.rungs));
    assert!(spacing(&instance, plan.verified.roster()) > 500.0);

    let mut dates = vec![Vec::new(); instance.staff.len()];
    for (window, staff) in instance.windows.iter().zip(&evened.verified.roster().shifts) {
        staff.iter().for_each(|&s| dates[s].push(window.date));
    }
    let gaps: Vec<i64> =
        dates.iter().flat_map(|dates| dates.windows(2)).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    let at_most = |days: i64| gaps.iter().filter(|&&gap| gap <= days).count();
    let crowded = dates.iter().filter(|dates| dates.windows(3).any(|three| (three[2] - three[0]).num_days() < 9));
    let close = spacing(&instance, evened.verified.roster());
    assert!(close <= 30.0, "shifts lie {close} days too close, in burdens as well");
    assert!(at_most(2) <= 5, "{} of {} gaps are of at most two days", at_most(2), gaps.len());
    assert!(at_most(6) <= 10, "{} of {} gaps are of at most six days", at_most(6), gaps.len());
    assert_eq!(crowded.count(), 0, "people have three shifts in nine days");
    assert!(gaps.iter().all(|&gap| gap < 60), "somebody waits for {:?} days", gaps.iter().max());
    // Whoever has it hard could not have it otherwise at no price: wishes are proven, and the days on which they can come are known.
    let strips = strips(&instance, evened.verified.roster(), evened.verified.judgement());
    let of = |wishes_proven: bool| hardships(&instance, &strips, wishes_proven);
    assert!(plan.has_proven(Rung::Wishes));
    assert!(!of(true).are_avoidable() && of(false).are_avoidable(), "{:#?}", of(true));
    assert!(of(true).refused.len() <= 3, "{:#?}", of(true).refused);
}
