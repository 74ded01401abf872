//! A town with a person for each rule, and a roster that holds them all: what `rules_broken` breaks.
//!
//! In: nothing. Out: an instance and a roster. Everybody is named after the rule they are there for, and free of every
//! other one, so that a change in a single place breaks a single rule.

use chrono::{TimeDelta, Weekday};
use vagtplan::domain::participation::{Stretch, WindowClass};
use vagtplan::domain::roster::Roster;
use vagtplan::domain::rule::Rule;
use vagtplan::domain::{Burden, Instance, PastShift};

use super::by_hand::{date, instance, municipality, past, person, roster, staff, stance, time, window};

/// The period begins on a Wednesday and ends on a Tuesday, so both its ends cut through a week.
const PERIOD: (&str, &str) = ("2026-01-07", "2026-01-20");
const SEATS: u32 = 4;

/// A person a rule, all of them free of every rule but their own.
pub fn town() -> Instance {
    let municipalities = vec![
        municipality("101", "Ålborg", 100_000),
        municipality("102", "Brønderslev", 36_000),
        municipality("103", "Comes", 20_000),
        municipality("104", "Goes", 20_000),
        municipality("105", "Partly", 20_000),
    ];
    let mut people = vec![
        staff("avail", "Ava Lind", 0, 1),
        staff("away1", "Ida Away", 1, 1),
        staff("away2", "Ole Away", 1, 1),
        staff("capperiod", "Bo Cap", 0, 1),
        staff("capweek", "Ann Cap", 0, 1),
        staff("comes", "Cora Comes", 2, 1),
        staff("day", "Dan Day", 0, 1),
        staff("extra", "Eva Extra", 0, 1),
        staff("free", "Fie Free", 0, 1),
        staff("goes", "Gert Goes", 3, 1),
        staff("lock", "Lis Lock", 0, 1),
        staff("part", "Pia Part", 4, 1),
        staff("period", "Per Period", 0, 1),
        staff("pool", "Pulje Ålborg", 0, 2),
        staff("rest", "Rie Rest", 0, 1),
        staff("week", "Weo Week", 0, 1),
    ];
    for person in &mut people {
        match person.id.as_str() {
            "day" => person.limits[Rule::ShiftsPerDay] = Some(1),
            "week" => person.limits[Rule::ShiftsPerWeek] = Some(2),
            "capweek" => person.limits.set_cap(Rule::PerPersonWeek, 0, 1),
            "capperiod" => person.limits.set_cap(Rule::PerPersonPeriod, 0, 1),
            "period" => person.limits[Rule::ShiftsPerPeriod] = Some(2),
            _ => {}
        }
    }
    let days = (0..7).map(|day| Weekday::try_from(day).expect("seven days")).collect();
    let evening = Burden { name: "evening".into(), days, starts: vec![time("17:00")] };
    let mut town = instance(PERIOD, &["07:00", "12:00", "17:00"], SEATS, vec![evening], municipalities, people);
    town.edit(|town| {
        town.rest = TimeDelta::hours(11);
        town.municipalities[1].limits[Rule::AwayAtOnce] = Some(1);
        town.municipalities[2].joined = Some(date("2026-01-08"));
        town.municipalities[3].left = Some(date("2026-01-20"));
        let evenings = WindowClass {
            burden: Some("evening".into()),
            days: town.burdens[0].days.clone(),
            starts: town.burdens[0].starts.clone(),
        };
        town.municipalities[4].stretches = vec![Stretch { from: None, until: None, windows: vec![evenings] }];
        for name in ["2026-01-07 12:00", "2026-01-20 12:00"] {
            stance(town, "avail", name).available = false;
        }
        for (name, seats) in [("2026-01-07 07:00", 1), ("2026-01-20 07:00", 1)] {
            town.fixed.insert((person(town, "lock"), window(town, name)), seats);
        }
        for name in ["2026-01-07 17:00", "2026-01-20 17:00"] {
            town.forbidden.insert((person(town, "lock"), window(town, name)));
            town.fixed.insert((person(town, "pool"), window(town, name)), 1);
        }
        let before = PastShift { burdens: vec![0], ..past(town, "capweek", "2026-01-05 17:00") };
        town.history = vec![past(town, "rest", "2026-01-06 17:00"), past(town, "week", "2026-01-05 12:00"), before];
    });
    town
}

/// A roster that holds every rule.
pub fn good(town: &Instance) -> Roster {
    let seats = [
        ("2026-01-07 07:00", "lock"),
        ("2026-01-07 12:00", "away1"),
        ("2026-01-07 12:00", "day"),
        ("2026-01-07 17:00", "pool"),
        ("2026-01-07 17:00", "pool"),
        ("2026-01-08 12:00", "comes"),
        ("2026-01-08 12:00", "period"),
        ("2026-01-09 12:00", "week"),
        ("2026-01-12 12:00", "extra"),
        ("2026-01-12 12:00", "free"),
        ("2026-01-12 12:00", "goes"),
        ("2026-01-12 12:00", "period"),
        ("2026-01-12 17:00", "rest"),
        ("2026-01-13 12:00", "rest"),
        ("2026-01-13 17:00", "capperiod"),
        ("2026-01-19 12:00", "week"),
        ("2026-01-19 17:00", "capweek"),
        ("2026-01-19 17:00", "rest"),
        ("2026-01-19 17:00", "week"),
        ("2026-01-20 07:00", "lock"),
        ("2026-01-20 12:00", "away1"),
        ("2026-01-20 12:00", "day"),
        ("2026-01-20 17:00", "pool"),
        ("2026-01-20 17:00", "pool"),
    ];
    roster(town, &seats)
}
