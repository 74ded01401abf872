//! What `legality` calls lawful against the referee, who shares no line with it: one seat more at a time.
//!
//! In: random instances, and the town with a person for each rule. Out: for every person and window with a seat left, the same
//! broken rules on both sides; locks that break a rule are refused under its code.

mod support;

use std::collections::BTreeSet;

use chrono::TimeDelta;
use support::by_hand::{instance, municipality, past, person, staff, time, window};
use support::random::RandomFolder;
use support::town::{good, town};
use vagtplan::check::context::Lock;
use vagtplan::check::limits;
use vagtplan::diagnostic::{Code, Place, Source};
use vagtplan::domain::Burden;
use vagtplan::domain::rule::Rule;
use vagtplan::legality::Tally;
use vagtplan::verify::judge;

const INSTANCES: u64 = 60;

#[test]
fn one_more_seat_breaks_the_same_rules_for_the_referee() {
    let mut seen: BTreeSet<Rule> = BTreeSet::new();
    for seed in 0..INSTANCES {
        let instance = RandomFolder::tiny(seed).instance;
        let mut random = fastrand::Rng::with_seed(seed);
        let mut tally = Tally::given(&instance);
        loop {
            let roster = tally.roster().clone();
            assert_eq!(judge(&instance, &roster).violations, [], "seed {seed}: what was lawful breaks no rule");
            let mut lawful = Vec::new();
            for w in (0..instance.windows.len()).filter(|&w| tally.unfilled(w) > 0) {
                for s in 0..instance.staff.len() {
                    let judged: BTreeSet<Rule> = judge(&instance, &roster.clone().with(w, s))
                        .violations
                        .iter()
                        .map(|found| found.rule)
                        .collect();
                    let obstacles = tally.obstacles(s, w);
                    assert_eq!(judged, obstacles.iter().copied().collect(), "seed {seed}: person {s}, window {w}");
                    assert_eq!(tally.allows(s, w), obstacles.is_empty());
                    if obstacles.is_empty() {
                        lawful.push((s, w))
                    }
                    seen.extend(obstacles);
                }
            }
            let Some((s, w)) = random.choice(lawful) else { break };
            // What is taken back leaves no trace.
            tally.give(s, w);
            tally.take_back(s, w);
            assert!(tally.allows(s, w), "seed {seed}");
            tally.give(s, w);
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), Rule::ALL, "every rule held somebody back");
}

/// Two weeks of mornings and evenings, each a burden of which a person may have one a week and the other two a period.
#[test]
fn burdens_are_counted_each_for_itself_and_week_by_week() {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| day.parse().expect("a day"));
    let burden = |name: &str, start| Burden { name: name.into(), days: days.into(), starts: vec![time(start)] };
    let burdens = vec![burden("evening", "17:00"), burden("morning", "07:00")];
    let members = vec![municipality("1", "One", 100)];
    let person = vec![staff("a", "A", 0, 1)];
    let mut town = instance(("2026-01-05", "2026-01-18"), &["07:00", "17:00"], 1, burdens, members, person);
    town.edit(|town| {
        for burden in [0, 1] {
            town.staff[0].limits.set_cap(Rule::PerPersonWeek, burden, 1);
            town.staff[0].limits.set_cap(Rule::PerPersonPeriod, burden, 2);
        }
    });
    // The first and the second Monday, then the first Tuesday.
    let [evening, morning] = ["17:00", "07:00"]
        .map(|start| ["2026-01-05", "2026-01-12", "2026-01-06"].map(|date| window(&town, &format!("{date} {start}"))));
    let held = |tally: &Tally<'_>, w| {
        let burdens = [Rule::PerPersonWeek, Rule::PerPersonPeriod].map(|rule| tally.burden_broken(rule, 0, w));
        assert_eq!(tally.obstacles(0, w).is_empty(), burdens == [None, None]);
        burdens
    };
    for (own, other, burden) in [(evening, morning, 0), (morning, evening, 1)] {
        let mut tally = Tally::new(&town);
        tally.give(0, own[0]);
        assert_eq!((held(&tally, own[2]), tally.shifts(0)), ([Some(burden), None], 1));
        assert_eq!([own[1], other[0], other[1]].map(|w| held(&tally, w)), [[None; 2]; 3]);
        tally.give(0, own[1]);
        assert_eq!((held(&tally, own[2]), tally.shifts(0)), ([Some(burden); 2], 2));
        assert_eq!([other[0], other[1]].map(|w| held(&tally, w)), [[None; 2]; 2]);
        tally.take_back(0, own[0]);
        assert_eq!((held(&tally, own[2]), tally.shifts(0)), ([None, None], 1));
    }
}

/// From 21:00 to 07:00 are ten hours.
#[test]
fn exactly_the_rest_that_is_asked_for_is_enough() {
    let member = || vec![municipality("1", "One", 100)];
    let mut town = instance(
        ("2026-01-05", "2026-01-06"),
        &["07:00", "17:00"],
        1,
        Vec::new(),
        member(),
        vec![staff("a", "A", 0, 1)],
    );
    let (evening, morning) = (window(&town, "2026-01-05 17:00"), window(&town, "2026-01-06 07:00"));
    for (minutes, obstacles) in [(600, vec![]), (601, vec![Rule::RestHours])] {
        town.edit(|town| town.rest = TimeDelta::minutes(minutes));
        for (one, other) in [(evening, morning), (morning, evening)] {
            let mut tally = Tally::new(&town);
            tally.give(0, one);
            assert_eq!(tally.obstacles(0, other), obstacles, "{minutes} minutes");
        }
        let before = past(&town, "a", "2026-01-04 17:00");
        town.edit(|town| town.history = vec![before]);
        assert_eq!(Tally::new(&town).obstacles(0, 0), obstacles, "{minutes} minutes after history.csv");
        town.edit(|town| town.history.clear());
    }
}

#[test]
fn a_lock_that_breaks_any_rule_is_refused() {
    let town = town();
    let source = Source::file("locks.csv".to_owned(), "date,start,staff,kind\n".to_owned());
    let place = Place { source, span: 0..4 };
    let codes = |added: Option<(&str, &str)>| -> Vec<Code> {
        let roster = good(&town);
        let held = roster.shifts.iter().enumerate().flat_map(|(w, staff)| staff.iter().map(move |&s| (s, w)));
        let mut pairs: Vec<(usize, usize)> =
            held.chain(added.map(|(name, id)| (person(&town, id), window(&town, name)))).collect();
        pairs.sort_unstable();
        let locks: Vec<Lock<'_>> =
            pairs.into_iter().map(|(staff, window)| Lock { staff, window, place: &place }).collect();
        let mut findings = Vec::new();
        limits::others(&town, &locks, &mut findings);
        findings.into_iter().map(|found| found.code).collect()
    };
    assert_eq!(codes(None), []);
    for rule in Rule::ALL {
        let (name, id, code) = match rule {
            Rule::Seats => ("2026-01-12 12:00", "period", Code::LockSeats),
            Rule::Membership => ("2026-01-07 12:00", "comes", Code::LockMembership),
            Rule::Participation => ("2026-01-07 12:00", "part", Code::LockParticipation),
            Rule::Availability => ("2026-01-07 12:00", "avail", Code::LockAvailability),
            Rule::ShiftsPerDay => ("2026-01-07 17:00", "day", Code::LockPerDay),
            Rule::ShiftsPerWeek => ("2026-01-07 17:00", "week", Code::LockPerWeek),
            Rule::ShiftsPerPeriod => ("2026-01-07 12:00", "period", Code::LockPerPeriod),
            Rule::PerPersonWeek => ("2026-01-07 17:00", "capweek", Code::LockBurdenWeek),
            Rule::PerPersonPeriod => ("2026-01-07 17:00", "capperiod", Code::LockBurdenPeriod),
            Rule::RestHours => ("2026-01-07 07:00", "rest", Code::LockRest),
            Rule::AwayAtOnce => ("2026-01-07 12:00", "away2", Code::LockAway),
            Rule::Locks => ("2026-01-07 17:00", "lock", Code::LockForbidden),
        };
        assert!(codes(Some((name, id))).contains(&code), "{rule}");
    }
}

#[test]
fn rest_does_not_hold_a_pool_back() {
    let mut town = town();
    let rest = person(&town, "rest");
    let mut seats = good(&town);
    seats.give(window(&town, "2026-01-20 07:00"), rest);
    assert_eq!(judge(&town, &seats).violations.len(), 1);
    town.edit(|town| town.staff[rest].heads = 2);
    assert_eq!(judge(&town, &seats).violations, []);
}
