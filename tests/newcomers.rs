//! New colleagues when a published roster is mended: whom it concerns, what an even part is, what stands in the way, and how many shifts
//! could be handed over.
//!
//! In: instances by hand. Out: what `newcomers` says of them, with every figure worked out here by hand; and that a newcomer is used where
//! no published shift has to change for it.

mod support;

use std::sync::Arc;

use support::by_hand::{date, exact, instance, municipality, past, person, roster, staff, stance, window};
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::roster::Roster;
use vagtplan::domain::{Instance, Published, Staff};
use vagtplan::newcomers::{Newcomer, Why, newcomers};
use vagtplan::planning::{self, Options, Status};

/// Anna and Bo of One, Nora who joins it on the second Monday, and Per of Two, whose town is as large; a seat at eight each day for two weeks.
fn towns() -> Instance {
    let nora = Staff { joined: Some(date("2026-01-12")), ..staff("nora", "Nora", 0, 1) };
    let people = vec![staff("anna", "Anna", 0, 1), staff("bo", "Bo", 0, 1), nora, staff("per", "Per", 1, 1)];
    let members = vec![municipality("1", "One", 100), municipality("2", "Two", 100)];
    let mut towns = instance(("2026-01-05", "2026-01-18"), &["08:00"], 1, vec![], members, people);
    towns.edit(|towns| {
        for day in 5..12 {
            stance(towns, "nora", &format!("2026-01-{day:02} 08:00")).available = false;
        }
    });
    towns
}

/// Anna, Per, Bo, Per, Anna and so on, but for those days.
fn published(towns: &Instance, open: &[u32]) -> Roster {
    let who = ["anna", "per", "bo", "per"];
    let days: Vec<(String, &str)> = (5..19)
        .filter(|day| !open.contains(day))
        .map(|day| (format!("2026-01-{day:02} 08:00"), who[(day as usize - 5) % who.len()]))
        .collect();
    roster(towns, &days.iter().map(|(day, who)| (day.as_str(), *who)).collect::<Vec<_>>())
}

/// The instance as it is mended from a day on.
fn mended(towns: &Instance, roster: &Roster, from: &str) -> Instance {
    let mut goals = Goal::default_ladder();
    goals.insert(1, Goal::Stability);
    towns.clone().with_goals(goals).mended(Published { roster: roster.clone(), from: date(from) })
}

/// The new roster that the engine finds.
fn replanned(instance: &Instance) -> Roster {
    let instance = Arc::new(instance.clone());
    let plan = planning::plan(&instance, &Options::default(), &mut |_| ()).expect("no defect").expect("a roster");
    assert_eq!(plan.status, Status::Proven);
    plan.verified.roster().clone()
}

#[test]
fn where_every_seat_is_published_a_newcomer_has_none_and_is_told_why() {
    let towns = towns();
    let roster = published(&towns, &[]);
    let instance = mended(&towns, &roster, "2026-01-12");
    assert_eq!(replanned(&instance), roster, "nothing has to change");
    let nora = person(&instance, "nora");
    // One has the seven shifts of 5, 7, 9, …, 17 January. Nora is there for seven of fourteen days: 7 · (1/2) / (1 + 1 + 1/2).
    let expected = Newcomer { staff: nora, shifts: 0, part: exact(7, 5), changes: 1, why: Some(Why::Kept) };
    assert_eq!(newcomers(&instance, &roster), [expected]);
    // From the last day on, Per's, there is nothing of a colleague's to hand over.
    let late = mended(&towns, &roster, "2026-01-18");
    assert_eq!(newcomers(&late, &roster)[0].changes, 0);
    assert_eq!(newcomers(&late, &roster)[0].why, Some(Why::Kept), "Per's would be a published one as well");
}

#[test]
fn a_newcomer_takes_what_nobody_had_where_turns_are_evener_for_it() {
    let towns = towns();
    // 13 January would be Anna's, and nobody had it.
    let roster = published(&towns, &[13]);
    let instance = mended(&towns, &roster, "2026-01-12");
    let new = replanned(&instance);
    let nora = person(&instance, "nora");
    assert_eq!(new, roster.with(window(&instance, "2026-01-13 08:00"), nora));
    let expected = Newcomer { staff: nora, shifts: 1, part: exact(7, 5), changes: 0, why: None };
    assert_eq!(newcomers(&instance, &new), [expected]);
}

#[test]
fn what_is_given_anew_to_others_is_told_with_the_goal() {
    let mut towns = towns();
    // Per cannot on 14 January, and Two is short of shifts: its Pia has to have it.
    towns.edit(|towns| {
        towns.staff.push(staff("pia", "Pia", 1, 1));
        let windows = towns.windows.len();
        towns.stances.extend(vec![towns.stances[0]; windows]);
        stance(towns, "per", "2026-01-14 08:00").available = false;
    });
    let roster = published(&towns, &[]);
    let instance = mended(&towns, &roster, "2026-01-14");
    let new = replanned(&instance);
    let [nora, pia] = ["nora", "pia"].map(|id| person(&instance, id));
    assert_eq!(new.shifts[window(&instance, "2026-01-14 08:00")], [pia]);
    let told = newcomers(&instance, &new);
    let told = told.iter().find(|newcomer| newcomer.staff == nora).expect("Nora joins in the period");
    assert_eq!((told.shifts, told.changes, told.why), (0, 1, Some(Why::Goal(Rung::Shares))));
}

#[test]
fn rules_that_leave_nothing_are_told() {
    let mut towns = towns();
    towns.edit(|towns| {
        for day in 12..19 {
            stance(towns, "nora", &format!("2026-01-{day:02} 08:00")).available = false;
        }
    });
    let roster = published(&towns, &[]);
    let told = newcomers(&mended(&towns, &roster, "2026-01-12"), &roster);
    assert_eq!((told[0].changes, told[0].why), (0, Some(Why::NoWindow)));
}

#[test]
fn who_is_new_is_known_by_the_date_or_as_the_only_one_without_a_shift_that_is_owed() {
    let mut towns = towns();
    let new = |towns: &Instance| -> Vec<String> {
        let roster = published(towns, &[]);
        let instance = mended(towns, &roster, "2026-01-12");
        let found = newcomers(&instance, &roster);
        found.iter().map(|newcomer| instance.staff[newcomer.staff].id.clone()).collect()
    };
    assert_eq!(new(&towns), ["nora"]);
    // Without a date she is the only one of her town who has had no shift.
    towns.edit(|towns| {
        let nora = person(towns, "nora");
        towns.staff[nora].joined = None;
    });
    assert_eq!(new(&towns), ["nora"]);
    // Who is owed less than a shift may have none without being new: of seven shifts 7 · (1/9) / (1 + 1 + 1/9) = 7/19 is hers.
    let mut seldom = towns.clone();
    seldom.edit(|towns| {
        let nora = person(towns, "nora");
        towns.staff[nora].weight = exact(1, 9);
    });
    assert_eq!(new(&seldom), Vec::<String>::new());
    // With a date she is.
    seldom.edit(|towns| {
        let nora = person(towns, "nora");
        towns.staff[nora].joined = Some(date("2026-01-12"));
    });
    assert_eq!(new(&seldom), ["nora"]);
    // Who has worked before is none.
    let mut worked = towns.clone();
    worked.edit(|towns| towns.history = vec![past(towns, "nora", "2026-01-02 08:00")]);
    assert_eq!(new(&worked), Vec::<String>::new());
    // Where another has had no shift either, that is nothing that tells.
    towns.edit(|towns| {
        towns.staff.push(staff("otto", "Otto", 0, 1));
        let windows = towns.windows.len();
        towns.stances.extend(vec![towns.stances[0]; windows]);
    });
    assert_eq!(new(&towns), Vec::<String>::new());
}

#[test]
fn without_a_published_roster_nobody_is_new() {
    let towns = towns();
    assert_eq!(newcomers(&towns, &published(&towns, &[])), []);
}
