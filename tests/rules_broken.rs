//! Every rule, broken on purpose: once on the first and once on the last day of the period.
//!
//! One instance has one person for each rule, named after it, and one roster that holds them all. Each case changes
//! that roster in a single place, and `verify` must name exactly that rule, that person and those windows.

mod support;

use chrono::TimeDelta;
use support::by_hand::{person, window};
use support::town::{good, town};
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::Rule;
use vagtplan::domain::{Burden, Instance};
use vagtplan::verify::{Violation, judge, verify};

/// Puts `id` on the window and expects exactly one violation of `rule` by that person, about `windows`.
#[track_caller]
fn adding(name: &str, id: &str, rule: Rule, windows: &[&str], message: &str) {
    let town = town();
    let mut broken = good(&town);
    broken.give(window(&town, name), person(&town, id));
    expect(&town, &broken, rule, Some(id), windows, message);
}

/// Takes one seat of `id` off the window and expects exactly one violation of `locks`.
#[track_caller]
fn removing(name: &str, id: &str, message: &str) {
    let town = town();
    let mut broken = good(&town);
    let staff = person(&town, id);
    while broken.take_back(window(&town, name), staff) {}
    expect(&town, &broken, Rule::Locks, Some(id), &[name], message);
}

#[track_caller]
fn expect(town: &Instance, broken: &Roster, rule: Rule, id: Option<&str>, windows: &[&str], message: &str) {
    let violations = judge(town, broken).violations;
    assert_eq!(verify(town, broken.clone()), Err(violations.clone()), "verify refuses what judge finds");
    let [Violation { rule: found, staff, municipality, windows: at, burden, over, message: said }] =
        violations.as_slice()
    else {
        panic!("expected one violation, found {violations:#?}");
    };
    // By one seat, or by the minutes of rest that are missing.
    let minutes = if message.contains(" 5 h") { 360 } else { 60 };
    assert_eq!(*over, if rule == Rule::RestHours { minutes } else { 1 }, "{violations:#?}");
    assert_eq!(said, message);
    assert_eq!(*found, rule);
    assert_eq!(burden.is_some(), Rule::caps().any(|(cap, _)| cap == rule), "{violations:#?}");
    assert_eq!(*staff, id.map(|id| person(town, id)));
    if let Some(staff) = *staff {
        assert_eq!(*municipality, Some(town.staff[staff].municipality));
    }
    assert_eq!(*at, windows.iter().map(|name| window(town, name)).collect::<Vec<_>>());
}

#[test]
fn the_roster_to_begin_with_is_good() {
    let town = town();
    assert_eq!(judge(&town, &good(&town)).violations, []);
    let verified = verify(&town, good(&town)).expect("no rule is broken");
    assert_eq!(*verified.roster(), good(&town));
}

/// The test that breaks a rule: a rule without one does not compile.
#[test]
fn every_rule_is_broken() {
    for rule in Rule::ALL {
        let broken = match rule {
            Rule::Seats => seats_too_many_people,
            Rule::Membership => membership,
            Rule::Participation => participation,
            Rule::Availability => availability,
            Rule::ShiftsPerDay => shifts_per_day,
            Rule::ShiftsPerWeek => shifts_per_week,
            Rule::ShiftsPerPeriod => shifts_per_period,
            Rule::PerPersonWeek => per_person_week,
            Rule::PerPersonPeriod => per_person_period,
            Rule::RestHours => rest_hours,
            Rule::AwayAtOnce => away_at_once,
            Rule::Locks => locks_a_forbidden_shift_taken,
        };
        broken();
    }
}

#[test]
fn seats_too_many_people() {
    for (name, message) in [
        (
            "2026-01-07 17:00",
            "seats: 5 seats are taken on wed 2026-01-07 17:00, which has 4: Eva Extra (extra, Ålborg), \
             Fie Free (free, Ålborg), Gert Goes (goes, Goes), Pulje Ålborg (pool, Ålborg) with 2 seats.",
        ),
        (
            "2026-01-20 17:00",
            "seats: 5 seats are taken on tue 2026-01-20 17:00, which has 4: Ida Away (away1, Brønderslev), \
             Eva Extra (extra, Ålborg), Fie Free (free, Ålborg), Pulje Ålborg (pool, Ålborg) with 2 seats.",
        ),
    ] {
        let town = town();
        let mut broken = good(&town);
        let more = if name.starts_with("2026-01-07") { "goes" } else { "away1" };
        ["extra", "free", more].into_iter().for_each(|id| broken.give(window(&town, name), person(&town, id)));
        expect(&town, &broken, Rule::Seats, None, &[name], message);
    }
}

#[test]
fn seats_a_person_twice() {
    for (name, message) in [
        (
            "2026-01-07 07:00",
            "seats: Lis Lock (lock, Ålborg) has 2 seats on wed 2026-01-07 07:00, but can take only one of a window.",
        ),
        (
            "2026-01-20 07:00",
            "seats: Lis Lock (lock, Ålborg) has 2 seats on tue 2026-01-20 07:00, but can take only one of a window.",
        ),
    ] {
        adding(name, "lock", Rule::Seats, &[name], message);
    }
}

#[test]
fn seats_a_pool_with_more_seats_than_heads() {
    for (name, message) in [
        (
            "2026-01-07 17:00",
            "seats: Pulje Ålborg (pool, Ålborg) is on wed 2026-01-07 17:00 with 3 seats, but the pool has only 2 heads.",
        ),
        (
            "2026-01-20 17:00",
            "seats: Pulje Ålborg (pool, Ålborg) is on tue 2026-01-20 17:00 with 3 seats, but the pool has only 2 heads.",
        ),
    ] {
        adding(name, "pool", Rule::Seats, &[name], message);
    }
}

#[test]
fn membership() {
    let first = "membership: Cora Comes (comes, Comes) is on wed 2026-01-07 12:00, but Comes joins on thu 2026-01-08.";
    adding("2026-01-07 12:00", "comes", Rule::Membership, &["2026-01-07 12:00"], first);
    let last =
        "membership: Gert Goes (goes, Goes) is on tue 2026-01-20 12:00, but Goes is no member from tue 2026-01-20 on.";
    adding("2026-01-20 12:00", "goes", Rule::Membership, &["2026-01-20 12:00"], last);
}

#[test]
fn participation() {
    let first =
        "participation: Pia Part (part, Partly) is on wed 2026-01-07 12:00, but Partly takes part in evening only.";
    adding("2026-01-07 12:00", "part", Rule::Participation, &["2026-01-07 12:00"], first);
    let last =
        "participation: Pia Part (part, Partly) is on tue 2026-01-20 12:00, but Partly takes part in evening only.";
    adding("2026-01-20 12:00", "part", Rule::Participation, &["2026-01-20 12:00"], last);
}

#[test]
fn availability() {
    let first = "availability: Ava Lind (avail, Ålborg) is on wed 2026-01-07 12:00, but is not available then.";
    adding("2026-01-07 12:00", "avail", Rule::Availability, &["2026-01-07 12:00"], first);
    let last = "availability: Ava Lind (avail, Ålborg) is on tue 2026-01-20 12:00, but is not available then.";
    adding("2026-01-20 12:00", "avail", Rule::Availability, &["2026-01-20 12:00"], last);
}

#[test]
fn shifts_per_day() {
    let first = "shifts_per_day: Dan Day (day, Ålborg) has 2 shifts on wed 2026-01-07, but may have at most 1: \
                 wed 2026-01-07 12:00, wed 2026-01-07 17:00.";
    let at = ["2026-01-07 12:00", "2026-01-07 17:00"];
    adding("2026-01-07 17:00", "day", Rule::ShiftsPerDay, &at, first);
    let last = "shifts_per_day: Dan Day (day, Ålborg) has 2 shifts on tue 2026-01-20, but may have at most 1: \
                tue 2026-01-20 07:00, tue 2026-01-20 12:00.";
    let at = ["2026-01-20 07:00", "2026-01-20 12:00"];
    adding("2026-01-20 07:00", "day", Rule::ShiftsPerDay, &at, last);
}

#[test]
fn shifts_per_day_of_a_pool() {
    let mut town = town();
    let pool = person(&town, "pool");
    town.edit(|town| town.staff[pool].limits[Rule::ShiftsPerDay] = Some(2));
    for (name, also, message) in [
        (
            "2026-01-07 17:00",
            "2026-01-07 12:00",
            "shifts_per_day: Pulje Ålborg (pool, Ålborg) has 3 shifts on wed 2026-01-07, but may have at most 2: \
             wed 2026-01-07 12:00, wed 2026-01-07 17:00 (2 seats).",
        ),
        (
            "2026-01-20 17:00",
            "2026-01-20 12:00",
            "shifts_per_day: Pulje Ålborg (pool, Ålborg) has 3 shifts on tue 2026-01-20, but may have at most 2: \
             tue 2026-01-20 12:00, tue 2026-01-20 17:00 (2 seats).",
        ),
    ] {
        let mut broken = good(&town);
        broken.give(window(&town, also), pool);
        expect(&town, &broken, Rule::ShiftsPerDay, Some("pool"), &[also, name], message);
    }
}

#[test]
fn shifts_per_week() {
    let first = "shifts_per_week: Weo Week (week, Ålborg) has 3 shifts in week 2026-W02, but may have at most 2: \
                 wed 2026-01-07 17:00, fri 2026-01-09 12:00, and 1 before the period (history.csv).";
    let at = ["2026-01-07 17:00", "2026-01-09 12:00"];
    adding("2026-01-07 17:00", "week", Rule::ShiftsPerWeek, &at, first);
    let last = "shifts_per_week: Weo Week (week, Ålborg) has 3 shifts in week 2026-W04, but may have at most 2: \
                mon 2026-01-19 12:00, mon 2026-01-19 17:00, tue 2026-01-20 12:00.";
    let at = ["2026-01-19 12:00", "2026-01-19 17:00", "2026-01-20 12:00"];
    adding("2026-01-20 12:00", "week", Rule::ShiftsPerWeek, &at, last);
}

#[test]
fn shifts_per_period() {
    let first = "shifts_per_period: Per Period (period, Ålborg) has 3 shifts in the period, but may have at most 2: \
                 wed 2026-01-07 12:00, thu 2026-01-08 12:00, mon 2026-01-12 12:00.";
    let at = ["2026-01-07 12:00", "2026-01-08 12:00", "2026-01-12 12:00"];
    adding("2026-01-07 12:00", "period", Rule::ShiftsPerPeriod, &at, first);
    let last = "shifts_per_period: Per Period (period, Ålborg) has 3 shifts in the period, but may have at most 2: \
                thu 2026-01-08 12:00, mon 2026-01-12 12:00, tue 2026-01-20 12:00.";
    let at = ["2026-01-08 12:00", "2026-01-12 12:00", "2026-01-20 12:00"];
    adding("2026-01-20 12:00", "period", Rule::ShiftsPerPeriod, &at, last);
}

#[test]
fn per_person_week() {
    let first = "per_person_week: Ann Cap (capweek, Ålborg) has 2 shifts in the burden evening in week 2026-W02, but may have at \
                 most 1: wed 2026-01-07 17:00, and 1 before the period (history.csv).";
    adding("2026-01-07 17:00", "capweek", Rule::PerPersonWeek, &["2026-01-07 17:00"], first);
    let last = "per_person_week: Ann Cap (capweek, Ålborg) has 2 shifts in the burden evening in week 2026-W04, but may have at \
                most 1: mon 2026-01-19 17:00, tue 2026-01-20 17:00.";
    let at = ["2026-01-19 17:00", "2026-01-20 17:00"];
    adding("2026-01-20 17:00", "capweek", Rule::PerPersonWeek, &at, last);
}

#[test]
fn per_person_period() {
    let first = "per_person_period: Bo Cap (capperiod, Ålborg) has 2 shifts in the burden evening in the period, but may have at \
                 most 1: wed 2026-01-07 17:00, tue 2026-01-13 17:00.";
    let at = ["2026-01-07 17:00", "2026-01-13 17:00"];
    adding("2026-01-07 17:00", "capperiod", Rule::PerPersonPeriod, &at, first);
    let last = "per_person_period: Bo Cap (capperiod, Ålborg) has 2 shifts in the burden evening in the period, but may have at \
                most 1: tue 2026-01-13 17:00, tue 2026-01-20 17:00.";
    let at = ["2026-01-13 17:00", "2026-01-20 17:00"];
    adding("2026-01-20 17:00", "capperiod", Rule::PerPersonPeriod, &at, last);
}

#[test]
fn caps_of_a_pool_count_its_heads_and_caps_that_overlap_are_broken_each() {
    let mut town = town();
    let (evening, pool) = (0, person(&town, "pool"));
    town.edit(|town| {
        town.staff[pool].limits.set_cap(Rule::PerPersonWeek, evening, 2);
        // A second burden of the same windows.
        town.burdens.push(Burden { name: "late".into(), ..town.burdens[evening].clone() });
        town.windows.iter_mut().filter(|window| window.burdens == [evening]).for_each(|window| window.burdens.push(1));
        town.staff[pool].limits.set_cap(Rule::PerPersonWeek, 1, 1);
    });
    let found = judge(&town, &good(&town)).violations;
    let told: Vec<_> = found.iter().map(|found| (found.rule, found.burden, found.over)).collect();
    assert_eq!(told, [(Rule::PerPersonWeek, Some(1), 1), (Rule::PerPersonWeek, Some(1), 1)], "{found:#?}");
    town.edit(|town| town.staff[pool].limits.set_cap(Rule::PerPersonWeek, evening, 0));
    assert_eq!(judge(&town, &good(&town)).violations.len(), 4);
}

#[test]
fn rest_hours() {
    let first = "rest_hours: Rie Rest (rest, Ålborg) has a shift before the period (history.csv) until \
                 tue 2026-01-06 21:00 and starts on wed 2026-01-07 07:00, 10 h later, but needs 11 h.";
    adding("2026-01-07 07:00", "rest", Rule::RestHours, &["2026-01-07 07:00"], first);
    let last = "rest_hours: Rie Rest (rest, Ålborg) has the shift of mon 2026-01-19 17:00 until mon 2026-01-19 21:00 \
                and starts on tue 2026-01-20 07:00, 10 h later, but needs 11 h.";
    adding("2026-01-20 07:00", "rest", Rule::RestHours, &["2026-01-19 17:00", "2026-01-20 07:00"], last);
}

#[test]
fn rest_after_a_shift_that_runs_into_the_next_day() {
    let mut town = town();
    let evening = window(&town, "2026-01-19 17:00");
    let mut broken = good(&town);
    broken.give(window(&town, "2026-01-20 07:00"), person(&town, "rest"));
    let at = ["2026-01-19 17:00", "2026-01-20 07:00"];
    for (hours, rest, message) in [
        (
            9,
            11,
            "rest_hours: Rie Rest (rest, Ålborg) has the shift of mon 2026-01-19 17:00 until tue 2026-01-20 02:00 \
             and starts on tue 2026-01-20 07:00, 5 h later, but needs 11 h.",
        ),
        (
            15,
            0,
            "rest_hours: Rie Rest (rest, Ålborg) has the shift of mon 2026-01-19 17:00, which runs until \
             tue 2026-01-20 08:00, and starts on tue 2026-01-20 07:00 already.",
        ),
    ] {
        town.edit(|town| {
            town.windows[evening].length = TimeDelta::hours(hours);
            town.rest = TimeDelta::hours(rest);
        });
        expect(&town, &broken, Rule::RestHours, Some("rest"), &at, message);
    }
    // Exactly the rest asked for is enough.
    town.edit(|town| (town.windows[evening].length, town.rest) = (TimeDelta::hours(4), TimeDelta::hours(10)));
    assert_eq!(judge(&town, &broken).violations, []);
}

#[test]
fn away_at_once() {
    for (name, message) in [
        (
            "2026-01-07 12:00",
            "away_at_once: Brønderslev (102) has 2 of its staff on wed 2026-01-07 12:00, but may have at most 1: \
             Ida Away (away1, Brønderslev), Ole Away (away2, Brønderslev).",
        ),
        (
            "2026-01-20 12:00",
            "away_at_once: Brønderslev (102) has 2 of its staff on tue 2026-01-20 12:00, but may have at most 1: \
             Ida Away (away1, Brønderslev), Ole Away (away2, Brønderslev).",
        ),
    ] {
        let town = town();
        let mut broken = good(&town);
        broken.give(window(&town, name), person(&town, "away2"));
        expect(&town, &broken, Rule::AwayAtOnce, None, &[name], message);
        assert_eq!(judge(&town, &broken).violations[0].municipality, Some(1));
    }
}

#[test]
fn away_at_once_counts_the_heads_of_a_pool() {
    let mut town = town();
    let away = town.staff[person(&town, "away1")].municipality;
    let pool = person(&town, "pool");
    town.edit(|town| {
        town.staff[pool].municipality = away;
        town.municipalities[away].limits[Rule::AwayAtOnce] = Some(2);
    });
    for (name, message) in [
        (
            "2026-01-07 17:00",
            "away_at_once: Brønderslev (102) has 3 of its staff on wed 2026-01-07 17:00, but may have at most 2: \
             Ole Away (away2, Brønderslev), Pulje Ålborg (pool, Brønderslev) with 2 seats.",
        ),
        (
            "2026-01-20 17:00",
            "away_at_once: Brønderslev (102) has 3 of its staff on tue 2026-01-20 17:00, but may have at most 2: \
             Ole Away (away2, Brønderslev), Pulje Ålborg (pool, Brønderslev) with 2 seats.",
        ),
    ] {
        let mut broken = good(&town);
        broken.give(window(&town, name), person(&town, "away2"));
        expect(&town, &broken, Rule::AwayAtOnce, None, &[name], message);
    }
}

#[test]
fn locks_a_fixed_shift_missing() {
    let first = "locks: Lis Lock (lock, Ålborg) is not on wed 2026-01-07 07:00, but locks.csv fixes that shift.";
    removing("2026-01-07 07:00", "lock", first);
    let last = "locks: Lis Lock (lock, Ålborg) is not on tue 2026-01-20 07:00, but locks.csv fixes that shift.";
    removing("2026-01-20 07:00", "lock", last);
    let first = "locks: Pulje Ålborg (pool, Ålborg) is on wed 2026-01-07 17:00 with 0 seats, \
                 but locks.csv fixes 1 there.";
    removing("2026-01-07 17:00", "pool", first);
    let last = "locks: Pulje Ålborg (pool, Ålborg) is on tue 2026-01-20 17:00 with 0 seats, \
                but locks.csv fixes 1 there.";
    removing("2026-01-20 17:00", "pool", last);
}

#[test]
fn locks_a_forbidden_shift_taken() {
    let first = "locks: Lis Lock (lock, Ålborg) is on wed 2026-01-07 17:00, but locks.csv forbids that shift.";
    adding("2026-01-07 17:00", "lock", Rule::Locks, &["2026-01-07 17:00"], first);
    let last = "locks: Lis Lock (lock, Ålborg) is on tue 2026-01-20 17:00, but locks.csv forbids that shift.";
    adding("2026-01-20 17:00", "lock", Rule::Locks, &["2026-01-20 17:00"], last);
}

#[test]
fn every_violation_of_a_roster_is_found_and_sorted() {
    let town = town();
    let mut broken = good(&town);
    for (name, id) in [("2026-01-20 17:00", "lock"), ("2026-01-07 12:00", "comes"), ("2026-01-07 12:00", "avail")] {
        broken.give(window(&town, name), person(&town, id));
    }
    broken.set(window(&town, "2026-01-07 07:00"), vec![]);
    let found: Vec<_> = judge(&town, &broken).violations.into_iter().map(|v| (v.rule, v.windows)).collect();
    let at = |name| vec![window(&town, name)];
    let expected = [
        (Rule::Membership, at("2026-01-07 12:00")),
        (Rule::Availability, at("2026-01-07 12:00")),
        (Rule::Locks, at("2026-01-07 07:00")),
        (Rule::Locks, at("2026-01-20 17:00")),
    ];
    assert_eq!(found, expected);
}
