//! The rules, one by one, as the reference words them.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::reading::Read;
use super::slips::slip;

/// A rule, and who breaks it: an id, or the code of a municipality, or nobody.
pub type Broken = BTreeSet<(&'static str, String)>;

/// How many seats each person has in each window: by window, then person.
pub type Seats = Vec<Vec<u64>>;

/// Hours are those that pass: summer time is from the last Sunday of March to that of October, both at one o'clock in Greenwich.
fn greenwich(wall: NaiveDateTime) -> NaiveDateTime {
    let sunday = |month: u32| {
        let last = NaiveDate::from_ymd_opt(wall.date().year(), month, 31).unwrap();
        (last - Days::new(last.weekday().num_days_from_sunday().into())).and_hms_opt(1, 0, 0).unwrap()
    };
    let winter = wall - TimeDelta::hours(1);
    if slip("rest_hours: by the clock on the wall") {
        return winter;
    }
    let summer = wall - TimeDelta::hours(2);
    if slip("rest_hours: the second of two hours") && winter >= sunday(10) {
        return winter;
    }
    // The hour that is there twice is the first of the two; one that is left out is the same minute an hour later.
    if summer >= sunday(3) && summer < sunday(10) { summer } else { winter }
}

/// Every rule that is broken, with who breaks it.
pub fn broken(folder: &Read, seats: &Seats) -> Broken {
    let mut broken = Broken::new();
    for (w, window) in folder.windows.iter().enumerate() {
        if seats[w].iter().sum::<u64>() > window.seats + u64::from(slip("seats: one more")) {
            broken.insert(("seats", String::new()));
        }
        for (m, town) in folder.municipalities.iter().enumerate() {
            let away: u64 =
                (0..folder.people.len()).filter(|&p| folder.people[p].municipality == m).map(|p| seats[w][p]).sum();
            if town.away_at_once.is_some_and(|most| away > most + u64::from(slip("away_at_once: one more"))) {
                broken.insert(("away_at_once", town.code.clone()));
            }
        }
    }
    for p in 0..folder.people.len() {
        broken.extend(of_person(folder, seats, p).into_iter().map(|rule| (rule, folder.people[p].id.clone())));
    }
    broken
}

fn of_person(folder: &Read, seats: &Seats, p: usize) -> BTreeSet<&'static str> {
    let mut rules = BTreeSet::new();
    let mut broken = |rule: &'static str, is: bool| {
        if is {
            rules.insert(rule);
        }
    };
    let who = &folder.people[p];
    let own: Vec<usize> = (0..folder.windows.len()).filter(|&w| seats[w][p] > 0).collect();
    let past: Vec<_> = folder.history.iter().filter(|shift| shift.person == p).collect();
    for &w in &own {
        let day = folder.windows[w].slot.0;
        broken("seats", who.heads == 1 && seats[w][p] > 1 && !slip("seats: a person twice"));
        broken("seats", who.heads > 1 && seats[w][p] > who.heads && !slip("seats: more than a pool has heads"));
        broken("membership", !folder.is_member(who.municipality, day) && !slip("membership: nobody asks"));
        let slot = folder.windows[w].slot;
        let is_out = folder.is_member(who.municipality, day)
            && !folder.takes(who.municipality, day, (super::cells::weekday(day), slot.1));
        broken("participation", is_out && !slip("participation: nobody asks"));
        broken("availability", !folder.stance(p, w).0 && !slip("availability: nobody asks"));
        broken("locks", folder.forbidden.contains(&(p, w)) && !slip("locks: forbidden is allowed"));
        let same = |of: &dyn Fn(NaiveDate) -> bool| -> u64 {
            own.iter().filter(|&&v| of(folder.windows[v].slot.0)).map(|&v| seats[v][p]).sum()
        };
        let week = day.iso_week();
        let worked =
            past.iter().filter(|shift| shift.date.iso_week() == week && !slip("shifts_per_week: no history")).count()
                as u64;
        broken(
            "shifts_per_day",
            same(&|other| other == day) > who.per_day + u64::from(slip("shifts_per_day: one more")),
        );
        broken(
            "shifts_per_week",
            same(&|other| other.iso_week() == week) + worked
                > who.per_week + u64::from(slip("shifts_per_week: one more")),
        );
        broken(
            "shifts_per_period",
            who.per_period.is_some_and(|most| same(&|_| true) > most + u64::from(slip("shifts_per_period: one more"))),
        );
        for &b in &folder.windows[w].burdens {
            let held = |of: &dyn Fn(NaiveDate) -> bool| -> u64 {
                let counts = |v: &&usize| folder.windows[**v].burdens.contains(&b) && of(folder.windows[**v].slot.0);
                own.iter().filter(counts).map(|&v| seats[v][p]).sum()
            };
            let worked = past.iter().filter(|shift| shift.burdens.contains(&b) && shift.date.iso_week() == week);
            let worked = worked.filter(|_| !slip("per_person_week: no history")).count();
            let (a_week, a_period) = who.caps[b];
            broken(
                "per_person_week",
                a_week.is_some_and(|most| {
                    held(&|other| other.iso_week() == week) + worked as u64
                        > most + u64::from(slip("per_person_week: one more"))
                }),
            );
            broken(
                "per_person_period",
                a_period.is_some_and(|most| held(&|_| true) > most + u64::from(slip("per_person_period: one more"))),
            );
        }
        if who.heads == 1 || slip("rest_hours: pools rest") {
            let begins = greenwich(day.and_time(folder.windows[w].slot.1));
            let before = own.iter().filter(|&&v| folder.windows[v].slot.0 < day).map(|&v| folder.windows[v].ends);
            let ends = before
                .chain(past.iter().filter(|_| !slip("rest_hours: no history")).map(|shift| shift.ends))
                .map(greenwich);
            let rest = TimeDelta::seconds((folder.rest_hours * 3600.0).round() as i64);
            broken(
                "rest_hours",
                ends.into_iter()
                    .any(|ends| begins - ends < rest - TimeDelta::hours(i64::from(slip("rest_hours: an hour less")))),
            );
        }
    }
    for (&(person, w), &fixed) in &folder.fixed {
        broken("locks", person == p && seats[w][p] < fixed && !slip("locks: fixed is forgotten"));
    }
    rules
}
