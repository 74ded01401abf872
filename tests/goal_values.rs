//! The value of every goal, worked out by hand from the contract's formulas, and what must never make `judge` stumble.
//!
//! In: two instances small enough to follow with pencil and paper. Brute force compares the same formulas on random
//! instances; here a reader sees the arithmetic.

mod support;

use support::by_hand::{date, exact, instance, municipality, past, roster, staff, stance, time, window};
use vagtplan::domain::goal::{Goal, Rung};
use vagtplan::domain::roster::Roster;
use vagtplan::domain::{Burden, Exact, Instance, LedgerEntry, Published};
use vagtplan::shares::shares;
use vagtplan::verify::judge;

fn burden(name: &str, days: &[&str], starts: &[&str]) -> Burden {
    Burden {
        name: name.into(),
        days: days.iter().map(|day| day.parse().expect("a literal day")).collect(),
        starts: starts.iter().map(|start| time(start)).collect(),
    }
}

/// Two municipalities, 3 to 1 by population, over the last two days of one week and the first two of the next: 4 days
/// of two windows of 2 seats, 16 seats in all. Every second window is an evening.
fn town() -> Instance {
    let municipalities = vec![municipality("1", "Big", 300), municipality("2", "Small", 100)];
    let people = vec![staff("a", "A", 0, 1), staff("b", "B", 0, 3), staff("c", "C", 1, 2)];
    let every_day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let evening = burden("evening", &every_day, &["17:00"]);
    let mut town =
        instance(("2026-01-10", "2026-01-13"), &["12:00", "17:00"], 2, vec![evening], municipalities, people);
    town.edit(|town| town.staff[0].weight = exact(1, 2));
    town
}

/// 12 of the 16 seats filled: Big takes 7 (5 in week 2, 2 in week 3; 4 evenings), Small 5 (1 and 4; 3 evenings).
fn seats(town: &Instance) -> Roster {
    let seats = [
        ("2026-01-10 12:00", "a"),
        ("2026-01-10 12:00", "b"),
        ("2026-01-10 17:00", "b"),
        ("2026-01-10 17:00", "b"),
        ("2026-01-11 12:00", "b"),
        ("2026-01-11 17:00", "c"),
        ("2026-01-12 12:00", "c"),
        ("2026-01-12 12:00", "c"),
        ("2026-01-12 17:00", "c"),
        ("2026-01-12 17:00", "b"),
        ("2026-01-13 17:00", "a"),
        ("2026-01-13 17:00", "c"),
    ];
    roster(town, &seats)
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
}

#[track_caller]
fn value(town: &Instance, roster: &Roster, rung: Rung) -> f64 {
    let judgement = judge(town, roster);
    judgement.values.iter().find(|(found, _)| *found == rung).expect("the rung is on the ladder").1
}

#[test]
fn unfilled_seats_and_their_spread() {
    let town = town();
    let judgement = judge(&town, &seats(&town));
    assert_eq!(judgement.unfilled, 4);
    assert_eq!(judgement.unfilled_by_window, [0, 0, 1, 1, 0, 0, 2, 0]);
    assert_eq!((judgement.shifts, judgement.burden_shifts), (vec![7, 5], vec![vec![4, 3]]));
    close(value(&town, &seats(&town), Rung::Coverage), 4.0);
    close(value(&town, &seats(&town), Rung::CoverageSpread), 0.5 + 0.5 + 2.0);
}

#[test]
fn shares_count_what_lies_outside_of_rounding() {
    let mut town = town();
    // φ = 12/16. Big owes 9, Small 3; with the ledger 8.5 and 3.25.
    let entry = |entitled, worked| LedgerEntry { entitled, worked };
    town.edit(|town| {
        town.ledger.insert((0, None), entry(exact(10, 1), exact(21, 2)));
        town.ledger.insert((1, None), entry(exact(13, 4), exact(3, 1)));
    });
    let roster = seats(&town);
    let judgement = judge(&town, &roster);
    assert_eq!(judgement.shares.phi, exact(3, 4));
    let targets: Vec<_> = judgement.shares.total.iter().map(|account| account.target.clone()).collect();
    assert_eq!(targets, [exact(17, 2), exact(13, 4)]);
    // Big has 7, one below [8, 9]; Small has 5, one above [3, 4].
    close(value(&town, &roster, Rung::Shares), 1.0 / 9.0 + 1.0 / 3.0);
    // Half a period is 6 seats. By then fall due the 9th to 13th of Big, (9 − 8.5) / ¾ = 2/3, 2, … 6 seats after the period, and
    // the 4th of Small, (4 − 3.25) / ¼ = 3 seats after it. The nearest to their targets come first: Big's 9th, 0.5 beyond, Small's
    // 4th, 0.75, then Big's others. Small's 5th falls due after 7 seats, later than half a period, and comes behind all of them.
    close(value(&town, &roster, Rung::SharesRounding), 2.0 + 7.0);
}

#[test]
fn burdens_are_shares_of_their_own() {
    let mut town = town();
    // Of 8 evening seats times φ = 3/4, Big owes 4.5 and Small 1.5; it is said to have worked 3 too many before.
    town.edit(|town| town.ledger.insert((1, Some(0)), LedgerEntry { entitled: exact(0, 1), worked: exact(3, 1) }));
    let roster = seats(&town);
    // Big has 4, inside [4, 5]; Small has 3, and its target is −1.5: four above [−2, −1].
    close(value(&town, &roster, Rung::Burdens), 16.0 / 1.5);
    // Big's next, the 5th, falls due after (5 − 4.5) / ¾ = 2/3 seats, and one each 4/3 of a seat from then on, the 8th, the last
    // that is possible, after 14/3; Small's first after 2.5 / ¼ = 10. Small has its first three: places 5, 6 and 7.
    close(value(&town, &roster, Rung::BurdensRounding), 5.0 + 6.0 + 7.0);
}

/// Two towns that are alike, and a seat for one of them: it goes to who was longest without, of all shifts and of the burden.
#[test]
fn of_equals_who_was_longest_without_comes_first() {
    let members = vec![municipality("1", "One", 100), municipality("2", "Two", 100)];
    let people = vec![staff("a", "A", 0, 1), staff("b", "B", 1, 1)];
    let evening = burden("evening", &["mon"], &["17:00"]);
    let mut town = instance(("2026-01-12", "2026-01-12"), &["17:00"], 1, vec![evening], members, people);
    let given_to = |town: &Instance, id: &str| {
        let roster = roster(town, &[("2026-01-12 17:00", id)]);
        [Rung::SharesRounding, Rung::BurdensRounding].map(|rung| value(town, &roster, rung))
    };
    // Nobody has had a shift: by code.
    assert_eq!([given_to(&town, "a"), given_to(&town, "b")], [[1.0, 1.0], [2.0, 2.0]]);
    // One has, but no evening.
    town.edit(|town| town.history = vec![past(town, "a", "2026-01-05 12:00")]);
    assert_eq!([given_to(&town, "a"), given_to(&town, "b")], [[2.0, 1.0], [1.0, 2.0]]);
    // Two has had one later, an evening.
    let mut late = past(&town, "b", "2026-01-06 17:00");
    late.burdens = vec![0];
    town.edit(|town| town.history.push(late));
    assert_eq!([given_to(&town, "a"), given_to(&town, "b")], [[1.0, 1.0], [2.0, 2.0]]);
}

/// Twenty seats of one window for two towns, of which some are filled by the first or the second alone.
fn after_too_many(populations: (u64, u64), targets: [Exact; 2], given: usize, id: &str, history: bool) -> f64 {
    let members = vec![municipality("1", "One", populations.0), municipality("2", "Two", populations.1)];
    let people = vec![staff("a", "A", 0, 20), staff("b", "B", 1, 20)];
    let mut town = instance(("2026-01-12", "2026-01-12"), &["17:00"], 20, Vec::new(), members, people);
    let all = populations.0 + populations.1;
    for (m, (population, target)) in [populations.0, populations.1].into_iter().zip(targets).enumerate() {
        let entitled = Exact::new((given as u64 * population).into(), all.into());
        town.edit(|town| {
            let entry = LedgerEntry { entitled: exact(0, 1), worked: entitled - target };
            town.ledger.insert((m, None), entry);
        });
    }
    if history {
        town.edit(|town| town.history = vec![past(town, "a", "2026-01-05 12:00")]);
    }
    value(&town, &roster(&town, &vec![("2026-01-12 17:00", id); given]), Rung::SharesRounding)
}

/// Who has worked so many too many that it owes nothing for long: shifts fall due in the order in which they would be owed.
#[test]
fn places_of_those_who_are_far_below_nothing() {
    let five = || exact(-5, 1);
    // Two alike, whose shifts fall due at the same moments: between two of One's lies one of Two, which comes after the first of them.
    let alike = |id| after_too_many((100, 100), [five(), five()], 7, id, false);
    assert_eq!(alike("a"), (1..=7).map(|k| 2.0 * f64::from(k) - 1.0).sum::<f64>());
    assert_eq!(alike("b"), (1..=7).map(|k| 2.0 * f64::from(k)).sum::<f64>());
    // Four more: the first of Two's falls due with the fifth of One's, and goes behind it.
    assert_eq!(
        after_too_many((100, 100), [five(), exact(-9, 1)], 7, "a", false),
        1.0 + 2.0 + 3.0 + 4.0 + 5.0 + 7.0 + 9.0
    );
    // Far more than a number with a point tells apart: the first of both falls due at the same moment, and it goes to the one that
    // was longest without.
    for (part, history, place) in [(7, false, 1.0), (7, true, 2.0), (13, false, 1.0), (13, true, 2.0)] {
        let one = exact(-1_000_000, part);
        let two = one.clone() * exact(3, 1) - exact(2, 1);
        assert_eq!(after_too_many((100, 300), [one, two], 1, "a", history), place, "{part}, {history}");
    }
}

#[test]
fn rhythm_compares_the_sums_at_each_week_s_end() {
    let town = town();
    // Half of the entitlement falls due in each week: Big [4, 5] then 9, Small [1, 2] then 3. Big has 5, then 7: two
    // short. Small has 1, then 5: two over.
    close(value(&town, &seats(&town), Rung::Rhythm), 2.0 + 2.0);
}

#[test]
fn who_joins_later_owes_from_then_on() {
    let mut town = town();
    town.edit(|town| town.municipalities[1].joined = Some(date("2026-01-12")));
    // Of the 8 seats before, Big owes all; of the 8 after, 6 to Small's 2. A quarter of everything stays unfilled.
    let shares = shares(&town, 4);
    assert_eq!(shares.share, [exact(14, 16), exact(2, 16)]);
    let entitled: Vec<_> = shares.total.iter().map(|account| account.entitled.clone()).collect();
    assert_eq!(entitled, [exact(21, 2), exact(3, 2)]);
    assert_eq!(shares.pace, [[exact(6, 1), exact(21, 2)], [exact(0, 1), exact(3, 2)]]);
}

/// A town alone joins on day 8 of 14, a seat a day: the seven seats before are nobody's, and the seven after are its own.
#[test]
fn seats_on_days_without_any_member_are_nobodys() {
    let mut alone = municipality("1", "Alone", 100);
    alone.joined = Some(date("2026-01-12"));
    let fortnight = ("2026-01-05", "2026-01-18");
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let all = burden("all", &days, &[]);
    let town = instance(fortnight, &["08:00"], 1, vec![all], vec![alone], vec![staff("a", "A", 0, 1)]);
    let mut filled = Roster::empty(14);
    (7..14).for_each(|w| filled.set(w, vec![0]));
    let judgement = judge(&town, &filled);
    assert_eq!((judgement.unfilled, judgement.shares.phi.clone()), (7, exact(1, 1)));
    assert_eq!((&judgement.shares.share[0], &judgement.shares.total[0].target), (&exact(1, 1), &exact(7, 1)));
    assert_eq!(judgement.shares.burdens[0][0].target, exact(7, 1));
    let closing = vagtplan::closing::close(&town, &judgement);
    assert_eq!((&closing.total[0].entitled, closing.total[0].worked), (&exact(7, 1), 7));
    // Three of its own seats are left open: φ = 4/7, and what is closed is what was planned.
    (7..10).for_each(|w| filled.set(w, vec![]));
    let judgement = judge(&town, &filled);
    assert_eq!((judgement.unfilled, judgement.shares.phi.clone()), (10, exact(4, 7)));
    assert_eq!(judgement.shares.total[0].target, exact(4, 1));
    assert_eq!(vagtplan::closing::close(&town, &judgement).total[0].entitled, exact(4, 1));
    // Where no day has a member there is nothing to fill.
    let nobody = instance(fortnight, &["08:00"], 1, vec![], vec![], vec![]);
    assert_eq!(judge(&nobody, &Roster::empty(14)).shares.phi, exact(1, 1));
}

#[test]
fn rotation_weighs_turns_and_counts_history() {
    let mut town = town();
    // a: 2 shifts, 1 evening, half a person. b: 5 and 3, three heads. c: 5 and 3, two heads.
    let roster = seats(&town);
    close(value(&town, &roster, Rung::Rotation), (4.0 + 1.0) / 0.5 + (25.0 + 9.0) / 3.0 + (25.0 + 9.0) / 2.0);
    let mut evening = past(&town, "a", "2026-01-05 17:00");
    evening.burdens = vec![0];
    town.edit(|town| town.history = vec![evening, past(town, "c", "2026-01-06 12:00")]);
    // a: 3 and 2. c: 6 and 3.
    close(value(&town, &roster, Rung::Rotation), (9.0 + 4.0) / 0.5 + (25.0 + 9.0) / 3.0 + (36.0 + 9.0) / 2.0);
}

#[test]
fn wishes_are_counted_once_each_and_cancel_out() {
    let mut town = town();
    town.edit(|town| {
        stance(town, "b", "2026-01-10 17:00").avoids = 1; // two seats
        stance(town, "a", "2026-01-10 12:00").prefers = 1; // one seat
    });
    town.edit(|town| {
        let both = stance(town, "a", "2026-01-13 17:00");
        (both.avoids, both.prefers) = (1, 1);
        stance(town, "a", "2026-01-12 17:00").avoids = 1; // not on it
    });
    close(value(&town, &seats(&town), Rung::Wishes), 1.0);
}

#[test]
fn refusals_are_squared_and_a_pool_s_go_in_turn() {
    let mut town = town();
    town.edit(|town| {
        stance(town, "a", "2026-01-13 17:00").avoids = 1; // one of two seats
        stance(town, "b", "2026-01-10 17:00").avoids = 2; // two seats
        stance(town, "b", "2026-01-11 12:00").prefers = 1; // so that the other two are not what b wants, either
        stance(town, "c", "2026-01-12 12:00").avoids = 1; // two seats
        stance(town, "c", "2026-01-12 17:00").avoids = 1; // one seat
    });
    // One of a. Four of b, whose three heads take two, one and one. Three of c, whose two heads take two and one.
    close(value(&town, &seats(&town), Rung::WishesSpread), 1.0 + (4.0 + 1.0 + 1.0) + (4.0 + 1.0));
}

#[test]
fn seats_that_are_needed_and_shifts_that_were_published() {
    let mut town = town();
    town.edit(|town| {
        // Two of two are needed where one is filled, one where none is, and one where both are.
        for (name, least) in [("2026-01-11 12:00", 2), ("2026-01-13 12:00", 1), ("2026-01-10 12:00", 1)] {
            let window = window(town, name);
            town.windows[window].least = least;
        }
        town.goals = vec![Goal::Coverage, Goal::Stability];
    });
    let seats = seats(&town);
    close(value(&town, &seats, Rung::CoverageLeast), 1.0 + 1.0);
    // Before Sunday whatever changes counts for nothing. Of Sunday's two, b and c, one is kept; of four on Monday, c twice, c and b,
    // three: a pool's second seat is a shift as well.
    let published = [
        ("2026-01-10 12:00", "c"),
        ("2026-01-11 12:00", "b"),
        ("2026-01-11 17:00", "b"),
        ("2026-01-12 12:00", "c"),
        ("2026-01-12 12:00", "c"),
        ("2026-01-12 17:00", "c"),
        ("2026-01-12 17:00", "c"),
    ];
    let published = Published { roster: roster(&town, &published), from: date("2026-01-11") };
    close(value(&town.mended(published), &seats, Rung::Stability), 1.0 + 1.0);
}

#[test]
fn the_ladder_is_the_instance_s_own() {
    let mut town = town();
    town.edit(|town| town.goals = vec![Goal::Coverage, Goal::Wishes, Goal::Shares]);
    let rungs: Vec<Rung> = judge(&town, &seats(&town)).values.into_iter().map(|(rung, _)| rung).collect();
    assert_eq!(
        rungs,
        [Rung::Coverage, Rung::CoverageSpread, Rung::Wishes, Rung::WishesSpread, Rung::Shares, Rung::SharesRounding]
    );
}

#[test]
fn who_is_entitled_to_nothing_is_left_out_of_the_quotients() {
    let mut town = town();
    town.edit(|town| town.municipalities[1].left = Some(date("2026-01-01")));
    let roster = seats(&town);
    // Big owes all 12 and has 7. Small owes nothing and has 5; nobody without an entitlement has a place.
    close(value(&town, &roster, Rung::Shares), 25.0 / 12.0);
    close(value(&town, &roster, Rung::SharesRounding), 0.0);
    close(value(&town, &roster, Rung::Rhythm), 1.0 + 5.0);
}

#[test]
fn an_empty_roster_and_an_overfilled_one_have_values_too() {
    let mut town = town();
    town.edit(|town| town.ledger.insert((0, None), LedgerEntry { entitled: exact(3, 1), worked: exact(0, 1) }));
    let empty = Roster::empty(town.windows.len());
    let judgement = judge(&town, &empty);
    // φ = 0: nobody is entitled to anything, and there is no pace to keep.
    let values: Vec<f64> = judgement.values.iter().map(|(_, value)| *value).collect();
    assert_eq!(values, [16.0, 16.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
    assert!(judgement.shares.pace.iter().all(Vec::is_empty));

    let everyone = vec![0, 0, 0, 1, 1, 1, 1, 2, 2, 2];
    let judgement = judge(&town, &Roster::new(vec![everyone; town.windows.len()]));
    assert_eq!((judgement.unfilled, judgement.values[0].1, judgement.values[1].1), (0, 0.0, 0.0));
    assert!(judgement.values.iter().all(|(_, value)| value.is_finite()));
    assert!(!judgement.violations.is_empty());
}

#[test]
fn an_instance_without_people_or_windows_can_be_judged() {
    let nobody = instance(("2026-01-10", "2026-01-13"), &["12:00"], 1, vec![], vec![], vec![]);
    assert_eq!(judge(&nobody, &Roster::empty(4)).unfilled, 4);
    let nothing = instance(("2026-01-10", "2026-01-13"), &[], 1, vec![], vec![municipality("1", "A", 1)], vec![]);
    let judgement = judge(&nothing, &Roster::empty(0));
    assert_eq!(judgement.shares.phi, exact(1, 1));
    // Zero, and not the zero below zero, which would be shown with a sign.
    assert!(judgement.values.iter().all(|(_, value)| *value == 0.0 && value.is_sign_positive()));
}
