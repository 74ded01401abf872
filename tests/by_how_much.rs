//! By how much a rule is broken, which `added` goes by where a roster is mended; and what is said right at a limit.
//!
//! In: a town whose people may do a little, and do much more. Out: what the referee counts and says.

mod support;

use chrono::TimeDelta;
use support::by_hand::{date, instance, municipality, past, person, roster, staff, window};
use vagtplan::domain::rule::Rule;
use vagtplan::domain::{Burden, Instance, Parts, PastShift, Published};
use vagtplan::verify::judge;

/// Wednesday to Sunday, five windows a day of nine seats each, all of them a burden. Ann, her colleague Bo, and a pool of two.
fn town() -> Instance {
    let people = vec![staff("ann", "Ann", 0, 1), staff("bo", "Bo", 0, 1), staff("pool", "Pool", 0, 2)];
    let starts = ["00:00", "05:00", "10:00", "15:00", "20:00"];
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| day.parse().expect("a day"));
    let all = Burden { name: "all".into(), days: days.into(), starts: Vec::new() };
    let members = vec![municipality("1", "One", 100)];
    instance(("2026-01-07", "2026-01-11"), &starts, 9, vec![all], members, people)
}

/// So many seats of the pool on Wednesday morning.
fn of_the_pool(seats: usize) -> Vec<(&'static str, &'static str)> {
    vec![("2026-01-07 05:00", "pool"); seats]
}

/// All five windows of a day for Ann.
const WEDNESDAY: [(&str, &str); 5] = [
    ("2026-01-07 00:00", "ann"),
    ("2026-01-07 05:00", "ann"),
    ("2026-01-07 10:00", "ann"),
    ("2026-01-07 15:00", "ann"),
    ("2026-01-07 20:00", "ann"),
];

/// The rule that these seats break, and by how much, after a change of the town.
#[track_caller]
fn breaks(change: impl FnOnce(&mut Parts), seats: &[(&str, &str)], rule: Rule, over: u64) {
    let mut town = town();
    town.edit(change);
    let found: Vec<_> = judge(&town, &roster(&town, seats)).violations.iter().map(|v| (v.rule, v.over)).collect();
    assert_eq!(found, [(rule, over)]);
}

#[test]
fn what_is_too_much_is_counted() {
    let worked = |town: &mut Parts| {
        let before = |name: &str| PastShift { burdens: vec![0], ..past(town, "ann", name) };
        town.history = vec![before("2026-01-05 10:00"), before("2026-01-06 10:00")];
    };
    // Of a window: nine seats for two people and twelve heads; one for the pool's two.
    let crowd: Vec<_> = of_the_pool(12).into_iter().chain([("2026-01-07 05:00", "ann")]).collect();
    breaks(|town| town.staff[2].heads = 12, &crowd, Rule::Seats, 13 - 9);
    breaks(|_| (), &of_the_pool(7), Rule::Seats, 7 - 2);
    breaks(|_| (), &[WEDNESDAY[1]; 4], Rule::Seats, 4 - 1);
    // Of a person: five shifts, and two worked in the week before.
    breaks(|town| town.staff[0].limits[Rule::ShiftsPerDay] = Some(2), &WEDNESDAY, Rule::ShiftsPerDay, 5 - 2);
    let of_week = |town: &mut Parts| {
        worked(town);
        town.staff[0].limits[Rule::ShiftsPerWeek] = Some(3);
    };
    breaks(of_week, &WEDNESDAY, Rule::ShiftsPerWeek, 5 + 2 - 3);
    breaks(|town| town.staff[0].limits[Rule::ShiftsPerPeriod] = Some(2), &WEDNESDAY, Rule::ShiftsPerPeriod, 5 - 2);
    let of_burden_week = |town: &mut Parts| {
        worked(town);
        town.staff[0].limits.set_cap(Rule::PerPersonWeek, 0, 3);
    };
    breaks(of_burden_week, &WEDNESDAY, Rule::PerPersonWeek, 5 + 2 - 3);
    let of_burden = |town: &mut Parts| town.staff[0].limits.set_cap(Rule::PerPersonPeriod, 0, 2);
    breaks(of_burden, &WEDNESDAY, Rule::PerPersonPeriod, 5 - 2);
    // Of a municipality: both people and the pool.
    let all = [("2026-01-07 05:00", "ann"), ("2026-01-07 05:00", "bo")];
    let all: Vec<_> = all.into_iter().chain(of_the_pool(2)).collect();
    breaks(|town| town.municipalities[0].limits[Rule::AwayAtOnce] = Some(1), &all, Rule::AwayAtOnce, 4 - 1);
}

#[test]
fn what_is_missing_is_counted() {
    // Seats that are fixed: five of a pool, of which one is held, none is, or all and more are.
    let fixed = |town: &mut Parts| {
        let at = (person(town, "pool"), window(town, "2026-01-07 05:00"));
        town.staff[2].heads = 9;
        town.fixed.insert(at, 5);
    };
    breaks(fixed, &of_the_pool(1), Rule::Locks, 5 - 1);
    breaks(fixed, &[], Rule::Locks, 5);
    let mut town = town();
    town.edit(fixed);
    for seats in [5, 6] {
        assert_eq!(judge(&town, &roster(&town, &of_the_pool(seats))).violations, []);
    }
    // Minutes of rest: two hours of eleven.
    let rest = |town: &mut Parts| town.rest = TimeDelta::hours(11);
    breaks(rest, &[("2026-01-07 20:00", "ann"), ("2026-01-08 05:00", "ann")], Rule::RestHours, (11 - 5) * 60);
}

/// The words of the only violation.
#[track_caller]
fn said(town: &Instance, seats: &[(&str, &str)]) -> String {
    let violations = judge(town, &roster(town, seats)).violations;
    assert_eq!(violations.len(), 1, "{violations:#?}");
    violations[0].message.clone()
}

#[test]
fn a_shift_that_begins_as_another_ends_comes_after_no_rest_at_all() {
    let mut town = town();
    town.edit(|town| town.rest = TimeDelta::hours(4));
    let midnight = [("2026-01-07 20:00", "ann"), ("2026-01-08 00:00", "ann")];
    let no_rest = "rest_hours: Ann (ann, One) has the shift of wed 2026-01-07 20:00 until thu 2026-01-08 00:00 and starts on \
                   thu 2026-01-08 00:00, 0 h later, but needs 4 h.";
    assert_eq!(said(&town, &midnight), no_rest);
    // One that ends an hour after the other has begun.
    town.edit(|town| {
        let evening = window(town, "2026-01-07 20:00");
        town.windows[evening].length = TimeDelta::hours(5);
    });
    let both = "rest_hours: Ann (ann, One) has the shift of wed 2026-01-07 20:00, which runs until thu 2026-01-08 01:00, and starts \
                on thu 2026-01-08 00:00 already.";
    assert_eq!(said(&town, &midnight), both);
    // Exactly as much rest as is asked for.
    let rested = [("2026-01-07 20:00", "ann"), ("2026-01-08 05:00", "ann")];
    assert_eq!(judge(&town, &roster(&town, &rested)).violations, []);
}

#[test]
fn who_joins_and_leaves_within_the_period_is_told_which_of_them_it_is() {
    let mut town = town();
    town.edit(|town| {
        town.municipalities[0].joined = Some(date("2026-01-08"));
        town.municipalities[0].left = Some(date("2026-01-10"));
    });
    let on = |day: &str| said(&town, &[(&format!("{day} 05:00"), "ann")]);
    let joins = "membership: Ann (ann, One) is on wed 2026-01-07 05:00, but One joins on thu 2026-01-08.";
    assert_eq!(on("2026-01-07"), joins);
    for (day, name) in [("2026-01-10", "sat"), ("2026-01-11", "sun")] {
        let left = "but One is no member from sat 2026-01-10 on.";
        assert_eq!(on(day), format!("membership: Ann (ann, One) is on {name} {day} 05:00, {left}"));
    }
    for day in ["2026-01-08 05:00", "2026-01-09 05:00"] {
        assert_eq!(judge(&town, &roster(&town, &[(day, "ann")])).violations, []);
    }
}

/// From Friday on a published roster is mended: what lies before it stays, seat by seat.
#[test]
fn what_lies_before_is_held_to_the_letter() {
    let town = town();
    let thursday = "2026-01-08 20:00";
    let published = [(thursday, "ann"), (thursday, "pool"), (thursday, "pool"), ("2026-01-09 00:00", "ann")];
    let published = Published { roster: roster(&town, &published), from: date("2026-01-09") };
    let town = town.mended(published);
    let told = |seats: &[(&str, &str)]| -> Vec<String> {
        judge(&town, &roster(&town, seats)).violations.into_iter().map(|found| found.message).collect()
    };
    let is = |who: &str, change: &str| {
        format!(
            "locks: {who} {change} on thu 2026-01-08 20:00 in the published roster, and what lies before fri 2026-01-09 stays."
        )
    };
    let none: [String; 0] = [];
    assert_eq!(
        told(&[(thursday, "ann"), (thursday, "pool"), (thursday, "pool")]),
        none,
        "what lies after it may change"
    );
    // A colleague instead, and one seat of the pool less; then one more.
    let (ann, bo, pool) = ("Ann (ann, One)", "Bo (bo, One)", "Pool (pool, One)");
    let changed = [(thursday, "bo"), (thursday, "pool")];
    assert_eq!(told(&changed), [is(ann, "was"), is(bo, "was not"), is(pool, "was")]);
    let more = told(&[(thursday, "ann"), (thursday, "pool"), (thursday, "pool"), (thursday, "pool")]);
    assert_eq!(more, [is(pool, "was not")], "its heads are past as well");
}
