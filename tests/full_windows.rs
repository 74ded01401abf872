//! Seats somebody is looked for: how little has to be said of one, and full windows, in which each of who sits there is replaced in turn.
//! Whoever is proposed is so by brute force as well, and so is whether that is better than who sits there now.

mod support;

use std::collections::BTreeSet;

use fastrand::Rng;
use support::brute;
use support::by_hand::{instance, municipality, person, roster, staff, window};
use support::random::RandomFolder;
use support::random::rosters::good_roster;
use vagtplan::check::seats::{Replaced, Said, replaced};
use vagtplan::domain::Instance;
use vagtplan::domain::roster::Roster;
use vagtplan::substitution::replacements;
use vagtplan::verify::judge;

const FOLDERS: u64 = 120;

/// A folder's instance with a roster that holds every rule, some of its seats fixed by locks, and a window of it.
fn drawn(seed: u64) -> (Instance, Roster, usize) {
    let mut random = Rng::with_seed(seed);
    let mut instance =
        if seed.is_multiple_of(2) { RandomFolder::tiny(seed) } else { RandomFolder::small(seed) }.instance;
    instance.edit(|instance| instance.fixed.clear());
    let roster = good_roster(&mut random, &instance);
    for (window, staff) in roster.shifts.iter().enumerate() {
        for &staff in staff {
            if random.f64() < 0.1 {
                instance.edit(|instance| instance.fixed.insert((staff, window), 1));
            }
        }
    }
    let window = random.usize(0..instance.windows.len());
    (instance, roster, window)
}

/// A full window: each who sits there is replaced by everybody who could, and all of that is ranked as one list.
#[test]
fn in_a_full_window_every_replacement_is_judged_and_ranked() {
    let (mut pairs, mut better, mut windows) = (0, 0, 0);
    for seed in 0..FOLDERS {
        let (instance, roster, window) = drawn(seed);
        let mut outs = roster.seated(&instance, window);
        outs.dedup();
        outs.retain(|&out| !roster.is_fixed(&instance, window, out));
        if outs.is_empty() {
            continue;
        }
        windows += usize::from(outs.len() > 1);
        let found = replacements(&instance, &roster, window, &outs, usize::MAX);
        assert_eq!(found.now, judge(&instance, &roster), "seed {seed}");
        assert_eq!(found.sitting.iter().map(|one| one.staff).collect::<Vec<_>>(), outs, "seed {seed}");
        assert!(found.sitting.iter().all(|one| one.breaks.is_empty()), "seed {seed}: the roster is good");
        let mut lawful = BTreeSet::new();
        let mut free = BTreeSet::new();
        for &out in &outs {
            for staff in (0..instance.staff.len()).filter(|&staff| staff != out) {
                let with = roster.clone().without(window, out).with(window, staff);
                if brute::broken(&instance, &with).is_empty() {
                    lawful.insert((out, staff));
                    free.insert(staff);
                }
            }
        }
        let told: BTreeSet<(usize, usize)> =
            found.candidates.iter().map(|one| (one.out.expect("somebody is replaced"), one.staff)).collect();
        assert_eq!((told, found.candidates.len()), (lawful.clone(), lawful.len()), "seed {seed}");
        let values: Vec<Vec<f64>> = found
            .candidates
            .iter()
            .map(|one| {
                let out = one.out.expect("somebody is replaced");
                brute::values(&instance, &roster.clone().without(window, out).with(window, one.staff))
            })
            .collect();
        let first = |one: &[f64], other: &[f64]| {
            let mut both = one.iter().zip(other);
            both.find(|(one, other)| (*one - *other).abs() > brute::TOLERANCE).map(|(one, other)| one < other)
        };
        assert!(values.windows(2).all(|pair| first(&pair[1], &pair[0]) != Some(true)), "seed {seed}");
        let now = brute::values(&instance, &roster);
        let are_better = values.iter().filter(|values| first(values, &now) == Some(true)).count();
        assert_eq!((found.better, found.possible, found.free), (are_better, lawful.len(), free.len()), "seed {seed}");
        for most in [0, 3] {
            let best = replacements(&instance, &roster, window, &outs, most);
            assert_eq!(best.candidates, found.candidates[..found.candidates.len().min(most)], "seed {seed}");
            assert_eq!(
                (best.better, best.possible, best.free),
                (found.better, found.possible, found.free),
                "seed {seed}"
            );
        }
        for held in &found.excluded {
            assert!(!free.contains(&held.staff) && !held.rules.is_empty(), "seed {seed}");
            assert!(!roster.shifts[window].contains(&held.staff), "seed {seed}");
        }
        pairs += lawful.len();
        better += are_better;
    }
    assert!(pairs > 100 && better > 20 && windows > 20, "{pairs} pairs, {better} better, {windows} windows of several");
}

/// Two colleagues in one town, one in another, who could be taken for each other.
fn town() -> Instance {
    let people = vec![staff("a@b.dk", "Bo", 0, 1), staff("anna", "Anna Holm", 0, 1), staff("bo", "Bo", 1, 1)];
    let members = vec![municipality("1", "One", 100), municipality("2", "Two", 100)];
    instance(("2026-01-05", "2026-01-06"), &["08:00", "16:00"], 2, vec![], members, people)
}

#[test]
fn seats_are_numbered_as_they_are_written() {
    let mut town = town();
    let noon = window(&town, "2026-01-05 16:00");
    let full = roster(&town, &[("2026-01-05 16:00", "bo"), ("2026-01-05 16:00", "anna")]);
    let (anna, bo) = (person(&town, "anna"), person(&town, "bo"));
    let seat = |town: &Instance, roster: &Roster, seat| {
        let said = Said { date: Some("2026-01-05"), start: Some("16:00"), seat, ..Said::default() };
        replaced(town, roster, said)
    };
    assert_eq!(seat(&town, &full, Some(1)), Ok((noon, Replaced::One(anna))));
    assert_eq!(seat(&town, &full, Some(2)), Ok((noon, Replaced::One(bo))));
    assert_eq!(seat(&town, &full, None), Ok((noon, Replaced::Each(vec![anna, bo]))));
    assert!(seat(&town, &full, Some(3)).is_err());
    assert!(seat(&town, &full, Some(0)).is_err());
    let half = full.clone().without(noon, anna);
    assert_eq!(seat(&town, &half, None), Ok((noon, Replaced::Nobody)));
    assert_eq!(seat(&town, &half, Some(2)), Ok((noon, Replaced::Nobody)));
    town.edit(|town| town.fixed.insert((bo, noon), 1));
    let refusal = seat(&town, &full, Some(2)).unwrap_err();
    assert_eq!(refusal.message, "Bo (bo) is fixed on mon 2026-01-05 16:00 by locks.csv");
    assert_eq!(seat(&town, &full, None), Ok((noon, Replaced::Each(vec![anna]))));
}

#[test]
fn as_little_is_said_of_a_seat_as_tells_it_from_others() {
    let town = town();
    let [monday, noon, tuesday] =
        ["2026-01-05 08:00", "2026-01-05 16:00", "2026-01-06 16:00"].map(|when| window(&town, when));
    let shifts = [
        ("2026-01-05 08:00", "anna"),
        ("2026-01-05 16:00", "bo"),
        ("2026-01-06 08:00", "anna"),
        ("2026-01-06 16:00", "bo"),
    ];
    let roster = roster(&town, &shifts);
    let said = |date, start, staff| replaced(&town, &roster, Said { date, start, staff, seat: None });
    let (anna, bo) = (Replaced::One(person(&town, "anna")), Replaced::One(person(&town, "bo")));
    assert_eq!(said(Some("05-01-2026"), None, Some("Anna Holm")), Ok((monday, anna)));
    assert_eq!(said(Some("2026-01-06"), None, Some("bo")), Ok((tuesday, bo.clone())));
    assert_eq!(said(Some("2026-01-05"), Some("16:00"), Some("bo")), Ok((noon, bo)));
    let refused = |date, start, staff| {
        let refusal = said(date, start, staff).expect_err("it is not one");
        format!("{} / {}", refusal.message, refusal.help.join(" / "))
    };
    assert_eq!(
        refused(None, Some("16:00"), Some("bo")),
        "Bo (bo) has 2 such shifts in this roster / say which with --date, or --date and --start / \
         Bo (bo) is on mon 2026-01-05 16:00, tue 2026-01-06 16:00"
    );
    assert_eq!(
        refused(Some("2026-01-05"), Some("08:00"), Some("bo")),
        "Bo (bo) is not on mon 2026-01-05 08:00 in this roster / on it: Anna Holm (anna), One / \
         Bo (bo) is on mon 2026-01-05 16:00, tue 2026-01-06 16:00"
    );
    assert_eq!(
        refused(None, None, Some("a@b.dk")),
        "Bo (a@b.dk) has no shift in this roster / Bo (a@b.dk) has no shift in this roster"
    );
    assert_eq!(
        refused(Some("2026-01-05"), None, None),
        "several windows are open on mon 2026-01-05 / on mon 2026-01-05 windows start at 08:00 and 16:00 / \
         say which with --start"
    );
    assert_eq!(refused(None, Some("16:00"), None), "several windows start at 16:00 / say which with --date");
    assert_eq!(refused(None, Some("12:00"), None), "no window starts at 12:00 / windows start at 08:00 and 16:00");
}
