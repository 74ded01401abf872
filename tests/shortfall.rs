//! What is short and why: each reason on its own, their order, and pools of which a limit holds back a part.

mod support;

use chrono::{TimeDelta, Weekday};
use support::by_hand::{date, instance, municipality, past, person, roster, staff, stance, time, window};
use vagtplan::domain::participation::{Stretch, WindowClass};
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::{Limits, Rule};
use vagtplan::domain::{Burden, Instance, PastShift};
use vagtplan::shortfall::{Shortfall, shortfalls};

/// The window everything is about: a noon, with an evening the day before and a morning the day after.
const NOON: &str = "2026-01-08 12:00";

/// One person, and a colleague of the same municipality; every window has two seats.
fn town() -> Instance {
    let people = vec![staff("colleague", "C", 0, 1), staff("person", "P", 0, 1)];
    let starts = ["07:00", "12:00", "17:00"];
    let members = vec![municipality("1", "One", 100)];
    instance(("2026-01-07", "2026-01-20"), &starts, 2, vec![], members, people)
}

fn at(instance: &Instance, roster: &Roster, name: &str) -> Shortfall {
    let window = window(instance, name);
    shortfalls(instance, roster).into_iter().find(|short| short.window == window).expect("a seat is unfilled there")
}

/// Expects that at noon the colleague is free and the person is held back by `rule`, or is free as well.
#[track_caller]
fn held_back(instance: &Instance, seats: &[(&str, &str)], rule: Option<Rule>) {
    let short = at(instance, &roster(instance, seats), NOON);
    let found: Vec<Rule> = Rule::ALL.into_iter().filter(|&rule| short.heads(rule) > 0).collect();
    assert_eq!(found, rule.into_iter().collect::<Vec<_>>());
    let held: u32 = Rule::ALL.into_iter().map(|rule| short.heads(rule)).sum();
    assert_eq!(held + short.free, 2, "each person once");
}

#[test]
fn windows_are_listed_with_their_unfilled_seats() {
    let town = town();
    let mut filled = roster(&town, &[("2026-01-07 07:00", "person"), ("2026-01-07 07:00", "colleague")]);
    filled.give(window(&town, NOON), 0);
    let found: Vec<_> = shortfalls(&town, &filled).iter().map(|short| (short.window, short.unfilled)).collect();
    let all = (1..town.windows.len()).map(|w| (w, if w == window(&town, NOON) { 1 } else { 2 }));
    assert_eq!(found, all.collect::<Vec<_>>());
}

/// All time on the windows at 07:00 alone.
fn mornings() -> Stretch {
    let days = (0..7).map(|day| chrono::Weekday::try_from(day).expect("seven days")).collect();
    let class = WindowClass { burden: None, days, starts: vec![time("07:00")] };
    Stretch { from: None, until: None, windows: vec![class] }
}

#[test]
fn each_reason_on_its_own() {
    let mut elsewhere = town();
    elsewhere.edit(|elsewhere| {
        elsewhere.municipalities.push(municipality("2", "Two", 100));
        elsewhere.staff[1].municipality = 1;
    });
    held_back(&elsewhere, &[], None);

    let mut town_left = elsewhere.clone();
    town_left.edit(|town| town.municipalities[1].left = Some(date("2026-01-08")));
    held_back(&town_left, &[], Some(Rule::Membership));

    let mut in_mornings = elsewhere.clone();
    in_mornings.edit(|town| town.municipalities[1].stretches = vec![mornings()]);
    held_back(&in_mornings, &[], Some(Rule::Participation));

    let mut not_available = elsewhere.clone();
    not_available.edit(|not_available| stance(not_available, "person", NOON).available = false);
    held_back(&not_available, &[], Some(Rule::Availability));

    let mut forbidden = elsewhere.clone();
    forbidden.edit(|town| town.forbidden.insert((1, window(town, NOON))));
    held_back(&forbidden, &[], Some(Rule::Locks));

    held_back(&elsewhere, &[(NOON, "person")], Some(Rule::Seats));

    let mut per_day = elsewhere.clone();
    per_day.edit(|per_day| per_day.staff[1].limits[Rule::ShiftsPerDay] = Some(1));
    held_back(&per_day, &[("2026-01-08 17:00", "person")], Some(Rule::ShiftsPerDay));
    held_back(&per_day, &[("2026-01-09 17:00", "person")], None);

    let mut per_week = elsewhere.clone();
    per_week.edit(|per_week| per_week.staff[1].limits[Rule::ShiftsPerWeek] = Some(1));
    held_back(&per_week, &[("2026-01-11 17:00", "person")], Some(Rule::ShiftsPerWeek));
    held_back(&per_week, &[("2026-01-12 17:00", "person")], None);
    per_week.edit(|per_week| per_week.history = vec![past(per_week, "person", "2026-01-05 12:00")]);
    held_back(&per_week, &[], Some(Rule::ShiftsPerWeek));
    per_week.edit(|per_week| per_week.history = vec![past(per_week, "person", "2026-01-04 12:00")]);
    held_back(&per_week, &[], None);

    let mut per_period = elsewhere.clone();
    per_period.edit(|per_period| per_period.staff[1].limits[Rule::ShiftsPerPeriod] = Some(1));
    held_back(&per_period, &[("2026-01-20 17:00", "person")], Some(Rule::ShiftsPerPeriod));

    let noons = Burden { name: "noon".into(), days: vec![Weekday::Thu, Weekday::Tue], starts: vec![time("12:00")] };
    let mut capped = elsewhere.clone();
    capped.edit(|capped| {
        capped.windows.iter_mut().filter(|w| noons.includes(w.date, w.start)).for_each(|w| w.burdens = vec![0]);
        capped.burdens = vec![noons];
        capped.staff[1].limits.set_cap(Rule::PerPersonWeek, 0, 1);
    });
    held_back(&capped, &[("2026-01-13 12:00", "person"), ("2026-01-09 12:00", "person")], None);
    let before = PastShift { burdens: vec![0], ..past(&capped, "person", "2026-01-06 12:00") };
    capped.edit(|capped| capped.history = vec![before]);
    held_back(&capped, &[], Some(Rule::PerPersonWeek));
    capped.edit(|capped| {
        capped.history.clear();
        capped.staff[1].limits.set_cap(Rule::PerPersonPeriod, 0, 1);
    });
    held_back(&capped, &[("2026-01-20 12:00", "person")], Some(Rule::PerPersonPeriod));
    held_back(&capped, &[("2026-01-20 07:00", "person")], None);

    let mut away = elsewhere;
    away.edit(|away| away.municipalities[1].limits[Rule::AwayAtOnce] = Some(0));
    held_back(&away, &[], Some(Rule::AwayAtOnce));
}

#[test]
fn rest_is_looked_for_before_and_after() {
    let mut town = town();
    town.edit(|town| town.rest = TimeDelta::hours(16));
    // 21:00 to 12:00 are 15 hours, 16:00 to 07:00 as well.
    held_back(&town, &[("2026-01-07 17:00", "person")], Some(Rule::RestHours));
    held_back(&town, &[("2026-01-07 12:00", "person")], None);
    held_back(&town, &[("2026-01-09 07:00", "person")], Some(Rule::RestHours));
    held_back(&town, &[("2026-01-09 12:00", "person")], None);
    // The same day is no matter of rest.
    held_back(&town, &[("2026-01-08 07:00", "person"), ("2026-01-08 17:00", "person")], None);

    town.edit(|town| {
        town.rest = TimeDelta::hours(40);
        town.history = vec![past(town, "person", "2026-01-06 17:00")];
    });
    held_back(&town, &[], Some(Rule::RestHours));
    town.edit(|town| town.staff[1].heads = 2);
    let short = at(&town, &roster(&town, &[]), NOON);
    assert_eq!((short.heads(Rule::RestHours), short.free), (0, 3), "a pool's rest is its town's affair");
}

#[test]
fn away_at_once_holds_back_who_is_left_at_home() {
    let mut town = town();
    town.edit(|town| town.municipalities[0].limits[Rule::AwayAtOnce] = Some(1));
    let short = at(&town, &roster(&town, &[(NOON, "colleague")]), NOON);
    assert_eq!((short.heads(Rule::Seats), short.heads(Rule::AwayAtOnce)), (1, 1));
    assert_eq!(short.free, 0);
}

#[test]
fn the_first_reason_counts() {
    let mut town = town();
    town.edit(|town| {
        town.municipalities.push(municipality("2", "Two", 100));
        town.municipalities[1].left = Some(date("2026-01-08"));
        town.municipalities[1].stretches = vec![mornings()];
        town.municipalities[1].limits[Rule::AwayAtOnce] = Some(0);
        town.staff[1].municipality = 1;
        town.staff[1].limits[Rule::ShiftsPerDay] = Some(0);
        town.staff[1].limits[Rule::ShiftsPerWeek] = Some(0);
        town.staff[1].limits[Rule::ShiftsPerPeriod] = Some(0);
        stance(town, "person", NOON).available = false;
        town.forbidden.insert((1, window(town, NOON)));
        town.rest = TimeDelta::hours(40);
        town.history = vec![past(town, "person", "2026-01-06 17:00")];
    });
    // Each cure uncovers the next reason.
    held_back(&town, &[], Some(Rule::Membership));
    town.edit(|town| town.municipalities[1].left = None);
    held_back(&town, &[], Some(Rule::Participation));
    town.edit(|town| town.municipalities[1].stretches.clear());
    held_back(&town, &[], Some(Rule::Availability));
    town.edit(|town| stance(town, "person", NOON).available = true);
    held_back(&town, &[], Some(Rule::Locks));
    town.edit(|town| town.forbidden.clear());
    held_back(&town, &[], Some(Rule::ShiftsPerDay));
    held_back(&town, &[(NOON, "person")], Some(Rule::Seats));
    town.edit(|town| town.staff[1].limits[Rule::ShiftsPerDay] = Some(1));
    held_back(&town, &[], Some(Rule::RestHours));
    town.edit(|town| town.history.clear());
    held_back(&town, &[], Some(Rule::ShiftsPerWeek));
    town.edit(|town| town.staff[1].limits[Rule::ShiftsPerWeek] = Some(1));
    held_back(&town, &[], Some(Rule::ShiftsPerPeriod));
    town.edit(|town| town.staff[1].limits[Rule::ShiftsPerPeriod] = None);
    held_back(&town, &[], Some(Rule::AwayAtOnce));
    town.edit(|town| town.municipalities[1].limits[Rule::AwayAtOnce] = None);
    held_back(&town, &[], None);
}

#[test]
fn a_limit_may_hold_back_a_part_of_a_pool() {
    let mut town = town();
    let pool = person(&town, "person");
    town.edit(|town| {
        town.staff[pool].heads = 6;
        town.staff[pool].limits = Limits::of(|rule| match rule {
            Rule::ShiftsPerDay => Some(4),
            Rule::ShiftsPerWeek => Some(3),
            _ => None,
        });
        town.municipalities[0].limits[Rule::AwayAtOnce] = Some(2);
    });
    let seats = [(NOON, "person"), ("2026-01-08 17:00", "person")];
    let short = at(&town, &roster(&town, &seats), NOON);
    // Of six heads one sits here; the day has room for two more, the week for one, and so has the municipality.
    let found = Rule::by_precedence().map(|rule| short.heads(rule));
    assert_eq!((found, short.free), ([0, 0, 0, 0, 1, 3, 0, 1, 0, 0, 0, 0], 2), "the colleague is free as well");
}
