//! What people are told of their shifts: strips, wishes met, and who has it hard, worked out by hand.
//!
//! In: a town of four weeks that is small enough to follow. Out: strips, and the verdict's sentence about people.

mod support;

use chrono::{Days, NaiveDate};
use support::by_hand::{date, exact, instance, municipality, past, roster, staff};
use support::spaced::{SEATS, moved, town};
use vagtplan::domain::language::Language;
use vagtplan::domain::{Instance, LedgerEntry};
use vagtplan::report::facts::people;
use vagtplan::report::facts::sentence::{Mark, Sentence};
use vagtplan::report::facts::strips::{Strip, strips, too_close};
use vagtplan::report::locale::Locale;
use vagtplan::verify::judge;

/// What is told of Anna, Bo and Cem in turn.
fn told(town: &Instance, seats: &[(&str, &str)]) -> Vec<Strip> {
    let roster = roster(town, seats);
    strips(town, &roster, &judge(town, &roster))
}

/// The verdict's sentence about people, in English.
fn said(town: &Instance, seats: &[(&str, &str)]) -> Sentence {
    said_where(town, seats, false)
}

/// The same where `wishes` is proven, or is not.
fn said_where(town: &Instance, seats: &[(&str, &str)], wishes_proven: bool) -> Sentence {
    sentence(town, seats, wishes_proven).expect("people with shifts")
}

fn sentence(town: &Instance, seats: &[(&str, &str)], wishes_proven: bool) -> Option<Sentence> {
    let roster = roster(town, seats);
    let locale = Locale::new(Language::English);
    people::sentence(&locale, town, &roster, &judge(town, &roster), wishes_proven)
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
    assert!(text.contains("Wishes: 1 of 2 shifts met for Bo (bo), 1 of 3 for Anna (anna)."), "{text}");
}

#[test]
fn the_verdict_names_the_closest_two_shifts_and_the_longest_time_without() {
    let mut town = town();
    let sentence = said(&town, &SEATS);
    let expected = "Closest: two shifts on one day, Anna (anna), evenly 14; 3 pairs are under half of an even pace. \
                    Longest beyond even: 11 days, Cem (cem), evenly 7. Three shifts in nine days: Anna (anna).";
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
        // Whoever has one shift each has nothing else to tell of.
        let text = sentence(town, seats, false)?.text;
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
    // Where Anna can't come in between, that is said; where she can't come before or after it, she is not missed.
    let can_come = |town: &mut Instance, on: &dyn Fn(NaiveDate) -> bool| {
        town.edit(|town| {
            for (w, window) in town.windows.iter().enumerate() {
                town.stances[w].available = on(window.date);
            }
        });
    };
    let [first, later] = ["2026-01-05", "2026-03-13"].map(date);
    can_come(&mut town, &|day| day == first || day >= later);
    assert_eq!(told(&town, &late).as_deref(), Some("Anna (anna); who can't come in between."));
    can_come(&mut town, &|day| day >= later);
    assert_eq!(told(&town, &late), None);
    let early = [("2026-01-12 08:00", "anna"), ("2026-02-10 08:00", "bo")];
    can_come(&mut town, &|_| true);
    assert_eq!(told(&town, &early).as_deref(), Some("Anna (anna)."));
    can_come(&mut town, &|day| day < later - Days::new(3));
    assert_eq!(told(&town, &early), None);
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
    let is_bad = |town: &Instance| {
        let sentence = said_where(town, &SEATS, true);
        let priced = "wishes: Bo (bo); wishes are proven: somebody else would lose one, or an earlier goal be worse.";
        (sentence.text.contains("Bo (bo)"), sentence.text.ends_with(priced), said_where(town, &SEATS[3..], true).mark)
    };
    assert_eq!(is_bad(&town), (true, true, Mark::Fact));
    // What Bo has is worth as much as what he would like: nobody would have to lose anything.
    let mut other = town.clone();
    other.edit(|town| {
        let windows = town.windows.len();
        for (w, window) in town.windows.iter().enumerate() {
            if window.start == support::by_hand::time("08:00") {
                (town.stances[windows + w].prefers, town.stances[windows + w].avoids) = (2, 1);
            }
        }
    });
    assert_eq!(is_bad(&other), (true, false, Mark::Bad));
    town.edit(|town| {
        let windows = town.windows.len();
        for (w, window) in town.windows.iter().enumerate() {
            town.stances[windows + w].available = window.start == support::by_hand::time("08:00");
        }
    });
    let sentence = said(&town, &SEATS);
    assert!(sentence.text.ends_with("wishes: Bo (bo); who can't come at wished times."), "{}", sentence.text);
}
