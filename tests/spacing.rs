//! How evenly each colleague's shifts come, worked out by hand, at the first and the last day of the period as between them.
//!
//! In: a town of four weeks that is small enough to follow. Out: what `judge` says, and that the engine finds the roster a
//! planner would.

mod support;

use std::path::Path;
use std::sync::Arc;

use chrono::Datelike;
use support::by_hand::{date, exact, instance, municipality, past, roster, staff};
use vagtplan::domain::attendance::Attendance;
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::language::Language;
use vagtplan::domain::{Burden, Instance, LedgerEntry, PastShift};
use vagtplan::planning::{self, Engine, Options, Status};
use vagtplan::report::facts::people;
use vagtplan::report::facts::sentence::{Mark, Sentence};
use vagtplan::report::facts::strips::{Strip, strips, too_close};
use vagtplan::report::locale::Locale;
use vagtplan::verify::judge;
use vagtplan::{check, read};

/// Two members of the same size over 28 days of a morning and an evening. One has Anna and Bo, Two has Cem.
fn town() -> Instance {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let evening = Burden {
        name: "evening".into(),
        days: days.iter().map(|day| day.parse().expect("a literal day")).collect(),
        starts: vec![support::by_hand::time("16:00")],
    };
    let members = vec![municipality("1", "One", 100), municipality("2", "Two", 100)];
    let people = vec![staff("anna", "Anna", 0, 1), staff("bo", "Bo", 0, 1), staff("cem", "Cem", 1, 1)];
    let mut town = instance(("2026-01-05", "2026-02-01"), &["08:00", "16:00"], 1, vec![evening], members, people);
    town.edit(|town| town.goals = vec![Goal::Coverage, Goal::Spacing]);
    town
}

/// Eight of the 56 seats: One owes 4 of them and 2 of the 4 evenings. Anna and Bo have 2 and 1 of these in 28 days: 7 and 14
/// days are half of an even pace. Cem has 4 and 2, so 4 and 7 days.
const SEATS: [(&str, &str); 8] = [
    ("2026-01-05 08:00", "anna"),
    ("2026-01-05 16:00", "anna"),
    ("2026-01-10 16:00", "anna"),
    ("2026-01-06 08:00", "bo"),
    ("2026-01-14 08:00", "bo"),
    ("2026-01-07 08:00", "cem"),
    ("2026-01-09 08:00", "cem"),
    ("2026-01-20 16:00", "cem"),
];

#[track_caller]
fn spacing(town: &Instance, seats: &[(&str, &str)]) -> f64 {
    let judgement = judge(town, &roster(town, seats));
    judgement.values.iter().find(|(rung, _)| *rung == Rung::Spacing).expect("a goal of the town").1
}

/// The seats with one of them moved.
fn moved(from: (&str, &str), to: &'static str) -> Vec<(&'static str, &'static str)> {
    let place = SEATS.iter().position(|seat| *seat == from).expect("a seat");
    let mut seats = SEATS.to_vec();
    seats[place].0 = to;
    seats
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

/// What is told of Anna, Bo and Cem in turn.
fn told(town: &Instance, seats: &[(&str, &str)]) -> Vec<Strip> {
    let roster = roster(town, seats);
    strips(town, &roster, &judge(town, &roster))
}

/// The verdict's sentence about people, in English.
fn said(town: &Instance, seats: &[(&str, &str)]) -> Sentence {
    let roster = roster(town, seats);
    let locale = Locale::new(Language::English);
    people::sentence(&locale, town, &roster, &judge(town, &roster)).expect("people with shifts")
}

#[test]
fn a_strip_has_the_days_between_shifts_and_what_an_even_pace_would_be() {
    let mut town = town();
    // Anna is seen the day before the period, and long before; Cem never was.
    town.edit(|town| {
        town.history = vec![past(town, "anna", "2026-01-04 08:00"), past(town, "anna", "2025-12-01 08:00")]
    });
    let late = moved(("2026-01-20 16:00", "cem"), "2026-02-01 16:00");
    let strips = told(&town, &late);
    let gaps = |strip: usize| strips[strip].gaps.clone();
    assert_eq!(gaps(0), [Some(1), Some(0), Some(5)]);
    assert_eq!((strips[0].before, strips[1].before), (Some(date("2026-01-04")), None));
    assert_eq!((gaps(1), gaps(2)), (vec![None, Some(8)], vec![None, Some(2), Some(23)]));
    // 28 days for 2 shifts and for 4; half of that is asked for.
    let paces: Vec<_> = strips.iter().map(|strip| (strip.pace.clone(), strip.apart)).collect();
    let [two, four] = [(Some(exact(14, 1)), Some(7)), (Some(exact(7, 1)), Some(4))];
    assert_eq!(paces, [two.clone(), two, four]);
    assert_eq!((strips[0].span(), strips[2].span()), (Some((0, 5)), Some((2, 23))));
    assert_eq!(strips.iter().map(|strip| strip.wished.clone()).collect::<Vec<_>>(), [None, None, None]);
    // All that is too close, the closest first, each with the day before the period where it begins there.
    let close = too_close(&town, &strips);
    let close: Vec<_> = close.iter().map(|pair| (pair.staff, pair.days, pair.from, pair.to)).collect();
    let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
    let expected = [(0, 0, day(5), day(5)), (0, 1, day(4), day(5)), (2, 2, day(7), day(9)), (0, 5, day(5), day(10))];
    assert_eq!(close, expected);
    // A pool has shifts and no days between them.
    town.edit(|town| town.staff[0].heads = 2);
    let strips = told(&town, &late);
    assert_eq!((strips[0].gaps.clone(), strips[0].apart, strips[0].windows.len()), (vec![None; 3], None, 3));
}

#[test]
fn a_shift_is_as_wished_where_it_is_preferred_and_not_avoided() {
    let mut town = town();
    let windows = town.windows.len();
    let at = |town: &Instance, name: &str| {
        let (day, start) = name.split_once(' ').unwrap();
        town.window_at(date(day), support::by_hand::time(start)).unwrap()
    };
    let places = ["2026-01-05 08:00", "2026-01-10 16:00", "2026-01-06 08:00", "2026-01-07 08:00"].map(|w| at(&town, w));
    town.edit(|town| {
        // Anna prefers two of her three, and avoids one of these; Bo avoids one of two; Cem has no wishes.
        town.stances[places[0]].prefers = 1;
        town.stances[places[1]].prefers = 3;
        town.stances[places[1]].avoids = 1;
        town.stances[windows + places[2]].avoids = 2;
    });
    let strips = told(&town, &SEATS);
    assert_eq!(strips[0].wished, Some(vec![true, false, false]));
    assert_eq!((strips[0].met(), strips[1].met(), strips[2].met()), (Some((1, 3)), Some((1, 2)), None));
    let text = said(&town, &SEATS).text;
    assert!(text.contains("Wishes: met most for Bo (bo), 1 of 2 shifts; least for Anna (anna), 1 of 3."), "{text}");
}

#[test]
fn the_verdict_names_the_closest_two_shifts_and_the_longest_time_without() {
    let mut town = town();
    let sentence = said(&town, &SEATS);
    let expected = "Closest: Anna (anna), two shifts on one day (5 Jan; evenly 14 days). Farthest beyond an even pace: Cem (cem), \
                    11 days (9 Jan and 20 Jan; evenly 7 days). 3 pairs closer than half of an even pace. Three shifts in nine days: Anna (anna).";
    assert_eq!(sentence.text, expected);
    assert_eq!(sentence.mark, Mark::Bad);
    // Anna can come on no other days: nobody is to blame, and it is said.
    town.edit(|town| {
        for (w, window) in town.windows.iter().enumerate() {
            town.stances[w].available = window.date <= date("2026-01-10");
        }
    });
    let sentence = said(&town, &SEATS);
    assert!(sentence.text.ends_with("nine days: Anna (anna); who can't come on other days."), "{}", sentence.text);
    assert_eq!(sentence.mark, Mark::Fact);
    // On the nineteenth a third shift would be the ninth day after the tenth, so there was another way.
    town.edit(|town| town.stances[2 * 14].available = true);
    assert_eq!(said(&town, &SEATS).mark, Mark::Bad);
}

#[test]
fn three_shifts_in_nine_days_are_counted_from_before_the_period_to_its_last_day() {
    let mut town = town();
    let calm = [("2026-01-05 08:00", "anna"), ("2026-01-12 08:00", "anna")];
    let told = |town: &Instance, seats: &[(&str, &str)]| said(town, seats).text.contains("Three shifts in nine days");
    assert!(!told(&town, &calm));
    let history = vec![past(&town, "anna", "2026-01-04 08:00")];
    town.edit(|town| town.history = history);
    assert!(told(&town, &calm), "the fourth to the twelfth are nine days");
    assert!(!told(&town, &[calm[0], ("2026-01-13 08:00", "anna")]), "the thirteenth is the tenth");
    let last = [("2026-01-24 08:00", "bo"), ("2026-01-26 08:00", "bo"), ("2026-02-01 08:00", "bo")];
    assert!(told(&town, &last));
    // Whoever is due that often anyway is not named: with a shift in four days, three fall into nine.
    let entry = LedgerEntry { entitled: exact(14, 1), worked: exact(0, 1) };
    town.edit(|town| town.ledger.insert((0, None), entry));
    assert!(!told(&town, &last));
}

/// Eleven weeks of mornings, with a shift in the second week and one in the last.
#[test]
fn sixty_days_without_a_shift_are_told_unless_nobody_could_come() {
    let members = vec![municipality("1", "One", 100)];
    let people = vec![staff("anna", "Anna", 0, 1), staff("bo", "Bo", 0, 1)];
    let mut town = instance(("2026-01-05", "2026-03-22"), &["08:00"], 1, Vec::new(), members, people);
    let told = |town: &Instance, seats: &[(&str, &str)]| -> Option<String> {
        let text = said(town, seats).text;
        Some(text.split_once("No shift for 60 days: ")?.1.to_owned())
    };
    // Due are the three seats that are filled, less one worked ahead: one a person, in 77 days. Then nobody is named.
    let seats = [("2026-01-12 08:00", "anna"), ("2026-03-13 08:00", "anna"), ("2026-02-10 08:00", "bo")];
    let carry = |town: &mut Instance, balance: i64| {
        let entry = LedgerEntry { entitled: exact(balance, 1), worked: exact(0, 1) };
        town.edit(|town| town.ledger.insert((0, None), entry));
    };
    carry(&mut town, -1);
    assert_eq!(told(&town, &seats), None);
    // With two a person it is one in 38 days. From 12 January to 13 March are 60 days, to the 12th 59.
    carry(&mut town, 1);
    assert_eq!(told(&town, &seats).as_deref(), Some("Anna (anna)."));
    assert_eq!(told(&town, &[seats[0], ("2026-03-12 08:00", "anna"), seats[2]]), None);
    // The first and the last day bound what is seen of it; whoever joins later is not missed before.
    let late = [("2026-03-13 08:00", "anna"), ("2026-03-06 08:00", "bo")];
    assert_eq!(told(&town, &late).as_deref(), Some("Anna (anna), Bo (bo)."));
    town.edit(|town| town.staff[1].joined = Some(date("2026-01-06")));
    assert_eq!(told(&town, &late).as_deref(), Some("Anna (anna)."));
    // Where Anna can't come in between, that is said.
    town.edit(|town| {
        for (w, window) in town.windows.iter().enumerate() {
            town.stances[w].available = window.date >= date("2026-03-13");
        }
    });
    assert_eq!(told(&town, &late).as_deref(), Some("Anna (anna); who can't come in between."));
}

#[test]
fn whose_wishes_are_all_refused_is_told_unless_no_other_time_is_open() {
    let mut town = town();
    let evening = |town: &mut Instance| {
        town.edit(|town| {
            // Bo has mornings and would like evenings.
            let windows = town.windows.len();
            for (w, window) in town.windows.iter().enumerate() {
                town.stances[windows + w].prefers = u8::from(window.start == support::by_hand::time("16:00"));
            }
        });
    };
    evening(&mut town);
    let sentence = said(&town, &SEATS);
    assert!(sentence.text.ends_with("Every shift against wishes: Bo (bo)."), "{}", sentence.text);
    town.edit(|town| {
        let windows = town.windows.len();
        for (w, window) in town.windows.iter().enumerate() {
            town.stances[windows + w].available = window.start == support::by_hand::time("08:00");
        }
    });
    let sentence = said(&town, &SEATS);
    assert!(sentence.text.ends_with("wishes: Bo (bo); who can't come at wished times."), "{}", sentence.text);
}
