//! What goals cost each other: on random folders against brute force over all rosters and against the plain model, and what becomes of
//! prices when a roster is told of again or changed.
//!
//! In: seeds, and the quickstart. Out: nothing, where every price is the one there is.

mod support;

use std::sync::Arc;

use support::brute::{self, TOLERANCE};
use support::place::Place;
use support::random::RandomFolder;
use vagtplan::domain::Instance;
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::price::{Answer, Price};
use vagtplan::domain::roster::Roster;
use vagtplan::planning::{self, Engine, Options, Plan, Status};
use vagtplan::pricing;

const FOLDERS: u64 = 160;
const SMALL: u64 = 6;

fn planned(instance: &Arc<Instance>) -> Plan {
    planning::plan(instance, &Options::default(), &mut |_| ()).expect("no defect").expect("a roster")
}

/// The rungs behind a goal, with their places in a ladder.
fn behind(instance: &Instance, goal: Goal) -> Vec<Rung> {
    let place = instance.goals.iter().position(|&other| other == goal).expect("it is one of the ladder");
    let goals = &instance.goals[place + 1..];
    instance.rungs().into_iter().filter(|rung| goals.iter().any(|goal| goal.rungs().contains(rung))).collect()
}

fn value(instance: &Instance, values: &[f64], rung: Rung) -> f64 {
    let rungs = instance.rungs();
    values[rungs.iter().position(|&other| other == rung).expect("a rung of the ladder")]
}

/// Holds an answer against the best values of the other ladder.
#[track_caller]
fn agree(seed: u64, goal: Goal, present: (&Instance, &[f64]), other: (&Instance, &[f64]), answer: &Answer) -> bool {
    let rungs = behind(present.0, goal);
    let pairs = || rungs.iter().map(|&rung| (rung, value(present.0, present.1, rung), value(other.0, other.1, rung)));
    let gains = pairs().find(|(_, now, then)| (now - then).abs() > TOLERANCE).is_some_and(|(_, now, then)| then < now);
    match answer {
        Answer::Nothing => assert!(!gains, "seed {seed}: {goal} costs {:?}", pairs().collect::<Vec<_>>()),
        Answer::Found(outcome) => {
            assert!(gains, "seed {seed}: {goal} costs nothing, not {outcome:?}");
            for (rung, now, then) in pairs() {
                let told = outcome.rungs.iter().find(|priced| priced.rung == rung).expect("every rung behind is told");
                assert!((told.now - now).abs() < TOLERANCE, "seed {seed}: {goal}, {rung}: {told:?}, {now} now");
                assert!((told.then - then).abs() < TOLERANCE, "seed {seed}: {goal}, {rung}: {told:?}, {then} then");
                assert!(told.proven, "seed {seed}: {goal}, {rung}");
            }
            for &rung in goal.rungs().iter().filter(|_| other.0.goals.last() == Some(&goal)) {
                let told = outcome.rungs.iter().find(|priced| priced.rung == rung).expect("the goal's own are told");
                let then = value(other.0, other.1, rung);
                assert!((told.then - then).abs() < TOLERANCE, "seed {seed}: {goal} itself: {told:?}, {then}");
            }
        }
        Answer::Unknown => panic!("seed {seed}: the price of {goal} is not known"),
    }
    gains
}

/// By whom shifts are had, and of what: all of them, or those of each burden.
fn counts(instance: &Instance, roster: &Roster, of_people: bool) -> Vec<Vec<i64>> {
    let holders = if of_people { instance.staff.len() } else { instance.municipalities.len() };
    let mut counts = vec![vec![0; holders]; instance.burdens.len() + 1];
    for (w, staff) in roster.shifts.iter().enumerate() {
        for &s in staff {
            let holder = if of_people { s } else { instance.staff[s].municipality };
            counts[0][holder] += 1;
            instance.windows[w].burdens.iter().for_each(|&burden| counts[burden + 1][holder] += 1);
        }
    }
    counts
}

/// Whether a roster is one step worse than another at most, or for coverage exactly.
fn is_a_step(instance: &Instance, goal: Goal, roster: &Roster, other: &Roster) -> bool {
    let unfilled = |roster: &Roster| {
        let windows = instance.windows.iter().zip(&roster.shifts);
        windows.map(|(window, staff)| i64::from(window.seats) - staff.len() as i64).sum::<i64>()
    };
    let more = unfilled(other) - unfilled(roster);
    if goal == Goal::Coverage {
        return more == 1;
    }
    let moved = |of_people: bool| -> Vec<[i64; 2]> {
        let [now, then] = [roster, other].map(|roster| counts(instance, roster, of_people));
        let classes = now.iter().zip(&then);
        let sums = |(now, then): (&Vec<i64>, &Vec<i64>)| {
            let differences = || now.iter().zip(then).map(|(now, then)| then - now);
            [differences().map(|more| more.max(0)).sum::<i64>(), differences().map(|more| (-more).max(0)).sum::<i64>()]
        };
        classes.map(sums).collect()
    };
    let is_one = |classes: &[[i64; 2]]| {
        let sum = |side: usize| classes.iter().map(|sides| sides[side]).sum::<i64>();
        sum(0) <= 1 && sum(1) <= 1
    };
    let no_more = |rung: Rung| {
        let [now, then] = [roster, other].map(|roster| value(instance, &brute::values(instance, roster), rung));
        then <= now + 1.0 + TOLERANCE
    };
    more == 0
        && match goal {
            Goal::Coverage => unreachable!("it was told above"),
            Goal::Shares => is_one(&moved(false)[..1]),
            Goal::Burdens => is_one(&moved(false)[1..]),
            Goal::Rotation => is_one(&moved(true)[..1]) && is_one(&moved(true)[1..]),
            Goal::Rhythm => no_more(Rung::Rhythm),
            Goal::Wishes => no_more(Rung::Wishes),
            Goal::Spacing => no_more(Rung::Spacing),
            Goal::Stability => no_more(Rung::Stability),
        }
}

#[test]
fn every_price_is_the_one_that_brute_force_finds() {
    let (mut left_out, mut loosened, mut nothing, mut of) = (0, 0, 0, std::collections::BTreeSet::new());
    for seed in 0..FOLDERS {
        let RandomFolder { instance, .. } = RandomFolder::tiny(seed);
        let instance = Arc::new(instance);
        let plan = planned(&instance);
        assert_eq!(plan.status, Status::Proven, "seed {seed}");
        let roster = plan.verified.roster();
        let present = brute::values(&instance, roster);
        let pricing = pricing::prices(&instance, &plan, &Options::default(), &mut |_, _| ());
        assert!(pricing.defects.is_empty(), "seed {seed}: {:?}", pricing.defects);
        for Price { goal, left_out: without, loosened: step } in &pricing.prices {
            let goals = || instance.goals.iter().copied().filter(|other| other != goal);
            let mut gains = *goal == Goal::Coverage;
            if let Some(answer) = without {
                let last = Instance::clone(&instance).with_goals(goals().chain([*goal]).collect());
                let best = brute::best_values(&last);
                gains = agree(seed, *goal, (&instance, &present), (&last, &best), answer);
                left_out += u64::from(gains);
                nothing += u64::from(!gains);
            }
            let ladder = match goal {
                Goal::Coverage => Instance::clone(&instance),
                _ => Instance::clone(&instance).with_goals(goals().collect()),
            };
            let mut allowed = |other: &Roster| is_a_step(&instance, *goal, roster, other);
            let unfilled = plan.verified.judgement().unfilled as u32 + u32::from(*goal == Goal::Coverage);
            match step {
                None => assert!(!gains || *goal == Goal::Coverage, "seed {seed}: a step of {goal} was not asked for"),
                Some(answer) => {
                    let best = brute::best_values_among(&ladder, unfilled, &mut allowed).expect("there is one");
                    if agree(seed, *goal, (&instance, &present), (&ladder, &best), answer) {
                        loosened += 1;
                        of.insert(*goal);
                    }
                }
            }
        }
    }
    assert!(left_out > 20 && nothing > 20 && loosened > 10, "{left_out}, {nothing}, {loosened}");
    assert!(of.len() >= 4, "steps of {of:?} alone bring anything");
}

/// What is told of a price, but for the roster that shows it: of several that are as good each engine finds one.
fn told(price: &Price) -> Vec<Option<Vec<(Rung, i64)>>> {
    let rounded = |value: f64| (value * 1e4).round() as i64;
    let answer = |answer: &Answer| match answer {
        Answer::Nothing => Vec::new(),
        Answer::Found(outcome) => {
            assert!(outcome.rungs.iter().all(|priced| priced.proven), "{outcome:?}");
            outcome.rungs.iter().map(|priced| (priced.rung, rounded(priced.then))).collect()
        }
        Answer::Unknown => panic!("{price:?}"),
    };
    [&price.left_out, &price.loosened].map(|of| of.as_ref().map(answer)).to_vec()
}

#[test]
fn the_plain_model_comes_to_the_same_prices() {
    for seed in 0..SMALL {
        let RandomFolder { instance, .. } = RandomFolder::small(seed);
        let instance = Arc::new(instance);
        let plan = planned(&instance);
        assert_eq!(plan.status, Status::Proven, "seed {seed}");
        let of = |engine| {
            let options = Options { engine, ..Options::default() };
            let pricing = pricing::prices(&instance, &plan, &options, &mut |_, _| ());
            pricing.prices.iter().map(told).collect::<Vec<_>>()
        };
        let (fast, plain) = (of(Engine::Fast), of(Engine::Plain));
        let now = &plan.verified.judgement().values;
        assert_eq!(fast, plain, "seed {seed}: {:?}, {now:?}", pricing::goals(&instance));
    }
}

#[test]
fn prices_are_told_again_of_the_same_roster_alone() {
    let place = Place::planned();
    place.run(&["plan", ".", "--prices"]);
    let written = place.summary("out/summary.json")["prices"].clone();
    let goals: Vec<&str> = written.as_array().expect("a list").iter().filter_map(|row| row["goal"].as_str()).collect();
    assert_eq!(goals, ["coverage", "shares", "burdens", "rhythm", "rotation"]);
    const TITLE: &str = "What the goals cost";
    assert!(place.page(&["out/roster.csv"]).contains(TITLE));
    assert_eq!(place.summary("out/report/summary.json")["prices"], written);

    // Nobody is on the last window any more: of that roster nothing is known.
    place.edit("out/roster.csv", |text| {
        let rows: Vec<&str> = text.lines().collect();
        rows[..rows.len() - 1].join("\n") + "\n"
    });
    assert!(!place.page(&["out/roster.csv"]).contains(TITLE));
    place.run(&["plan", "."]);
    assert!(place.summary("out/summary.json")["prices"].is_null());
}
