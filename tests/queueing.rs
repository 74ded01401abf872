//! Erlang's formulas against published values, against a simulation that shares no line with them, and against what has to hold always.
//!
//! In: nothing. Out: nothing, where they agree.

use vagtplan::queueing::erlang::{self, Answer, Load, Targets};
use vagtplan::queueing::simulation::{self, Stretch};

fn load(calls_per_hour: f64, handling_seconds: f64, patience_seconds: Option<f64>) -> Load {
    Load { calls_per_hour, handling_seconds, patience_seconds }
}

fn close(one: f64, other: f64, within: f64) {
    assert!((one - other).abs() <= within, "{one} is not {other} ± {within}");
}

/// Loads at which so many trunks lose 1 %, as every table of Erlang B has them.
#[test]
fn erlang_b_is_that_of_the_tables() {
    for (trunks, erlangs) in
        [(1, 0.0101), (2, 0.1526), (5, 1.3608), (10, 4.4612), (20, 12.031), (50, 37.901), (100, 84.064)]
    {
        close(erlang::blocked(trunks, erlangs), 0.01, 0.00002);
    }
    // 25 erlangs on 30 lines: 5 % are lost (Wolfram's reference of ErlangB).
    close(erlang::blocked(30, 25.0), 0.0526, 0.0001);
    close(erlang::blocked(0, 3.0), 1.0, 0.0);
}

/// A hundred calls in half an hour of three minutes each with 14 agents: the example of many introductions; 17.4 % wait, 7.8 s on average.
#[test]
fn erlang_c_is_that_of_the_tables() {
    close(erlang::delayed(14, 10.0), 0.1741, 0.0001);
    let answer = erlang::answer(&load(200.0, 180.0, None), 14);
    close(answer.mean_wait.unwrap(), 7.8, 0.05);
    close(answer.occupancy, 0.714, 0.001);
    // One server is the M/M/1 queue, whose callers wait with chance ρ, and ρ / (1 − ρ) calls long.
    close(erlang::delayed(1, 0.8), 0.8, 1e-12);
    close(erlang::answer(&load(48.0, 60.0, None), 1).mean_wait.unwrap(), 240.0, 1e-6);
    // The house is full for ever.
    assert_eq!(erlang::answer(&load(200.0, 180.0, None), 10).mean_wait, None);
    close(erlang::answer(&load(200.0, 180.0, None), 5).answered, 0.5, 1e-12);
}

/// O. Garnett, A. Mandelbaum, M. Reiman, "Designing a call center with impatient customers" (2002), table 1: 48 calls a minute, a minute each,
/// two minutes of patience, 50 agents. Without impatience callers wait 20.8 s and agents are 96 % busy; with it 3.1 % give up, the wait is
/// 3.7 s (of all callers), and agents are 93 % busy.
#[test]
fn erlang_a_is_that_of_garnett_mandelbaum_and_reiman() {
    let c = erlang::answer(&load(2880.0, 60.0, None), 50);
    close(c.mean_wait.unwrap(), 20.8, 0.05);
    close(c.occupancy, 0.96, 0.0005);
    let a = erlang::answer(&load(2880.0, 60.0, Some(120.0)), 50);
    close(1.0 - a.answered, 0.031, 0.0005);
    close(a.occupancy, 0.93, 0.0005);
    // The mean wait of all callers is what they give up times their patience.
    close((1.0 - a.answered) * 120.0, 3.7, 0.05);
}

/// Patience as long as a call makes of the line a house with a server for everybody: the number in it is Poisson.
#[test]
fn patience_as_long_as_a_call_is_poisson() {
    for (erlangs, staff) in [(5.0_f64, 4), (5.0, 7), (30.0, 30), (30.0, 20)] {
        let answer = erlang::answer(&load(erlangs * 3600.0 / 300.0, 300.0, Some(300.0)), staff);
        let (mut chance, mut below, mut waiting) = ((-erlangs).exp(), 0.0, 0.0);
        for number in 0..400_u32 {
            if number < staff {
                below += chance;
            }
            waiting += chance * f64::from(number.saturating_sub(staff));
            chance *= erlangs / f64::from(number + 1);
        }
        close(answer.delayed, 1.0 - below, 1e-9);
        close(answer.answered, 1.0 - waiting / erlangs, 1e-9);
    }
}

#[test]
fn endless_patience_is_erlang_c() {
    for staff in [12, 14, 20] {
        let (a, c) = (load(200.0, 180.0, Some(1e9)), load(200.0, 180.0, None));
        let [a, c] = [a, c].map(|load| erlang::answer(&load, staff));
        close(a.mean_wait.unwrap(), c.mean_wait.unwrap(), 0.01);
        close(a.delayed, c.delayed, 1e-5);
    }
}

/// More on the phones answer more, sooner, and are less busy; more calls find the contrary. Also where numbers are large.
#[test]
fn staff_and_load_pull_in_one_direction_each() {
    let mut random = fastrand::Rng::with_seed(7);
    let no_worse = |better: &Answer, worse: &Answer| {
        let wait = |answer: &Answer| answer.mean_wait.unwrap_or(f64::INFINITY);
        better.answered >= worse.answered - 1e-9
            && wait(better) <= wait(worse) + 1e-6
            && better.delayed <= worse.delayed + 1e-9
            && better.occupancy <= worse.occupancy + 1e-9
    };
    for _ in 0..400 {
        let handling = 30.0 + 600.0 * random.f64();
        let patience = random.bool().then(|| 10.0 + 900.0 * random.f64());
        let calls = 10.0_f64.powf(4.5 * random.f64());
        let staff = ((calls * handling / 3600.0) * (0.3 + 1.2 * random.f64())).ceil() as u32 + 1;
        let now = erlang::answer(&load(calls, handling, patience), staff);
        assert!((0.0..=1.0).contains(&now.answered) && (0.0..=1.0).contains(&now.occupancy), "{now:?}");
        let more = erlang::answer(&load(calls, handling, patience), staff + 1);
        assert!(no_worse(&more, &now), "{calls} calls of {handling} s, {patience:?}, {staff}: {now:?}, {more:?}");
        let busier = erlang::answer(&load(calls * 1.1, handling, patience), staff);
        assert!(no_worse(&now, &busier), "{calls} calls of {handling} s, {patience:?}, {staff}: {now:?}, {busier:?}");
        let between = erlang::answer_between(&load(calls, handling, patience), f64::from(staff) + 0.5);
        assert!(no_worse(&more, &between) && no_worse(&between, &now), "{now:?}, {between:?}, {more:?}");
    }
}

#[test]
fn the_least_staff_holds_the_targets_and_one_less_does_not() {
    let mut random = fastrand::Rng::with_seed(8);
    let targets = Targets { answered: 0.9, mean_wait: 120.0 };
    let mut before = 0;
    for step in 1..=60 {
        let load = load(f64::from(step) * 25.0, 240.0, Some(180.0));
        let staff = erlang::least(&load, &targets).unwrap();
        assert!(targets.hold(&erlang::answer(&load, staff)));
        assert!(!targets.hold(&erlang::answer(&load, staff - 1)));
        assert!(staff >= before, "more calls need no fewer");
        before = staff;
    }
    for _ in 0..100 {
        let load = load(2_000.0 * random.f64(), 400.0 * random.f64() + 1.0, random.bool().then_some(150.0));
        let staff = erlang::least(&load, &targets).unwrap();
        assert!(targets.hold(&erlang::answer(&load, staff)));
        assert!(staff == 0 || !targets.hold(&erlang::answer(&load, staff - 1)), "{load:?}: {staff}");
    }
    assert_eq!(erlang::least(&load(0.0, 240.0, None), &targets), Some(0));
    assert_eq!(erlang::least(&load(1e9, 240.0, None), &targets), None);
}

/// What the formulas say lies within four standard errors of what chance shows, after an hour in which the line has filled.
#[test]
fn chance_shows_what_the_formulas_say() {
    const HOURS: f64 = 8.0;
    let cases = [
        (60.0, 240.0, Some(120.0), 4),
        (60.0, 240.0, Some(120.0), 5),
        (100.0, 300.0, Some(240.0), 6),
        (45.0, 200.0, None, 4),
        (200.0, 180.0, None, 12),
        (120.0, 250.0, Some(60.0), 10),
    ];
    for (case, (calls, handling_seconds, patience, staff)) in cases.into_iter().enumerate() {
        let stretch = |hours: f64| Stretch {
            seconds: hours * 3600.0,
            calls: calls * hours,
            handling_seconds,
            staff: f64::from(staff),
        };
        let observed = simulation::simulate(&[stretch(3.0), stretch(HOURS)], patience, 400, case as u64)[1].unwrap();
        let said = erlang::answer(&load(calls, handling_seconds, patience), staff);
        for (name, seen, said) in [
            ("answered", observed.answered, said.answered),
            ("mean wait", observed.mean_wait, said.mean_wait.unwrap()),
            ("occupancy", observed.occupancy, said.occupancy),
        ] {
            assert!((seen.mean - said).abs() <= 4.0 * seen.error + 1e-9, "case {case}, {name}: {seen:?} and {said}");
            // The error is small enough to tell it from a neighbour.
            assert!(seen.error <= 0.05 * seen.mean.max(0.02), "case {case}, {name}: {seen:?}");
        }
    }
}

#[test]
fn the_same_seed_shows_the_same_and_nobody_answers_where_nobody_is() {
    let stretch = |staff| Stretch { seconds: 3600.0, calls: 40.0, handling_seconds: 200.0, staff };
    let tried = |staff, seed| simulation::simulate(&[stretch(staff)], Some(100.0), 20, seed);
    assert_eq!(tried(3.0, 1), tried(3.0, 1));
    assert_ne!(tried(3.0, 1), tried(3.0, 2));
    assert_eq!(tried(0.0, 1)[0].unwrap().answered.mean, 0.0);
    let none = Stretch { calls: 0.0, ..stretch(3.0) };
    assert_eq!(simulation::simulate(&[none], Some(100.0), 20, 1), [None]);
}
