//! A small plan with everything a report has to show, for the tests of this room.
//!
//! In: nothing. Out: an instance of one week with three members, two burdens and a pool, and a roster for it with two
//! holes. Never part of the program.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};

use crate::domain::attendance::Attendance;
use crate::domain::calendar::Period;
use crate::domain::goal::{Goal, Rung};
use crate::domain::roster::Roster;
use crate::domain::rule::Limits;
use crate::domain::{Burden, Exact, Instance, LedgerEntry, Municipality, Parts, Staff, Stance, Window};
use crate::explanation::{Why, account, person};
use crate::planning::{Plan, RungReport, Status};
use crate::verify;

const HOURS: i64 = 4;

/// The week from Monday 2026-01-05: two seats in the morning and one in the evening, Monday to Thursday, and two on
/// Sunday.
pub fn instance() -> Instance {
    let from = date(5);
    let burden = |name: &str, days: &[Weekday], starts: &[NaiveTime]| Burden {
        name: name.to_owned(),
        days: days.to_vec(),
        starts: starts.to_vec(),
    };
    let week = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu];
    let burdens = vec![burden("evening", &week, &[time(20)]), burden("weekend", &[Weekday::Sun], &[])];
    let windows: Vec<Window> = from
        .iter_days()
        .take(7)
        .flat_map(|date| match date.weekday() {
            Weekday::Fri | Weekday::Sat => vec![],
            Weekday::Sun => vec![(date, 16, 2)],
            _ => vec![(date, 8, 2), (date, 20, 1)],
        })
        .map(|(date, hour, seats)| Window {
            date,
            start: time(hour),
            length: TimeDelta::hours(HOURS),
            seats,
            least: 0,
            burdens: (0..burdens.len()).filter(|&burden| burdens[burden].includes(date, time(hour))).collect(),
        })
        .collect();
    let municipalities = vec![
        municipality("665", "Lemvig", 20_000),
        municipality("751", "Aarhus, \"the city of smiles\"", 60_000),
        municipality("760", "Ringkøbing-Skjern", 20_000),
    ];
    let staff = vec![
        staff("a1", "Anna Ø", 1, 1),
        staff("l1", "Lars", 0, 1),
        staff("p", "Pool", 1, 3),
        staff("r1", "Rie", 2, 1),
    ];
    let stances = vec![Stance { available: true, ..Stance::default() }; staff.len() * windows.len()];
    let entry =
        |entitled: (i64, i64), worked: (i64, i64)| LedgerEntry { entitled: exact(entitled), worked: exact(worked) };
    Instance::new(Parts {
        title: "Den Digitale Hotline".to_owned(),
        period: Period { from, to: date(11) },
        goals: Goal::default_ladder(),
        rest: TimeDelta::hours(11),
        burdens,
        windows,
        municipalities,
        staff,
        stances,
        fixed: BTreeMap::new(),
        forbidden: BTreeSet::new(),
        ledger: BTreeMap::from([((0, None), entry((21, 2), (10, 1))), ((1, None), entry((30, 1), (61, 2)))]),
        calls: BTreeMap::new(),
        history: Vec::new(),
        attendance: Attendance::of(Period { from, to: date(11) }),
        published: None,
        language: Default::default(),
        withdrawal: Default::default(),
        service: Default::default(),
        price_per_hour: Default::default(),
        agreed: Default::default(),
        prices: Default::default(),
        rules: Limits::usual(),
    })
}

/// A roster that breaks no rule and leaves a seat on Thursday evening and one on Sunday.
pub fn roster() -> Roster {
    Roster::new(vec![vec![1, 2], vec![0], vec![2, 2], vec![3], vec![0, 2], vec![2], vec![2, 3], vec![], vec![1]])
}

/// A plan of that roster, proven up to the shares.
pub fn plan(instance: &Instance) -> Plan {
    let verified = verify::verify(instance, roster()).expect("the sample breaks no rule");
    let rungs = instance
        .rungs()
        .into_iter()
        .zip(&verified.judgement().values)
        .map(|(rung, &(_, value))| {
            let proven = rung <= Rung::Shares;
            let bound = if proven { Some(value) } else { (rung == Rung::SharesRounding).then_some(value - 1.0 / 3.0) };
            RungReport { rung, value, bound, proven, seconds: 0.125 }
        })
        .collect();
    Plan { verified, rungs, status: Status::TimeLimit, seconds: 61.5, highs: Some("1.15.0".to_owned()), failure: None }
}

/// Why a roster is as it is, where its staff could take ten of everything.
pub fn why(instance: &Instance, roster: &Roster) -> Why {
    let most = account::Most { shifts: 10, burdens: vec![10; instance.burdens.len()] };
    let asked: Vec<_> = (0..instance.municipalities.len()).map(|m| (m, most.clone())).collect();
    Why {
        accounts: account::reasons(instance, &verify::judge(instance, roster), &asked),
        people: person::reasons(instance, roster, 0..instance.staff.len()),
    }
}

fn municipality(code: &str, name: &str, population: u64) -> Municipality {
    Municipality {
        code: code.to_owned(),
        name: name.to_owned(),
        population,
        joined: None,
        left: None,
        stretches: Vec::new(),
        limits: Limits::default(),
    }
}

fn staff(id: &str, name: &str, municipality: usize, heads: u32) -> Staff {
    Staff {
        id: id.to_owned(),
        name: name.to_owned(),
        municipality,
        heads,
        joined: None,
        left: None,
        weight: exact((i64::from(heads), 1)),
        limits: Limits::usual().of_person(heads, |_| None),
    }
}

fn exact((numerator, denominator): (i64, i64)) -> Exact {
    Exact::new(numerator.into(), denominator.into())
}

fn date(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, day).expect("a day of January")
}

fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).expect("an hour of the day")
}
