//! How evenly each colleague's shifts come, worked out by hand, at the first and the last day of the period as between them.
//!
//! In: a town of four weeks that is small enough to follow. Out: what `judge` says, and that the engine finds the roster a
//! planner would.

mod support;

use std::path::Path;
use std::sync::Arc;

use chrono::Datelike;
use support::by_hand::{date, exact, instance, municipality, past, roster, staff};
use support::spaced::{SEATS, moved, town};
use vagtplan::domain::attendance::Attendance;
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::{Instance, LedgerEntry, PastShift};
use vagtplan::planning::{self, Engine, Options, Status};
use vagtplan::verify::judge;
use vagtplan::{check, read};

#[track_caller]
fn spacing(town: &Instance, seats: &[(&str, &str)]) -> f64 {
    let judgement = judge(town, &roster(town, seats));
    judgement.values.iter().find(|(rung, _)| *rung == Rung::Spacing).expect("a goal of the town").1
}

#[test]
fn days_are_counted_from_one_shift_to_the_next() {
    let town = town();
    // Anna: on one day 7, then 5 days 2, and from evening to evening 9. Bo: 8 days are enough. Cem: 2 days, 2 too few.
    assert_eq!(spacing(&town, &SEATS), (7.0 + 2.0 + 9.0) + 0.0 + 2.0);
    // A third shift within the days is measured from the second, not from the first.
    assert_eq!(spacing(&town, &moved(("2026-01-14 08:00", "bo"), "2026-01-07 16:00")), 20.0 + 6.0);
    assert_eq!(spacing(&town, &moved(("2026-01-20 16:00", "cem"), "2026-01-10 08:00")), 20.0 + 3.0);
}

#[test]
fn the_first_and_the_last_day_count_like_any_other() {
    let town = town();
    let seats = moved(("2026-01-14 08:00", "bo"), "2026-02-01 08:00");
    assert_eq!(spacing(&town, &seats), 20.0);
    let late = |seats: &[(&'static str, &'static str)], from: &str, to: &'static str| {
        let mut seats = seats.to_vec();
        seats.iter_mut().find(|seat| **seat == (from, "bo")).expect("a seat").0 = to;
        seats
    };
    // Two days before the last: 5 of 7 are missing. On it: all 7.
    assert_eq!(spacing(&town, &late(&seats, "2026-01-06 08:00", "2026-01-30 08:00")), 20.0 + 5.0);
    assert_eq!(spacing(&town, &late(&seats, "2026-01-06 08:00", "2026-02-01 16:00")), 20.0 + 7.0);
}

#[test]
fn the_last_shift_before_the_period_stands_in_front() {
    let mut town = town();
    let evening = |town: &Instance, name: &str| PastShift { burdens: vec![0], ..past(town, "anna", name) };
    let history = vec![evening(&town, "2025-12-31 16:00"), evening(&town, "2026-01-01 16:00")];
    town.edit(|town| town.history = history);
    // From 1 January to the 5th: 4 days, 3 too few, and 10 too few from evening to evening. The shift before says nothing.
    assert_eq!(spacing(&town, &SEATS), 20.0 + 3.0 + 10.0);
    // 20 days ago is far enough, for evenings as well.
    let history = vec![evening(&town, "2025-12-16 16:00")];
    town.edit(|town| town.history = history);
    assert_eq!(spacing(&town, &SEATS), 20.0);
}

#[test]
fn whoever_is_there_for_a_part_of_the_time_leaves_colleagues_more_turns() {
    let mut town = town();
    town.edit(|town| {
        town.staff[1].joined = Some(date("2026-01-19"));
        town.attendance = Attendance::of(town.period);
    });
    // Anna has 4 / (1 + ½) turns: ⌈28 / (2 · 8/3)⌉ = 6 days for 2.67 shifts, ⌈28 / (2 · 4/3)⌉ = 11 for evenings. So has Bo, while he is there.
    assert_eq!(spacing(&town, &SEATS), (6.0 + 1.0 + 6.0) + 0.0 + 2.0);
    town.edit(|town| {
        town.staff[1].joined = None;
        town.staff[1].weight = exact(1, 2);
    });
    // Anna has 8/3 and 4/3 again; Bo half of that, 11 days, and 8 days are 3 too few.
    assert_eq!(spacing(&town, &SEATS), (6.0 + 1.0 + 6.0) + 3.0 + 2.0);
}

#[test]
fn pools_are_left_out_and_28_days_are_the_most() {
    let mut town = town();
    // One owes nothing: whoever has a shift there is asked for 28 days to the next. Evenings are counted on their own.
    let entry = LedgerEntry { entitled: exact(0, 1), worked: exact(100, 1) };
    town.edit(|town| town.ledger.insert((0, None), entry));
    assert_eq!(spacing(&town, &SEATS), (28.0 + 23.0 + 9.0) + 20.0 + 2.0);
    town.edit(|town| town.staff[0].heads = 2);
    assert_eq!(spacing(&town, &SEATS), 20.0 + 2.0);
}

/// A seat a day for two weeks, for Anna, Bo and Cem: 14/3 shifts for each, so two days from one to the next are asked for. Cem
/// can come on weekends alone.
#[test]
fn both_engines_find_what_lies_furthest_apart() {
    let people = ["anna", "bo", "cem"].map(|id| staff(id, id, 0, 1));
    let members = vec![municipality("1", "One", 100)];
    let mut town = instance(("2026-01-05", "2026-01-18"), &["08:00"], 1, Vec::new(), members, people.into());
    town.edit(|town| {
        for (w, window) in town.windows.iter().enumerate() {
            town.stances[2 * town.windows.len() + w].available = window.date.weekday().number_from_monday() > 5;
        }
    });
    // Anna and Bo can take turns, with a day of each weekend for Cem. Where turns come first, Cem has both of both weekends.
    let ladders = [
        (vec![Goal::Coverage, Goal::Spacing], vec![0.0, 0.0, 0.0]),
        (vec![Goal::Coverage, Goal::Spacing, Goal::Wishes], vec![0.0, 0.0, 0.0, 0.0, 0.0]),
        (vec![Goal::Coverage, Goal::Rotation, Goal::Spacing], vec![0.0, 0.0, 66.0, 2.0]),
        (vec![Goal::Coverage, Goal::Rotation, Goal::Spacing, Goal::Wishes], vec![0.0, 0.0, 66.0, 2.0, 0.0, 0.0]),
    ];
    for (goals, values) in ladders {
        town.edit(|town| town.goals.clone_from(&goals));
        for engine in [Engine::Fast, Engine::Plain] {
            let options = Options { engine, ..Options::default() };
            let plan = planning::plan(&Arc::new(town.clone()), &options, &mut |_| ());
            let plan = plan.expect("no defect").expect("a roster");
            assert_eq!(plan.status, Status::Proven, "{goals:?}: {:#?}", plan.rungs);
            let found: Vec<f64> = plan.rungs.iter().map(|rung| rung.value).collect();
            assert_eq!(found, values, "{goals:?}");
        }
    }
}

/// What colleagues see of the example's roster: its shifts one after the other, person by person.
#[test]
fn the_example_has_a_roster_that_people_can_live_with() {
    let (rows, _) = read::folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/ddh-2025")));
    let mut instance = check::instance(&rows).0.expect("a folder without errors");
    instance.edit(|instance| {
        let wishes = instance.goals.iter().position(|&goal| goal == Goal::Wishes).expect("in the default ladder");
        if !instance.goals.contains(&Goal::Spacing) {
            instance.goals.insert(wishes, Goal::Spacing);
        }
    });
    let plan = planning::plan(&Arc::new(instance.clone()), &Options::default(), &mut |_| ());
    let plan = plan.expect("no defect").expect("a roster");
    assert_eq!(plan.status, Status::Proven, "{:#?}", plan.rungs);
    let roster = plan.verified.roster();

    let mut dates = vec![Vec::new(); instance.staff.len()];
    for (window, staff) in instance.windows.iter().zip(&roster.shifts) {
        staff.iter().for_each(|&s| dates[s].push(window.date));
    }
    let pairs = dates.iter().flat_map(|dates| dates.windows(2));
    let gaps: Vec<i64> = pairs.map(|pair| (pair[1] - pair[0]).num_days()).collect();
    let at_most = |days: i64| gaps.iter().filter(|&&gap| gap <= days).count();
    let crowded = dates.iter().filter(|dates| dates.windows(3).any(|three| (three[2] - three[0]).num_days() < 9));
    let crowded = crowded.count();
    // Without burdens: the days too close of all shifts alone.
    let mut plain = instance.clone();
    plain.edit(|plain| {
        plain.burdens.clear();
        plain.windows.iter_mut().for_each(|window| window.burdens.clear());
        plain.history.iter_mut().for_each(|past| past.burdens.clear());
        plain.ledger.retain(|(_, burden), _| burden.is_none());
    });
    let too_close = judge(&plain, roster).values.into_iter().find(|(rung, _)| *rung == Rung::Spacing);
    let too_close = too_close.expect("a goal of the ladder").1;
    let spacing = plan.rungs.iter().find(|rung| rung.rung == Rung::Spacing).expect("a goal of the ladder");
    assert_eq!((spacing.value, spacing.proven), (6.0, true));
    assert!(too_close <= 6.0, "all shifts lie {too_close} days too close");
    assert!(at_most(6) == 0, "of {} gaps, {} are of at most six days", gaps.len(), at_most(6));
    assert!(at_most(2) <= 5 && crowded == 0, "{crowded} people have three shifts in nine days");
}
